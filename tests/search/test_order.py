"""Which pages answer, and which comes first: what a page is called, and whether it has what it is about."""

import dataclasses

import pytest

from macros.search.document import Section
from macros.search.synonyms import default
from tests.search.small import found, page


def plan(year):
    return page(f"plan-{year}", f"มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. {year}", f"แผนปีงบประมาณ {year}", "แผนนี้ส่งเสริมคุณธรรม", year=year, name="แผนและมาตรการ")


OTHERS = [page(f"other-{n}", f"แผนจัดหาพัสดุ แผนที่ {n}", "แผนจัดหาพัสดุของปี", year=2564, item=f"O{n}") for n in range(10, 16)]


@pytest.mark.parametrize("query", ["แผน 2564", "แผนปี64", "แผนปี 2564", "แผนปีงบประมาณ 2564", "มาตรการ 2564", "แผน"])
def test_a_page_of_a_year_is_found_by_the_name_of_its_room(client, query):
    assert found(client, [plan(2563), plan(2564), *OTHERS], query)[0] == "plan-2564"


def test_of_pages_that_are_called_the_same_the_newest_comes_first_though_an_older_one_speaks_of_it_more(client):
    older = dataclasses.replace(plan(2563), sections=(Section("a", "", "แผนนี้ แผนนั้น\nแผนโน้น\nแผนก่อน"),))
    assert found(client, [older, plan(2564)], "แผน") == ["plan-2564", "plan-2563"]


def test_an_older_year_is_found_by_its_year(client):
    assert found(client, [plan(2563), plan(2564), *OTHERS], "แผน 2563")[0] == "plan-2563"


def test_a_query_of_several_words_finds_the_title_that_says_them_otherwise(client):
    pages = [page("ita", "ผลประเมิน ITA", "คะแนนรวม 87"), page("text", "เกี่ยวกับเว็บไซต์", "คะแนน ITA อยู่ในรายงาน"), page("other", "ข่าว", "คะแนนสอบ")]
    assert found(client, pages, "คะแนน ITA", [["คะแนน", "ผลประเมิน"]]) == ["ita", "text"]


def test_a_title_that_holds_the_query_as_typed_comes_before_one_that_says_it_otherwise(client):
    pages = [page("as-typed", "รายงานตามนโยบาย ITA ของหน่วยงานในจังหวัด", "ก"), page("otherwise", "ITA นโยบาย", "นโยบาย ITA ที่นี่ไม่มี ITA"), page("apart", "ITA และนโยบาย", "ข")]
    assert found(client, pages, "นโยบาย ITA")[0] == "as-typed"
    assert "apart" in found(client, pages, "นโยบาย ITA")


def test_a_title_says_a_word_only_where_it_is_one(client):
    reports = [page(f"report-{n}", f"รายงานการจัดหาพัสดุ รอบที่ {n}", "รายงาน พัสดุ ของงานนี้") for n in range(3)]
    assert found(client, [page("unit", "กองคลัง", "เก็บภาษี งานพัสดุ"), *reports], "งานพัสดุ") == ["unit"]


LETTERS = page("letters", "มาตรการ", "ภายในหน่วยงาน (แผนทั้งฉบับ)")


def test_letters_that_only_meet_across_a_bracket_and_begin_inside_of_a_word_are_not_what_was_typed(client):
    unit = page("unit", "ฝ่ายแผน", "งานของฝ่ายแผน หน่วยงาน")
    assert found(client, [LETTERS, unit], "งานแผน")[0] == "unit"
    assert found(client, [LETTERS, page("across", "ข่าว", "มี งาน (แผนใหม่)")], "งานแผน")[0] == "across"


@pytest.mark.parametrize("query", ["งานแผน", "ฝ่ายแผน", "กองแผน", "กองแผนงาน", "กองแผนและงบประมาณ"])
@pytest.mark.parametrize("name", ["ฝ่ายแผนงานและงบประมาณ", "งานวิเคราะห์นโยบายและแผน", "กองวิชาการและแผนงาน", "กองยุทธศาสตร์และงบประมาณ"])
def test_the_unit_that_makes_plans_is_found_whatever_its_rank_is(client, name, query):
    others = [page("finance", "กองคลัง", "งบประมาณและแผนของกอง"), page("plan", "แผน", "แผนงบประมาณและแผนอื่น")]
    assert found(client, [LETTERS, *others, page("unit", name, "ทำแผน")], query, default())[0] == "unit"


