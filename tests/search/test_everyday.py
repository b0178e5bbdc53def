"""What citizens, journalists and webmasters type in their own way: numbers of measures, words by ear, short forms, everyday names."""

import pytest

from macros.search.synonyms import default
from tests.search.small import found, page

PLAN = [
    *(page(f"m{n}", title, f"มาตรการที่ {n}", year=2564) for n, title in ((2, "สร้างค่านิยม"), (3, "ปรับปรุงข้อมูล"))),
    *(page(f"m3.{n}", title, f"รายการที่ 3.{n}", year=2564) for n, title in ((7, "ช่องทางร้องเรียน"), (10, "รายงานรอบ 6 เดือน"))),
    *(page(f"o{n}", f"O{n} {title}", "มาตรการส่งเสริมคุณธรรม", year=2564, item=f"O{n}") for n, title in ((2, "ข้อมูลผู้บริหาร"), (7, "ข่าว"), (42, "มาตรการ"))),
    page("mentions", "สรุป", "ข้อ 3.7 และ 3.10 ตามมาตรการข้อ 2", heading="ข้อ 3.7", year=2564),
]  # fmt: skip


@pytest.mark.parametrize(("query", "first"), [
    ("มาตรการข้อ 2", "m2"), ("มาตรการข้อที่ ๒", "m2"), ("มาตรการข้อ 2 ปี 64", "m2"), ("มาตรการ 2564 ข้อ 2", "m2"), ("มาตรการปี 64 ข้อสอง", "m2"),
    ("มาตรการลำดับที่ 2", "m2"),
    ("มาตรการที่ 3 ข้อ 7", "m3.7"), ("มาตรการข้อ 3.7", "m3.7"), ("ข้อ 3.7", "m3.7"), ("ข้อที่ 3.10", "m3.10"), ("ข้อ 2", "o2"), ("มาตรการข้อ 42", "o42"),
    ("มาตรการ ข้อ 7", "o7"),
])  # fmt: skip
def test_a_part_of_the_plan_is_called_ข้อ_too_and_an_item_where_the_plan_has_none(client, query, first):
    assert found(client, PLAN, query)[0] == first


MONEY = [
    page("news", "เทศบาลได้คะแนนดีเยี่ยม", "ผลการประเมินปีงบประมาณ 2567"), page("score", "ตัวชี้วัดการใช้งบประมาณ", "ได้ 96.77 คะแนน"),
    page("projects", "โครงการอบรม", "โครงการของปีงบประมาณ 2567"), page("budget", "แผน", "โครงการที่ใช้งบประมาณ"),
]  # fmt: skip


def test_the_year_of_a_page_is_no_budget_unless_just_these_letters_are_looked_for(client):
    assert found(client, MONEY, "คะแนนงบประมาณ") == ["score"]
    assert sorted(found(client, MONEY, "โครงการ budget", default())) == ["budget", "score"]
    assert len(found(client, MONEY, "งบประมาณ")) == len(MONEY)
    assert found(client, MONEY[:1], "คะแนนงบประมาณ") == ["news"]


TOWN = [
    page("home", "เว็บไซต์ของเรา", "ปรับปรุงเว็บไซต์"), page("files", "แนบไฟล์", "ไฟล์สาธารณะ"), page("light", "แจ้งซ่อมไฟฟ้าสาธารณะ", "ไฟทางดับ"),
    page("law", "ศูนย์ข้อมูลข่าวสาร", "ตามมาตรา ๗"),
    page("road", "ก่อสร้างถนน", "สายบ้านใหม่ หมู่ที่ ๓"), page("old", "เบี้ยยังชีพผู้สูงอายุ", "ผู้มีอายุครบหกสิบปียื่นคำขอ"),
    page("social", "Social Network", "ลิงก์ Facebook"),
    page("oit", "การเปิดเผยข้อมูล", "แบบ OIT", year=2567), page("people", "นโยบายการบริหารทรัพยากรบุคคล", "การพัฒนาบุคลากร"),
    page("strategy", "แผนยุทธศาสตร์", "เป้าหมาย"),
    page("map", "ติดต่อ", "แผนที่และการเดินทาง"), page("budget", "แผนใช้จ่าย", "เทศบัญญัติงบประมาณรายจ่าย"),
    page("rubbish", "กฎหมาย", "เทศบัญญัติเรื่องมูลฝอย งบประมาณ"),
    page("o8", "O8 Q&A", "กระดาน", item="O8"), page("changes", "สิ่งที่เปลี่ยนแปลง", "ประวัติของหน้า"), page("inside", "การทำงานระหว่างกัน", "ในระบบ", year=2567),
]  # fmt: skip


