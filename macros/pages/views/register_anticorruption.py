"""The page of the anti-corruption action plan: its projects by dimension, and what came of them by March and by September."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.pages.views import tables
from macros.pages.views.register_sections import Figure, Made, Section, evidence_links, report_facts, unit_cell
from macros.pages.views.tables import Cell, Chart, Column, Row, Table
from macros.records.registers.anticorruption import AnticorruptionPlan, Project
from macros.records.registers.figures import percent, total
from macros.thai.dates import long_date

if TYPE_CHECKING:
    from macros.pages.views.registers import RegisterView

_PLAN = (Column("โครงการ"), Column("งบประมาณ (บาท)", "งบประมาณ", number=True), Column("ระยะเวลา", "ระยะเวลา"), Column("ผู้รับผิดชอบ", "ผู้รับผิดชอบ"))
_RESULT = (
    Column("โครงการ"), Column("สถานะ", "สถานะ"), Column("ผลการดำเนินงาน", "ผล"), Column("งบประมาณ (บาท)", "งบประมาณ", number=True), Column("ใช้ไป (บาท)", "ใช้ไป", number=True),
    Column("หลักฐาน", "หลักฐาน"),
)


def plan(register: RegisterView[AnticorruptionPlan]) -> Made:
    record = register.latest
    latest = "full_year" if any(project.full_year for project in record.projects) else "six_months"
    anchor = latest.replace("_", "-")
    reports = [report for project in record.projects if (report := getattr(project, latest))]
    done, spent = sum(report.status == "done" for report in reports), total(report.spent for report in reports)
    figures = (
        Figure(f"{len(record.projects):,}", "โครงการ", "ในแผนปีนี้", "plan"),
        Figure(f"{done:,}", f"จาก {len(record.projects):,}", "โครงการที่แล้วเสร็จ", anchor),
        Figure(tables.baht(spent), "บาท", "ใช้ไปแล้ว", anchor, _share(record, spent)),
    )
    on = f"รายงานเมื่อ {long_date(record.six_months_on)}" if record.six_months_on else ""
    sections = (
        Section("plan", "โครงการในแผน", chart=_by_dimension(record), table=_plan_table(register, record), facts=_about(record)),
        _result(register, record, "six_months", "ผลรอบ 6 เดือน", on), _result(register, record, "full_year", "ผลทั้งปี", ""),
    )
    return figures, sections


def _share(record: AnticorruptionPlan, spent) -> str:
    share = percent(spent, total(project.budget for project in record.projects))
    return f"ร้อยละ {share} ของงบประมาณ" if share is not None else ""


def _about(record: AnticorruptionPlan) -> tuple[tuple[str, str], ...]:
    years = f"ปีงบประมาณ {record.first_year or record.fiscal_year} ถึง {record.last_year or record.fiscal_year}" if record.first_year or record.last_year else f"ปีงบประมาณ {record.fiscal_year}"
    adopted = (("เห็นชอบ", f"{record.adopted.at} เมื่อ {long_date(record.adopted.on)}"),) if record.adopted else ()
    return (("ชื่อแผน", record.title), ("ระยะของแผน", years), *adopted)


def _by_dimension(record: AnticorruptionPlan) -> Chart:
    entries = []
    for dimension in dict.fromkeys(project.dimension for project in record.projects):
        here = [project.budget for project in record.projects if project.dimension == dimension]
        entries.append((dimension, total(here), f"{tables.baht(total(here))} ({len(here)} โครงการ)", ""))
    return Chart("งบประมาณแต่ละมิติ (บาท)", tables.bars(entries))


def _plan_table(register: RegisterView, record: AnticorruptionPlan) -> Table:
    rows = (
        (project.dimension, Row(project.id, (
            Cell(project.title, notes=(f"กลยุทธ์: {project.strategy}",) if project.strategy else ()), tables.money(project.budget), tables.period(project.period), unit_cell(register, project.unit),
        )))
        for project in record.projects
    )
    return Table(f"{record.title} (ปี {register.year})", _PLAN, tables.grouped(rows), (Cell("รวม"), tables.money(total(one.budget for one in record.projects)), Cell(), Cell()))


def _result(register: RegisterView, record: AnticorruptionPlan, half: str, title: str, lead: str) -> Section:
    anchor = half.replace("_", "-")
    facts = report_facts(record.annual_report) if half == "full_year" else ()
    if not any(getattr(project, half) for project in record.projects):
        return Section(anchor, title, facts=facts, empty="ยังไม่มีผลการดำเนินงานของรอบนี้")
    rows = ((project.dimension, Row(f"-{anchor}-{project.id}", _row(project, half))) for project in record.projects)
    spent = total(report.spent for project in record.projects if (report := getattr(project, half)))
    sums = (Cell("รวม"), Cell(), Cell(), tables.money(total(one.budget for one in record.projects)), tables.money(spent), Cell())
    return Section(anchor, title, lead, table=Table(f"{title} ปีงบประมาณ {register.year}", _RESULT, tables.grouped(rows), sums), facts=facts)


def _row(project: Project, half: str) -> tuple[Cell, ...]:
    report = getattr(project, half)
    if report is None:
        return Cell(project.title), tables.status("unknown"), Cell("ยังไม่มีรายงาน"), tables.money(project.budget), Cell(), Cell()
    return (
        Cell(project.title), tables.status(report.status), Cell(report.result), tables.money(project.budget), tables.money(report.spent), Cell(links=evidence_links(report.evidence)),
    )
