"""Lines: their time lies in the year, what they repair exists, status and progress agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.problems import Problem
from macros.records.collection import Entry, LineEntry, Records, Told, last_told
from macros.records.doubt import Doubt
from macros.records.fields import REFERENCE, STATUS_WORDS
from macros.records.meant import suggested
from macros.records.model import ItaResult, Measure, Plan
from macros.thai.dates import Period, fiscal_year_period, long_date, period_text


def check(entry: Entry[Measure]) -> Iterator[Problem]:
    """What is wrong with the lines of one measure."""
    span = fiscal_year_period(entry.record.fiscal_year)
    for line in entry.lines:
        if line.line.period.start < span.start or line.line.period.end > span.end:
            yield from _outside(line, span)
        yield from _progress(line)


def _outside(line: LineEntry, span: Period) -> Iterator[Problem]:
    """Its time is not that of the year, ``span``."""
    if not {("lines", line.index, "period"), ("fiscal_year",)} & line.document.patched:
        params = {"value": period_text(line.line.period), "year": line.fiscal_year, "span": period_text(span)}
        yield Problem("period-outside-year", line.place("period"), params)


def _progress(line: LineEntry) -> Iterator[Problem]:
    entries = line.line.progress
    for index in range(1, len(entries)):
        before, value = entries[index - 1].on, entries[index].on
        if value < before and ("lines", line.index, "progress", index, "on") not in line.document.patched:
            yield Problem("progress-order", line.place("progress", index, "on"), {"value": long_date(value), "before": long_date(before)})
    latest = last_told(entries)
    if latest and latest.status != line.line.status and ("lines", line.index, "status") not in line.document.patched:
        yield _behind(line, latest)


def _behind(line: LineEntry, latest: Told) -> Problem:
    params = {
        "value": STATUS_WORDS[line.line.status], "latest": STATUS_WORDS[latest.status], "latest_stored": latest.status,
        "date": long_date(latest.on),
    }
    return Problem("status-behind-progress", line.place("status"), params)


def check_references(records: Records, doubt: Doubt = Doubt()) -> Iterator[Problem]:
    """What lines and plans refer to in assessment results."""
    for line in records.lines:
        for index, reference in enumerate(line.line.repairs):
            if ("lines", line.index, "repairs", index) not in line.document.patched:
                yield from _repair(records, doubt, line, index, reference)
    for entry in records.of(Plan):
        year = entry.record.analyses
        if year is not None and year not in records.results and ("analyses",) not in entry.document.patched and not doubt.may_hold("ita-result", year):
            yield Problem("analyses-unknown", entry.place("analyses"), {"value": year, "choices": _years(records)})


def _repair(records: Records, doubt: Doubt, line: LineEntry, index: int, reference: str) -> Iterator[Problem]:
    year = int(reference.split("/")[0])
    if year not in records.results:
        if doubt.may_hold("ita-result", year):
            return
        yield Problem("repair-year-unknown", line.place("repairs", index), {"value": reference, "year": year, "choices": _years(records)})
        return
    choices = records.to_repair(year)
    if reference not in choices and not _result_unread(records, reference):
        near = _nearest(reference, choices)
        params = {"value": reference, "year": year, "choices": ", ".join(choices) or "–", **near}
        yield Problem("repair-unknown" if near else "repair-not-found", line.place("repairs", index), params)


def _nearest(reference: str, choices: Iterable[str]) -> dict[str, str]:
    """The year, which all have in common, brings none nearer."""
    near = suggested(reference[5:], [choice[5:] for choice in choices])
    return {"suggestion": f"{reference[:5]}{near['suggestion']}"} if near else {}


def _result_unread(records: Records, reference: str) -> bool:
    """The part of a result that ``reference`` points into has problems of its own, so what it means may be there."""
    year, what = reference.split("/", 1)
    for entry in records.of(ItaResult):
        if entry.record.fiscal_year == int(year):
            field = "failed_items" if what.startswith("O") and "/" not in what else "weak_points"
            strange = any(not REFERENCE.fullmatch(known) for known in records.to_repair(int(year)))
            return strange or any(path[0] == field for path in entry.document.patched)
    return False


def _years(records: Records) -> str:
    return ", ".join(map(str, records.results)) or "–"
