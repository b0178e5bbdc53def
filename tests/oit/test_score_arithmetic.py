"""The score: the known result, and properties that hold for every result of every year."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oit_cases import case, forms, results, survey_of, surveys

from macros.oit import SurveyScoreOutOfRange, UnknownIndicator, UnknownItem, compute, failed_from, half_up, load
from macros.problems import message

CASE = case("result-2563.yml")


def the_result_of_2563():
    return compute(load(2563), CASE["failed"], survey_of(CASE))


def test_the_result_of_2563_follows_from_its_failed_items():
    shown = the_result_of_2563().as_json()
    for key in ("fiscal_year", "sub_indicators", "instruments", "total", "level", "basis"):
        assert shown[key] == CASE[key], key
    assert {key: shown["indicators"][key] for key in ("9", "10")} == CASE["indicators"]
    assert [item for item, value in shown["items"].items() if value == 0] == CASE["failed"]
    assert len(shown["items"]) == 43 and json.loads(json.dumps(shown)) == shown


def test_precision_is_kept_until_a_number_is_shown():
    score = the_result_of_2563()
    assert score.indicators["9"] == (100 + Fraction(700, 8) + Fraction(500, 7) + 25 + 80) / 5
    assert half_up(score.total, 6) == Decimal("74.951143")


def test_without_a_survey_there_is_no_total_and_no_level():
    shown = compute(load(2563), CASE["failed"]).as_json()
    assert shown["total"] is None and shown["level"] is None
    assert shown["instruments"] == {"IIT": None, "EIT": None, "OIT": 48.89}
    assert shown["indicators"]["9"] == 72.79 and shown["indicators"]["1"] is None


def test_half_a_survey_gives_the_instrument_that_is_whole():
    survey = {slug: value for slug, value in survey_of(CASE).items() if slug != "service-quality"}
    score = compute(load(2563), CASE["failed"], survey)
    assert set(score.instruments) == {"IIT", "OIT"} and score.total is None


def test_a_level_whose_band_is_from_memory_makes_the_result_assumed():
    survey = {indicator.slug: 50 for indicator in load(2563).survey_indicators}
    score = compute(load(2563), ["O36", "O37", "O42", "O43"], survey)
    assert score.level.name == "D" and score.basis == "assumed" and score.assumed == ("level-band",)


def test_what_is_not_in_the_form_is_refused():
    form = load(2563)
    with pytest.raises(UnknownItem):
        compute(form, ["O44"])
    with pytest.raises(UnknownIndicator):
        compute(form, [], {"disclosure": Decimal(100)})
    for value in (Decimal("100.01"), Decimal("-0.01")):
        with pytest.raises(SurveyScoreOutOfRange) as caught:
            compute(form, [], {"use-of-budget": value})
        assert str(value) in message(caught.value.code, caught.value.params).message


@pytest.mark.parametrize(("value", "shown"), [
    (Fraction(5, 1000), "0.01"), (Fraction(4999, 10**6), "0.00"), (Fraction(74995, 1000), "75.00"),
    (Fraction(2, 3), "0.67"), (Fraction(100), "100.00"), (Fraction(0), "0.00"), (Fraction(2675, 1000), "2.68"),
])
def test_rounding_is_half_up(value, shown):
    assert str(half_up(value)) == shown


def by_hand(form, failed, survey) -> Fraction:
    """The total another way: every item's share counted on its own, nothing aggregated step by step."""
    total = Fraction(0)
    for indicator in form.indicators:
        peers = sum(other.instrument == indicator.instrument for other in form.indicators)
        weight = form.weights[indicator.instrument] / peers
        if indicator.slug in survey:
            total += weight * int(survey[indicator.slug] * 100) / 100
        for sub in indicator.sub_indicators:
            met = [item for item in sub.items if item.id not in failed]
            total += weight * 100 * len(met) / (len(sub.items) * len(indicator.sub_indicators))
    return total


@given(results())
def test_it_equals_the_total_counted_by_hand(result):
    form, failed, survey = result
    score = compute(form, failed, survey)
    assert score.total == by_hand(form, failed, survey)
    rows = [(Fraction(str(half_up(value)))) for value in score.instruments.values()]
    shown = Fraction(str(half_up(score.total)))
    assert score.level == next(
        level for level in form.level_rule.levels
        if shown >= level.total_min and all(row >= (level.every_instrument_min or 0) for row in rows)
    )


@given(results(), st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(result, random):
    form, failed, survey = result
    shuffled = list(failed)
    random.shuffle(shuffled)
    assert compute(form, shuffled, survey).as_json() == compute(form, set(failed), survey).as_json()
    assert compute(form, failed + failed, survey).total == compute(form, failed, survey).total


@given(results(), st.data())
def test_one_more_item_is_never_worse_and_never_changes_nothing(result, data):
    form, failed, survey = result
    item = data.draw(st.sampled_from([item.id for item in form.items]))
    without = compute(form, {*failed, item}, survey)
    with_it = compute(form, set(failed) - {item}, survey)
    assert with_it.total > without.total
    assert form.level_rule.rank(with_it.level) <= form.level_rule.rank(without.level)
    for part in ("sub_indicators", "indicators", "instruments"):
        assert all(getattr(with_it, part)[key] >= value for key, value in getattr(without, part).items())


@given(results())
def test_every_number_is_between_0_and_100(result):
    score = compute(*result)
    parts = [score.sub_indicators, score.indicators, score.instruments, {"total": score.total}]
    assert all(0 <= value <= 100 for part in parts for value in part.values())


@given(forms, st.data())
def test_nothing_and_everything_disclosed_are_the_bounds(form, data):
    survey = data.draw(surveys(form))
    none = compute(form, [item.id for item in form.items], survey)
    everything = compute(form, [], survey)
    assert none.instruments["OIT"] == 0 and everything.instruments["OIT"] == 100
    assert everything.total - none.total == 100 * form.weights["OIT"]


@given(results())
def test_disclosed_items_give_the_failed_ones(result):
    form, failed, _ = result
    disclosed = [item.id for item in form.items if item.id not in failed]
    assert failed_from(form, disclosed) == compute(form, failed).failed
