"""What templates may ask of plans, their measures and their lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from macros.pages.page import Link
from macros.pages.questions import Part, found
from macros.pages.reads import asked, asked_property, kept, kept_property
from macros.pages.views import document, overview
from macros.pages.views import months as month_views
from macros.pages.views.line import LineView
from macros.records.collection import grouped
from macros.records.model import Measure, Plan

_RUN = 32  # numbers of measures


class Plans(Part):
    """Plans by fiscal year; a line by its address."""

    @asked_property
    def plan_years(self) -> tuple[int, ...]:
        return tuple(self.records.plans)

    @asked_property
    def latest_plan_year(self) -> int | None:
        """The newest that has measures: a plan that is only begun does not take the place of the one that is carried out."""
        return max({*self.plan_years} & {*self._line_years}, default=max(self.plan_years, default=None))

    def plan(self, year: int) -> Plan:
        return found(self.records.plans, year, "no-plan-of-year")

    @asked
    def plan_item_link(self, year: int) -> Link | None:
        """The item of the year's form that the plan itself answers."""
        item = self.records.plans[year].item if year in self.records.plans else None
        return self.site._item_link(year, item) if item else None

    def measures(self, year: int) -> tuple[Measure, ...]:
        return self.records.measures(year)

    def measure(self, year: int, measure_id: str) -> Measure:
        return found({measure.id: measure for measure in self.measures(year)}, measure_id, "no-measure-of-id")

    @asked
    def links_around_measure(self, year: int, measure_id: str) -> tuple[Link | None, Link | None]:
        """The measures before and after one in its plan."""
        every, place = self.measures(year), self._measure_places(year)[measure_id]
        return _measure_link(every[place - 1]) if place else None, _measure_link(every[place + 1]) if place + 1 < len(every) else None

    @kept
    def _measure_places(self, year: int) -> dict[str, int]:
        return {measure.id: place for place, measure in enumerate(self.measures(year))}

    @kept
    def lines(self, year: int) -> tuple[LineView, ...]:
        """The lines that someone carries out, in the order of the plan."""
        return tuple(LineView(self.site, entry) for entry in self.records.lines_of(year))

    def lines_of_measure(self, measure: Measure) -> tuple[LineView, ...]:
        return tuple(self.line_at(f"/measures/{measure.fiscal_year}/{line.id or measure.id}/") for line in measure.lines)

    def line(self, year: int, line_id: str) -> LineView:
        address = f"/measures/{year}/{line_id}/"
        return self.line_at(address) if address in self._views else found({line.id: line for line in self.lines(year)}, line_id, "no-line-of-id")

    def line_at(self, address: str) -> LineView:
        """The line whose page is there; ``KeyError`` when there is none."""
        line = self._views[address]
        self.reads.note("file", line.entry.document.file)
        return line

    @cached_property
    def _views(self) -> dict[str, LineView]:
        """Every line by its address, to be looked up; what is taken out is noted then."""
        with self.reads.noting():
            return {line.address: line for year in self._line_years for line in self.lines(year)}

    @kept
    def _places(self, year: int) -> dict[str, int]:
        return {line.address: place for place, line in enumerate(self.lines(year))}

    @asked_property
    def _line_years(self) -> tuple[int, ...]:
        return tuple(sorted({entry.record.fiscal_year for entry in self.records.of(Measure)}))

    def months(self, year: int) -> tuple[month_views.Month, ...]:
        return month_views.months(year)

    @asked
    def runs(self, year: int) -> tuple[tuple[str, ...], ...]:
        """The lines of the plan by their addresses, in runs of measures whose numbers are close. Long pages are put together of them."""
        return tuple(grouped((line.measure.number // _RUN, line.address) for line in self.lines(year)).values())

    def by_measure(self, addresses: Iterable[str]) -> tuple[tuple[Measure, tuple[LineView, ...]], ...]:
        """Measures with those of their lines that are among ``addresses``."""
        found = grouped((line.measure.id, line) for line in map(self.line_at, addresses))
        return tuple((lines[0].measure, lines) for lines in found.values())

    def timeline(self, addresses: Iterable[str]) -> tuple[overview.Row, ...]:
        return overview.timeline(map(self.line_at, addresses))

    def printed_parts(self, addresses: Iterable[str]) -> tuple[document.Part, ...]:
        """Measures as the printed plan has them."""
        return document.parts(self.by_measure(addresses))

    def step_count(self, year: int) -> int:
        return sum(len(line.steps) for line in self.lines(year))

    def plan_name(self, year: int) -> str:
        """The plan's title; a year that has lines and no plan is named by its year (the checks report it)."""
        return self.records.plans[year].title if year in self.records.plans else f"แผนปี {year}"

    def plans_answering(self, result_year: int) -> tuple[int, ...]:
        return tuple(year for year, plan in self.records.plans.items() if plan.analyses == result_year)

    def last_day(self, year: int) -> str:
        """30 September of the fiscal year, for data attributes."""
        return f"{month_views.months(year)[-1].iso}-30"

    @asked
    def figures(self, year: int) -> tuple[int, int, tuple[tuple[str, int], ...], str]:
        """How many measures and how many lines the plan has, of the lines how many have which status, and when open ones are due."""
        lines = self.lines(year)
        return len(self.measures(year)), len(lines), overview.status_counts(lines), overview.open_days(lines)

    def status_counts(self, lines: Iterable[LineView]) -> tuple[tuple[str, int], ...]:
        return overview.status_counts(lines)

    def open_days(self, lines: Iterable[LineView]) -> str:
        return overview.open_days(lines)

    @kept
    def milestones(self, year: int) -> tuple[overview.Milestone, ...]:
        return overview.milestones(self.lines(year))

    def source_notes(self, year: int) -> tuple[tuple[Link, tuple[str, ...]], ...]:
        return overview.source_notes(self.site, year)

    @kept_property
    def example_queries(self) -> tuple[str, ...]:
        return overview.example_queries(self.site)

    @property
    def channel_lines(self) -> tuple[LineView, ...]:
        """Lines that set up the channel for complaints of corruption, newest plan first."""
        return tuple(self.line_at(address) for year in reversed(self.plan_years) for address in self.addresses_about(year, "complaint_channel"))

    @asked
    def addresses_about(self, year: int, concept: str) -> tuple[str, ...]:
        """The lines of the plan of ``year`` that repair an item of this concept."""
        return tuple(line.address for line in self.lines(year) if overview.is_about(self.site, line, concept))


def _measure_link(measure: Measure) -> Link:
    return Link(f"มาตรการที่ {measure.number} {measure.short_title or measure.title}", f"/measures/{measure.fiscal_year}/{measure.id}/")
