"""Tables as CSV that Excel in Thai opens right, with cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str | int | Decimal]]) -> bytes:
    """UTF-8 with BOM, lines ended by CR LF (RFC 4180)."""
    return b"\xef\xbb\xbf" + csv_text([headings, *rows]).encode("utf-8")


def csv_text(rows: Iterable[Sequence[str | int | Decimal]]) -> str:
    """Rows without the mark at the beginning of a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([inert(value) if isinstance(value, str) else value for value in row] for row in rows)
    return out.getvalue()


def inert(value: str) -> str:
    """A spreadsheet would run a cell that begins with one of these; a quote before it makes it text."""
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
