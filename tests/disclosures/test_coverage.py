"""How far a form is disclosed, whatever is disclosed of it."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.oit import compute, failed_from, load, years
from macros.oit.coverage import STATES, coverage

FORM = load(2564)


def disclosed(item, elements, answer="yes", year=2564, unit="office"):
    parts = tuple(SimpleNamespace(element=element, places=tuple(places)) for element, places in elements.items())
    return SimpleNamespace(fiscal_year=year, item=item, answer=answer, unit=unit, elements=parts)


def all_of(item, form=FORM):
    return disclosed(item.id, {element.id: ["x"] for element in item.elements}, year=form.fiscal_year)


def test_states():
    item = FORM.item("O42")
    one = {element.id: ["x"] for element in item.elements[:1]}
    states = [coverage(FORM, found).of("O42").state for found in ([], [disclosed("O42", {})], [disclosed("O42", one)], [all_of(item)], [disclosed("O42", {}, "none")])]
    assert states == ["missing", "missing", "partly", "published", "none"]


def test_what_is_met_and_where():
    found = coverage(FORM, [disclosed("O42", {"e3": ["b"], "e1": ["a"], "e9": ["z"]}), disclosed("O42", {"e2": ["late"]})]).of("O42")
    assert list(found.places.items()) == [("e1", ("a",)), ("e3", ("b",))]
    assert [element.id for element in found.unmet] == ["e2", "e4", "e5"] and found.unit == "office"


def test_other_years_and_strange_items_are_passed_over():
    found = coverage(FORM, [all_of(FORM.item("O1"), SimpleNamespace(fiscal_year=2563)), disclosed("O99", {"e1": ["x"]})])
    assert found.counts == {"published": 0, "none": 0, "partly": 0, "missing": 43}


@pytest.mark.parametrize("year", years())
def test_a_form_disclosed_whole_fails_nothing(year):
    form = load(year)
    found = coverage(form, [all_of(item, form) for item in form.items])
    assert failed_from(form, found.disclosed) == () and found.open == ()


CHOICE = st.dictionaries(st.sampled_from([item.id for item in FORM.items]), st.sampled_from(["all", "none", "first", "nothing"]))


def made(choice):
    for item, kind in choice.items():
        elements = FORM.item(item).elements
        shown = {"all": elements, "first": elements[:1]}.get(kind, ())
        yield disclosed(item, {element.id: ["x"] for element in shown}, "none" if kind == "none" else "yes")


@given(CHOICE)
def test_counts_items_and_score_agree(choice):
    found = coverage(FORM, list(made(choice)))
    assert tuple(found.counts) == STATES and sum(found.counts.values()) == len(FORM.items)
    assert len(found.disclosed) == found.counts["published"] + found.counts["none"]
    assert {one.item.id for one in found.open} == set(failed_from(FORM, found.disclosed))
    for one in found.items:
        assert one.state == "none" or {*one.met, *one.unmet} == set(one.item.elements)


@given(CHOICE, st.sampled_from([item.id for item in FORM.items]))
def test_disclosing_more_never_lowers_the_score(choice, item):
    before = coverage(FORM, list(made(choice))).disclosed
    later = coverage(FORM, list(made({**choice, item: "all"}))).disclosed
    score = [compute(FORM, failed_from(FORM, disclosed)).instruments["OIT"] for disclosed in (before, later)]
    assert set(before) <= {*later} and score[0] <= score[1]


@given(CHOICE)
def test_order_of_the_records_does_not_matter(choice):
    records = list(made(choice))
    assert coverage(FORM, records).counts == coverage(FORM, records[::-1]).counts
