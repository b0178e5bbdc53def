"""The page of the budget: what may be spent, what was spent by March and by September, and what is left."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from macros.pages.views import tables
from macros.pages.views.months import short_period
from macros.pages.views.register_sections import Figure, Made, Section, report_facts
from macros.pages.views.tables import Bar, Cell, Chart, Column, Row, Table
from macros.records.registers.budget import BudgetReport, Expense
from macros.records.registers.figures import BudgetFigures, figures, figures_of, spending_periods, spent_in
from macros.records.registers.months import first_half, quarters
from macros.thai.dates import Period, YearMonth, long_date, long_month, period_text

if TYPE_CHECKING:
    from macros.pages.views.registers import RegisterView

_MOST = 4  # columns of periods; more would not stand side by side
_BUDGET = (
    Column("หมวดรายจ่าย"), Column("งบประมาณอนุมัติ (บาท)", "อนุมัติ", number=True), Column("โอนเพิ่มหรือลด (บาท)", "โอน", number=True),
    Column("งบประมาณหลังโอน (บาท)", "หลังโอน", number=True),
)


def report(register: RegisterView[BudgetReport]) -> Made:
    record = register.latest
    expenses, sums = record.expenses, figures_of(record.expenses)
    half = first_half(register.year)[-1]
    periods = spending_periods(expenses)
    later = [period for period in periods if period.end > half]
    latest = "full-year" if later else "six-months"
    heads = (
        Figure(tables.baht(sums.available), "บาท", "งบประมาณหลังโอน", "plan"),
        Figure(tables.baht(sums.spent), "บาท", "ใช้ไปแล้ว", latest, f"ร้อยละ {sums.percent} ของงบประมาณ" if sums.percent is not None else ""),
        Figure(tables.baht(sums.balance), "บาท", "คงเหลือ", latest, f"ณ\u00a0วันที่\u00a0{long_date(record.as_of)}"),
    )
    sections = (
        Section("plan", "งบประมาณ", table=_plan(register, expenses)),
        _spending(register, "six-months", "การใช้จ่ายรอบ 6 เดือน", [period for period in periods if period.end <= half], half),
        _spending(register, "full-year", "การใช้จ่ายทั้งปี", periods if later else (), None),
    )
    return heads, sections


def _plan(register: RegisterView, expenses: tuple[Expense, ...]) -> Table:
    rows = ((expense.group or "", Row(expense.id, (Cell(expense.title), *_approved(figures(expense))))) for expense in expenses)
    return Table(f"งบประมาณรายจ่าย ปีงบประมาณ {register.year}", _BUDGET, tables.grouped(rows), (Cell("รวม"), *_approved(figures_of(expenses))))


def _approved(sums: BudgetFigures) -> tuple[Cell, ...]:
    return tables.money(sums.approved), tables.money(sums.transfers), tables.money(sums.available)


def _spending(register: RegisterView[BudgetReport], anchor: str, title: str, periods: Iterable[Period], until: YearMonth | None) -> Section:
    """Spending up to a month, or to the end, of each row and period."""
    record, periods = register.latest, tuple(periods)
    if not periods:
        return Section(anchor, title, empty="ยังไม่มีข้อมูลการใช้จ่ายของช่วงนี้", facts=report_facts(record.annual_report) if anchor == "full-year" else ())
    last = max(period.end for period in periods)
    facts = report_facts(record.annual_report) if anchor == "full-year" else ()
    lead = f"การใช้จ่ายสะสมถึงเดือน{long_month(last)}"
    return Section(anchor, title, lead, chart=_chart(record.expenses, until), table=_table(register, anchor, title, periods, until), facts=facts)


def _chart(expenses: tuple[Expense, ...], until: YearMonth | None) -> Chart:
    """Percent spent of each row; a bar cannot be longer than the whole, its number can."""
    bars = []
    for expense in expenses:
        sums = figures(expense, until)
        share = min(max(sums.percent or Decimal(), Decimal()), Decimal(100))
        value = "ไม่มีงบประมาณ" if sums.percent is None else f"{sums.percent}%"
        bars.append(Bar(_name(expense), value, share))
    return Chart("ใช้ไปแล้วร้อยละเท่าใดของงบประมาณหลังโอน", tuple(bars))


def _name(expense: Expense) -> str:
    return f"{expense.title} ({expense.group})" if expense.group else expense.title


def _table(register: RegisterView[BudgetReport], anchor: str, title: str, periods: tuple[Period, ...], until: YearMonth | None) -> Table:
    expenses = register.latest.expenses
    shown = shown_periods(periods, register.year)
    by_period = tuple(Column(f"{period_text(period, short=True)} (บาท)", short_period(period), number=True) for period in shown)
    columns = (
        Column("หมวดรายจ่าย"), Column("งบประมาณหลังโอน (บาท)", "หลังโอน", number=True), *by_period, Column("ใช้ไปรวม (บาท)", "ใช้ไปรวม", number=True),
        Column("คงเหลือ (บาท)", "คงเหลือ", number=True), Column("ร้อยละ", "ร้อยละ", number=True),
    )
    rows = ((expense.group or "", Row(f"-{anchor}-{expense.id}", (Cell(expense.title), *_spent((expense,), shown, until)))) for expense in expenses)
    return Table(f"{title} ปีงบประมาณ {register.year}", columns, tables.grouped(rows), (Cell("รวม"), *_spent(expenses, shown, until)))


def shown_periods(periods: tuple[Period, ...], year: int) -> tuple[Period, ...]:
    """The periods that have a column: all but a single one; of many the quarters that they make up, if they do."""
    if len(periods) <= _MOST:
        return periods if len(periods) > 1 else ()
    held = {quarter for quarter in quarters(year) for period in periods if quarter.start <= period.start and period.end <= quarter.end}
    whole = all(any(quarter.start <= period.start and period.end <= quarter.end for quarter in held) for period in periods)
    return tuple(sorted(held)) if whole else ()


def _spent(expenses: tuple[Expense, ...], periods: tuple[Period, ...], until: YearMonth | None) -> tuple[Cell, ...]:
    sums = figures_of(expenses, until)
    by_period = (tables.money(spent_in(expenses, period)) for period in periods)
    return tables.money(sums.available), *by_period, tables.money(sums.spent), tables.money(sums.balance), tables.percentage(sums.percent)
