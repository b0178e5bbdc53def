"""A document's rows against the register that is there, row by row and field by field, as for plans (``importing.merging``): only what
still says what the document said the last time is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from macros.importing.editing import CannotEdit
from macros.importing.merging import Change
from macros.importing.registers.mapping import title_of
from macros.importing.registers.matching import Values, comparable, name_of, record_of, with_ids
from macros.importing.registers.writing import Edit, edited, register_text, row_fields, with_rows
from macros.records.collection import Entry
from macros.records.registers import REGISTERS, Register
from macros.records.registers.budget import Spending
from macros.records.registers.rows import rows_of
from macros.records.written import Path, fields_at
from macros.thai.fold import fold

Side = tuple[Any, object]  # the text of a value, and what it is
# A document speaks of these months only: rows of others are none of its business.
_SCOPE = {"procurement-results": "month", "complaint-statistics": "period"}


@dataclass
class Merged:
    """``files``: path below the root → text to write; ``rows``: the document's rows with their ids, the base of the next import."""

    files: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    rows: list[Values] = field(default_factory=list)
    top: Values = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether a file that is there would be changed."""
        return any(change.kind == "update" or (change.kind == "add" and change.field) for change in self.changes)


@dataclass
class _There:
    """A row of a file of the site."""

    entry: Entry[Register]
    record: Any
    path: Path


def merge(kind: str, year: int, top: Values, new: Sequence[Values], entries: Sequence[Entry[Register]], texts: Mapping[str, str], base: Values) -> Merged:
    """``entries``: the register's files; ``base``: what the last import kept (see ``importer.state_text``), empty if there was none."""
    merged = Merged(top=top)
    there = [_There(entry, row, path) for entry in entries for path, row in rows_of(entry)]
    old = {row["id"]: row for row in base.get("rows", ())}
    known = {**old, **{row.record.id: _raw(row) for row in there}}
    merged.rows = with_ids(kind, new, known)
    edits: dict[str, list[Edit]] = {}
    added: list[Values] = []
    places = {row.record.id: row for row in there}
    for values in merged.rows:
        key = values["id"]
        if key in places:
            file = places[key].entry.document.file
            edits.setdefault(file, []).extend(_row_edits(kind, places[key], values, old.get(key), merged.changes))
        elif key in old:
            merged.changes.append(Change("deleted", key, now=name_of(values)))
        else:
            added.append(values)
            merged.changes.append(Change("add", key, "แถว" if entries else "", now=name_of(values)))
    kept, scope = {row["id"] for row in merged.rows}, _scope(kind, new)
    merged.changes += [Change("gone", row.record.id, now=name_of(_raw(row))) for row in there if row.record.id not in kept and _in_scope(kind, _raw(row), scope)]
    _write(merged, kind, year, entries, texts, edits, added, base.get("top"))
    merged.rows += [row for key, row in old.items() if key not in kept and not _in_scope(kind, row, scope)]
    return merged


def _raw(row: _There) -> Values:
    return fields_at(row.entry.document.value, row.path)


# ── field by field ───────────────────────────────────────────────────────────────────────────────────────────────────


def _row_edits(kind: str, there: _There, values: Values, base: Values | None, changes: list[Change]) -> Iterator[Edit]:
    raw, key = _raw(there), values["id"]
    values = {**values, **_joined(kind, values, raw)}
    new, old = record_of(kind, values), record_of(kind, base)
    for name in row_fields(kind):
        if name == "id" or (name not in values and name not in (base or {})):
            continue
        half = raw.get(name) if isinstance(values.get(name), dict) and isinstance(raw.get(name), dict) else None
        if half is None:
            now = (raw.get(name), getattr(there.record, name))
            then = (values.get(name), getattr(new, name) if new else values.get(name))
            before = ((base or {}).get(name), getattr(old, name) if old else (base or {}).get(name))
            if _is_update(title_of(kind, name), key, now, then, before, base, changes):
                yield Edit(there.path, name, values[name])
            continue
        for inner, text in values[name].items():  # a report of a half: evidence that was added by hand stays
            base_half = (base or {}).get(name) or {}
            sides = [getattr(getattr(record, name, None), inner, None) if record else None for record in (there.record, new, old)]
            if _is_update(title_of(kind, f"{name}.{inner}"), key, (half.get(inner), sides[0]), (text, sides[1]), (base_half.get(inner), sides[2]), base, changes):
                yield Edit((*there.path, name), inner, text)


