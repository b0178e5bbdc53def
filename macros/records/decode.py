"""Bytes of a source file to text, or why they are not text. Shared by records, pages and settings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.problems import Place, Problem

MAX_BYTES = 1_000_000
_MOST_CONTROLS = 10  # a file with more is broken as a whole; naming each of a thousand helps nobody
STAND_IN = "\ufffd"


class Refused(Exception):
    """Reading stopped at a problem after which the rest of the file means nothing."""

    def __init__(self, problem: Problem):
        super().__init__(problem.code)
        self.problem = problem


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """UTF-8 ``data`` as text with ``\\n`` line ends. Raises :class:`Refused` when there is no telling what it says.

    Characters that may not be in a file come as problems; in the text each is a ``U+FFFD``, so that places stay right.
    """
    if len(data) > MAX_BYTES:
        raise Refused(too_large(file, len(data)))
    text = _utf8(data, file)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(sign in text for sign in _CONFLICT_SIGNS) and (conflict := _CONFLICT.search(text)):
        raise Refused(Problem("merge-conflict", place_at(text, conflict.start(), file)))
    problems = list(_unsound(text, file)) if not COMMON.fullmatch(text) else []
    return (_CONTROL.sub(STAND_IN, text) if problems else text), problems


def too_large(file: str, size: int) -> Problem:
    return Problem("file-too-large", Place(file), {"size": size // 1000, "limit": MAX_BYTES // 1000})


def place_at(text: str, offset: int, file: str) -> Place:
    """The place of character ``offset`` in ``text``."""
    return Place(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _utf8(data: bytes, file: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > len(data[:200]) // 4:
        raise Refused(Problem("encoding-not-utf8", Place(file), {"encoding": "UTF-16"}))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        if error.reason == "unexpected end of data":  # all before it is sound: the last letter lacks its end, and who knows what else
            raise Refused(Problem("file-cut", _place_of_byte(data, start, file), {"file": file})) from None
        raise Refused(Problem("encoding-not-utf8", _place_of_byte(data, start, file), {"encoding": _guess(data[start:start + 200])})) from None


def _guess(piece: bytes) -> str:
    """Thai letters of the old Windows and government code pages are the bytes A1–FB."""
    high = [byte for byte in piece if byte >= 0x80]
    return "Windows-874 / TIS-620" if all(0xA1 <= byte <= 0xFB for byte in high) else "Windows-1252"


def _place_of_byte(data: bytes, offset: int, file: str) -> Place:
    line_start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(data[line_start:offset].decode("utf-8-sig", "replace")) + 1
    return Place(file, before.count(b"\n") + 1, column)


# C0 and C1 controls, the line ends that only some programs know, direction marks, letters that nobody sees, and what is no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\u115f\u1160\u180e\u3164\uffa0\U000e0000-\U000e01ef]")
COMMON = re.compile("[\t\n -~\u0e00-\u0e7f\u2010-\u2027]*")  # what most files consist of; none of it is a control
_CONFLICT_SIGNS = ("<<<<<<< ", ">>>>>>> ", "||||||| ")  # what most files have nowhere needs no look at each line
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7}) ", re.MULTILINE)


def _control_characters(text: str, file: str) -> Iterator[Problem]:
    for number, match in enumerate(_CONTROL.finditer(text)):
        if number == _MOST_CONTROLS:
            return
        yield Problem("control-character", place_at(text, match.start(), file), _named(match[0]))


# What is left of a letter that had no place in the encoding in which the file was opened; UTF-8 that was read as Windows-1252 or -874, and Thai of
# Windows-874 read as -1252.
_GARBLED = re.compile(r"\ufffd+|(?:à[¸¹].){3,}|(?:เ[ธน][^เ\n]?){6,}|(?=[¡-û]{5})(?:[¡-¿×÷]{0,4}[À-ÖØ-öø-û]){3}[¡-û]*")


def _unsound(text: str, file: str) -> Iterator[Problem]:
    """Whoever saved a file in the wrong encoding has spoiled all of it, so that is told once; controls among such text are a part of it."""
    garbled = _GARBLED.search(text)
    if garbled:
        yield Problem("text-garbled", place_at(text, garbled.start(), file), {"found": garbled[0][:12], "file": file})
    if not garbled or garbled[0][0] == STAND_IN:
        yield from _control_characters(text, file)


def control_in(text: str) -> dict[str, str] | None:
    """The first character in ``text`` that may not be in a file, as a problem's parameters."""
    found = _CONTROL.search(text)
    return _named(found[0]) if found else None


def without_controls(text: str) -> str:
    """``text`` without those, which come along unseen when something is copied from a web page."""
    return _CONTROL.sub("", text)


def _named(char: str) -> dict[str, str]:
    return {"char": f"U+{ord(char):04X}", "name": unicodedata.name(char, "control")}
