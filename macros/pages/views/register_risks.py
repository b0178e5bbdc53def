"""The page of the corruption-risk assessment: the matrix, each risk with its measure, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from macros.pages.page import Link
from macros.pages.views import tables
from macros.pages.views.matrix import matrix
from macros.pages.views.register_sections import Figure, Made, Section, evidence_links, unit_cell
from macros.pages.views.tables import Cell, Column, Group, Row, Table
from macros.records.registers.fields import RISK_LEVEL_WORDS
from macros.records.registers.figures import risk_level, risk_score
from macros.records.registers.risks import Risk, RiskAssessment, RiskBands
from macros.thai.dates import long_date

if TYPE_CHECKING:
    from macros.pages.views.registers import RegisterView

_RULE = "คะแนนความเสี่ยงคือโอกาสเกิด (1 ถึง 5) คูณผลกระทบ (1 ถึง 5) ระดับเป็นไปตามคะแนน"
_RISKS = (
    Column("เหตุการณ์ความเสี่ยง"), Column("กระบวนงาน", "กระบวนงาน"), Column("โอกาส × ผลกระทบ", "คะแนน"), Column("ระดับ", "ระดับ"),
    Column("มาตรการที่มีอยู่", "มีอยู่แล้ว"), Column("มาตรการที่เพิ่ม", "เพิ่ม"), Column("ผู้รับผิดชอบและระยะเวลา", "ผู้รับผิดชอบ"),
)
_ACTIONS = (Column("เหตุการณ์ความเสี่ยง"), Column("ระดับ", "ระดับ"), Column("วันที่", "วันที่"), Column("สิ่งที่ทำ", "สิ่งที่ทำ"), Column("หลักฐาน", "หลักฐาน"))


def assessment(register: RegisterView[RiskAssessment]) -> Made:
    record = register.latest
    serious = [risk for risk in record.risks if risk_level(risk, record.bands) in ("high", "extreme")]
    acted = [risk for risk in record.risks if risk.actions]
    figures = (
        Figure(f"{len(record.risks):,}", "เรื่อง", "ความเสี่ยงที่ประเมิน", "assessment"),
        Figure(f"{len(serious):,}", "เรื่อง", "ระดับสูงและสูงมาก", "assessment"),
        Figure(f"{len(acted):,}", f"จาก {len(record.risks):,}", "เรื่องที่บันทึกการดำเนินการแล้ว", "actions"),
    )
    sections = (
        Section("assessment", "ความเสี่ยงและมาตรการ", _RULE, matrix=matrix(record.risks, record.bands), table=_risks(register, record)),
        Section("actions", "การดำเนินการจัดการความเสี่ยง", table=_actions(register, record)),
    )
    return figures, sections


def _level(risk: Risk, bands: RiskBands) -> Cell:
    level = risk_level(risk, bands)
    return Cell(RISK_LEVEL_WORDS[level], level=level, order=str(risk_score(risk)))


def _risks(register: RegisterView, record: RiskAssessment) -> Table:
    rows = tuple(Row(risk.id, _risk(register, number, risk, record.bands)) for number, risk in enumerate(record.risks, 1))
    return Table(f"ความเสี่ยงการทุจริต ปีงบประมาณ {register.year}", _RISKS, (Group(rows),))


def _risk(register: RegisterView, number: int, risk: Risk, bands: RiskBands) -> tuple[Cell, ...]:
    owner = unit_cell(register, risk.unit)
    return (
        Cell(f"{number}. {risk.title}", notes=(f"ด้าน{risk.area}",) if risk.area else (), order=str(number)), Cell(risk.process),
        Cell(f"{risk.likelihood} × {risk.impact} = {risk_score(risk)}", order=str(risk_score(risk))), _level(risk, bands),
        Cell(risk.existing_measure or ""), Cell(risk.added_measure), Cell(links=owner.links, notes=(tables.period(risk.period).text,)),
    )


def _actions(register: RegisterView, record: RiskAssessment) -> Table:
    rows = tuple(row for number, risk in enumerate(record.risks, 1) for row in _acted(number, risk, record.bands))
    return Table(f"การดำเนินการจัดการความเสี่ยง ปีงบประมาณ {register.year}", _ACTIONS, (Group(rows),))


def _acted(number: int, risk: Risk, bands: RiskBands) -> Iterator[Row]:
    name = Cell(links=(Link(f"{number}. {risk.title}", f"#row-{risk.id}"),), order=str(number))
    if not risk.actions:
        yield Row(f"-action-{risk.id}", (name, _level(risk, bands), Cell(), Cell("ยังไม่มีการดำเนินการที่บันทึกไว้"), Cell()))
    for place, action in enumerate(risk.actions, 1):
        date = Cell(long_date(action.on), order=action.on.isoformat())
        yield Row(f"-action-{risk.id}-{place}", (name, _level(risk, bands), date, Cell(action.text), Cell(links=evidence_links(action.evidence))))
