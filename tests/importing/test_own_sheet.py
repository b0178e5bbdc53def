"""The sheet of the open data goes out, is edited as people edit in Excel, and comes back: the edit arrives, and nothing else."""

import csv
import io

import openpyxl
import pytest

from macros.importing.sheet_rows import EDITABLE, HEADINGS, mark_of
from macros.site.commands import import_document
from macros.site.data import opendata
from macros.site.project import load_project


class Sheet:
    """The plan of 2564 of a copy of the real site, as the published CSV has it."""

    def __init__(self, root, tmp_path):
        self.root, self.file = root, tmp_path / "measures-2564.csv"
        text = opendata.files(load_project(root).view, ())["data/measures-2564.csv"].decode("utf-8-sig")
        self.heading, *rows = csv.reader(io.StringIO(text, newline=""))
        self.names = list(HEADINGS)
        self.rows = {row[0]: dict(zip(self.names, row)) for row in rows}
        self.before = self.files()

    def files(self):
        return {path.name: path.read_text(encoding="utf-8") for path in (self.root / "measures").rglob("*.yml")}

    def bring_back(self, *options):
        with self.file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([self.heading, *([row[name] for name in self.names] for row in self.rows.values())])
        return self.run(self.file, *options)

    def drop(self, name):
        del self.heading[self.names.index(name)]
        self.names.remove(name)

    def run(self, file, *options):
        return import_document.main([str(file), "--year", "2564", "--root", str(self.root), *options])

    def changed_lines(self):
        """Lines that are no longer there, and lines that are new, over all files."""
        pairs = [(self.before[name].splitlines(), text.splitlines()) for name, text in self.files().items()]
        return [line.strip() for old, new in pairs for line in old if line not in new], [line.strip() for old, new in pairs for line in new if line not in old]


@pytest.fixture
def sheet(site_copy, tmp_path):
    return Sheet(site_copy(), tmp_path)


def test_an_untouched_sheet_changes_nothing(sheet, capsys):
    assert sheet.bring_back() == 0
    assert sheet.files() == sheet.before
    assert "อ่าน 15 แถว" in capsys.readouterr().out


def test_exactly_the_edit_is_made(sheet):
    sheet.rows["m3-1"]["status"] = "กำลังดำเนินการ"
    sheet.rows["m3-2"]["period"] = "ม.ค. 2564 – เม.ย. 2564"
    assert sheet.bring_back("--yes") == 0
    gone, new = sheet.changed_lines()
    assert new == ["status: under-way", "period: ม.ค. 2564 – เม.ย. 2564"]
    assert len(gone) <= len(new)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("steps", "1. ตรวจสอบ\nก. ทุกวัน\n2. รายงาน", ["ตรวจสอบ\nก. ทุกวัน", "รายงาน"]),
        ("responsible", "กองคลัง, สำนักปลัดเทศบาล", ["finance", "clerk"]),
        ("responsible", "กองคลัง, ส\u0e4d\u0e32นักปลัดเทศบาล", ["finance", "clerk"]),
        ("status", "ก\u0e4d\u0e32ลังด\u0e4d\u0e32เนินการ", "under-way"),
        ("repairs", "2563/O11; 2563/O21", ["2563/O11", "2563/O21"]),
        ("follow_up", "รายงานในที่ประชุม: เดือนเมษายน #1", "รายงานในที่ประชุม: เดือนเมษายน #1"),
        ("title", "ชื่อใหม่ของรายการ", "ชื่อใหม่ของรายการ"),
    ],
)
def test_each_column_becomes_its_field(sheet, name, cell, value):
    known = {unit.name: unit.id for unit in load_project(sheet.root).records.agency.units}
    if name == "responsible":
        value = [known["กองคลัง"], known["สำนักปลัดเทศบาล"]]
    sheet.rows["m3-1"][name] = cell
    assert sheet.bring_back("--yes") == 0
    changed = getattr(load_project(sheet.root).records.lines_of(2564)[2].line, name)
    assert (list(changed) if isinstance(changed, tuple) else changed) == value


def test_what_excel_changes_by_itself_is_no_edit(sheet, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(sheet.heading)
    for row in sheet.rows.values():
        book.active.append([row[name].replace("\n", "\r\n") + " " for name in sheet.names])
    book.save(tmp_path / "measures.xlsx")
    assert sheet.run(tmp_path / "measures.xlsx") == 0
    assert sheet.files() == sheet.before


def test_a_record_that_changed_since_is_not_overwritten(sheet, capsys):
    sheet.rows["m3-1"]["follow_up"] = "จากแผ่นงาน"
    path = sheet.root / "measures" / "2564" / "m3.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    status: unknown", "    status: under-way", 1), encoding="utf-8", newline="\n")
    assert "status: under-way" in path.read_text(encoding="utf-8")
    now = sheet.files()
    assert sheet.bring_back("--yes") == 1
    assert sheet.files() == now
    assert "แก้ด้วยมือแล้ว คงไว้ตามเดิม" in capsys.readouterr().out


