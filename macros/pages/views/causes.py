"""Why a line is in the plan: an item that failed, or a weak point of a survey, and how far a plan answers them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.oit import UnknownIndicator
from macros.oit.form import Form
from macros.oit.model import Indicator
from macros.records.collection import reference_of
from macros.records.model import ItaResult, WeakPoint

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView
    from macros.pages.views.line import LineView


@dataclass(frozen=True, slots=True)
class Cause:
    """A failed item (``kind`` "item") or a weak point (``kind`` "survey") of the result of fiscal year ``year``.

    ``reference`` is how records name it (``2563/O11``); ``label`` is short (``O11``, ``IIT``); ``title`` names the item or
    the indicator; ``text`` says what was weak, '' for items; ``anchor`` is its place on the page of the result.
    """

    reference: str
    year: int
    kind: str
    label: str
    title: str
    text: str
    address: str
    anchor: str
    group: str = ""

    @property
    def name(self) -> str:
        return f"{self.label} {self.title}"


def causes_of(site: SiteView, year: int) -> tuple[Cause, ...]:
    """All that the result of ``year`` says must be mended: weak points first, then items in the order of the record."""
    result, form = site.result(year), site.form_if_known(year)
    weak = (_weak_point(form, result, point) for point in result.weak_points)
    return (*weak, *(_item(form, year, item) for item in result.failed_items))


def cause_of(site: SiteView, reference: str) -> Cause:
    """The cause that ``reference`` names, also when no result of that year is recorded."""
    year, _, rest = reference.partition("/")
    known = {cause.reference: cause for cause in site.causes(int(year))} if int(year) in site.result_years else {}
    if reference in known:
        return known[reference]
    form = site.form_if_known(int(year))
    if "/" not in rest:
        return _item(form, int(year), rest)
    instrument, slug = rest.split("/")
    indicator = _indicator(form, slug)
    title = indicator.title if indicator else slug
    return Cause(reference, int(year), "survey", instrument, title, "", f"/ita/{year}/", anchor_of(instrument, slug))


def anchor_of(instrument: str, slug: str) -> str:
    return f"weak-{instrument.lower()}-{slug}"


def _weak_point(form: Form | None, result: ItaResult, point: WeakPoint) -> Cause:
    indicator = _indicator(form, point.indicator)
    instrument = indicator.instrument if indicator else "–"
    slug = indicator.slug if indicator else f"n{result.weak_points.index(point) + 1}"
    year, anchor = result.fiscal_year, anchor_of(instrument if indicator else "survey", slug)
    return Cause(reference_of(year, point.indicator), year, "survey", instrument, point.indicator, point.text, f"/ita/{year}/#{anchor}", anchor)


def _item(form: Form | None, year: int, item_id: str) -> Cause:
    reference, anchor = f"{year}/{item_id}", f"failed-{item_id.lower()}"
    if form is None or not form.has(item_id):
        return Cause(reference, year, "item", item_id, "", "", f"/ita/{year}/#{anchor}", anchor)
    item = form.item(item_id)
    sub = form.sub_indicator(item.sub_indicator)
    address = f"/oit/{year}/{item_id.lower()}/"
    return Cause(reference, year, "item", item_id, item.title, "", address, anchor, f"{sub.id} {sub.title}")


def _indicator(form: Form | None, name: str) -> Indicator | None:
    """By slug, id or title; None when the form does not know it (the checks report that)."""
    for find in (form.indicator, form.indicator_by_title) if form else ():
        try:
            return find(name)
        except UnknownIndicator:
            continue
    return None


@dataclass(frozen=True)
class Coverage:
    """Which causes a plan answers with which lines, both ways. ``rows``: (cause, its lines); ``loose``: lines that answer none."""

    year: int
    result_year: int | None
    rows: tuple[tuple[Cause, tuple[LineView, ...]], ...]
    lines: tuple[LineView, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def covered(self) -> int:
        return sum(1 for _, lines in self.rows if lines)

    @property
    def open(self) -> tuple[Cause, ...]:
        return tuple(cause for cause, lines in self.rows if not lines)

    @property
    def loose(self) -> tuple[LineView, ...]:
        return tuple(line for line in self.lines if not line.causes)


def coverage(site: SiteView, year: int) -> Coverage:
    """How the plan of ``year`` answers the result it analyses."""
    asked = site.plan(year).analyses
    analysed = asked if asked in site.result_years else None
    causes = site.causes(analysed) if analysed else ()
    lines = site.lines(year)
    rows = tuple((cause, site.repairing_in(cause.reference, year)) for cause in causes)
    return Coverage(year, analysed, rows, lines)
