"""One agency, one plan and one result a year, ids that are taken once, folders that agree with their files."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence

from macros.problems import Place, Problem
from macros.records.collection import Entry, Records
from macros.records.doubt import Doubt
from macros.records.model import Agency, ItaResult, Measure, Plan, Record
from macros.records.read import Path

_NAMES: dict[type[Record], str] = {Agency: "ข้อมูลหน่วยงาน (agency)", Plan: "แผน (plan)", ItaResult: "ผลประเมิน (ita-result)"}
_TITLE = "ชื่อรายการตามแผน"


def check(records: Records, doubt: Doubt = Doubt()) -> Iterator[Problem]:
    """An agency that is missing, and records, ids and numbers that are there twice."""
    if records.agency is None and (records.entries or doubt.texts) and not doubt.may_hold("agency"):
        yield Problem("agency-missing", Place("measures/agency.yml"))
    measures = sorted((entry for entry in records.of(Measure) if not _year_unread(entry)), key=lambda entry: entry.document.file)
    yield from _once_a_year(records)
    if _any_twice([(entry.order[0], name) for entry in measures for name in entry.ids]):
        yield from _ids(measures)
    if _any_twice([entry.order[:2] for entry in measures]):
        yield from _numbers(measures)
    yield from _units(records)
    yield from _plans(records, measures, doubt)


def check_alone(entry: Entry[Measure]) -> Iterator[Problem]:
    """What a measure's lines lack to be told from each other."""
    lines = entry.record.lines
    for index, line in enumerate(lines):
        if line.id is None and len(lines) > 1:
            yield _line_field_missing(entry, index, "id", f"{entry.record.id}-{index + 1}")
        if line.title is None and len(lines) > 1:
            yield _line_field_missing(entry, index, "title", _TITLE)
        elif line.title is None and line.id is not None:
            yield Problem("line-title-missing", entry.place("lines", index, "id"), {"example": _TITLE})


def _any_twice(values: Collection[Hashable]) -> bool:
    """A look at all, so that mostly none has to be looked at closely."""
    return len(set(values)) < len(values)


def _once_a_year(records: Records) -> Iterator[Problem]:
    for kind, name in _NAMES.items():
        first: dict[int | None, Entry[Record]] = {}
        for entry in (entry for entry in records.of(kind) if not _year_unread(entry)):
            year = getattr(entry.record, "fiscal_year", None)
            other = first.setdefault(year, entry)
            if other is not entry:
                yield Problem("record-twice", entry.place("kind"), {"kind": name, "year": year or "–", "first": other.place("kind")})


def _ids(measures: Sequence[Entry[Measure]]) -> Iterator[Problem]:
    """Measures and lines of a year share one space of ids: the addresses ``/measures/<year>/<id>/``."""
    first: dict[tuple[int, str], tuple[Entry[Measure], Path]] = {}
    for entry in measures:
        measure = entry.record
        yield from _take(first, measure.fiscal_year, measure.id, entry, ("id",))
        for index, line in enumerate(measure.lines):
            if line.id is not None:
                yield from _take(first, measure.fiscal_year, line.id, entry, ("lines", index, "id"))


def _numbers(measures: Sequence[Entry[Measure]]) -> Iterator[Problem]:
    """Readers cite a measure by its number. A plan that was adopted with one twice may keep it, so this is a warning."""
    first: dict[tuple[int, int], Entry[Measure]] = {}
    for entry in measures:
        if ("number",) in entry.document.patched:
            continue
        measure = entry.record
        other = first.setdefault((measure.fiscal_year, measure.number), entry)
        if other is not entry:
            yield Problem("number-taken", entry.place("number"), {"number": measure.number, "first": other.place("number")})


def _take(first: dict[tuple[int, str], tuple[Entry[Measure], Path]], year: int, record_id: str, entry: Entry[Measure], path: Path) -> Iterator[Problem]:
    if entry.document.patched and path in entry.document.patched:
        return
    other, where = first.setdefault((year, record_id), (entry, path))
    if other is not entry or where is not path:
        yield Problem("id-taken", entry.place(*path), {"id": record_id, "first": other.place(*where)})


def _line_field_missing(entry: Entry[Measure], index: int, field: str, example: str) -> Problem:
    return Problem("line-id-missing", entry.place("lines", index), {"field": field, "example": example})


def _units(records: Records) -> Iterator[Problem]:
    for entry in records.of(Agency):
        first: dict[str, int] = {}
        for index, unit in enumerate(entry.record.units):
            path = ("units", index, "id")
            if path in entry.document.patched:
                continue
            if first.setdefault(unit.id, index) != index:
                yield Problem("id-taken", entry.place(*path), {"id": unit.id, "first": entry.place("units", first[unit.id], "id")})


def _plans(records: Records, measures: Sequence[Entry[Measure]], doubt: Doubt) -> Iterator[Problem]:
    for year in sorted({entry.order[0] for entry in measures} - set(records.plans)):
        if not doubt.may_hold("plan", year):
            first = next(entry for entry in measures if entry.record.fiscal_year == year)
            yield Problem("plan-missing", first.place("fiscal_year"), {"year": year})
    for plan in records.of(Plan):
        year = plan.record.fiscal_year
        if not _year_unread(plan) and not records.measures(year) and not doubt.may_hold("measure", year):
            yield Problem("plan-empty", plan.place("fiscal_year"), {"year": year})


def _year_unread(entry: Entry[Record]) -> bool:
    """The record's year is a stand-in, or contradicts its folder."""
    return ("fiscal_year",) in entry.document.patched
