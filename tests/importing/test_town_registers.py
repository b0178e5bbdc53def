"""Tables of figures as small towns make them: what is printed wrong is told, and what stands otherwise than in the forms is read."""

import pytest
from plan_file import empty_site
from test_registers import CONTRACT, EGP, EGP_ROWS, book, table_of

from macros.importing.reading import read_document
from macros.importing.registers.importer import import_register, kind_of
from macros.importing.registers.mapping import OPEN, text_of
from macros.site.commands import import_document


@pytest.mark.parametrize("heading", ["คะแนน", "คะแนน (โอกาส × ผลกระทบ)", "ระดับความเสี่ยง", "ค่าความเสี่ยง", "Risk Score"])
def test_a_score_that_is_not_the_product_of_its_marks_is_told_at_its_place(heading):
    heads = ["ที่", "กระบวนงาน", "เหตุการณ์ความเสี่ยง", "คะแนนโอกาส", "คะแนนผลกระทบ", heading, "มาตรการป้องกัน", "ผู้รับผิดชอบ", "ระยะเวลา"]
    row = ["สลับผู้ตรวจ", "กองคลัง", "ต.ค. ๖๓ – ก.ย. ๖๔"]
    kind, made = table_of(book(("ก", [heads, [1, "ตรวจรับ", "เอื้อประโยชน์", "๒", 5, 9, *row], [2, "จัดซื้อ", "กีดกัน", 2, 5, "๑๐", *row]])))
    assert kind == "risk-assessment" and [item.values["likelihood"] + item.values["impact"] for item in made.table.items] == ["25", "25"]
    assert made.mapping.words == {} and [(note.where.row, note.where.column) for note in made.table.notes if "9 ไม่เท่ากับโอกาส 2 × ผลกระทบ 5 = 10" in note.text] == [(2, 6)]


BY_SUBJECT = [
    ["สถิติเรื่องร้องเรียน"], ["เดือน", "ทุจริต", None, "การให้บริการ", None, "รวม", None], [None, "รับ", "แล้วเสร็จ", "รับ", "แล้วเสร็จ", "รับ", "แล้วเสร็จ"],
    ["ต.ค. 2563", "๑", 1, "-", 0, 1, 1], ["พ.ย. 2563", 0, 0, 2, 1, 2, 1], ["รวม", 1, 1, 2, 1, 3, 2],
]  # fmt: skip
BY_COUNT = [
    ["สถิติเรื่องร้องเรียน"], ["เดือน", "จำนวนเรื่องที่รับ", None, "แล้วเสร็จ", None], [None, "ทุจริต", "การให้บริการ", "ทุจริต", "การให้บริการ"],
    ["ต.ค. 2563", 1, 0, 1, 0], ["พ.ย. 2563", 0, 2, 0, 1], ["รวม", 1, 2, 1, 1],
]  # fmt: skip
BY_MONTH = [["ที่", "ประเภทเรื่อง", "ต.ค. 2563", None, "พ.ย. 2563", None], [None, None, "รับ", "แล้วเสร็จ", "รับ", "แล้วเสร็จ"], [1, "ทุจริต", 1, 1, 0, 0], [2, "การให้บริการ", 0, 0, 2, 1]]


@pytest.mark.parametrize("rows, merged", [(BY_SUBJECT, ["A2:A3", "B2:C2", "D2:E2", "F2:G2"]), (BY_SUBJECT, []), (BY_COUNT, ["A2:A3", "B2:C2", "D2:E2"]), (BY_MONTH, ["A1:A2", "B1:B2", "C1:D1", "E1:F1"])])
def test_complaints_may_have_a_group_of_columns_for_each_subject_or_month(rows, merged):
    kind, made = table_of(book(("ก", rows), merged=merged))
    found = {(item.values["period"], item.values["subject"]): (item.values["received"], item.values["done"]) for item in made.table.items}
    october, november = (("ต.ค. 2563", subject) for subject in ("ทุจริต", "การให้บริการ")), (("พ.ย. 2563", subject) for subject in ("ทุจริต", "การให้บริการ"))
    assert kind == "complaint-statistics" and found == dict(zip([*october, *november], [("1", "1"), ("0", "0"), ("0", "0"), ("2", "1")]))
    assert len(made.table.items) == 4 and not made.open and made.table.totals == ({"received": "3.00", "done": "2.00"} if rows is BY_SUBJECT else {})
    assert not [note for note in made.table.notes if "แถวรวม" in note.text] and not [note for note in made.table.left if note.text != "สถิติเรื่องร้องเรียน"]


