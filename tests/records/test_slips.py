"""Slips of a line: told where they are, and read on behind where the mend is certain; nothing is told that is not so."""

import time

import pytest

from macros.problems import message
from macros.records.mends import MOST
from macros.records.read import read
from macros.records.slips import slip_in
from macros.records.validate import validate

MEASURE = """\
kind: measure
id: m1
fiscal_year: 2567
number: 1
title: เปิดเผยข้อมูล
lines:
  - id: m1-1
    title: เผยแพร่แผน
    steps:
      - ตรวจสอบข้อมูล
      - เผยแพร่บนเว็บไซต์
    responsible: [finance]
    period: ต.ค. 2566 – ก.ย. 2567
    follow_up: รายงานผลภายในเดือนกันยายน 2567
    status: done
    progress:
      - on: 15 มกราคม 2567
        text: ประชุมแล้ว
        evidence:
          - title: รายงานการประชุม
            file: files/2567/meeting.txt
  - id: m1-2
    title: อบรมบุคลากร
    steps:
      - จัดอบรม
    responsible: [planning]
    period: ม.ค. 2567 – มี.ค. 2567
    follow_up: รายงานผลเดือนเมษายน 2567
    status: under-way
"""


def told(*slips):
    """``line:column code`` of all that is told of the measure with ``slips``, pairs of what stands there and what is written instead."""
    text = MEASURE
    for there, written in slips:
        assert there in text
        text = text.replace(there, written, 1)
    document, problems = read(text.encode(), "m1.yml")
    problems = problems + (validate(document)[1] if document.value is not None else [])
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in sorted(problems, key=lambda problem: problem.place)]


def test_the_measure_itself_is_right():
    assert told() == []


@pytest.mark.parametrize(("there", "written", "wanted"), [
    ("  - id: m1-2", "  - id:m1-2", "22:5 yaml-colon-without-space"),
    ("  - id: m1-2", "  - id m1-2", "22:5 yaml-key-without-colon"),
    ("- on: 15", "- on:15", "17:9 yaml-colon-without-space"),
    ("- title: รายงาน", "- title:รายงาน", "20:13 yaml-colon-without-space"),
    ("kind: measure", "kind measure", "1:1 yaml-key-without-colon"),
    ("kind: measure", "kind:measure", "1:1 yaml-colon-without-space"),
    ("kind: measure\n", "kind:measure\n# หมายเหตุ\n\n", "1:1 yaml-colon-without-space"),
    ("    steps:\n", "    steps\n", "9:5 yaml-key-without-colon"),
    ("  - id: m1-2\n    title: อบรมบุคลากร\n    steps:\n", "  - steps\n", "22:5 yaml-key-without-colon"),
    ("lines:\n  - id: m1-1", "lines\n  - id: m1-1", "6:1 yaml-key-without-colon"),
    ("    status: under-way", "\u00a0\u00a0\u00a0\u00a0status: under-way", "29:1 invisible-in-key"),
    ("    status: under-way", "\u200b    status: under-way", "29:1 invisible-in-key"),
    ("    progress:", "\u00a0\u00a0\u00a0\u00a0progress:", "16:1 invisible-in-key"),
    ("    period: ต", "\u00a0\u00a0\u00a0\u00a0period: ต", "13:1 invisible-in-key"),
    ("status: under-way", "status:\u00a0under-way", "29:12 invisible-after-key"),
    ("status: under-way", "status:\u200bunder-way", "29:12 invisible-after-key"),
    ("- id: m1-2", "- id:\u00a0m1-2", "22:8 invisible-after-key"),
    ("title: อบรมบุคลากร", 'title: "อบรมบุคลากร', "23:12 yaml-unclosed-quote"),
    ("      - จัดอบรม", "      - 'จัดอบรม", "25:9 yaml-unclosed-quote"),
    ("      - เผยแพร่", "      – เผยแพร่", "11:7 yaml-list-sign"),
    ("      - เผยแพร่", "      -เผยแพร่", "11:7 yaml-list-sign"),
    ("      - เผยแพร่", "      -\u00a0เผยแพร่", "11:7 yaml-list-sign"),
    ("      - จัดอบรม", "      • จัดอบรม", "25:7 yaml-list-sign"),
    ("          - title: รายงาน", "          • title: รายงาน", "20:11 yaml-list-sign"),
    ("      - จัดอบรม", "      - จัดอบรม: ครั้งที่ 1", "25:9 yaml-colon-in-value"),
    ("          - title: รายงานการประชุม\n            file", "          title: รายงานการประชุม\n          file", "20:11 needs-dash"),
])  # fmt: skip
def test_a_slip_is_told_where_it_is_and_nothing_besides(there, written, wanted):
    assert told((there, written)) == [wanted]


