"""Calls of macros in a page: ``{{ plan_table(2564) }}``.

A call is a name and literal arguments. It is parsed and looked up, never executed as a template, so a page can do nothing
but call what the site offers. Code in fences and back-ticks stays as written.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """A call found in a text; ``start`` and ``end`` count characters. ``alone``: nothing else on its line, at column 1."""

    name: str
    args: tuple
    kwargs: dict
    start: int
    end: int
    alone: bool
    source: str


@dataclass(frozen=True)
class BadCall:
    """Something that looks like a call or a template and is not one that a page may hold."""

    code: str
    start: int
    source: str


_FENCE = re.compile(r"^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)")
_OPENING = re.compile(r"\{\{|\{%|\{#(?=[\s-])")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_MAX_CALL = 500
_IN_BRACES = re.compile(r"\{\{[^\n]*?(?:\}\}|$)", re.MULTILINE)


def without_code(text: str) -> str:
    """``text`` with code blocks and spans blanked out, of the same length and with the same line breaks."""
    for pattern in (_FENCE, _SPAN):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def find_calls(text: str) -> Iterator[Call | BadCall]:
    """Every call in ``text``, in order, and whatever is not a proper one."""
    masked = without_code(text)
    position = 0
    while opening := _OPENING.search(masked, position):
        start = opening.start()
        if opening[0] != "{{":
            yield BadCall("template-in-page", start, _excerpt(text, start))
            position = opening.end()
            continue
        end = masked.find("}}", start, start + _MAX_CALL)
        if end < 0 or "\n" in masked[start:end]:
            yield BadCall("call-not-closed", start, _excerpt(text, start))
            position = opening.end()
            continue
        yield _parse(text, start, end + 2)
        position = end + 2


def loose_calls(text: str, names: Iterable[str]) -> Iterator[BadCall]:
    """Calls of the macros ``names`` that no ``{{`` opens: where a brace is missing, readers would see the call itself."""
    masked = _IN_BRACES.sub(lambda match: " " * len(match[0]), without_code(text))
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(names)})\([^()\n]{{0,100}}\)?", masked):
        yield BadCall("call-not-opened", match.start(), match[0])


def _excerpt(text: str, start: int) -> str:
    return text[start: start + 40].split("\n")[0]


def _parse(text: str, start: int, end: int) -> Call | BadCall:
    source = text[start + 2: end - 2].strip()
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    rest = text[end: line_end if line_end >= 0 else len(text)]
    alone = start == line_start and not rest.strip()
    try:
        tree = ast.parse(source, mode="eval").body
        if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name) or not _NAME.fullmatch(tree.func.id):
            return BadCall("call-form", start, source)
        if any(keyword.arg is None for keyword in tree.keywords):
            return BadCall("call-form", start, source)
        args = tuple(_literal(node) for node in tree.args)
        kwargs = {keyword.arg: _literal(keyword.value) for keyword in tree.keywords}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return BadCall("call-form", start, source)
    return Call(tree.func.id, args, kwargs, start, end, alone, source)


def _literal(node: ast.AST) -> str | int | bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, bool)):
        return node.value
    raise ValueError("only text and whole numbers")
