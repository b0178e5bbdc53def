"""What each repair is worth, and the shortest way to a better level."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oit_cases import case, forms, results, survey_of, surveys

from macros.oit import UnknownItem, after, compute, half_up, item_points, load, worth_of, years

CASE = case("result-2563.yml")


def worth_of_2563():
    return worth_of(compute(load(2563), CASE["failed"], survey_of(CASE)))


def test_any_single_repair_of_2563_gives_b_and_all_give_aa():
    worth = worth_of_2563()
    assert [repair.level.name for repair in worth.ranked] == ["B"] * 13
    full = worth.all_repaired
    assert {"total": float(half_up(full.total)), "level": full.level.name} == CASE["all_repaired"]
    assert len(worth.shortest) == 1 and worth.shortest[0].item.id == "O42"
    assert str(half_up(worth.shortest[0].total)) == "79.95"


def test_the_ranking_of_2563():
    worth = worth_of_2563()
    order = ["O42", "O43", "O36", "O37", "O40", "O41", "O25", "O26", "O27", "O30", "O21", "O24", "O11"]
    assert [repair.item.id for repair in worth.ranked] == [repair.item.id for repair in worth.staircase] == order
    assert [str(half_up(repair.points)) for repair in worth.ranked[::4]] == ["5.00", "1.25", "1.00", "0.50"]
    assert [repair.level.name for repair in worth.staircase] == ["B"] * 2 + ["A"] * 10 + ["AA"]


@pytest.mark.parametrize("year", years())
def test_the_table_of_item_worth(year):
    form = load(year)
    for sub, points in case("item-worth.yml")[year].items():
        for item in form.sub_indicator(sub).items:
            assert half_up(item_points(form, item.id), 4) == Decimal(points)


@pytest.mark.parametrize("year", years())
def test_all_items_together_are_worth_the_weight_of_oit(year):
    form = load(year)
    assert sum(item_points(form, item.id) for item in form.items) == 100 * form.weights["OIT"]


@given(results())
def test_points_are_the_difference_that_the_repair_makes(result):
    score = compute(*result)
    worth = worth_of(score)
    assert {repair.item.id for repair in worth.ranked} == set(score.failed)
    for repair in worth.ranked:
        assert repair.total - score.total == repair.points > 0
    assert worth.all_repaired.instruments["OIT"] == 100


@given(results())
def test_the_staircase_climbs_by_each_repair(result):
    score = compute(*result)
    total = score.total
    for step in worth_of(score).staircase:
        total += step.points
        assert step.total == total
    assert [step.points for step in worth_of(score).staircase] == sorted(
        (repair.points for repair in worth_of(score).ranked), reverse=True)


@given(forms, st.data())
def test_the_shortest_way_is_the_shortest(form, data):
    """Against every set of repairs, of few enough missing items that all sets can be tried."""
    ids = [item.id for item in form.items]
    failed = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=6))
    score = compute(form, failed, data.draw(surveys(form)))
    way, rank = worth_of(score).shortest, form.level_rule.rank
    sets = [chosen for size in range(len(failed) + 1) for chosen in combinations(failed, size)]
    better = [chosen for chosen in sets if rank(after(score, chosen).level) < rank(score.level)]
    assert bool(way) == bool(better)
    if better:
        fewest = [chosen for chosen in better if len(chosen) == min(map(len, better))]
        assert len(way) == len(fewest[0])
        assert way[-1].total == max(after(score, chosen).total for chosen in fewest)


def test_a_low_survey_can_keep_a_better_level_out_of_reach():
    form = load(2567)
    survey = {indicator.slug: Decimal(80 if indicator.instrument == "EIT" else 100) for indicator in form.survey_indicators}
    worth = worth_of(compute(form, ["O1"], survey))
    assert worth.score.level.name == worth.all_repaired.level.name == "ผ่าน"
    assert worth.shortest == () and not worth.at_best_level


def test_without_a_survey_points_are_known_and_levels_are_not():
    worth = worth_of(compute(load(2563), ["O42", "O1"]))
    assert [str(half_up(repair.points)) for repair in worth.ranked] == ["5.00", "0.44"]
    assert worth.shortest == () and {repair.level for repair in worth.ranked + worth.staircase} == {None}


def test_nothing_missing_leaves_nothing_to_repair():
    score = compute(load(2563), [], survey_of(CASE))
    worth = worth_of(score)
    assert worth.ranked == worth.staircase == worth.shortest == ()
    assert worth.all_repaired is score and worth.at_best_level


def test_a_repair_that_the_form_does_not_have_is_refused():
    with pytest.raises(UnknownItem):
        after(compute(load(2563), ["O1"]), ["O99"])
