import pytest

from macros.thai.months import LONG, SHORT, month_number, nearest_month


@pytest.mark.parametrize("number", range(1, 13))
def test_names_and_abbreviations_with_and_without_dots(number):
    long, short = LONG[number - 1], SHORT[number - 1]
    written = [long, short, short.rstrip("."), short.replace(".", ""), short.replace(".", ". "), f" {long} "]
    assert {month_number(name) for name in written} == {number}


@pytest.mark.parametrize(("name", "number"), [("มีีนาคม", 3), ("เเมษายน", None), ("มกรๅคม", 1), ("กุมภาพันธ์์", 2), ("มิิ.ย.", 6)])
def test_a_name_typed_in_another_way_is_the_same(name, number):
    assert month_number(name) == number


@pytest.mark.parametrize("name", ["", ".", "จ.ค.", "มกรา", "พ.ศ.", "ธันวาคมม", "Dec"])
def test_other_words_are_no_month(name):
    assert month_number(name) is None


@pytest.mark.parametrize(
    "written, meant",
    [
        ("จ.ค.", "ธ.ค."), ("จค", "ธ.ค."), ("ธ.ต.", "ธ.ค."), ("น.ค.", "ม.ค."), ("มึ.ค.", "มี.ค."), ("ถ.ค.", "ก.ค."),
        ("ก.บ.", "ก.ย."), ("กุมภาพันธ", "กุมภาพันธ์"), ("พฤษจิกายน", "พฤศจิกายน"), ("ธันวามคม", "ธันวาคม"),
        ("เมษยน", "เมษายน"), ("กรกฏาคม", "กรกฎาคม"),
        ("ตุลา", "ตุลาคม"), ("มกรา", "มกราคม"), ("กุมภา", "กุมภาพันธ์"), ("มีนา", "มีนาคม"), ("เมษา", "เมษายน"),
        ("มิถุนา", "มิถุนายน"), ("ธัน.", "ธันวาคม"), ("ตุลาฯ", "ตุลาคม"),
    ],
)  # fmt: skip
def test_a_misspelt_month_has_one_nearest(written, meant):
    assert nearest_month(written) == meant


@pytest.mark.parametrize("name", ["", "ห.ค.", "ม.ย.", "มี.น.", "พฤ", "คม", "โครงการ", "ก" * 5000])
def test_no_guess_when_in_doubt(name):
    assert nearest_month(name) is None