def test_sums_of_a_cross_table_are_compared():
    _, made = table_of(book(("ก", [*BY_SUBJECT[:-1], ["รวม", 1, 1, 4, 1, 5, 2]])))
    assert [(note.where.row, note.where.column) for note in made.table.notes if "แถวรวม" in note.text] == [(6, 4), (6, 6)]


def test_complaints_of_one_figure_each_are_not_guessed_and_the_headings_that_are_needed_are_said(site_copy, tmp_path, capsys):
    rows = [["สถิติเรื่องร้องเรียน"], ["เดือน", "ทุจริต", "การให้บริการ", "รวม"], ["ต.ค. 2563", 1, 0, 1], ["พ.ย. 2563", 0, 2, 2]]
    (tmp_path / "x.xlsx").write_bytes(book(("ก", rows))[0])
    assert import_document.main([str(tmp_path / "x.xlsx"), "--year", "2564", "--root", str(site_copy())]) == 1
    assert "จำนวนเรื่องที่รับ แล้วเสร็จ" in capsys.readouterr().out


def test_the_sum_of_a_part_is_not_the_sum_of_all():
    rows = [["แผนงาน", "หมวดรายจ่าย", "งบประมาณอนุมัติ", "เบิกจ่าย ไตรมาส 1", "คงเหลือ"], ["แผนงานบริหาร", "งบบุคลากร", 1000, 400, 600], ["รวม", None, 1000, 400, 600], ["แผนงานศึกษา", "งบลงทุน", 500, 0, 500]]
    assert table_of(book(("ก", [*rows, ["รวม", None, 500, 0, 500]])))[1].table.totals == table_of(book(("ก", rows)))[1].table.totals == {}
    assert table_of(book(("ก", [*rows, ["รวมทั้งสิ้น", None, 1500, 400, 1100]])))[1].table.totals["approved"] == "1,500.00"


NAME = "แผนปฏิบัติการป้องกันการทุจริต เทศบาลตำบลดอนยายหอม พ.ศ. 2561–2565"


@pytest.mark.parametrize(
    "above, title",
    [
        ([NAME], NAME),
        (["รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ (รอบ ๖ เดือน)"], "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2564"),
        (["รายงานผล รอบ 6 เดือน"], OPEN),
        ([NAME, "แผนปฏิบัติการป้องกันการทุจริตของจังหวัด"], OPEN),
    ],
)
def test_the_heading_of_a_document_names_the_plan(above, title):
    head = ["โครงการ", "งบประมาณ", "หน่วยงานรับผิดชอบ", "ระยะเวลา", "ผลการดำเนินงาน", "เบิกจ่าย"]
    _, made = table_of(book(("ก", [*([text] for text in above), head, ["มิติที่ 1 สังคมไม่ทน"], ["อบรม", "-", "สำนักปลัดเทศบาล", "ต.ค. 63 - ก.ย. 64", "จัดแล้ว", "-"]])))
    assert made.mapping.settings["title"] == title