@pytest.mark.parametrize(("there", "written", "wanted"), [
    ("    progress:", "progress:", "16:1"),
    ("    follow_up: รายงานผลภายใน", "follow_up: รายงานผลภายใน", "14:1"),
    ("        evidence:", "    evidence:", "19:5"),
    ("    status: done", "      status: done", "15:7"),
    ("    follow_up: รายงานผลเดือน", "   follow_up: รายงานผลเดือน", "30:4"),
    ("  - id: m1-2", "   - id: m1-2", "24:4"),
])  # fmt: skip
def test_a_line_at_a_wrong_level_is_told_itself_and_not_one_below_it(there, written, wanted):
    with_more = ("            file: files/2567/meeting.txt\n", "            file: files/2567/meeting.txt\n      - on: 16 มกราคม 2567\n        text: ส่งแล้ว\n")
    assert told(with_more, (there, written)) == [f"{wanted} yaml-indentation"]


def test_slips_hide_nothing_of_their_file():
    slips = [
        ("    steps:\n      - จัด", "    steps\n      - จัด"), ("follow_up: รายงานผลภ", "follow_up:รายงานผลภ"), ("title: อบรมบุคลากร", 'title: "อบรม'),
        ("[planning]", "[PLAN]"), ("status: under-way", "status: xx"), ("15 มกราคม", "15 มกราคา"),
    ]  # fmt: skip
    assert told(*slips) == [
        "14:5 yaml-colon-without-space", "17:13 month-unknown", "23:12 yaml-unclosed-quote", "24:5 yaml-key-without-colon", "26:19 id-form-near", "29:13 status-unclear",
    ]  # fmt: skip


@pytest.mark.parametrize(("there", "written", "wanted"), [
    ("id: m1-2", "id:M1-2", ["22:5 yaml-colon-without-space", "22:8 id-form-near"]),
    ("id: m1-2", "id M1-2", ["22:5 yaml-key-without-colon", "22:8 id-form-near"]),
    ("    status: under-way", "    \u200bstatus:xx", ["29:5 invisible-in-key", "29:5 yaml-colon-without-space", "29:13 status-unclear"]),
    ("    follow_up: รายงานผลเดือน", "    follow_up:รายงาน # ผลเดือน", ["28:5 yaml-colon-without-space", "28:22 comment-after-value"]),
    ("responsible: [planning]", "responsible:[PLAN]", ["26:5 yaml-colon-without-space", "26:18 id-form-near"]),
])  # fmt: skip
def test_behind_a_mended_slip_places_are_those_of_the_text_as_written(there, written, wanted):
    assert told((there, written)) == wanted


@pytest.mark.parametrize("written", ['title: "อบรม\n      บุคลากร', 'title: "อบรม # ก', 'title: "อบ\\ม', 'title: "อบรม\n    แล้วส่งรายงาน'])
def test_where_the_end_of_a_quote_is_not_certain_nothing_is_read_behind_it(written):
    assert told(("title: อบรมบุคลากร", written), ("status: under-way", "status: xx"))[1:] == []


@pytest.mark.parametrize("line", [
    "      - จัดอบรม", "    follow_up: รายงานผล", "    http://www.example.go.th/", "# title:แผน", "  - finance", "text: a:b", "    12:30 น.", "  e-GP", "-", "- - a", "---", "    บุคลากร",
])  # fmt: skip
def test_a_line_that_may_be_right_shows_no_slip(line):
    assert slip_in(line) is None


def test_so_many_slips_are_mended_and_no_more():
    text = "kind: plan\n" + "".join(f"x{number}:a\n" for number in range(MOST + 5))
    _, problems = read(text.encode(), "x.yml")
    assert [problem.code for problem in problems] == ["yaml-colon-without-space"] * (MOST + 1)


@pytest.mark.parametrize("piece", ["a:b\n", "\u00a0", "-\u00a0", " ", "- ", "–", '"\n', "a b ", "title a\n"])
def test_a_large_file_of_slips_is_read_in_bounded_time(piece):
    size = len(piece.encode())
    start = time.monotonic()
    read(("kind: plan\n" + piece * (900_000 // size) + "\n  x: y: z").encode(), "x.yml")
    assert time.monotonic() - start < 20


def test_the_words_tell_the_repair():
    for there, written, wanted in [
        ("      - เผยแพร่บน", "      – เผยแพร่บน", "“- เผยแพร่บนเว็บไซต์”"), ("- id: m1-2", "- id:m1-2", "id:"), ("status: under-way", "status:\u00a0under-way", "status:"),
    ]:  # fmt: skip
        _, problems = read(MEASURE.replace(there, written, 1).encode(), "m1.yml")
        assert all(wanted in message(problems[0].code, problems[0].params, language).repair for language in ("th", "en"))
