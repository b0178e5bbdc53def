"""A corrected document is imported again: differences are shown and asked for, edits by hand are never lost."""

import io
import re
import sys

import pytest
from plan_file import HEADING, INTRODUCTION, ROOT, plan_tables
from word import Table, docx

from macros.records.read import read
from macros.site.commands import import_document
from macros.site.project import load_project

M1 = ["๑. สร้างความเข้าใจ", "๑. ประชุมชี้แจง\n๒. ติดประกาศ", "กองคลัง", "ธ.ค. ๖๓ – มี.ค. ๖๔", "รายงานเดือนเมษายน ๒๕๖๔"]
LINE_A = ["๒. เปิดเผยข้อมูล", "<u>แผนการจัดซื้อ</u>\n๑. ตรวจ\n๒. เสนอ", "กองคลัง", "ธ.ค. ๖๓ – มี.ค. ๖๔", "รายงานเดือนเมษายน ๒๕๖๔"]
LINE_B = ["", "<u>ช่องทางร้องเรียน</u>\n๑. จัดทำ", "กองช่าง", "ธ.ค. ๖๓ – มี.ค. ๖๔", "รายงานเดือนเมษายน ๒๕๖๔"]


def changed(row, old, new):
    assert any(old in cell for cell in row)
    return [cell.replace(old, new) for cell in row]


@pytest.fixture
def site(site_copy, tmp_path):
    """A site without measures of 2564, and a function that imports rows into it."""
    root = site_copy()
    for path in (root / "measures" / "2564").glob("*.yml"):
        path.unlink()

    class Site:
        folder = root / "measures" / "2564"

        def run(self, *rows, options=()):
            file = tmp_path / "แผน.docx"
            file.write_bytes(docx(Table([HEADING, *rows])))
            return import_document.main([str(file), "--year", "2564", "--root", str(root), *options])

        def text(self, name="m2"):
            return (self.folder / f"{name}.yml").read_text(encoding="utf-8")

        def edit(self, old, new, name="m2"):
            text = self.text(name)
            assert old in text
            (self.folder / f"{name}.yml").write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

        def files(self):
            return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

        def errors(self):
            return [problem for problem in load_project(root).problems if problem.severity == "error" and problem.place.file.startswith("measures/2564/m")]

    site = Site()
    site.root = root
    return site


def test_a_new_unit_takes_no_id_of_one_that_was_retired(site):
    """Its address is that of another for ever, so the site would not pass its check."""
    row = changed(M1, "กองคลัง", "งานประชาสัมพันธ์")
    site.run(row, options=["--yes"])
    agency = site.root / "measures/agency.yml"
    before, (made,) = agency.read_text(encoding="utf-8"), re.findall(r"id: (unit-\d+)", agency.read_text(encoding="utf-8"))
    agency.write_text(before[: before.index(f"  - id: {made}")], encoding="utf-8")
    with (site.root / "measures/ledger.tsv").open("a", encoding="utf-8") as ledger:
        ledger.write(f"/units/{made}/\tgone\tunit\tunit {made}\t2021-01-05\tงานเก่า\tยุบ\n")
    (site.folder / "m1.yml").unlink()
    site.run(row, options=["--yes"])
    assert re.findall(r"id: (unit-\d+)", agency.read_text(encoding="utf-8")) == [f"unit-{int(made[5:]) + 1}"]


def value(text):
    return read(text.encode(), "x")[0].value


def test_the_first_import_writes_records_that_pass_check(site, capsys):
    assert site.run(M1, LINE_A, LINE_B) == 0
    output = capsys.readouterr().out
    assert "พบ 2 มาตรการ 3 รายการ 5 ขั้นตอน" in output and "measures/2564/m2.yml" in output
    assert site.errors() == []
    assert (site.root / "imports" / "2564.json").is_file()


def test_the_same_document_again_changes_nothing(site, capsys):
    site.run(M1, LINE_A, LINE_B)
    before = site.files()
    capsys.readouterr()
    assert site.run(M1, LINE_A, LINE_B) == 0
    assert "ไม่มีอะไรต้องเปลี่ยน" in capsys.readouterr().out
    assert site.files() == before


def test_without_a_terminal_a_difference_is_shown_and_nothing_changes(site, capsys):
    site.run(M1, LINE_A, LINE_B)
    before = site.files()
    capsys.readouterr()
    assert site.run(M1, LINE_A, changed(LINE_B, "กองช่าง", "กองคลัง")) == 1
    output = capsys.readouterr().out
    assert "m2-2 ผู้รับผิดชอบ: เปลี่ยน\n    - engineering\n    + finance\n" in output
    assert site.files() == before


