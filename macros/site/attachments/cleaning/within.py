"""Photographs within a larger file, made silent where they lie: what they tell becomes zeros, and no byte moves."""

from __future__ import annotations

import re
import struct
import zlib

from macros.site.attachments.cleaning import images

_STARTS = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n")
_NOTHING = b"voId"  # a kind of chunk that no reader of PNG knows, and each may pass over
_SOS = 0xDA


def silenced(data: bytes) -> bytes:
    """``data`` with zeros for all that shows nothing of every JPEG and PNG in it; the very same bytes when there are none."""
    made = bytearray(data)
    for found in _STARTS.finditer(data):
        (_png if found[0][0] == 0x89 else _jpeg)(made, found.start())
    return bytes(made) if made != data else data


def _jpeg(data: bytearray, start: int) -> None:
    """Segment by segment, as far as they are some: those three bytes stand in other data too."""
    at = start + 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] >= 0xC0:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SOS or size < 2 or at + 2 + size > len(data):
            return
        if images.tells(marker, bytes(data[at + 4 : at + 20])):
            data[at + 4 : at + 2 + size] = bytes(size - 2)
        at += 2 + size


def _png(data: bytearray, start: int) -> None:
    at = start + 8
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data) or not kind.isalpha():
            return
        if kind not in images.PNG_SHOWS:
            body = _NOTHING + bytes(size)
            data[at + 4 : end] = body + struct.pack(">I", zlib.crc32(body))
        if kind == b"IEND":
            return
        at = end


__all__ = ["silenced"]
