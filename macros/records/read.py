"""The only reader of YAML: bytes to plain values that remember their line and column.

Every scalar is kept as text and converted later by the type of its field, so that ``no`` is not False and ``010`` is not 8.
What the language offers beyond maps, lists and text (anchors, tags, several documents) is refused by name: none of it is
needed in a record, and each of it has hidden a mistake or hung a parser somewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from macros.problems import Place, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

Path = tuple  # of str (keys) and int (positions in a list)


@dataclass
class Document:
    """One file's values. ``places`` locates values, ``keys`` locates the keys of maps; both by path from the root."""

    file: str
    value: object = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    empty: set[Path] = field(default_factory=set)
    patched: set[Path] = field(default_factory=set)  # values that validation replaced, see validate.py

    def place(self, *path: str | int) -> Place:
        """The place of the value at ``path``, or of the nearest value above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path) or Place(self.file)


class Refused(Exception):
    """Reading stopped at a problem after which the rest of the file means nothing."""

    def __init__(self, problem: Problem):
        super().__init__(problem.code)
        self.problem = problem


def read(data: bytes, file: str) -> tuple[Document, list[Problem]]:
    """Parse one YAML file. Returns the document (its value is None when unreadable) and every problem found."""
    document = Document(file)
    try:
        text = decode(data, file)
        return document, list(_compose(text, document))
    except Refused as refused:
        document.value = None
        return document, [refused.problem]


def decode(data: bytes, file: str) -> str:
    """UTF-8 text of a source file, or :class:`Refused` with the place of the first byte that is not."""
    if len(data) > MAX_BYTES:
        raise Refused(Problem("file-too-large", Place(file), {"size": len(data) // 1000, "limit": MAX_BYTES // 1000}))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(Problem("encoding-not-utf8", Place(file), {"encoding": "UTF-16"}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Problem("encoding-not-utf8", _place_of_byte(data, error.start, file), {"encoding": "Windows-874 / TIS-620"})) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for problem in _forbidden_characters(text, file):
        raise Refused(problem)
    return text


def _place_of_byte(data: bytes, offset: int, file: str) -> Place:
    line_start = data.rfind(b"\n", 0, offset) + 1
    return Place(file, data.count(b"\n", 0, offset) + 1, len(data[line_start:offset].decode("utf-8", "replace")) + 1)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)


def _forbidden_characters(text: str, file: str) -> Iterator[Problem]:
    if conflict := _CONFLICT.search(text):
        yield Problem("merge-conflict", place_at(text, conflict.start(), file))
    if control := _CONTROL.search(text):
        name = unicodedata.name(control[0], "control")
        yield Problem("control-character", place_at(text, control.start(), file), {"char": f"U+{ord(control[0]):04X}", "name": name})


def place_at(text: str, offset: int, file: str) -> Place:
    """The place of character ``offset`` in ``text``."""
    return Place(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _compose(text: str, document: Document) -> Iterator[Problem]:
    builder = _Builder(text, document)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise Refused(_syntax_problem(text, error, document.file)) from None
    except yaml.YAMLError as error:
        raise Refused(Problem("yaml-syntax", Place(document.file), {"reason": str(error).splitlines()[0]})) from None
    yield from builder.problems
    if document.value is None:
        yield Problem("file-empty", Place(document.file))


class _Builder:
    """Builds values from parser events: no recursion, so depth is a number we compare and not the stack's end."""

    def __init__(self, text: str, document: Document):
        self.lines = text.split("\n")
        self.document = document
        self.problems: list[Problem] = []
        self.stack: list[tuple[object, Path]] = []
        self.key: list[str | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", event, {"name": event.anchor})
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
            self.key.pop()

    def _start_document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse("yaml-several-documents", event)

    def _open(self, event: yaml.Event) -> None:
        self._no_extras(event)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse("yaml-too-deep", event, {"limit": MAX_DEPTH})
        value: object = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self._expects_key():
            self._refuse("yaml-key-not-text", event)
        path = self._put(value, event)
        self.stack.append((value, path))
        self.key.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._no_extras(event)
        if self._expects_key():
            self._take_key(event)
            return
        plain = event.style is None or event.style == ""
        value = None if plain and event.value == "" else event.value
        path = self._put(value, event)
        if value is None:
            self.document.empty.add(path)
        elif plain:
            self._check_comment(event)

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.key[-1] is None

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        container, path = self.stack[-1]
        name = event.value
        here = self._place(event)
        if hidden := next((c for c in name if unicodedata.category(c) in ("Cf", "Zs") and c != " "), None):
            self._refuse("invisible-in-key", event, {"char": f"U+{ord(hidden):04X}"})
        if name in container:
            first = self.document.keys[(*path, name)]
            self.problems.append(Problem("duplicate-key", here, {"key": name, "first": first.line}))
        self.document.keys.setdefault((*path, name), here)
        self.key[-1] = name

    def _put(self, value: object, event: yaml.Event) -> Path:
        place = self._place(event)
        if not self.stack:
            self.document.value = value
            path: Path = ()
        else:
            path = self._put_into(*self.stack[-1], value)
        self.document.places.setdefault(path, place)
        return path

    def _put_into(self, container: object, parent: Path, value: object) -> Path:
        if isinstance(container, list):
            container.append(value)
            return (*parent, len(container) - 1)
        name = self.key[-1]
        self.key[-1] = None
        container.setdefault(name, value)
        return (*parent, name)

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """``title: Plan #1`` ends at the ``#``, silently: comments stand on lines of their own."""
        end = event.end_mark
        rest = self.lines[end.line][end.column:]
        if re.match(r"\s+#", rest):
            place = Place(self.document.file, end.line + 1, end.column + len(rest) - len(rest.lstrip()) + 1)
            self.problems.append(Problem("comment-after-value", place, {"value": event.value, "comment": rest.strip()}))

    def _no_extras(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None):
            self._refuse("yaml-alias", event, {"name": event.anchor})
        if getattr(event, "tag", None) not in (None, "!"):
            self._refuse("yaml-tag", event, {"tag": event.tag})

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.document.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, code: str, event: yaml.Event, params: dict | None = None) -> None:
        raise Refused(Problem(code, self._place(event), params or {}))


# What libyaml and PyYAML say, and which of our codes explains it. Tried in order.
_SYNTAX = (
    (re.compile("mapping values are not allowed"), "yaml-colon-in-value"),
    (re.compile("could not find expected ':'"), "yaml-key-without-colon"),
    (re.compile(r"found a tab|'\\t'|cannot start any token"), "yaml-bad-start"),
    (re.compile("unexpected end of stream|while scanning a quoted scalar"), "yaml-unclosed-quote"),
    (re.compile("expected key|block end|block mapping|block collection|block entries"), "yaml-indentation"),
    (re.compile("anchor|alias"), "yaml-alias"),
    (re.compile("tag"), "yaml-tag"),
)


def _syntax_problem(text: str, error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    reason = " ".join(part for part in (error.context, error.problem) if part)
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem("yaml-tab", Place(file, place.line, line.index("\t") + 1))
    code = next((code for pattern, code in _SYNTAX if pattern.search(reason)), "yaml-syntax")
    if code == "yaml-unclosed-quote" and error.context_mark:
        place = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
    return Problem(code, place, {"reason": reason, "line_text": line.strip()[:60], "name": "*", "tag": "!"})
