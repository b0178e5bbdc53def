"""From the bytes of ``measures/`` to records and problems. Pure: the caller hands the files in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from macros.problems import Problem
from macros.records.checks.units import by_name
from macros.records.collection import Entry, Records
from macros.records.lean import shared
from macros.records.model import Record
from macros.records.read import Document, read
from macros.records.validate import validate

One = tuple[Entry[Record] | None, list[Problem]]
Make = Callable[[str, bytes], One]


def _of_each(files: Mapping[str, bytes], make: Make) -> dict[str, One]:
    return {file: make(file, data) for file, data in files.items()}


def load(files: Mapping[str, bytes], of_each: Callable[[Mapping[str, bytes], Make], dict[str, One]] = _of_each) -> tuple[Records, list[Problem]]:
    """``files``: path relative to the site's root (``measures/2564/m1.yml``) → bytes. Unreadable files are left out of the
    records and reported. ``of_each`` may know what an earlier call made of the same file."""
    found = of_each(dict(sorted(files.items())), _load_one).values()
    records = Records(entry for entry, _ in found if entry)
    return records, [by_name(problem, records) for _, problems in found for problem in problems]


def _load_one(file: str, data: bytes) -> One:
    document, problems = read(data, file)
    if document.value is None:
        return None, problems
    record, found = validate(document)
    problems = [problem for problem in problems if not _told_better(problem, found)]
    if record is None:
        return None, [*problems, *found]
    found += _folder(record, document)
    document.let_go()
    shared(record)
    return Entry(record, document), [*problems, *found]


def _told_better(problem: Problem, found: list[Problem]) -> bool:
    """An entry that goes on with a text which is none that may stand there: that is told, with what is meant to."""
    return problem.code == "yaml-entry-in-text" and any(other.place.line == problem.params["first"] for other in found)


def _folder(record: Record, document: Document) -> Iterator[Problem]:
    """The year of a record agrees with its folder. Where not, nobody knows which is meant: the year counts as unread."""
    folder = re.match(r"measures/(\d{4})/", document.file)
    year = getattr(record, "fiscal_year", None)
    if folder and year is not None and int(folder[1]) != year and ("fiscal_year",) not in document.patched:
        document.patched.add(("fiscal_year",))
        yield Problem("year-differs-from-folder", document.place("fiscal_year"), {"folder": folder[1], "value": year})
