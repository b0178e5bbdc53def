"""Exports of the state's systems into registers: layouts as agencies have them, what is asked first, what is never taken over."""

import datetime
import io
import json
import re

import openpyxl
import pytest
from plan_file import bare, empty_site, plan_tables
from word import PAGE, Cell, Table, docx

from macros.importing.reading import read_document
from macros.importing.registers.importer import import_register, kind_of
from macros.importing.registers.mapping import OPEN, read_mapping, text_of
from macros.importing.registers.values import Unread, offers, raw, read, reference
from macros.site.commands import import_document
from macros.site.commands import import_register as import_register_command

YEAR = 2564
CITIZEN = "1101700230708"  # invented; its last digit is right


def book(*sheets, merged=()):
    """A workbook; a sheet is (title, rows)."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), "export.xlsx"


def word(*blocks):
    return docx(*blocks), "export.docx"


def table_of(file, settings=()):
    """(kind, mapping, table) of a file, whatever is open in the mapping."""
    document = read_document(*file)
    kind, _ = kind_of(document, YEAR)
    made = import_register(document, kind, YEAR, empty_site(), None, {})
    return kind, made


# ── the layouts ──────────────────────────────────────────────────────────────────────────────────────────────────────

EGP = ["ลำดับ", "รหัสแผนจัดซื้อจัดจ้าง", "ชื่อโครงการ", "งบประมาณโครงการ (บาท)", "คาดว่าจะประกาศจัดซื้อจัดจ้าง (เดือน/ปี)", "วิธีจัดหา"]
EGP_ROWS = [[1, "P64010000001", "ซื้อครุภัณฑ์", "๔๘๐,๐๐๐.๕๐", "12/2563", "เฉพาะเจาะจง"], [2, "P64010000002", "จ้างเหมา", 20000, datetime.datetime(2021, 1, 1), "วิธีคัดเลือก"]]
SKR = [
    "ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง", "ราคากลาง", "วิธีซื้อหรือจ้าง", "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
    "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "เหตุผลที่คัดเลือกโดยสรุป", "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
]
SKR_ROW = ["1", "ซื้อวัสดุ", "20,000.00", "-", "เฉพาะเจาะจง", "ร้าน ก 19,500.00 บาท\nร้าน ข 20,000.00 บาท", "ร้าน ก ราคา 19,500.00 บาท", "ราคาต่ำสุด", "1/2564 ลงวันที่ 12 ตุลาคม 2563"]
CONTRACT = {
    "month": "ต.ค. 2563", "title": "ซื้อวัสดุ", "budget": "20,000.00", "method": "เฉพาะเจาะจง", "winner": "ร้าน ก", "price": "19,500.00", "number": "1/2564",
    "bidders": [{"name": "ร้าน ก", "price": "19,500.00"}, {"name": "ร้าน ข", "price": "20,000.00"}], "reason": "ราคาต่ำสุด", "on": "12 ตุลาคม 2563",
}  # fmt: skip
PLANNED = {"number": "P64010000001", "title": "ซื้อครุภัณฑ์", "budget": "480,000.50", "planned": "ธ.ค. 2563", "method": "เฉพาะเจาะจง"}
SPENT = {
    "group": "แผนงานบริหาร", "title": "งบบุคลากร", "approved": "1,000.00", "transfers": "-50.00", "balance": "550.00",
    "spending": [{"period": "ต.ค. 2563 – ธ.ค. 2563", "amount": "400.00"}, {"period": "ม.ค. 2564 – มี.ค. 2564", "amount": "0.00"}],
}  # fmt: skip
PROJECT = {
    "dimension": "มิติที่ 1 สังคมไม่ทน", "strategy": "1.1 จิตสำนึก", "title": "อบรม", "budget": "0.00", "unit": "clerk", "period": "ต.ค. 2563 – ก.ย. 2564",
    "six_months": {"result": "จัดแล้ว", "spent": "0.00"},
}  # fmt: skip
RISK = {"process": "ตรวจรับ", "title": "เอื้อประโยชน์", "likelihood": "3", "impact": "4", "stated_level": "สูง", "added_measure": "สลับผู้ตรวจ", "unit": "finance", "period": "ต.ค. 2563 – ก.ย. 2564"}
COUNT = {"period": "ต.ค. 2563", "subject": "จัดซื้อ", "received": "2", "done": "1", "pending": "1"}
RISK_HEADS = ["ลำดับ", "ขั้นตอนการดำเนินงาน", "เหตุการณ์ความเสี่ยง", "โอกาส", "ผลกระทบ", "คะแนน", "ระดับความเสี่ยง", "มาตรการป้องกันการทุจริต", "ผู้รับผิดชอบ", "ระยะเวลา"]
RISK_ROW = ["๑", "ตรวจรับ", "เอื้อประโยชน์", "๓", "๔", "๑๒", "สูง", "สลับผู้ตรวจ", "กองคลัง", "ต.ค. ๖๓ – ก.ย. ๖๔"]

LAYOUTS = {
    "e-GP with totals, footer, repeated heading": (lambda: book(("แผน", [["แผนการจัดซื้อจัดจ้าง"], ["ข้อมูล ณ วันที่ 31 มีนาคม 2564"], EGP, EGP_ROWS[0], [None], EGP, EGP_ROWS[1], ["รวมทั้งสิ้น", None, None, 500000.5], ["ลงชื่อ"]])), "procurement-plan", PLANNED, 2),
    "e-GP as csv, another order and an unknown column": (lambda: ("ชื่อโครงการ,จังหวัด,งบประมาณ,วิธี,เดือนที่คาดว่าจะประกาศ,เลขที่แผน\nซื้อครุภัณฑ์,สมมติ,\"480,000.50\",เฉพาะเจาะจง,ธ.ค. 63,P64010000001\n".encode(), "plan.csv"), "procurement-plan", PLANNED, 1),
    "the month's form in Word": (lambda: word("สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน ตุลาคม ๒๕๖๓", Table([SKR, SKR_ROW]), PAGE, Table([SKR, ["2", *SKR_ROW[1:]]])), "procurement-results", CONTRACT, 2),
    "bidders on rows of their own under merged cells": (lambda: word("เดือน ตุลาคม 2563", Table([SKR, [Cell(text, down="restart") if place != 5 else "ร้าน ก 19,500.00 บาท" for place, text in enumerate(SKR_ROW)], [Cell("", down="continue") if place != 5 else "ร้าน ข 20,000.00 บาท" for place in range(9)]])), "procurement-results", CONTRACT, 1),
    "a sheet a month": (lambda: book(("ต.ค.63", [SKR, SKR_ROW]), ("พ.ย.63", [SKR, SKR_ROW])), "procurement-results", CONTRACT, 2),
    "names and prices in columns of their own": (lambda: book(("ก", [["เดือน", "ชื่อรายการ", "วงเงิน", "วิธี", "ผู้เสนอราคา", "ราคาที่เสนอ", "ผู้ได้รับคัดเลือก", "ราคาที่ตกลง", "เหตุผล", "เลขที่สัญญา", "วันที่ทำสัญญา"], ["ต.ค. 63", "ซื้อวัสดุ", 20000, "เฉพาะเจาะจง", "ร้าน ก\nร้าน ข", "19,500\n20,000", "ร้าน ก", 19500, "ราคาต่ำสุด", "1/2564", 44116]])), "procurement-results", CONTRACT, 1),
    "e-LAAS with two merged heading rows": (lambda: book(("ก", [["แผนงาน", "หมวดรายจ่าย", "งบประมาณ", None, None, "เบิกจ่าย", None, "คงเหลือ", "ร้อยละ"], [None, None, "อนุมัติ", "โอนเพิ่ม", "โอนลด", "ไตรมาส 1", "ไตรมาส 2"], ["แผนงานบริหาร", "งบบุคลากร", 1000, "-", 50, 400, "-", 550, 42], ["รวม", None, 1000, 0, 50, 400, 0, 550]]), merged=("A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:H2", "I1:I2")), "budget-report", SPENT, 1),
    "e-LAAS, the programme as a line across, transfers in one column": (lambda: book(("ก", [["รายการ", "งบประมาณอนุมัติ", "โอนเพิ่ม/(ลด)", "เบิกจ่าย ไตรมาส 1", "เบิกจ่าย ไตรมาส 2", "คงเหลือ"], ["แผนงานบริหาร"], ["งบบุคลากร", "1,000.00", "(50.00)", 400, None, 550]])), "budget-report", SPENT, 1),
    "e-Plan NACC, dimensions across the table, other years beside": (lambda: book(("ก", [["รายงานผล รอบ 6 เดือน"], ["โครงการ/กิจกรรม/มาตรการ", "งบประมาณ ปี 2563", "งบประมาณ ปี 2564", "หน่วยงานรับผิดชอบ", "ระยะเวลา", "ผลการดำเนินงาน", "เบิกจ่าย"], ["มิติที่ 1 สังคมไม่ทน"], ["1.1 จิตสำนึก"], ["อบรม", 9000, "-", "สำนักปลัดเทศบาล", "ต.ค. 63 - ก.ย. 64", "จัดแล้ว", "-"]])), "anticorruption-plan", PROJECT, 1),
    "the risk form in Excel": (lambda: book(("ก", [RISK_HEADS, RISK_ROW])), "risk-assessment", RISK, 1),
    "the risk form in Word, levels ticked": (lambda: word(Table([[*[Cell(text, down="restart") for text in RISK_HEADS[1:6]], Cell("ระดับความเสี่ยง", across=2), *[Cell(text, down="restart") for text in RISK_HEADS[7:]]], [*[Cell("", down="continue")] * 5, "ปานกลาง", "สูง", *[Cell("", down="continue")] * 3], [*RISK_ROW[1:6], "", "✓", *RISK_ROW[7:]]])), "risk-assessment", RISK, 1),
    "complaints": (lambda: book(("ก", [["เดือน", "ประเภทเรื่อง", "จำนวนเรื่องที่รับ", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ"], ["ตุลาคม 2563", "จัดซื้อ", "๒ เรื่อง", 1, 1], ["รวม", None, 2, 1, 1]])), "complaint-statistics", COUNT, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_known_and_read(name):
    file, kind, first, count = LAYOUTS[name]
    found, made = table_of(file())
    assert found == kind
    assert len(made.table.items) == count
    assert {key: value for key, value in made.table.items[0].values.items() if not key.startswith("_")} == first
    assert not [note for note in made.table.notes if "อ่าน" in note.text]


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_word_of_a_layout_is_lost(name):
    """Every text in Thai is in a row, in the mapping's headings or in the report; a line of sums is counted there."""
    file = LAYOUTS[name][0]()
    _, made = table_of(file)
    table = made.table
    kept = json.dumps([item.values for item in table.items], ensure_ascii=False, default=str) + " ".join(column.heading for column in made.mapping.columns)
    kept = bare(kept + " ".join(note.text for note in [*table.left, *table.notes]) + " ".join(name for _, name in made.mapping.words))
    texts = [line for paragraph in read_document(*file).paragraphs() for line in paragraph.text.split("\n") if re.search("[ก-ฮ]{2}", line) and not line.startswith("รวม")]
    assert [text for text in texts if bare(text) not in kept and not _is_read_otherwise(text)] == []


