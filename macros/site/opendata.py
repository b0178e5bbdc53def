"""The open data in ``/data/``: what the pages say, for programs. Each exported row is a model, so its schema comes with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import Literal

from pydantic import BaseModel, TypeAdapter

from macros.importing import sheet_rows
from macros.oit import forms, score
from macros.pages.site_view import SiteView
from macros.records.collection import LineEntry, reference_of
from macros.records.model import KINDS, ItaResult
from macros.records.registers import REGISTERS
from macros.records.schema import DIALECT, as_bytes, schema_files
from macros.site.exports import registers
from macros.site.exports.rows import OitData
from macros.site.kept import Keep, Kept, made_anew
from macros.site.tables import csv_bytes, csv_text
from macros.thai.dates import iso_month


class PeriodRow(BaseModel):
    """Months, Common Era: ``2020-12``."""

    start: str
    end: str


class LineRow(BaseModel):
    """A line that someone carries out."""

    id: str
    fiscal_year: int
    measure: str
    title: str
    steps: list[str]
    responsible: list[str]
    period: PeriodRow
    follow_up: str
    repairs: list[str]
    status: Literal["unknown", "not-started", "under-way", "done"]
    url: str


class IndicatorRow(BaseModel):
    """One of the ten indicators. ``slug`` is null for a year whose form is not known."""

    slug: str | None
    instrument: str | None
    title: str
    score: float


class WeakPointRow(BaseModel):
    """A survey weak point, by the reference that ``repairs`` uses."""

    reference: str
    indicator: str
    text: str
    repaired_by: list[str]


class FailedItemRow(BaseModel):
    """An OIT item that got 0."""

    item: str
    title: str | None
    repaired_by: list[str]


class ResultData(BaseModel):
    """The ITA result of a fiscal year. ``computed_total`` is recomputed from the items, rounded half up."""

    fiscal_year: int
    total: float | None
    level: str | None
    computed_total: float | None
    indicators: list[IndicatorRow]
    weak_points: list[WeakPointRow]
    failed_items: list[FailedItemRow]
    source: str | None


class PageRow(BaseModel):
    """A published address. Dates are ISO days of recording in the site's history (the day of publishing itself stands in the
    publishing server's log), or null where no history says."""

    address: str
    title: str
    kind: str
    first_published: str | None
    last_changed: str | None


_line_texts: Kept[str] = Kept()
_csv_texts: Kept[str] = Kept()

EXPORTS = {"measures": list[LineRow], "ita": ResultData, "oit": OitData, "pages": list[PageRow]}


def files(site: SiteView, pages: Iterable[PageRow], keep: Keep = made_anew) -> dict[str, bytes]:
    """Path in the site → bytes, for all open data."""
    out = {"data/measures.json": _listed(_line_text(site, line) for line in site.records.lines)}
    for year in site.plan_years:
        name = f"data/measures-{year}.csv"
        out[name] = keep(name, partial(_csv, site, year))
    for year, result in site.records.results.items():
        out[f"data/ita-{year}.json"] = _json(_result(site, result).model_dump())
    out["data/pages.json"] = _listed(_page_text(*page) for page in sorted(tuple(dict(page).values()) for page in pages))
    out |= registers.files(site)
    return out | _schemas()


@cache
def _schemas() -> dict[str, bytes]:
    return {f"data/schema/{name}": data for name, data in {**schema_files(), **export_schemas()}.items()}


def names(site: SiteView) -> set[str]:
    """The paths of ``files``, without making them."""
    years = {f"data/measures-{year}.csv" for year in site.plan_years} | {f"data/ita-{year}.json" for year in site.result_years}
    schemas = {f"data/schema/{name}.json" for name in (*KINDS, *(f"export-{name}" for name in (*EXPORTS, *REGISTERS)))}
    return {"data/measures.json", "data/pages.json"} | years | schemas | registers.names(site)


def export_schemas() -> dict[str, bytes]:
    """JSON Schema of each exported file."""
    return {f"export-{name}.json": as_bytes({"$schema": DIALECT, **TypeAdapter(kind).json_schema()}) for name, kind in EXPORTS.items()} | registers.schemas()


