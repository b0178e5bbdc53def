"""The data files: complete, consistent among themselves, explained by the legend, and read as written."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from oit_cases import case

from macros import oit
from macros.oit import (
    CONFIDENCE,
    INSTRUMENTS,
    KINDS,
    PERIODS,
    UnknownForm,
    UnknownIndicator,
    UnknownItem,
    compute,
    forms,
    legend,
    level_of,
    load,
    weakest,
    years,
)
from macros.problems import message

COUNTS = {2563: 43, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}
SIZES = {
    2563: (9, 8, 7, 4, 5, 8, 2), 2564: (9, 8, 7, 4, 5, 8, 2), 2565: (9, 8, 7, 4, 5, 8, 2), 2566: (10, 8, 4, 4, 4, 8, 5),
    2567: (6, 7, 4, 4, 4, 8, 2), 2568: (4, 7, 2, 3, 4, 6, 2), 2569: (4, 6, 2, 3, 4, 5, 2),
}
WEIGHTS = {year: (30, 30, 40) for year in COUNTS}
every_year = pytest.mark.parametrize("year", COUNTS)


def test_the_known_years():
    assert years() == tuple(COUNTS)


@every_year
def test_items_are_complete_and_consecutive(year):
    form = load(year)
    assert form.item_count == COUNTS[year]
    assert [item.id for item in form.items] == [f"O{number}" for number in range(1, COUNTS[year] + 1)]
    assert [item.number for item in form.items] == list(range(1, COUNTS[year] + 1))
    assert tuple(len(sub.items) for sub in form.sub_indicators) == SIZES[year]
    assert [sub.id for sub in form.sub_indicators] == ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"]


@every_year
def test_the_weights_of_the_instruments(year):
    assert load(year).weights == {name: Fraction(percent, 100) for name, percent in zip(("IIT", "EIT", "OIT"), WEIGHTS[year])}


@every_year
def test_what_an_item_asks_for_is_of_its_own_years(year):
    """A form is begun as a copy of the year before: a year that was left in its texts would ask for documents of the wrong one."""
    stale = {}
    for item in load(year).items:
        named = {int(found) for element in item.elements for found in re.findall(r"(?<!พ\.ศ\. )25\d\d", element.text)}
        if named and not named & {item.data_year or year, *({year - 1} if item.period == "analysis_of_previous_year" else ())}:
            stale[item.id] = named
    assert stale == {}


@every_year
def test_every_item_says_what_it_asks_for(year):
    for item in load(year).items:
        assert item.title and item.title_en and item.group and item.elements
        assert item.period in PERIODS and item.kind in KINDS
        assert {item.confidence, item.elements_confidence} <= set(CONFIDENCE)
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", item.concept)
        assert load(year).sub_indicator(item.sub_indicator).items.count(item) == 1


@every_year
def test_every_element_has_an_anchor_and_a_text(year):
    for item in load(year).items:
        assert [element.id for element in item.elements] == [f"e{n}" for n in range(1, len(item.elements) + 1)]
        for element in item.elements:
            assert len(element.text.strip()) > 5 and element.confidence in CONFIDENCE
            assert item.element(element.id) is element
        assert len({element.text for element in item.elements}) == len(item.elements)
        assert item.none is None or (item.none.text and item.none.confidence in CONFIDENCE)


@every_year
def test_a_concept_stands_once_in_a_year(year):
    concepts = [item.concept for item in load(year).items]
    assert len(set(concepts)) == len(concepts)


@every_year
def test_years_named_in_elements_fit_the_form(year):
    """A text may name the assessed year, the two before it, and the years of laws."""
    fitting = {str(year), str(year - 1), str(year - 2), "2560", "2562"}
    for item in load(year).items:
        texts = [element.text for element in item.elements] + ([item.none.text] if item.none else [])
        assert set(re.findall(r"25\d\d", " ".join(texts))) <= fitting, item.id


@every_year
def test_items_named_in_elements_exist_and_come_before(year):
    form = load(year)
    for item in form.items:
        for named in re.findall(r"O\d+", " ".join(element.text for element in item.elements)):
            assert form.item(named).number < item.number


@every_year
def test_the_year_that_an_item_is_about(year):
    expected = {"previous_year": year - 1, "current_year": year, "first_half": year, "analysis_of_previous_year": year}
    for item in load(year).items:
        assert item.data_year == expected.get(item.period)


@every_year
def test_groups_hold_every_item_in_form_order(year):
    form = load(year)
    assert [item for group in form.groups for item in group.items] == list(form.items)
    assert all(item.group == group.title and item.sub_indicator == group.sub_indicator
               for group in form.groups for item in group.items)


@every_year
def test_ten_indicators_of_three_instruments(year):
    form = load(year)
    assert [indicator.id for indicator in form.indicators] == [str(n) for n in range(1, 11)]
    assert [i.instrument for i in form.indicators] == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    assert len({indicator.slug for indicator in form.indicators}) == 10
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", indicator.slug) for indicator in form.indicators)
    assert set(form.weights) == set(INSTRUMENTS) and sum(form.weights.values()) == 1
    assert [i.id for i in form.survey_indicators + form.oit_indicators] == [i.id for i in form.indicators]


@every_year
def test_confidence_sources_and_rules_resolve(year):
    form, explained = load(year), legend()
    known = {source.id for source in form.sources}
    assert set(form.rules) == {"indicators", "item_values", "placement", "aggregation", "weights", "levels"}
    for fact in [*form.rules.values(), *form.calendar.values()]:
        assert fact.confidence in CONFIDENCE and set(fact.sources) <= known and fact.sources
    assert set(form.rules) < set(explained["rules"])
    assert form.note and form.item_values == (0, 100)


@pytest.mark.parametrize("file", ["rules/legend.yml", "crosswalk.yml", *(f"forms/{year}.yml" for year in years())])
def test_words_for_readers_speak_of_documents_and_of_nobody_s_memory(file):
    text = (Path(oit.__file__).parent / file).read_text(encoding="utf-8")
    assert re.findall("ความจำ|จำได้|[ก-๙]*แห่งหนึ่ง|หน่วยงาน(?:หนึ่ง|เดียว)|หน้าเว็บตัวอย่าง", text) == []


@every_year
def test_levels_are_ordered_and_reach_down_to_zero(year):
    levels = load(year).level_rule.levels
    floors = [(level.total_min, level.every_instrument_min or 0) for level in levels]
    assert floors == sorted(floors, reverse=True) and len(set(floors)) == len(floors)
    assert levels[-1].total_min == 0 and levels[-1].every_instrument_min is None


@pytest.mark.parametrize(("year", "total", "lowest", "level"), [
    (year, *row) for year, rows in case("levels.yml").items() for row in rows
])
def test_levels_at_the_edges_of_their_bands(year, total, lowest, level):
    instruments = {"IIT": Fraction(100), "EIT": Fraction(100), "OIT": Fraction(lowest)}
    assert level_of(load(year), Fraction(total), instruments).name == level


@pytest.fixture
def copied_data(tmp_path, monkeypatch):
    """The data folder as a copy that a test may change."""
    for part in ("forms", "rules"):
        shutil.copytree(forms._HERE / part, tmp_path / part)
    monkeypatch.setattr(forms, "_HERE", tmp_path)
    caches = [value for value in vars(forms).values() if hasattr(value, "cache_clear")]
    for cached in caches:
        cached.cache_clear()
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_a_new_year_is_a_new_file_and_no_code(copied_data):
    text = (copied_data / "forms/2569.yml").read_text(encoding="utf-8")
    text = text.replace("fiscal_year: 2569", "fiscal_year: 2570").replace("OIT: 40", "OIT: 50").replace("EIT: 30", "EIT: 20")
    (copied_data / "forms/2570.yml").write_text(text, encoding="utf-8")
    assert years()[-1] == 2570
    form = load(2570)
    assert (form.fiscal_year, form.item("O12").data_year, form.weights["OIT"]) == (2570, 2569, Fraction(1, 2))
    assert compute(form, ["O25"]).instruments["OIT"] == Fraction(175, 2)


def test_words_of_the_legend_are_explained_in_both_languages():
    explained = legend()
    assert tuple(explained["confidence"]) == CONFIDENCE
    assert tuple(explained["period"]) == PERIODS and tuple(explained["kind"]) == KINDS
    assert all(words["th"] and words["en"] for part in explained.values() for words in part.values())


def test_basis_is_proved_only_where_every_rule_was_confirmed():
    assert {year: load(year).basis for year in years()} == {
        2563: "proved", 2564: "proved", 2565: "assumed", 2566: "assumed", 2567: "assumed", 2568: "assumed", 2569: "assumed",
    }
    assert load(2568).assumed == ("placement", "aggregation", "weights", "levels")


def test_fiscal_years_run_from_october_to_september():
    form = load(2564)
    assert (form.starts.isoformat(), form.ends.isoformat()) == ("2020-10-01", "2021-09-30")
    for year in years()[1:]:
        assert load(year).starts == load(year - 1).ends + timedelta(days=1)


def test_submission_rules_have_words_and_confidence():
    rules = load(2564).submission_rules
    assert len({rule.id for rule in rules}) == len(rules) > 10
    assert all(rule.text and rule.confidence in CONFIDENCE for rule in rules)


@pytest.mark.parametrize(("text", "slug"), [
    ("การใช้งบประมาณ", "use-of-budget"),
    (" การใช้ งบประมาณ\u200b", "use-of-budget"),
    ("การใช้อ\u0e4d\u0e32นาจ", "use-of-power"),
    ("การเเก้ไขปัญหาการทุจริต", "tackling-corruption"),
    ("คุณภาพการดำเนินงาน", "service-quality"),
    ("การปรับปรุงการทำงาน", "improvement-of-work"),
    ("การปรับปรุงระบบการทำงาน", "improvement-of-work"),
])
def test_an_indicator_is_found_by_any_of_its_titles(text, slug):
    form = load(2563)
    assert form.indicator_by_title(text).slug == slug
    assert form.indicator(slug) is form.indicator(form.indicator(slug).id)


def test_what_is_unknown_is_said_with_words_for_the_reader():
    form = load(2564)
    for error, call in [
        (UnknownForm, lambda: load(2500)), (UnknownItem, lambda: form.item("O44")),
        (UnknownIndicator, lambda: form.indicator_by_title("การใช้เวลา")), (UnknownIndicator, lambda: form.indicator("11")),
    ]:
        with pytest.raises(LookupError) as caught:
            call()
        assert type(caught.value) is error
        for language in ("th", "en"):
            words = message(caught.value.code, caught.value.params, language)
            assert words.message and words.repair and "{" not in words.message + words.hint


def test_the_weakest_of_several_confidences():
    assert weakest("confirmed", "from-memory", "inferred") == "from-memory"
    assert weakest("doubtful", "confirmed") == "doubtful" and weakest() == "confirmed"


@pytest.mark.parametrize(("year", "total", "may_be"), [
    (2563, "74.95", ["C"]), (2563, "95", ["AA"]), (2563, "49.99", ["F"]), (2566, "97", ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"]), (2566, "85", ["ผ่านดี", "ผ่าน"]),
    (2566, "84.99", ["ต้องปรับปรุง"]), (2569, "0", ["ต้องปรับปรุงโดยด่วน"]),
])  # fmt: skip
def test_the_levels_that_a_total_alone_leaves_open(year, total, may_be):
    assert [level.name for level in load(year).level_rule.of_total(Fraction(total))] == may_be
