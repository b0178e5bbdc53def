"""Registers answer the items of every year's form: found by concept, held to the months that the item asks for."""

import pytest

from macros.history.words import NOUNS
from macros.importing.registers import kinds, matching
from macros.oit import forms
from macros.pages.render import render_page
from macros.pages.routes import routes
from macros.pages.views import registers as pages
from macros.records.checks import check_records, register_rows
from macros.records.registers import REGISTERS
from macros.records.registers.answers import ANSWERS, NAMES, PARTS, answers_of, data_year, parse
from macros.records.registers.rows import ROW_KINDS, ROWS
from tests.pages.conftest import FICTIONAL
from tests.pages.html import parse as parse_html
from tests.registers.register_files import as_file, disclosure, records_of, register

# Read from the forms by hand: items that one part of one register meets alone.
WHOLE = {
    2563: "O18 O19 O20 O21 O23 O24 O31 O36 O37 O39 O40 O41", 2564: "O18 O19 O20 O21 O23 O24 O31 O36 O37 O39 O40 O41", 2565: "O18 O19 O20 O21 O23 O24 O31 O36 O37 O39 O40 O41",
    2566: "O19 O21 O22 O29 O34 O35 O36 O37 O38", 2567: "O14 O16 O17 O24 O30 O31 O32 O33", 2568: "O13 O19 O23 O24 O25 O26", 2569: "O11 O12 O18 O21 O22 O23 O24",
}  # fmt: skip


@pytest.mark.parametrize("year", forms.years())
def test_items_that_a_register_meets(year):
    assert " ".join(item.id for item in forms.load(year).items if any(answer.whole for answer in answers_of(item))) == WHOLE[year]


def test_every_concept_is_one_of_a_form_and_every_part_one_of_a_register():
    concepts = {item.concept for year in forms.years() for item in forms.load(year).items}
    assert set(ANSWERS) <= concepts
    assert all(answer.part in PARTS[answer.kind] for answers in ANSWERS.values() for answer in answers)
    assert set(PARTS) == set(ROWS) == set(ROW_KINDS) == set(REGISTERS)
    tables = {
        "names": NAMES, "checks": register_rows._CHECKS, "sections": pages._MAKERS, "sentences": pages._ABOUT, "columns": kinds.KINDS, "keys of rows": matching.KEYS,
        "examples": {path.stem for path in FICTIONAL.glob("measures/2567/registers/*.yml")},
    }  # fmt: skip
    assert {name: set(REGISTERS) ^ set(table) for name, table in tables.items() if set(REGISTERS) ^ set(table)} == {}
    assert set(ROW_KINDS.values()) <= set(NOUNS)


def test_reports_of_last_year_ask_for_last_years_register():
    form = forms.load(2564)
    assert (data_year(form, form.item("O41")), data_year(form, form.item("O40")), data_year(form, form.item("O39"))) == (2563, 2564, 2564)


def test_addresses():
    assert str(parse("/registers/2564/budget-report/#six-months")) == "/registers/2564/budget-report/#six-months"
    assert parse("/registers/2564/other/") is None and parse("/measures/2564/") is None and parse("/registers/x/budget-report/") is None


def test_every_part_is_an_anchor_of_the_page(fictional):
    """Also where the register has nothing to show under it, so that a link never leads nowhere."""
    for page in routes(fictional):
        if page.layout == "register":
            ids = {element.attributes.get("id") for element in parse_html(render_page(fictional, page)).all()}
            assert {*PARTS[parse(page.address).kind], "source", "download"} <= ids, page.address


# ---- what an item asks for -------------------------------------------------------------------------------------------

MONTHS = ["ต.ค. 2563", "พ.ย. 2563", "ธ.ค. 2563", "ม.ค. 2564", "ก.พ. 2564", "มี.ค. 2564", "เม.ย. 2564", "พ.ค. 2564", "มิ.ย. 2564", "ก.ค. 2564", "ส.ค. 2564", "ก.ย. 2564"]
REPORT = {"on": "15 ตุลาคม 2564", "problems": "ไม่มี", "suggestions": "ไม่มี"}
PROJECT = {"id": "a-1", "title": "อบรม", "dimension": "มิติที่ 1", "unit": "clerk", "budget": "0", "period": "ต.ค. 2563"}
DONE = {"result": "แล้วเสร็จ", "spent": "0", "status": "done"}
RISK = {"id": "r-1", "title": "ก", "process": "ข", "likelihood": "1", "impact": "1", "added_measure": "ค", "unit": "clerk", "period": "ต.ค. 2563"}


def lacking(item, page, year, *files):
    found = check_records(records_of(*files, disclosure(item, page, year)))
    return [problem.params["missing"] for problem in found if problem.code == "register-lacks-what-is-asked"]


def budget(*periods, **fields):
    spending = [{"period": period, "amount": "1.00"} for period in periods]
    return register("budget-report", expenses=[{"id": "e", "title": "งบกลาง", "approved": "100.00", "spending": spending}], **fields)


