"""Plans as small towns make them: issues instead of measures, a table a measure, months to tick, dates of Excel."""

import datetime

import pytest
from plan_file import missing_words
from test_layouts import CLERK, FINANCE, FIRST, HEADING, REST, SECOND, STEPS, THEN, THIRD, WHEN, as_table, of_docx, of_sheet, read, workbook
from word import PAGE, Cell, Table

from macros.importing.build import NO_TICK, UNITS_ABOVE
from macros.importing.when import Reading, read_period
from macros.thai.digits import to_arabic


def titles(made):
    return [(measure["number"], measure["title"], len(measure["lines"])) for measure in made.merged.measures]


ISSUES = [
    ["ที่", "ประเด็น", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "การติดตาม"],
    [Cell("๑", down="restart"), Cell("การเผยแพร่ข้อมูล", down="restart"), "๑. รวบรวมข้อมูล", WHEN, FINANCE, THEN],
    [Cell("", down="continue"), Cell("", down="continue"), "๒. เผยแพร่บนเว็บไซต์", WHEN, CLERK, THEN],
    ["๒", "การใช้ทรัพย์สินของราชการ", "๑. ทำคู่มือ", WHEN, CLERK, THEN],
]


def test_a_column_of_issues_names_the_measures_where_no_other_does():
    made = of_docx([Table(ISSUES)])
    assert titles(made) == [(1, "การเผยแพร่ข้อมูล", 2), (2, "การใช้ทรัพย์สินของราชการ", 1)]
    assert made.lost == [] and missing_words([Table(ISSUES)], made) == []


def test_issues_stand_above_their_activities():
    made = of_docx(as_table([["การเผยแพร่ข้อมูล", "จัดทำประกาศ", CLERK, *REST], ["", "ติดประกาศ", CLERK, *REST]], ["ประเด็น", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]))
    assert [[line["title"] for line in measure["lines"]] for measure in made.merged.measures] == [["จัดทำประกาศ", "ติดประกาศ"]]


def test_issues_beside_measures_are_no_measures():
    made = of_docx(as_table([["การใช้งบประมาณ", FIRST, FINANCE, *REST]], ["ประเด็นที่ต้องพัฒนา", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]))
    assert titles(made) == [(1, FIRST[3:], 1)]


def test_every_office_is_also_one_that_the_plan_names_first():
    """A new agency's units come with its plan, some of them after the row that says all."""
    made = of_docx(as_table([[FIRST, STEPS, "ทุกส่วนราชการ", *REST], [SECOND, STEPS, "กองสวัสดิการสังคม (ฝ่ายพัฒนาชุมชน)\nคณะทำงาน ITA", *REST]]))
    first, second = (measure["lines"][0]["responsible"] for measure in made.merged.measures)
    tops = [unit.id for unit in made.built.units.all if unit.parent is None and unit.name != "คณะทำงาน ITA"]
    assert first == tops and "welfare" in first and len(second) == 2 and made.lost == []


WITHIN = "เอกสารต้นฉบับระบุระยะเวลาว่า “{}” ที่นี่แสดงเป็นช่วงเดือน"


