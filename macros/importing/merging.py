"""A document's values against the records that are there: what is new, what changed, and what a person changed since.

Three values meet in each field: what the document said when it was last imported (``base``), what the record says now,
and what the document says now. Only where the record still says what the document said is it changed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.importing.editing import CannotEdit, with_field, with_line
from macros.importing.writing import measure_text
from macros.records.model import Line, Measure
from macros.records.read import Path
from macros.thai.dates import period_text
from macros.thai.fold import fold

Values = Mapping[str, Any]
FIELDS = ("title", "steps", "responsible", "period", "follow_up", "follow_up_month", "repairs", "source_notes")
_SAME_MEASURE, _SAME_LINE = 0.75, 0.8


class Change(NamedTuple):
    """``kind``: ``update`` (may be written), ``conflict`` (edited by hand: kept), ``add``, ``gone`` (no longer in the
    document: kept), ``deleted`` (taken out by hand: stays out), ``unwritable`` (the file cannot be edited by program)."""

    kind: str
    record: str
    field: str = ""
    before: Any = None
    now: Any = None


@dataclass
class Merged:
    """``files``: name below the year's folder → text to write; ``changes`` all that differs; ``measures`` the document's
    values with the ids that they have, the base of the next import."""

    measures: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def touches_records(self) -> bool:
        """Also where a measure comes and another goes: it may be one and the same, renamed."""
        kinds = {change.kind for change in self.changes}
        return {"add", "gone"} <= kinds or any(change.kind == "update" or (change.kind == "add" and change.field) for change in self.changes)

    @property
    def is_first(self) -> bool:
        """Nothing was there: all measures are new, and the report lists them."""
        return [change.kind for change in self.changes if not change.field] == ["add"] * len(self.measures)


def merge(measures: Sequence[Values], year: int, there: Mapping[str, tuple[Measure, str, str]], base: Sequence[Values]) -> Merged:
    """``there``: measure id → record, name of its file, text of its file. ``base``: as ``Merged.measures`` of the last import."""
    merged = Merged()
    old = {values["id"]: values for values in base}
    known = {**old, **{key: _values(record) for key, (record, _, _) in there.items()}}
    ids = _ids_of_measures(measures, list(known), [*old.values(), *known.values()])
    for values, measure_id in zip(measures, ids):
        lines = _with_ids(values["lines"], measure_id, known.get(measure_id, {}).get("lines", ()), old.get(measure_id, {}).get("lines", ()))
        full = {"kind": "measure", "id": measure_id, "fiscal_year": year, "number": values["number"], "title": values["title"], "lines": lines}
        merged.measures.append(full)
        if measure_id in there:
            _merge_measure(full, old.get(measure_id), *there[measure_id], merged)
        elif measure_id in old:
            merged.changes.append(Change("deleted", measure_id, now=full["title"]))
        else:
            merged.changes.append(Change("add", measure_id, now=full["title"]))
            merged.files[f"{measure_id}.yml"] = measure_text({**full, "lines": [{**line, "status": "unknown"} for line in lines]})
    merged.changes += [Change("gone", key, now=there[key][0].title) for key in there if key not in ids]
    return merged


# ── which is which ───────────────────────────────────────────────────────────────────────────────────────────────────


def _ids_of_measures(measures: Sequence[Values], order: Sequence[str], known: Sequence[Values]) -> list[str]:
    """An id is an address that is published: a measure keeps it by its title, wherever it moves in the table. ``known`` has the title
    that the document had besides the one that a person made of it."""
    found = _matched([values["title"] for values in measures], [(order.index(values["id"]), values["id"], values["title"]) for values in known], _SAME_MEASURE)
    taken = {*order}
    for place, values in enumerate(measures):
        if place not in found:
            number = values["number"]
            while f"m{number}" in taken:
                number += 1
            found[place] = f"m{number}"
            taken.add(found[place])
    return [found[place] for place in range(len(measures))]


def _with_ids(lines: Sequence[Values], measure_id: str, known: Sequence[Values], old: Sequence[Values]) -> list[dict[str, Any]]:
    if len(lines) == 1 and "title" not in lines[0]:
        return [dict(lines[0])]
    titled = [(line["id"], line.get("title", "")) for line in (*old, *known) if line.get("id")]
    order = list(dict(titled))
    found = _matched([line.get("title", "") for line in lines], [(order.index(key), key, title) for key, title in titled], _SAME_LINE)
    numbers = [int(match[1]) for key in order if (match := re.fullmatch(rf"{re.escape(measure_id)}-(\d+)", key))]
    following = max(numbers, default=0)
    for place in range(len(lines)):
        if place not in found:
            following += 1
            found[place] = f"{measure_id}-{following}"
    return [{"id": found[place], **line} for place, line in enumerate(lines)]


def _matched(titles: Sequence[str], known: Iterable[tuple[int, str, str]], least: float) -> dict[int, str]:
    """Place → id, the most alike first, each once. Equal titles go in their order. ``known``: order, id and a title, of which an id may have two."""
    pairs = sorted(
        ((-likeness, abs(place - order), place, key)
         for place, title in enumerate(titles) for order, key, other in dict.fromkeys(known)
         if (likeness := _likeness(fold(title), fold(other))) >= least),
    )  # fmt: skip
    found: dict[int, str] = {}
    for _, _, place, key in pairs:
        if place not in found and key not in found.values():
            found[place] = key
    return found


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


# ── field by field ───────────────────────────────────────────────────────────────────────────────────────────────────


def _values(record: Measure) -> dict[str, Any]:
    return {"id": record.id, "number": record.number, "title": record.title, "lines": [_line_values(line) for line in record.lines]}


def _line_values(line: Line) -> dict[str, Any]:
    """A line of a record in the form of imported values, so that the two can be compared."""
    found: dict[str, Any] = {"id": line.id} if line.id else {}
    for name in FIELDS:
        value = getattr(line, name)
        if value and name in ("period", "follow_up_month"):
            found[name] = period_text(value)
        elif value:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _merge_measure(values: Values, base: Values | None, record: Measure, file: str, text: str, merged: Merged) -> None:
    there = _values(record)
    edits: list[tuple[Path, str, Any]] = []
    old_lines = {line.get("id", ""): line for line in (base or {}).get("lines", ())}
    places = {line.get("id", ""): place for place, line in enumerate(there["lines"])}
    for name in _differing(("number", "title"), there, values, base, record.id, merged):
        edits.append(((), name, values[name]))
    for line in values["lines"]:
        key = line.get("id", "")
        if key in places:
            for name in _differing(FIELDS, there["lines"][places[key]], line, old_lines.get(key), key or record.id, merged):
                edits.append((("lines", places[key]), name, line.get(name)))
        elif key in old_lines:
            merged.changes.append(Change("deleted", key or record.id, now=line.get("title", "")))
        elif "" in places or not key:
            merged.changes.append(Change("conflict", key or record.id, "lines", [_name(entry) for entry in there["lines"]], [_name(entry) for entry in values["lines"]]))
        else:
            merged.changes.append(Change("add", key, "lines", now=line["title"]))
            edits.append((("lines",), "", {**line, "status": "unknown"}))
    new = {line.get("id", "") for line in values["lines"]}
    merged.changes += [Change("gone", key or record.id, now=_name(there["lines"][place])) for key, place in places.items() if key not in new and (key or len(new) == 1)]
    if edits:
        _write(edits, record.id, file, text, merged)


def _name(line: Values) -> str:
    return line.get("title") or line["steps"][0]


def _differing(fields: Iterable[str], there: Values, values: Values, base: Values | None, record: str, merged: Merged) -> Iterator[str]:
    """The fields to be written; all others that differ are noted as what they are."""
    for name in fields:
        now, new, old = there.get(name), values.get(name), (base or {}).get(name)
        if new == now or (base is not None and new == old):
            continue
        if base is None and new is None:
            continue  # the document has no such field: nothing speaks against what the record says
        hand = base is None or now != old or new is None
        merged.changes.append(Change("conflict" if hand else "update", record, name, now, new))
        if not hand:
            yield name


def _write(edits: list[tuple[Path, str, Any]], record: str, file: str, text: str, merged: Merged) -> None:
    try:
        for above, name, value in edits:
            text = with_field(text, above, name, value) if name else with_line(text, value)
        merged.files[file] = text
    except CannotEdit as cannot:
        merged.changes.append(Change("unwritable", record, str(cannot)))
