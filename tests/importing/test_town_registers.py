"""Tables of figures as small towns make them: what is printed wrong is told, and what stands otherwise than in the forms is read."""

import pytest

from test_registers import book, table_of


@pytest.mark.parametrize("heading", ["คะแนน", "คะแนน (โอกาส × ผลกระทบ)", "ระดับความเสี่ยง", "ค่าความเสี่ยง", "Risk Score"])
def test_a_score_that_is_not_the_product_of_its_marks_is_told_at_its_place(heading):
    heads = ["ที่", "กระบวนงาน", "เหตุการณ์ความเสี่ยง", "คะแนนโอกาส", "คะแนนผลกระทบ", heading, "มาตรการป้องกัน", "ผู้รับผิดชอบ", "ระยะเวลา"]
    row = ["สลับผู้ตรวจ", "กองคลัง", "ต.ค. ๖๓ – ก.ย. ๖๔"]
    kind, made = table_of(book(("ก", [heads, [1, "ตรวจรับ", "เอื้อประโยชน์", "๒", 5, 9, *row], [2, "จัดซื้อ", "กีดกัน", 2, 5, "๑๐", *row]])))
    assert kind == "risk-assessment" and [item.values["likelihood"] + item.values["impact"] for item in made.table.items] == ["25", "25"]
    assert made.mapping.words == {} and [(note.where.row, note.where.column) for note in made.table.notes if "9 ไม่เท่ากับโอกาส 2 × ผลกระทบ 5 = 10" in note.text] == [(2, 6)]


def test_the_sum_of_a_part_is_not_the_sum_of_all():
    rows = [["แผนงาน", "หมวดรายจ่าย", "งบประมาณอนุมัติ", "เบิกจ่าย ไตรมาส 1", "คงเหลือ"], ["แผนงานบริหาร", "งบบุคลากร", 1000, 400, 600], ["รวม", None, 1000, 400, 600], ["แผนงานศึกษา", "งบลงทุน", 500, 0, 500]]
    assert table_of(book(("ก", [*rows, ["รวม", None, 500, 0, 500]])))[1].table.totals == table_of(book(("ก", rows)))[1].table.totals == {}
    assert table_of(book(("ก", [*rows, ["รวมทั้งสิ้น", None, 1500, 400, 1100]])))[1].table.totals["approved"] == "1,500.00"
