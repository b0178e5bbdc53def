"""The parts of understanding, one by one."""

import pytest
from plan_file import own_records

from macros.importing.document import Paragraph, Where
from macros.importing.draft import PlanDraft
from macros.importing.editing import CannotEdit, with_field, with_line, with_units
from macros.importing.mending import mended, suspects, words
from macros.importing.numbering import ordinal, split_inline
from macros.importing.units import Units
from macros.importing.writing import measure_text, scalar
from macros.oit import forms
from macros.records.model import Unit
from macros.records.read import read


@pytest.mark.parametrize(
    "text, style, number, rest",
    [
        ("๑. ประชุม", "1.", 1, "ประชุม"), ("12.ประชุม", "1.", 12, "ประชุม"), ("๓ . ประชุม", "1.", 3, "ประชุม"),
        ("2) ประชุม", "1)", 2, "ประชุม"), ("(๒) ประชุม", "(1)", 2, "ประชุม"), ("( 2 ) ประชุม", "(1)", 2, "ประชุม"),
        ("1.2 ประชุม", "1.1", 2, "ประชุม"), ("ข้อ ๔ ประชุม", "word", 4, "ประชุม"), ("มาตรการที่ 2 สร้าง", "word", 2, "สร้าง"),
        ("ข. ประชุม", "ก.", 2, "ประชุม"), ("- ประชุม", "-", 0, "ประชุม"), ("•ประชุม", "-", 0, "ประชุม"),
    ],
)  # fmt: skip
def test_ordinals(text, style, number, rest):
    found = ordinal(text)
    assert (found.style, found.number, text[found.length :]) == (style, number, rest)


@pytest.mark.parametrize("text", ["ประชุม", "12.30 น.", "๒๕๖๔. ปี", "ก.ถ. กำหนด", "๖ เดือน", "3.5 ล้านบาท", "-5 องศา", "", "99.50%"])
def test_no_ordinals(text):
    assert ordinal(text) is None


@pytest.mark.parametrize(
    "text, parts",
    [
        ("๑. ก ข ๒. ค ๓. ง", ["๑. ก ข", "๒. ค", "๓. ง"]),
        ("๑. ตามข้อ ๓. ของประกาศ", ["๑. ตามข้อ ๓. ของประกาศ"]),
        ("ดังนี้ 1. ก 2. ข", ["ดังนี้", "1. ก", "2. ข"]),
        ("ปี 2564. จบ", ["ปี 2564. จบ"]),
    ],
)
def test_numbers_that_run_on(text, parts):
    assert [part.text for part in split_inline(Paragraph(text, Where(), " " * len(text)).whole)] == parts


KNOWN = own_records().agency.units


def units_of(text, known=KNOWN):
    draft, units = PlanDraft(None), Units(tuple(known))
    spans = [Paragraph(line, Where(table=1)).whole for line in text.split("\n")]
    return tuple(units.resolved(units.read(spans, draft))), [note.code for note in draft.notes], units.proposed


@pytest.mark.parametrize(
    "text, ids",
    [
        ("กองคลัง", "finance"),
        ("(ฝ่ายแผนงานและงบประมาณ) สำนักปลัดเทศบาล", "planning"),
        ("(ฝ่ายแผนงานและ\nงบประมาณ)\nสำนักปลัดเทศบาล", "planning"),
        ("สำนักปลัดเทศบาล (ฝ่ายอำนวยการ)", "administration"),
        ("สำนักปลัดเทศบาล กองคลัง กองช่าง กองสาธารณสุข และสิ่งแวดล้อม", "clerk finance engineering health"),
        ("กองคลัง, กองช่าง และกองสาธารณสุขฯ", "finance engineering health"),
        ("๑. กองคลัง\n๒. กองช่าง", "finance engineering"),
        ("- กองคลัง\n- กองช่าง", "finance engineering"),
        ("กองคลังและกองช่าง", "finance engineering"),
        ("กองช่าง และ กองคลัง", "engineering finance"),
        ("กองช่าง\nและ\nกองคลัง", "engineering finance"),
        ("กองช่างและ กองคลัง", "engineering finance"),
        ("กองช่าง กับ กองคลัง", "engineering finance"),
        ("กองช่างกับกองคลัง", "engineering finance"),
        ("กองช่าง ร่วมกับกองคลัง", "engineering finance"),
        ("กองช่าง และ/หรือ กองคลัง", "engineering finance"),
        ("และ", ""),
        ("กองคลัง / สำนักปลัด", "finance clerk"),
        ("(ฝ่ายอำนวยการ) สำนักปลัดเทศบาล กองคลัง", "administration finance"),
    ],
)
def test_units_by_name(text, ids):
    assert units_of(text) == (tuple(ids.split()), [], [])


