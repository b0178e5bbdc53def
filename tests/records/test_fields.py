"""What a value of a field is taken for when it is none."""

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.records.fields import Status


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


@pytest.mark.parametrize("text", ["เกินกำหนด", "Overdue", "พ้นกำหนดแล้ว", "ล่าช้ากว่าแผน"])
def test_that_a_line_is_overdue_is_nothing_to_write(text):
    assert refusal_of(text)["type"] == "status-overdue"


def refusal_of(text):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Status).validate_python(text)
    return refused.value.errors()[0]
