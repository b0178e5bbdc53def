"""A year's plan in the form of an official document: the words of the record, with Thai digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.pages.views.line import LineView
from macros.records.fields import STATUS_WORDS
from macros.records.model import ItaResult, Measure, Plan
from macros.thai.dates import Period, long_date, long_month
from macros.thai.digits import to_thai

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView

# Digits of names and addresses stay as they are: O42, e-GP, https://…
_LATIN = re.compile(r"https?://\S+|[A-Za-z0-9@._/+-]*[A-Za-z][A-Za-z0-9@._/+-]*")

_CHANGES = 12  # what changed since the adoption is named up to so many; the plan's page has all


@lru_cache(maxsize=1 << 12)  # units, months and follow-ups stand in many rows
def official(text: object) -> str:
    """``text`` with Thai digits, except within Latin words and addresses."""
    words, pieces, position = str(text), [], 0
    if to_thai(words) is words:
        return words
    for match in _LATIN.finditer(words):
        pieces += [to_thai(words[position: match.start()]), match[0]]
        position = match.end()
    return "".join(pieces) + to_thai(words[position:])


class Step(NamedTuple):
    """A step with its number, and its lettered parts each with theirs."""

    number: str
    text: str
    parts: tuple[str, ...] = ()


class Row(NamedTuple):
    """A line of the plan as the official table has it; every text ready to print. ``line`` knows its status."""

    number: str
    title: str
    steps: tuple[Step, ...]
    units: tuple[str, ...]
    period: str
    follow_up: str
    repairs: tuple[str, ...]
    line: LineView

    @property
    def status(self) -> str:
        return STATUS_WORDS[self.line.status]


@dataclass(frozen=True)
class Part:
    """A measure with its rows. ``title`` repeats its number."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Score:
    title: str
    score: str


@dataclass(frozen=True)
class Analysis:
    """The result that the plan answers. ``summary`` is empty when no total is recorded."""

    title: str
    summary: str
    scores: tuple[Score, ...]
    weak_points: tuple[str, ...]
    failed: tuple[str, ...]


@dataclass(frozen=True)
class OfficialDocument:
    """All that ``/print/<year>/`` shows, ready to print."""

    site: SiteView
    year: int

    @property
    def plan(self) -> Plan:
        return self.site.plan(self.year)

    @property
    def agency(self) -> str:
        return self.site.owner.name

    @property
    def place(self) -> str:
        return " ".join(part for part in (self.site.owner.district, self.site.owner.province) if part)

    @property
    def title(self) -> str:
        return official(self.plan.title)

    @property
    def about(self) -> str:
        return official(self.plan.about or "")

    @property
    def adopted(self) -> str:
        adopted = self.plan.adopted
        return official(f"เห็นชอบเมื่อวันที่ {long_date(adopted.on)} โดย{adopted.at}") if adopted else ""

    @property
    def differs(self) -> str:
        """That the plan is not as adopted, '' while it is; the document shows it as it is now."""
        past = self.site.dated(f"/measures/{self.year}/")
        count = f" {len(past.since_adopted)} เรื่อง" if past.since_adopted else ""
        return official(f"เนื้อหาในฉบับนี้เปลี่ยนแปลงหลังเห็นชอบ{count}") if past.adopted else ""

    @property
    def changes(self) -> tuple[str, ...]:
        """What changed since the plan was adopted; so many that a reader still reads them."""
        texts = [one.text for one in self.site.dated(f"/measures/{self.year}/").since_adopted]
        more = (f"และอีก {len(texts) - _CHANGES} เรื่อง",) if len(texts) > _CHANGES else ()
        return tuple(map(official, (*texts[:_CHANGES], *more)))

    @property
    def source(self) -> str:
        return official(self.plan.source.title) if self.plan.source else ""

    @property
    def notes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the source documents leave open: about what, and the notes."""
        return tuple((official(link.title), tuple(map(official, texts))) for link, texts in self.site.source_notes(self.year))

    @property
    def analysis(self) -> Analysis | None:
        year = self.plan.analyses
        result = self.site.records.results.get(year) if year else None
        return _analysis(self.site, result) if result else None


def parts(measures: Iterable[tuple[Measure, tuple[LineView, ...]]]) -> tuple[Part, ...]:
    return tuple(Part(official(f"มาตรการที่ {measure.number} {measure.title}"), tuple(map(_row, lines))) for measure, lines in measures)


def _row(line: LineView) -> Row:
    steps = tuple(Step(official(f"{number}."), official(step.text), tuple(map(official, step.marked))) for number, step in enumerate(line.steps, 1))
    return Row(
        number=official(line.number), title=official(line.measure.short_title if line.is_whole_measure and line.measure.short_title else line.title), steps=steps,
        units=tuple(official(link.in_words) for link in line.units), period=_months(line.line.period), follow_up=official(line.line.follow_up),
        repairs=tuple(cause.label if cause.kind == "item" else official(cause.name) for cause in line.causes), line=line,
    )


@lru_cache(maxsize=1 << 10)
def _months(period: Period) -> str:
    start, end = period
    return official(long_month(start) if start == end else f"{long_month(start)} – {long_month(end)}")


def _analysis(site: SiteView, result: ItaResult) -> Analysis:
    year = result.fiscal_year
    level = f" ระดับ {result.level}" if result.level else ""
    return Analysis(
        title=official(f"ผลการประเมิน ITA ปีงบประมาณ {year}"),
        summary=official(f"{result.total:.2f}\u00a0คะแนน{level}") if result.total is not None else "",
        scores=tuple(Score(official(row.indicator), official(f"{row.score:.2f}")) for row in result.scores),
        weak_points=tuple(official(f"{point.indicator}: {point.text}") for point in result.weak_points),
        failed=tuple(official(f"{cause.label} {cause.title}") for cause in site.causes(year) if cause.kind == "item"),
    )
