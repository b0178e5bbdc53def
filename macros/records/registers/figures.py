"""What follows from the rows of a register: sums, balances, percentages, levels. None of it is stored. Baht are exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from macros.records.registers.budget import Expense
from macros.records.registers.complaints import ComplaintCount
from macros.records.registers.risks import Risk, RiskBands
from macros.thai.dates import Period, YearMonth

HIGHEST_RISK = 25  # of likelihood × impact
ZERO = Decimal("0.00")
CENT = Decimal("0.01")


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum, ``0.00`` of none; amounts that are not given count nothing."""
    return sum((amount for amount in amounts if amount is not None), ZERO)


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` of ``whole`` in percent, two decimals, half up; None of a whole that is not above zero."""
    return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP) if whole > 0 else None


@dataclass(frozen=True)
class BudgetFigures:
    """Baht of one row or of many. ``available`` is what may be spent: approved, and what was transferred in or out."""

    approved: Decimal = ZERO
    transfers: Decimal = ZERO
    spent: Decimal = ZERO

    @property
    def available(self) -> Decimal:
        return self.approved + self.transfers

    @property
    def balance(self) -> Decimal:
        return self.available - self.spent

    @property
    def percent(self) -> Decimal | None:
        return percent(self.spent, self.available)

    def __add__(self, other: BudgetFigures) -> BudgetFigures:
        return BudgetFigures(self.approved + other.approved, self.transfers + other.transfers, self.spent + other.spent)


def figures(expense: Expense, until: YearMonth | None = None) -> BudgetFigures:
    """The figures of a row; ``until``: spending in periods that end by then only."""
    return BudgetFigures(expense.approved, expense.transfers, total(one.amount for one in expense.spending if until is None or one.period.end <= until))


def figures_of(expenses: Iterable[Expense], until: YearMonth | None = None) -> BudgetFigures:
    return sum((figures(expense, until) for expense in expenses), BudgetFigures())


def spent_in(expenses: Iterable[Expense], period: Period) -> Decimal | None:
    """What rows spent in a period or in parts of it; None where they say nothing of it."""
    found = [one.amount for expense in expenses for one in expense.spending if period.start <= one.period.start and one.period.end <= period.end]
    return total(found) if found else None


def spending_periods(expenses: Iterable[Expense]) -> tuple[Period, ...]:
    """The periods that any row reports, in order: the columns of the report."""
    return tuple(sorted({one.period for expense in expenses for one in expense.spending}))


def risk_score(risk: Risk) -> int:
    """Likelihood × impact, 1–25."""
    return risk.likelihood * risk.impact


def risk_level(risk: Risk, bands: RiskBands) -> str:
    return bands.level(risk_score(risk))


def pending(count: ComplaintCount) -> int:
    """Complaints of the row that are not settled yet."""
    return count.received - count.done
