"""JPEG, PNG, WebP and GIF with what shows the picture and nothing else: Exif, XMP, IPTC, C2PA, comments, what programs note for themselves
and what hides behind the end are left out. No pixel is decoded.

The one thing kept of Exif is which side of a photograph is up, or it would lie on its side.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from macros.site.attachments.cleaning.errors import Damaged, refuse_huge

_PNG_MARK = b"\x89PNG\r\n\x1a\n"
PNG_SHOWS = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs",
))
_WEBP_SHOWS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # the three that show the picture: its scale, its profile, its colours
_SIZES = {0xE0: 14, 0xEE: 12}  # and behind it, a second small picture, or anything
_SOS, _EOI = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length


def jpeg(data: bytes) -> bytes:
    """Keeps the picture, its colour profile and its orientation."""
    kept, orientation = [b"\xff\xd8"], 1
    for marker, body in _segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # the frame says how large it is
            refuse_huge(*struct.unpack_from(">HH", body, 1))
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            orientation = _orientation(body[6:])
        elif not tells(marker, body):
            kept.append(_segment(marker, _alone(marker, body)))
    if orientation != 1:
        kept.insert(1, _segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)))
    return b"".join(kept) + b"\xff\xd9"


def tells(marker: int, body: bytes) -> bool:
    """All application data but three, comments, and what the standard leaves to come. The rest are frames, tables and scans."""
    return not body.startswith(_APPLICATIONS[marker]) if marker in _APPLICATIONS else marker >= 0xE0


def _alone(marker: int, body: bytes) -> bytes:
    """``body`` without what may stand behind its fields."""
    if len(body) <= _SIZES.get(marker, len(body)):
        return body
    return body[:12] + b"\0\0" if marker == 0xE0 else body[:12]  # no small picture: none wide, none high


def _segment(marker: int, body: bytes) -> bytes:
    if marker == _SOS:
        return b"\xff\xda" + body  # with its length and the picture's data
    if marker in _ALONE:
        return bytes((0xFF, marker))
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, body) up to the end of the picture; a scan's body is all up to the next marker."""
    at = 2
    while True:
        at, marker = _marker(data, at)
        if marker == _EOI:
            return
        if marker in _ALONE:
            yield marker, b""
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        if size < 2 or at + size > len(data):
            raise Damaged("JPEG")
        end = _end_of_scan(data, at + size) if marker == _SOS else at + size
        yield marker, data[at:end] if marker == _SOS else data[at + 2 : end]
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Where the marker at ``at`` ends, and its code. Fill bytes may stand before it."""
    if data[at : at + 1] != b"\xff":
        raise Damaged("JPEG")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data) or (data[at] < 0xC0 and data[at] not in _ALONE):
        raise Damaged("JPEG")
    return at + 1, data[at]


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Damaged("JPEG")
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following != 0 and following not in _ALONE:
            return at
        else:
            at += 2


def _orientation(tiff: bytes) -> int:
    """1 to 8; 1, upright, when Exif does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    at = struct.unpack_from(order + "I", tiff, 4)[0]
    count = struct.unpack_from(order + "H", tiff, at)[0] if at + 2 <= len(tiff) else 0
    for entry in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind = struct.unpack_from(order + "HH", tiff, entry)
        if (tag, kind) == (0x0112, 3):
            value = struct.unpack_from(order + "H", tiff, entry + 8)[0]
            return value if 1 <= value <= 8 else 1
    return 1


def png(data: bytes) -> bytes:
    """Keeps the chunks that show the picture; nothing stands behind its end."""
    kept, at = [_PNG_MARK], len(_PNG_MARK)
    while True:
        if at + 12 > len(data):
            raise Damaged("PNG")
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise Damaged("PNG")
        if kind == b"IHDR":
            refuse_huge(*struct.unpack_from(">II", data, at + 8))
        if kind in PNG_SHOWS:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def webp(data: bytes) -> bytes:
    """A WebP picture without what it tells of its making. Raises :class:`Damaged`."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise Damaged("WebP")
    body = b"WEBP" + _shown(data, 12, min(len(data), 8 + int.from_bytes(data[4:8], "little")))
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _shown(data: bytes, at: int, stop: int) -> bytes:
    """The chunks from ``at`` to ``stop`` that show the picture."""
    kept = []
    while at + 8 <= stop:
        kind, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        if end > stop or (kind == b"VP8X" and size != 10):
            raise Damaged("WebP")
        if kind == b"VP8X":  # its flags say whether Exif (8) and XMP (4) follow
            refuse_huge(1 + int.from_bytes(data[at + 12 : at + 15], "little"), 1 + int.from_bytes(data[at + 15 : at + 18], "little"))
            kept.append(data[at : at + 8] + bytes((data[at + 8] & ~0x0C,)) + data[at + 9 : end])
        elif kind == b"ANMF":  # a frame: sixteen bytes, then chunks of its own
            inside = data[at + 8 : at + 24] + _shown(data, at + 24, at + 8 + size)
            kept.append(struct.pack("<4sI", kind, len(inside)) + inside)
        elif kind in _WEBP_SHOWS:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def gif(data: bytes) -> bytes:
    """Its frames, how each is shown, and the application data that makes it move."""
    refuse_huge(*struct.unpack_from("<HH", data, 6))
    at = 13 + _table(data, 10)
    kept = [data[:at]]
    while data[at : at + 1] != b";":
        start, kind = at, data[at : at + 2]
        if kind[:1] == b",":
            if at + 10 > len(data):
                raise Damaged("GIF")
            at = _blocks(data, at + 11 + _table(data, at + 9))
        elif kind[:1] == b"!":
            at = _blocks(data, at + 2)
        else:
            raise Damaged("GIF")
        if kind[:1] == b"," or kind == b"!\xf9" or (kind == b"!\xff" and data[start + 3 : start + 11] in (b"NETSCAPE", b"ANIMEXTS")):
            kept.append(data[start:at])
    return b"".join(kept) + b";"


def _table(data: bytes, at: int) -> int:
    """Bytes of the colour table that the flags at ``at`` announce."""
    if at >= len(data):
        raise Damaged("GIF")
    return 3 * (2 << (data[at] & 7)) if data[at] & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    while at < len(data):
        if not data[at]:
            return at + 1
        at += 1 + data[at]
    raise Damaged("GIF")
