"""The forms of all years, read from ``forms/<year>.yml`` and the rules in ``rules/*.yml`` that years share.

A new year is a new file in ``forms/``; nothing here changes.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from macros.oit.errors import UnknownForm, UnknownIndicator, UnknownItem
from macros.oit.form import Form
from macros.oit.model import Element, Event, Group, Indicator, Item, Level, LevelRule, NoneStatement, Rule, Source, SubIndicator, SubmissionRule
from macros.own_data import own_data

__all__ = [
    "Element", "Event", "Form", "Group", "Indicator", "Item", "Level", "LevelRule", "NoneStatement", "Rule", "Source",
    "SubIndicator", "SubmissionRule", "UnknownForm", "UnknownIndicator", "UnknownItem", "legend", "load", "years",
]

_HERE = Path(__file__).parent


@cache
def years() -> tuple[int, ...]:
    """The fiscal years whose form is known, oldest first."""
    return tuple(sorted(int(path.stem) for path in (_HERE / "forms").glob("*.yml")))


@cache
def load(year: int) -> Form:
    """The form of fiscal year ``year`` (B.E.); :class:`UnknownForm` when there is none."""
    if year not in years():
        raise UnknownForm(year, years())
    return _form(_data(f"forms/{year}.yml"))


@cache
def legend() -> dict[str, dict[str, dict[str, str]]]:
    """The words of the data files explained: ``legend()["confidence"]["confirmed"]["th"]``; also period and kind."""
    return _data("rules/legend.yml")


@cache
def _data(path: str) -> dict[str, Any]:
    return own_data(_HERE / path)


def _form(data: dict[str, Any]) -> Form:
    rules = data["rules"]
    return Form(
        fiscal_year=data["fiscal_year"],
        item_count=data["item_count"],
        indicators=_indicators(rules["indicators"]["use"], data),
        item_values=tuple(rules["item_values"]["values"]),
        weights={name: Fraction(percent, 100) for name, percent in rules["weights"]["percent"].items()},
        level_rule=_level_rule(rules["levels"]["use"]),
        rules={name: _rule(entry) for name, entry in rules.items()},
        calendar={key: _event(key, entry) for key, entry in data["calendar"].items()},
        submission_rules=_submission_rules(),
        sources=tuple(_source(source_id) for source_id in data["sources"]),
        note=data["note"],
    )


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(entry["confidence"], tuple(entry.get("sources", ())), entry.get("note", ""))


def _source(source_id: str) -> Source:
    return Source(source_id, **_data("rules/sources.yml")[source_id])


def _indicators(kind: str, data: dict[str, Any]) -> tuple[Indicator, ...]:
    parts = {part["id"]: part["sub_indicators"] for part in data["indicators"]}
    return tuple(
        Indicator(
            id=entry["id"], slug=entry["slug"], instrument=entry["instrument"], title=entry["title"],
            title_en=entry["title_en"], alternates=tuple(entry.get("alternates", ())),
            sub_indicators=tuple(_sub_indicator(sub, data["fiscal_year"]) for sub in parts.get(entry["id"], ())),
        )
        for entry in _data("rules/indicators.yml")[kind]
    )


def _sub_indicator(data: dict[str, Any], year: int) -> SubIndicator:
    items = tuple(_item(item, data["id"], year) for item in data["items"])
    return SubIndicator(data["id"], data["title"], data["title_en"], items)


def _item(data: dict[str, Any], sub_indicator: str, year: int) -> Item:
    plain = {key: value for key, value in data.items() if key not in ("elements", "none")}
    statement = data.get("none")
    return Item(
        **plain,
        elements=tuple(_element(key, entry, data["elements_confidence"]) for key, entry in data["elements"].items()),
        sub_indicator=sub_indicator,
        data_year=_data_year(data["period"], year),
        none=NoneStatement(**statement) if statement else None,
    )


def _element(element_id: str, entry: str | dict[str, Any], confidence: str) -> Element:
    """An element is its text, or a mapping where it is known better or worse than its item's other elements."""
    if isinstance(entry, str):
        return Element(element_id, entry, confidence)
    return Element(element_id, entry["text"], entry.get("confidence", confidence), entry.get("note", ""))


def _data_year(period: str, year: int) -> int | None:
    """The measures that answer last year's result are this year's; a report of last year is last year's."""
    if period in ("current_year", "first_half", "analysis_of_previous_year"):
        return year
    return year - 1 if period == "previous_year" else None


def _level_rule(name: str) -> LevelRule:
    data = _data("rules/levels.yml")[name]
    levels = tuple(_level(entry, data["confidence"]) for entry in data["levels"])
    return LevelRule(name, data["title"], levels, Fraction(data["pass"]["min"]))


def _level(entry: dict[str, Any], confidence: str) -> Level:
    floor = entry.get("every_instrument_min")
    return Level(
        name=entry["name"], title_en=entry["title_en"], total_min=Fraction(entry["total_min"]),
        every_instrument_min=None if floor is None else Fraction(floor),
        confidence=entry.get("confidence", confidence), meaning=entry.get("meaning", ""),
    )


def _event(key: str, entry: dict[str, Any]) -> Event:
    words = _data("rules/calendar.yml")[key]
    return Event(
        key, words["th"], words["en"], entry.get("start"), entry.get("end"), entry["confidence"],
        tuple(entry.get("sources", ())), entry.get("note", ""),
    )


@cache
def _submission_rules() -> tuple[SubmissionRule, ...]:
    return tuple(
        SubmissionRule(rule_id, entry["text"], entry["confidence"], tuple(entry.get("sources", ())))
        for rule_id, entry in _data("rules/submission.yml").items()
    )
