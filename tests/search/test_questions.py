"""Questions: words that ask beside what is asked for."""

import pytest

from macros.search.synonyms import default
from macros.thai.fold import SPECIFICATION
from tests.search.small import found, page

ITEMS = [page(f"o{n}-{year}", f"O{n} {title} ปี {year}", title, item=f"O{n}", year=year)
         for n, title in ((12, "แผนการจัดซื้อจัดจ้าง"), (13, "ประกาศต่างๆ")) for year in (2563, 2564)]  # fmt: skip
OTHER = page("other", "ข่าว", "ดู O12 และ O13 ได้ที่ลิงก์นี้ คะแนน 64")


@pytest.mark.parametrize("query", [
    "O12 คืออะไร", "ข้อ 12 หมายถึงอะไร", "โอ 12 มีอะไรบ้าง", "ขอดู o12", "o12 ครับ", "o12 กี่คะแนน", "ลิงก์ o12", "o12 กับ o13", "O12 ทำหรือยัง",
])  # fmt: skip
def test_an_item_that_is_named_comes_first_whatever_is_asked_of_it(client, query):
    assert found(client, [*ITEMS, OTHER], query)[:2] == ["o12-2564", "o12-2563"]


@pytest.mark.parametrize("query", ["O12 2563 คืออะไร", "O12 ปี 63 มีอะไรบ้าง", "O12 63", "O12 FY2020"])
def test_an_item_that_is_asked_for_with_a_year_is_that_of_the_year(client, query):
    assert found(client, ITEMS, query) == ["o12-2563"]


@pytest.mark.parametrize("query", ["ข้อสิบสอง", "โอสิบสองคืออะไร", "ข้อที่สิบสอง ปีหกสี่", "ข้อสิบสอง ปีสองห้าหกสี่"])
def test_numbers_in_words_are_numbers(client, query):
    assert found(client, [*ITEMS, OTHER], query)[0] == "o12-2564"


@pytest.mark.parametrize(("query", "title", "text"), [
    ("ศูนย์เด็กเล็กสังกัดกองอะไร", "กองการศึกษา", "ดูแลศูนย์พัฒนาเด็กเล็ก"), ("อยากทราบว่าลงทะเบียนคนพิการที่ไหน", "เบี้ยความพิการ", "บัตรประจำตัวคนพิการ"),
    ("ผู้ตรวจสอบภายใน", "หน่วยตรวจสอบภายใน", "มีหน้าที่"), ("เบี้ยคนชราได้เดือนละเท่าไหร่", "เบี้ยยังชีพผู้สูงอายุ", "ได้รับเดือนนี้"),
    ("ข้าราชการรับของขวัญได้ไหม", "งดรับของขวัญ", "ปีใหม่"), ("อินเตอเน็ต", "บริการ", "ทางอินเทอร์เน็ต"),
    ("แก้ไขหน้าไหนไปบ้าง", "สิ่งที่แก้ไข", "วันที่บันทึก"), ("ราคาเกินจริงไหม", "ราคากลาง", "ของพัสดุ"),
])  # fmt: skip
def test_what_only_asks_of_whom_or_how_often_need_not_stand_there(client, query, title, text):
    assert found(client, [page("right", title, text), page("other", "ข่าว", "ไม่เกี่ยวกัน")], query, default()) == ["right"]


@pytest.mark.parametrize("query", ["ข้อห้าม", "ข้อสอบ", "ปีหนึ่ง"])
def test_what_only_begins_like_a_number_in_words_is_none(client, query):
    assert found(client, [*ITEMS, page("typed", "ข่าว", query)], query) == ["typed"]


@pytest.mark.parametrize("query", ["O14 คืออะไร", "O12 ปี 2570 คืออะไร", "ไมโครเวฟคืออะไร"])
def test_a_question_about_what_is_not_there_finds_nothing(client, query):
    assert found(client, [*ITEMS, OTHER], query) == []


def test_a_year_and_a_question_find_the_pages_of_the_year(client):
    assert sorted(found(client, ITEMS, "ปี 2564 มีอะไรบ้าง")) == ["o12-2564", "o13-2564"]


