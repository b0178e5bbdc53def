"""What a form offers to choose from: the units of the agency, the items of each year's form and their elements, what a plan repairs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from macros.oit import forms
from macros.records.collection import Records


def choices(records: Records) -> dict[str, object]:
    """``units`` and ``references``: value → words; ``items``: year → item → {title, elements: id → words}."""
    return {"units": _units(records), "references": dict(_references(records)), "items": {str(year): _items(year) for year in forms.years()}}


def _units(records: Records) -> dict[str, str]:
    return {unit.id: unit.name for unit in records.units.values()}


@cache
def _items(year: int) -> dict[str, dict[str, object]]:
    return {
        item.id: {"title": item.title, "elements": {element.id: element.text for element in item.elements}}
        for item in forms.load(year).items
    }


def _references(records: Records) -> Iterator[tuple[str, str]]:
    """What failed or was weak in each result, newest year first."""
    for year in sorted(records.results, reverse=True):
        for reference, (part, index) in records.to_repair(year).items():
            words = _weak_point(records, year, index) if part == "weak_points" else _failed_item(year, records.results[year].failed_items[index])
            yield reference, f"ปี {year} {words}"


def _weak_point(records: Records, year: int, index: int) -> str:
    point = records.results[year].weak_points[index]
    return f"{point.indicator}: {point.text}"


def _failed_item(year: int, item_id: str) -> str:
    known = forms.load(year).items if year in forms.years() else ()
    return " ".join([f"ข้อ {item_id}", *(item.title for item in known if item.id == item_id)])
