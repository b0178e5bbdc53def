"""Long, spoken and mistyped questions: what matters in them is found, and what stands nowhere is not."""

import pytest

from macros.search.synonyms import default
from tests.search.small import found, page

TOWN = [
    page("waste", "ค่าธรรมเนียมเก็บขนขยะมูลฝอย", "รถเก็บขยะออกเก็บทุกวันจันทร์ อัตราค่าธรรมเนียม"), page("mayor", "คณะผู้บริหาร", "นายกเทศมนตรี เป็นหัวหน้า"),
    page("dogs", "เรื่องร้องทุกข์", "สุนัขจรจัด ถนน"), page("price", "ประกาศการจัดซื้อ", "ราคากลางของพัสดุ"), page("moral", "มาตรการส่งเสริมคุณธรรม", "คุณธรรมของหน่วยงาน"),
    page("school", "กิจกรรมวันเด็ก", "มอบทุนการศึกษาแก่เด็กในเขตเทศบาล"), page("people", "นโยบาย", "การบริหาร บุคคล"), page("signs", "กองคลัง", "จัดเก็บภาษีป้าย"),
    page("tools", "แบบฟอร์ม", "ใบยืมครุภัณฑ์"), page("works", "กองช่าง", "มีหน้าที่ก่อสร้างถนน"), page("projects", "ข่าว", "โครงการ ระบบ"), page("tender", "ประกาศ", "ด้วยวิธี e-bidding"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "place"), [
    ("รบกวนสอบถามค่ะ ลูกได้ทุนการศึกษาได้อย่างไร", "school"), ("สงสัยว่ารถเก็บขยะในเขตเทศบาลออกวันไหน", "waste"), ("ขอทราบว่าในพื้นที่มีสุนัขจรจัดไหมคะ", "dogs"),
])  # fmt: skip
def test_who_asks_and_for_whom_need_not_stand_there(client, query, place):
    assert found(client, TOWN, query, default())[0] == place


@pytest.mark.parametrize(("query", "place"), [("ใครเปนนายก", "mayor"), ("คุณธรลม", "moral"), ("คุณธรม", "moral"), ("คณธรรมของใคร", "moral"), ("บริหาร บุตคล", "people")])
def test_slips_are_mended_beside_small_words_and_in_two_r(client, query, place):
    assert found(client, TOWN, query, default())[0] == place


@pytest.mark.parametrize(("query", "place"), [("รถขยะมวันไหน", "waste"), ("อยากรู้ว่าหมาจรจัดแถวบ้านต้องแจ้งใครให้มาจับ", "dogs"), ("ค่าธรรมเนียมกัยเท่าไร", "waste")])
def test_the_little_of_a_question_that_stands_nowhere_hides_nothing(client, query, place):
    assert found(client, TOWN, query, default())[0] == place


@pytest.mark.parametrize("query", ["ราคาทองวันนี้", "ค่าธรรมเนียมวีซ่าญี่ปุ่นเท่าไรครับ", "อาการปวดหลังรักษายังไง"])
def test_what_stands_nowhere_is_not_left_out_of_what_is_asked(client, query):
    assert found(client, TOWN, query, default()) == []


def test_a_page_that_has_all_words_as_typed_comes_before_one_that_has_other_names_for_them(client):
    pages = [page("otherwise", "ผลการประเมินของสำนักงาน ITA", "ประกาศคะแนน"), page("typed", "รวบรวมข้อมูลไว้", "เผยแพร่ผ่าน itas.nacc.go.th และ itas ของ nacc")]
    assert found(client, pages, "itas nacc", [["itas", "ita"], ["nacc", "สำนักงาน"]])[0] == "typed"


OFFICE = [
    page("list", "ข้อมูลผู้บริหาร", "รายนามผู้บริหารและรูปถ่าย"), page("born", "ประวัติ", "ยกฐานะเป็นเทศบาลตำบลเมื่อปี 2542"), page("audit", "หน่วยตรวจสอบภายใน", "การเงินและพัสดุ"),
    page("staff", "หลักเกณฑ์", "หลักเกณฑ์การเลื่อนเงินเดือนพนักงาน วินัย การประเมินผลการปฏิบัติงาน"), page("duties", "อำนาจหน้าที่", "ตามที่บัญญัติไว้"), page("ask", "Q&A", "Messenger Live Chat"),
    page("money", "ผลการใช้จ่าย", "การใช้จ่ายงบประมาณ"), page("hours", "ติดต่อเทศบาล", "เวลาทำการ วันจันทร์ถึงวันศุกร์"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "place"), [
    ("รายชื่อผู้บริหาร", "list"), ("เทศบาลตั้งขึ้นปีไหน", "born"), ("ใครเป็นคนตรวจบัญชีของเทศบาล", "audit"), ("พนักงานทำผิดวินัย", "staff"), ("ประเมินพนักงาน", "staff"),
    ("เทศบาลมีหน้าที่อะไร", "duties"), ("แชทกับเจ้าหน้าที่", "ask"), ("เงินภาษีเอาไปใช้ทำอะไร", "money"), ("เพิ่มเงินเดือน", "staff"), ("เปิดทำการวันเสาร์ไหม", "hours"),
])  # fmt: skip
def test_everyday_words_lead_to_what_pages_call_it(client, query, place):
    assert found(client, OFFICE, query, default())[0] == place


