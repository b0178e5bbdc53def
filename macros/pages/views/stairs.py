"""The staircase: from today's total upwards, a step for each repair, biggest first, with the borders of levels across."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from macros.oit.score import Outcome, half_up
from macros.oit.worth import Repair
from macros.pages.views.causes import Cause

if TYPE_CHECKING:
    from macros.pages.views.line import LineView
    from macros.pages.views.result import ResultView, Segment


@dataclass(frozen=True)
class Stair:
    """One repair on top of those before it. ``x`` and ``width`` are per cent of the drawing; totals have two decimals."""

    cause: Cause
    lines: tuple[LineView, ...]
    points: Decimal
    total: Decimal
    level: str
    alone_total: Decimal
    alone_level: str
    x: Decimal
    width: Decimal


@dataclass(frozen=True)
class Border:
    """A line across the drawing where ``names`` begin."""

    names: tuple[str, ...]
    at: Decimal
    x: Decimal


@dataclass(frozen=True)
class Stairs:
    """``low``: the total at the left edge (the right one is 100); ``needed``: how many repairs the next level takes, None
    if no number of them leads there; ``alone``: the repairs each of which leads to it by itself."""

    low: Decimal
    stairs: tuple[Stair, ...]
    borders: tuple[Border, ...]
    next_level: str
    shortest: tuple[str, ...]
    alone: tuple[str, ...]

    @property
    def needed(self) -> int | None:
        return len(self.shortest) or None

    @property
    def last(self) -> Stair:
        return self.stairs[-1]


def stairs(result: ResultView) -> Stairs | None:
    """None when nothing is left to repair, or when there is no total to climb from."""
    worth = result.worth
    if worth is None or worth.score.outcome is None or not worth.staircase:
        return None
    start = half_up(worth.score.outcome.total)
    low, rank = _edge(start), worth.score.form.level_rule.rank
    first = _with(worth.shortest[-1]).level if worth.shortest else None
    before = [start, *(half_up(_with(step).total) for step in worth.staircase[:-1])]
    return Stairs(
        low=low,
        stairs=tuple(_stair(result, step, total, alone, low) for step, total, alone in zip(worth.staircase, before, worth.ranked)),
        borders=tuple(_border(segment, low) for segment in result.scale if segment.start > low),
        next_level=first.name if first else "",
        shortest=tuple(repair.item.id for repair in worth.shortest),
        alone=tuple(repair.item.id for repair in worth.ranked if first and rank(_with(repair).level) <= rank(first)),
    )


def _with(repair: Repair) -> Outcome:
    """What a repair of a score that has a total leads to: a total as well."""
    if repair.score.outcome is None:
        raise ValueError(f"no total with {repair.item.id}")
    return repair.score.outcome


def _edge(total: Decimal) -> Decimal:
    """The multiple of 5 below the total, with some room to the left of the first step."""
    return max(Decimal(), Decimal(int(total) // 5 * 5) - (5 if total % 5 < 1 else 0))


def _stair(result: ResultView, step: Repair, before: Decimal, alone: Repair, low: Decimal) -> Stair:
    cause = result.site.cause(f"{result.year}/{step.item.id}")
    total, level = half_up(_with(step).total), _with(step).level
    return Stair(
        cause, result.site.repairing(cause.reference), half_up(step.points), total, level.name, half_up(_with(alone).total),
        _with(alone).level.name, _place(before, low), _place(total, low) - _place(before, low),
    )


def _border(segment: Segment, low: Decimal) -> Border:
    return Border(segment.names, segment.start, _place(segment.start, low))


def _place(value: Decimal, low: Decimal) -> Decimal:
    return round((value - low) / (100 - low) * 100, 3)
