"""From the bytes of ``measures/`` to records and problems. Pure: the caller hands the files in."""

from __future__ import annotations

from collections.abc import Mapping

from macros.problems import Problem
from macros.records.collection import Entry, Records
from macros.records.read import read
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
            entries.append(Entry(record, document))
    return Records(entries), problems
