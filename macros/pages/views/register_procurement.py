"""The pages of the procurement plan and of the results month by month."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from macros.pages.page import Link
from macros.pages.views import tables
from macros.pages.views.register_sections import Figure, Made, Section, report_facts, unit_cell
from macros.pages.views.tables import Cell, Chart, Column, Group, Row, Table
from macros.records.registers.answers import Address
from macros.records.registers.fields import METHOD_WORDS
from macros.records.registers.figures import percent, total
from macros.records.registers.months import months_of_year
from macros.records.registers.procurement import Contract, ProcurementPlan, ProcurementResults, Purchase
from macros.records.registers.rows import contracts_by_plan
from macros.thai.dates import BE_OFFSET, YearMonth, long_date, long_month, short_month

if TYPE_CHECKING:
    from macros.pages.views.registers import RegisterView


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

_PLAN = (
    Column("โครงการ"), Column("วิธีจัดหา", "วิธี"), Column("งบประมาณ (บาท)", "งบประมาณ", number=True), Column("คาดว่าจะเริ่ม", "เริ่ม"),
    Column("แหล่งงบประมาณ", "แหล่งเงิน"), Column("หน่วยงาน", "หน่วยงาน"),
)
_PROGRESS = (
    Column("โครงการ"), Column("สถานะ", "สถานะ"), Column("งบประมาณ (บาท)", "งบประมาณ", number=True), Column("ราคาที่ตกลง (บาท)", "ราคาตกลง", number=True),
    Column("สัญญา", "สัญญา"),
)


def plan(register: RegisterView[ProcurementPlan]) -> Made:
    purchases = [purchase for record in register.records for purchase in record.purchases]
    none = next((record.none for record in register.records if record.none), None)
    said = f"{none.text} ณ\u00a0วันที่\u00a0{long_date(none.on)}" if none else "ยังไม่มีรายการ"
    bought = contracts_by_plan(register.site.records, register.year)
    done = [purchase for purchase in purchases if _status(purchase, bought) == "done"]
    figures = (
        Figure(f"{len(purchases):,}", "รายการ", "ในแผนทั้งปี", "plan"),
        Figure(tables.baht(total(one.budget for one in purchases)), "บาท", "งบประมาณรวม", "plan"),
        Figure(f"{len(done):,}", f"จาก {len(purchases):,}", "รายการที่แล้วเสร็จ", "progress"),
    )
    sections = (
        Section("plan", "รายการในแผน", chart=_by_month(purchases, register.year), table=_plan_table(register, purchases), empty=said),
        Section("progress", "ความก้าวหน้าของรายการในแผน", table=_progress_table(register, purchases, bought), empty=said),
    )
    return figures, sections


def _status(purchase: Purchase, bought: dict[str, tuple[Contract, ...]]) -> str:
    """The status of the record; where it says nothing, a contract says that the purchase is made."""
    return "done" if purchase.status == "unknown" and purchase.id in bought else purchase.status


def _by_month(purchases: list[Purchase], year: int) -> Chart | None:
    if not purchases:
        return None
    months = sorted({*months_of_year(year), *(purchase.planned for purchase in purchases)})
    entries = []
    for month in months:
        here = [purchase.budget for purchase in purchases if purchase.planned == month]
        entries.append((short_month(month), total(here), f"{tables.baht(total(here))} ({len(here)} รายการ)" if here else "ไม่มีรายการ", ""))
    return Chart("งบประมาณตามเดือนที่คาดว่าจะเริ่ม (บาท)", tables.bars(entries))


def _plan_table(register: RegisterView, purchases: list[Purchase]) -> Table:
    rows = tuple(
        Row(purchase.id, (
            Cell(purchase.title, notes=tuple(filter(None, (f"เลขที่ {purchase.number}" if purchase.number else "", purchase.note)))),
            Cell(METHOD_WORDS[purchase.method]), tables.money(purchase.budget), tables.month(purchase.planned), Cell(purchase.fund or ""), unit_cell(register, purchase.unit),
        ))
        for purchase in purchases
    )
    sums = (Cell(f"รวม {len(purchases):,} รายการ"), Cell(), tables.money(total(one.budget for one in purchases)), Cell(), Cell(), Cell())
    return Table(f"แผนการจัดซื้อจัดจ้าง ปีงบประมาณ {register.year}", _PLAN, (Group(rows),), sums)


def _progress_table(register: RegisterView, purchases: list[Purchase], bought: dict[str, tuple[Contract, ...]]) -> Table:
    rows = tuple(
        Row("-progress-" + purchase.id, (
            Cell(purchase.title), tables.status(_status(purchase, bought)), tables.money(purchase.budget),
            tables.money(total(one.price for one in bought[purchase.id]) if purchase.id in bought else None), _contracts(register, bought.get(purchase.id, ())),
        ))
        for purchase in purchases
    )
    paid = total(one.price for purchase in purchases for one in bought.get(purchase.id, ()))
    sums = (Cell("รวม"), Cell(), tables.money(total(one.budget for one in purchases)), tables.money(paid), Cell())
    return Table(f"ความก้าวหน้าของแผนการจัดซื้อจัดจ้าง ปีงบประมาณ {register.year}", _PROGRESS, (Group(rows),), sums)


def _contracts(register: RegisterView, contracts: Iterable[Contract]) -> Cell:
    page = str(Address(register.year, "procurement-results"))
    return Cell(links=tuple(Link(one.number or one.title, f"{page}#row-{one.id}") for one in contracts))


# ── results ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_RESULTS = (
    Column("งานที่จัดซื้อหรือจัดจ้าง"), Column("วงเงิน (บาท)", "วงเงิน", number=True), Column("ราคากลาง (บาท)", "ราคากลาง", number=True), Column("วิธี", "วิธี"),
    Column("ผู้เสนอราคาและราคาที่เสนอ", "ผู้เสนอราคา"), Column("ผู้ได้รับคัดเลือกและราคาที่ตกลง", "ผู้ได้รับคัดเลือก"), Column("เหตุผล", "เหตุผล"), Column("เลขที่และวันที่ของสัญญา", "สัญญา"),
)
_METHODS = (
    Column("วิธี"), Column("จำนวนรายการ", "รายการ", number=True), Column("วงเงิน (บาท)", "วงเงิน", number=True), Column("ราคาที่ตกลง (บาท)", "ราคาตกลง", number=True),
    Column("ต่ำกว่าวงเงิน (%)", "ต่ำกว่าวงเงิน (%)", number=True),
)


def results(register: RegisterView[ProcurementResults]) -> Made:
    contracts = [contract for record in register.records for contract in record.contracts]
    without = {month for record in register.records for month in record.months_without}
    agreed, budget = total(one.price for one in contracts), total(one.budget for one in contracts)
    figures = (
        Figure(f"{len(contracts):,}", "รายการ", "ที่จัดซื้อจัดจ้างแล้ว", "months"),
        Figure(tables.baht(agreed), "บาท", "ราคาที่ตกลงรวม", "months"),
        Figure(tables.baht(budget - agreed), "บาท", "ต่ำกว่าวงเงินรวม", "full-year"),
    )
    report = next((record.annual_report for record in register.records if record.annual_report), None)
    sections = (
        Section("months", "ผลรายเดือน", "ตามแบบ สขร.1 เดือนที่ไม่มีการจัดซื้อจัดจ้างบอกไว้ว่าไม่มี", chart=_months_chart(register, contracts, without), table=_months_table(register, contracts, without), empty=_all_without(without)),
        Section("full-year", "ผลทั้งปี", table=_methods_table(register, contracts), facts=report_facts(report), empty="ยังไม่มีรายการ"),
    )
    return figures, sections


def _all_without(without: set[YearMonth]) -> str:
    return f"ไม่มีการจัดซื้อจัดจ้างในเดือน {', '.join(short_month(month) for month in sorted(without))}" if without else "ยังไม่มีรายการ"


def _months_chart(register: RegisterView, contracts: list[Contract], without: set[YearMonth]) -> Chart:
    entries = []
    for month in months_of_year(register.year):
        here = [contract.price for contract in contracts if contract.month == month]
        said = "ไม่มีการจัดซื้อจัดจ้าง" if month in without else "ยังไม่มีข้อมูล"
        entries.append((short_month(month), total(here), f"{tables.baht(total(here))} ({len(here)} รายการ)" if here else said, f"#{_anchor(month)}" if here else ""))
    return Chart("ราคาที่ตกลงรวมแต่ละเดือน (บาท)", tables.bars(entries))


def _months_table(register: RegisterView, contracts: list[Contract], without: set[YearMonth]) -> Table:
    groups = []
    for month in months_of_year(register.year):
        here = tuple(Row(contract.id, _contract(contract)) for contract in contracts if contract.month == month)
        if here:
            agreed = total(one.price for one in contracts if one.month == month)
            groups.append(Group(here, f"{long_month(month)}\u00a0· {len(here)} รายการ\u00a0· {tables.in_baht(agreed)}", _anchor(month)))
        elif month in without:
            groups.append(Group((), f"{long_month(month)}\u00a0· ไม่มีการจัดซื้อจัดจ้าง", _anchor(month)))
    sums = (
        Cell(f"รวม {len(contracts):,} รายการ"), tables.money(total(one.budget for one in contracts)), tables.money(total(one.median_price for one in contracts)), Cell(), Cell(),
        Cell(tables.in_baht(total(one.price for one in contracts)), label="ราคาตกลง"), Cell(), Cell(),
    )
    return Table(f"ผลการจัดซื้อจัดจ้างรายเดือน ปีงบประมาณ {register.year}", _RESULTS, tuple(groups), sums)


def _anchor(month: YearMonth) -> str:
    """``month-2563-10``: years in addresses are Buddhist-era."""
    return f"month-{month.year + BE_OFFSET}-{month.month:02d}"


def _contract(contract: Contract) -> tuple[Cell, ...]:
    signed = tuple(filter(None, (contract.number, tables.day(contract.on).text.replace(" ", "\u00a0") if contract.on else "")))
    return (
        Cell(contract.title, notes=(contract.note,) if contract.note else ()), tables.money(contract.budget), tables.money(contract.median_price), Cell(METHOD_WORDS[contract.method]),
        Cell(lines=tuple((bidder.name, tables.in_baht(bidder.price)) for bidder in contract.bidders)), Cell(lines=((contract.winner, tables.in_baht(contract.price)),), order=str(contract.price)),
        Cell(contract.reason or ""), Cell(signed[0] if signed else "", notes=signed[1:]),
    )


def _methods_table(register: RegisterView, contracts: list[Contract]) -> Table:
    rows = tuple(Row("-method-" + method, (Cell(word), *_sums(contracts, method))) for method, word in METHOD_WORDS.items() if any(one.method == method for one in contracts))
    return Table(f"ผลการจัดซื้อจัดจ้างแยกตามวิธี ปีงบประมาณ {register.year}", _METHODS, (Group(rows),), (Cell("รวม"), *_sums(contracts)))


def _sums(contracts: list[Contract], method: str = "") -> tuple[Cell, ...]:
    here = [one for one in contracts if method in ("", one.method)]
    budget, agreed = total(one.budget for one in here), total(one.price for one in here)
    saved: Decimal | None = percent(budget - agreed, budget)
    return tables.number(len(here)), tables.money(budget), tables.money(agreed), tables.percentage(saved)