def _line(site: SiteView, entry: LineEntry) -> LineRow:
    line = entry.line
    return LineRow(
        id=entry.id, fiscal_year=entry.fiscal_year, measure=entry.measure.id, title=entry.title, steps=list(line.steps),
        responsible=list(line.responsible), period=PeriodRow(start=iso_month(line.period.start), end=iso_month(line.period.end)),
        follow_up=line.follow_up, repairs=list(line.repairs), status=entry.status,
        url=_url(site, entry),
    )


def _url(site: SiteView, entry: LineEntry) -> str:
    return site.info.url.rstrip("/") + entry.address


def _line_text(site: SiteView, entry: LineEntry) -> str:
    return _line_texts.get((entry.address, site.info.url), (entry.measure,), lambda: _row(_line(site, entry).model_dump()))


def _csv(site: SiteView, year: int) -> bytes:
    head = csv_bytes([f"{thai} ({name})" for name, thai in sheet_rows.HEADINGS.items()], ())
    return head + "".join(_csv_text(site, entry) for entry in site.records.lines_of(year)).encode("utf-8")


def _csv_text(site: SiteView, entry: LineEntry) -> str:
    return _csv_texts.get((entry.address, site.info.url), (entry.measure, site.agency), partial(_csv_row, site, entry))


def _csv_row(site: SiteView, entry: LineEntry) -> str:
    found = sheet_rows.row_texts(entry, site.records, _url(site, entry))
    return csv_text([[found[name] for name in sheet_rows.HEADINGS]])


def _result(site: SiteView, result: ItaResult) -> ResultData:
    year = result.fiscal_year
    form = forms.load(year) if year in forms.years() else None
    return ResultData(
        fiscal_year=year, total=_number(result.total), level=result.level, computed_total=_computed(form, result),
        indicators=[_indicator(form, row) for row in result.scores],
        weak_points=[
            WeakPointRow(reference=(ref := reference_of(year, point.indicator)), indicator=point.indicator, text=point.text, repaired_by=_repairers(site, ref))
            for point in result.weak_points
        ],
        failed_items=[
            FailedItemRow(item=item, title=form.item(item).title if form else None, repaired_by=_repairers(site, f"{year}/{item}"))
            for item in result.failed_items
        ],
        source=(result.source.url or result.source.title) if result.source else None,
    )


def _indicator(form: forms.Form | None, row) -> IndicatorRow:
    known = form.indicator_by_title(row.indicator) if form else None
    return IndicatorRow(slug=known.slug if known else None, instrument=known.instrument if known else None, title=row.indicator, score=float(row.score))


def _repairers(site: SiteView, reference: str) -> list[str]:
    return [f"{line.fiscal_year}/{line.id}" for line in site.records.repairing.get(reference, ())]


def _computed(form: forms.Form | None, result: ItaResult) -> float | None:
    if form is None:
        return None
    scores = {form.indicator_by_title(row.indicator).slug: row.score for row in result.scores}
    survey = {indicator.slug: scores[indicator.slug] for indicator in form.survey_indicators if indicator.slug in scores}
    total = score.compute(form, result.failed_items, survey).total
    return None if total is None else float(score.half_up(total))


def _number(value) -> float | None:
    return None if value is None else float(value)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _listed(rows: Iterable[str]) -> bytes:
    """The JSON that ``_json`` would give for a list, of the texts of its rows."""
    return ("[\n  " + ",\n  ".join(found) + "\n]\n" if (found := list(rows)) else "[]\n").encode("utf-8")


def _row(row: dict[str, object]) -> str:
    """A row as it stands in a list. A line break inside a text is escaped, so each that stands here is one of the form."""
    return json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")


@lru_cache(maxsize=1 << 15)
def _page_text(*values: str | None) -> str:
    return _row(dict(zip(PageRow.model_fields, values)))


__all__ = ["EXPORTS", "PageRow", "export_schemas", "files"]
