"""Adopted means fixed, closed means closed."""

from dataclasses import replace
from datetime import date

import pytest

from macros.ledger import Ledger, fixed
from macros.ledger.edit import Refused
from macros.ledger.rows import lost, restored
from macros.records.load import load
from tests.history.repository import MEASURE, PLAN

CLOSED = date(2024, 10, 1)


def records(plan=PLAN, measure=MEASURE):
    files = {"measures/2567/plan.yml": plan, "measures/2567/m1.yml": measure}
    return load({name: text.encode() for name, text in files.items() if text})[0]


def digest(**files):
    return fixed.adoptions(records(**files))["plan 2567"].digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: unknown", "status: done"), ("    status: unknown\n", ""), ("ต.ค. 2566 – ธ.ค. 2566", "2566-10 ถึง 2566-12"),
        ("[เชิญ, ประชุม]", "\n      - เชิญ\n      - ประชุม"), ("status: unknown", "status: under-way\n    progress:\n      - {on: 1 พฤศจิกายน 2566, text: เริ่มแล้ว}"),
        ("status: unknown", "source_notes: [อ่านยาก]"), ("title: มาตรการตัวอย่าง\n", "title: มาตรการตัวอย่าง\nabout: คำอธิบาย\n"),
    ],
)  # fmt: skip
def test_progress_and_form_are_no_part_of_a_promise(old, new):
    assert MEASURE.replace(old, new) != MEASURE
    assert digest(measure=MEASURE.replace(old, new)) == digest()


@pytest.mark.parametrize(("old", "new"), [("[เชิญ, ประชุม]", "[เชิญ]"), ("title: ประชุม", "title: ประชุมใหญ่"), ("[clerk]", "[finance]"), ("ธ.ค. 2566", "ม.ค. 2567"), ("รายงานที่ประชุม", "รายงานนายก"), ("status: unknown", "repairs: [2566/O11]"), ("id: m1-2", "id: m1-3")])
def test_what_was_promised_is(old, new):
    assert digest(measure=MEASURE.replace(old, new, 1)) != digest()


def test_the_order_of_lines_is_no_part_of_a_promise():
    head, first, second = MEASURE.split("  - id: ")
    assert digest(measure=f"{head}  - id: {second}  - id: {first}") == digest()


def test_a_change_after_adoption_is_told_until_it_is_adopted_anew():
    ledger = fixed.with_adoptions(Ledger(), records())
    changed = records(measure=MEASURE.replace("[เชิญ, ประชุม]", "[เชิญ]"))
    assert fixed.changed_since_adopted(ledger, records()) == {}
    assert list(fixed.changed_since_adopted(ledger, changed)) == ["plan 2567"]
    assert fixed.with_adoptions(ledger, changed) == ledger
    assert [problem.code for problem in fixed.check_adopted(changed, fixed.changed_since_adopted(ledger, changed))] == ["adopted-changed"]
    again = records(PLAN.replace("25 พฤศจิกายน", "26 พฤศจิกายน"), MEASURE.replace("[เชิญ, ประชุม]", "[เชิญ]"))
    assert fixed.changed_since_adopted(fixed.with_adoptions(ledger, again), again) == {}


def closed():
    return fixed.close(Ledger(), 2567, CLOSED, records())


def codes(ledger, found):
    return [problem.code for problem in fixed.check_closed(ledger, found)]


def test_a_closed_year_that_is_left_alone_is_at_peace():
    assert codes(closed(), records()) == []
    assert codes(closed(), records(measure=MEASURE.replace("[เชิญ, ประชุม]", "\n      - เชิญ\n      - ประชุม\n"))) == []


def test_changing_adding_and_removing_are_told():
    assert codes(closed(), records(measure=MEASURE.replace("unknown", "done"))) == ["closed-year-changed"]
    assert codes(closed(), records(measure="")) == ["closed-year-removed"]
    assert codes(fixed.close(Ledger(), 2567, CLOSED, records(measure="")), records()) == ["closed-year-added"]


def test_a_correction_with_a_later_day_covers_a_change_once():
    changed = MEASURE.replace("unknown", "done")
    text = "corrections:\n  - {on: 2 ตุลาคม 2567, why: พิมพ์ผิด, what: แก้สถานะ}\n"
    one, early, none = records(measure=changed + text), records(measure=changed + text.replace("2 ตุลาคม", "2 กันยายน")), records(measure=changed)
    more = records(measure=changed.replace("[เขียน]", "[พิมพ์]") + text)
    assert codes(closed(), one) == ["closed-year-correction-new"]
    assert codes(closed(), early) == ["closed-year-correction-new", "closed-year-correction-early"]
    accepted = fixed.with_corrections(closed(), one)
    assert codes(accepted, one) == []
    assert codes(accepted, more) == ["closed-year-changed"]
    assert codes(accepted, none) == ["closed-year-correction-lost"]


