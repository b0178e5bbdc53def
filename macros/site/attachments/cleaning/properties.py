"""The properties of a document in a compound file: title and counts stay, whoever wrote it and their office go.

A stream of properties keeps its length; what goes is left out and the rest moves together.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from macros.site.attachments.cleaning.errors import Damaged

NAMES = frozenset({"\x05SummaryInformation", "\x05DocumentSummaryInformation"})
# Which properties stay, by the identifier of their set: the code page, title, subject, keywords, remarks, times and counts – but no
# author (4, 8), template (7), picture of the first page (17), manager (14), company (15) and nothing that users named themselves.
_KEPT = {
    bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9"): frozenset({1, 2, 3, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19}),
    bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae"): frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 19, 22, 23}),
}
_CODE_PAGE, _DICTIONARY = 1, 0
_TEXT, _WIDE_TEXT = 0x1E, 0x1F


class _Section(NamedTuple):
    identifier: bytes
    properties: list[tuple[int, bytes]]  # in their order, each with its type


def without_names(stream: bytes) -> tuple[bytes, list[str]]:
    """The stream without what tells of people, and the texts that it told; the very same bytes when there are none."""
    if not any(stream):
        return stream, []
    sections = _sections(stream)
    gone = [value for section in sections for number, value in section.properties if _goes(section, number) and any(value[8:])]
    if not gone:
        return stream, []
    kept = next((section for section in sections if section.identifier in _KEPT), None)
    if kept is None:
        return bytes(len(stream)), list(filter(None, map(_text, gone)))
    made = _written(stream[:24], kept)
    if len(made) > len(stream):
        raise Damaged("OLE")
    return made.ljust(len(stream), b"\0"), list(filter(None, map(_text, gone)))


def _goes(section: _Section, number: int) -> bool:
    return number not in _KEPT.get(section.identifier, {_CODE_PAGE, _DICTIONARY})


def _sections(stream: bytes) -> list[_Section]:
    order, count = struct.unpack_from("<H22xI", stream)
    if order != 0xFFFE or not 1 <= count <= 2:
        raise Damaged("OLE")
    places = [struct.unpack_from("<16sI", stream, 28 + 20 * number) for number in range(count)]
    return [_Section(identifier, _properties(stream, start)) for identifier, start in places]


def _properties(stream: bytes, start: int) -> list[tuple[int, bytes]]:
    size, count = struct.unpack_from("<II", stream, start)
    if start + size > len(stream) or 8 * count > size:
        raise Damaged("OLE")
    listed = [struct.unpack_from("<II", stream, start + 8 + 8 * number) for number in range(count)]
    ends = sorted({*(place for _, place in listed), size})
    if ends[-1] > size or (listed and min(ends) < 8 + 8 * count):
        raise Damaged("OLE")
    following = dict(zip(ends, ends[1:]))
    return [(number, stream[start + place : start + following.get(place, place)]) for number, place in listed]


def _written(head: bytes, section: _Section) -> bytes:
    kept = [(number, value) for number, value in section.properties if not _goes(section, number)]
    at, places = 8 + 8 * len(kept), b""
    for number, value in kept:
        places += struct.pack("<II", number, at)
        at += len(value)
    body = struct.pack("<II", at, len(kept)) + places + b"".join(value for _, value in kept)
    return head + struct.pack("<I", 1) + section.identifier + struct.pack("<I", 48) + body


def _text(value: bytes) -> str:
    """What a property says, for the message; empty when it is no text."""
    if len(value) < 8:
        return ""
    kind, size = struct.unpack_from("<II", value)
    if kind == _TEXT:
        told = value[8 : 8 + size].split(b"\0")[0]
        try:
            return told.decode("utf-8").strip()
        except UnicodeDecodeError:
            return told.decode("cp874", "replace").strip()
    return value[8 : 8 + 2 * size].decode("utf-16-le", "replace").split("\0")[0].strip() if kind == _WIDE_TEXT else ""


__all__ = ["NAMES", "without_names"]
