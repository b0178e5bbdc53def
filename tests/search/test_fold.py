"""Folding: the golden cases, and that Python and the browser's script agree on any Thai text."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.thai.fold import by_the_table, fold, skeleton

CASES = json.loads((Path(__file__).parent / "cases" / "fold.json").read_text(encoding="utf-8"))
THAI = "".join(map(chr, range(0x0E01, 0x0E5C)))
TEXT = st.text(st.one_of(st.sampled_from(THAI), st.sampled_from("aZ09 .,-–\n\u200b\u00a0\ufeffＯ１é฿“”"), st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"])), max_size=40)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden(case):
    assert fold(case["input"]) == case["folded"]


@given(TEXT)
def test_lines_stay_apart_and_marks_stand_once(text):
    folded = fold(text)
    assert "\n\n" not in folded and "  " not in folded
    assert not any(a == b and "\u0e34" <= a <= "\u0e3a" for a, b in zip(folded, folded[1:]))


@given(TEXT)
def test_lines_fold_alike_alone_and_together(text):
    assert "\n".join(filter(None, map(fold, text.split("\n")))) == fold(text).strip("\n")


@given(TEXT | st.text(st.sampled_from("ก้ำa5 .,\n\u0e32\u0e4d-Σ'\u200b\u00a0"), max_size=14) | st.text(st.sampled_from(THAI), max_size=6))
def test_word_by_word_is_as_the_table_says(text):
    assert fold(text) == by_the_table(text)


@given(st.text(st.sampled_from("กขคงจ "), max_size=12), st.text(st.sampled_from("กขคงจ "), max_size=12))
def test_spaces_beside_thai_do_not_matter(a, b):
    assert fold(a + b).replace("\n", "") == fold(f"{a} {b}")


def test_skeletons_of_misspellings_agree():
    assert skeleton(fold("จัดซื้อจัดจ้าง")) == skeleton(fold("จัดซือจัดจาง"))
    assert skeleton(fold("คอร์รัปชัน")) == skeleton(fold("คอรัปชั่น"))
    assert skeleton("2554") == "2554"


def test_the_browser_folds_the_golden_cases_alike(client):
    got = client.evaluate("cases => cases.map(text => folder.fold(text))", [case["input"] for case in CASES])
    assert got == [case["folded"] for case in CASES]


def test_the_browser_folds_any_text_alike_and_knows_where_it_came_from(client):
    texts = []

    @given(TEXT)
    @example("ΣΟΦΟΣ")  # letter by letter, no sigma ends a word
    def collect(text):
        texts.append(text)

    collect()
    got = client.evaluate("texts => texts.map(text => [folder.fold(text), folder.foldMapped(text), skeleton(folder.fold(text))])", texts)
    for text, (folded, mapped, bare) in zip(texts, got, strict=True):
        assert folded == fold(text), text
        assert mapped["text"] == folded, text
        assert len(mapped["map"]) == len(folded.encode("utf-16-le")) // 2 + 1
        assert bare == skeleton(folded)
