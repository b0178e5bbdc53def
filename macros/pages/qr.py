"""A QR code as the path of a static SVG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET = 4


@dataclass(frozen=True)
class Qr:
    """``size``: side of the square in modules, quiet zone included; ``path``: the dark modules as an SVG path."""

    size: int
    path: str


@lru_cache(maxsize=4096)
def qr(text: str) -> Qr:
    """The code of ``text`` with the middle error correction, so that it still reads from a worn notice board."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]
    path = "".join(_runs(row, y + QUIET) for y, row in enumerate(rows))
    return Qr(len(rows) + 2 * QUIET, path)


def _runs(row: list[int], y: int) -> str:
    """Neighbouring dark modules of a row as one bar each."""
    parts, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            parts.append(f"M{x + QUIET} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return "".join(parts)