@pytest.mark.parametrize(("query", "place"), [("เสียภาษีป้ายที่ไหน", "signs"), ("จ่ายภาษีป้าย", "signs")])
def test_a_word_that_only_leads_to_others_hides_none_that_begins_inside_of_it(client, query, place):
    assert found(client, [*TOWN, page("tax", "ที่ดิน", "ชำระภาษีที่ดิน")], query, default()) == [place]


def test_letters_of_one_sound_cost_less_than_others(client):
    assert found(client, TOWN, "ใบยืมครุพัน", default()) == ["tools"]


@pytest.mark.parametrize("query", ["เจตจำนงสจริต 63", "เตตจำนงสุจริต 63", "เจตจำนงสจริต ปี 63"])
def test_a_short_year_is_one_beside_a_slip_as_well(client, query):
    pages = [page(f"will-{year}", "เจตจำนงสุจริต", "ของผู้บริหาร", year=year) for year in (2563, 2564)]
    assert found(client, [*pages, page("score", "คะแนน", "63 คะแนน")], query) == ["will-2563"]


@pytest.mark.parametrize(("query", "place"), [("ระบบ e-bidding", "tender"), ("โครงการก่อสร้างถนน", "works"), ("ผู้อำนวยการกองช่าง", "works"), ("ผอ.กองช่าง", "works"), ("อำนาจหน้าที่กองช่าง", "works")])
def test_what_kind_of_thing_it_is_or_who_heads_it_need_not_stand_beside_its_name(client, query, place):
    assert found(client, TOWN, query, default())[0] == place


@pytest.mark.parametrize("query", ["ระบบสุริยะ", "โครงการอวกาศ", "ผู้อำนวยการหนัง"])
def test_such_a_word_alone_answers_nothing(client, query):
    assert found(client, [*TOWN, page("words", "ข่าว", "ผู้อำนวยการ")], query, default()) == []


def test_a_plan_is_found_though_its_title_calls_it_one_of_action(client):
    pages = [page("plan", "แผนปฏิบัติการป้องกันการทุจริต", "โครงการและกิจกรรม"), page("report", "รายงานผล", "ตามแผนป้องกันการทุจริต")]
    assert found(client, pages, "แผนป้องกันการทุจริต") == ["plan", "report"]


@pytest.mark.parametrize(("query", "first"), [
    ("แวดล้ิม", "health"), ("เจจำนง", "will"), ("การดำเนนงาน", "work"), ("ประชม", "meeting"), ("องค์ร", "body"), ("ธรรมมาภิบาล", "will"), ("ญัตติ", None),
])  # fmt: skip
def test_one_slip_in_a_word_or_in_a_part_of_one_is_mended_and_leads_where_the_word_does(client, query, first):
    pages = [page("health", "กองสิ่งแวดล้อม", "ก"), page("will", "เจตจำนงสุจริต", "ธรรมาภิบาล"), page("work", "แผน", "การดำเนินงาน"), page("meeting", "ประชุม", "ชม ประ"),
             page("body", "วัฒนธรรมองค์กร", "ก"), page("family", "ของครอบครัว", "พระราชบัญญัติ"), page("ethics", "จริยธรรม", "ก")]  # fmt: skip
    assert next(iter(found(client, pages, query, default())), None) == first


def test_a_measure_comes_first_when_measures_are_asked_for_and_its_title_says_what_of(client):
    pages = [page("item", "การประเมินความเสี่ยงการรับสินบน", "ตามมาตรการ"), page("measure", "มาตรการที่ 2 ลดความเสี่ยงการรับสินบนในงานอนุมัติอนุญาต", "ก")]
    assert found(client, pages, "มาตรการสินบน")[0] == "measure"
