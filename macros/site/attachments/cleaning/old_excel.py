"""Names in an Excel file of 1997 to 2003: whose program wrote it, who reserved it, commented on it or refreshed a pivot table."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from macros.site.attachments.cleaning import within
from macros.site.attachments.cleaning.compound import Pieces, Stream
from macros.site.attachments.cleaning.errors import Damaged, Encrypted, TooOld

_BEGIN, _LOCKED, _CONTINUED, _PICTURES = 0x0809, 0x002F, 0x003C, 0x00EB
# Record → where in it a name stands: first the count of its letters, then a byte that says how they are written.
_NAME_AT = {0x005C: 0, 0x005B: 4, 0x001C: 8, 0x00C6: 18}
_EXCEL_97 = 0x0600
_UNPRINTED = " \0"


def silence(stream: Stream) -> Iterator[str]:
    """Blank the names in the stream, and yield them."""
    data, pictures = bytearray(stream.pieces.read()), []
    earlier = None
    for kind, start, size in records(data):
        if kind == _BEGIN and struct.unpack_from("<H", data, start)[0] != _EXCEL_97:
            raise TooOld("Excel 5/95")
        if kind == _LOCKED:
            raise Encrypted()
        if kind in _NAME_AT:
            yield from _blank(data, start + _NAME_AT[kind], start + size)
        if kind == _PICTURES or (kind == _CONTINUED and earlier == _PICTURES):
            pictures.append((start, size))
        earlier = earlier if kind == _CONTINUED else kind
    joined = Pieces(data, pictures)  # a picture goes on from record to record
    joined.write(within.silenced(joined.read()))
    stream.pieces.write(bytes(data))


def shared() -> Iterator[str]:
    """A workbook that several people edit at once keeps a log of who changed what."""
    raise TooOld("shared workbook")


def records(data: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Kind, start and size of each record. Behind the last there may be zeros."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if not kind and not size:
            return
        if at + 4 + size > len(data):
            raise Damaged("XLS")
        yield kind, at + 4, size
        at += 4 + size


def _blank(data: bytearray, start: int, end: int) -> Iterator[str]:
    if start + 3 > end:
        return
    count, wide = struct.unpack_from("<HB", data, start)
    at, size = start + 3, min(count * (2 if wide & 1 else 1), end - start - 3)
    told = bytes(data[at : at + size]).decode("utf-16-le" if wide & 1 else "latin-1", "replace")
    if told.strip(_UNPRINTED):
        data[at : at + size] = b" \0" * (size // 2) if wide & 1 else b" " * size
        yield told.strip(_UNPRINTED)


__all__ = ["records", "shared", "silence"]