@pytest.mark.parametrize("text", ["สป., กค.", "สป. กค.", "สป.กค.", "สป และ ผอ.กค.", "สำนักปลัด/(กค.)"])
def test_letters_of_an_office_are_its_name(text):
    ids, notes, proposed = units_of(text)
    assert set(ids) == {"clerk", "finance"} and proposed == [] and set(notes) == {"unit-similar"}


def test_a_short_name_of_the_agency_goes_before_what_letters_usually_mean():
    known = [Unit(id="welfare", name="กองสวัสดิการสังคม"), Unit(id="other", name="กองส่งเสริมสุขภาพ", short_name="กสส.")]
    assert units_of("กสส.", known) == (("other",), [], [])


@pytest.mark.parametrize("text", ["กสส.", "อบต.", "รพ.สต.", "ป.ป.ช."])
def test_letters_that_are_no_unit_here_are_asked(text):
    assert "unit-new" in units_of(text)[1]


@pytest.mark.parametrize(("text", "ids"), [("รพ.สต.", ()), ("สป.มท.", ()), ("กค. รพ.สต.", ("finance",))])
def test_letters_without_a_blank_between_them_are_one_office_unless_each_is_usual(text, ids):
    found, _, proposed = units_of(text)
    assert set(found) - {unit.id for unit in proposed} == {*ids} and [unit.name for unit in proposed] == [text.split()[-1]]


@pytest.mark.parametrize("text, unit, code", [("กองสาธารณสุชและสิ่งแวดล้อม", "health", "unit-similar"), ("สำนักปลัด อบต.", "clerk", "unit-similar"), ("ทุกสำนัก/กอง", "clerk", "units-everyone")])
def test_units_that_are_only_similar_are_noted(text, unit, code):
    ids, notes, proposed = units_of(text)
    assert (ids[0], notes, proposed) == (unit, [code], [])


@pytest.mark.parametrize(
    "text, ids, codes",
    [
        ("หลัก: กองคลัง\nสนับสนุน: สำนักปลัดเทศบาล", "finance clerk", ["unit-aside"] * 2),
        ("หน่วยงานหลัก : กองคลัง\nหน่วยงานสนับสนุน : กองช่าง", "finance engineering", ["unit-aside"] * 2),
        ("กองคลัง โทร. ๐-๔๓๒๑-๑๑๑๑ ต่อ ๑๒", "finance", ["unit-aside"]),
        ("ผู้อำนวยการกองคลัง", "finance", ["unit-similar"]),
        ("หัวหน้าฝ่ายอำนวยการ", "administration", ["unit-similar"]),
    ],
)
def test_what_stands_beside_a_unit_makes_no_other_of_it(text, ids, codes):
    assert units_of(text) == (tuple(ids.split()), codes, [])


def test_the_head_of_a_new_unit_proposes_the_unit():
    assert [unit.name for unit in units_of("ผอ. กองการศึกษา และทุกกองและหน่วยตรวจสอบภายใน")[2]] == ["กองการศึกษา", "หน่วยตรวจสอบภายใน"]


def test_new_units_are_proposed_with_their_parent():
    ids, notes, proposed = units_of("กองการศึกษา (ฝ่ายบริหารการศึกษา)\nปลัดเทศบาล")
    assert ids == ("unit-8", "unit-9") and notes == ["unit-new"] * 3
    assert [(unit.id, unit.name, unit.parent) for unit in proposed] == [("education", "กองการศึกษา", None), ("unit-8", "ฝ่ายบริหารการศึกษา", "education"), ("unit-9", "ปลัดเทศบาล", None)]


def test_only_a_word_between_names_is_no_part_of_one():
    assert [unit.name for unit in units_of("งานกำกับ และ นายกเทศมนตรี กองสาธารณสุข และสิ่งแวดล้อม")[2]] == ["งานกำกับ", "นายกเทศมนตรี"]


