"""Registers: one of a kind and year, ids taken once, units and files that are there, months all told, sums that are right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from macros.problems import Problem
from macros.records.checks import register_rows
from macros.records.checks.evidence import by_folded_name, evidence_problems, file_problems
from macros.records.collection import Entry, Records, holds
from macros.records.doubt import Doubt
from macros.records.read import Path
from macros.records.registers import Register
from macros.records.registers.answers import NAMES
from macros.records.registers.anticorruption import AnticorruptionPlan
from macros.records.registers.budget import BudgetReport
from macros.records.registers.complaints import ComplaintStatistics
from macros.records.registers.figures import figures_of, total
from macros.records.registers.months import covered, month_list, months_of_year
from macros.records.registers.procurement import ProcurementPlan, ProcurementResults
from macros.records.registers.rows import ROWS, evidence_of, rows, rows_of
from macros.thai.dates import YearMonth, long_date

Monthly = ProcurementResults | ComplaintStatistics | BudgetReport  # registers of which each month says something


def check(records: Records, attachments: Collection[str], doubt: Doubt = Doubt()) -> Iterator[Problem]:
    """What is wrong with registers. ``attachments``: paths below ``content/``."""
    folded = by_folded_name(attachments)
    for entries in records.registers.values():
        yield from _twice(entries)
        yield from _ids(entries)
        yield from _months_missing(entries)
        for entry in entries:
            yield from _files(entry, attachments, folded)
            if not entry.document.patched:  # what follows from a stand-in is not said
                yield from _said(entry)
                yield from _sums(entry)
                yield from _as_of(entry)
            yield from register_rows.check(entry)
            if holds(entry, ProcurementResults) and not doubt.may_hold("procurement-plan"):
                yield from register_rows.check_plan_rows(entry, records)


def _twice(entries: tuple[Entry[Register], ...]) -> Iterator[Problem]:
    """Only kinds that may lie in several files have an id, which tells these apart."""
    first: dict[str | None, Entry[Register]] = {}
    for entry in entries:
        own = getattr(entry.record, "id", None)
        if own in first and not {("fiscal_year",), ("id",)} & entry.document.patched:
            name = f"{NAMES[entry.record.kind]} ({entry.record.kind})"
            yield Problem("record-twice", entry.place("kind"), {"kind": name, "year": entry.record.fiscal_year, "first": first[own].place("kind")})
        first.setdefault(own, entry)


def _ids(entries: tuple[Entry[Register], ...]) -> Iterator[Problem]:
    """Rows of a register share one space of ids, the anchors of its page."""
    first: dict[str, tuple[Entry[Register], Path]] = {}
    for entry in entries:
        for path, row in rows_of(entry):
            if row.id in first and (*path, "id") not in entry.document.patched:
                other, where = first[row.id]
                yield Problem("id-taken", entry.place(*path, "id"), {"id": row.id, "first": other.place(*where, "id")})
            first.setdefault(row.id, (entry, path))


def _files(entry: Entry[Register], attachments: Collection[str], folded: dict[str, str]) -> Iterator[Problem]:
    if entry.record.source.file:
        yield from file_problems(entry, ("source", "file"), entry.record.source.file, attachments, folded)
    for path, evidence in evidence_of(entry):
        yield from evidence_problems(entry, path, evidence)
        if evidence.file:
            yield from file_problems(entry, (*path, "file"), evidence.file, attachments, folded)


# ── what a register says as a whole ──────────────────────────────────────────────────────────────────────────────────


def _said(entry: Entry[Register]) -> Iterator[Problem]:
    """Rows, or a statement that there is none; not both and not neither."""
    none, filled = getattr(entry.record, "none", None), bool(rows(entry.record))
    if none and filled:
        yield Problem("register-none-with-rows", entry.place("none"), {"count": len(rows(entry.record))})
    without = getattr(entry.record, "months_without", ()) or getattr(entry.record, "periods_without", ())
    if not (none or filled or without):
        yield Problem("register-says-nothing", entry.place("kind"), {"kind": NAMES[entry.record.kind], "rows": ROWS[entry.record.kind]})


def months_told(record: Monthly) -> set[YearMonth]:
    """The months of which a register of months says something, were it that there was nothing."""
    if isinstance(record, ProcurementResults):
        return {contract.month for contract in record.contracts} | set(record.months_without)
    if isinstance(record, ComplaintStatistics):
        every = set(months_of_year(record.fiscal_year)) if record.none else set()
        return every | covered((*(count.period for count in record.counts), *record.periods_without))
    return covered(one.period for expense in record.expenses for one in expense.spending)


def _months_missing(entries: tuple[Entry[Register], ...]) -> Iterator[Problem]:
    """Months up to the day of the register of which it says nothing; of a year's files the last one is told."""
    last = max(entries, key=lambda entry: entry.record.as_of)
    if not isinstance(last.record, (ProcurementResults, ComplaintStatistics)) or any(entry.document.patched for entry in entries):
        return
    told = {month for entry in entries if isinstance(entry.record, Monthly) for month in months_told(entry.record)}
    over = [month for month in months_of_year(last.record.fiscal_year) if month <= _month_before(last.record.as_of)]
    missing = [month for month in over if month not in told]
    if told and missing:
        field = "months_without" if isinstance(last.record, ProcurementResults) else "periods_without"
        params = {"missing": month_list(missing), "field": field, "date": long_date(last.record.as_of)}
        yield Problem("register-months-missing", last.place("as_of"), params)


def _month_before(day: date) -> YearMonth:
    """The last month that is over on ``day``."""
    tomorrow = day.toordinal() + 1
    following = date.fromordinal(tomorrow)
    return YearMonth(following.year, following.month - 1) if following.month > 1 else YearMonth(following.year - 1, 12)


def _as_of(entry: Entry[Register]) -> Iterator[Problem]:
    """Months that lie after the day of which the register speaks."""
    record = entry.record
    if not isinstance(record, Monthly):
        return
    now = YearMonth(record.as_of.year, record.as_of.month)
    later = sorted(month for month in months_told(record) if month > now and not getattr(record, "none", None))
    if later:
        yield Problem("register-later-than-as-of", entry.place("as_of"), {"date": long_date(record.as_of), "later": month_list(later)})


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sums(entry: Entry[Register]) -> Iterator[Problem]:
    for path, name, stated, computed in _stated(entry):
        if stated is not None and stated != computed:
            params = {"name": name, "stated": f"{stated:,.2f}", "computed": f"{computed:,.2f}", "difference": f"{stated - computed:+,.2f}"}
            yield Problem("register-total-differs", entry.place(*path), params)


def _stated(entry: Entry[Register]) -> Iterable[tuple[Path, str, Decimal | None, Decimal]]:
    """Path, name, sum as the document has it, and as the rows give it."""
    record = entry.record
    if isinstance(record, BudgetReport):
        sums, totals = figures_of(record.expenses), record.totals
        names = {"approved": "งบประมาณอนุมัติ", "transfers": "โอนเพิ่มหรือลด", "spent": "เบิกจ่าย", "balance": "คงเหลือ"}
        return [(("totals", field), name, getattr(totals, field), getattr(sums, field)) for field, name in names.items() if totals]
    if isinstance(record, ProcurementResults):
        return [(("total",), "ราคาที่ตกลง", record.total, total(row.price for row in record.contracts))]
    if isinstance(record, ProcurementPlan):
        return [(("total",), "งบประมาณ", record.total, total(row.budget for row in record.purchases))]
    if isinstance(record, AnticorruptionPlan):
        return [(("total",), "งบประมาณ", record.total, total(row.budget for row in record.projects))]
    return []

