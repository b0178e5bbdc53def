"""The municipality's plan, made into a Word file as it would have it, comes in whole."""

import pytest
from plan_file import INTRODUCTION, empty_site, files, imported, missing_words, own_records, plan_tables

from macros.records.checks import check_records
from macros.records.load import load

# What scanning did to the text. line or measure, column (-1: measure, 0: steps, 1: responsible, 2: period, 3: follow-up), right, wrong
MENDED = (
    ("m3-10", 0, "เทศบาลตำบลดอนยายหอม", "เทศบาลตำบลอนนทยายหอม"),
    ("m3-4", 2, "ธ.ค.", "จ.ค."),
    ("m3-5", 2, "ธ.ค.", "จ.ค."),
    ("m3-9", 2, "ธ.ค.", "จ.ค."),
    ("m3-12", 0, "กำหนด", "ก\u0e4dาหนด"),
    ("m3-8", 0, "แนวทาง", "เเนวทาง"),
    ("m3-3", 0, "ดำเนินการ", "ด าเนินการ"),
    ("m3-7", 0, "ผู้ดูแล", "ผ\u0e39\uf70bดูแล"),
)
ASKED = (
    ("m3-4", 0, "คนดีคนเก่ง", "คandidateคนเก่ง"),
    ("m2", 0, "ที่ปรึกษา", "พี่ปรึกษา"),
    ("m3", -1, "โจทย์", "ใจทัก"),
    ("m3", -1, "คำนึงถึง", "คำนิยามถึง"),
    ("m3-6", 0, "ให้คุณให้โทษ", "ให้ทุนให้โทษ"),
    ("m3-13", 0, "ติดตามผลการดำเนินการ", "ติดตามผลการทำเนิการ"),
    ("m3-9", 0, "ประเมินผล", "ประเมินผลผล"),
    ("m3-5", 0, "ทรัพยากรบุคคลรายงาน", "ทรัพยากรบุคคลกรรายงาน"),
    ("m3-8", 0, "ครั้งถัดไป เพื่อ", "ครั้งถัดไป ถัดไป เพื่อ"),
    ("m3-11", 0, "ผู้บังคับบัญชา", "ผู้บังดับบัญชา"),
)


@pytest.fixture(scope="module")
def clean():
    return imported(*INTRODUCTION, *plan_tables())


@pytest.fixture(scope="module")
def scanned():
    return imported(*INTRODUCTION, *plan_tables((*MENDED, *ASKED)))


def lines_in(made):
    records, problems = load({**{name: data for name, data in files().items() if "2564/m" not in name and "2564/plan" not in name}, **{name: text.encode() for name, text in made.files.items()}})
    assert problems == []
    assert [found.code for found in check_records(records) if found.severity == "error"] == []
    return {entry.id: entry for entry in records.lines_of(2564)}


def test_the_title_of_the_plan_is_not_called_left_out(clean):
    assert "title: มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2564\n" in clean.files["measures/2564/plan.yml"]
    summary, left_out = clean.report.split("ไม่ได้นำเข้า")
    assert f"  ชื่อแผน: {INTRODUCTION[0]}\n" in summary and INTRODUCTION[0] not in left_out and INTRODUCTION[1] in left_out


@pytest.mark.parametrize("kind", ["clean", "scanned"])
def test_three_measures_fifteen_lines_thirty_three_steps(kind, request):
    lines = lines_in(request.getfixturevalue(kind))
    assert [entry.measure.number for entry in lines.values()] == [1, 2] + [3] * 13
    assert list(lines) == ["m1", "m2", *(f"m3-{number}" for number in range(1, 14))]
    assert sum(len(entry.line.steps) for entry in lines.values()) == 33


