"""The published results of thirteen agencies: every one of them is a result of this arithmetic."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cache
from itertools import product

import pytest
from oit_cases import case

from macros.oit import compute, half_up, load

CASE = case("published-2564.yml")
FORM = load(CASE["fiscal_year"])
every_agency = pytest.mark.parametrize("agency", CASE["agencies"], ids=lambda agency: agency["total"])


@cache
def reachable(indicator_id: str) -> dict[str, list[tuple[int, ...]]]:
    """Printed score of the indicator → every way to get it, as the numbers of failed items in its sub-indicators."""
    ways = defaultdict(list)
    subs = FORM.indicator(indicator_id).sub_indicators
    for counts in product(*(range(len(sub.items) + 1) for sub in subs)):
        parts = [100 - Fraction(100 * count, len(sub.items)) for count, sub in zip(counts, subs)]
        ways[str(half_up(sum(parts) / len(parts)))].append(counts)
    return ways


def items_of(indicator_id: str, counts: tuple[int, ...]) -> list[str]:
    """Items whose failure is such a way: the first ones of each sub-indicator."""
    subs = FORM.indicator(indicator_id).sub_indicators
    return [item.id for count, sub in zip(counts, subs) for item in sub.items[:count]]


def ways_of(agency: dict) -> list[list[str]]:
    pairs = product(reachable("9")[agency["indicator_9"]], reachable("10")[agency["indicator_10"]])
    return [items_of("9", nine) + items_of("10", ten) for nine, ten in pairs]


def test_there_are_thirteen():
    assert len(CASE["agencies"]) == 13


@every_agency
def test_the_indicators_are_reached_by_items_of_0_or_100(agency):
    failed = ways_of(agency)[0]
    shown = compute(FORM, failed).indicators
    assert [str(half_up(shown[key])) for key in ("9", "10")] == [agency["indicator_9"], agency["indicator_10"]]


@every_agency
def test_what_oit_adds_to_the_total(agency):
    """0.40 × mean(9, 10), from exact scores, is what was printed."""
    added = {str(half_up(FORM.weights["OIT"] * compute(FORM, failed).instruments["OIT"])) for failed in ways_of(agency)}
    assert added == {agency["oit_part"]}
    printed = [Fraction(agency[key]) for key in ("indicator_9", "indicator_10")]
    assert abs(Fraction(agency["oit_part"]) - Fraction(2, 5) * sum(printed) / 2) <= Fraction(7, 1000)


@every_agency
def test_total_and_level(agency):
    """With the survey mean that the printed total leaves, the total and the level come out as printed."""
    failed = ways_of(agency)[0]
    oit = FORM.weights["OIT"] * compute(FORM, failed).instruments["OIT"]
    mean = (Fraction(agency["total"]) - oit) / (FORM.weights["IIT"] + FORM.weights["EIT"])
    score = compute(FORM, failed, {indicator.slug: mean for indicator in FORM.survey_indicators})
    assert str(half_up(score.total)) == agency["total"] and score.level.name == agency["level"]


def test_a_score_does_not_tell_which_items_failed():
    assert len(reachable("9")["72.79"]) > 1