TITLES = {"3": "การจัดซื้อจัดจ้าง", "3.1": "ใครรับผิดชอบ", "4": "คืออะไร"}
MEASURES = [page(f"m{n}", title, f"มาตรการที่ {n}", "ผู้รับผิดชอบมาตรการที่ 3 3.1 และ 3 ปี") for n, title in TITLES.items()]


@pytest.mark.parametrize(("query", "first"), [
    ("มาตรการที่ 3 คืออะไร", "m3"), ("ใครรับผิดชอบมาตรการที่ 3", "m3"), ("มาตรการ 3 คืออะไร", "m3"), ("3.1 คืออะไร", "m3.1"),
    ("มาตรการที่ 3.1 ใครรับผิดชอบ", "m3.1"),
])  # fmt: skip
def test_a_measure_that_is_named_by_its_number_comes_first_whatever_is_asked_of_it(client, query, first):
    assert found(client, MEASURES, query)[0] == first


@pytest.mark.parametrize("asked", [
    "เสร็จหรือยัง", "ทำเสร็จแล้วหรือยังครับ", " เสร็จยัง", "เสร็จรึยัง", "เสร็จเมื่อไหร่", "ทำหรือยัง", "เริ่มหรือยัง", "ทำถึงไหนแล้ว",
    "คืบหน้าไปถึงไหน", "เรียบร้อยหรือยัง",
])  # fmt: skip
def test_a_thing_need_not_be_done_to_be_asked_whether_it_is(client, asked):
    pages = [page("plan", "แผนจัดหาพัสดุ", "แผนจัดหาพัสดุของปี"), page("done", "ข่าว", "งานเสร็จเรียบร้อย เริ่มใหม่ ความคืบหน้า หรือยังไม่ถึง")]
    assert found(client, pages, f"แผนจัดหาพัสดุ{asked}") == ["plan"]


@pytest.mark.parametrize("query", ["เสร็จหรือยัง", "ทำเสร็จแล้วหรือยังครับ", "เสร็จยัง", "คืบหน้าถึงไหน"])
def test_whether_it_is_done_asks_for_the_plans_where_nothing_else_is_said(client, query):
    plans = [page(f"plan-{year}", f"มาตรการ ปี {year}", "แผนของปี", "สถานะ " * n, year=year, name="แผนและมาตรการ") for n, year in ((3, 2563), (1, 2564))]
    others = [page("line", "แผนพัสดุ", "สถานะ แล้วเสร็จ", year=2563), page("none", "แผน", "แผน"), page("about", "สถานะ", "สถานะ")]
    assert found(client, [*plans, *others], query) == ["plan-2564", "plan-2563", "line"]
    assert found(client, [*plans, *others], f"ปี 2563 {query}") == ["plan-2563", "line"]
    assert found(client, others[1:], query) == []


@pytest.mark.parametrize("query", ["ใครรับผิดชอบเรื่องถนน", "ถนนหน่วยงานไหนดูแล"])
def test_roads_are_the_work_of_the_engineers_though_their_page_may_not_say_so(client, query):
    pages = [page("engineers", "กองช่าง", "ต้องทำ 2 รายการ"), page("finance", "กองคลัง", "ผู้รับผิดชอบเรื่องเงิน"), page("tender", "จัดจ้าง", "ซ่อมถนน")]
    assert sorted(found(client, pages, query, default())) == ["engineers", "tender"] and found(client, pages, "ถนน", default()) == ["tender"]


def test_what_is_done_is_found_by_saying_so(client):
    pages = [page("plan", "แผนพัสดุ", "แผน"), page("done", "ถนน", "แผนถนน เสร็จแล้ว")]
    assert found(client, pages, "แผนที่เสร็จแล้ว") == ["done"]


UNITS = [page("finance", "กองคลัง", "มีหน้าที่เก็บภาษี รับผิดชอบเว็บไซต์"), page("tax", "ภาษีป้าย", "ชำระที่กองคลัง"),
         page("measure", "มาตรการ", "รับผิดชอบทุกเรื่องของเว็บไซต์"), page("o10", "ข่าว", "ผู้รับผิดชอบเรื่องอื่น รับผิดชอบ ทำหน้าที่ หน่วยงานใด")]  # fmt: skip


