"""Renderings of the same problems, as golden files: for a terminal in two languages, for programs, for hosted CI."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.problems import Place, Problem, errors_in
from macros.problems.render import RENDERINGS, counts, in_order, summary, visible
from macros.problems.wording import root_option

GOLDEN = Path(__file__).parent / "golden"

PROBLEMS = [
    Problem("unknown-field-near", Place("measures/2564/m1.yml", 12, 5), {"field": "titel", "suggestion": "title"}),
    Problem("unit-unused", Place("measures/agency.yml", 30, 9), {"id": "spare", "name": "กองสำรอง"}),
    Problem("control-character", Place("content/ก,ข: 50%.md", 3, 1), {"char": "U+202E", "name": "RIGHT-TO-LEFT OVERRIDE"}),
    Problem("link-dead", Place("content/about.md", 7, 4), {"value": "a\nb\u202e\x1b[31m::error::x%0A"}),
]


@pytest.mark.parametrize(("form", "language", "golden"), [
    ("text", "th", "text.th.txt"), ("text", "en", "text.en.txt"), ("json", "th", "problems.th.json"), ("json", "en", "problems.en.json"),
    ("github", "th", "github.th.txt"),
])  # fmt: skip
def test_a_rendering_is_as_written_down(form, language, golden):
    assert RENDERINGS[form](in_order(PROBLEMS), language) == (GOLDEN / golden).read_text(encoding="utf-8")


def test_problems_come_in_the_order_of_places_and_once():
    assert [problem.place.file for problem in in_order([*PROBLEMS, *PROBLEMS])] == [
        "content/about.md", "content/ก,ข: 50%.md", "measures/2564/m1.yml", "measures/agency.yml",
    ]  # fmt: skip


def test_only_errors_stop_publishing():
    assert counts(PROBLEMS) == {"error": 3, "warning": 1}
    assert [problem.code for problem in errors_in(PROBLEMS)] == ["unknown-field-near", "control-character", "link-dead"]


@pytest.mark.parametrize("form", RENDERINGS)
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_commands_of_a_repair_name_the_site_that_they_are_for(form, language):
    """Typed as they stand, they would else work on the project's own site."""
    gone = Problem("ledger-vanished", Place("measures/ledger.tsv"), {"address": "/a/", "title": "ก"})
    option = root_option("/sites/ก ข")
    shown = RENDERINGS[form]([gone], language, option).replace("\\", "")
    assert shown.count(f"scripts/ledger.py{option} ") == 2
    assert "--root" not in RENDERINGS[form]([gone], language)


def test_a_new_site_is_not_made_inside_this_one():
    none = Problem("settings-missing", Place("mkdocs.yml"))
    assert "scripts/new.py agency" in RENDERINGS["text"]([none], "th", root_option("/sites/a"))


def test_nothing_to_say_is_said():
    assert (summary([], "th"), summary([], "en")) == ("ไม่พบปัญหา", "0 error(s), 0 warning(s)")


def test_a_terminal_cannot_be_fooled():
    shown = RENDERINGS["text"](PROBLEMS, "th")
    assert not any(char in shown for char in "\x1b\u202e\x07")
    assert visible("ก\u200b\x1b") == "ก[U+200B][U+001B]"


def test_an_annotation_stays_on_its_line():
    """What a value holds can neither end the command nor begin another."""
    lines = RENDERINGS["github"](PROBLEMS, "th").splitlines()
    assert len(lines) == len(PROBLEMS) and all(line.startswith(("::error ", "::warning ")) for line in lines)


def test_json_is_the_form_of_the_contract():
    document = json.loads(RENDERINGS["json"](PROBLEMS, "en"))
    assert set(document) == {"problems", "counts"}
    assert all(list(row) == ["severity", "file", "line", "column", "code", "message", "hint"] for row in document["problems"])
