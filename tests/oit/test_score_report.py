"""The report for a terminal: golden texts, and columns that align for the eye."""

from __future__ import annotations

import pytest
from oit_cases import case, case_text, survey_of

from macros.oit import compute, load, text_report, worth_of
from macros.oit.report import table, text_width

CASE = case("result-2563.yml")


def report(year, failed, survey, lang="th") -> str:
    score = compute(load(year), failed, survey)
    return text_report(score, worth_of(score), lang)


@pytest.mark.parametrize(("golden", "year", "failed", "survey", "lang"), [
    ("report-2563.th.txt", 2563, CASE["failed"], survey_of(CASE), "th"),
    ("report-2563.en.txt", 2563, CASE["failed"], survey_of(CASE), "en"),
    ("report-2569-assumed.th.txt", 2569, ["O25", "O11"], survey_of(CASE), "th"),
    ("report-2564-no-survey.th.txt", 2564, ["O42"], None, "th"),
    ("report-2564-complete.en.txt", 2564, [], survey_of(CASE), "en"),
])
def test_reports_are_as_agreed(golden, year, failed, survey, lang):
    assert report(year, failed, survey, lang) == case_text(golden)


@pytest.mark.parametrize(("text", "width"), [("กำลัง", 4), ("ที่นี่", 2), ("O42", 3), ("", 0), ("น้ำ", 2), ("ปู่ย่า", 3)])
def test_marks_above_and_below_take_no_column(text, width):
    assert text_width(text) == width


def test_columns_start_where_the_eye_expects_them():
    lines = table([("ที่นี่", "1", "ก"), ("กก", "100", "ข")], right=(1,)).splitlines()
    assert [text_width(line.rsplit("  ", 1)[0]) for line in lines] == [7, 7]


def test_one_table_needs_no_repairs():
    score = compute(load(2563), CASE["failed"], survey_of(CASE))
    assert text_report(score) == report(2563, CASE["failed"], survey_of(CASE)).split("\n\nแต่ละข้อ")[0] + "\n"


def test_a_level_that_repairs_cannot_reach_is_said():
    form = load(2567)
    survey = {indicator.slug: 80 if indicator.instrument == "EIT" else 100 for indicator in form.survey_indicators}
    assert "ยังไม่ถึงระดับถัดไป" in report(2567, ["O1"], survey)


def test_at_the_best_level_no_better_one_is_spoken_of():
    survey = {indicator.slug: 100 for indicator in load(2563).survey_indicators}
    text = report(2563, ["O1"], survey)
    assert "ระดับถัดไป" not in text and "ทางสั้นที่สุด" not in text and "แก้ครบ 1 ข้อ" in text