@pytest.mark.parametrize(("query", "places"), [
    ("กองคลังรับผิดชอบอะไร", ["finance", "tax"]), ("กองคลังทำหน้าที่อะไร", ["finance", "tax"]), ("กองคลังมีหน้าที่อะไรบ้าง", ["finance", "tax"]),
    ("ใครรับผิดชอบเรื่องภาษี", ["finance", "tax"]), ("หน่วยงานใดรับผิดชอบเรื่องภาษี", ["finance", "tax"]), ("ฝ่ายไหนดูแลภาษี", ["finance", "tax"]),
    ("ใครรับผิดชอบเรื่องเว็บไซต์", ["finance", "measure"]),
])  # fmt: skip
def test_who_answers_for_a_thing_is_found_by_the_thing(client, query, places):
    assert sorted(found(client, UNITS, query)) == places


@pytest.mark.parametrize("query", ["ไฟดับแจ้งที่ไหน", "แจ้งไฟดับ", "ไฟ ดับ"])
def test_a_general_way_to_apply_is_no_other_word_for_one_matter(client, query):
    pages = [page("light", "แจ้งซ่อมไฟฟ้าสาธารณะ", "กองช่างซ่อมไฟทาง"), page("o12", "E-Service", "ยื่นคำขอทาง E-Service", heading="E-Service")]
    assert found(client, pages, query, default()) == ["light"]


@pytest.mark.parametrize(("query", "places"), [
    ("ฯๅ/", ["o12-2564", "o12-2563"]), ("นๅ/", ["o12-2564", "o12-2563"]), ("น12", ["o12-2564", "o12-2563"]), ("ฯๅ/ /ถุจ", []), ("ฯๅ/ /ถุต", []),
    ("ฯๅ/ /ถุภ", ["o12-2564"]),
])  # fmt: skip
def test_an_item_typed_with_the_thai_keyboard_on_is_that_item(client, query, places):
    pages = [*ITEMS, page("letters", "นโยบาย", "น. ฯลฯ ภ. น/ภ")]
    assert found(client, pages, query) == places


@pytest.mark.parametrize(("query", "places"), [("-hv 12", ["o12-2564", "o12-2563"]), ("-hv 12 xu 63", ["o12-2563"]), ("8tcoo 64", ["other"])])
def test_a_number_beside_words_of_the_other_keyboard_is_that_number(client, query, places):
    pages = [*ITEMS, page("other", "ข่าว", "คะแนน 64"), page("letters", "ข้อ", "ข้อ ภ. ข้อ ๅ ปี", year=2563)]
    assert found(client, pages, query) == places


def test_the_pieces_that_hold_an_item_typed_with_the_thai_keyboard_on_are_those_of_the_item(client):
    wanted = client.evaluate("specification => new Search({ fold: specification }).wanted('ฯภ/ /ถุภ')", SPECIFICATION)
    assert wanted == [["2564"], ["o42"]]


@pytest.mark.parametrize("query", ["มาตรการปี 65 มีอะไรบ้าง", "มาตรการ 65 คืออะไร", "มาตรการ 65 ได้เท่าไหร่", "มาตรการ65อยู่ที่ไหน", "มาตรการ 2565"])
def test_a_question_about_a_year_leads_where_its_thing_and_its_year_do(client, query):
    done = page("done", "การดำเนินการตามมาตรการ", "ตามมาตรการ", year=2565)
    plans = [page(f"plan-{year}", f"มาตรการส่งเสริมคุณธรรม ปีงบประมาณ พ.ศ. {year}", "ส่งเสริมคุณธรรม", year=year) for year in (2564, 2565)]
    assert found(client, [done, *plans], query) == ["plan-2565", "done"]


def test_so_many_years_of_life_are_no_year(client):
    assert found(client, [page("a", "เบี้ยยังชีพ", "อายุ ปี", year=2560)], "อายุ 60 ปีได้เท่าไหร่") == []


