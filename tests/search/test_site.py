"""The search of the real site, against graded queries of all sixteen categories."""

from pathlib import Path

import pytest

from macros.search.bench.browser import ask_ours
from macros.search.bench.score import Query, figures, load, misses

QUERIES = load(Path(__file__).parent / "cases" / "site-queries.json")


@pytest.fixture(scope="module")
def outcomes(browser, built_site):
    return ask_ours(browser, built_site, QUERIES)[0]


def test_there_are_enough_queries_of_each_kind():
    assert len(QUERIES) >= 150
    assert len({query.category for query in QUERIES}) == 16


def test_right_pages_come_first(outcomes):
    got = figures(outcomes)
    assert got["success@1"] >= 0.97 and got["success@5"] >= 0.99 and got["false"] <= 0.05, misses(outcomes)


@pytest.mark.parametrize("category", ["encoding", "digits", "abbreviation"])
def test_the_same_written_otherwise_is_always_found(outcomes, category):
    got = figures(o for o in outcomes if o.query.category == category)
    assert got["success@1"] == 1, misses(outcomes)


@pytest.mark.parametrize(("one", "other"), [("egp", "e-GP"), ("eLAAS", "e laas"), ("EPLAN", "e-Plan"), ("axecore", "axe-core")])
def test_english_in_one_word_or_several_finds_the_same(browser, built_site, one, other):
    """Each asked first, when nothing is fetched yet."""
    found = [ask_ours(browser, built_site, [Query("", query, "")])[0][0].pages for query in (one, other)]
    assert found[0] == found[1] != []
