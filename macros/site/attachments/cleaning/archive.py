"""ZIP archives with some parts replaced. What stays keeps its compressed bytes: packing again would differ by machine."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from macros.site.attachments.cleaning.errors import Damaged, Encrypted

_MOST_BYTES = 400_000_000  # of all parts once unpacked
_LARGEST_PART = 100_000_000
_MOST_PARTS = 20_000
_BOMB_BYTES, _BOMB_TIMES = 40_000_000, 100  # unpacks to so much, and to so many times what it was
_DAY = 0x0021  # 1 January 1980, the first day that ZIP knows


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Raises a ``Refused`` for what is no archive, is encrypted or would be huge."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Damaged("ZIP") from error
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Encrypted()
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if len(names) > _MOST_PARTS or len(set(names)) < len(names) or size > _MOST_BYTES or size > max(_BOMB_BYTES, _BOMB_TIMES * len(data)):
        raise Damaged("ZIP")
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part unpacked, never more than the archive announces."""
    try:
        size = archive.getinfo(name).file_size
        with archive.open(name) as stream:
            part = stream.read(min(size, _LARGEST_PART) + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Damaged("ZIP") from error
    if len(part) != size:
        raise Damaged("ZIP")
    return part


def rewritten(archive: zipfile.ZipFile, data: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The archive in its order, with other bytes for parts in ``changed`` and without those that are None there."""
    out, directory = io.BytesIO(), []
    for entry in archive.infolist():
        if changed.get(entry.filename, b"") is None:
            continue
        packed, fields = _entry(entry, data, changed.get(entry.filename))
        name, flags = _name(entry)
        common = struct.pack("<HHHHHIIIHH", 20, flags, fields[0], 0, _DAY, *fields[1:], len(name), 0)
        directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, out.tell()) + name)
        out.write(b"PK\x03\x04" + common + name + packed)
    start, listed = out.tell(), b"".join(directory)
    out.write(listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(directory), len(directory), len(listed), start, 0))
    return out.getvalue()


def _name(entry: zipfile.ZipInfo) -> tuple[bytes, int]:
    """The bytes of a part's name, and the flag that says they are UTF-8. Names in an old code page stay in it."""
    is_utf8 = entry.flag_bits & 0x0800
    return entry.orig_filename.encode("utf-8" if is_utf8 else "cp437"), is_utf8


def _entry(entry: zipfile.ZipInfo, data: bytes, part: bytes | None) -> tuple[bytes, tuple[int, int, int, int]]:
    """The bytes of a part as they stand in the archive; (method, CRC-32, packed size, size)."""
    if part is not None:
        return part, (0, zlib.crc32(part), len(part), len(part))
    try:
        mark, name, extra = struct.unpack_from("<4s22xHH", data, entry.header_offset)
    except struct.error as error:
        raise Damaged("ZIP") from error
    start = entry.header_offset + 30 + name + extra
    packed = data[start : start + entry.compress_size]
    if mark != b"PK\x03\x04" or len(packed) != entry.compress_size:
        raise Damaged("ZIP")
    return packed, (entry.compress_type, entry.CRC, entry.compress_size, entry.file_size)
