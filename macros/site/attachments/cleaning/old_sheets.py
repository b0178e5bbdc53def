"""Telephones that an Excel file of 1997 to 2003 keeps as numbers: its cells, whose numbers are no text that a search could find."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

from macros.site.attachments.cleaning.columns import Telephones
from macros.site.attachments.cleaning.old_excel import records

_BEGIN, _CONTINUED, _STRINGS = 0x0809, 0x003C, 0x00FC
_TEXT, _NUMBER, _FORMULA = 0x00FD, 0x0203, 0x0006  # numbers that fit into 30 bits have records of their own; no telephone does
_WIDE, _FAR_EAST, _RICH = 1, 4, 8


def in_old_workbook(data: bytes) -> Iterator[str]:
    """Of the stream of a workbook. Raises ``Damaged``, or ``struct.error`` for records that are too short."""
    shared: list[str] = []
    telephones, found = Telephones(), [(kind, data[start : start + size]) for kind, start, size in records(data)]
    for place, (kind, body) in enumerate(found):
        if kind == _BEGIN:
            telephones = Telephones()  # of the next sheet
        elif kind == _STRINGS:
            shared = list(_Strings(_with_its_continuations(found, place)))
        else:
            yield from telephones.among(_cells(kind, body, shared))


def _cells(kind: int, body: bytes, shared: list[str]) -> Iterator[tuple[int, str]]:
    """Column and text of the cells that a record holds."""
    if kind == _TEXT:
        column, number = struct.unpack_from("<2xH2xI", body)
        yield column, shared[number] if number < len(shared) else ""
    elif kind in (_NUMBER, _FORMULA):
        column, value = struct.unpack_from("<2xH2xd", body)
        yield column, _whole(value)


def _whole(value: float) -> str:
    return str(int(value)) if math.isfinite(value) and value == int(value) else ""


def _with_its_continuations(found: list[tuple[int, bytes]], place: int) -> list[bytes]:
    end = place + 1
    while end < len(found) and found[end][0] == _CONTINUED:
        end += 1
    return [body for _, body in found[place:end]]


class _Strings:
    """The texts that cells name by number. Each lies in one record or goes on in the next, which says anew how its letters are written."""

    def __init__(self, bodies: list[bytes]) -> None:
        self.bodies, self.at = bodies, 8  # behind two counts

    def __iter__(self) -> Iterator[str]:
        number = struct.unpack_from("<4xI", self.bodies[0])[0]
        while number and self._has_more():
            number -= 1
            count, flags = struct.unpack("<HB", self._bytes(3))
            runs = struct.unpack("<H", self._bytes(2))[0] if flags & _RICH else 0
            further = struct.unpack("<I", self._bytes(4))[0] if flags & _FAR_EAST else 0
            yield self._letters(count, flags)
            self._bytes(4 * runs + further)

    def _has_more(self) -> bool:
        while self.bodies and self.at >= len(self.bodies[0]):
            self.bodies, self.at = self.bodies[1:], 0
        return bool(self.bodies)

    def _bytes(self, count: int) -> bytes:
        found = b""
        while len(found) < count and self._has_more():
            piece = self.bodies[0][self.at : self.at + count - len(found)]
            found, self.at = found + piece, self.at + len(piece)
        return found

    def _letters(self, count: int, flags: int) -> str:
        text = ""
        while True:
            size = 2 if flags & _WIDE else 1
            piece = self.bodies[0][self.at : self.at + size * (count - len(text))] if self.bodies else b""
            self.at += len(piece)
            text += piece.decode("utf-16-le" if flags & _WIDE else "latin-1", "replace")
            if len(text) >= count or len(self.bodies) < 2:
                return text
            self.bodies, self.at, flags = self.bodies[1:], 1, self.bodies[1][0] if self.bodies[1] else 0


__all__ = ["in_old_workbook"]
