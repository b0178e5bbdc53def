"""Tables as CSV that Excel in Thai opens right, with cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence


_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, lines ended by CR LF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([inert(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def inert(value: str) -> str:
    """A spreadsheet would run a cell that begins with one of these; a quote before it makes it text. A negative number is none."""
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(value) else value
