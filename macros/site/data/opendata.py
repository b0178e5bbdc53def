"""The open data in ``/data/``: what the pages say, for programs. Each exported row is a model, so its schema comes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter

from macros.importing import sheet_rows
from macros.oit import forms, score
from macros.pages import opendata_words
from macros.pages.site_view import SiteView
from macros.records.collection import LineEntry, reference_of
from macros.records.model import KINDS, ItaResult
from macros.records.registers import REGISTERS
from macros.records.schema import DIALECT, as_bytes, schema_files
from macros.site.data.datafiles import Group, Part, Parts, contents, single
from macros.site.data.exports import registers
from macros.site.data.exports.published import PUBLISHED
from macros.site.data.exports.rows import OitData
from macros.site.data.pretty import pretty
from macros.site.data.tables import csv_bytes, csv_text
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


PAGES = "data/pages.json"
Row = tuple["str | None", ...]

EXPORTS: dict[str, Any] = {"measures": list[LineRow], "ita": ResultData, "oit": OitData, "pages": list[PageRow], **PUBLISHED}


def groups(site: SiteView) -> Iterator[Group]:
    """All open data but ``PAGES``, which is known only when all pages are made."""
    yield single("data/measures.json", partial(_lines, site))
    for year in site.plan_years:
        yield single(f"data/measures-{year}.csv", partial(_csv, site, year))
    for year in site.records.results:
        yield single(f"data/ita-{year}.json", partial(_result_json, site, year))
    yield from registers.groups(site)
    made = _schemas()
    yield Group(tuple(made), lambda: tuple(made.values()))


def files(site: SiteView, pages: Iterable[Row]) -> dict[str, bytes]:
    """Path in the site → bytes, for all open data."""
    return dict(contents([*groups(site), single(PAGES, partial(page_list, pages))]))


_SCHEMAS = Path(__file__).with_name("schemas")


@cache
def _schemas() -> dict[str, bytes]:
    """Path in the site → bytes. They follow from the engine alone, and it takes a fifth of a second to make them, so they lie beside it."""
    return {f"data/schema/{path.name}": path.read_bytes() for path in sorted(_SCHEMAS.glob("*.json"))}


def schemas() -> dict[str, bytes]:
    """What lies in ``schemas/``, made anew: the schemas of the records and of each exported file."""
    return {**schema_files(), **export_schemas()}


def names(site: SiteView) -> set[str]:
    """The paths of ``files``, without making them."""
    years = {f"data/measures-{year}.csv" for year in site.plan_years} | {f"data/ita-{year}.json" for year in site.result_years}
    schemas = {f"data/schema/{name}.json" for name in (*KINDS, *(f"export-{name}" for name in (*EXPORTS, *REGISTERS)))}
    return {"data/measures.json", PAGES} | years | schemas | registers.names(site)


def export_schemas() -> dict[str, bytes]:
    """JSON Schema of each exported file. The fields of a line are described in the words of the page ``/data/``."""
    made = {name: TypeAdapter(kind).json_schema() for name, kind in EXPORTS.items()}
    of_line = made["measures"]["$defs"]["LineRow"]["properties"]
    for name, about in opendata_words.FIELDS:
        of_line[name]["description"] = about
    return {f"export-{name}.json": as_bytes({"$schema": DIALECT, **schema}) for name, schema in made.items()} | registers.schemas()


_RUN = 50  # lines that are written together: an edit writes one such run again


def _runs(site: SiteView, year: int) -> Iterator[tuple[LineEntry, ...]]:
    """The lines of a year, in runs."""
    lines = site.records.lines_of(year)
    return (lines[start : start + _RUN] for start in range(0, len(lines), _RUN))


def _lines(site: SiteView) -> bytes | Parts:
    runs = ((year, number, run) for year in site.records.measure_years for number, run in enumerate(_runs(site, year)))
    return _listed(Part((year, number), (site.info.url, run), partial(_lines_of, site, run)) for year, number, run in runs)


def _lines_of(site: SiteView, lines: Iterable[LineEntry]) -> bytes:
    return _rows(_line(site, entry) for entry in lines)


def _line(site: SiteView, entry: LineEntry) -> dict[str, object]:
    """A ``LineRow``; its values are checked already, so none is made of them."""
    line = entry.line
    return {
        "id": entry.id, "fiscal_year": entry.fiscal_year, "measure": entry.measure.id, "title": entry.title, "steps": line.steps,
        "responsible": line.responsible, "period": {"start": iso_month(line.period.start), "end": iso_month(line.period.end)},
        "follow_up": line.follow_up, "repairs": line.repairs, "status": entry.status, "url": _url(site, entry),
    }


def _url(site: SiteView, entry: LineEntry) -> str:
    return site.info.url.rstrip("/") + entry.address


def _csv(site: SiteView, year: int) -> bytes | Parts:
    head = csv_bytes([f"{thai} ({name})" for name, thai in sheet_rows.HEADINGS.items()], ())
    name_of = cache(partial(sheet_rows.unit_name, records=site.records))
    parts = (Part(number, (site.info.url, site.records.agency, run), partial(_csv_of, site, name_of, run)) for number, run in enumerate(_runs(site, year)))
    return Parts(found, head, b"", b"") if (found := tuple(parts)) else head


def _csv_of(site: SiteView, name_of: Callable[[str], str], lines: Iterable[LineEntry]) -> bytes:
    rows = (sheet_rows.row_texts(entry, name_of, _url(site, entry)) for entry in lines)
    return csv_text([row[name] for name in sheet_rows.HEADINGS] for row in rows).encode("utf-8")


def _result_json(site: SiteView, year: int) -> bytes:
    return _json(_result(site, site.records.results[year]).model_dump())


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
    return [address.removeprefix("/measures/").rstrip("/") for address in site.addresses_repairing(reference)]


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
    return (pretty(value) + "\n").encode("utf-8")


def _listed(parts: Iterable[Part]) -> bytes | Parts:
    """The JSON that ``_json`` would give for a list, of the rows in its parts."""
    return Parts(found) if (found := tuple(parts)) else b"[]\n"


def _rows(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Rows as they stand in a list."""
    return ",\n  ".join(pretty(row, margin="\n  ") for row in rows).encode("utf-8")


_AT_ONCE = 250  # rows of pages in a part


def page_list(pages: Iterable[tuple], row: Callable[[tuple], Row] = tuple) -> bytes | Parts:
    """The content of ``PAGES``. ``pages``: the address of each and what ``row`` needs to give the values of its ``PageRow``."""
    known = sorted(pages, key=itemgetter(0))
    runs = (tuple(known[start : start + _AT_ONCE]) for start in range(0, len(known), _AT_ONCE))
    return _listed(Part(number, run, partial(_page_rows, run, row)) for number, run in enumerate(runs))


def _page_rows(pages: tuple[tuple, ...], row: Callable[[tuple], Row]) -> bytes:
    return _rows(dict(zip(PageRow.model_fields, row(page))) for page in pages)


__all__ = ["EXPORTS", "PAGES", "export_schemas", "files", "groups", "names", "page_list", "schemas"]