@pytest.mark.parametrize("query", ["สาสุข", "กองสาสุข"])
def test_health_is_found_as_people_say_it(client, query):
    assert found(client, [page("finance", "กองคลัง", "กองนี้"), page("health", "กองสาธารณสุขและสิ่งแวดล้อม", "สุขภาพ")], query, default()) == ["health"]


def test_a_unit_comes_first_by_what_it_is_called_for_short_and_a_word_of_that_is_no_name_of_it(client):
    unit = page("unit", "งานวิเคราะห์นโยบาย", "หน้าที่", name="งานแผน", unit=("งานแผน",))
    pages = [unit, page("line", "รายการ", "งานแผน ทำโดยงานแผน"), page("plan", "แผน", "แผนของปี")]
    assert found(client, pages, "งานแผน") == ["unit", "line"]
    assert found(client, pages, "แผน")[0] == "plan"


def test_one_word_finds_just_the_pages_that_hold_it(client):
    pages = [page("a", "ผลประเมิน", "ก"), page("b", "ข่าว", "คะแนนสอบ")]
    assert found(client, pages, "คะแนน", [["คะแนน", "ผลประเมิน"]]) == ["b"]


def test_letters_typed_in_one_piece_find_just_the_pages_that_hold_them_and_titles_that_say_all_of_it_otherwise(client):
    pages = [page("holds", "ผลประเมิน", "ตัวชี้วัดการปรับปรุงการทำงาน"), page("apart", "การดำเนินการ และการปรับปรุง ของงาน", "ทำ"), page("plan", "มาตรการส่งเสริมคุณธรรม", "ก", name="แผนและมาตรการ", year=2564)]
    assert found(client, pages, "การปรับปรุงการทำงาน") == ["holds"]
    assert found(client, [*pages, page("home", "หน้าแรก", "แผนส่งเสริมคุณธรรม")], "แผนส่งเสริมคุณธรรม") == ["plan", "home"]


@pytest.mark.parametrize(("query", "text"), [("ในระบบ", "ข้อมูลในระบบ OIT"), ("ครอง", "ตั้งแต่ ม.ค. 2564 รัฐให้ความคุ้มครอง")])
def test_letters_that_stand_there_are_no_slip_of_the_keyboard_and_no_abbreviation(client, query, text):
    assert found(client, [page("holds", "ข่าว", text), page("other", "แบบ OIT", "oit")], query) == ["holds"]


@pytest.mark.parametrize(("query", "inside", "written"), [
    ("โรงเรียน", "การรับรู้ของกรรมการ", "รร.วัดสมมติ"), ("กระทรวงมหาดไทย", "ขอยืมทรัพย์สิน", "หนังสือสั่งการของ มท."),
    ("องค์การบริหารส่วนตำบล", "ตรวจสอบต่อได้", "นายกอบต.สมมติ"), ("กุมภาพันธ์", "กลุ่มพวกพ้อง", "5 ก.พ. 67"),
])  # fmt: skip
def test_an_abbreviation_is_another_name_only_where_it_is_written_as_one(client, query, inside, written):
    pages = [page("inside", "ข่าว", inside), page("written", "ข่าว", written)]
    assert found(client, pages[:1], query, default()) == []
    assert found(client, pages, query, default()) == ["written"]


def test_an_abbreviation_that_stands_nowhere_is_only_what_it_is_short_for(client):
    pages = [page("home", "หน้าแรก", "องค์การบริหารส่วนตำบลห้วยยาง"), page("letters", "ร้องเรียน", "ตรวจสอบต่อได้ที่องค์การบริหารส่วนตำบล", heading="ตรวจสอบต่อ")]
    assert found(client, pages, "อบต", default())[0] == "home"


