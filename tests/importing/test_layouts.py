"""Other agencies make their tables otherwise. None of it may be lost, and what is plain must be read right."""

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from plan_file import empty_site, missing_words
from word import PAGE, Cell, Table, docx

from macros.importing.importer import import_plan
from macros.importing.reading import read_document

FIRST = "๑. สร้างความเข้าใจเรื่องงบประมาณ"
SECOND = "๒. ปลูกจิตสำนึกการบริการ"
THIRD = "๓. เปิดเผยข้อมูลให้ครบถ้วน"
STEPS = "๑. ประชุมชี้แจงบุคลากร\n๒. ติดประกาศที่สำนักงาน"
PLAN_LINE = "<u>แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ</u>\n๑. ตรวจสอบข้อมูล\n๒. เสนอผู้บริหาร"
REPORT_LINE = "<u>รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี</u>\n๑. รวบรวมข้อมูล\n๒. สรุปผล\n๓. เผยแพร่"
CLERK, FINANCE, PLANNING = "สำนักปลัดเทศบาล", "กองคลัง", "(ฝ่ายแผนงานและงบประมาณ) สำนักปลัดเทศบาล"
WHEN, THEN = "ธ.ค. ๖๓ – มี.ค. ๖๔", "รายงานในที่ประชุมประจำเดือนเมษายน ๒๕๖๔"
HEADING = ["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]
REST = [WHEN, THEN]


def plain(text):
    return text.replace("<u>", "").replace("</u>", "")


def as_table(rows, heading=HEADING):
    return [Table([heading, *rows])]


USUAL = [[FIRST, STEPS, PLANNING, *REST], [SECOND, STEPS, f"{CLERK}\n{FINANCE}", *REST], [THIRD, PLAN_LINE, FINANCE, *REST], ["", REPORT_LINE, FINANCE, *REST]]
READ = {
    "m1": (2, ["planning"]), "m2": (2, ["clerk", "finance"]), "m3-1": (2, ["finance"]), "m3-2": (3, ["finance"]),
}  # fmt: skip


def another_order():
    order = [2, 3, 0, 4, 1]
    return as_table([[row[place] for place in order] for row in USUAL], [HEADING[place] for place in order])


def more_columns():
    heading = ["ลำดับที่", *HEADING[:3], "งบประมาณ", *HEADING[3:], "ตัวชี้วัด", "หมายเหตุ"]
    rows = [[str(n), *row[:3], f"{n},๐๐๐ บาท", *row[3:], f"ร้อยละ {n}๐", f"หมายเหตุที่ {n}"] for n, row in enumerate(USUAL, 1)]
    rows[3][0] = ""
    return as_table(rows, heading)


def no_merged_cells():
    """The measure's name stands in each of its rows."""
    rows = [list(row) for row in USUAL]
    rows[3][0] = THIRD
    return as_table(rows)


def merged_cells():
    rows = [list(row) for row in USUAL]
    rows[2][0], rows[3][0] = Cell(THIRD, down="restart"), Cell("", down="continue")
    rows[2][3], rows[3][3] = Cell(WHEN, down="restart"), Cell("", down="continue")
    rows[2][2], rows[3][2] = Cell(FINANCE, down="restart"), Cell("", down="continue")
    return as_table(rows)


def bold_headings():
    return as_table([[cell.replace("<u>", "<b>").replace("</u>", "</b>") for cell in row] for row in USUAL])


def plain_headings():
    return as_table([[plain(cell) for cell in row] for row in USUAL])


def other_numbers():
    """1) and ข้อ 1, lines of one cell in one paragraph."""
    rows = []
    for row in USUAL:
        steps = row[1]
        for thai, number in zip("๑๒๓", "123"):
            steps = steps.replace(f"{thai}. ", f"{number}) ")
        rows.append([row[0].replace("๑. ", "มาตรการที่ 1 ").replace("๒. ", "มาตรการที่ 2 ").replace("๓. ", "มาตรการที่ 3 "), steps.replace("\n", "<br>"), *row[2:]])
    return as_table(rows)


def steps_run_on():
    """Everything of a cell is one line."""
    return as_table([[row[0], row[1].replace("\n", " "), *row[2:]] for row in USUAL])


def extra_heading_rows():
    top = [Cell("แผนปฏิบัติการตามมาตรการ", across=5)]
    return [Table([top, HEADING, ["(๑)", "(๒)", "(๓)", "(๔)", "(๕)"], *USUAL, [Cell("หมายเหตุท้ายตาราง เอกสารนี้ใช้ภายใน", across=5)]])]


def two_level_heading():
    """“ระยะเวลา” over “เริ่ม” and “สิ้นสุด”, and each step cell as wide as two columns of the grid."""
    first = [Cell("มาตรการ", down="restart"), Cell("วิธีการดำเนินการ", down="restart", across=2), Cell("ผู้รับผิดชอบ", down="restart"), Cell("ระยะเวลา", across=2), Cell("การติดตามผล", down="restart")]
    second = [Cell("", down="continue"), Cell("", down="continue", across=2), Cell("", down="continue"), "เริ่ม", "สิ้นสุด", Cell("", down="continue")]
    rows = [[row[0], Cell(row[1], across=2), row[2], "ธ.ค. ๖๓", "มี.ค. ๖๔", row[4]] for row in USUAL]
    return [Table([first, second, *rows])]


def several_pages():
    return [Table([HEADING, *USUAL[:3]]), PAGE, Table([HEADING, USUAL[3]])]


def heading_only_once():
    return [Table([HEADING, *USUAL[:2]]), "ต่อหน้าถัดไป", Table(USUAL[2:])]


def continued_by_name():
    rows = [list(row) for row in USUAL]
    rows[3][0] = f"{THIRD} (ต่อ)"
    return [Table([HEADING, *rows[:3]]), Table([HEADING, rows[3]])]


def nested():
    """The plan's table stands in a cell of a table that only frames the page."""
    return [Table([[Cell("ส่วนที่ ๒ แผนงาน", table=as_table(USUAL)[0])]])]


def own_column_for_lines():
    rows = []
    for row in USUAL:
        title, _, steps = row[1].rpartition("</u>\n")
        rows.append([row[0], title.replace("<u>", ""), steps, *row[2:]])
    return as_table(rows, ["มาตรการ", "กิจกรรม", *HEADING[1:]])


def broken_row():
    """A page broke within a row: its second half stands in a row of its own, the cells beside it empty."""
    title, one, two, three = REPORT_LINE.split("\n")
    halves = [["", f"{title}\n{one}", FINANCE, *REST], ["", f"{two}\n{three}", "", "", ""]]
    return [Table([HEADING, *USUAL[:3], halves[0]]), Table([HEADING, halves[1]])]


def uneven_grid():
    """Borders drawn by hand: the body's columns are shifted a little against the heading's."""
    heading = [Cell("มาตรการ", across=2), Cell("วิธีการดำเนินการ"), *HEADING[2:]]
    rows = [[Cell(row[0]), Cell(row[1], across=2), *row[2:]] for row in USUAL]
    return [Table([heading, *rows], widths=(2000, 90, 3000, 1500, 1500, 1500))]


LAYOUTS = (
    another_order, more_columns, no_merged_cells, merged_cells, bold_headings, plain_headings, other_numbers, steps_run_on,
    extra_heading_rows, two_level_heading, several_pages, heading_only_once, continued_by_name, nested, own_column_for_lines,
    broken_row, uneven_grid,
)  # fmt: skip


def read(made):
    return {line.get("id", measure["id"]): (len(line["steps"]), line["responsible"]) for measure in made.merged.measures for line in measure["lines"]}


def of_docx(blocks):
    return import_plan(read_document(docx(*blocks), "plan.docx"), 2564, empty_site())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_another_layout_is_read_and_loses_nothing(layout):
    made = of_docx(layout())
    assert read(made) == READ
    assert {line["period"] for measure in made.merged.measures for line in measure["lines"]} == {"ธ.ค. 2563 – มี.ค. 2564"}
    assert {line["follow_up_month"] for measure in made.merged.measures for line in measure["lines"]} == {"เม.ย. 2564"}
    assert [line.get("repairs") for line in made.merged.measures[2]["lines"]] == [["2563/O21"], ["2563/O24"]]
    assert made.lost == []
    assert missing_words(layout(), made) == []


def lines_below_their_measure(title_row):
    """One column for measures and their lines: ๑. is the measure, ๑.๑ and ๑.๒ are lines of it."""
    row = [STEPS, FINANCE, *REST]
    return as_table([
        title_row(FIRST), ["๑.๑ ประชุมชี้แจงงบประมาณ", *row], ["๑.๒ ติดตามการใช้งบประมาณ", *row],
        title_row(SECOND), ["๒.๑ อบรมการบริการ", *row],
    ], ["มาตรการ / แนวทาง", *HEADING[1:]])  # fmt: skip


@pytest.mark.parametrize("title_row", [lambda title: [Cell(title, across=5)], lambda title: [title, "", "", "", ""]], ids=["across", "alone"])
def test_lines_may_stand_below_their_measure_in_one_column(title_row):
    blocks = lines_below_their_measure(title_row)
    made = of_docx(blocks)
    measures = [(measure["id"], measure["number"], measure["title"], [line.get("title") for line in measure["lines"]]) for measure in made.merged.measures]
    assert measures == [
        ("m1", 1, FIRST[3:], ["ประชุมชี้แจงงบประมาณ", "ติดตามการใช้งบประมาณ"]),
        ("m2", 2, SECOND[3:], ["อบรมการบริการ"]),
    ]  # fmt: skip
    assert "ไม่มีรายการใดครบถ้วน" not in made.report and made.lost == [] and missing_words(blocks, made) == []


def test_numbers_of_two_levels_that_no_measure_leads_are_measures_themselves():
    made = of_docx(as_table([["๑.๑ ประชุมชี้แจง", STEPS, FINANCE, *REST], ["๑.๒ ติดตามผล", STEPS, FINANCE, *REST]]))
    assert [measure["title"] for measure in made.merged.measures] == ["ประชุมชี้แจง", "ติดตามผล"]


def test_columns_without_a_field_end_in_the_report():
    report = of_docx(more_columns()).report.split("ไม่ได้นำเข้า")[-1]
    assert all(f"ตาราง 1 แถว {n + 1} คอลัมน์ 9: หมายเหตุที่ {n}\n" in report for n in range(1, 5))


def test_two_measures_in_one_cell_share_the_row_and_it_is_said():
    blocks = as_table([[f"{FIRST}\n{SECOND}", STEPS, CLERK, *REST]])
    made = of_docx(blocks)
    assert read(made) == {"m1": (2, ["clerk"]), "m2": (2, ["clerk"])}
    assert "ช่องเดียวมี 2 มาตรการ" in made.report and "ใช้ขั้นตอน ผู้รับผิดชอบ และเวลาชุดเดียวกัน" in made.report
    assert made.lost == [] and missing_words(blocks, made) == []


def test_two_measures_with_two_lists_of_steps_go_by_order():
    made = of_docx(as_table([[f"{FIRST}\n{SECOND}", f"{STEPS}\n๑. ทำคู่มือ", CLERK, *REST]]))
    assert read(made) == {"m1": (2, ["clerk"]), "m2": (1, ["clerk"])}
    assert "จับคู่ตามลำดับ" in made.report


def test_several_lines_in_one_row_have_the_rows_unit_and_time():
    made = of_docx(as_table([[THIRD, f"{PLAN_LINE}\n{REPORT_LINE}", FINANCE, *REST]]))
    assert read(made) == {"m3-1": (2, ["finance"]), "m3-2": (3, ["finance"])}
    assert made.lost == []


def test_lettered_parts_stay_in_their_step():
    made = of_docx(as_table([[FIRST, "๑. กำหนดนโยบาย ดังนี้\n(๑) กำลังคน\n(๒) การบรรจุ\n- ย่อย\n๒. ประกาศใช้", CLERK, *REST]]))
    assert made.merged.measures[0]["lines"][0]["steps"] == ["กำหนดนโยบาย ดังนี้\n(1) กำลังคน\n(2) การบรรจุ\n- ย่อย", "ประกาศใช้"]


def test_a_cell_left_empty_means_as_above_and_is_said():
    made = of_docx(as_table([[THIRD, PLAN_LINE, FINANCE, *REST], ["", REPORT_LINE, "", WHEN, ""]]))
    assert read(made)["m3-2"] == (3, ["finance"])
    assert made.report.count("ใช้ค่าเดียวกับรายการก่อนหน้า") == 2


def test_a_line_that_nobody_answers_for_is_left_out_and_said():
    blocks = as_table([[FIRST, STEPS, "", *REST], [SECOND, STEPS, CLERK, *REST]])
    made = of_docx(blocks)
    assert read(made) == {"m2": (2, ["clerk"])}
    assert "ไม่มีผู้รับผิดชอบ" in made.report and "นำเข้ามาตรการนี้ไม่ได้" in made.report
    assert made.lost == [] and missing_words(blocks, made) == []


@pytest.mark.parametrize(
    "written, period, said",
    [
        ("ตลอดปีงบประมาณ", "ต.ค. 2563 – ก.ย. 2564", "“ตลอดปีงบประมาณ” อ่านเป็น"),
        ("ไตรมาส ๑ - ๒", "ต.ค. 2563 – มี.ค. 2564", "อ่านเป็น"),
        ("ตุลาคม ๒๕๖๓ ถึง มีนาคม ๒๕๖๔", "ต.ค. 2563 – มี.ค. 2564", ""),
        ("ต.ค. - ธ.ค.", "ต.ค. 2563 – ธ.ค. 2563", "อ่านเป็น"),
        ("๑ ต.ค. ๒๕๖๓ - ๓๐ ก.ย. ๒๕๖๔", "ต.ค. 2563 – ก.ย. 2564", "อ่านเป็น"),
        ("วันที่ ๑๕ ธันวาคม ๒๕๖๓ ถึง ๓๑ มีนาคม ๒๕๖๔", "ธ.ค. 2563 – มี.ค. 2564", "อ่านเป็น"),
        ("เมื่อพร้อม", "ต.ค. 2563 – ก.ย. 2564", "อ่านระยะเวลา “เมื่อพร้อม” ไม่ได้"),
        ("", "ต.ค. 2563 – ก.ย. 2564", "ไม่มีระยะเวลา"),
    ],
)
def test_periods(written, period, said):
    made = of_docx(as_table([[FIRST, STEPS, CLERK, written, THEN]]))
    line = made.merged.measures[0]["lines"][0]
    assert line["period"] == period and said in made.report
    assert ("source_notes" in line) == (not written or written.startswith(("เมื่อพร้อม", "วันที่ ๑๕")))
    assert made.lost == []


def test_a_doubt_names_the_cell_that_it_is_about():
    report = of_docx(as_table([[FIRST, STEPS, CLERK, "ตลอดปีงบประมาณ", ""], [SECOND, STEPS, "นายสมชาย ใจดี", *REST]])).report
    assert "  ตาราง 1 แถว 2 คอลัมน์ 4: ระยะเวลา “ตลอดปีงบประมาณ” อ่านเป็น" in report
    assert "  ตาราง 1 แถว 2: ไม่มีการติดตามผล" in report and "  ตาราง 1 แถว 3 คอลัมน์ 3: ไม่มีผู้รับผิดชอบ" in report


def workbook(rows, merged=(), change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([rich(cell) for cell in row])
    for area in merged:
        sheet.merge_cells(area)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rich(text):
    if "<u>" not in text:
        return text
    title, _, rest = text.removeprefix("<u>").partition("</u>")
    return CellRichText(TextBlock(InlineFont(u="single"), title), rest)


def of_sheet(data, name="plan.xlsx"):
    return import_plan(read_document(data, name), 2564, empty_site())


def test_a_workbook_with_merged_cells():
    rows = [["แผนปี ๒๕๖๔", "", "", "", ""], HEADING, *USUAL]
    made = of_sheet(workbook(rows, merged=["A1:E1", "A5:A6"]))
    assert read(made) == READ
    assert made.lost == [] and missing_words([Table(rows)], made) == []
    assert "แผ่นงาน “Sheet” ตาราง 1 แถว 1" in made.report


def test_a_workbook_with_bold_headings_dates_and_numbers():
    def change(book):
        import datetime

        sheet = book.active
        sheet["A2"], sheet["D2"] = 1, datetime.datetime(2020, 12, 1)
        sheet["B2"].font = Font(bold=True)

    made = of_sheet(workbook([["ลำดับ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "วิธีการ"], ["", "ความโปร่งใส", CLERK, "", STEPS]], change=change))
    assert [(m["number"], m["title"], m["lines"][0]["period"]) for m in made.merged.measures] == [(1, "ความโปร่งใส", "ธ.ค. 2563")]


def test_a_csv_file():
    import csv

    stream = io.StringIO()
    csv.writer(stream).writerows([HEADING, *([plain(cell) for cell in row] for row in USUAL)])
    assert read(of_sheet(b"\xef\xbb\xbf" + stream.getvalue().encode(), "plan.csv")) == READ
    assert read(of_sheet(stream.getvalue().encode("cp874", "replace"), "plan.csv")) == READ