@pytest.mark.parametrize(("query", "first"), [("เว็ปไซด์", "home"), ("เวปไซด์", "home"), ("ไฟฟ้สสาธารณะ", "light")])
def test_finals_of_one_sound_are_one_and_a_short_word_keeps_its_silent_letter(client, query, first):
    assert found(client, TOWN, query, default())[0] == first


@pytest.mark.parametrize(("query", "first"), [("ม.7", "law"), ("ม. ๓", "road"), ("FB เทศบาล", "social"), ("นระ 2567", "oit"), ("นระ /ถุึ", "oit")])
def test_short_forms_and_a_layout_left_as_it_was_before_a_number(client, query, first):
    assert found(client, TOWN, query, default()) == [first]


def test_a_time_of_day_is_no_item(client):
    assert found(client, TOWN, "08:30") == []


@pytest.mark.parametrize(("query", "first"), [
    ("แม่อายุ 60 แล้วต้องไปลงทะเบียนรับเงินที่ไหนคะ", "old"), ("ไฟหน้าซอยดับหลายวันแล้ว", "light"), ("ทรัพยากรมนุษย์", "people"),
    ("วิสัยทัศน์", "strategy"), ("พันธกิจ", "strategy"),
    ("ไปเทศบาลยังไง", "map"), ("ข้อบัญญัติงบประมาณ", "budget"), ("อัปเดตล่าสุด", "changes"), ("อัพเดท", "changes"), ("update", "changes"),
])  # fmt: skip
def test_everyday_names_lead_to_what_offices_call_it(client, query, first):
    assert found(client, TOWN, query, default())[0] == first


CIVIL = [
    page("works", "กองช่าง", "มีหน้าที่ซ่อมบำรุงถนน"), page("contact", "ติดต่อ", "โทรศัพท์"), page("visitors", "คู่มือ", "ผู้มาติดต่อราชการ ที่กองช่าง"),
    page("clerk", "สำนักปลัดเทศบาล", "งานทะเบียนราษฎร"), page("old", "เบี้ยยังชีพผู้สูงอายุ", "ยื่นคำขอ"),
    *(page(f"meeting-{n}", "ประชุม", "ประชุมหัวหน้าส่วนราชการ รายงานต่อสำนักปลัดเทศบาล") for n in range(3)), page("savings", "รายงาน", "รับจ่ายเงินสะสม"),
    page("numbers", "สถิติเรื่องร้องเรียน", "จำนวนเรื่องทั้งหมด"), page("channel", "ช่องทางร้องเรียน", "ร้องเรียน"),
    page("declaration", "เจตจำนงสุจริต", "Integrity Declaration (English)"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "first"), [
    ("ติดต่อกองช่าง", "works"), ("ติดต่องานทะเบียน", "clerk"), ("ติดต่อเทศบาลได้อย่างไร", "contact"), ("หัวหน้าสำนักปลัด", "clerk"),
    ("เงินสะสมเหลือเท่าไร", "savings"),
    ("เงินสะสมย้อนหลัง", "savings"), ("เงินเดือนคนแก่ลงที่ไหนจ๊ะ", "old"), ("ตาอายุครบ 60 ขอเบี้ยยังไง", "old"), ("ร้องเรียนกี่เรื่อง", "numbers"),
    ("เจตจำนงภาษาอังกฤษ", "declaration"),
    ("ถนนหน้าบ้านเป็นหลุมเป็นบ่อ", "works"),
])  # fmt: skip
def test_who_is_called_upon_or_how_many_there_are_is_said_beside_the_thing_that_is_meant(client, query, first):
    assert found(client, CIVIL, query, default())[0] == first