def _is_read_otherwise(text):
    """Months, dates, units and words of choice are kept in the record's own form; names and prices apart."""
    return re.search(r"[๐-๙\d]|วิธี|กองคลัง|สำนักปลัด", text) is not None


def test_a_plan_of_measures_is_no_register():
    assert kind_of(read_document(*word(*plan_tables())), YEAR) == (None, [])


def test_what_was_not_there_is_said_for_its_months():
    heads = ["เดือน", "ประเภทเรื่อง", "จำนวนเรื่องที่รับ", "แล้วเสร็จ"]
    _, made = table_of(book(("ก", [heads, ["ตุลาคม 2563", "จัดซื้อ", 2, 1], ["พฤศจิกายน 2563", "จัดซื้อ", "-", "-"]])))
    assert made.merged.top["periods_without"] == ["พ.ย. 2563"] and [row["period"] for row in made.merged.rows] == ["ต.ค. 2563"]
    _, made = table_of(book(("ต.ค.63", [SKR, SKR_ROW]), ("พ.ย.63", [SKR, ["ไม่มีการจัดซื้อจัดจ้าง"]])))
    assert made.merged.top["months_without"] == ["พ.ย. 2563"] and len(made.merged.rows) == 1


def test_what_the_rows_of_sums_say_is_compared():
    rows = [EGP, *EGP_ROWS, ["รวม", None, None, "500,000.00"]]
    _, made = table_of(book(("ก", rows)))
    assert [str(note.where.row) for note in made.table.notes] == ["4"]
    assert "500,000.00" in made.table.notes[0].text and "500,000.50" in made.table.notes[0].text


