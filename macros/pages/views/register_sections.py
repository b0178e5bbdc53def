"""The parts of a register's page, and what every kind of register needs to make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.pages.page import Link
from macros.pages.views.matrix import Matrix
from macros.pages.views.tables import Cell, Chart, Table
from macros.records.parts import Evidence
from macros.records.registers.base import YearReport
from macros.thai.dates import long_date

if TYPE_CHECKING:
    from macros.pages.views.registers import RegisterView


@dataclass(frozen=True)
class Figure:
    """A number of the head of the page, with the section that explains it."""

    value: str
    of: str
    label: str
    anchor: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page under its anchor. ``facts`` are term and text; ``empty`` is said where there is nothing to show."""

    id: str
    title: str
    lead: str = ""
    chart: Chart | None = None
    matrix: Matrix | None = None
    table: Table | None = None
    facts: tuple[tuple[str, str], ...] = ()
    empty: str = ""


Made = tuple[tuple[Figure, ...], tuple[Section, ...]]  # of a register's page: the figures at its head, and its sections


def unit_cell(register: RegisterView, unit_id: str | None) -> Cell:
    """A unit as a link, by its short name."""
    return Cell(links=(register.site.unit_link(unit_id, True),)) if unit_id else Cell()


def evidence_links(evidence: tuple[Evidence, ...]) -> tuple[Link, ...]:
    return tuple(Link(one.title, address) for one in evidence if (address := f"/{one.file}" if one.file else one.url))


def report_facts(report: YearReport | None) -> tuple[tuple[str, str], ...]:
    """What a report at the end of the year says beside its figures."""
    if report is None:
        return ()
    return (("รายงานเมื่อ", long_date(report.on)), ("ปัญหาและอุปสรรค", report.problems), ("ข้อเสนอแนะ", report.suggestions))
