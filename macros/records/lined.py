"""The quickest way of reading YAML, for files in which every line says by itself what it is, as nearly all records do: a key, an entry of a
list, a text in one line or a text of lines (``|``). In a third of the time that the parser takes; at anything else it gives up."""

from __future__ import annotations

import re
from sys import intern

from macros.records.decode import COMMON
from macros.records.written import Value

LONGEST = 50_000  # characters: far too few for as many values or levels as a file may not have
_MOST_LEVELS = 10
_KEY = re.compile(r"([a-z][a-z0-9_]{0,99}):(?: +|$)")
_LIST = re.compile(r"\[([a-zA-Z0-9][\w./-]*(?:, [a-zA-Z0-9][\w./-]*)*)?\]", re.ASCII)  # no letter in two ways: an open bracket is seen at once
_NOTHING = ("null", "Null", "NULL")


class NotLined(Exception):
    """There is something in the file that a parser must look at."""


def lined_values(text: str) -> Value:
    """The values of a file; None where a line says anything that is not among the few things known here."""
    if len(text) > LONGEST or "\t" in text or not text.endswith("\n") or not COMMON.fullmatch(text):
        return None
    try:
        return _Lines(text.split("\n")).whole()
    except NotLined:
        return None


class _Lines:
    """``at``: the line whose turn it is, of which ``column`` and ``rest`` are where it begins and what it says."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        said = [(at, len(line) - len(rest), rest) for at, line in enumerate(lines) if (rest := line.lstrip(" ")) and rest[0] != "#"]
        self._take = iter([*said, (len(lines), -1, "")]).__next__
        self.next()

    def next(self) -> None:
        """Go to the next line that says anything."""
        self.at, self.column, self.rest = self._take()

    def whole(self) -> Value:
        value = self.block(0)
        if self.column >= 0 or not isinstance(value, dict):
            raise NotLined
        return value

    def block(self, level: int) -> dict[str, Value] | list[Value]:
        """The map or list that begins here."""
        if level > _MOST_LEVELS:
            raise NotLined
        return self.entries(self.column, level) if self.rest.startswith("- ") else self.fields(self.column, level)

    def fields(self, column: int, level: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while self.column == column and not self.rest.startswith("- "):
            key = _KEY.match(self.rest)
            if key is None or key[1] in found:
                raise NotLined
            name, said = intern(key[1]), self.rest[key.end() :]
            if said:
                found[name] = self.value(said, column)
            else:
                self.next()
                inside = self.column > column or (self.column == column and self.rest.startswith("- "))
                found[name] = self.block(level + 1) if inside else None
        return found

    def entries(self, column: int, level: int) -> list[Value]:
        found: list[Value] = []
        while self.column == column and self.rest.startswith("- "):
            said = self.rest[2:]
            if _KEY.match(said):
                self.rest, self.column = said, column + 2
                found.append(self.fields(column + 2, level + 1))
            else:
                found.append(self.value(said, column))
        return found

    def value(self, said: str, column: int) -> Value:
        """What a line says behind its key or dash. No line of it may follow: it would go on with the text."""
        if said == "|":
            return self.literal(column)
        if said[:1].isalnum() and ": " not in said and "#" not in said and said[-1] not in ": ":  # so no sign of the language is in it
            value: Value = _text(said)
        elif (listed := _LIST.fullmatch(said)) is not None:
            value = [_text(one) for one in listed[1].split(", ")] if listed[1] else []
        else:
            raise NotLined
        self.next()
        if self.column > column:
            raise NotLined
        return value

    def literal(self, column: int) -> str:
        """Lines of text, as they stand below a ``|``."""
        start = self.at + 1
        first = self.lines[start]
        margin = len(first) - len(first.lstrip(" "))
        if margin <= column or not first.strip(" "):
            raise NotLined
        end = start
        while self.lines[end].startswith(" " * margin) and self.lines[end].strip(" "):
            end += 1
        while self.at < end:
            self.next()
        if self.column > column or any(line.strip(" ") == "" != line for line in self.lines[end : self.at]):
            raise NotLined
        return "\n".join([line[margin:] for line in self.lines[start:end]]) + "\n"


def _text(said: str) -> str | None:
    if said in _NOTHING:
        return None
    return intern(said) if said.isascii() else said


__all__ = ["lined_values"]
