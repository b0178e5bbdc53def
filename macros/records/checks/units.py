"""Units: every reference leads to one, nobody is his own superior, none is forgotten."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from macros.problems import Place, Problem
from macros.records.collection import Entry, Records
from macros.records.disclosed import entries_of
from macros.records.doubt import Doubt
from macros.records.meant import as_list, suggested
from macros.records.model import Agency, Measure
from macros.records.registers import Register
from macros.records.registers.rows import units_named

_NEAR = 0.5
_NUMBER = re.compile(r"\d+")


def check(records: Records, doubt: Doubt = Doubt()) -> Iterator[Problem]:
    """Units that are named but not there, that lie in a circle of parents, or that nothing names."""
    entry = next(records.of(Agency), None)
    if entry is None:
        return
    agency = entry.record
    for index, unit in enumerate(agency.units):
        path = ("units", index, "parent")
        if unit.parent is not None and unit.parent not in records.units:
            yield from _unknown(records, unit.parent, entry.place(*path))
        elif unit.parent is not None and unit.id in records.units and unit.id == min(_circle(records, unit.id), default=None):
            yield Problem("unit-parent-cycle", entry.place(*path), {"value": unit.id})
    if agency.complaints and (unit_id := agency.complaints.unit) and unit_id not in records.units:
        yield from _unknown(records, unit_id, entry.place("complaints", "unit"))
    named = {unit_id for measure in records.of(Measure) for unit_id in measure.responsible}
    if not named <= records.units.keys():
        yield from _responsible(records)
    yield from _elsewhere(records)
    yield from _unused(records, entry, named, doubt)


def by_name(problem: Problem, records: Records) -> Problem:
    """A value that is no id, where the id of a unit is asked for, is mostly a unit's name, or several units: then their ids are told."""
    field = problem.params.get("field")
    if problem.code not in ("id-form", "id-form-near", "needs-list") or field not in ("responsible", "unit", "parent") or not records.units:
        return problem
    names = {name: unit.id for unit in records.units.values() for name in (unit.name, unit.short_name) if name}
    given = problem.params.get("entries")
    if isinstance(given, list):
        entries = [unit_id for entry in given for unit_id in _several(entry, records, names) or _ids_of(entry, names) or [entry]]
        return replace(problem, params={**problem.params, **as_list(entries)})
    value = str(problem.params["value"])
    if several := _several(value, records, names):
        return _in_one_entry(problem, several, records)
    near = _ids_of(value, names) if problem.code == "id-form" else []
    return Problem("unit-by-name", problem.place, {"value": value, "suggestion": near[0], "choices": _choices(records)}) if near else problem


def _several(text: str, records: Records, names: Mapping[str, str]) -> list[str]:
    """The units that ``text`` names behind one another; none where a word of it is no unit's."""
    found = [word if word in records.units else names.get(word, "") for word in re.split(r"[\s,;]+(?:และ\s*)?", text.strip())]
    return found if len(found) > 1 and all(found) else []


def _in_one_entry(problem: Problem, unit_ids: list[str], records: Records) -> Problem:
    value = problem.params["value"]
    if problem.params["field"] != "responsible":
        return Problem("unit-not-found", problem.place, {"value": value, "choices": _choices(records)})
    return Problem("units-in-one-entry", problem.place, {"value": value, "ids": ", ".join(unit_ids), **as_list(unit_ids)})


def _ids_of(name: str, names: Mapping[str, str]) -> list[str]:
    return [names[near] for near in difflib.get_close_matches(name, names, 1, 0.6)]


def _choices(records: Records) -> str:
    return ", ".join(f"{unit.id} ({unit.name})" for unit in records.units.values())


def _responsible(records: Records) -> Iterator[Problem]:
    for line in records.lines:
        for index, unit_id in enumerate(line.line.responsible):
            path = ("lines", line.index, "responsible")
            if unit_id not in records.units and not {path, (*path, index)} & line.document.patched:
                yield from _unknown(records, unit_id, line.place("responsible", index))


def _elsewhere(records: Records) -> Iterator[Problem]:
    """Units that are named by other records than measures."""
    for entry in entries_of(records):
        if entry.record.unit not in records.units and ("unit",) not in entry.document.patched:
            yield from _unknown(records, entry.record.unit, entry.place("unit"))
    for register in records.of(Register):
        for path, unit_id in units_named(register):
            if unit_id not in records.units and path not in register.document.patched:
                yield from _unknown(records, unit_id, register.place(*path))


def _unused(records: Records, agency: Entry[Agency], responsible: Set[str], doubt: Doubt) -> Iterator[Problem]:
    """``responsible``: the units that measures name."""
    if not records.lines:
        return
    named = responsible | {entry.record.unit for entry in entries_of(records)}
    named |= {unit_id for register in records.of(Register) for _, unit_id in units_named(register)}
    # A mistyped reference is reported by itself; the unit that it meant is then no news.
    meant = {near for unit_id in named - set(records.units) for near in _near(unit_id, records).values()}
    used = {above for unit_id in named for above in records.with_parents(unit_id)} | meant
    for index, unit in enumerate(agency.record.units):
        if unit.id not in used and ("units", index, "id") not in agency.document.patched and not doubt.may_name(unit.id):
            yield Problem("unit-unused", agency.place("units", index, "id"), {"id": unit.id, "name": unit.name})


def _circle(records: Records, unit_id: str) -> tuple[str, ...]:
    """The units that are above each other in a circle with ``unit_id`` in it; one of them is reported for all."""
    chain = records.with_parents(unit_id)
    return chain if records.units[chain[-1]].parent == unit_id else ()


def _near(unit_id: str, records: Records) -> dict[str, str]:
    """``unit-5`` is no slip for ``unit-4``: numbered units have nothing but their number in common with others."""
    return suggested(unit_id, [other for other in records.units if _NUMBER.sub("", other) != _NUMBER.sub("", unit_id)], _NEAR)


def _unknown(records: Records, unit_id: str, place: Place) -> Iterator[Problem]:
    """Nothing where it may be the unit whose own id is wrong, or another's as well: that is told there."""
    near = _near(unit_id, records)
    if near or len(records.units) == len(records.agency.units if records.agency else ()):
        yield Problem("unit-unknown" if near else "unit-not-found", place, {"value": unit_id, "choices": _choices(records) or "–", **near})
