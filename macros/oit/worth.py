"""What each repair is worth: how many points of the total a missing item would bring, and where that leads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from macros.oit.form import Form
from macros.oit.model import Item, Level
from macros.oit.score import Score, compute


@dataclass(frozen=True)
class Repair:
    """One missing item repaired. ``points`` are of the total; ``score`` is the result with it.

    In ``Worth.ranked`` it is repaired alone, in ``Worth.staircase`` together with every repair before it.
    """

    item: Item
    points: Fraction
    score: Score

    @property
    def total(self) -> Fraction | None:
        return self.score.total

    @property
    def level(self) -> Level | None:
        return self.score.level


@dataclass(frozen=True)
class Worth:
    """The repairs of a score, biggest first (equal ones in form order).

    ``shortest`` is the fewest repairs that lead to a better level – of equally few, those that bring the most points –
    empty when no repair leads there or when there is no level yet.
    """

    score: Score
    ranked: tuple[Repair, ...]
    staircase: tuple[Repair, ...]
    shortest: tuple[Repair, ...]

    @property
    def all_repaired(self) -> Score:
        """The result with every item disclosed."""
        return self.staircase[-1].score if self.staircase else self.score

    @property
    def at_best_level(self) -> bool:
        return self.score.level == self.score.form.level_rule.levels[0]


def worth_of(score: Score) -> Worth:
    """The repairs that ``score`` leaves open."""
    ranked = _ranked(score)
    stairs = _staircase(score, ranked)
    return Worth(score, ranked, stairs, _shortest(score, stairs))


def item_points(form: Form, item_id: str) -> Fraction:
    """How many points of the total the item brings when it goes from nothing to its full value. Raises UnknownItem.

    Every item of a sub-indicator is worth the same, whatever the others got: all steps of the score are means.
    """
    sub = form.sub_indicator(form.item(item_id).sub_indicator)
    indicator = next(one for one in form.oit_indicators if sub in one.sub_indicators)
    peers = [one for one in form.indicators if one.instrument == indicator.instrument]
    nothing, full = form.item_values
    share = form.weights[indicator.instrument] / len(peers) / len(indicator.sub_indicators) / len(sub.items)
    return (full - nothing) * share


def after(score: Score, repaired: Collection[str]) -> Score:
    """``score`` with the items ``repaired`` disclosed as well. Raises UnknownItem."""
    form = score.form
    done = {form.item(item).id for item in repaired}
    survey = {one.slug: score.indicators[one.id] for one in form.survey_indicators if one.id in score.indicators}
    return compute(form, [item for item in score.failed if item not in done], survey)


def _ranked(score: Score) -> tuple[Repair, ...]:
    repairs = [Repair(score.form.item(item), item_points(score.form, item), after(score, [item])) for item in score.failed]
    return tuple(sorted(repairs, key=lambda repair: (-repair.points, repair.item.number)))


def _staircase(score: Score, ranked: tuple[Repair, ...]) -> tuple[Repair, ...]:
    ids = [repair.item.id for repair in ranked]
    return tuple(
        Repair(repair.item, repair.points, after(score, ids[:count])) for count, repair in enumerate(ranked, start=1)
    )


def _shortest(score: Score, stairs: tuple[Repair, ...]) -> tuple[Repair, ...]:
    """Points add up and only ever help, so the biggest repairs reach any level first."""
    if score.level is None:
        return ()
    rank = score.form.level_rule.rank
    for count, repair in enumerate(stairs, start=1):
        if repair.level and rank(repair.level) < rank(score.level):
            return stairs[:count]
    return ()