def test_the_same_sheet_again_changes_nothing_however_its_cells_are_spelled(sheet, capsys):
    """The record says “done” and months in full; the cells still say it as a person typed it."""
    spelled = {"status": "แล้วเสร็จ", "period": "ธ.ค. 63 - เม.ย. ๖๔", "responsible": "กองคลัง; กองช่าง", "steps": "1) ตรวจ\n2) เสนอ"}
    sheet.rows["m3-1"].update(spelled)
    assert sheet.bring_back("--yes") == 0
    after = sheet.files()
    capsys.readouterr()
    assert sheet.bring_back("--yes") == 0
    assert sheet.files() == after and "แก้ด้วยมือ" not in capsys.readouterr().out
    sheet.rows["m3-1"]["period"] = "ธ.ค. 63 - พ.ค. 64"
    assert sheet.bring_back("--yes") == 1  # another period than the one that was brought back: the record has changed since


def test_a_row_that_was_not_edited_leaves_a_newer_record_alone(sheet):
    path = sheet.root / "measures" / "2564" / "m3.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    status: unknown", "    status: under-way", 1), encoding="utf-8", newline="\n")
    now = sheet.files()
    assert sheet.bring_back("--yes") == 0
    assert sheet.files() == now


def test_a_column_that_was_deleted_in_excel_leaves_its_field_alone(sheet):
    sheet.drop("repairs")
    sheet.rows["m3-1"]["status"] = "กำลังดำเนินการ"
    assert sheet.bring_back("--yes") == 0
    assert sheet.changed_lines()[1] == ["status: under-way"]
    assert sheet.files().keys() == sheet.before.keys()


@pytest.mark.parametrize("name", ["id", "measure"])
def test_a_sheet_that_lost_what_its_rows_are_known_by_is_not_taken_for_a_plan(sheet, capsys, name):
    sheet.drop(name)
    assert sheet.bring_back("--yes") == 2
    assert sheet.files() == sheet.before
    assert f"({name})" in capsys.readouterr().err


def test_a_sheet_that_was_written_before_a_column_was_added_still_comes_back(sheet, capsys):
    sheet.drop("repairs")
    for row in sheet.rows.values():
        row["row"] = mark_of(row[name] for name in EDITABLE if name in sheet.names)
    path = sheet.root / "measures" / "2564" / "m3.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    status: unknown", "    status: under-way", 1), encoding="utf-8", newline="\n")
    sheet.before = sheet.files()
    sheet.rows["m3-2"]["status"] = "done"
    assert sheet.bring_back("--yes") == 0
    assert sheet.changed_lines()[1] == ["status: done"]


def test_a_new_row_becomes_a_line_and_a_missing_one_stays(sheet, capsys):
    row = {**sheet.rows["m3-1"], "id": "", "title": "รายการใหม่", "row": "", "repairs": ""}
    sheet.rows["new"] = row
    del sheet.rows["m3-2"]
    assert sheet.bring_back("--yes") == 0
    lines = {line.id: line for line in load_project(sheet.root).records.lines_of(2564)}
    assert "m3-2" in lines
    assert [line.title for line in lines.values()].count("รายการใหม่") == 1
    assert "m3-2: ไม่มีในเอกสารแล้ว คงไว้ตามเดิม" in capsys.readouterr().out


def test_a_wrong_value_is_refused_with_the_words_of_check(sheet, capsys):
    sheet.rows["m3-1"]["responsible"] = "กองที่ไม่มีจริง"
    assert sheet.bring_back("--yes") == 1
    assert sheet.files() == sheet.before
    assert "กองที่ไม่มีจริง" in capsys.readouterr().out


def test_personal_data_is_refused_as_well(sheet, capsys):
    sheet.rows["m3-1"]["follow_up"] = "แจ้งที่ 081-234-5678"
    assert sheet.bring_back("--yes") == 1
    assert sheet.files() == sheet.before
    assert "[personal-phone]" in capsys.readouterr().out


def test_the_sheet_of_another_year_is_refused(sheet):
    assert import_document.main([str(sheet.file), "--year", "2564", "--root", str(sheet.root)]) == 2  # nothing there yet
    sheet.bring_back()
    assert import_document.main([str(sheet.file), "--year", "2563", "--root", str(sheet.root)]) == 2
    assert sheet.files() == sheet.before


def test_nothing_is_written_without_asking(sheet):
    sheet.rows["m3-1"]["status"] = "done"
    assert sheet.bring_back() == 1
    assert sheet.files() == sheet.before