def test_six_months_of_spending():
    page = "/registers/2564/budget-report/#six-months"
    assert lacking("O19", page, 2564, budget("ต.ค.–ธ.ค. 2563")) == ["ข้อมูลเดือน ม.ค. 2564 – มี.ค. 2564"] * 4
    assert lacking("O19", page, 2564, budget("ต.ค. 2563 – มี.ค. 2564")) == []


def test_a_year_of_spending_with_its_report():
    page, whole = "/registers/2564/budget-report/#full-year", ("ต.ค. 2563 – มี.ค. 2564", "เม.ย. – ก.ย. 2564")
    assert lacking("O20", page, 2565, budget(*whole)) == ["ปัญหาและข้อเสนอแนะ (annual_report)"] * 4
    assert lacking("O20", page, 2565, budget(*whole, annual_report=REPORT)) == []


def test_months_without_purchases_count_when_they_are_told():
    page = "/registers/2564/procurement-results/#months"
    assert lacking("O23", page, 2564, register("procurement-results", months_without=MONTHS[:5]))[0] == "ข้อมูลเดือน มี.ค. 2564"
    assert lacking("O23", page, 2564, register("procurement-results", months_without=MONTHS[:6])) == []


def test_months_may_lie_in_files_of_their_own():
    halves = [register("procurement-results", id=name, months_without=months) for name, months in (("first", MONTHS[:6]), ("second", MONTHS[6:]))]
    assert lacking("O23", "/registers/2564/procurement-results/#months", 2564, *halves) == []
    assert [problem.code for problem in check_records(records_of(*halves)) if problem.code == "record-twice"] == []


def test_projects_without_a_report_are_named():
    half, year = {**PROJECT, "six_months": DONE}, {**PROJECT, "id": "a-2", "full_year": DONE}
    plan = register("anticorruption-plan", title="แผน", projects=[half, year])
    assert lacking("O40", "/registers/2564/anticorruption-plan/#six-months", 2564, plan)[0] == "ผลของโครงการ a-2"
    assert lacking("O41", "/registers/2564/anticorruption-plan/#full-year", 2565, plan)[0] == "ผลของโครงการ a-1 · ปัญหาและข้อเสนอแนะ (annual_report)"
    assert lacking("O39", "/registers/2564/anticorruption-plan/#plan", 2564, plan) == []


def test_risks_that_nothing_was_done_about_are_named():
    acted = {**RISK, "id": "r-2", "actions": [{"on": "1 ธันวาคม 2563", "text": "สลับผู้ตรวจรับ"}]}
    assessment = register("risk-assessment", risks=[RISK, acted])
    assert lacking("O37", "/registers/2564/risk-assessment/#actions", 2564, assessment)[0] == "การดำเนินการของ r-1"
    assert lacking("O36", "/registers/2564/risk-assessment/#assessment", 2564, assessment) == []


def test_no_complaints_at_all_is_an_answer():
    page = "/registers/2564/complaint-statistics/#statistics"
    none = register("complaint-statistics", none={"text": "ไม่มีเรื่องร้องเรียน", "on": "30 กันยายน 2564"})
    some = register("complaint-statistics", counts=[{"id": "c", "period": "ต.ค.–ธ.ค. 2563", "subject": "การให้บริการ", "received": "1", "done": "0"}])
    assert lacking("O31", page, 2564, none) == [] and lacking("O31", page, 2564, some)[0] == "ข้อมูลเดือน ม.ค. 2564 – มี.ค. 2564"


@pytest.mark.parametrize(("period", "received", "form", "item", "told"), [
    ("ต.ค.–ธ.ค. 2563", "2", 2564, "O31", 1), ("ต.ค.–ธ.ค. 2563", "0", 2564, "O31", 0), ("เม.ย.–มิ.ย. 2564", "2", 2564, "O31", 0), ("เม.ย.–มิ.ย. 2564", "2", 2568, "O19", 0),
])  # fmt: skip
def test_that_there_was_none_is_held_against_the_register_of_the_months_that_are_asked_for(period, received, form, item, told):
    counts = register("complaint-statistics", counts=[{"id": "c", "period": period, "subject": "การให้บริการ", "received": received, "done": "0"}])
    none = {"kind": "disclosure", "fiscal_year": str(form), "item": item, "answer": "ไม่มี", "unit": "clerk", "statement": {"text": "ไม่มี", "on": "1 เมษายน 2564"}}
    assert [p.code for p in check_records(records_of(as_file(none), counts))].count("register-denied") == told


def test_a_register_that_answers_is_asked_for_a_disclosure():
    plan = {"kind": "plan", "fiscal_year": "2564", "title": "แผน"}
    found = [p for p in check_records(records_of(as_file(plan), register("risk-assessment", risks=[RISK]))) if p.code == "register-undisclosed"]
    assert [(p.params["item"], str(p.params["page"]), p.params["file"]) for p in found] == [("O36", "/registers/2564/risk-assessment/#assessment", "measures/2564/disclosures/o36.yml")]
