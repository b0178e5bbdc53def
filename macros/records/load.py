"""From the bytes of ``measures/`` to records and problems. Pure: the caller hands the files in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.problems import Problem
from macros.records.checks.units import by_name
from macros.records.collection import Entry, Records
from macros.records.read import Document, read
from macros.records.model import Record
from macros.records.validate import validate


def load(files: Mapping[str, bytes]) -> tuple[Records, list[Problem]]:
    """``files``: path relative to the site's root (``measures/2564/m1.yml``) → bytes. Unreadable files are left out of the
    records and reported."""
    entries, problems = [], []
    for file in sorted(files):
        document, found = read(files[file], file)
        problems += found
        if document.value is None:
            continue
        record, found = validate(document)
        problems += found
        if record is not None:
            problems += _folder(record, document)
            entries.append(Entry(record, document))
    records = Records(entries)
    return records, [by_name(problem, records) for problem in problems]


def _folder(record: Record, document: Document) -> Iterator[Problem]:
    """The year of a record agrees with its folder. Where not, nobody knows which is meant: the year counts as unread."""
    folder = re.match(r"measures/(\d{4})/", document.file)
    year = getattr(record, "fiscal_year", None)
    if folder and year is not None and int(folder[1]) != year and ("fiscal_year",) not in document.patched:
        document.patched.add(("fiscal_year",))
        yield Problem("year-differs-from-folder", document.place("fiscal_year"), {"folder": folder[1], "value": year})
