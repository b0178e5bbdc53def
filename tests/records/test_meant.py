"""What is proposed where a record says something else: the words that were written, never those of an example."""

import pytest

from macros.problems import message
from macros.records.checks.units import check as check_units
from macros.records.load import load

AGENCY = "kind: agency\nname: เทศบาลตำบลสมมติ\nunits:\n  - {id: works, name: กองช่าง}\n  - {id: finance, name: กองคลัง}\n  - {id: planning, name: ฝ่ายนโยบายและแผน}\n"
MEASURE = """kind: measure
id: m1
fiscal_year: 2564
number: 1
title: มาตรการ
lines:
  - steps: [ตรวจสอบ]
    responsible: [works]
    period: ต.ค. 2563
    follow_up: รายงาน
"""


def told(old: str, new: str) -> list:
    _, found = load({"measures/agency.yml": AGENCY.encode(), "measures/2564/m1.yml": MEASURE.replace(old, new).encode()})
    return [(problem.code, message(problem.code, problem.params)) for problem in found]


@pytest.mark.parametrize(("written", "entries"), [
    ("works", "- works"), ("planning, finance", "- planning แล้วขึ้นบรรทัดใหม่ - finance"), ("กองช่าง", "- works"), ("กองคลัง และกองช่าง", "- finance แล้วขึ้นบรรทัดใหม่ - works"),
    ("ฝ่ายนโยบายและแผน", "- planning"), ("-finance", "- finance"), ("\n      -finance\n      -works", "- finance แล้วขึ้นบรรทัดใหม่ - works"), ("กรมอื่น", "- กรมอื่น"),
    ("{id: works}", "- (รหัสของหน่วยงานที่อยู่ใน agency.yml)"),
])  # fmt: skip
def test_a_list_of_units_in_one_line_is_repaired_with_the_units_that_were_written(written, entries):
    ((code, words),) = told("[works]", written)
    assert code == "needs-list" and words.repair == f"ขึ้นบรรทัดใหม่ใต้ responsible: แล้วเขียนเป็น {entries}"


@pytest.mark.parametrize(("written", "ids"), [
    ("[works finance]", ["works", "finance"]), ("[กองช่าง กองคลัง]", ["works", "finance"]), ("[กองช่าง และ กองคลัง]", ["works", "finance"]),
    ("\n      - works, finance", ["works", "finance"]), ("[planning, works finance]", ["works", "finance"]),
])  # fmt: skip
def test_several_units_in_one_entry_are_taken_apart(written, ids):
    ((code, words),) = told("[works]", written)
    assert code == "units-in-one-entry"
    assert words.repair.endswith(f"เป็น {', '.join(ids)} ถ้าเขียนทีละขีด แก้เป็น - {' แล้วขึ้นบรรทัดใหม่ - '.join(ids)}")


def test_units_in_one_line_without_a_comma_are_a_list_of_them():
    ((code, words),) = told("[works]", "works finance")
    assert code == "needs-list" and words.repair.endswith("- works แล้วขึ้นบรรทัดใหม่ - finance")


@pytest.mark.parametrize("written", ["xyz", "clerk"])
def test_a_unit_like_no_other_is_not_asked_about(written):
    records, _ = load({"measures/agency.yml": AGENCY.encode(), "measures/2564/m1.yml": MEASURE.replace("[works]", f"[{written}]").encode()})
    found, *_ = check_units(records)
    words = message(found.code, found.params)
    assert found.code == "unit-not-found" and "หมายถึง" not in words.hint and "works (กองช่าง), finance (กองคลัง)" in words.rule


def test_a_numbered_unit_is_no_slip_for_one_of_another_number():
    """Who answers for the line is asked for then, not whether the neighbour does."""
    agency = AGENCY.replace("id: works", "id: unit-4")
    for written, code in (("unit-5", "unit-not-found"), ("unit4", "unit-unknown")):
        records, _ = load({"measures/agency.yml": agency.encode(), "measures/2564/m1.yml": MEASURE.replace("[works]", f"[{written}]").encode()})
        assert [found.code for found in check_units(records) if written in found.params.values()] == [code]


@pytest.mark.parametrize(("written", "entry"), [
    ("ตรวจสอบ, รายงานผล", "ตรวจสอบ, รายงานผล"), ("ตรวจสอบ\n      - รายงานผล", "ตรวจสอบ…"), ("\n      -ตรวจสอบ\n      -รายงานผล", "ตรวจสอบ…"),
])  # fmt: skip
def test_steps_in_one_line_are_repaired_with_the_steps_that_were_written(written, entry):
    ((code, words),) = told("[ตรวจสอบ]", written)
    assert code == "needs-list" and words.repair == f"ขึ้นบรรทัดใหม่ใต้ steps: แล้วเขียนเป็น - {entry}"


@pytest.mark.parametrize(("written", "meant"), [("M1", "m1"), ("m1_2", "m1-2"), ("M1 2", "m1-2"), ("m1.2", "m1-2"), ("ม1", None), ("1", None)])
def test_an_id_in_another_form(written, meant):
    ((code, words),) = told("id: m1", f"id: {written}")
    assert code == ("id-form-near" if meant else "id-form") and (not meant or f"“{meant}”" in words.repair)


@pytest.mark.parametrize(("written", "meant"), [
    ("ผู้รับผิดชอบ", "responsible"), ("responsable", "responsible"), ("Responsible", "responsible"), ("ผู้รับผืดชอบ", "responsible"), ("unit", None), ("หน่วยงาน", None),
])  # fmt: skip
def test_a_field_under_another_name(written, meant):
    ((code, words), *_) = [entry for entry in told("responsible:", f"{written}:") if entry[0].startswith("unknown-field")]
    assert code == ("unknown-field-near" if meant else "unknown-field")
    assert f"“{meant}”" in words.repair if meant else "responsible (ผู้รับผิดชอบ)" in words.rule


@pytest.mark.parametrize("written", ["evidence: รายงาน", "evidence: [รายงาน]", "approved: ปลัด"])
def test_what_is_wrong_below_a_field_under_another_name_is_told_as_well(written):
    found = told("follow_up:", f"progres:\n      - on: 15 มกราคม 2564\n        text: ประชุม\n        {written}\n    follow_up:")
    assert len(found) == 2 and found[0][0] == "unknown-field-near", found
