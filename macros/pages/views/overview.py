"""Counts and lists over many records: what the home page and a plan's page begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from macros.pages.page import Link
from macros.pages.views.months import Span, span
from macros.records.fields import STATUS_WORDS
from macros.thai.dates import YearMonth

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView
    from macros.pages.views.line import LineView


def status_counts(lines: Iterable[LineView]) -> tuple[tuple[str, int], ...]:
    """(status, number of lines) for each status that occurs, best known first."""
    found = [line.status for line in lines]
    order = ("done", "under-way", "not-started", "unknown")
    return tuple((status, found.count(status)) for status in order if status in found and status in STATUS_WORDS)


def open_days(lines: Iterable[LineView]) -> str:
    """``2021-03-31:2 2021-04-30:1``: the days on which open lines are due, with how many, for the browser to count."""
    found = Counter(line.due.isoformat() for line in lines if line.is_open)
    return " ".join(f"{day}:{found[day]}" for day in sorted(found))


_OF_EVERY_FORM = ("จัดซื้อจัดจ้าง", "ข้อมูลการติดต่อ", "งบประมาณ")  # words of titles of items


@dataclass(frozen=True)
class Milestone:
    """A day on which something ends or is followed up, with the lines that it is about.

    ``kind`` is "end" (of the period) or "follow-up" (known to the month); ``text`` says what happens.
    """

    on: date
    kind: str
    text: str
    lines: tuple[LineView, ...]

    @property
    def month(self) -> YearMonth:
        return YearMonth(self.on.year, self.on.month)

    @property
    def status(self) -> str:
        """What is unknown of any line is unknown of the milestone."""
        statuses = {line.status for line in self.lines}
        return next(status for status in ("unknown", "not-started", "under-way") if status in statuses)


def milestones(lines: Iterable[LineView]) -> tuple[Milestone, ...]:
    """By date: ends of periods and follow-ups of what is not done, lines with the same day and words together."""
    groups: dict[tuple[date, str, str], list[LineView]] = {}
    for line in (line for line in lines if line.status != "done"):
        groups.setdefault((line.due, "end", "ครบกำหนดระยะเวลาดำเนินการ"), []).append(line)
        if line.follow_up_due:
            groups.setdefault((line.follow_up_due, "follow-up", line.line.follow_up), []).append(line)
    return tuple(Milestone(*key, tuple(found)) for key, found in sorted(groups.items(), key=lambda group: group[0]))


class Row(NamedTuple):
    """A line on the timeline of its year; a period outside the year has no span."""

    line: LineView
    work: Span | None
    follow_up: Span | None


def timeline(lines: Iterable[LineView]) -> tuple[Row, ...]:
    return tuple(Row(line, line.span, span(line.fiscal_year, line.line.follow_up_month)) for line in lines)


def source_notes(site: SiteView, year: int) -> tuple[tuple[Link, tuple[str, ...]], ...]:
    """(what it is about, notes) for the plan of ``year``, its measures and lines, and the result it analyses."""
    plan = site.plan(year)
    found = [(Link(plan.title, f"/measures/{year}/"), plan.source_notes)]
    if plan.analyses in site.result_years:
        result = site.result_view(plan.analyses)
        found.append((Link(f"ผลประเมิน ITA ปี {result.year}", result.address), result.result.source_notes))
    for measure in site.measures(year):
        lines = site.lines_of_measure(measure)
        if not lines[0].is_whole_measure:
            found.append((Link(measure.title, f"/measures/{year}/{measure.id}/"), measure.source_notes))
        found += [(Link(f"{line.number} {line.title}", line.address), line.notes) for line in lines if line.notes]
    return tuple((about, notes) for about, notes in found if notes)


def is_about(site: SiteView, line: LineView, concept: str) -> bool:
    """Whether ``line`` repairs an item of this concept (``complaint_channel``)."""
    return any(_concept_of(site, cause.year, cause.label) == concept for cause in line.causes)


def _concept_of(site: SiteView, year: int, item_id: str) -> str | None:
    form = site.form_if_known(year)
    return form.item(item_id).concept if form and form.has(item_id) else None


def example_queries(site: SiteView) -> tuple[str, ...]:
    """Four queries that surely find something here: the complaint channel, an item, a unit, a word of the result; of who has only begun, words of every form."""
    queries = ["ร้องเรียนการทุจริต"]
    if site.oit_years and site.latest_plan_year and (item := site.plan(site.latest_plan_year).item):
        queries.append(item)
    units = [unit.name for unit in site.units if site.addresses_of_unit(unit.id) and not unit.parent]
    queries += units[1:2] or units[:1]
    if site.result_years:
        queries.append("การใช้งบประมาณ")
    if site.oit_years:
        queries += _OF_EVERY_FORM
    return tuple(queries[:4])
