"""MP4 without where and by whom it was filmed. A box that tells becomes an empty one of the same size, so that no offset changes.

Tracks of measurements (the places of a journey, second by second) go with their samples; picture, sound and subtitles stay.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from macros.site.attachments.cleaning.errors import Damaged

# Which boxes stay, by the box that they lie in; in all others everything stays.
_KEPT = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"ssix", b"mfra", b"pdin", b"prft"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods"}),
    b"trak": frozenset({b"tkhd", b"tref", b"trgr", b"edts", b"mdia", b"tapt"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf", b"elng"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"sthd", b"nmhd", b"hmhd", b"gmhd", b"dinf", b"stbl", b"hdlr"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saio", b"saiz"}),
}
_SHOWN = frozenset({b"vide", b"soun", b"subt", b"text", b"sbtl", b"clcp", b"hint"})
_MOST = 200_000  # boxes; a film in fragments has some thousands


class _Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def cleaned(data: bytes) -> bytes:
    """The film without these data; the very same bytes when it has none. Raises :class:`Damaged`."""
    made = bytearray(data)
    if not any(box.kind == b"moov" for box in _boxes(data, 0, len(data))):
        raise Damaged("MP4")
    _silence(made, b"", 0, len(data))
    return bytes(made) if made != data else data


def _silence(data: bytearray, within: bytes, start: int, end: int) -> None:
    for box in _boxes(data, start, end):
        if box.kind not in _KEPT[within] or (box.kind == b"trak" and not _is_shown(data, box)):
            _empty(data, box)
        elif box.kind in _KEPT:
            _silence(data, box.kind, box.body, box.end)


def _empty(data: bytearray, box: _Box) -> None:
    if box.kind == b"trak":
        if any(other.kind == b"moof" for other in _boxes(data, 0, len(data))):
            raise Damaged("MP4")  # its samples lie in fragments, among those of others
        for start, end in _samples(data, box):
            data[start:end] = bytes(end - start)
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)


def _boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[_Box]:
    """The boxes that follow one another, up to the end exactly."""
    for _ in range(_MOST):
        if start == end:
            return
        if start + 8 > end:
            break
        size, kind = struct.unpack_from(">I4s", data, start)
        body = start + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", data, body)[0], body + 8
        elif size == 0:  # to the end of the file
            size = end - start
        if size < body - start or start + size > end:
            break
        yield _Box(bytes(kind), start, body, start + size)
        start += size
    raise Damaged("MP4")


def _find(data: bytearray, box: _Box, *path: bytes) -> _Box | None:
    """The first box at the end of the path of kinds within ``box``."""
    for kind in path:
        found = next((inner for inner in _boxes(data, box.body, box.end) if inner.kind == kind), None)
        if found is None:
            return None
        box = found
    return box


def _is_shown(data: bytearray, track: _Box) -> bool:
    handler = _find(data, track, b"mdia", b"hdlr")
    return handler is not None and bytes(data[handler.body + 8 : handler.body + 12]) in _SHOWN


def _samples(data: bytearray, track: _Box) -> Iterator[tuple[int, int]]:
    """Where the samples of a track lie: the chunks of its table, each with as many samples as the table of chunks says."""
    table = _find(data, track, b"mdia", b"minf", b"stbl")
    sizes, chunks, offsets = (_find(data, table, kind) if table else None for kind in (b"stsz", b"stsc", b"stco"))
    wide = _find(data, table, b"co64") if table and offsets is None else None
    held = offsets or wide
    if sizes is None or chunks is None or held is None:
        raise Damaged("MP4")
    places = _numbers(data, held, 4, ">Q" if wide else ">I")
    runs = _numbers(data, chunks, 4, ">III")
    each, count = struct.unpack_from(">II", data, sizes.body + 4)
    lengths = repeat((each,), count) if each else iter(_numbers(data, sizes, 8, ">I"))
    for number, (place,) in enumerate(places, 1):
        many = next((run[1] for run in reversed(runs) if run[0] <= number), 0)
        for _ in range(many):
            size = next(lengths, (0,))[0]
            if not size:
                break
            if place + size > len(data):
                raise Damaged("MP4")
            yield place, place + size
            place += size


def _numbers(data: bytearray, box: _Box, head: int, form: str) -> list[tuple[int, ...]]:
    """The rows of a table, which begins with their number, ``head`` bytes behind the start of its body."""
    count, width = struct.unpack_from(">I", data, box.body + head)[0], struct.calcsize(form)
    start = box.body + head + 4
    if start + count * width > box.end:
        raise Damaged("MP4")
    return [struct.unpack_from(form, data, start + width * number) for number in range(count)]


__all__ = ["cleaned"]