def test_two_units_that_are_alike_are_not_guessed():
    known = [Unit(id="a", name="กองสวัสดิการสังคม ๑"), Unit(id="b", name="กองสวัสดิการสังคม ๒")]
    assert units_of("กองสวัสดิการสังคม", known)[1] == ["unit-new"]


@pytest.mark.parametrize("broken, right", [("จ านวน", "จำนวน"), ("ส านักปลัด", "สำนักปลัด"), ("เเผน", "แผน"), ("น\u0e4dา", "นำ"), ("พ.ศ. ๒๕๖๔", "พ.ศ. 2564"), ("ก\x0bข", "กข"), ("ประ\u2060ชุม", "ประชุม")])
def test_what_is_certain_is_mended(broken, right):
    assert mended(broken)[0] == right


@pytest.mark.parametrize("wrong, right", [("ทำเนิการ", "ดำเนินการ"), ("ประชาสัมพันธ", "ประชาสัมพันธ์"), ("ผู้รับผืดชอบ", "ผู้รับผิดชอบ"), ("งบประมาฌ", "งบประมาณ"), ("ทดสอบ ทดสอบ", "ทดสอบ")])
def test_what_is_probable_is_said_and_left(wrong, right):
    text = f"ให้{wrong} ต่อไป"
    assert mended(text)[0] == text
    assert [(doubt.found, doubt.suggestion) for doubt in suspects(text)] == [(wrong, right)]


def test_official_words_are_not_suspected():
    texts = [text for year in forms.years() for item in forms.load(year).items for text in (item.title, *(element.text for element in item.elements))]
    assert len(texts) > 500
    assert [doubt for text in texts for doubt in suspects(text)] == []
    assert [doubt for word in words() for doubt in suspects(word)] == []


@pytest.mark.parametrize("text", ["ก", "- ก", "ก: ข", "ก #ข", "# ก", "[ก]", "{ก}", "*ก", "&ก", "!ก", "yes", "null", "~", "010", "'ก'", '"ก', "ก:", "? ก", "@ก", "`ก", "%ก", "| ก", "> ก", "(1) ก", "\\ก", "a, b"])
def test_any_text_is_read_back(text):
    for form in ("a: {}", "a:\n  - {}"):
        document, problems = read(form.format(scalar(text)).encode(), "x")
        assert problems == [] and document.value in ({"a": text}, {"a": [text]})


def measure(*lines):
    return measure_text({"kind": "measure", "id": "m1", "fiscal_year": 2564, "number": 1, "title": "ก", "lines": [
        {"id": f"m1-{n}", "title": title, "steps": ["หนึ่ง", "สอง\n(1) ย่อย"], "responsible": ["clerk"], "period": "ธ.ค. 2563", "follow_up": "ข", "status": "unknown"}
        for n, title in enumerate(lines, 1)]})


def value(text):
    document, problems = read(text.encode(), "x")
    assert problems == []
    return document.value


def test_a_field_is_replaced_inserted_and_nothing_else_moves():
    text = measure("ก", "ข")
    changed = with_field(with_field(text, ("lines", 0), "steps", ["ใหม่"]), ("lines", 1), "repairs", ["2563/O11"])
    lines = value(changed)["lines"]
    assert lines[0]["steps"] == ["ใหม่"] and lines[1]["repairs"] == ["2563/O11"]
    removed = set(text.split("\n")) - set(changed.split("\n"))
    assert removed == set() and len(changed.split("\n")) == len(text.split("\n")) - 3 + 1


def test_a_new_line_and_a_new_unit_stand_at_the_end():
    text = with_line(measure("ก"), {"id": "m1-2", "title": "ข", "steps": ["ค"], "status": "unknown"})
    assert [line["id"] for line in value(text)["lines"]] == ["m1-1", "m1-2"]
    agency = with_units("kind: agency\nname: ก\nunits:\n  - id: a\n    name: ก\n# จบ\ncomplaints:\n  unit: a\n", [{"id": "b", "name": "ข", "parent": "a"}])
    assert value(agency)["units"][1] == {"id": "b", "name": "ข", "parent": "a"} and "\n# จบ\ncomplaints:" in agency


@pytest.mark.parametrize("text", ["lines: [{id: a, title: ก}]\n", "lines:\n  - id: a\n    title:\n      # ความเห็น\n      ก\n", "lines:\n\t- id: a\n"])
def test_a_file_written_otherwise_is_not_touched(text):
    with pytest.raises(CannotEdit):
        with_field(text, ("lines", 0), "title", "ข")
