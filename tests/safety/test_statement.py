"""The accessibility statement says what tests prove: every test that it names exists, and every sentence names one."""

import re
from pathlib import Path

import pytest

from macros.pages.views.accessibility import statement

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("check", statement().checked, ids=lambda check: check.id)
def test_every_sentence_has_tests_that_exist(check):
    assert check.th and check.tests
    for name in check.tests:
        file, _, function = name.partition("::")
        assert re.search(rf"^def {function}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE), name


def test_what_was_not_tested_is_said_too():
    assert len(statement().untested) >= 4
    assert all(re.fullmatch(r"[1-4]\.[1-5]\.\d{1,2}", number) for number in statement().criteria)


def test_the_page_prints_it_all(built_site):
    html = re.sub(r"<span[^>]*>|</span>", "", (built_site / "accessibility/index.html").read_text(encoding="utf-8"))
    said = [check.th for check in statement().checked] + [name for check in statement().checked for name in check.tests] + list(statement().untested)
    assert [sentence for sentence in said if sentence not in html] == []