def test_names_and_prices_may_stand_in_columns_below_one_heading():
    head = ["ลำดับ", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินงบประมาณ", "วิธีซื้อ/จ้าง", "รายชื่อผู้เสนอราคา และราคาที่เสนอ", None, "ผู้ได้รับการคัดเลือก และราคา", None, "เหตุผล", "เลขที่และวันที่สัญญา", None]
    below = [None, None, None, None, "รายชื่อ", "ราคา", "รายชื่อ", "ราคา", None, "เลขที่", "วันที่"]
    row = ["๑", "ซื้อวัสดุ", "๒๐,๐๐๐.-", "เฉพาะเจาะจง", "ร้าน ก\nร้าน ข", "๑๙,๕๐๐\n๒๐,๐๐๐", "ร้าน ก", "๑๙,๕๐๐.-", "ราคาต่ำสุด", "๑/๒๕๖๔", "๑๒ ต.ค. ๖๓"]
    kind, made = table_of(book(("ต.ค.63", [head, below, row]), merged=("E1:F1", "G1:H1", "J1:K1")))
    values = {name: value for name, value in CONTRACT.items() if name in made.table.items[0].values}
    assert kind == "procurement-results" and made.table.items[0].values == values == CONTRACT and not made.open


@pytest.mark.parametrize("merged", [["D1:E1"], []])
def test_a_programme_below_the_heading_is_no_part_of_it(merged):
    head = [["ที่", "รายการ", "งบประมาณตามข้อบัญญัติ", "เบิกจ่าย", None, "คงเหลือ"], [None, None, None, "ต.ค.63-ธ.ค.63", "ม.ค.64-มี.ค.64", None]]
    rows = [["แผนงานบริหารงานทั่วไป"], ["1", "งบบุคลากร", "๑,๐๐๐.๐๐", 400, 100, 500], ["รวมแผนงานบริหารงานทั่วไป", None, 1000, 400, 100, 500], ["แผนงานการศึกษา"], ["2", "งบลงทุน", 500, 0, 0, 500]]
    _, made = table_of(book(("ก", [*head, *rows, ["รวมทั้งสิ้น", None, 1500, 400, 100, 1000]]), merged=merged))
    assert [(item.values["group"], item.values["title"], [one["amount"] for one in item.values["spending"]]) for item in made.table.items] == [
        ("แผนงานบริหารงานทั่วไป", "งบบุคลากร", ["400.00", "100.00"]), ("แผนงานการศึกษา", "งบลงทุน", ["0.00", "0.00"]),
    ]  # fmt: skip
    assert made.table.totals == {"approved": "1,500.00", "spent": "500.00", "balance": "1,000.00"} and not [note for note in made.table.notes if "แถวรวม" in note.text]


def test_baht_and_satang_in_two_columns_are_one_amount():
    head = [["แผนงาน", "หมวดรายจ่าย", "งบประมาณอนุมัติ", None, "เบิกจ่าย ไตรมาส 1", None, "คงเหลือ", None], [None, None, "บาท", "สต.", "บาท", "สตางค์", "บาท", "สต."]]
    rows = [["แผนงานบริหาร", "งบบุคลากร", "๑,๐๐๐", "๕๐", "400", "-", "600", "50"], [None, "งบลงทุน", 500, 0, "-", 5, 499, 95], ["รวม", None, "1,500", "50", "400", "05", "1,100", "45"]]
    _, made = table_of(book(("ก", [*head, *rows]), merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1")))
    assert [(item.values["approved"], item.values["spending"][0]["amount"], item.values["balance"]) for item in made.table.items] == [("1,000.50", "400.00", "600.50"), ("500.00", "0.05", "499.95")]
    assert made.table.totals == {"approved": "1,500.50", "spent": "400.05", "balance": "1,100.45"} and made.table.left == []


def test_a_ditto_in_a_register_is_what_stands_above():
    rows = [EGP, EGP_ROWS[0], [2, "P64010000002", "จ้าง", "5,000", '"', "-”-"]]
    _, made = table_of(book(("ก", rows)))
    assert [(item.values["planned"], item.values["method"]) for item in made.table.items] == [("ธ.ค. 2563", "เฉพาะเจาะจง")] * 2 and made.mapping.words == {}


RISK = ["ที่", "กระบวนงาน", "เหตุการณ์ความเสี่ยง", "โอกาส", "ผลกระทบ", "มาตรการป้องกัน", "ผู้รับผิดชอบ", "ระยะเวลา"]


def risks(*units):
    rows = [[number, "ตรวจรับ", f"เอื้อประโยชน์ {number}", 2, 5, "สลับผู้ตรวจ", unit, "ต.ค. ๖๓ – ก.ย. ๖๔"] for number, unit in enumerate(units, 1)]
    return book(("ก", [RISK, *rows]))


def test_letters_of_an_office_are_proposed_as_its_id():
    assert table_of(risks("กค.", "กสส."))[1].mapping.words == {("unit", "กค."): "finance", ("unit", "กสส."): OPEN}


def test_a_person_in_the_column_of_units_is_no_word_to_ask():
    """Nor does the mapping file, which is kept with the records, hold the name."""
    made = table_of(risks("นายสมชาย ใจดี กองคลัง", "กองช่าง (นางมาลี รักดี)", "๑. นายสมชาย ใจดี\n๒. นางมาลี รักดี นักวิชาการคลัง"))[1]
    assert [item.values["unit"] for item in made.table.items] == ["finance", "engineering", OPEN] and made.mapping.words == {}
    assert made.mapping.defaults == {"unit": OPEN} and "defaults › unit: ผู้รับผิดชอบ ตารางไม่ได้บอก หรือบอกไม่ครบทุกแถว" in made.open
    assert [note.text.partition(": ")[2] for note in made.table.refused] == ["“นายสมชาย ใจดี”", "“นางมาลี รักดี”", "“นายสมชาย ใจดี”", "“นางมาลี รักดี นักวิชาการคลัง”"]
    assert not any(name in text_of(made.mapping, "x.xlsx") for name in ("สมชาย", "มาลี"))


MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]


def ticked(columns, *rows):
    """``columns`` before the months; a row is what stands in them, and sign → months that bear it."""
    head = [[*columns, "ระยะเวลาดำเนินการ", *[None] * 11, "หน่วยงานรับผิดชอบ"], [*[None] * len(columns), *MONTHS, None]]
    filled = [[*row, *(sign if month in months else None for month in MONTHS), "กองช่าง"] for row, sign, months in rows]
    return book(("ก", [*head, *filled]), merged=[f"{'ABCD'[place]}1:{'ABCD'[place]}2" for place in range(len(columns))])


def test_months_that_are_ticked_in_a_procurement_plan_say_when_it_begins():
    road = [2, "จ้างก่อสร้างถนน", "1,200,000", "e-bidding"]
    kind, made = table_of(ticked(["ที่", "รายการ", "งบประมาณ", "วิธีจัดหา"], ([1, "ซื้อวัสดุ", 5000, "เฉพาะเจาะจง"], "✓", ["พ.ย."]), (road, "/", ["ม.ค.", "ก.พ."])))
    assert kind == "procurement-plan" and [item.values["planned"] for item in made.table.items] == ["พ.ย. 2563", "ม.ค. 2564"] and made.mapping.defaults == {}
    assert [note.text for note in made.table.notes if "หลายเดือน" in note.text] == ["ทำเครื่องหมายหลายเดือน ใช้เดือนแรก ม.ค. 2564 ไม่เก็บ ก.พ. 2564"]
    assert [(column.choice.field, column.choice.means) for column in made.mapping.columns][4:6] == [("planned", "ต.ค. 2563"), ("planned", "พ.ย. 2563")]


@pytest.mark.parametrize(("sign", "months"), [("✓", []), ("5,000", ["พ.ย."])])
def test_a_row_that_ticks_no_month_has_it_asked_for(sign, months):
    """Where a month is coloured or has an amount in it, the columns of the others look as if they were to be ticked."""
    rows = [([1, "ซื้อวัสดุ", 5000, "เฉพาะเจาะจง"], "✓", ["ม.ค."])] if not months else []
    _, made = table_of(ticked(["ที่", "รายการ", "งบประมาณ", "วิธีจัดหา"], *rows, ([2, "จ้างเหมา", 5000, "เฉพาะเจาะจง"], sign, months)))
    assert made.mapping.defaults == {"planned": OPEN} and made.table.items[-1].values["planned"] == OPEN
    assert [item.values["planned"] for item in made.table.items[:-1]] == ["ม.ค. 2564"] * len(rows)


def test_months_to_tick_alone_make_no_procurement_plan_of_projects_with_their_budgets():
    file = ticked(["ที่", "โครงการ", "งบประมาณ"], ([1, "อบรมคุณธรรม", 5000], "✓", ["พ.ย."]))
    assert "procurement-plan" not in kind_of(read_document(*file), 2564)[1]
    made = import_register(read_document(*file), "procurement-plan", 2564, empty_site(), None, {})
    assert [item.values["planned"] for item in made.table.items] == ["พ.ย. 2563"]


def test_a_month_said_in_words_goes_before_ticks():
    _, made = table_of(book(("ก", [[*EGP, "ต.ค.", "พ.ย."], [*EGP_ROWS[0], "/", None], [*EGP_ROWS[1], None, "/"]])))
    assert [item.values["planned"] for item in made.table.items] == ["ธ.ค. 2563", "ม.ค. 2564"]
