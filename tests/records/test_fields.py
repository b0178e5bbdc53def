"""What a value of a field is taken for when it is none."""

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.records.disclosure import ANSWER_WORDS, Answer
from macros.records.fields import AnyUrl, Email, FilePath, Phone, Status, Url, YesNo
from macros.records.own_network import path_in
from macros.records.registers.fields import METHOD_WORDS, RISK_LEVEL_WORDS, Method, RiskLevel
from macros.records.status import STATUS_WORDS
from macros.site.inputs.names import hard_name
from macros.thai.fold import typed_one_way


@pytest.mark.parametrize(("text", "meant"), [
    ("ดำเนินการแล้ว", "แล้วเสร็จ"), ("เสร็จเรียบร้อย", "แล้วเสร็จ"), ("ยังไม่เสร็จ", "กำลังดำเนินการ"), ("เริ่มดำเนินการแล้ว", "กำลังดำเนินการ"), ("รอดำเนินการ", "ยังไม่เริ่ม"),
    ("ยังไม่ดำเนินการ", "ยังไม่เริ่ม"), ("ยกเลิกแล้ว", "ไม่มีข้อมูล"), ("กำลังดำเนินงาน", "กำลังดำเนินการ"), ("dnoe", "done"),
    ("ไม่เสร็จ", "กำลังดำเนินการ"), ("ไม่แล้วเสร็จ", "กำลังดำเนินการ"), ("เสร็จ 50%", "กำลังดำเนินการ"), ("ร้อยละ ๘๐", "กำลังดำเนินการ"), ("เสร็จไปครึ่งหนึ่ง", "กำลังดำเนินการ"),
    ("100%", "done"), ("0%", "not-started"), ("complete", "done"), ("Completed", "done"), ("in progress", "under-way"), ("incomplete", "under-way"),
    ("underway", "under-way"), ("not started", "not-started"), ("unknow", "unknown"), ("แล้วเสร็จเกินกำหนด", "แล้วเสร็จ"),
    ("เสร็จ 100%", "แล้วเสร็จ"), ("ยังไม่ครบ 100%", "กำลังดำเนินการ"),
])  # fmt: skip
def test_a_status_in_other_words_is_not_taken_for_its_opposite(text, meant):
    refused = refusal_of(text)
    assert refused["type"] == "status-unknown" and refused["ctx"]["suggestion"] == meant


@pytest.mark.parametrize("text", [
    "zz", "-", "ไม่ทำแล้ว", "ไม่เป็นไปตามแผน", "undone", "not done", "none", "ระงับชั่วคราว", "เลื่อนออกไปแล้ว", "งดดำเนินการ", "มิได้ดำเนินการ", "คาดว่าจะแล้วเสร็จ", "ดำเนินการ",
    "ไม่ถึง 100%", "คาดว่าจะครบร้อยละ ๑๐๐",
])  # fmt: skip
def test_a_status_that_may_mean_several_gets_the_choices(text):
    refused = refusal_of(text)
    assert refused["type"] == "status-unclear" and "แล้วเสร็จ" in refused["ctx"]["choices"] and "suggestion" not in refused["ctx"]


@pytest.mark.parametrize(("kind", "typed", "read"), [
    (Status, "ก\u0e4d\u0e32ลังด\u0e4d\u0e32เนินการ", "under-way"), (Status, "เเล้วเสร็จ", "done"), (Status, "ยังไม่่เริ่ม", "not-started"), (Status, "ไม\u0e48ม\u0e35ข\u0e49อม\u0e39ล", "unknown"),
    (YesNo, "ใช่่", True), (YesNo, "ไม่่", False), (Answer, "ไม่่มี", "none"),
    (Method, "ประกวดเเบบ", "design-contest"), (Method, "วิธีคัดเลืือก", "selection"), (RiskLevel, "ต\u0e48\u0e4d\u0e32", "low"), (RiskLevel, "ตำ\u0e48", "low"),
])  # fmt: skip
def test_a_word_to_choose_is_known_in_whichever_way_it_is_typed(kind, typed, read):
    assert TypeAdapter(kind).validate_python(typed) == read


@pytest.mark.parametrize("words", [STATUS_WORDS, METHOD_WORDS, RISK_LEVEL_WORDS, ANSWER_WORDS, dict.fromkeys(["ใช่", "ไม่", "ไม่ใช่"])])
def test_words_to_choose_are_typed_one_way(words):
    assert [word for pair in words.items() for word in filter(None, pair) if typed_one_way(word) != word] == []