def test_whose_a_thing_is_need_not_stand_there(client):
    pages = [page("line", "ไลน์ Line Official", "เพิ่มเพื่อนได้"), page("news", "ข่าวของเทศบาล", "Line แรกที่ Official")]
    assert found(client, pages, "line official ของเทศบาล") == ["line", "news"]


@pytest.mark.parametrize("query", ["รถไฟฟ้า", "ตั๋วรถไฟ", "ข้อสอบ", "น้ำมัน"])
def test_a_word_is_not_found_by_parts_that_say_something_else(client, query):
    assert found(client, [page("a", "ข่าว", "รถ และไฟฟ้า และไฟ", "ข้อ 1 สอบ", "คำมั่น")], query) == []


@pytest.mark.parametrize("query", ["รับสมัครงาน", "อยากสมัครงาน", "รับสมัครงานที่ไหน"])
def test_the_word_for_work_alone_answers_nothing_that_is_asked_beside_it(client, query):
    pages = [page("unit", "ฝ่ายแผนงาน", "รับงานของทุกฝ่าย"), page("report", "รายงาน", "งานที่ได้รับ")]
    assert found(client, pages, query, default()) == []
    assert found(client, [*pages, page("jobs", "ข่าว", "รับสมัครพนักงานจ้าง")], query, default()) == ["jobs"]


@pytest.mark.parametrize("query", ["30 May 2023", "r u ok"])
def test_english_that_is_single_letters_on_thai_keys_is_english(client, query):
    assert found(client, [page("a", "ข่าว", "จ.นครปฐม รับฟัง พี่ นา กับ น")], query) == []


@pytest.mark.parametrize(("query", "places"), [
    ("012", ["o12-2564", "o12-2563"]), ("0 12 2563", ["o12-2563"]), ("๐๑๒ ปี ๒๕๖๓", ["o12-2563"]), ("014", []), ("0120", []), ("0.12", []),
])  # fmt: skip
def test_a_zero_is_the_letter_of_an_item_where_it_is_nothing_else(client, query, places):
    assert found(client, ITEMS, query) == places


def test_a_number_that_begins_with_a_zero_is_found_as_it_stands(client):
    assert found(client, [*ITEMS, page("phone", "ติดต่อ", "รหัส 012")], "012") == ["phone"]


@pytest.mark.parametrize(("query", "places"), [
    ("เว็บนี้เป็นของทางการไหม", ["about"]), ("ทางการใช้ไหม", ["about"]), ("กิจการใครดูแล", ["works"]),
])  # fmt: skip
def test_a_word_that_ends_in_a_small_one_is_not_found_where_that_only_follows_a_longer_word(client, query, places):
    pages = [page("about", "เกี่ยวกับเว็บ", "เว็บไซต์ของทางการ"), page("channels", "ช่องทางการรับฟัง", "ช่องทางการติดต่อผ่านเว็บ"),
             page("duties", "ภารกิจการบริหาร", "ภารกิจของเทศบาล"), page("works", "กิจการประปา", "น้ำ")]  # fmt: skip
    assert found(client, pages, query) == places