@pytest.mark.parametrize("answer, status", [("y\n", 0), ("ใช่\n", 0), ("\n", 1), ("n\n", 1)])
def test_with_a_terminal_a_person_is_asked(site, monkeypatch, answer, status):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    site.run(M1, LINE_A, LINE_B)
    before = site.text()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    assert site.run(M1, LINE_A, changed(LINE_B, "กองช่าง", "กองคลัง")) == status
    assert (site.text() == before) == (status == 1)


def test_only_the_corrected_field_changes_in_the_file(site):
    site.run(M1, LINE_A, LINE_B)
    site.edit("    status: unknown\n\n", "    # คุยกับกองคลังแล้ว\n    status: under-way\n    progress:\n      - on: 15 มกราคม 2564\n        text: เริ่มแล้ว\n        status: under-way\n\n")
    edited = site.text()
    assert site.run(M1, changed(LINE_A, "๒. เสนอ", "๒. เสนอผู้บริหาร"), LINE_B, options=["--yes"]) == 0
    assert site.text() == edited.replace("      - เสนอ\n", "      - เสนอผู้บริหาร\n")
    assert site.errors() == []


def test_an_edit_by_hand_stays_whatever_the_document_says(site, capsys):
    site.run(M1, LINE_A, LINE_B)
    site.edit("- ตรวจ\n", "- ตรวจสอบให้ครบทุกกอง\n")
    edited = site.text()
    capsys.readouterr()
    assert site.run(M1, changed(LINE_A, "๑. ตรวจ\n", "๑. ตรวจทาน\n"), LINE_B, options=["--yes"]) == 1
    assert "m2-1 ขั้นตอน: แก้ด้วยมือแล้ว คงไว้ตามเดิม" in capsys.readouterr().out
    assert site.text() == edited


def test_an_edit_by_hand_of_another_field_stands_beside_a_correction(site):
    site.run(M1, LINE_A, LINE_B)
    site.edit("period: ธ.ค. 2563 – มี.ค. 2564", "period: ม.ค. 2564 – มี.ค. 2564")
    assert site.run(M1, changed(LINE_A, "๒. เสนอ", "๒. เสนอผู้บริหาร"), LINE_B, options=["--yes"]) == 0
    line = value(site.text())["lines"][0]
    assert (line["period"], line["steps"]) == ("ม.ค. 2564 – มี.ค. 2564", ["ตรวจ", "เสนอผู้บริหาร"])


def test_records_that_no_import_made_are_left_alone(site_copy, tmp_path, capsys):
    """The repository's own plan is written by hand: its words stay, whatever the document says."""
    root, file = site_copy(), tmp_path / "plan.docx"
    file.write_bytes(docx(*INTRODUCTION, *plan_tables([("m3-2", 1, "กองคลัง", "กองช่าง")])))
    assert import_document.main([str(file), "--year", "2564", "--root", str(root)]) == 1
    assert "m3-2 ผู้รับผิดชอบ: แก้ด้วยมือแล้ว คงไว้ตามเดิม\n    - finance\n    + engineering" in capsys.readouterr().out
    for path in (ROOT / "measures" / "2564").glob("*.yml"):
        assert (root / "measures" / "2564" / path.name).read_bytes() == path.read_bytes()
    assert not (root / "imports").exists()


def test_a_line_put_in_between_takes_a_new_id_and_the_others_keep_theirs(site):
    site.run(M1, LINE_A, LINE_B)
    between = ["", "<u>คู่มือประชาชน</u>\n๑. เขียน", *LINE_B[2:]]
    assert site.run(M1, LINE_A, between, LINE_B, options=["--yes"]) == 0
    titles = {line["id"]: line["title"] for line in value(site.text())["lines"]}
    assert titles == {"m2-1": "แผนการจัดซื้อ", "m2-2": "ช่องทางร้องเรียน", "m2-3": "คู่มือประชาชน"}
    assert site.errors() == []


