"""The proof that nothing is lost: it holds for any table, and it fails when something is taken away."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plan_file import HEADING, INTRODUCTION, imported, missing_words, plan_tables
from word import PAGE, Cell, Table

from macros.importing.proof import unproved
from macros.records.load import load


@pytest.fixture(scope="module")
def made():
    return imported(*INTRODUCTION, *plan_tables())


def test_a_whole_import_is_proved(made):
    assert unproved(made.built, made.report, made.built.units.all) == []


@pytest.mark.parametrize("line", range(13))
def test_a_step_that_is_taken_away_is_missed(made, line):
    steps = made.built.measures[2]["lines"][line]["steps"]
    last = steps.pop()
    try:
        lost = unproved(made.built, made.report, made.built.units.all)
        assert lost and {found.why for found in lost} == {"steps"}
    finally:
        steps.append(last)


@pytest.mark.parametrize("name, other", [("title", "อื่น"), ("responsible", ["engineering"]), ("period", "ม.ค. 2564"), ("follow_up", "อื่น")])
def test_a_wrong_value_is_missed(made, name, other):
    line = made.built.measures[2]["lines"][1]
    right, line[name] = line[name], other
    try:
        assert {found.why for found in unproved(made.built, made.report, made.built.units.all)} == {name}
    finally:
        line[name] = right


def test_text_that_is_left_out_of_the_report_is_missed(made):
    short = made.report.replace(INTRODUCTION[1], "")
    assert [found.span.text for found in unproved(made.built, short, made.built.units.all)] == [INTRODUCTION[1]]


@pytest.mark.parametrize("text", ["กองช่าง และ กองคลัง", "กองช่าง กับ กองคลัง", "กองช่าง ร่วมกับกองใหม่", "กองช่าง และ/หรือ กองคลัง"])
def test_a_word_that_joins_units_is_no_unit_and_not_lost(text):
    made = imported(Table([HEADING, ["ก", "ข", text, "ธ.ค. ๖๓", "ค"]]))
    assert made.merged.measures and made.lost == [] and not [unit for unit in made.built.units.all if re.search("และ$|กับ|หรือ", unit.name)]


@pytest.mark.parametrize("text", ["ฝ่ายบริหาร\nทั่วไป กองคลัง", "ประชุม\nนายก กองคลัง", "นายก กองคลัง\nประชุม"])
def test_a_name_of_a_unit_goes_on_in_the_next_line_of_its_cell(text):
    made = imported(Table([HEADING, ["ก", "ข", text, "ธ.ค. ๖๓", "ค"]]))
    assert made.merged.measures and made.lost == []


# ── any table ────────────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from([
    "ประชุม", "ชี้แจง", "บุคลากร", "จัดทำ", "คู่มือ", "เผยแพร่", "แผน", "ตรวจสอบ", "e-GP", "พ.ศ. ๒๕๖๔", "น\u0e4dา", "เเผน", "ก าหนด",
    "ดังนี้", "ต่อ", "ป\uf70aา", "x: #y", "- z", "ผลผล", "ดอน\u200bยาย", "“คำ”", "ร้อยละ ๕๐.๕", "{{ x }}", "&", "๑๒",
])  # fmt: skip
STARTS = st.sampled_from(["", "", "๑. ", "๒. ", "3) ", "(๑) ", "(2) ", "- ", "• ", "ก. ", "1.1 ", "ข้อ ๑ ", "มาตรการที่ ๒ ", "๙. "])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PARAGRAPHS = st.builds(
    lambda start, text, mark, more: f"{f'<{mark}>' if mark else ''}{start}{text}{f'</{mark}>' if mark else ''}{more}",
    STARTS, PHRASES, st.sampled_from(["", "", "", "u", "b"]), st.sampled_from(["", "", "<br>๒. ต่อไป", " ๒. สอง"]),
)  # fmt: skip
TEXTS = st.lists(PARAGRAPHS, max_size=4).map("\n".join)
NAMES = st.sampled_from(["กองคลัง", "กองช่าง", "(ฝ่ายอำนวยการ) สำนักปลัดเทศบาล", "สำนักปลัดเทศบาล (ฝ่ายอำนวยการ)", "กองใหม่", "ทุกกอง", "ทุกสำนัก/กอง", "และ", "กับ", "ร่วมกับ", "นายก", "กองคลั่ง"])
UNITS = st.lists(st.builds(str.__add__, NAMES, st.sampled_from([" ", "\n"])), max_size=3).map("".join)  # on one line or on several
TIMES = st.sampled_from(["", "ธ.ค. ๖๓ – มี.ค. ๖๔", "จ.ค. ๖๓ – มี.ค. ๖๔", "ตลอดปี", "เมื่อพร้อม", "ไตรมาส ๒", "ต.ค. - ธ.ค.", "31/12/2563"])
CELLS = {"มาตรการ / แนวทาง": TEXTS, "วิธีการดำเนินการ": TEXTS, "ผู้รับผิดชอบ": UNITS, "ระยะเวลาดำเนินการ": TIMES, "การติดตามผล": PHRASES, "ที่": st.sampled_from(["", "1", "๒", "ก"]), "กิจกรรม": TEXTS, "งบประมาณ": PHRASES}


@st.composite
def tables(draw):
    names = draw(st.permutations([*HEADING[:4], *draw(st.sets(st.sampled_from(["การติดตามผล", "ที่", "กิจกรรม", "งบประมาณ"])))]))
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        row = [Cell(draw(CELLS[name]), down=draw(st.sampled_from(["", "", "", "restart", "continue"]))) for name in names]
        rows.append([Cell(draw(PHRASES), across=len(names))] if draw(st.integers(0, 9)) == 0 else row)
    heading = [list(names)] if draw(st.integers(0, 4)) else []
    repeated = [list(names)] if draw(st.booleans()) else []
    return Table([*heading, *rows[:2], *repeated, *rows[2:]] or [["ว่าง"]])


# Cells that go on from nothing merged, here from a row of one cell.
FROM_NOTHING = Table([["มาตรการ / แนวทาง", "วิธีการดำเนินการ", "ระยะเวลาดำเนินการ", "ผู้รับผิดชอบ", "ที่"], [Cell("ประชุม", across=5)], ["", "ประชุม", "", Cell("นายก กองคลัง", down="continue"), ""]])


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.one_of(tables(), PHRASES, st.just(PAGE)), min_size=1, max_size=4))
@example([FROM_NOTHING])
def test_nothing_of_any_table_is_lost(blocks):
    made = imported(*blocks)
    assert made.lost == []
    records, problems = load({name: text.encode() for name, text in made.files.items()})
    assert problems == []
    read = [(measure.id, [list(line.steps) for line in measure.lines]) for measure in records.measures(2564)]
    assert sorted(read) == sorted((m["id"], [line["steps"] for line in m["lines"]]) for m in made.merged.measures)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_any_table_of_clean_words_keeps_every_word(table):
    for row in table.rows:
        for cell in row:
            if isinstance(cell, Cell):
                cell.text = cell.text.translate({ord(char): None for char in "\u0e4d\uf70a\u200b"}).replace("เเ", "แ").replace("ก าหนด", "กำหนด").replace("จ.ค.", "ธ.ค.").replace("กองคลั่ง", "กองคลัง")
    assert missing_words([table], imported(table)) == []
