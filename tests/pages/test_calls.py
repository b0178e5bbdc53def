"""Calls in pages: every case is a file, cases/calls/NAME.md, and what it holds, NAME.txt."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.pages.calls import BadCall, Call, find_calls, without_code

CASES = sorted((Path(__file__).parent / "cases" / "calls").glob("*.md"))


def told(found):
    if isinstance(found, BadCall):
        return f"{found.code} {found.start} {found.source}"
    return f"{found.name} {found.args} {found.kwargs} {'alone' if found.alone else 'inline'} {found.start}"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    expected = case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert [told(found).rstrip() for found in find_calls(case.read_text(encoding="utf-8"))] == [line.rstrip() for line in expected]


PIECES = st.lists(st.sampled_from(["{{", "}}", "{%", "{#", " ", "\n", "`", "```", "~~~", "(", ")", '"', "'", "f", "1", "ก", ",", "*", "=", "\\", "\x00", "[", "lambda:0"]), max_size=40).map("".join)


@given(PIECES | st.text())
@example("{{ " + "(" * 400 + " }}")
@example("{{ " + "-" * 490 + "1 }}")
def test_any_text_is_read_without_failing_and_in_order(text):
    found = list(find_calls(text))
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert text[one.start] == "{"
        if isinstance(one, Call):
            assert text[one.start: one.end].endswith("}}") and one.source in text


@given(PIECES | st.text())
def test_blanking_code_keeps_every_place(text):
    masked = without_code(text)
    assert len(masked) == len(text)
    assert [i for i, char in enumerate(masked) if char == "\n"] == [i for i, char in enumerate(text) if char == "\n"]