def test_of_pages_that_hold_a_query_the_one_that_has_it_for_a_heading_comes_first_be_it_by_another_name(client):
    result = page("result", "ผลประเมิน", "มีข้อที่ไม่ผ่านหลายข้อ", heading="ข้อ OIT ที่ไม่ผ่าน")
    heading = page("only-heading", "แผน", "ข้ออื่น", heading="ข้อ OIT ที่ไม่ผ่าน")
    lines = [page(f"line-{n}", "รายการ", "ข้อที่ไม่ผ่าน") for n in range(3)]
    places = found(client, [heading, *lines, result, page("inside", "ก", "ข้อที่ไม่ผ่าน", heading="แก้ข้อ OIT ที่ไม่ผ่าน")], "ข้อที่ไม่ผ่าน", default())
    assert places[0] == "result" and sorted(places[1:]) == ["inside", "line-0", "line-1", "line-2"]


@pytest.mark.parametrize("query", ["ร้องเรียน", "ร้องเรียนที่ไหน", "ร้องเรียนได้ที่ไหน"])
def test_what_is_published_comes_before_what_is_not(client, query):
    title = "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
    full = page("complaints", "ร้องเรียนการทุจริต", "ร้องเรียนได้ทุกวัน")
    empty = page("o30", f"O30 {title}", f"ต้องมี{title}", heading=title, item="O30", year=2564, empty=True)
    assert found(client, [full, empty], query) == ["complaints", "o30"]


@pytest.mark.parametrize(("query", "text"), [("ภาษี", "ภาษาไทย"), ("เงินเดือน", "เงินงบประมาณ รอบ 6 เดือน")])
def test_another_word_is_no_slip_of_the_pen(client, query, text):
    assert found(client, [page("a", "ข่าว", text), page("b", "ภาษาไทย", "เงินและเดือน")], query) == []


def test_a_slip_in_a_short_word_is_mended_where_keys_or_sounds_are_near(client):
    assert found(client, [page("a", "ภาษาไทย", "ภาษา"), page("b", "ข่าว", "อื่น")], "ภาศา") == ["a"]


@pytest.mark.parametrize("query", ["งบประมานปี 64", "งบประมานปี64", "งบประมาน ปี 2564", "งบประมาน 64"])
def test_the_word_before_a_year_is_no_part_of_the_word_with_a_slip(client, query):
    pages = [page("plain", "รายงาน", "การใช้งบประมาณ", year=2564), page("beside", "ข่าว", "งบประมาณ (ปี 2563)", year=2564)]
    assert sorted(found(client, pages, query)) == ["beside", "plain"]


DAYS = [page("long", "ข่าว", "เห็นชอบเมื่อ 25 พฤศจิกายน 2563"), page("short", "ประกาศ", "25 พ.ย. 63"), page("apart", "O25", "ข้อ 11 และ 25 ปี 2563", year=2563)]


@pytest.mark.parametrize("query", [
    "25/11/2563", "25/11/63", "25-11-2563", "25.11.2563", "๒๕/๑๑/๒๕๖๓", "25/11/2020",
    "25 พ.ย. 63", "วันที่ 25 พ.ย. 63", "เมื่อวันที่ 25/11/63", "25 พ.ย. 2020",
])  # fmt: skip
def test_a_day_is_found_however_it_is_written(client, query):
    assert sorted(found(client, DAYS, query)) == ["long", "short"]


@pytest.mark.parametrize("query", ["25 พฤศจิกา 63", "25พฤศจิกา63", "๒๕ พฤศจิกา ๒๕๖๓", "25 พฤศจิกา พ.ศ. 2563"])
def test_a_month_as_one_says_it_is_that_month(client, query):
    assert sorted(found(client, DAYS, query)) == ["long", "short"]


@pytest.mark.parametrize(("query", "month"), [("ธันวา 63", "ธ.ค. 2563"), ("เดือนกุมภา ปี 66", "กุมภาพันธ์ 2566"), ("เดือนเมษา", "เมษายน")])
def test_a_month_as_one_says_it_is_found_as_it_is_written(client, query, month):
    assert found(client, [page("month", "ข่าว", f"งานประจำเดือน {month} นี้"), page("year", "O1", "ปี 2563 ปี 2566", year=2563)], query) == ["month"]


