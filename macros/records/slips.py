"""Slips that a line of YAML shows by itself, and the line as it was meant, where that is certain.

A parser stops at most of them, so all that stands below would wait for the next run. With the line as it was meant, it reads on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from macros.records.model import KINDS
from macros.records.parts import parts_of

HIDDEN = "\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060-\u2064\u3000"  # blanks and letters that look like a plain blank or like nothing
BULLETS = "–—•·●▪◦‣∙"
_LEAD, _NAME = r"^([ \t]*(?:- +)*)", r"([A-Za-z_][A-Za-z0-9_]+)"
_HIDDEN_BEFORE = re.compile(rf"{_LEAD}([{HIDDEN}][ {HIDDEN}]*)(?={_NAME[1:-1]}[ {HIDDEN}]*:)")
_HIDDEN_BEHIND = re.compile(rf"{_LEAD}{_NAME}:([{HIDDEN}]+)")
_NO_BLANK = re.compile(rf"{_LEAD}{_NAME}:(?=[^\s:/])")
_NO_COLON = re.compile(rf"{_LEAD}{_NAME}(?= *$| +[^\s:](?!.*:(?: |$)))")
_BULLET = re.compile(rf"^( *)([{BULLETS}][ {HIDDEN}]*|-(?![- \t])[{HIDDEN}]*)(?=\S)")
_ENTRY_OR_FIELD = re.compile(r" *(?:- |[a-z_]+ *:)")
_VALUE = re.compile(r"( *(?:- +)*)((?:short_)?title|about|(?:official_)?text|follow_up|note|why|what|name|address|hours|site_name|site_description|description)(: +)(\S.*)")
UNQUOTED = ("yaml-colon-in-value", "yaml-bad-start", "yaml-after-close")  # slips that quotes around the value mend
_OPEN = re.compile(r"""^( *(?:- +)*)([a-z_]+: +)?(?:"[^"\\#]+|'[^'#]+)$""")


def slip_in(line: str) -> tuple[str, int] | None:
    """The code of the slip that ``line`` shows, and the column where it is, from 0."""
    if found := _HIDDEN_BEFORE.match(line):
        return "invisible-in-key", len(found[1])
    if found := _HIDDEN_BEHIND.match(line):
        return "invisible-after-key", found.start(3)
    if found := _NO_BLANK.match(line):
        return "yaml-colon-without-space", len(found[1])
    if found := _BULLET.match(line):
        return "yaml-list-sign", len(found[1])
    if (found := _NO_COLON.match(line)) and (found[2] in known_fields() or "_" in found[2]):
        return "yaml-key-without-colon", len(found[1])
    return None


def about(line: str) -> dict[str, str]:
    """``line`` for the sentences about its slip."""
    hidden = _HIDDEN_BEFORE.match(line)
    behind = _HIDDEN_BEHIND.match(line)
    char = (hidden[2].strip(" ") if hidden else behind[3] if behind else " ")[0]
    key = behind or _NO_BLANK.match(line)
    entry = f"- {line[found.end():]}" if (found := _BULLET.match(line)) else ""
    return {"line_text": line.strip()[:60], "key": key[2] if key else "", "char": f"U+{ord(char):04X}", "entry": entry[:60]}


def first_entry(text: str) -> str:
    """The first line of ``text``, a list whose lines became a single text because none of them is an entry."""
    first = re.split(rf" (?=[-{BULLETS}])", text)[0]
    return first if first == text else f"{first}…"


@cache
def known_fields() -> frozenset[str]:
    """The names of all fields of records."""
    return frozenset(name for kind in KINDS.values() for part in parts_of(kind) for name in part.model_fields)


# ── the line as it was meant ─────────────────────────────────────────────────────────────────────────────────────────


def meant_line(code: str, lines: list[str], number: int) -> str | None:
    """What line ``number`` (from 0), whose slip is ``code``, was surely meant to be; None where more than one thing may be meant."""
    line = lines[number]
    if code == "yaml-unclosed-quote":
        return _closed(lines, number)
    if code in UNQUOTED:
        return _quoted(lines, number)
    if (slip := slip_in(line)) is None or slip[0] != code:
        return None
    if code == "invisible-in-key":
        return _visible_start(lines, number)
    if code == "invisible-after-key":
        return _HIDDEN_BEHIND.sub(lambda found: f"{found[1]}{found[2]}:{_blanks(found[3]) or ' '}", line)
    if code == "yaml-colon-without-space":
        return _NO_BLANK.sub(r"\1\2: ", line)
    if code == "yaml-list-sign":
        above = before(lines, number)
        return _BULLET.sub(r"\1- ", line) if above is not None and lines[above].startswith(f"{' ' * slip[1]}- ") else None
    name = _NO_COLON.match(line)
    return _NO_COLON.sub(r"\1\2:", line) if name and name[2] in known_fields() else None


def _visible_start(lines: list[str], number: int) -> str | None:
    """The line with plain blanks, where it then begins as one beside it does; else without what cannot be seen."""
    found = _HIDDEN_BEFORE.match(lines[number])
    if found is None:
        return None
    lead, hidden = found[1], found[2]
    rest = lines[number][len(lead) + len(hidden) :]
    plain = lead + _blanks(hidden)
    beside = [lines[at] for at in (before(lines, number), after(lines, number)) if at is not None]
    return plain + rest if any(start_of(line) == len(plain) for line in beside) else lead + rest


def _closed(lines: list[str], number: int) -> str | None:
    """The line with its quote closed at its end, where the next line is surely no more of the text."""
    found, below = _OPEN.match(lines[number]), after(lines, number)
    if not found:
        return None
    column = len(found[1]) if found[2] else found[1].rfind("-")
    if below is not None and (indent_of(lines[below]) > column or not (_ENTRY_OR_FIELD.match(lines[below]) or slip_in(lines[below]))):
        return None
    opened = lines[number][len(found[1] + (found[2] or ""))]
    return lines[number].rstrip() + opened


def _quoted(lines: list[str], number: int) -> str | None:
    """The line with quotes around its value, where the field holds free text and no line below may go on with it."""
    found, below = _VALUE.match(lines[number]), after(lines, number)
    quote = next((sign for sign in "\"'" if sign not in lines[number]), None)
    if found is None or quote is None or "\\" in lines[number]:
        return None
    goes_on = below is not None and (indent_of(lines[below]) > len(found[1]) or not _ENTRY_OR_FIELD.match(lines[below]))
    return None if goes_on else f"{found[1]}{found[2]}{found[3]}{quote}{found[4].rstrip()}{quote}"


def _blanks(hidden: str) -> str:
    return " " * sum(unicodedata.category(char) == "Zs" for char in hidden)


# ── lines and their beginnings ───────────────────────────────────────────────────────────────────────────────────────


def before(lines: list[str], number: int) -> int | None:
    """The line above ``number`` that says anything."""
    return next((at for at in range(number - 1, -1, -1) if says_anything(lines[at])), None)


def after(lines: list[str], number: int) -> int | None:
    """The line below ``number`` that says anything."""
    return next((at for at in range(number + 1, len(lines)) if says_anything(lines[at])), None)


def says_anything(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def start_of(line: str) -> int:
    """Where a line begins behind the dashes of its list."""
    rest = line.lstrip(" ")
    while rest.startswith("- "):
        rest = rest[2:].lstrip(" ")
    return len(line) - len(rest)