def test_a_measure_put_before_the_others_takes_a_new_id_and_their_numbers_move(site, capsys):
    site.run(M1, LINE_A)
    new = ["๑. เรื่องใหม่ทั้งหมด", *M1[1:]]
    moved = [changed(M1, "๑. สร้าง", "๒. สร้าง"), changed(LINE_A, "๒. เปิดเผย", "๓. เปิดเผย")]
    capsys.readouterr()
    assert site.run(new, *moved, options=["--yes"]) == 0
    read = {name: (value(site.text(name))["number"], value(site.text(name))["title"]) for name in ("m1", "m2", "m3")}
    assert read == {"m1": ("2", "สร้างความเข้าใจ"), "m2": ("3", "เปิดเผยข้อมูล"), "m3": ("1", "เรื่องใหม่ทั้งหมด")}
    assert "m1 ลำดับ: เปลี่ยน\n    - 1\n    + 2\n" in capsys.readouterr().out


def test_a_measure_after_the_others_is_shown(site, capsys):
    site.run(M1, LINE_A)
    capsys.readouterr()
    site.run(M1, LINE_A, ["๓. เรื่องใหม่ทั้งหมด", *M1[1:]])
    assert "ต่างจากระเบียนที่มีอยู่\n  m3: เพิ่ม\n    + เรื่องใหม่ทั้งหมด" in capsys.readouterr().out


@pytest.mark.parametrize("name, old, short", [("m1", "สร้างความเข้าใจ", "เข้าใจงบ"), ("m2", "ช่องทางร้องเรียน", "ร้องเรียน")])
def test_a_title_made_otherwise_by_hand_is_still_the_documents(site, capsys, name, old, short):
    """The document says what it said: by that a measure or line is known, however a person calls it since."""
    site.run(M1, LINE_A, LINE_B)
    site.edit(f"title: {old}", f"title: {short}", name)
    capsys.readouterr()
    assert site.run(changed(M1, "ติดประกาศ", "ติดประกาศใหม่"), LINE_A, changed(LINE_B, "กองช่าง", "กองคลัง"), options=["--yes"]) == 0
    assert sorted(path.name for path in site.folder.glob("m*.yml")) == ["m1.yml", "m2.yml"] and "ไม่มีในเอกสาร" not in capsys.readouterr().out
    assert value(site.text("m1"))["lines"][0]["steps"][1] == "ติดประกาศใหม่" and f"title: {short}" in site.text(name)
    assert [line["responsible"] for line in value(site.text())["lines"]] == [["finance"], ["finance"]]


def test_a_measure_that_the_document_brings_anew_is_shown_and_asked_for_where_another_goes(site, capsys):
    site.run(M1, LINE_A)
    capsys.readouterr()
    site.run(changed(M1, "สร้างความเข้าใจ", "เรื่องอื่นที่ไม่เหมือนเลย"), LINE_A)
    output = capsys.readouterr().out
    assert "m3: เพิ่ม\n    + เรื่องอื่นที่ไม่เหมือนเลย" in output and "m1: ไม่มีในเอกสารแล้ว" in output and not (site.folder / "m3.yml").exists()


def test_what_is_gone_from_the_document_stays_and_is_told(site, capsys):
    site.run(M1, LINE_A, LINE_B)
    before = site.text(), site.text("m1")
    capsys.readouterr()
    site.run(LINE_A, options=["--yes"])
    output = capsys.readouterr().out
    assert "m1: ไม่มีในเอกสารแล้ว คงไว้ตามเดิม" in output and "m2-2: ไม่มีในเอกสารแล้ว" in output
    assert (site.text(), site.text("m1")) == before


def test_what_was_deleted_by_hand_does_not_come_back(site, capsys):
    site.run(M1, LINE_A, LINE_B)
    (site.folder / "m1.yml").unlink()
    site.run(M1, LINE_A, LINE_B, options=["--yes"])
    assert "m1: ลบด้วยมือแล้ว ไม่เพิ่มกลับ" in capsys.readouterr().out
    assert not (site.folder / "m1.yml").exists()


def test_a_lost_or_broken_state_makes_every_difference_an_edit_by_hand(site, capsys):
    site.run(M1, LINE_A, LINE_B)
    (site.root / "imports" / "2564.json").write_text('{"measures": [{"id": 3', encoding="utf-8")
    before = site.text()
    assert site.run(M1, LINE_A, changed(LINE_B, "กองช่าง", "กองคลัง"), options=["--yes"]) == 1
    assert site.text() == before


