"""A form for each measure, and rows of a plan's sheet that are none of its measures."""

import pytest
from plan_file import missing_words
from test_layouts import (
    CLERK,
    FINANCE,
    FIRST,
    HEADING,
    REST,
    SECOND,
    STEPS,
    THEN,
    WHEN,
    as_table,
    of_docx,
    of_sheet,
    read,
    workbook,
)
from test_town_layouts import titles
from word import PAGE, Cell, Table


def form(title, who, first="ชื่อมาตรการ"):
    rows = [[first, title], ["วัตถุประสงค์", "เพื่อความโปร่งใส"], ["ขั้นตอนการดำเนินการ", STEPS], ["ผู้รับผิดชอบ", who], ["ระยะเวลา", WHEN], ["การติดตามผล", THEN]]
    return rows if first else rows[1:]


def across(text):
    return [Cell(text, across=2)]


FORMS = {
    "one below the other": [Table([*form("เปิดเผยข้อมูล", FINANCE), *form("ลดขั้นตอน", CLERK)])],
    "a table each": ["แผนมาตรการ", Table(form("เปิดเผยข้อมูล", FINANCE)), PAGE, Table(form("ลดขั้นตอน", CLERK))],
    "the name across": [Table([across("มาตรการที่ ๑ เปิดเผยข้อมูล"), *form("", FINANCE, ""), across("มาตรการที่ ๒ ลดขั้นตอน"), *form("", CLERK, "")])],
    "the name above": ["มาตรการที่ ๑ เปิดเผยข้อมูล", Table(form("", FINANCE, "")), "มาตรการที่ ๒ ลดขั้นตอน", Table(form("", CLERK, ""))],
    "counted": [Table([["๑", *row] for row in form("เปิดเผยข้อมูล", FINANCE, "มาตรการที่ ๑")] + [["๒", *row] for row in form("ลดขั้นตอน", CLERK, "มาตรการที่ ๒")])],
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_plan_may_be_a_form_for_each_measure(name):
    made = of_docx(FORMS[name])
    assert titles(made) == [(1, "เปิดเผยข้อมูล", 1), (2, "ลดขั้นตอน", 1)] and read(made) == {"m1": (2, ["finance"]), "m2": (2, ["clerk"])}
    assert {(line["period"], line["follow_up_month"]) for measure in made.merged.measures for line in measure["lines"]} == {("ธ.ค. 2563 – มี.ค. 2564", "เม.ย. 2564")}
    assert made.report.count("เพื่อความโปร่งใส") == 2 and made.lost == [] and missing_words(FORMS[name], made) == []


def test_a_form_in_a_workbook_may_go_on_below_its_field():
    rows = form("เปิดเผยข้อมูล", FINANCE)
    rows[2:3] = [["ขั้นตอน", "๑. ประชุม"], ["", "๒. ติดประกาศ"]]
    made = of_sheet(workbook([["แผนปฏิบัติการ ปี ๒๕๖๔", ""], ["", ""], *rows, ["", ""], *form("ลดขั้นตอน", CLERK)]))
    assert titles(made) == [(1, "เปิดเผยข้อมูล", 1), (2, "ลดขั้นตอน", 1)] and read(made) == {"m1": (2, ["finance"]), "m2": (2, ["clerk"])} and made.lost == []


def test_forms_beside_a_plan_and_forms_of_something_else_are_no_measures():
    project = Table([["ชื่อโครงการ", "อบรม"], ["หลักการและเหตุผล", "เพื่อ"], ["งบประมาณ", "๒๐,๐๐๐ บาท"], ["สถานที่", "ห้องประชุม"], ["ผู้รับผิดชอบ", FINANCE], ["ระยะเวลา", WHEN], ["วิทยากร", "ภายนอก"]])
    assert titles(of_docx([Table([HEADING, [FIRST, STEPS, CLERK, *REST]]), Table(form("เปิดเผยข้อมูล", FINANCE))])) == [(1, FIRST[3:], 1)]
    assert titles(of_docx([project])) == []


BUDGETED = ["ที่", "มาตรการ", "ขั้นตอน", "งบประมาณ (บาท)", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]
TWO = [["1", "เปิดเผยข้อมูล", STEPS, "10,000", FINANCE, *REST], ["2", "รวมพลังต้านทุจริต", STEPS, "-", CLERK, *REST]]
BELOW = [
    ["", "รวม", "", "10,000", "", "", ""], ["", "รวมทั้งสิ้น 2 มาตรการ", "", "๑๐,๐๐๐ บาท", "", "", ""],
    ["", "รวม ๒ มาตรการ", "๔ ขั้นตอน", "", "", "", ""], [""], ["", "หมายเหตุ : ปรับได้ตามสถานการณ์"],
    ["", "", "", "", "ลงชื่อ ........ ผู้เสนอ"], ["", "", "", "", "(นายสมชาย ใจดี)"], ["", "", "", "", "ปลัดเทศบาล"],
]  # fmt: skip


@pytest.mark.parametrize("rows", [[*TWO, *BELOW], [TWO[0], BELOW[0], TWO[1], *BELOW[1:]], [*TWO, *BELOW[5:]]], ids=["below", "between", "only a name"])
def test_sums_remarks_and_signatures_in_a_sheet_are_no_part_of_a_measure(rows):
    made = of_sheet(workbook([BUDGETED, *rows]))
    assert titles(made) == [(1, "เปิดเผยข้อมูล", 1), (2, "รวมพลังต้านทุจริต", 1)] and made.built.units.proposed == []
    left = made.report.split("ไม่ได้นำเข้า (")[-1]
    assert all(text in left for row in rows for text in row if text and row not in TWO) and made.lost == []


@pytest.mark.parametrize("ditto", ['"', "- ” -", "''", "เช่นเดียวกัน"])
def test_a_ditto_is_what_stands_above(ditto):
    made = of_docx(as_table([[FIRST, STEPS, FINANCE, *REST], [SECOND, STEPS, ditto, ditto, ditto]]))
    assert read(made) == {"m1": (2, ["finance"]), "m2": (2, ["finance"])} and made.lost == []
    assert len({(line["period"], line["follow_up_month"]) for measure in made.merged.measures for line in measure["lines"]}) == 1


def test_a_line_of_text_in_the_column_of_numbers_is_no_measure():
    heading = ["ที่", *HEADING]
    rows = [["มิติที่ ๑ สังคมไม่ทน"], ["๑", "เปิดเผยข้อมูล", STEPS, FINANCE, *REST], ["มิติที่ ๒ ป้องกัน"], ["๒", "ลดขั้นตอน", STEPS, CLERK, *REST]]
    made = of_sheet(workbook([heading, *rows]))
    assert titles(made) == [(1, "เปิดเผยข้อมูล", 1), (2, "ลดขั้นตอน", 1)] and made.report.count("แถวที่มีข้อความเดียว") == 2 and "นำเข้ามาตรการนี้ไม่ได้" not in made.report


@pytest.mark.parametrize("written, units", [
    ("ทุกกอง ยกเว้นกองคลัง", ["clerk", "engineering", "health"]),
    ("ทุกส่วนราชการ\n(ยกเว้น กองคลัง และกองช่าง)", ["clerk", "health"]),
    ("หัวหน้าส่วนราชการทุกกอง", ["clerk", "finance", "engineering", "health"]),
])  # fmt: skip
def test_whom_all_does_not_mean_is_left_out_and_said(written, units):
    made = of_docx(as_table([[FIRST, STEPS, written, *REST]]))
    assert made.merged.measures[0]["lines"][0]["responsible"] == units and made.lost == [] and not made.built.units.proposed
    assert ("ไม่ใส่ finance" in made.report) == ("กองคลัง" in written)