@pytest.mark.parametrize("kind", ["clean", "scanned"])
@pytest.mark.parametrize("entry", own_records().lines_of(2564), ids=lambda entry: entry.id)
def test_units_periods_follow_up_and_repairs_are_right(kind, entry, request):
    line, own = lines_in(request.getfixturevalue(kind))[entry.id].line, entry.line
    assert (line.responsible, line.period, line.follow_up, line.follow_up_month) == (own.responsible, own.period, own.follow_up, own.follow_up_month)
    assert line.status == "unknown" and line.progress == ()
    # A survey's weak point is nothing that a title tells for sure.
    assert line.repairs == (own.repairs if entry.measure.id == "m3" else ())
    assert line.title == own.title


def test_a_clean_document_comes_in_word_for_word(clean):
    lines = lines_in(clean)
    for entry in own_records().lines_of(2564):
        assert lines[entry.id].line.steps == entry.line.steps
        assert lines[entry.id].measure.title == entry.measure.title


def test_a_clean_document_is_not_suspected(clean):
    assert clean.built.mends == []


@pytest.mark.parametrize("key, column, right, wrong", MENDED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_certain_is_mended_and_told(scanned, key, column, right, wrong):
    section = scanned.report.split("แก้ตัวอักษรที่ผิดแน่นอนให้แล้ว")[1].split("ไม่แน่ใจ")[0]
    sure = [mend.doubt for mend in scanned.built.mends if mend.doubt.sure]
    assert any(doubt.found in wrong and doubt.suggestion in right and doubt.found in section for doubt in sure)
    entry = lines_in(scanned)[key]
    assert wrong not in "\n".join(entry.line.steps)


@pytest.mark.parametrize("key, column, right, wrong", ASKED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_not_certain_stays_and_is_asked_with_its_place(scanned, key, column, right, wrong):
    doubts = scanned.report.split("ไม่แน่ใจ โปรดตรวจ")[1].split("ไม่ได้นำเข้า")[0]
    asked = [mend for mend in scanned.built.mends if not mend.doubt.sure and mend.doubt.found in wrong]
    assert asked, wrong
    assert any(f"{mend.where} (" in doubts and mend.doubt.found in doubts for mend in asked)
    entry = next(entry for name, entry in lines_in(scanned).items() if key in (name, entry.measure.id))
    assert wrong in "\n".join([entry.measure.title, *entry.line.steps])


def test_every_error_is_one_entry_of_the_report(scanned):
    assert len(scanned.built.mends) == len(MENDED) + len(ASKED)


def test_nothing_is_lost(clean, scanned):
    assert clean.lost == scanned.lost == []


@pytest.mark.parametrize("wrong", [(), ASKED], ids=["clean", "scanned"])
def test_every_word_is_in_a_record_or_in_the_report(wrong):
    blocks = [*INTRODUCTION, *plan_tables(wrong)]
    assert missing_words(blocks, imported(*blocks)) == []


def test_the_plan_is_made_from_the_text_around_the_tables(clean):
    text = clean.files["measures/2564/plan.yml"]
    assert "title: มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2564\n" in text
    assert "analyses: 2563\nadopted:\n  on: 25 พฤศจิกายน 2563\n  at: ที่ประชุมคณะผู้บริหาร พนักงาน และลูกจ้างของเทศบาลตำบลดอนยายหอม\n" in text
    assert "โปรดตรวจใน plan.yml" in clean.report


def test_files_are_written_as_a_careful_person_writes_them(clean):
    """Apart from what only a person can add, the file is the one of the repository."""
    own = files()["measures/2564/m2.yml"].decode().split("\n")
    added = [row for row in own if row.startswith(("short_title:", "about:", "    repairs:"))]
    assert clean.files["measures/2564/m2.yml"].split("\n") == [row for row in own if row not in added]


def test_the_document_of_another_year_is_noticed():
    made = imported(*INTRODUCTION, *plan_tables(), year=2563, site=empty_site())
    assert "เอกสารเขียนว่าปีงบประมาณ พ.ศ. 2564 แต่สั่งนำเข้าเป็นปี 2563" in made.report
