"""The smallest compound files (.doc .xls .ppt of before 2007) for cases and tests: streams of at least 4096 bytes, one after the other."""

from __future__ import annotations

import struct

_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
OFFICE = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae")


def compound(streams: dict[str, bytes], behind: bytes = b"") -> bytes:
    """``behind``: what lies in sectors that are free. A name with a slash lies in a storage."""
    storages = sorted({name.partition("/")[0] for name in streams if "/" in name})
    bodies = {name: data.ljust(max(4096, -len(data) % 512 + len(data)), b"\0") for name, data in streams.items()}
    fat: list[int] = []
    tables = 1 + sum(map(len, bodies.values())) // 512 // 128 + 1
    fat += [_TABLE] * tables
    content = b""
    top = [(name, None) for name in bodies if "/" not in name] + [(name, [inner for inner in bodies if inner.startswith(name + "/")]) for name in storages]
    flat: list[tuple[str, int, int, int, int, int]] = []  # name, kind, right, child, start, size

    def stream(name: str) -> tuple[int, int]:
        nonlocal content
        start, data = len(fat), bodies[name]
        fat.extend([*range(start + 1, start + len(data) // 512), _END])
        content += data
        return start, len(data)

    def siblings(members: list[tuple[str, list[str] | None]]) -> int:
        first = len(flat) + 1
        places = [len(flat) + 1 + number for number in range(len(members))]
        flat.extend([("", 0, _FREE, _FREE, 0, 0)] * len(members))
        for number, (name, inner) in enumerate(members):
            right = places[number + 1] if number + 1 < len(members) else _FREE
            if inner is None:
                flat[places[number] - 1] = (name.rpartition("/")[2], 2, right, _FREE, *stream(name))
            else:
                flat[places[number] - 1] = (name, 1, right, siblings([(one, None) for one in inner]), 0, 0)
        return first if members else _FREE

    child = siblings(top)
    listed = b"".join(_entry(*entry) for entry in [("Root Entry", 5, _FREE, child, _END, 0), *flat])
    listed = listed.ljust(-len(listed) % 512 + len(listed), b"\0")
    directory = len(fat)
    fat.extend([*range(directory + 1, directory + len(listed) // 512), _END])
    fat.extend([_FREE] * (len(behind) // 512))
    table = struct.pack(f"<{tables * 128}I", *fat, *[_FREE] * (tables * 128 - len(fat)))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    return head + table + content + listed + behind


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return wide.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(wide), kind, 1, _FREE, right, child, start, size)


def properties(values: dict[int, str], identifier: bytes = SUMMARY) -> bytes:
    """A stream of properties: texts by their numbers."""
    texts = [struct.pack("<II", 0x1E, len(text) + 1) + text + bytes(4 - len(text) % 4) for text in (value.encode("cp874") for value in values.values())]
    places, at = b"", 8 + 8 * len(texts)
    for number, text in zip(values, texts):
        places += struct.pack("<II", number, at)
        at += len(text)
    return struct.pack("<HHI16xI", 0xFFFE, 0, 0x20005, 1) + identifier + struct.pack("<I", 48) + struct.pack("<II", at, len(texts)) + places + b"".join(texts)


def word_head(version: int = 0xC1, flags: int = 0x0200) -> bytes:
    """The head of a Word file that lists nothing."""
    return struct.pack("<HH6xH20x", 0xA5EC, version, flags) + struct.pack("<H28xH88xH", 14, 22, 93) + bytes(93 * 8)


__all__ = ["OFFICE", "SUMMARY", "compound", "properties", "word_head"]
