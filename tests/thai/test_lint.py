import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.thai.lint import CODES, lint, lint_names, mend

CASES = sorted((Path(__file__).parent / "cases" / "lint").glob("*.txt"))
NAMES = ["เทศบาลตำบลทุ่งตะวันฉาย", "องค์การบริหารส่วนตำบลเนินผักหวาน"]


def cases_of(path):
    """[(where, text, [(code, found, suggestion)])] and the official names of a case file."""
    cases, names = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, _, rest = line.partition(" ")
        if kind == "=":
            cases.append((f"{path.stem}:{number}", unescaped(rest), []))
        elif kind == "!":
            code, found, suggestion = (unescaped(part).strip(" ") for part in rest.split("|"))
            cases[-1][2].append((code, found, suggestion))
        elif kind == "@":
            names.append(rest)
    return cases, names


def unescaped(text):
    return text.encode("ascii", "backslashreplace").decode("unicode_escape")


def findings_in(text, names):
    return [*lint(text), *lint_names(text, names)]


ALL = [(*case, names) for path in CASES for cases, names in [cases_of(path)] for case in cases]


@pytest.mark.parametrize("where, text, expected, names", ALL, ids=[case[0] for case in ALL])
def test_the_findings_of_a_case(where, text, expected, names):
    found = findings_in(text, names)
    assert [(f.code, f.params["found"], f.params.get("suggestion", "–")) for f in found] == expected
    assert all(text[f.start : f.end] == f.params["found"] for f in found)


def test_every_code_has_a_case_and_every_file_a_clean_text():
    assert {code for _, _, expected, _ in ALL for code, *_ in expected} == set(CODES)
    for path in CASES:
        assert any(not expected for _, _, expected in cases_of(path)[0]), path.name


@pytest.mark.parametrize("where, text, expected, names", ALL, ids=[case[0] for case in ALL])
def test_a_mended_text_has_nothing_left_to_mend(where, text, expected, names):
    mended = mend(text, findings_in(text, names))
    assert [f for f in findings_in(mended, names) if "suggestion" in f.params] == []


def test_the_words_around_a_finding_are_not_cut_within_a_letter():
    (found,) = lint("ความหย่อนการดำเนินเเละของแบบวัดที่")
    assert found.params["context"] == "อนการดำเนินเเละของแบบวัดที่"


def test_mending_puts_suggestions_in_place():
    text = "เเผนกําหนดไว้ จ.ค. 2563 จ านวน 1 แห่ง"
    assert mend(text, lint(text)) == "แผนกำหนดไว้ ธ.ค. 2563 จ านวน 1 แห่ง"


THAI_SOUP = st.text(st.sampled_from("กขคจธมนาำะัิีื่้๊์ํเแไๆ0๑2.  –\u200b\u200d\u2060\uf70a\uf711ax\n"), max_size=60)


@given(st.text() | THAI_SOUP)
def test_findings_of_any_text_quote_it_in_order(text):
    found = list(lint(text))
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert all(f.code in CODES and text[f.start : f.end] == f.params["found"] != "" for f in found)


HOSTILE = [
    "่", "เ", "ก ", "า", "ํ", " ", "กa", "a", "1๑", "1.", "1/", "25 ", "จ.ค.", "จ.ค. ", "เดือน", "1 ก", "เแ", "\uf70a",
    "\u200d", "ก\u200d", "](", "<a", "`", "https://", "เทศบาลตำบล", "เทศบาลตำบลทุ่งตวัน", "ทต.", "องค์การบริหารส่วน",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("ends", [("", ""), ("ก", ""), ("", "\uf70a"), ("<", "\u200b")])
def test_hostile_lines_take_linear_time(piece, ends):
    line = ends[0] + piece * (20_000 // len(piece)) + ends[1]
    began = time.process_time()
    count = len(findings_in(line, NAMES))
    # Linear work takes a few hundredths of a second, work of the second degree minutes.
    assert time.process_time() - began < 3
    assert count <= len(line)


def test_a_megabyte_is_read_in_seconds():
    text = "เเผนกําหนดไว้ จ.ค. 2563 ที่เทศบาลตำบลทุ่งตะวันฉาว มีผู้เข้าประชุม ๒๕ คน\n" * 15_000
    began = time.process_time()
    assert len(findings_in(text, NAMES)) == 4 * 15_000
    assert time.process_time() - began < 30
