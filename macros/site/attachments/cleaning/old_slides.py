"""Names in a PowerPoint file of 1997 to 2003: who saved it last, and who commented."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from macros.site.attachments.cleaning.compound import Stream
from macros.site.attachments.cleaning.errors import Damaged, Encrypted, TooOld

_USER, _EDIT, _TEXT = 0x0FF6, 0x0FF5, 0x0FBA
_COMMENT, _COMMENTS = 0x2EE0, 0x2EE4
_LATER = 0x138B  # bytes in which later versions keep records that this one did not know
_LOCKED = 0xF3D1C4DF
_WORDS = 1  # which of the texts of a comment is the comment; the others are a name and initials
_DEEPEST = 50


def silence(stream: Stream) -> Iterator[str]:
    """Blank the names in the stream, and yield them."""
    data = bytearray(stream.pieces.read())
    found = list(_in_records(data, 0, len(data), 0))
    stream.pieces.write(bytes(data))
    yield from found


def _in_records(data: bytearray, start: int, end: int, within: int, depth: int = 0) -> Iterator[str]:
    """``within``: the kind of record that these lie in."""
    if depth > _DEEPEST:
        raise Damaged("PPT")
    while start + 8 <= end:
        form, kind, size = struct.unpack_from("<HHI", data, start)
        body, start = start + 8, start + 8 + size
        if start > end:
            if within == _LATER:
                return
            raise Damaged("PPT")
        if kind == _USER:
            yield from _user(data, body, start)
        elif kind == _EDIT and struct.unpack_from("<I", data, body + 8)[0]:
            raise TooOld("fast save")
        elif kind == _TEXT and within in (_COMMENT, _COMMENTS) and not (within == _COMMENT and form >> 4 == _WORDS):
            yield from _blank(data, body, start, wide=True)
        elif form & 0xF == 0xF or kind == _LATER:
            yield from _in_records(data, body, start, kind, depth + 1)


def _user(data: bytearray, start: int, end: int) -> Iterator[str]:
    """The last user's name, once in bytes and once in letters of two."""
    mark, length = struct.unpack_from("<4xI4xH", data, start)
    if mark == _LOCKED:
        raise Encrypted()
    name = start + 20
    yield from _blank(data, name, min(name + length, end), wide=False)
    yield from _blank(data, min(name + length + 4, end), min(name + length + 4 + 2 * length, end), wide=True)


def _blank(data: bytearray, start: int, end: int, wide: bool) -> Iterator[str]:
    told = bytes(data[start:end]).decode("utf-16-le" if wide else "cp874", "replace")
    if told.strip(" \0"):
        data[start:end] = b" \0" * ((end - start) // 2) if wide else b" " * (end - start)
        yield told.strip(" \0")


__all__ = ["silence"]