def _is_update(title: str, key: str, now: Side, new: Side, old: Side, base: Values | None, changes: list[Change]) -> bool:
    """Each side is (text, value). Whether the field is to be written; what differs otherwise is noted as what it is."""
    if new[1] == now[1] or (base is not None and new[1] == old[1]) or (base is None and new[0] is None):
        return False
    hand = base is None or now[1] != old[1] or new[0] is None
    changes.append(Change("conflict" if hand else "update", key, title, shown(now[0]), shown(new[0])))
    return not hand


def _joined(kind: str, values: Values, raw: Values) -> Values:
    """Lists that grow over a year: spending of other months, and what was done before, stay beside what is new."""
    if kind == "budget-report" and "spending" in values and isinstance(raw.get("spending"), list):
        return {"spending": _spending(values["spending"], raw["spending"])}
    if kind == "risk-assessment" and "actions" in values and isinstance(raw.get("actions"), list):
        texts = {fold(str(one.get("text", ""))) for one in raw["actions"]}
        return {"actions": [*raw["actions"], *(one for one in values["actions"] if fold(one["text"]) not in texts)]}
    return {}


def _spending(new: list[Values], there: list[Values]) -> list[Values]:
    spans = [span for one in new if (span := _period(one))]
    kept = [one for one in there if (span := _period(one)) and all(span.end < other.start or other.end < span.start for other in spans)]
    return sorted([*kept, *new], key=lambda one: _period(one) or ())


def _period(one: Values) -> Any:
    try:
        return Spending.model_validate(one).period
    except ValidationError:
        return None


def shown(value: Any) -> Any:
    """A value as the difference prints it."""
    if isinstance(value, Mapping):
        return " · ".join(str(inner) for inner in value.values())
    return [shown(one) for one in value] if isinstance(value, (list, tuple)) else value


def _scope(kind: str, new: Sequence[Values]) -> set[str] | None:
    """The months that the document speaks of; None where it speaks of the whole year."""
    name = _SCOPE.get(kind)
    return {str(comparable(kind, values).get(name)) for values in new} if name else None


def _in_scope(kind: str, row: Values, scope: set[str] | None) -> bool:
    return scope is None or str(comparable(kind, row).get(_SCOPE[kind])) in scope


# ── the files ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write(merged: Merged, kind: str, year: int, entries: Sequence[Entry[Register]], texts: Mapping[str, str], edits: dict[str, list[Edit]], added: list[Values], base_top: Values | None) -> None:
    if not entries:
        merged.files[f"measures/{year}/registers/{kind}.yml"] = register_text(kind, merged.top, merged.rows)
        return
    for entry in entries:
        file, is_last = entry.document.file, entry is entries[-1]
        top = list(_top_edits(kind, entry, merged.top, base_top, merged.changes)) if is_last else []
        try:
            text = texts[file]
            if edits.get(file) or top:
                text = edited(edited(text, edits.get(file, []), row_fields(kind)), top, tuple(REGISTERS[kind].model_fields))
            if added and is_last:
                text = with_rows(text, kind, added)
            if text != texts[file]:
                merged.files[file] = text
        except CannotEdit as cannot:
            merged.changes.append(Change("unwritable", file, str(cannot)))


def _top_edits(kind: str, entry: Entry[Register], top: Values, base: Values | None, changes: list[Change]) -> Iterator[Edit]:
    """The register's own fields that a new export brings: its day, its sums, months without anything."""
    raw: Values = fields_at(entry.document.value, ())
    for name in ("as_of", "total", "totals", "months_without", "periods_without"):
        if name not in top or raw.get(name) == top[name]:
            continue
        now, old = raw.get(name), (base or {}).get(name)
        if name.endswith("_without"):
            value = [*(now or []), *(one for one in top[name] if one not in (now or []))]
        else:
            value = top[name]
        if value == now or (base is not None and top[name] == old):
            continue
        hand = base is None or (now != old and not name.endswith("_without"))
        changes.append(Change("conflict" if hand else "update", kind, name, shown(now), shown(value)))
        if not hand:
            yield Edit((), name, value)
