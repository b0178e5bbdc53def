"""The OIT form as data and as the sheet for the assessment system: every item has its row, and nothing else is claimed."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.oit import load
from macros.site.data import exports
from macros.site.data.exports.rows import OitData
from macros.site.data.exports.sheet import COLUMNS, cells, csv_sheet, excel_sheet
from macros.site.data.exports.workbook import Column, workbook_bytes
from macros.site.data.opendata import export_schemas
from macros.site.data.tables import csv_bytes
from macros.site.project import load_project

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests/sites/fictional"


@pytest.fixture(scope="module")
def own():
    return exports.oit_data(load_project(ROOT).view, 2564)


@pytest.fixture(scope="module")
def fictional():
    return exports.oit_data(load_project(FICTIONAL).view, 2567)


def test_every_item_has_its_row(own, fictional):
    assert [row.item for row in own.items] == [f"O{number}" for number in range(1, 44)]
    assert [row.item for row in fictional.items] == [item.id for item in load(2567).items]
    assert own.counts.model_dump() == {"published": 1, "none": 0, "partly": 0, "missing": 42}
    assert fictional.counts.model_dump() == {"published": 9, "none": 1, "partly": 0, "missing": 25}


def test_the_plan_answers_its_item(own):
    row = next(row for row in own.items if row.item == "O42")
    assert (row.state, row.answer, row.unit.id, row.url) == ("published", "yes", "planning", "/oit/2564/o42/")
    assert [element.id for element in row.elements if element.met] == ["e1", "e2", "e3", "e4", "e5"]
    assert {place.url.partition("#")[0] for element in row.elements for place in element.places} == {"/ita/2563/", "/trace/2564/", "/measures/2564/"}


def test_what_is_not_disclosed_claims_nothing(own):
    for row in own.items:
        if row.state == "missing":
            assert (row.answer, row.unit, row.statement) == (None, None, None) and not any(element.met for element in row.elements)


def test_addresses_are_absolute_where_the_site_knows_its_own(fictional):
    urls = [row.url for row in fictional.items] + [place.url for row in fictional.items for element in row.elements for place in element.places]
    assert all(url.startswith("https://www.example.go.th/") for url in urls)
    places = {place.title: place.url for row in fictional.items for element in row.elements for place in element.places}
    assert places["plan.pdf"] == "https://www.example.go.th/prongsai/files/2567/plan.pdf"
    assert "ค่าธรรมเนียม" in next(title for title, url in places.items() if url.endswith("/services/fees/"))


def test_none_this_year_is_said_with_its_date(fictional):
    row = next(row for row in fictional.items if row.item == "O24")
    assert (row.state, row.answer, row.statement.on) == ("none", "none", "2023-10-02")
    shown = dict(zip((column.name for column in COLUMNS), cells(row)))
    assert shown["answer"] == "ไม่มี" and "ไม่มีเรื่องร้องเรียน" in shown["where"] and "2 ตุลาคม 2566" in shown["where"]


def test_the_way_begins_at_the_home_page(own):
    for row in own.items:
        where = cells(row)[[column.name for column in COLUMNS].index("where")]
        assert where.split("\n")[0] == f"หน้าแรก > การเปิดเผยข้อมูล OIT > ปี 2564 > {row.item} {row.title}"


def test_json_is_what_its_schema_says(built_site):
    text = (built_site / "data/oit-2564.json").read_text(encoding="utf-8")
    assert OitData.model_validate_json(text, strict=True).model_dump() == json.loads(text)
    schema = json.loads((built_site / "data/schema/export-oit.json").read_bytes())
    assert schema == json.loads(export_schemas()["export-oit.json"]) and set(schema["properties"]) == set(json.loads(text))


def test_csv_and_workbook_say_the_same(own):
    data = csv_sheet(own)
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 44  # breaks within a cell are line feeds alone, as Excel writes them
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(excel_sheet(own, date(2020, 10, 1)))).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert len(rows) == 44 and rows[1:] == table[1:]
    assert rows[0] == ["ข้อ", "ชื่อข้อ", "คำตอบ", "ที่อยู่", "ดูตรงไหน", "ผู้รับผิดชอบ", "องค์ประกอบ", "สถานะ"]


def test_sheet_and_page_have_one_word_for_a_state(site_copy):
    root = site_copy(FICTIONAL)
    path = root / "measures/2567/disclosures/o30.yml"
    second = "  - element: e2\n    places:\n      - page: /registers/2567/risk-assessment/#assessment\n"
    path.write_text(path.read_text(encoding="utf-8").replace(second, ""), encoding="utf-8")
    view = load_project(root).view
    pages = {item.item.id: (item.state, item.state_word) for item in view.checklist(2567).items}
    rows = exports.oit_data(view, 2567).items
    assert {state for state, _ in pages.values()} == {"published", "none", "partly", "missing"}
    assert {row.item: cells(row)[-1].partition(" ขาด ")[0] for row in rows} == {item: word for item, (_, word) in pages.items()}


def test_workbook_is_made_to_be_read(own):
    sheet = load_workbook(io.BytesIO(excel_sheet(own, date(2020, 10, 1)))).active
    assert sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", 9, True)
    assert all(sheet.column_dimensions[letter].width == column.width for letter, column in zip("ABCDEFGH", COLUMNS))
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_workbook_knows_no_clock(own):
    data = excel_sheet(own, date(2020, 10, 1))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(member.compress_type, member.create_system) for member in archive.infolist()} == {(zipfile.ZIP_STORED, 3)}
        dates = re.findall(rb">(\d{4}-[^<]*)<", archive.read("docProps/core.xml"))
    assert dates == [b"2020-10-01T00:00:00Z"] * 2
    assert data == excel_sheet(own, date(2020, 10, 1))


DANGEROUS = ['=HYPERLINK("https://example.go.th")', "+1", "-1", "@SUM(A1)", "\tx", "ปกติ", ""]


def test_no_cell_is_run_by_a_spreadsheet():
    book = load_workbook(io.BytesIO(workbook_bytes("x", "x", [Column("a", "ก", 9)], [[text] for text in DANGEROUS], date(2020, 10, 1))))
    read = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert [cell.value or "" for cell in read] == DANGEROUS and {cell.data_type for cell in read} <= {"s", "inlineStr", "n"}
    table = list(csv.reader(io.StringIO(csv_bytes(["ก"], [[text] for text in DANGEROUS]).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in table[1:6]] == ["'" + text for text in DANGEROUS[:5]]


def test_files_of_the_built_site_do_not_depend_on_the_builder(built_site):
    again = exports.files(load_project(ROOT).view)
    for name, data in again.items():
        assert (built_site / name).read_bytes() == data, name
    assert {"data/oit-2563.json", "data/oit-2564.csv", "data/oit-2564.xlsx", "units/finance/calendar.ics"} <= set(again)
