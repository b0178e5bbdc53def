"""The registers of a site, and all that stands in one: its rows, the units it names, the files it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from macros.records.collection import Entry, Records
from macros.records.parts import Evidence
from macros.records.read import Path
from macros.records.registers import REGISTERS, Register, Row
from macros.records.registers.procurement import Contract, ProcurementResults

# The field that holds a register's rows.
ROWS = {
    "procurement-plan": "purchases", "procurement-results": "contracts", "budget-report": "expenses",
    "anticorruption-plan": "projects", "risk-assessment": "risks", "complaint-statistics": "counts",
}
# What the history of the site calls one of them.
ROW_KINDS = {
    "procurement-plan": "purchase", "procurement-results": "contract", "budget-report": "expense",
    "anticorruption-plan": "project", "risk-assessment": "risk", "complaint-statistics": "complaint-count",
}


def registers_of(records: Records, kind: str, year: int) -> tuple[Entry[Register], ...]:
    """The files of the register of ``kind`` and ``year``, in the order of their names; empty when there is none. More than one only
    of kinds that have an ``id``: a month's export may be a file of its own, and all of a year make one register together."""
    return records.registers.get((year, kind), ())


def years_of(records: Records) -> tuple[int, ...]:
    """The fiscal years that have a register, oldest first."""
    return tuple(sorted({year for year, _ in records.registers}))


def row_model(kind: str) -> type[Row]:
    """The model of a row of a kind of register."""
    return get_args(REGISTERS[kind].model_fields[ROWS[kind]].annotation)[0]


def rows(register: Register) -> tuple[Row, ...]:
    return getattr(register, ROWS[register.kind])


def rows_of(entry: Entry[Register]) -> Iterator[tuple[Path, Row]]:
    """Each row with its path in the document."""
    for index, row in enumerate(rows(entry.record)):
        yield (ROWS[entry.record.kind], index), row


def contracts_by_plan(records: Records, year: int) -> dict[str, tuple[Contract, ...]]:
    """Id of a row of the procurement plan → what was bought under it."""
    found: dict[str, tuple[Contract, ...]] = {}
    for record in (entry.record for entry in registers_of(records, "procurement-results", year)):
        for contract in record.contracts if isinstance(record, ProcurementResults) else ():
            if contract.plan:
                found[contract.plan] = (*found.get(contract.plan, ()), contract)
    return found


def units_named(entry: Entry[Register]) -> Iterator[tuple[Path, str]]:
    """Every id of a unit in a register, with its path."""
    record = entry.record
    yield ("unit",), record.unit
    if record.source.unit:
        yield ("source", "unit"), record.source.unit
    for path, row in rows_of(entry):
        if unit := getattr(row, "unit", None):
            yield (*path, "unit"), unit


def evidence_of(entry: Entry[Register]) -> Iterator[tuple[Path, Evidence]]:
    """Evidence of what was done about risks and in projects."""
    for path, row in rows_of(entry):
        for index, action in enumerate(getattr(row, "actions", ())):
            yield from (((*path, "actions", index, "evidence", number), one) for number, one in enumerate(action.evidence))
        for half in ("six_months", "full_year"):
            report = getattr(row, half, None)
            yield from (((*path, half, "evidence", number), one) for number, one in enumerate(report.evidence if report else ()))


__all__ = ["ROWS", "ROW_KINDS", "contracts_by_plan", "evidence_of", "registers_of", "row_model", "rows", "rows_of", "units_named", "years_of"]
