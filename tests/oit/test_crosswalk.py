"""The same thing in other years."""

from __future__ import annotations

import pytest

from macros.oit import CONFIDENCE, UnknownForm, UnknownItem, across, links, links_of, load, years

EVERY_ITEM = [(year, item.id) for year in years() for item in load(year).items]


@pytest.mark.parametrize(("year", "item", "other", "expected"), [
    (2564, "O28", 2569, [("O14", "same", "confirmed")]),
    (2569, "O14", 2564, [("O28", "same", "confirmed")]),
    (2563, "O1", 2568, [("O1", "successor", "confirmed")]),
    (2563, "O3", 2568, [("O1", "successor", "confirmed")]),
    (2568, "O1", 2563, [("O1", "predecessor", "confirmed"), ("O3", "predecessor", "confirmed")]),
    (2564, "O18", 2566, [("O11", "successor", "inferred")]),
    (2564, "O18", 2565, [("O18", "same", "confirmed")]),
    (2566, "O11", 2565, [("O10", "same", "confirmed"), ("O18", "predecessor", "inferred")]),
    (2564, "O10", 2565, [("O10", "same", "confirmed")]),
    (2565, "O34", 2566, [("O31", "successor", "inferred"), ("O32", "successor", "inferred"), ("O33", "successor", "inferred")]),
    (2566, "O33", 2565, [("O34", "predecessor", "inferred")]),
    (2566, "O21", 2567, [("O16", "successor", "doubtful")]),
    (2566, "O21", 2569, [("O11", "same", "confirmed")]),
    (2566, "O25", 2569, [("O13", "successor", "inferred")]),
    (2564, "O42", 2569, [("O25", "successor", "inferred")]),
    (2565, "O32", 2566, []),
])
def test_counterparts(year, item, other, expected):
    assert across(year, item)[other] == expected


@pytest.mark.parametrize(("year", "item"), EVERY_ITEM)
def test_every_crossing_leads_to_an_item_and_back(year, item):
    opposite = {"same": "same", "successor": "predecessor", "predecessor": "successor"}
    rows = across(year, item)
    assert sorted(rows) == [other for other in years() if other != year]
    for other, crossings in rows.items():
        assert len({crossing.item_id for crossing in crossings}) == len(crossings)
        for item_id, relation, confidence in crossings:
            assert load(other).has(item_id) and confidence in CONFIDENCE
            assert (item, opposite[relation], confidence) in across(other, item_id)[year]
            assert (load(other).item(item_id).concept == load(year).item(item).concept) == (relation == "same")


NEW = {2566: {"privacy_policy", "code_of_ethics", "ethics_assessment"}, 2567: {"benefit_report"}}


def test_what_has_no_counterpart_in_an_earlier_year_was_new():
    """A concept that is misspelt in a new form would lose its item's past, and its register, without a word."""
    for year in years()[1:]:
        without = {item.concept for item in load(year).items if not any(across(year, item.id)[other] for other in years() if other < year)}
        assert without == NEW.get(year, set()), year


def test_every_link_goes_from_an_item_to_a_later_one():
    known = {(year, item.concept) for year in years() for item in load(year).items}
    for link in links():
        assert link.old in known and link.new in known and link.old.year < link.new.year
        assert link.kind in ("merged", "split", "replaced", "absorbed")
        assert link.confidence in CONFIDENCE and link.note
    assert len({(link.old, link.new) for link in links()}) == len(links())


def test_a_link_never_joins_what_already_keeps_its_concept():
    concepts = {year: {item.concept for item in load(year).items} for year in years()}
    for link in links():
        assert link.old.concept not in concepts[link.new.year]


def test_merges_have_several_old_items_and_splits_several_new_ones():
    for link in links():
        if link.kind == "merged":
            assert sum(other.new == link.new for other in links()) > 1
        if link.kind == "split":
            assert sum(other.old == link.old for other in links()) > 1


def test_the_changes_at_one_item():
    assert [link.old.concept for link in links_of(2568, "O1")] == ["structure", "powers_duties"]
    assert [link.new.concept for link in links_of(2567, "O3")] == ["structure_and_powers"]
    assert links_of(2564, "O28") == ()


def test_a_caller_may_change_what_it_got():
    across(2564, "O28")[2569].clear()
    assert across(2564, "O28")[2569]


def test_unknown_years_and_items_are_refused():
    with pytest.raises(UnknownForm):
        across(2500, "O1")
    with pytest.raises(UnknownItem):
        across(2569, "O27")
