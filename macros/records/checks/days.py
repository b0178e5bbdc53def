"""Days that cannot be meant: far from the fiscal year of their record, as when figures were swapped (2654 for 2564).

Bounds follow the year and not the clock, so that a site that was published can be built again. What today alone can tell is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from macros.problems import Problem
from macros.records.collection import Entry
from macros.records.disclosure import Disclosure
from macros.records.model import Measure, OfYear, Plan, Record
from macros.records.read import Path
from macros.records.registers import Register
from macros.thai.dates import Period, YearMonth, fiscal_year_period, long_date, period_text

YEARS_BEFORE, YEARS_AFTER = 5, 3  # the last year of a five-year plan was adopted before its first; a late report comes within three


def check(entry: Entry[Record], today: date | None = None) -> Iterator[Problem]:
    """What is wrong with the days of one record."""
    record = entry.record
    if not isinstance(record, OfYear):
        return
    for path, day in _days(record):
        far = list(_far_day(entry, record.fiscal_year, day, *path))
        yield from far or _to_come(entry, day, today, *path)
    for index, correction in enumerate(record.corrections):  # however late it comes
        yield from _to_come(entry, correction.on, today, "corrections", index, "on")
    for index, line in enumerate(record.lines if isinstance(record, Measure) else ()):
        if (month := line.follow_up_month) and _is_far(record.fiscal_year, month.start, month.end):
            yield from _far(entry, record.fiscal_year, period_text(month), "lines", index, "follow_up_month")


def _days(record: OfYear) -> Iterator[tuple[Path, date]]:
    """Where a record tells a day, and which."""
    if isinstance(record, Measure):
        for index, line in enumerate(record.lines):
            for number, progress in enumerate(line.progress):
                yield ("lines", index, "progress", number, "on"), progress.on
    if isinstance(record, Plan) and record.adopted:
        yield ("adopted", "on"), record.adopted.on
    if isinstance(record, Register):
        yield ("as_of",), record.as_of
    if isinstance(record, (Disclosure, Register)) and record.approved:
        yield ("approved", "on"), record.approved.on
    if isinstance(record, Disclosure) and record.statement:
        yield ("statement", "on"), record.statement.on


def _far_day(entry: Entry[Record], year: int, day: date, *path: str | int) -> Iterator[Problem]:
    month = YearMonth(day.year, day.month)
    if _is_far(year, month, month):
        yield from _far(entry, year, long_date(day), *path)


def _to_come(entry: Entry[Record], day: date, today: date | None, *path: str | int) -> Iterator[Problem]:
    if today is not None and day > today + timedelta(days=1) and path not in entry.document.patched:  # it is tomorrow already where some write
        yield Problem("day-to-come", entry.place(*path), {"value": long_date(day), "today": long_date(today)})


def _is_far(year: int, start: YearMonth, end: YearMonth) -> bool:
    span = _span(year)
    return start < span.start or end > span.end


@cache
def _span(year: int) -> Period:
    return Period(fiscal_year_period(year - YEARS_BEFORE).start, fiscal_year_period(year + YEARS_AFTER).end)


def _far(entry: Entry[Record], year: int, words: str, *path: str | int) -> Iterator[Problem]:
    if not {path, ("fiscal_year",)} & entry.document.patched:
        yield Problem("day-far-from-year", entry.place(*path), {"value": words, "year": year, "span": period_text(_span(year))})
