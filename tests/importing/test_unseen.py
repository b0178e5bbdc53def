"""What a person who looks at the document does not see, or sees otherwise than it is kept: said, and never published without a word."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from plan_file import empty_site, imported
from word import Table, docx

from macros.importing.reading import read_document
from macros.importing.registers.importer import import_register
from macros.importing.registers.matching import with_ids
from macros.importing.registers.values import raw, read

HEADING = ["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"]
RESULTS = ["เดือน", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง", "วิธีซื้อหรือจ้าง", "ผู้ได้รับการคัดเลือก", "ราคาที่ตกลงซื้อหรือจ้าง", "เลขที่สัญญา", "วันที่ทำสัญญา"]


def workbook(change):
    book = openpyxl.Workbook()
    for row in (["ก", "ข"], ["ค", "ง"], ["จ", "ฉ"]):
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return read_document(out.getvalue(), "x.xlsx")


def hide_sheet(book):
    book.create_sheet("ร่าง").sheet_state = "hidden"


def hide_row(book):
    book.active.row_dimensions[2].hidden = True


def hide_column(book):
    book.active.column_dimensions["B"].hidden = True


def strike(book):
    book.active["A3"].font = Font(strike=True)


@pytest.mark.parametrize("change, said", [(hide_sheet, "“ร่าง” ถูกซ่อนไว้"), (hide_row, "แถวที่ซ่อนไว้แต่อ่านด้วย: 2"), (hide_column, "คอลัมน์ที่ซ่อนไว้แต่อ่านด้วย: B"), (strike, "ขีดฆ่าไว้แต่อ่านด้วย: A3")])
def test_what_nobody_sees_in_a_workbook_is_said(change, said):
    document = workbook(change)
    assert [said in note for note in document.notes] == [True]
    assert workbook(lambda book: None).notes == []


def test_cells_without_a_result_are_no_text_and_are_told():
    def change(book):
        book.active["A1"], book.active["B2"], book.active["A3"] = "=1+1", "#REF!", "=A1"
        book.active["B3"].comment = Comment("รอแก้", "ก")

    document = workbook(change)
    assert [cell.text for row in document.tables[0].rows for cell in row] == ["", "ข", "ค", "", "", "ฉ"]
    assert [part.rpartition(": ")[2] for part in document.unread] == ["B3", "A1, A3", "B2 #REF!"]


@pytest.mark.parametrize("value, form, text", [(0.8, "0%", "80%"), (0.125, "0.00%", "12.5%"), (123, "00000", "00123"), (5.0, "General", "5"), (2.5, "0", "2.5"), (True, "General", "True")])
def test_a_number_is_read_as_its_cell_shows_it(value, form, text):
    def change(book):
        book.active["A1"], book.active["A1"].number_format = value, form

    assert workbook(change).tables[0].rows[0][0].text == text


def test_hidden_text_of_word_is_left_out_and_struck_text_is_said():
    run = '<w:r><w:rPr><w:{}/></w:rPr><w:t>{}</w:t></w:r>'
    change = lambda xml: xml.replace("<w:body>", f"<w:body><w:p>{run.format('vanish', 'ลับ')}{run.format('strike', 'ยกเลิก')}</w:p>")
    document = read_document(docx("ก", change=change), "x.docx")
    assert [paragraph.text for paragraph in document.outside] == ["ยกเลิก", "ก"]
    assert "ซ่อนไว้ใน Word 1 แห่ง" in document.unread[0] and "“ยกเลิก”" in document.notes[0]


def test_lists_of_one_definition_count_on_unless_they_begin_anew():
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{more}</w:num>' for number, more in ((1, ""), (2, ""), (3, again)))
    part = f'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>{nums}</w:numbering>'
    document = read_document(docx("<li 1 0>ก", "<li 2 0>ข", "<li 3 0>ค", "<li 3 0>ง", parts={"word/numbering.xml": part}), "x.docx")
    assert [paragraph.label for paragraph in document.outside] == ["1.", "2.", "1.", "2."]


@pytest.mark.parametrize("cell", ["กองคลัง (หลัก) กองช่าง (สนับสนุน)", "กองคลัง\n(นายสมชาย ใจดี)\nกองช่าง", "กองคลัง (โทร. 0 2000 0000) กองช่าง"])
def test_what_stands_in_brackets_beside_a_unit_takes_no_units_place(cell):
    made = imported(Table([HEADING, ["จัดซื้อให้โปร่งใส", "๑. ตรวจสอบ\n๒. เสนอ", cell, "ธ.ค. ๖๓"]]))
    assert made.merged.measures[0]["lines"][0]["responsible"] == ["finance", "engineering"]
    assert made.lost == [] and "ไม่ใช่ชื่อหน่วยงาน" in made.report and made.built.units.proposed == []


def results(*row):
    book = openpyxl.Workbook()
    for cells in (RESULTS, row):
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return import_register(read_document(out.getvalue(), "x.xlsx"), "procurement-results", 2566, empty_site(), None, {}).table


def test_a_number_that_excel_took_for_a_day_is_doubted():
    """Whoever types 1/2566 into Excel gets the first of January 2566."""
    table = results("ต.ค. 65", "ซื้อวัสดุ", 100, "เฉพาะเจาะจง", "ร้าน ก", 100, datetime.datetime(2566, 1, 1), "5 ต.ค. 65")
    assert ["วันที่" in note.text for note in table.notes if note.where and note.where.column == 7] == [True]


@pytest.mark.parametrize("text, day", [("12/10/22", "12 ตุลาคม 2565"), ("12/10/65", "12 ตุลาคม 2565"), ("12 ต.ค. 23", "12 ตุลาคม 2566"), ("1/9/50", "1 กันยายน 2550")])
def test_two_digits_of_a_year_are_of_the_era_that_lies_near(text, day):
    assert read("date", raw(text, None, 2566)) == day


def test_another_contract_with_the_same_shop_takes_no_row_that_is_there():
    """Fuel twice a month: the row that stays away keeps its id, its anchor and its contract."""
    old = {"month": "ต.ค. 2565", "title": "ซื้อน้ำมัน", "budget": "1,000.00", "method": "เฉพาะเจาะจง", "winner": "ร้าน ก", "price": "1,000.00", "number": "1/2566"}
    ids = lambda **changed: with_ids("procurement-results", [old | changed], {"c-2565-10-01": old})[0]["id"]
    assert ids(number="9/2566", price="9,000.00") == "c-2565-10-02"
    assert ids(number="9/2566") == ids(price="9,000.00") == "c-2565-10-01"