@pytest.mark.parametrize("query", ["ศาลตุลาการ 64", "นายธันวา", "มีนา 3 ไร่"])
def test_a_name_or_a_word_that_begins_like_a_month_is_none(client, query):
    assert found(client, [page("months", "ข่าว", "ตุลาคม 2564 ธันวาคม มีนาคม 3 ไร่")], query) == []


def test_a_day_that_is_written_in_numbers_is_found_as_it_is_typed(client):
    assert found(client, [*DAYS, page("typed", "ตาราง", "ลงวันที่ 25/11/2563")], "25/11/2563") == ["typed"]


def test_no_day_is_made_of_numbers_that_are_none(client):
    assert found(client, [page("none", "ข่าว", "31 ธันวาคม 2563", year=2563)], "31/13/2563") == []


CONTRACTS = [page("results", "ผลการจัดซื้อจัดจ้าง", "สัญญา", "5/2567", year=2567), page("plan", "แผนสัญญา 5 รายการ", "5 รายการ สัญญา", year=2567)]


@pytest.mark.parametrize("query", ["5/2567", "สัญญา 5/2567", "สัญญา ๕/๒๕๖๗"])
def test_the_number_of_a_contract_is_no_year(client, query):
    assert found(client, CONTRACTS, query) == ["results"]


def test_a_number_that_stands_nowhere_is_taken_with_its_year(client):
    assert found(client, [page("o4", "O4 ข่าว", "ก", item="O4", year=2567), *CONTRACTS], "ข้อ 4/2567")[0] == "o4"
    assert found(client, [page("m", "แผน", "โครงการ 7", year=2567), page("n", "แผน", "โครงการ 7", year=2566)], "โครงการ 7/2567") == ["m"]


@pytest.mark.parametrize(("query", "pages"), [("15/1", []), ("034 388577", ["phone"])])
def test_of_numbers_only_those_of_telephones_are_written_in_one_piece_or_several(client, query, pages):
    assert found(client, [page("risk", "ความเสี่ยง", "คะแนน 151"), page("phone", "ติดต่อ", "โทร 034388577")], query) == pages


ENGLISH = [["งบประมาณ", "budget"], ["ความเสี่ยง", "risk", "risk assessment"], ["แผน", "plan"], ["รายงาน", "report"]]
FILES = page("data", "ข้อมูลเปิด", "risk-assessment-2567.json", "budget-report-2567.json", "งบประมาณ ใช้ plan_table และ e-Plan", "plan", heading="ไฟล์")
THAI = [page("spent", "งบประมาณ ปี 2567", "ใช้ไป"), page("risks", "ความเสี่ยง", "สูง"), page("planned", "แผน", "ปีหน้า")]


@pytest.mark.parametrize(("query", "first"), [("budget", "spent"), ("Risk", "risks"), ("risk assessment", "risks"), ("plan", "planned")])
def test_english_that_stands_only_in_names_of_files_and_fields_finds_first_what_says_it_in_thai(client, query, first):
    places = found(client, [FILES, *THAI], query, ENGLISH)
    assert places[0] == first and "data" in places


def test_english_whose_words_are_all_known_is_not_only_the_name_of_a_file(client):
    pages = [FILES, page("report", "รายงานงบประมาณ", "ก")]
    assert found(client, pages, "budget report", ENGLISH)[0] == "report"


@pytest.mark.parametrize(("query", "place"), [("budget", "said"), ("risk-assessment", "said"), ("budget-report-2567.json", "data"), ("assessment", "data")])
def test_english_that_is_said_finds_just_the_pages_that_say_it(client, query, place):
    said = page("said", "ข่าว", "เรื่อง Budget และ Risk Assessment")
    places = found(client, [said, FILES, *THAI], query, ENGLISH)
    assert place in places and not {"spent", "risks"} & set(places)


def test_a_query_that_leaves_a_small_word_out_is_found_first_where_it_stands_with_it(client):
    pages = [page("apart", "ตรวจสอบภายใน", "พัสดุ รายงาน ตรวจสอบ"), page("report", "ตรวจสอบทรัพย์สินของราชการ", "รายงานการตรวจสอบพัสดุประจำปี")]
    assert found(client, pages, "รายงานตรวจสอบพัสดุประจำปี") == ["report", "apart"]
