from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.thai import collate
from macros.thai.collate import sort_key
from macros.thai.digits import to_thai

CASES = sorted((Path(__file__).parent / "cases").glob("collation*.txt"))


def words_of(path):
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_words_come_in_the_order_of_the_dictionary(path):
    words = words_of(path)
    by_code_point, backwards = sorted(words), words[::-1]
    assert sorted(by_code_point, key=sort_key) == sorted(backwards, key=sort_key) == words


@pytest.mark.browser
def test_the_order_is_that_of_the_browser(browser):
    words = sorted(word for path in CASES if path.stem != "collation-numbers" for word in words_of(path))
    page = browser.new_page()
    try:
        theirs = page.evaluate("words => words.sort(new Intl.Collator('th').compare)", words)
    finally:
        page.close()
    assert sorted(words, key=sort_key) == theirs


def test_thai_digits_sort_by_value_among_arabic_ones():
    numbers = [str(number) for number in range(1, 121)]
    mixed = [to_thai(number) if int(number) % 2 else number for number in numbers]
    backwards = mixed[::-1]
    assert sorted(backwards, key=sort_key) == mixed


def test_spaces_punctuation_and_line_break_hints_do_not_part_words():
    assert sorted(["การ เงิน", "การคลัง", "การ\u200bช่าง"], key=sort_key) == ["การคลัง", "การ เงิน", "การ\u200bช่าง"]


def test_sara_am_in_two_letters_sorts_as_one():
    assert sorted(["กำหนด", "กํานัน", "กาก"], key=sort_key) == ["กาก", "กํานัน", "กำหนด"]


@given(st.lists(st.text(), max_size=5))
def test_any_texts_can_be_sorted_and_only_equal_texts_tie(texts):
    backwards = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)
    assert len({sort_key(text) for text in texts}) == len(set(texts))


@given(st.text(alphabet="กขอเแโะัาำิู็่้์ฯๆ AaBz0123 -–(\u0e4d\u0e3a", max_size=12))
def test_what_is_read_at_once_is_what_is_read_letter_by_letter(text):
    assert collate._at_once(text) == collate._by_letter(text)


def test_very_long_numbers_are_no_trouble():
    assert sort_key("9" * 10_000) < sort_key("1" + "0" * 10_000)
