"""Registers' sheets of the open data: edited in Excel and brought back, they give exactly the edit."""

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from macros.records.registers import REGISTERS
from macros.site.commands import import_document
from macros.site.data.datafiles import contents
from macros.site.data.exports import registers
from macros.site.project import load_project

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"


@pytest.fixture(scope="module")
def sheets():
    """Kind → heading and rows, as they are published."""
    files = dict(contents(registers.groups(load_project(FICTIONAL).view)))
    return {kind: list(csv.reader(io.StringIO(files[f"data/{kind}-2567.csv"].decode("utf-8-sig"), newline=""))) for kind in REGISTERS}


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(FICTIONAL, tmp_path / "site", ignore=shutil.ignore_patterns("site", ".cache"))


def names(heading):
    return [title.rpartition("(")[2].rstrip(")") for title in heading]


def bring_back(root, rows, *options, encoding="utf-8-sig"):
    file = root.parent / "sheet.csv"
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out).writerows(rows)
    return import_document.main([str(file), "--year", "2567", "--root", str(root), *options])


def files(root):
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "measures").rglob("*.yml")}


def changes(before, after):
    return [line.strip() for name in after for line in after[name].split("\n") if line not in before[name].split("\n")]


def test_what_excel_does_by_itself_to_any_of_the_sheets_is_no_edit(sheets, root, capsys):
    before = files(root)
    for kind, (heading, *rows) in sheets.items():
        book = openpyxl.Workbook()
        book.active.append(heading)
        for row in rows:
            book.active.append([_as_excel(cell) for cell in row])
        book.save(root.parent / "sheet.xlsx")
        assert import_document.main([str(root.parent / "sheet.xlsx"), "--year", "2567", "--root", str(root)]) == 0, kind
    assert files(root) == before
    assert capsys.readouterr().out.count("ไม่มีอะไรต้องเปลี่ยน") == len(REGISTERS)


def _as_excel(cell):
    try:
        return float(cell)
    except ValueError:
        return cell + " " if cell else None


EDITS = {
    "procurement-plan": ("planned", "9/2567", "planned: ก.ย. 2567"),
    "procurement-results": ("reason", "เหตุผลใหม่: ครบ #1", 'reason: "เหตุผลใหม่: ครบ #1"'),
    "budget-report": ("title", "ชื่อหมวดใหม่", "title: ชื่อหมวดใหม่"),
    "anticorruption-plan": ("six_months.result", "ผลใหม่", "result: ผลใหม่"),
    "risk-assessment": ("unit", "กองการศึกษา", "unit: education"),
    "complaint-statistics": ("subject", "เรื่องใหม่", "subject: เรื่องใหม่"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_exactly_the_edit_is_made(sheets, root, kind):
    name, text, written = EDITS[kind]
    heading, first, *others = [list(row) for row in sheets[kind]]
    first[names(heading).index(name)] = text
    before = files(root)
    bring_back(root, [heading, first, *others], "--yes")
    assert changes(before, files(root)) == [written]


def test_a_row_edited_after_the_record_changed_is_kept_out_and_an_untouched_one_is_left_alone(sheets, root, capsys):
    path = root / "measures/2567/registers/procurement-plan.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("ซอยสมมติ 1", "ซอยสมมติ 9", 1), encoding="utf-8", newline="\n")
    before = files(root)
    heading, first, *others = [list(row) for row in sheets["procurement-plan"]]
    assert bring_back(root, [heading, first, *others], "--yes") == 0
    first[names(heading).index("note")] = "1"
    assert bring_back(root, [heading, first, *others], "--yes") == 1
    assert files(root) == before
    assert "แก้ด้วยมือแล้ว" in capsys.readouterr().out


def test_a_csv_of_windows_in_thai_is_read_and_said(sheets, root, capsys):
    assert bring_back(root, sheets["complaint-statistics"], encoding="cp874") == 0
    assert "cp874" in capsys.readouterr().err


def test_another_encoding_is_no_thai(root, capsys):
    (root.parent / "latin.csv").write_bytes("nom;prénom\nAndré;Zoë\n".encode("latin-1"))
    assert import_document.main([str(root.parent / "latin.csv"), "--year", "2567", "--root", str(root)]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_the_assessment_sheet_says_what_it_is_and_where_to_edit(root, capsys):
    rows = [["ข้อ (item)", "ชื่อข้อ (title)", "คำตอบ (answer)", "ที่อยู่ (url)", "สถานะ (state)"], ["O24", "–", "มี", "", ""], ["O999", "–", "", "", ""]]
    before = files(root)
    assert bring_back(root, rows) == 2
    assert "measures/2567/disclosures/o24.yml" in capsys.readouterr().out
    assert files(root) == before
