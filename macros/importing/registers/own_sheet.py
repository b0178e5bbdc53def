"""A register's sheet of the open data, edited in Excel and brought back, as ``importing.own_sheet`` does for measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from macros.importing.document import Document
from macros.importing.editing import CannotEdit
from macros.importing.merging import Change
from macros.importing.own_sheet import Brought, Row, names_of
from macros.importing.registers.kinds import KINDS
from macros.importing.registers.mapping import title_of
from macros.importing.registers.matching import new_ids
from macros.importing.registers.sheet_cells import canonical, value_of
from macros.importing.registers.writing import Edit, edited, row_fields, with_rows
from macros.importing.sheet_rows import mark_of, plain
from macros.records.collection import Entry
from macros.records.parts import Part
from macros.records.registers import Register
from macros.records.registers.rows import ROWS, rows
from macros.records.written import Path, fields_at

_NOT_HERE = frozenset({"stated_level"})  # fields of rows that the sheet does not show
_BY_HAND = frozenset({"actions", "six_months.evidence", "full_year.evidence"})
Texts = Callable[[Part], Mapping[str, str]]


def rows_of(document: Document) -> tuple[str, list[str], list[Row]] | None:
    """(kind, the sheet's fields, its rows) of a sheet of our own; None when ``document`` is something else."""
    table = document.tables[0] if document.tables else None
    if table is None or not table.rows:
        return None
    names = names_of(table)
    kind = next((kind for kind in KINDS if {name for name in row_fields(kind) if name not in _NOT_HERE} <= {name.partition(".")[0] for name in names}), None)
    if kind is None:
        return None
    read = [{name: plain(cell.text) for name, cell in zip(names, row) if name} for row in table.rows[1:]]
    known = {*row_fields(kind)} - _NOT_HERE
    return kind, [name for name in names if name.partition(".")[0] in known], [row for row in read if any(row.values())]


def bring_back(kind: str, fields: Sequence[str], sheet: Sequence[Row], entries: Sequence[Entry[Register]], files: Mapping[str, str], texts: Texts, units: Mapping[str, str]) -> Brought:
    """What the rows would change. ``texts``: a row of a record → its cells as they are published; ``units``: name → id."""
    brought = Brought(rows=len(sheet))
    there = {row.id: (entry, index, row) for entry in entries for index, row in enumerate(rows(entry.record))}
    edits: dict[str, list[Edit]] = {}
    added: list[dict[str, Any]] = []
    seen: set[str] = set()
    for row in sheet:
        key = row["id"]
        if key in seen:
            brought.changes.append(Change("twice", key, now=_name(row)))
        elif key in there:
            entry, index, record = there[key]
            now = texts(record)
            if row.get("row") != mark_of(canonical(kind, name, row.get(name, "")) for name in fields):
                path = (ROWS[kind], index)
                edits.setdefault(entry.document.file, []).extend(_edits(kind, fields, row, now, path, entry, units, brought))
        elif key:
            brought.changes.append(Change("unknown", key, now=_name(row)))
        else:
            added.append({name: value for name in fields if "." not in name and (value := value_of(kind, name, row.get(name, ""), units)) is not None})
        seen |= {key} - {""}
    brought.changes += [Change("gone", key, now=_name(texts(record))) for key, (_, _, record) in there.items() if key not in seen]
    _write(kind, brought, entries, files, edits, _with_ids(kind, added, set(there), brought))
    return brought


def _name(row: Mapping[str, str]) -> str:
    return row.get("title") or row.get("subject") or "–"


def _edits(kind: str, fields: Sequence[str], row: Row, now: Mapping[str, str], path: Path, entry: Entry[Register], units: Mapping[str, str], brought: Brought) -> list[Edit]:
    """The cells that differ from the record, while the record still says what the row once said."""
    differing = [name for name in fields if name != "id" and canonical(kind, name, row.get(name, "")) != canonical(kind, name, now.get(name, ""))]
    is_older = bool(row.get("row")) and row["row"] != mark_of(canonical(kind, name, now.get(name, "")) for name in fields)
    found: list[Edit] = []
    raw = fields_at(entry.document.value, path)
    for name in differing:
        what = "unwritable" if name in _BY_HAND else "conflict" if is_older else "update"
        brought.changes.append(Change(what, row["id"], title_of(kind, name), plain(now.get(name, "")) or None, row.get(name) or None))
        if what == "update" and (edit := _edit(kind, name, row[name], path, raw, units, found)):
            found.append(edit)
    return found


def _edit(kind: str, name: str, text: str, path: Path, raw: Mapping[str, Any], units: Mapping[str, str], before: list[Edit]) -> Edit | None:
    half, _, inner = name.rpartition(".")
    value = value_of(kind, name, text, units)
    if not half:
        return Edit(path, inner, value)
    if half in raw:
        return Edit((*path, half), inner, value)
    started = next((edit for edit in before if edit.name == half), None)  # a report that was not there before
    if started:
        started.value[inner] = value
        return None
    return Edit(path, half, {inner: value})


def _with_ids(kind: str, added: list[dict[str, Any]], taken: set[str], brought: Brought) -> list[dict[str, Any]]:
    ids = new_ids(kind, added, taken, {})
    for place, values in enumerate(added):
        brought.changes.append(Change("add", ids[place], "แถว", now=_name(values)))
    return [{"id": ids[place], **values} for place, values in enumerate(added)]


def _write(kind: str, brought: Brought, entries: Sequence[Entry[Register]], files: Mapping[str, str], edits: dict[str, list[Edit]], added: list[dict[str, Any]]) -> None:
    for entry in entries:
        file = entry.document.file
        try:
            text = edited(files[file], edits[file], row_fields(kind)) if edits.get(file) else files[file]
            if added and entry is entries[-1]:
                text = with_rows(text, kind, added)
            if text != files[file]:
                brought.files[file] = text
        except CannotEdit as cannot:
            brought.changes.append(Change("unwritable", file, str(cannot)))