@pytest.mark.parametrize(("text", "meant"), [
    ("แล้วเสร็จ?", "แล้วเสร็จ"), ("เเล้ว เสร็จ", "แล้วเสร็จ"), ("ก\u0e4d\u0e32ลังท\u0e4d\u0e32", "กำลังดำเนินการ"), ("ส\u0e4d\u0e32เร็จเเล้ว", "แล้วเสร็จ"), ("…", None), ("ํ", None),
])  # fmt: skip
def test_what_is_more_than_another_way_of_typing_is_asked(text, meant):
    assert refusal_of(text)["ctx"].get("suggestion") == meant


@pytest.mark.parametrize("text", ["เกินกำหนด", "Overdue", "พ้นกำหนดแล้ว", "ล่าช้ากว่าแผน"])
def test_that_a_line_is_overdue_is_nothing_to_write(text):
    assert refusal_of(text)["type"] == "status-overdue"


def refusal_of(text):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Status).validate_python(text)
    return refused.value.errors()[0]


def code_of(field, text):
    """The code that ``text`` is refused with, None if it is taken."""
    try:
        TypeAdapter(field).validate_python(text)
    except ValidationError as refused:
        return refused.errors()[0]["type"]
    return None


@pytest.mark.parametrize("text", [
    "http://127.0.0.1:8000/measures/2567/", "http://localhost:8000/oit", "http://LOCALHOST/", "http://192.168.1.10/oit", "http://10.0.0.5/", "http://172.16.0.1/a", "http://0.0.0.0/x",
    "http://[::1]:8000/", "http://169.254.1.1/", "http://nas.local/plan.pdf", "https://127.0.0.1.:8000/",
])  # fmt: skip
def test_an_address_of_the_own_network_is_no_place_of_disclosure(text):
    assert code_of(Url, text) == "url-of-own-network"


@pytest.mark.parametrize("text", ["https://www.example.go.th/", "http://203.0.113.7.nip.example/", "http://8.8.8.8/oit", "https://localhost.example.go.th/"])
def test_other_addresses_are(text):
    assert code_of(Url, text) is None


def test_an_own_server_of_the_forms_may_be_in_the_own_network():
    assert code_of(AnyUrl, "http://192.168.1.10:3000/") is None
    assert code_of(AnyUrl, "ita.example.go.th") == "url-form"


@pytest.mark.parametrize("text", [
    "0 2000 0000", "0-2000-0000", "02-000-0000 ต่อ 12", "0 2000 0000 ต่อ 12, 13", "0 2000 0000-3", "0 2000 0000 – 3", "0 2000 0000 ถึง 3", "1567", "191", "1111 กด 22", "๐ ๒๐๐๐ ๐๐๐๐",
    "+66 2000 0000", "(02) 000 0000", "0 2000 0000, 0 2000 0001", "0 2000 0000 / 08 0000 0000", "0 2000 0000 (ในเวลาราชการ)", "053-000-000 #12", "08\u00a00000\u00a00000", "1800 000 000",
])  # fmt: skip
def test_a_telephone_number_is_taken_as_people_write_it(text):
    assert code_of(Phone, text) is None


@pytest.mark.parametrize("text", ["ไม่มี", "สายตรง 1234", "-", "12", "000 0000", "ต่อ 12", "0 2000 0000 0 2000 0001", "2567-01-15"])
def test_what_cannot_be_dialled_is_no_telephone_number(text):
    assert code_of(Phone, text) == "phone-form"


@pytest.mark.parametrize("text", ["complaint@example.go.th", "a.b+c_1@x.example", "saraban@ตัวอย่าง.ไทย"])
def test_an_address_of_mail_is_taken(text):
    assert code_of(Email, text) is None


@pytest.mark.parametrize("text", ["ไม่มี", "a@@b", "a@@b.example", "ติดต่อที่ a@b", "a@b", "a b@c.example", "mailto:a@b.example", "a@b.example, c@d.example", "a@b..example", "<a@b.example>", "@b.example"])
def test_what_is_no_single_address_of_mail_is_refused(text):
    assert code_of(Email, text) == "email-form"


@pytest.mark.parametrize(("url", "page"), [("http://localhost:8000/oit", "/oit/"), ("http://127.0.0.1:8000/measures/2567/#m1", "/measures/2567/"), ("http://127.0.0.1:8000", "/")])
def test_the_page_that_serve_showed_is_named_by_its_address(url, page):
    assert path_in(url) == page


@pytest.mark.parametrize("name", ["files/z/a..csv", "files/2567/รายงาน v1..2.pdf", "a...b.pdf"])
def test_a_file_is_named_as_an_attachment_may_be(name):
    assert hard_name(name.rpartition("/")[2]) is None and TypeAdapter(FilePath).validate_python(name) == name


@pytest.mark.parametrize("name", ["../a.pdf", "files/../a.pdf", "files/..", "files/./a.pdf", "files/a./b.pdf", "files/a.", "..a.pdf"])
def test_a_path_leads_nowhere_up(name):
    with pytest.raises(ValidationError):
        TypeAdapter(FilePath).validate_python(name)
