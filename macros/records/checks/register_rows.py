"""The rows of registers: months within the year, prices and sums that agree, nothing that a form asks for left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from macros.problems import Problem
from macros.records.collection import Entry, Records
from macros.records.read import Path
from macros.records.registers import Register, Row, figures
from macros.records.registers.anticorruption import AnticorruptionPlan, Project
from macros.records.registers.budget import BudgetReport, Expense
from macros.records.registers.complaints import ComplaintCount, ComplaintStatistics
from macros.records.registers.fields import RISK_LEVEL_WORDS
from macros.records.registers.months import covered, month_list, months_of
from macros.records.registers.procurement import Contract, ProcurementPlan, ProcurementResults, Purchase
from macros.records.registers.risks import Risk, RiskAssessment
from macros.records.registers.rows import ROWS, registers_of, rows
from macros.thai.dates import Period, YearMonth, fiscal_year_period, long_date, long_month, period_text

Kind = TypeVar("Kind", bound=Register)
RowKind = TypeVar("RowKind", bound=Row)
_NAMED = 5  # rows that a sentence names; of more it says how many


def check(entry: Entry[Register]) -> Iterator[Problem]:
    """What is wrong with the rows of one file, whatever other files say."""
    return _CHECKS[entry.record.kind](entry)


def check_plan_rows(entry: Entry[ProcurementResults], records: Records) -> Iterator[Problem]:
    """Rows of the plan that contracts name."""
    plans = registers_of(records, "procurement-plan", entry.record.fiscal_year)
    if any(plan.document.patched for plan in plans):
        return
    known = [purchase.id for plan in plans for purchase in rows(plan.record)]
    for path, row in _read(entry, entry.record.contracts):
        if row.plan and row.plan not in known:
            yield Problem("plan-row-unknown", entry.place(*path, "plan"), {"value": row.plan, "year": entry.record.fiscal_year, "count": len(known)})


def _procurement_plan(entry: Entry[ProcurementPlan]) -> Iterator[Problem]:
    yield from _each(entry, entry.record.purchases, _purchase)


def _procurement_results(entry: Entry[ProcurementResults]) -> Iterator[Problem]:
    yield from _each(entry, entry.record.contracts, _contract)
    yield from _months_without(entry)
    yield from _columns_missing(entry)


def _budget_report(entry: Entry[BudgetReport]) -> Iterator[Problem]:
    yield from _each(entry, entry.record.expenses, _expense)
    if not entry.document.patched:
        yield from _spending_missing(entry)


def _anticorruption_plan(entry: Entry[AnticorruptionPlan]) -> Iterator[Problem]:
    yield from _each(entry, entry.record.projects, _project)
    yield from _plan_years(entry)


def _risk_assessment(entry: Entry[RiskAssessment]) -> Iterator[Problem]:
    yield from _each(entry, entry.record.risks, _risk)
    yield from _bands(entry)


def _complaint_statistics(entry: Entry[ComplaintStatistics]) -> Iterator[Problem]:
    yield from _each(entry, entry.record.counts, _count)
    yield from _counted_twice(entry)


_CHECKS: dict[str, Callable[[Entry[Any]], Iterator[Problem]]] = {  # each takes registers of its kind, which no type of a dict can say
    "procurement-plan": _procurement_plan, "procurement-results": _procurement_results, "budget-report": _budget_report,
    "anticorruption-plan": _anticorruption_plan, "risk-assessment": _risk_assessment, "complaint-statistics": _complaint_statistics,
}


def _each(entry: Entry[Kind], rows: Sequence[RowKind], check_one: Callable[[Entry[Kind], Path, RowKind], Iterator[Problem]]) -> Iterator[Problem]:
    for path, row in _read(entry, rows):
        yield from check_one(entry, path, row)


def _read(entry: Entry[Register], rows: Sequence[RowKind]) -> Iterator[tuple[Path, RowKind]]:
    """The rows of which validation replaced nothing, with their paths."""
    for index, row in enumerate(rows):
        path = (ROWS[entry.record.kind], index)
        if not _is_patched(entry, path):
            yield path, row


def _is_patched(entry: Entry[Register], path: Path) -> bool:
    """Validation replaced a value in this row, or the year; the mistake is reported already."""
    return any(known[: len(path)] == path or known == ("fiscal_year",) for known in entry.document.patched)


def _baht(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _outside(entry: Entry[Register], path: Path, period: Period) -> Iterator[Problem]:
    year = fiscal_year_period(entry.record.fiscal_year)
    if period.start < year.start or period.end > year.end:
        params = {"value": period_text(period), "year": entry.record.fiscal_year, "span": period_text(year)}
        yield Problem("period-outside-year", entry.place(*path), params)


# ── procurement ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _purchase(entry: Entry[ProcurementPlan], path: Path, row: Purchase) -> Iterator[Problem]:
    """What is planned may be announced in the last months before the year, never after it."""
    year = fiscal_year_period(entry.record.fiscal_year)
    if row.planned > year.end or row.planned < YearMonth(year.start.year, year.start.month - 6):
        params = {"value": long_month(row.planned), "year": entry.record.fiscal_year, "span": period_text(year)}
        yield Problem("planned-month-outside-year", entry.place(*path, "planned"), params)


def _contract(entry: Entry[ProcurementResults], path: Path, row: Contract) -> Iterator[Problem]:
    yield from _outside(entry, (*path, "month"), Period(row.month, row.month))
    if row.median_price is not None and row.price > row.median_price and not row.note:
        yield Problem("price-over-median", entry.place(*path, "price"), {"price": _baht(row.price), "median": _baht(row.median_price)})
    if row.price > row.budget:
        yield Problem("price-over-budget", entry.place(*path, "price"), {"price": _baht(row.price), "budget": _baht(row.budget)})
    offers = {"".join(bidder.name.split()): bidder.price for bidder in row.bidders}
    offer = offers.get("".join(row.winner.split()))
    if offers and offer is None:
        yield Problem("winner-not-bidder", entry.place(*path, "winner"), {"winner": row.winner, "bidders": " · ".join(bidder.name for bidder in row.bidders)})
    elif offer is not None and row.price > offer:
        yield Problem("price-over-offer", entry.place(*path, "price"), {"price": _baht(row.price), "offer": _baht(offer)})


def _months_without(entry: Entry[ProcurementResults]) -> Iterator[Problem]:
    bought = {row.month for _, row in _read(entry, entry.record.contracts)}
    for index, month in enumerate(entry.record.months_without):
        if ("months_without", index) in entry.document.patched:
            continue
        yield from _outside(entry, ("months_without", index), Period(month, month))
        if month in bought:
            yield Problem("month-without-has-rows", entry.place("months_without", index), {"value": long_month(month)})


_WANTED = {"median_price": "ราคากลาง", "bidders": "ผู้เสนอราคา", "reason": "เหตุผลที่คัดเลือก", "number": "เลขที่สัญญา", "on": "วันที่ทำสัญญา"}


def _columns_missing(entry: Entry[ProcurementResults]) -> Iterator[Problem]:
    """Columns of form สขร.1 that rows leave out: one warning a column, at the first such row."""
    for field, name in _WANTED.items():
        lacking = [(path, row) for path, row in _read(entry, entry.record.contracts) if not getattr(row, field)]
        if lacking:
            named = ", ".join(row.id for _, row in lacking[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
            yield Problem("contract-column-missing", entry.place(*lacking[0][0]), {"name": name, "field": field, "count": len(lacking), "rows": named})


# ── budget ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _expense(entry: Entry[BudgetReport], path: Path, row: Expense) -> Iterator[Problem]:
    sums = figures.figures(row)
    if sums.spent > sums.available:
        yield Problem("spent-over-budget", entry.place(*path), {"title": row.title, "spent": _baht(sums.spent), "budget": _baht(sums.available)})
    if row.balance is not None and row.balance != sums.balance:
        params = {"name": f"คงเหลือของ{row.title}", "stated": _baht(row.balance), "computed": _baht(sums.balance), "difference": f"{row.balance - sums.balance:+,.2f}"}
        yield Problem("register-total-differs", entry.place(*path, "balance"), params)
    seen: set[YearMonth] = set()
    for index, one in enumerate(row.spending):
        yield from _outside(entry, (*path, "spending", index, "period"), one.period)
        if seen & set(months_of(one.period)):
            yield Problem("spending-twice", entry.place(*path, "spending", index, "period"), {"value": period_text(one.period), "title": row.title})
        seen |= set(months_of(one.period))


def _spending_missing(entry: Entry[BudgetReport]) -> Iterator[Problem]:
    """Months of which some rows report spending and this one nothing, not even 0."""
    told = covered(one.period for row in entry.record.expenses for one in row.spending)
    for path, row in _read(entry, entry.record.expenses):
        missing = told - covered(one.period for one in row.spending)
        if missing:
            yield Problem("spending-missing", entry.place(*path), {"title": row.title, "missing": month_list(missing)})


# ── the anti-corruption plan ─────────────────────────────────────────────────────────────────────────────────────────


def _project(entry: Entry[AnticorruptionPlan], path: Path, row: Project) -> Iterator[Problem]:
    yield from _outside(entry, (*path, "period"), row.period)
    for half in ("six_months", "full_year"):
        report = getattr(row, half)
        if report and report.spent > row.budget:
            yield Problem("spent-over-budget", entry.place(*path, half, "spent"), {"title": row.title, "spent": _baht(report.spent), "budget": _baht(row.budget)})
    if row.six_months and row.full_year and row.six_months.spent > row.full_year.spent:
        params = {"half": _baht(row.six_months.spent), "year": _baht(row.full_year.spent)}
        yield Problem("spent-grows-less", entry.place(*path, "full_year", "spent"), params)


def _plan_years(entry: Entry[AnticorruptionPlan]) -> Iterator[Problem]:
    record = entry.record
    first, last = record.first_year or record.fiscal_year, record.last_year or record.fiscal_year
    field = "first_year" if record.first_year else "last_year"
    if not first <= record.fiscal_year <= last and not entry.document.patched:
        yield Problem("plan-years-without-year", entry.place(field), {"first": first, "last": last, "year": record.fiscal_year})


# ── risks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _risk(entry: Entry[RiskAssessment], path: Path, row: Risk) -> Iterator[Problem]:
    yield from _outside(entry, (*path, "period"), row.period)
    yield from _level(entry, path, row)
    as_of = entry.record.as_of
    if not row.actions and row.period.start <= (as_of.year, as_of.month):
        yield Problem("risk-without-action", entry.place(*path), {"title": row.title, "start": long_month(row.period.start), "date": long_date(as_of)})
    for index in range(1, len(row.actions)):
        before, value = row.actions[index - 1].on, row.actions[index].on
        if value < before:
            yield Problem("progress-order", entry.place(*path, "actions", index, "on"), {"value": long_date(value), "before": long_date(before)})


def _level(entry: Entry[RiskAssessment], path: Path, row: Risk) -> Iterator[Problem]:
    level = figures.risk_level(row, entry.record.bands)
    if row.stated_level and row.stated_level != level:
        words = RISK_LEVEL_WORDS
        params = {
            "value": words[row.stated_level], "computed": words[level], "score": figures.risk_score(row), "likelihood": row.likelihood, "impact": row.impact,
        }
        yield Problem("risk-level-differs", entry.place(*path, "stated_level"), params)


def _bands(entry: Entry[RiskAssessment]) -> Iterator[Problem]:
    bands = entry.record.bands
    if not 1 < bands.medium < bands.high < bands.extreme <= figures.HIGHEST_RISK and not entry.document.patched:
        yield Problem("risk-bands-order", entry.place("bands"), {"medium": bands.medium, "high": bands.high, "extreme": bands.extreme})


# ── complaints ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _count(entry: Entry[ComplaintStatistics], path: Path, row: ComplaintCount) -> Iterator[Problem]:
    yield from _outside(entry, (*path, "period"), row.period)
    if row.done > row.received:
        yield Problem("complaints-done-over", entry.place(*path, "done"), {"done": row.done, "received": row.received})
    elif row.pending is not None and row.pending != figures.pending(row):
        params = {"stated": row.pending, "computed": figures.pending(row), "received": row.received, "done": row.done}
        yield Problem("complaints-pending-differs", entry.place(*path, "pending"), params)


def _counted_twice(entry: Entry[ComplaintStatistics]) -> Iterator[Problem]:
    """Months that one subject counts twice, or that are said to be without complaints and have some."""
    seen: dict[str, set[YearMonth]] = {}
    for path, row in _read(entry, entry.record.counts):
        months = set(months_of(row.period))
        if months & seen.get(row.subject, set()):
            yield Problem("complaints-counted-twice", entry.place(*path, "period"), {"value": period_text(row.period), "subject": row.subject})
        seen[row.subject] = seen.get(row.subject, set()) | months
    received = covered(row.period for _, row in _read(entry, entry.record.counts) if row.received)
    for index, period in enumerate(entry.record.periods_without):
        if ("periods_without", index) not in entry.document.patched:
            yield from _outside(entry, ("periods_without", index), period)
            if received & set(months_of(period)):
                yield Problem("month-without-has-rows", entry.place("periods_without", index), {"value": period_text(period)})