def test_a_record_that_check_refuses_is_not_written(site, capsys):
    before = site.files()
    assert site.run(changed(M1, "ธ.ค. ๖๓ – มี.ค. ๖๔", "ธ.ค. ๖๖ – มี.ค. ๖๗")) == 1
    output = capsys.readouterr().out
    assert "period-outside-year" in output
    assert "\nที่มาในเอกสาร\n  measures/2564/m1.yml:" in output  # a file that is not there to look it up
    assert output.endswith(": ตาราง 1 แถว 2 คอลัมน์ 4 “ธ.ค. ๖๖ – มี.ค. ๖๗”\n")
    assert site.files() == before


def test_the_origin_of_a_line_is_its_own_row(site, capsys):
    assert site.run(M1, LINE_A, changed(LINE_B, "ธ.ค. ๖๓ – มี.ค. ๖๔", "ธ.ค. ๖๖ – มี.ค. ๖๗")) == 1
    assert ": ตาราง 1 แถว 4 คอลัมน์ 4 “ธ.ค. ๖๖ – มี.ค. ๖๗”\n" in capsys.readouterr().out


def test_personal_data_is_not_written_and_told_with_its_place(site, capsys):
    before = site.files()
    row = changed(LINE_B, "รายงานเดือนเมษายน ๒๕๖๔", "ติดต่อ ๐๘๑-๒๓๔-๕๖๗๘ somchai@gmail.com")
    assert site.run(M1, LINE_A, row, options=["--yes"]) == 1
    output = capsys.readouterr().out
    assert "[personal-phone]" in output and "[personal-email]" in output
    assert output.count(": ตาราง 1 แถว 4 คอลัมน์ 5 “ติดต่อ ๐๘๑-๒๓๔-๕๖๗๘ somchai@gmail.com”\n") == 2
    assert site.files() == before


def test_personal_data_that_was_reviewed_is_written(site):
    settings = site.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "\n  prongsai:\n" in text and "    reviewed:" not in text
    settings.write_text(text.replace("  prongsai:\n", "  prongsai:\n    reviewed:\n      - {value: 081-234-5678, why: สายด่วนของหน่วยงาน}\n"), encoding="utf-8")
    assert site.run(M1, LINE_A, changed(LINE_B, "รายงานเดือนเมษายน ๒๕๖๔", "ติดต่อ 081-234-5678"), options=["--yes"]) == 0
    assert "081-234-5678" in site.text() and site.errors() == []


def test_windows_line_ends_stay(site):
    site.run(M1, LINE_A, LINE_B)
    path = site.folder / "m2.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert site.run(M1, LINE_A, changed(LINE_B, "กองช่าง", "กองคลัง"), options=["--yes"]) == 0
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") and b"responsible: [finance]" in data


def test_a_new_agency_gets_its_units_proposed(tmp_path, capsys):
    from macros.site.commands import new

    root, file = tmp_path / "site", tmp_path / "แผน.docx"
    assert new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2564"]) == 0
    file.write_bytes(docx(INTRODUCTION[2], Table([HEADING, M1, LINE_A, changed(LINE_B, "กองช่าง", "(ฝ่ายอำนวยการ) สำนักปลัดเทศบาล กองการแพทย์")])))
    arguments = [str(file), "--year", "2564", "--root", str(root)]
    assert import_document.main(arguments) == 1
    output = capsys.readouterr().out
    assert "ไม่มีหน่วยงาน “กองการแพทย์” ใน agency.yml เสนอให้เพิ่มด้วยรหัส unit-4" in output
    assert import_document.main([*arguments, "--yes"]) == 0
    # The ledger of addresses is taken in by a command of its own.
    found = [problem for problem in load_project(root).problems if problem.place.file != "content/about.md"]  # which is still to be written
    assert [problem.code for problem in found if not problem.code.startswith("ledger-")] == []
    assert "adopted:\n  on: 25 พฤศจิกายน 2563\n" in (root / "measures/2564/plan.yml").read_text(encoding="utf-8")
    units = {unit["id"]: (unit["name"], unit.get("parent")) for unit in value((root / "measures/agency.yml").read_text(encoding="utf-8"))["units"]}
    assert units == {"clerk": ("สำนักปลัด", None), "finance": ("กองคลัง", None), "administration": ("ฝ่ายอำนวยการ", "clerk"), "unit-4": ("กองการแพทย์", None)}
    assert value((root / "measures/2564/m2.yml").read_text(encoding="utf-8"))["lines"][1]["responsible"] == ["administration", "unit-4"]


def test_a_document_without_a_plan(site, capsys):
    before = site.files()
    assert site.run() == 1
    assert "ไม่พบตารางแผน" in capsys.readouterr().out
    assert site.files() == before
