"""Compound files (OLE): the folders and streams within a Word, Excel or PowerPoint file of before 2007, to be read and changed in place.

Nothing moves: a stream keeps its length and its sectors, so every place in the file that others point to stays right.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from macros.site.attachments.cleaning.errors import Damaged

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_NONE = 0xFFFFFFFF  # no such entry of the directory
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SMALL = 64  # bytes of a sector in the stream that holds the small streams


class Pieces:
    """Bytes that lie in several pieces of a larger whole, as if they were one."""

    def __init__(self, whole: bytearray, places: list[tuple[int, int]]) -> None:
        self.whole, self.places = whole, places

    def read(self) -> bytes:
        return b"".join(bytes(self.whole[start : start + size]) for start, size in self.places)

    def write(self, data: bytes) -> None:
        """Put ``data``, which has the length that was read, into the pieces."""
        at = 0
        for start, size in self.places:
            self.whole[start : start + size] = data[at : at + size]
            at += size


class Stream(NamedTuple):
    """``folder``: the names of the storages that it lies in."""

    folder: tuple[str, ...]
    name: str
    pieces: Pieces


class Compound:
    """Raises :class:`Damaged` for what contradicts itself: chains that loop, sectors beyond the end, entries that nothing leads to."""

    def __init__(self, data: bytes) -> None:
        if data[:8] != MARK or len(data) < 512:
            raise Damaged("OLE")
        self.data = bytearray(data)
        self.shift, small = struct.unpack_from("<HH", data, 30)
        if self.shift not in (9, 12) or small != 6:
            raise Damaged("OLE")
        fat_sectors = self._fat_sectors()
        self.fat = self._table(fat_sectors)
        directory, small_table = self._chain(self._number(48)), self._chain(self._number(60))
        self.used = [(0, 1 << self.shift), *map(self._sector, [*fat_sectors, *self.listing, *directory, *small_table])]
        self.small_fat = self._table(small_table)
        self.entries = b"".join(self._bytes(number) for number in directory)
        if len(self.entries) < 128 or self.entries[66] != _ROOT:
            raise Damaged("OLE")
        self.small = [self._sector(number) for number in self._chain(self._entry(0)[1])]
        self.streams = list(self._streams())

    def blank_what_is_free(self) -> None:
        """Zeros wherever no stream and no table lies: what was deleted, and what lay behind the end of a stream."""
        at = 0
        for start, size in sorted(self.used + [place for stream in self.streams for place in stream.pieces.places]):
            if start > at:
                self.data[at:start] = bytes(start - at)
            at = max(at, start + size)
        self.data[at:] = bytes(len(self.data) - at)

    def _number(self, at: int) -> int:
        return struct.unpack_from("<I", self.data, at)[0]

    def _sector(self, number: int) -> tuple[int, int]:
        """Place and size of a sector; the last one of a file may be short."""
        start = (number + 1) << self.shift
        if start >= len(self.data):
            raise Damaged("OLE")
        return start, min(1 << self.shift, len(self.data) - start)

    def _bytes(self, number: int) -> bytes:
        start, size = self._sector(number)
        return bytes(self.data[start : start + size])

    def _fat_sectors(self) -> list[int]:
        """The sectors of the table of sectors. The first 109 are in the head, more in a listing of their own."""
        found: list[int] = list(struct.unpack_from("<109I", self.data, 76))
        self.listing: list[int] = []
        following = self._number(68)
        while following < _END:
            if following in self.listing or len(self.listing) > len(self.data) >> self.shift:
                raise Damaged("OLE")
            self.listing.append(following)
            *more, following = struct.unpack(f"<{(1 << self.shift) // 4}I", self._bytes(following).ljust(1 << self.shift, b"\xff"))
            found += more
        return [number for number in found if number < 0xFFFFFFFA]

    def _table(self, sectors: list[int]) -> array:
        joined = b"".join(self._bytes(number) for number in sectors)
        return array("I", struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _chain(self, number: int, table: array | None = None) -> list[int]:
        table = self.fat if table is None else table
        found: list[int] = []
        while number < _END:
            if number >= len(table) or len(found) > len(table):
                raise Damaged("OLE")
            found.append(number)
            number = table[number]
        return found

    def _entry(self, number: int) -> tuple[str, int, int, int]:
        """Name, first sector, size and kind of an entry of the directory."""
        at = 128 * number
        length, kind = struct.unpack_from("<HB", self.entries, at + 64)
        start, size, high = struct.unpack_from("<III", self.entries, at + 116)
        name = self.entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        return name, start, size | (high << 32 if self.shift == 12 else 0), kind

    def _streams(self) -> Iterator[Stream]:
        """Every stream, by walking the tree of the directory from its root."""
        waiting: list[tuple[int, tuple[str, ...]]] = [(self._links(0)[2], ())]
        seen, count = {0}, len(self.entries) // 128
        while waiting:
            number, folder = waiting.pop()
            if number == _NONE:
                continue
            if number >= count or number in seen:
                raise Damaged("OLE")
            seen.add(number)
            left, right, child = self._links(number)
            name, start, size, kind = self._entry(number)
            waiting += [(left, folder), (right, folder), (child if kind == _STORAGE else _NONE, (*folder, name))]
            if kind == _STREAM:
                yield Stream(folder, name, self._pieces(start, size))
        if any(self.entries[128 * number + 66] and number not in seen for number in range(count)):
            raise Damaged("OLE")

    def _links(self, number: int) -> tuple[int, int, int]:
        return struct.unpack_from("<III", self.entries, 128 * number + 68)

    def _pieces(self, start: int, size: int) -> Pieces:
        is_small = 0 < size < self._number(56)
        if is_small:
            places = [self._small_sector(number) for number in self._chain(start, self.small_fat)]
        else:
            places = [self._sector(number) for number in self._chain(start)] if size else []
        kept: list[tuple[int, int]] = []
        for place, length in places:
            if size > 0:
                kept.append((place, min(length, size)))
                size -= length
        if size > 0:
            raise Damaged("OLE")
        return Pieces(self.data, kept)

    def _small_sector(self, number: int) -> tuple[int, int]:
        index, within = divmod(number * _SMALL, 1 << self.shift)
        if index >= len(self.small) or within + _SMALL > self.small[index][1]:
            raise Damaged("OLE")
        return self.small[index][0] + within, _SMALL


__all__ = ["MARK", "Compound", "Pieces", "Stream"]