def test_an_accepted_correction_stays_in_its_words():
    text = MEASURE.replace("unknown", "done") + "corrections:\n  - {on: 2 ตุลาคม 2567, why: พิมพ์ผิด, what: แก้สถานะ}\n  - {on: 3 ตุลาคม 2567, why: ตก, what: เติม}\n"
    accepted = fixed.with_corrections(closed(), records(measure=text))
    rewritten, first_gone = records(measure=text.replace("3 ตุลาคม", "4 ตุลาคม")), records(measure=text.replace("  - {on: 2 ตุลาคม 2567, why: พิมพ์ผิด, what: แก้สถานะ}\n", ""))
    found = list(fixed.check_closed(accepted, rewritten))
    assert [(problem.code, problem.params["number"], problem.place.line) for problem in found] == [("closed-year-correction-changed", 2, len(text.splitlines()))]
    assert codes(accepted, records(measure=text.replace("3 ตุลาคม 2567", "3 ต.ค. 2567"))) == []
    assert codes(accepted, first_gone) == ["closed-year-correction-lost"]
    assert codes(accepted, records(measure=text.replace("corrections:\n", "corrections:\n  - {on: 5 ตุลาคม 2567, why: ตก, what: ก่อน}\n"))) == [
        "closed-year-correction-changed", "closed-year-correction-changed", "closed-year-correction-new"]  # fmt: skip
    as_an_older_ledger_has_it = replace(accepted, fixed={key: replace(kept, said=()) for key, kept in accepted.fixed.items()})
    assert codes(as_an_older_ledger_has_it, rewritten) == []


def test_what_left_a_closed_year_by_a_correction_of_its_plan_is_not_missed():
    less = records(plan=PLAN + "corrections:\n  - {on: 2 ตุลาคม 2567, why: ซ้ำ, what: นำออก}\n", measure="")
    accepted = fixed.with_corrections(closed(), less)
    assert codes(closed(), less) == ["closed-year-correction-new"] and codes(accepted, less) == []
    assert lost(accepted, closed()) == set() and restored(accepted, closed()) == accepted
    by_hand = replace(accepted, fixed={"plan 2567": closed().fixed["plan 2567"]})
    assert lost(by_hand, closed()) == {"measure 2567/m1"} and restored(by_hand, closed()) == closed()


@pytest.mark.parametrize(("ledger", "year", "code"), [(Ledger(), 2570, "year-without-records"), (Ledger(closed={2567: CLOSED}), 2567, "year-closed-already")])
def test_closing_what_cannot_be_closed_is_refused(ledger, year, code):
    with pytest.raises(Refused) as caught:
        fixed.close(ledger, year, CLOSED, records())
    assert caught.value.code == code


def test_a_year_that_still_runs_is_not_closed_by_a_slip_of_its_number():
    """No command opens it again, and whatever is recorded in it from then on would need a correction."""
    with pytest.raises(Refused) as caught:
        fixed.close(Ledger(), 2567, date(2024, 9, 30), records())
    assert caught.value.code == "year-not-over" and caught.value.params["day"] == "1 ตุลาคม 2567"


@pytest.mark.parametrize(("key", "words"), [
    ("plan 2564", "แผนปี 2564"), ("measure 2564/m3", "มาตรการ m3 ปี 2564"), ("disclosure 2564/O42", "การเปิดเผยข้อ O42 ปี 2564"), ("ita-result 2563", "ผลประเมิน ITA ปี 2563"),
])  # fmt: skip
def test_a_record_is_named_in_thai(key, words):
    assert fixed._in_words(key) == words


def test_the_day_of_closing_is_told_in_thai():
    found = list(fixed.check_closed(closed(), records(measure=MEASURE.replace("unknown", "done"))))
    assert [(problem.params["record"].split()[0], "25" in problem.params["day"]) for problem in found] and all("-" not in problem.params["day"] for problem in found)


@pytest.mark.parametrize(("before", "now", "path"), [
    ({"a": "1", "b": ["x", {"c": "2"}]}, {"a": "1", "b": ["x", {"c": "3"}]}, ("b", 1, "c")), ({"a": ["x"]}, {"a": ["x", "y"]}, ("a", 1)),
    ({"a": "1"}, {"a": "1", "b": "2"}, ("b",)), ({"a": "1", "b": "2"}, {"a": "1"}, ()), ({"a": "1"}, {"a": "1"}, ()), (None, {"a": "1"}, ()),
])  # fmt: skip
def test_the_first_value_that_changed_is_found(before, now, path):
    assert fixed.first_change(before, now) == path
