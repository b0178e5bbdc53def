"""The road of an office that begins: a new site, its plan from a Word file or by hand, and nothing that was never published is missed."""

import pytest
from plan_file import HEADING, INTRODUCTION, plan_tables
from word import Table, docx

from macros.problems import errors_in
from macros.site.commands import import_document, new
from macros.site.project import load_project
from macros.site.starting.points import LEFT

REST = ["สำนักปลัด กองคลัง", "ธ.ค. ๖๓ – มี.ค. ๖๔", "รายงานผลภายในเดือนเมษายน ๒๕๖๔"]
UNTITLED = [Table([HEADING, ["๑. การสร้างความรู้", "๑. ประชุม\n๒. สรุปผล", *REST], ["๒. การสร้างค่านิยม", "๑. อบรม", *REST]])]
TITLED = [Table([HEADING, ["๑. ปรับปรุงข้อมูล", "<u>แผนการจัดซื้อ</u>\n๑. ตรวจสอบ\n๒. เผยแพร่", *REST], ["", "<u>รายงานผล</u>\n๑. รวบรวม\n๒. เผยแพร่", *REST]])]
PLANS = {"untitled lines": UNTITLED, "titled lines": TITLED, "both, as the real plan": plan_tables()}


@pytest.fixture
def root(tmp_path):
    assert new.main(["agency", str(tmp_path / "site"), "--name", "เทศบาลตำบลทดลอง", "--year", "2564"]) == 0
    return tmp_path / "site"


@pytest.mark.parametrize("plan", PLANS)
def test_a_new_site_takes_its_plan_from_a_document(root, tmp_path, plan):
    file = tmp_path / "แผน.docx"
    file.write_bytes(docx(*INTRODUCTION, *PLANS[plan]))
    assert import_document.main([str(file), "--year", "2564", "--root", str(root), "--yes"]) == 0
    left = load_project(root).problems
    assert {problem.code for problem in left} == {"starter-text-left"} and {problem.place.file for problem in left} == {"content/about.md"}
    about = root / "content/about.md"
    about.write_text(LEFT.sub("", about.read_text(encoding="utf-8")), encoding="utf-8")
    assert [problem.code for problem in load_project(root).problems] == ["ledger-missing"]  # what is left to do before publishing


@pytest.mark.parametrize(("file", "old", "to"), [
    ("measures/2564/m1.yml", "id: m1-1", "id: m1-a"),
    ("measures/2564/m1.yml", "id: m1\n", "id: training\n"),
    ("measures/2564/m1.yml", "มาตรการที่หนึ่ง (แก้ชื่อ)", "การสร้างความรู้ความเข้าใจ"),
    ("measures/agency.yml", "สำนักปลัด", "กองกลาง"),
    ("content/about.md", "{#sources}", "{#origin}"),
])  # fmt: skip
def test_what_a_new_site_begins_with_may_be_changed_by_hand(root, file, old, to):
    path = root / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, to), encoding="utf-8")
    problems = load_project(root).problems
    assert errors_in(problems) == [] and {problem.code for problem in problems} == {"starter-text-left"}
