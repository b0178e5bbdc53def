"""What a value of a field is taken for when it is none."""

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.records.fields import Status


@pytest.mark.parametrize(("text", "meant"), [
    ("ดำเนินการแล้ว", "แล้วเสร็จ"), ("เสร็จเรียบร้อย", "แล้วเสร็จ"), ("ยังไม่เสร็จ", "กำลังดำเนินการ"), ("เริ่มดำเนินการแล้ว", "กำลังดำเนินการ"), ("รอดำเนินการ", "ยังไม่เริ่ม"),
    ("ยังไม่ดำเนินการ", "ยังไม่เริ่ม"), ("ยกเลิกแล้ว", "ไม่มีข้อมูล"), ("กำลังดำเนินงาน", "กำลังดำเนินการ"), ("dnoe", "done"),
])  # fmt: skip
def test_a_status_in_other_words_is_not_taken_for_its_opposite(text, meant):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Status).validate_python(text)
    assert refused.value.errors()[0]["ctx"]["suggestion"] == meant