@pytest.mark.parametrize("cell", [CITIZEN, "นายสมมติ ใจดี (1-1017-00230-70-8)", "๑๑๐๑๗๐๐๒๓๐๗๐๘"])
def test_numbers_of_persons_are_taken_over_nowhere(cell):
    rows = [[*SKR, "เลขประจำตัวผู้เสียภาษี", "อื่น ๆ"], [*SKR_ROW[:6], f"{cell} 19,500.00 บาท" if "นาย" in cell else SKR_ROW[6], *SKR_ROW[7:], CITIZEN, cell]]
    _, made = table_of(book(("ต.ค.63", rows)))
    everything = text_of(made.mapping, "x") + str(made.table)
    assert CITIZEN not in everything.replace("-", "") and cell not in everything
    assert {note.where.column for note in made.table.refused} >= {10, 11}


@pytest.mark.parametrize(
    ("type", "text", "wanted"),
    [
        ("money", "๑,๒๓๔.๕๐ บาท", "1,234.50"), ("money", "12,000.-", "12,000.00"), ("signed", "(500.00)", "-500.00"), ("money", "1.999", None), ("money", "ฟรี", None),
        ("date", "44116", "12 ตุลาคม 2563"), ("date", "12/10/2020", "12 ตุลาคม 2563"), ("date", "๑๒ ต.ค. ๖๓", "12 ตุลาคม 2563"), ("date", "32/1/2563", None),
        ("month", "ประจำเดือน ธันวาคม 2563", "ธ.ค. 2563"), ("month", "ธ.ค.", "ธ.ค. 2563"), ("month", "ไตรมาส 1", None), ("period", "ภายในวันที่ 31 มี.ค. 2564", None), ("period", "ไตรมาส 1 และ 3", None), ("period", "รอบ 6 เดือนแรก", "ต.ค. 2563 – มี.ค. 2564"),
        ("count", "๒ เรื่อง", "2"), ("count", "1.5", None), ("rating", "3 (ปานกลาง)", "3"), ("rating", "6", None), ("method", "e-bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
    ],
)  # fmt: skip
def test_cells(type, text, wanted):
    if wanted is None:
        with pytest.raises(Unread):
            read(type, raw(text, None, YEAR))
    else:
        assert read(type, raw(text, None, YEAR)) == wanted


def test_two_things_in_one_cell():
    assert offers("1. บริษัท 2000 จำกัด เสนอราคา 1,200.00 บาท\n2. หจก. ข / 1,300.-") == [{"name": "บริษัท 2000 จำกัด", "price": "1,200.00"}, {"name": "หจก. ข", "price": "1,300.00"}]
    assert reference("เลขที่ 1/2564\nวันที่ 12 ต.ค. 63", YEAR) == ("1/2564", "12 ตุลาคม 2563")
    assert reference("3/2568ลว.๒๘/๒/๖๘", YEAR) == ("3/2568", "28 กุมภาพันธ์ 2568")
    assert reference("บันทึกข้อตกลง 12 ต.ค. 63", YEAR) == ("บันทึกข้อตกลง", "12 ตุลาคม 2563")
    for text in ("ร้าน ก", "ร้าน ก 20,000.00 บาท และอีกรายไม่เสนอ"):
        with pytest.raises(Unread):
            offers(text)


@pytest.mark.parametrize(
    "text",
    [
        "2/2568 ลว. 31 ก.พ. 2568", "3/2568 ลว. 29 ก.พ. 2568", "3/2568 ลงวันที่ 31/06/2568", "3/2568 วันที่ 31 เมษายน 2568", "3/2568 31 พฤศจิกายน 2567",
        "5/2568 32 ม.ค. 2568", "3/2568 วันที่ 131 เมษายน 2568", "1/64/3/63", "31 ก.พ. 2568", "1/2568 ลว. 31/02/2025", "1/25681 ต.ค. 2567",
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_told_and_never_becomes_another(text):
    _, made = table_of(book(("ต.ค.63", [SKR, [*SKR_ROW[:8], text]])))
    values = made.table.items[0].values
    assert values["number"] == text and "on" not in values
    assert [note.text for note in made.table.notes if "อ่าน" in note.text] == [f"อ่านเลขที่และวันที่ของสัญญา “{text}” ไม่ได้"]


@pytest.mark.parametrize("day", ["31 กุมภาพันธ์ 2564", "31 มีนาคม 25644", "131 มีนาคม 2564"])
def test_the_day_of_the_figures_is_no_part_of_another(day):
    _, made = table_of(book(("แผน", [[f"ข้อมูล ณ วันที่ {day}"], EGP, EGP_ROWS[0]])))
    assert made.table.as_of == ""


def test_the_mapping_file_is_read_back_as_it_was_written():
    _, made = table_of(LAYOUTS["e-LAAS with two merged heading rows"][0]())
    again = read_mapping(text_of(made.mapping, "x.xlsx").encode(), "budget-report", YEAR)
    assert [(column.heading, column.choice[0], *column.choice[2:]) for column in again.columns] == [(column.heading, column.choice[0], *column.choice[2:]) for column in made.mapping.columns]
    assert (again.settings, again.words, again.defaults) == (made.mapping.settings, made.mapping.words, made.mapping.defaults)


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Site:
    """A copy of the real site, and the export that is imported into it."""

    def __init__(self, root, folder):
        self.root, self.file = root, folder / "export.xlsx"
        self.mapping = root / "imports/procurement-plan-2564.yml"
        self.record = root / "measures/2564/registers/procurement-plan.yml"

    def run(self, rows, *options):
        self.file.write_bytes(book(("แผน", rows))[0])
        return import_document.main([str(self.file), "--year", "2564", "--root", str(self.root), *options])


@pytest.fixture
def site(site_copy, tmp_path):
    return Site(site_copy(), tmp_path)


ROWS = [["ข้อมูล ณ วันที่ 31 มีนาคม 2564"], [*EGP, "สถานะ"], [*EGP_ROWS[0], "ลงนามในสัญญา"], [*EGP_ROWS[1], "พิเศษ"]]


def test_what_is_proposed_is_confirmed_before_anything_is_imported(site, capsys):
    assert site.run(ROWS, "--yes") == 1  # “พิเศษ” is for a person to decide
    assert OPEN in site.mapping.read_text(encoding="utf-8") and not site.record.exists()
    assert site.mapping.name in capsys.readouterr().out
    site.mapping.write_text(site.mapping.read_text(encoding="utf-8").replace(OPEN, "not-started"), encoding="utf-8", newline="\n")
    assert site.run(ROWS) == 0
    assert "status: under-way" in site.record.read_text(encoding="utf-8") and "status: not-started" in site.record.read_text(encoding="utf-8")
    assert site.run(ROWS) == 0
    assert "ไม่มีอะไรต้องเปลี่ยน" in capsys.readouterr().out


def test_a_column_of_numbers_is_no_name_of_anything(site, capsys):
    """Complaints by month with a column for each kind: what their figures are, only a person knows."""
    site.run([["เดือน", "เรื่องร้องเรียนทั่วไป", "เรื่องร้องเรียนการทุจริต", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ"], ["ต.ค. 2563", "2", "๐", "1", "1"]], "--kind", "complaint-statistics")
    assert "ตารางต้องมีหัวคอลัมน์ เช่น แล้วเสร็จ ช่วงเดือน รับเรื่อง ประเภทเรื่อง" in capsys.readouterr().out


def test_a_table_that_may_be_several_things_is_not_imported_unasked(site, capsys):
    before = sorted((site.root / "measures").rglob("*"))
    assert site.run([["ลำดับ", "ชื่อโครงการ", "งบประมาณ", "ผู้รับผิดชอบ"], [1, "ก", 5, "กองคลัง"]], "--yes") == 1
    assert "--kind procurement-plan" in capsys.readouterr().out and sorted((site.root / "measures").rglob("*")) == before
    assert site.run([["ลำดับ", "ชื่อโครงการ", "งบประมาณ", "ผู้รับผิดชอบ"], [1, "ก", 5, "กองคลัง"]], "--kind", "procurement-plan") == 1
    assert "defaults › method" in capsys.readouterr().out


def test_at_a_terminal_what_is_open_is_asked(site, monkeypatch):
    asked = []
    monkeypatch.setattr(import_register_command, "at_terminal", lambda: True)
    monkeypatch.setattr(import_register_command, "question", lambda text: asked.append(text) or "not-started")
    monkeypatch.setattr(import_register_command, "agreed", lambda text: True)
    assert site.run(ROWS) == 0
    assert len(asked) == 1 and "พิเศษ" in asked[0]
    assert "status: not-started" in site.record.read_text(encoding="utf-8")


def imported(site):
    rows = [row[:6] for row in ROWS]
    assert site.run(rows) == 1  # the first time proposes
    assert site.run(rows) == 0  # the second confirms
    return rows


def test_a_newer_export_changes_what_it_changed_and_no_edit_by_hand(site, capsys):
    rows = imported(site)
    text = site.record.read_text(encoding="utf-8").replace("title: จ้างเหมา", "title: จ้างเหมา (แก้ด้วยมือ)\n    note: เลื่อน")
    site.record.write_text(text, encoding="utf-8", newline="\n")
    newer = [["ข้อมูล ณ วันที่ 30 เมษายน 2564"], EGP, [1, *EGP_ROWS[0][1:3], 480001, *EGP_ROWS[0][4:]], [2, "P64010000002", "จ้างเหมาใหม่", *EGP_ROWS[1][3:]], [3, "P64010000003", "งานใหม่", 5, "ม.ค. 64", "คัดเลือก"]]
    assert site.run(newer) == 1 and site.record.read_text(encoding="utf-8") == text  # shown, not written unasked
    assert site.run(newer, "--yes") == 0
    now = site.record.read_text(encoding="utf-8")
    assert "as_of: 30 เมษายน 2564" in now and "budget: 480,001.00" in now and "title: จ้างเหมา (แก้ด้วยมือ)\n    note: เลื่อน" in now and "- id: p-003" in now
    assert "แก้ด้วยมือแล้ว คงไว้ตามเดิม" in capsys.readouterr().out
    assert site.run(rows[:3], "--yes") in (0, 1) and "p-003" in site.record.read_text(encoding="utf-8")  # a row that is gone stays, and is told


def test_what_would_not_pass_the_check_is_not_written(site, capsys):
    rows = [ROWS[0][:6], EGP, [*EGP_ROWS[0][:3], "มากมาย", *EGP_ROWS[0][4:]], EGP_ROWS[1], EGP_ROWS[1]]
    site.run(rows)
    assert site.run(rows) == 1
    out = capsys.readouterr().out
    assert not site.record.exists() and "“มากมาย” ไม่ใช่จำนวนเงิน" in out and "แถว 3 คอลัมน์ 4" in out


def test_a_mapping_with_a_field_that_is_not_there_is_refused_at_its_line(site, capsys):
    site.run([row[:6] for row in ROWS])
    site.mapping.write_text(site.mapping.read_text(encoding="utf-8").replace("field: budget", "field: money"), encoding="utf-8", newline="\n")
    assert site.run([row[:6] for row in ROWS]) == 2
    assert "imports/procurement-plan-2564.yml:" in capsys.readouterr().err


def test_a_month_is_added_and_the_others_stay(site_copy, tmp_path):
    root = site_copy()
    for title, rows in (("ต.ค.63", [SKR, SKR_ROW]), ("พ.ย.63", [SKR, [*SKR_ROW[:1], "จ้างทำของ", *SKR_ROW[2:]]])):
        (tmp_path / "m.xlsx").write_bytes(book((title, rows))[0])
        assert import_document.main([str(tmp_path / "m.xlsx"), "--year", "2564", "--root", str(root), "--yes"]) == 0
    text = (root / "measures/2564/registers/procurement-results.yml").read_text(encoding="utf-8")
    assert "c-2563-10-01" in text and "c-2563-11-01" in text and "as_of: 30 พฤศจิกายน 2563" in text