@pytest.mark.parametrize(("query", "title", "text"), [
    ("หมาจรจัดกัดคนแจ้งใคร", "ร้องทุกข์", "สุนัขจรจัด กลิ่นเหม็น"), ("ค่าเก็บขยะบ้านเดือนละกี่บาท", "ค่าธรรมเนียมเก็บขนขยะ", "ครัวเรือนเดือนละ 30 บาท"),
    ("รับสมัครงาน ภารโรง", "รับสมัครพนักงานจ้าง", "เปิดรับสมัคร"), ("โควิท", "ข่าว", "ฉีดวัคซีนโควิด"),
    ("ทำไมคะแนนป้องกันการทุจริตต่ำ", "ผลประเมิน ITA", "คะแนนรวม"),
    ("เทศบาลก่อตั้งเมื่อไหร่", "ประวัติความเป็นมา", "ยกฐานะเป็นเทศบาล"), ("ใครดูแลโรงเรียน", "กองการศึกษา", "ศูนย์พัฒนาเด็กเล็ก"),
    ("แจ้งคนโกงแบบไม่เปิดเผยชื่อ", "ผู้แจ้งเบาะแส", "ไม่เปิดเผยชื่อ"), ("ปีใหม่ห้ามรับของขวัญ", "งดรับของขวัญปีใหม่", "ทุกชนิด"),
    ("หลักเกณฑ์เลื่อนขั้นพนักงาน", "หลักเกณฑ์บริหารทรัพยากรบุคคล", "ประเมินผลการปฏิบัติงาน"), ("เงินเทศบาลเอาไปใช้อะไรบ้าง", "ผลการใช้จ่ายงบประมาณ", "รายงาน"),
    ("ซื้อของแพงดูเอกสารจัดซื้อได้ไหม", "แผนการจัดซื้อจัดจ้าง", "ราคากลาง"), ("แก้ไขอะไร", "สิ่งที่เปลี่ยนแปลง", "วันที่บันทึก"),
])  # fmt: skip
def test_everyday_words_for_what_stands_there_lead_to_it(client, query, title, text):
    others = [page("other", "แผนปฏิบัติการป้องกันการทุจริต", "บ้านของเรา"), page("home", "ทะเบียนบ้าน", "บ้านเลขที่")]
    assert found(client, [page("right", title, text), *others], query, default())[0] == "right"


@pytest.mark.parametrize("query", ["เทียบแผน 63 กับ 64", "แผน 63-64", "แผน 63 และ 64 มีอะไรบ้าง"])
def test_two_numbers_that_may_be_years_are_both_years(client, query):
    pages = [page(f"plan-{year}", f"แผน ปี {year}", "แผนของปี", year=year) for year in (2562, 2563, 2564)]
    assert found(client, pages, query) == ["plan-2564", "plan-2563"]


@pytest.mark.parametrize("query", ["แผนของปี 2563 มีกี่มาตรการ", "แผนของปี 63", "แผนของปีงบประมาณ 2563"])
def test_whose_year_a_thing_is_of_is_said_by_the_year(client, query):
    plans = [page(f"plan-{year}", f"มาตรการส่งเสริมคุณธรรม {year}", "แผนและมาตรการ", year=year, name="แผนและมาตรการ") for year in (2563, 2564)]
    assert found(client, [*plans, page("line", "แผนพัสดุ", "แผนของหน่วยงาน มาตรการ", year=2563)], query)[0] == "plan-2563"


@pytest.mark.parametrize(("query", "first"), [
    ("เบอร์กองช่าง", "engineers"), ("เบอร์โทรกองช่าง", "engineers"), ("เบอร์เทศบาล", "contact"), ("เบอร์โทรเทศบาล", "contact"), ("เทศบาลอยู่ที่ไหน", "contact"),
])  # fmt: skip
def test_whose_number_or_place_is_asked_for_is_found_though_its_page_may_not_say_it(client, query, first):
    pages = [page("engineers", "กองช่าง", "ควบคุมอาคาร"), page("light", "ซ่อมไฟ", "กองช่าง โทรศัพท์ 1205"), page("contact", "ข้อมูลการติดต่อ", "ที่อยู่"),
             page("letter", "ค่านิยม", "เทศบาล", "โทรศัพท์ โทร ที่ตั้ง", heading="โทรศัพท์")]  # fmt: skip
    assert found(client, pages, query, default())[0] == first


def test_two_things_that_share_names_are_both_meant_where_both_are_named(client):
    pages = [page("one", "วัฒนธรรมองค์กร", "วัฒนธรรม", heading="วัฒนธรรม"), page("both", "กองการศึกษา", "ส่งเสริมประเพณี ศาสนา วัฒนธรรม")]
    assert found(client, pages, "ประเพณีวัฒนธรรม", default())[0] == "both"


@pytest.mark.parametrize(("query", "word"), [("เบอร์แฟ็ก", "แฟกซ์"), ("ขอศูนเด็ก", "ศูนย์เด็ก")])
def test_letters_that_are_silent_may_be_left_out(client, query, word):
    assert found(client, [page("right", "หน้า", word), page("other", "ข่าว", "ไม่เกี่ยวกัน")], query, default()) == ["right"]
