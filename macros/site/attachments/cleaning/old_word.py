"""Names in a Word file of 1997 to 2003: of who revised it, commented on it and saved it, with the folders it was saved in."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from macros.site.attachments.cleaning.compound import Stream
from macros.site.attachments.cleaning.errors import Damaged, Encrypted, TooOld

_WORD_97 = 0x00C1
_FAST_SAVED, _LOCKED, _SECOND_TABLE = 0x0004, 0x0100, 0x0200
# Numbers of the places, in the table at the head of the file, of what holds names.
_INITIALS, _ASSOCIATED, _AUTOSAVED, _COMMENTERS, _REVISERS, _SAVED_BY = 4, 32, 35, 36, 51, 71
_ASSOCIATED_NAMES = frozenset({1, 6, 7})  # template, author, last author
_COMMENT = 30  # bytes of one comment's description, which begins with up to nine letters
_SPACE = b" \0"


def silence(stream: Stream, streams: list[Stream]) -> Iterator[str]:
    """Blank the names in the tables that belong to ``stream``, and yield them."""
    head = stream.pieces.read()
    mark, version, flags = struct.unpack_from("<HH6xH", head)
    if mark != 0xA5EC or version < _WORD_97:
        raise TooOld("Word 6/95")
    if flags & _LOCKED:
        raise Encrypted()
    if flags & _FAST_SAVED:
        raise TooOld("fast save")
    name = "1Table" if flags & _SECOND_TABLE else "0Table"
    table = next((other for other in streams if other.folder == stream.folder and other.name == name), None)
    if table is None:
        raise Damaged("DOC")
    data = bytearray(table.pieces.read())
    found = list(_in_table(data, _places(head)))
    table.pieces.write(bytes(data))
    yield from found


def _places(head: bytes) -> list[tuple[int, int]]:
    """Start and size, in the table's stream, of each of the things that the head lists."""
    at = 34 + 2 * struct.unpack_from("<H", head, 32)[0]
    at += 2 + 4 * struct.unpack_from("<H", head, at)[0]
    count = struct.unpack_from("<H", head, at)[0]
    listed = struct.unpack_from(f"<{2 * count}I", head, at + 2)
    return list(zip(listed[::2], listed[1::2]))


def _in_table(data: bytearray, places: list[tuple[int, int]]) -> Iterator[str]:
    def place(number: int) -> tuple[int, int]:
        start, size = places[number] if number < len(places) else (0, 0)
        if start + size > len(data):
            raise Damaged("DOC")
        return start, start + size

    for number in (_REVISERS, _SAVED_BY, _ASSOCIATED):
        for index, at, end in _strings(data, *place(number)):
            if number != _ASSOCIATED or index in _ASSOCIATED_NAMES:
                yield from _blank(data, at, end)
    start, end = place(_COMMENTERS)
    while start + 2 <= end:
        following = start + 2 + 2 * struct.unpack_from("<H", data, start)[0]
        yield from _blank(data, start + 2, min(following, end))
        start = following
    start, end = place(_INITIALS)
    count = max(0, end - start - 4) // (4 + _COMMENT)
    for at in range(start + 4 * (count + 1), start + 4 * (count + 1) + _COMMENT * count, _COMMENT):
        yield from _blank(data, at + 2, at + 2 + 2 * min(9, struct.unpack_from("<H", data, at)[0]))
    start, end = place(_AUTOSAVED)
    data[start:end] = bytes(end - start)


def _strings(data: bytearray, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each string of a table of strings in two bytes a letter."""
    if end - start < 6:
        return
    extended, count, extra = struct.unpack_from("<HHH", data, start)
    if extended != 0xFFFF:
        raise Damaged("DOC")
    at = start + 6
    for number in range(count):
        following = at + 2 + 2 * struct.unpack_from("<H", data, at)[0] + extra
        if following > end:
            raise Damaged("DOC")
        yield number, at + 2, following - extra
        at = following


def _blank(data: bytearray, start: int, end: int) -> Iterator[str]:
    """Spaces for letters. Word's own word for nobody stays."""
    told = bytes(data[start:end]).decode("utf-16-le", "replace")
    if told.strip(" \0") and told != "Unknown":
        data[start:end] = _SPACE * ((end - start) // 2)
        yield told.strip()


__all__ = ["silence"]
