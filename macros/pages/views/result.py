"""The ITA result of a year as pages show it: bars, the scale of levels, the total computed again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from macros.oit import forms, score
from macros.oit.forms import Form, Indicator, Level, LevelRule, UnknownIndicator, UnknownItem
from macros.oit.worth import Worth, worth_of
from macros.pages.reads import kept_property
from macros.pages.views.causes import Cause
from macros.pages.views.stairs import Stairs, stairs
from macros.records.model import ItaResult

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView

INSTRUMENTS = {"IIT": "บุคลากรภายในตอบ", "EIT": "ประชาชนและผู้มาติดต่อตอบ", "OIT": "ตรวจข้อมูลที่เปิดเผยบนเว็บไซต์"}


@dataclass(frozen=True)
class Bar:
    """One indicator's score. ``anchor`` is its row in the table; ``causes`` what was weak in it."""

    indicator: Indicator | None
    title: str
    score: Decimal
    anchor: str
    below: bool
    causes: tuple[Cause, ...]

    @property
    def instrument(self) -> str:
        return self.indicator.instrument if self.indicator else ""


@dataclass(frozen=True)
class Segment:
    """A stretch of the scale of levels, from ``start`` to ``end`` of 0–100. ``names``: levels that begin there, best first."""

    names: tuple[str, ...]
    start: Decimal
    end: Decimal
    holds: bool

    @property
    def width(self) -> Decimal:
        return self.end - self.start

    @property
    def middle(self) -> Decimal:
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class NextLevel:
    """What the level above asks for: ``gap`` points more in the total, and the instruments that stand below its floor."""

    name: str
    minimum: Decimal
    gap: Decimal
    floor: Decimal | None
    short: tuple[str, ...]


@dataclass(frozen=True)
class ResultView:
    """A year's result with its form, where the form is known."""

    site: SiteView
    result: ItaResult
    form: Form | None

    @property
    def year(self) -> int:
        return self.result.fiscal_year

    @property
    def address(self) -> str:
        return f"/ita/{self.year}/"

    @property
    def target(self) -> Decimal:
        """The national target; 85 in every year whose rules are known."""
        return _decimal(self.form.level_rule.pass_min) if self.form else Decimal(85)

    @kept_property
    def causes(self) -> tuple[Cause, ...]:
        return self.site.causes(self.year)

    @kept_property
    def bars(self) -> tuple[Bar, ...]:
        """The indicators, weakest first."""
        bars = (self._bar(place, entry.indicator, entry.score) for place, entry in enumerate(self.result.scores, 1))
        return tuple(sorted(bars, key=lambda bar: bar.score))

    def _bar(self, place: int, title: str, points: Decimal) -> Bar:
        indicator = self._indicator(title)
        anchor = f"indicator-{indicator.slug if indicator else place}"
        return Bar(indicator, title, points, anchor, points < self.target, self._causes_in(indicator))

    def _causes_in(self, indicator: Indicator | None) -> tuple[Cause, ...]:
        if indicator is None:
            return ()
        items = {f"{self.year}/{item.id}" for sub in indicator.sub_indicators for item in sub.items}
        own = f"{self.year}/{indicator.instrument}/{indicator.slug}"
        return tuple(cause for cause in self.causes if cause.reference in items or cause.reference == own)

    def _indicator(self, title: str) -> Indicator | None:
        try:
            return self.form.indicator_by_title(title) if self.form else None
        except UnknownIndicator:
            return None

    @property
    def instruments(self) -> tuple[tuple[str, str, Decimal], ...]:
        """(short name, who answers, score) of each instrument, as computed."""
        scores = self.computed.instruments if self.computed and self.agrees else {}
        return tuple((name, INSTRUMENTS.get(name, ""), score.half_up(value)) for name, value in scores.items())

    def weight(self, instrument: str) -> Decimal:
        """The instrument's share of the total, in per cent."""
        return _decimal(self.form.weights[instrument] * 100) if self.form else Decimal()

    @kept_property
    def computed(self) -> score.Score | None:
        """The score from the item list and the survey; None when the record does not give enough for one."""
        if self.form is None or not self.result.tells_items:
            return None
        try:
            return score.compute(self.form, self.result.failed_items, self.survey)
        except (UnknownItem, UnknownIndicator, score.SurveyScoreOutOfRange):
            return None

    @property
    def agrees(self) -> bool:
        """What is computed is what was published. Else the rules of the year are others than ours, and nothing more is said from them."""
        if self.computed is None or None not in (self.result.total, self.computed_total) and self.result.total != self.computed_total:
            return False
        scores = self.computed.indicators
        return all(bar.score == score.half_up(scores[bar.indicator.id]) for bar in self.bars if bar.indicator and bar.indicator.id in scores)

    @kept_property
    def survey(self) -> dict[str, Decimal]:
        """Slug → score of the indicators that are asked by survey."""
        found = ((self._indicator(entry.indicator), entry.score) for entry in self.result.scores)
        return {indicator.slug: points for indicator, points in found if indicator and not indicator.sub_indicators}

    @property
    def computed_total(self) -> Decimal | None:
        return score.half_up(self.computed.total) if self.computed and self.computed.total is not None else None

    @property
    def total(self) -> Decimal | None:
        """The total as announced, else as computed."""
        return self.result.total if self.result.total is not None else self.computed_total

    @property
    def level(self) -> str | None:
        return self.result.level or (self.computed.level.name if self.computed and self.computed.level else None)

    @kept_property
    def scale(self) -> tuple[Segment, ...]:
        """The levels along 0–100, lowest first; empty when the year's rules are not known."""
        if self.form is None:
            return ()
        starts = sorted({level.total_min for level in self.form.level_rule.levels})
        ends = [*map(_decimal, starts[1:]), Decimal(100)]
        return tuple(self._segment(self.form.level_rule, _decimal(start), end) for start, end in zip(starts, ends))

    def _segment(self, rule: LevelRule, start: Decimal, end: Decimal) -> Segment:
        names = tuple(level.name for level in rule.levels if _decimal(level.total_min) == start)
        holds = self.total is not None and start <= self.total and (self.total < end or end == 100)
        return Segment(names, start, end, holds)

    @kept_property
    def worth(self) -> Worth | None:
        """What each repair would bring; None without a total that can be computed, and is the one that was published."""
        computed = self.computed
        return worth_of(computed) if self.agrees and computed and computed.total is not None else None

    @kept_property
    def stairs(self) -> Stairs | None:
        return stairs(self)

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the computed total rests on without proof, in Thai."""
        return tuple(forms.legend()["rules"][name]["th"] for name in (self.computed.assumed if self.computed else ()))

    @property
    def has_letters(self) -> bool:
        """Levels are letters (AA … F), short enough to stand on the scale."""
        return all(len(name) <= 2 for part in self.scale for name in part.names)

    @property
    def next_level(self) -> NextLevel | None:
        """The level just above, and what is missing to it; None at the top or without a total."""
        above = self._level_above()
        if above is None or self.total is None:
            return None
        minimum, floor = _decimal(above.total_min), above.every_instrument_min
        short = tuple(name for name, _, points in self.instruments if floor is not None and points < floor)
        if floor is not None and not self.instruments:
            short = ("ทุกแบบวัด",)  # nobody knows which of them stand below
        gap = max(minimum - self.total, Decimal())
        return NextLevel(above.name, minimum, gap, None if floor is None else _decimal(floor), short)

    def _level_above(self) -> Level | None:
        levels = self.form.level_rule.levels if self.form else ()
        place = next((place for place, level in enumerate(levels) if level.name == self.level), 0)
        return levels[place - 1] if place else None


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