@pytest.mark.parametrize(
    "written, period, is_all",
    [
        ("ภายในเดือนธันวาคม ๒๕๖๓", "ต.ค. 2563 – ธ.ค. 2563", False),
        ("ภายในวันที่ ๓๑ มี.ค. ๖๔", "ต.ค. 2563 – มี.ค. 2564", False),
        ("ให้แล้วเสร็จภายในไตรมาสที่ ๒", "ต.ค. 2563 – มี.ค. 2564", False),
        ("ตั้งแต่ ม.ค. ๖๔ เป็นต้นไป", "ม.ค. 2564 – ก.ย. 2564", False),
        ("๓๐ กันยายน ๒๕๖๔", "ก.ย. 2564", False),
        ("ต.ค. 2563 – 31 ธ.ค. 2563", "ต.ค. 2563 – ธ.ค. 2563", True),
        ("15 ต.ค. 2563 – ธ.ค. 2563", "ต.ค. 2563 – ธ.ค. 2563", False),
        ("ไตรมาสที่ ๒/๒๕๖๔", "ม.ค. 2564 – มี.ค. 2564", True),
        ("ไตรมาสที่ ๑ (ต.ค. - ธ.ค. ๖๓)", "ต.ค. 2563 – ธ.ค. 2563", True),
        ("รอบ ๖ เดือนแรก", "ต.ค. 2563 – มี.ค. 2564", True),
        ("6 เดือนหลัง (เม.ย. – ก.ย. ๖๔)", "เม.ย. 2564 – ก.ย. 2564", True),
        ("ไตรมาสที่ ๑ และ ๓", "ต.ค. 2563 – มิ.ย. 2564", False),
        ("ไตรมาสที่ ๑ จนถึงไตรมาสที่ ๒", "ต.ค. 2563 – มี.ค. 2564", True),
        ("ไตรมาส ๑−๓", "ต.ค. 2563 – มิ.ย. 2564", True),
    ],
)
def test_periods_as_towns_write_them(written, period, is_all):
    """What the months do not tell stands in the record; what is read with the help of the year is said."""
    made = of_docx(as_table([[FIRST, STEPS, CLERK, written, THEN]]))
    line = made.merged.measures[0]["lines"][0]
    assert line["period"] == period and f"อ่านเป็น {period}" in made.report and made.lost == []
    assert line.get("source_notes") == (None if is_all else [WITHIN.format(to_arabic(written))])


@pytest.mark.parametrize("written", ["ภายใน ๓๐ วัน", "ภายในธันวาคม ๒๕๖๕", "ไตรมาส ๒/๒๕๖๓", "ต.ค. ๖๓ (ธ.ค. ๖๓)", "ทุกเดือน ตั้งแต่ธันวาคม"])
def test_times_that_do_not_tell_their_months_are_the_whole_year_and_said(written):
    made = of_docx(as_table([[FIRST, STEPS, CLERK, written, THEN]]))
    assert made.merged.measures[0]["lines"][0]["period"] == "ต.ค. 2563 – ก.ย. 2564" and "อ่านระยะเวลา" in made.report


@pytest.mark.parametrize("written", ["ทุกเดือน", "ทุกวันที่ 5 ของเดือน", "ปีละ 2 ครั้ง", "ทุกไตรมาส", "ทุก ๖ เดือน", "อย่างน้อย 1 ครั้ง/ปี", "เป็นประจำทุกสัปดาห์"])
def test_how_often_is_said_in_the_record_and_read_as_no_time(written):
    made = of_docx(as_table([[FIRST, STEPS, CLERK, written, THEN]]))
    line = made.merged.measures[0]["lines"][0]
    assert line["period"] == "ต.ค. 2563 – ก.ย. 2564" and line["source_notes"] == [f"เอกสารต้นฉบับระบุระยะเวลาว่า “{to_arabic(written)}” ที่นี่แสดงทั้งปีงบประมาณ"]
    assert f"“{to_arabic(written)}” บอกว่าทำบ่อยเพียงใด" in made.report and "อ่านระยะเวลา" not in made.report and made.lost == []


def test_a_time_that_never_ends_is_no_time():
    assert read_period("ภายใน" * 20_000, 2564) == read_period("(" * 9_000, 2564) == Reading()


def test_days_of_excel_begin_and_end_a_period():
    heading = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "วันที่เริ่ม", "วันที่แล้วเสร็จ", "การติดตามผล"]

    def days(book):
        book.active["D2"], book.active["E2"] = datetime.datetime(2020, 10, 1), datetime.datetime(2021, 3, 31)

    made = of_sheet(workbook([heading, [FIRST, STEPS, CLERK, "", "", THEN]], change=days))
    assert made.merged.measures[0]["lines"][0]["period"] == "ต.ค. 2563 – มี.ค. 2564" and made.lost == []


MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]


def ticked(months, *rows):
    """Months side by side below one heading; each of ``rows`` is what stands in them."""
    fixed = ["ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
    above = [*(Cell(name, down="restart") for name in fixed), Cell("ระยะเวลาดำเนินการ", across=len(months)), Cell("การติดตาม", down="restart")]
    below = [*(Cell("", down="continue") for _ in fixed), *months, Cell("", down="continue")]
    titles = [FIRST, SECOND, THIRD]
    return [Table([above, below, *([str(n), titles[n - 1], STEPS, CLERK, *row, THEN] for n, row in enumerate(rows, 1))])]


def periods(made):
    return [(line["period"], line.get("source_notes", [""])[0]) for measure in made.merged.measures for line in measure["lines"]]


def test_ticks_below_months_are_the_time():
    blocks = ticked(MONTHS, ["", "✓", "✓", "", "", ""], ["-", Cell("<----->", across=4), "-"], ["", "", "", "", "", "/"])
    made = of_docx(blocks)
    assert periods(made) == [("พ.ย. 2563 – ธ.ค. 2563", ""), ("พ.ย. 2563 – ก.พ. 2564", ""), ("มี.ค. 2564", "")]
    assert "ตาราง 1 แถว 3: ระยะเวลา “พ.ย. – ธ.ค.” อ่านเป็น" in made.report and "<----->" in made.report
    assert made.lost == [] and missing_words(blocks, made) == []


def test_ticks_below_quarters_are_the_time_and_a_gap_is_said():
    made = of_docx(ticked([f"ไตรมาสที่ {n}" for n in "๑๒๓๔"], ["x", "", "x", ""], ["", "", "●", "●"]))
    assert [period for period, _ in periods(made)] == ["ต.ค. 2563 – มิ.ย. 2564", "เม.ย. 2564 – ก.ย. 2564"]
    assert "ไม่ต่อกัน (ไตรมาสที่ ๑, ไตรมาสที่ ๓)" in made.report and made.lost == []


DONE_IN_QUARTERS = [
    ["๑", "เปิดเผยข้อมูล", "แต่งตั้งคณะทำงาน", "๑. รวบรวมข้อมูล\n๒. เผยแพร่บนเว็บไซต์", "", "รายงานผู้บริหาร", CLERK, THEN],
    ["๒", "ลดขั้นตอน", Cell("ทำคู่มือประชาชน", across=2), "/", "-", FINANCE, THEN],
]


@pytest.mark.parametrize("beside", [("", "", "", ""), ("\n(ต.ค. – ธ.ค. ๖๓)", "\n(ม.ค. – มี.ค. ๖๔)", " (เม.ย.-มิ.ย. ๖๔)", " (ก.ค.-ก.ย. ๖๔)")], ids=["alone", "with their months"])
def test_what_is_done_in_each_quarter_is_a_step_with_its_time(beside):
    heading = ["ที่", "มาตรการ", *(f"ไตรมาส {n}{months}" for n, months in zip("1234", beside)), "ผู้รับผิดชอบ", "การติดตาม"]
    blocks = [Table([heading, *DONE_IN_QUARTERS])]
    made = of_docx(blocks)
    first, second, third, fourth = (" ".join(to_arabic(text).split()) for text in heading[2:6])
    assert [measure["lines"][0]["steps"] for measure in made.merged.measures] == [
        [f"{first}: แต่งตั้งคณะทำงาน", f"{second}: รวบรวมข้อมูล", f"{second}: เผยแพร่บนเว็บไซต์", f"{fourth}: รายงานผู้บริหาร"], [f"{first} – {second}: ทำคู่มือประชาชน"],
    ]  # fmt: skip
    assert periods(made) == [("ต.ค. 2563 – ก.ย. 2564", ""), ("ต.ค. 2563 – มิ.ย. 2564", "")]
    assert f"ไม่ต่อกัน ({heading[2]}".replace("\n", " ") in made.report and f"อ่านเป็นขั้นตอน มี “{second}:” นำหน้า" in made.report
    assert made.lost == [] and missing_words(blocks, made) == []


@pytest.mark.parametrize("written", ["๒ ครั้ง", "ภายในวันที่ ๑๕ ม.ค. ๖๔", "ดำเนินการ", "สัปดาห์ที่ ๒", "๑๐,๐๐๐ บาท", "จำนวนผู้เข้าร่วม ๕๐ คน", "เบิกจ่ายแล้ว"])
def test_times_and_amounts_in_quarters_are_no_steps(written):
    made = of_docx(as_table([["เปิดเผยข้อมูล", "", written, "", "", CLERK, THEN]], ["มาตรการ", *(f"ไตรมาส {n}" for n in "1234"), "ผู้รับผิดชอบ", "การติดตาม"]))
    assert made.merged.measures[0]["lines"][0]["steps"] == ["เปิดเผยข้อมูล"] and made.lost == []


def test_arrows_and_colours_below_months_are_not_read_as_nothing_said():
    """The document does tell the time, only not in text: neither the record nor the report says otherwise, and no line lends it."""
    made = of_docx(ticked([f"{month} ๖๔" for month in MONTHS[3:]], ["✓", "", ""], ["", "", ""], ["", "15 ก.พ. 64", ""]))
    assert periods(made)[:2] == [("ม.ค. 2564", ""), ("ต.ค. 2563 – ก.ย. 2564", NO_TICK)]
    assert periods(made)[2][0] == "ก.พ. 2564" and "ไม่พบเครื่องหมายในช่องเดือน" in made.report and made.lost == []


def test_a_measure_may_stand_above_its_table():
    heading = ["ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]
    own = [Table([heading, [STEPS, FINANCE, *REST]]), Table([heading, ["๑. ทำคู่มือ", CLERK, *REST]])]
    blocks = ["แผนมาตรการ ปี ๒๕๖๔", "๑. มาตรการเปิดเผยข้อมูล", own[0], PAGE, "มาตรการที่ ๒ ลดขั้นตอนบริการ", own[1], "มาตรการที่ ๒ ลดขั้นตอนบริการ (ต่อ)", Table([heading, ["๒. ประกาศใช้", CLERK, *REST]])]
    made = of_docx(blocks)
    assert titles(made) == [(1, "มาตรการเปิดเผยข้อมูล", 1), (2, "ลดขั้นตอนบริการ", 1)]
    assert read(made) == {"m1": (2, ["finance"]), "m2": (2, ["clerk"])}
    assert made.report.count("ใช้ข้อความเหนือตารางเป็นชื่อมาตรการ") == 2 and made.lost == [] and missing_words(blocks, made) == []


@pytest.mark.parametrize("above, measures", [("มาตรการที่ ๑ เปิดเผยข้อมูล", [(1, "เปิดเผยข้อมูล", 2)]), ("มาตรการส่งเสริมความโปร่งใส", [(1, "ทำประกาศ", 1), (2, "ติดประกาศ", 1)])])
def test_activities_below_a_counted_measure_are_its_lines(above, measures):
    rows = [["ที่", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"], ["๑", "ทำประกาศ", CLERK, *REST], ["๒", "ติดประกาศ", FINANCE, *REST]]
    made = of_docx([above, Table(rows)])
    assert titles(made) == measures and made.lost == []


def test_parts_and_telephones_beside_units_are_told():
    blocks = as_table([[FIRST, STEPS, "หลัก: ผู้อำนวยการกองคลัง\nสนับสนุน: สำนักปลัดเทศบาล โทร. 0-4321-1111", *REST]])
    made = of_docx(blocks)
    assert read(made) == {"m1": (2, ["finance", "clerk"])} and "“โทร. 0-4321-1111”" in made.report
    assert made.lost == [] and missing_words(blocks, made) == []


@pytest.mark.parametrize("heading", [
    ["ลำดับ", "มาตรการ", "แนวทางการปฏิบัติ", "หน่วยงาน", "กำหนดการ", "การรายงานผล"],
    ["ที่", "แนวทาง", "วิธีปฏิบัติ", "ส่วนราชการ", "กำหนดเสร็จ", "การประเมินผล"],
    ["ที่", "ประเด็น", "การปฏิบัติ", "กอง/สำนัก", "วัน เดือน ปี", "การกำกับ"],
    ["ที่", "หัวข้อ", "รายละเอียด", "ผู้ปฏิบัติ", "เดือน", "ผู้ติดตาม"],
], ids=lambda heading: heading[1])  # fmt: skip
def test_other_words_of_headings(heading):
    made = of_docx(as_table([["๑", "เปิดเผยข้อมูล", STEPS, FINANCE, *REST]], heading))
    line = made.merged.measures[0]["lines"][0]
    assert read(made) == {"m1": (2, ["finance"])} and line["period"] == "ธ.ค. 2563 – มี.ค. 2564" and line["follow_up_month"] == "เม.ย. 2564"


def test_who_helps_stands_in_a_column_of_its_own():
    made = of_docx(as_table([[FIRST, STEPS, FINANCE, "กองช่าง", *REST]], ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบหลัก", "หน่วยงานสนับสนุน", "ระยะเวลา", "การติดตาม"]))
    assert read(made) == {"m1": (2, ["finance", "engineering"])} and made.lost == []


def test_lines_may_be_counted_in_the_column_of_numbers():
    row = [STEPS, FINANCE, *REST]
    rows = [["ที่", "มาตรการ/กิจกรรม", *HEADING[1:]], ["๑", "เปิดเผยข้อมูล", *[""] * 4], ["๑.๑", "แผนจัดซื้อ", *row], ["๑.๒", "ผลจัดซื้อ", *row], ["๒", "ป้องกันทุจริต", *[""] * 4], ["๒.๑", "อบรม", *row]]
    made = of_docx([Table(rows)])
    assert [(measure["title"], [line.get("title") for line in measure["lines"]]) for measure in made.merged.measures] == [
        ("เปิดเผยข้อมูล", ["แผนจัดซื้อ", "ผลจัดซื้อ"]), ("ป้องกันทุจริต", ["อบรม"]),
    ]  # fmt: skip
    assert made.lost == [] and missing_words([Table(rows)], made) == [] and "ต่อท้ายชื่อมาตรการ" not in made.report


def test_numbers_of_two_levels_in_their_column_that_no_measure_leads_are_measures_themselves():
    made = of_docx(as_table([["๑.๑", "แผนจัดซื้อ", STEPS, FINANCE, *REST], ["๑.๒", "ผลจัดซื้อ", STEPS, FINANCE, *REST]], ["ที่", *HEADING]))
    assert titles(made) == [(1, "แผนจัดซื้อ", 1), (2, "ผลจัดซื้อ", 1)]


def test_signatures_below_the_plan_are_no_steps_of_it():
    sign = Table([["", "", "ลงชื่อ", "", ""], ["", "", "(ผู้เสนอแผน)", "", ""]])
    blocks = [Table([HEADING, [FIRST, STEPS, CLERK, *REST]]), "", sign]
    made = of_docx(blocks)
    assert read(made) == {"m1": (2, ["clerk"])} and "(ผู้เสนอแผน)" in made.report.split("ไม่ได้นำเข้า")[-1] and "ลงชื่อ" not in "".join(made.files.values())
    assert made.lost == [] and missing_words(blocks, made) == []


@pytest.mark.parametrize(
    "written, units, persons",
    [
        ("นายสมชาย ใจดี", None, ["นายสมชาย ใจดี"]),
        ("น.ส. มาลี รักดี นักวิชาการเงินและบัญชีชำนาญการ", None, ["น.ส. มาลี รักดี นักวิชาการเงินและบัญชีชำนาญการ"]),
        ("นายสมชาย งานดี ผู้อำนวยการกองคลัง", ["finance"], ["นายสมชาย งานดี"]),
        ("ผู้อำนวยการกองคลัง\n(นายสมชาย ใจดี)", ["finance"], ["นายสมชาย ใจดี"]),
        ("จ.ส.อ.สมชาย ณ อยุธยา (รก.ผอ.กองช่าง)", ["engineering"], ["จ.ส.อ.สมชาย ณ อยุธยา"]),
        ("๑. นายสมชาย ใจดี\n๒. ว่าที่ ร.ต.หญิงมาลี รักดี (นักพัฒนาชุมชน) กองคลัง", ["finance"], ["นายสมชาย ใจดี", "ว่าที่ ร.ต.หญิงมาลี รักดี (นักพัฒนาชุมชน)"]),
        ("กองคลัง ร่วมกับ นางมาลี", ["finance"], ["นางมาลี"]),
        ("นายกเทศมนตรี", ["unit-7"], []),
        ("นายช่างโยธา กองช่าง", ["unit-7", "engineering"], []),
    ],
)
def test_a_person_is_no_unit(written, units, persons):
    """A page of a unit that bears a person's name would be published; the office of the position answers, where the text names one."""
    blocks = as_table([[FIRST, STEPS, written, *REST]])
    made = of_docx(blocks)
    assert read(made) == ({"m1": (2, units)} if units else {}) and made.lost == [] and missing_words(blocks, made) == []
    assert [note.params["text"] for note in made.built.draft.notes if note.code == "unit-person"] == persons
    assert not any(word in "".join(made.files.values()) for person in persons for word in person.split() if len(word) > 2) and made.report.count("ชื่อบุคคล ไม่ใช่ชื่อหน่วยงาน") == len(persons)


def test_headings_that_a_pdf_broke_are_known():
    heading = ["ล าดับ", "มาตรการ", "ข้ันตอนการด าเนินการ", "ผู้รับผดิชอบ", "ระยะเวลาดาเนินการ", "การติดตามผล"]
    made = of_docx(as_table([["๑", "เปิดเผยข้อมูล", STEPS, FINANCE, *REST]], heading))
    assert read(made) == {"m1": (2, ["finance"])} and titles(made) == [(1, "เปิดเผยข้อมูล", 1)] and made.lost == [] and "→ ลำดับ" in made.report


def test_months_may_stand_below_years_that_alone_are_merged():
    """Excel: the columns beside are no merged cells, and the second row of the heading has the months only."""
    head = [["ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ปี พ.ศ. ๒๕๖๓", "", "", "ปี พ.ศ. ๒๕๖๔", ""], ["", "", "", "", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ."]]
    made = of_sheet(workbook([*head, ["๑", "เปิดเผยข้อมูล", STEPS, FINANCE, "", "/", "/", "", ""]], merged=["E1:G1", "H1:I1"]))
    assert titles(made) == [(1, "เปิดเผยข้อมูล", 1)] and periods(made) == [("พ.ย. 2563 – ธ.ค. 2563", "")] and "นำเข้ามาตรการนี้ไม่ได้" not in made.report and made.lost == []


@pytest.mark.parametrize("written", ["บุคลากรทุกคน", "คณะผู้บริหาร พนักงานทุกคน", "เจ้าหน้าที่ทุกระดับ"])
def test_all_who_work_there_are_every_office(written):
    made = of_docx(as_table([[FIRST, STEPS, written, *REST]]))
    assert read(made) == {"m1": (2, ["clerk", "finance", "engineering", "health"])} and made.built.units.proposed == [] and made.lost == []


def test_units_written_once_for_several_measures_are_taken_from_above_and_said_in_record_and_report():
    blocks = as_table([[FIRST, STEPS, f"{FINANCE} นายสมชาย ใจดี", *REST], [SECOND, STEPS, "", *REST], [THIRD, STEPS, "", *REST]])
    made = of_docx(blocks)
    assert read(made) == dict.fromkeys(("m1", "m2", "m3"), (2, ["finance"]))
    assert [measure["lines"][0].get("source_notes") for measure in made.merged.measures] == [None, *[[UNITS_ABOVE.format(text=FINANCE)]] * 2]
    assert f"แถว 3: ช่องผู้รับผิดชอบของ “{SECOND[3:]}” ว่าง ใช้ “{FINANCE}”" in made.report and f"แถว 4: ช่องผู้รับผิดชอบของ “{THIRD[3:]}”" in made.report
    assert made.lost == [] and missing_words(blocks, made) == []


def test_an_empty_cell_of_units_in_a_table_that_merges_them_stays_empty():
    shared = [Cell(FINANCE, down="restart"), Cell("", down="continue")]
    made = of_docx(as_table([[FIRST, STEPS, shared[0], *REST], [SECOND, STEPS, shared[1], *REST], [THIRD, STEPS, "", *REST]]))
    assert read(made) == dict.fromkeys(("m1", "m2"), (2, ["finance"])) and "ไม่มีผู้รับผิดชอบ" in made.report and made.lost == []


def test_a_further_line_of_a_measure_whose_units_are_from_above_says_so_too():
    heading = ["มาตรการ", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]
    made = of_docx(as_table([[FIRST, "ประชุม", FINANCE, *REST], [SECOND, "อบรม", "", *REST], ["", "ติดประกาศ", "", *REST]], heading))
    notes = [line.get("source_notes") for measure in made.merged.measures for line in measure["lines"]]
    assert notes == [None, *[[UNITS_ABOVE.format(text=FINANCE)]] * 2] and made.lost == []
