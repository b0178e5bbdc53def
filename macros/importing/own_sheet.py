"""A sheet of this site's own open data, edited in Excel and brought back: exactly the edit goes into the records.

A row bears a mark of what it said when it was written (``sheet_rows.mark``). A row that still says so was not edited, whatever
became of the record since; an edited row changes its record only while that still says what the row once said. A column that is not there,
deleted in Excel or new since the sheet was written, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from macros.importing.document import Document, Table
from macros.importing.editing import CannotEdit, with_field, with_line
from macros.importing.importer import Site
from macros.importing.merging import Change
from macros.importing.sheet_rows import EDITABLE, HEADINGS, mark_of, plain, row_texts, unit_name
from macros.records.collection import LineEntry, Records
from macros.records.model import Measure
from macros.records.read import Path
from macros.records.status import stored
from macros.thai.dates import ThaiDateError, parse_period
from macros.thai.fold import typed_one_way

Row = dict[str, str]
_KEY = re.compile(r"\(([a-z_.]+)\)$")  # the field's name, at the end of a heading
KNOWN_BY = {"id", "measure"}
_YEAR = re.compile(r"/measures/(\d{4})/")


@dataclass
class Brought:
    """``files``: path below the root → text that should be written; ``changes`` all that differs; ``rows`` how many were read."""

    files: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    rows: int = 0


def rows_of(document: Document) -> list[Row] | None:
    """The rows of our own sheet, cells by column; None when ``document`` is something else."""
    table = document.tables[0] if document.tables else None
    if table is None or not table.rows:
        return None
    names = names_of(table)
    if not KNOWN_BY <= {*names} or {*names}.isdisjoint(EDITABLE):
        return None
    rows = [{name: plain(cell.text) for name, cell in zip(names, row) if name in HEADINGS} for row in table.rows[1:]]
    return [row for row in rows if any(row.values())]


def names_of(table: Table) -> list[str]:
    """The field of each column, as its heading tells; empty where it tells none."""
    found = [_KEY.search(cell.text.strip()) for cell in table.rows[0]]
    return [match[1] if match else "" for match in found]


def lost(document: Document) -> list[str]:
    """The columns that a sheet of measures was written with and is not known without, where it has lost them."""
    table = document.tables[0] if document.tables else None
    names = {*names_of(table)} if table and table.rows else set()
    return sorted(KNOWN_BY - names) if {"responsible", "period", "follow_up"} <= names else []


def years_in(rows: list[Row]) -> set[int]:
    """The fiscal years that the rows' addresses name."""
    return {int(match[1]) for row in rows if (match := _YEAR.search(row.get("url", "")))}


def bring_back(rows: list[Row], year: int, site: Site) -> Brought:
    """What the rows would change in the records of ``year``."""
    brought = Brought(rows=len(rows))
    entries = {entry.id: entry for entry in site.records.lines_of(year)}
    seen: set[str] = set()
    for row in rows:
        entry = entries.get(row["id"])
        if row["id"] in seen:
            brought.changes.append(Change("twice", row["id"], now=row.get("title", "")))
        elif entry:
            _compare(row, entry, site, brought)
        elif row["id"]:
            brought.changes.append(Change("unknown", row["id"], now=row.get("title", "")))
        else:
            _add(row, year, site, brought)
        seen |= {row["id"]} - {""}
    brought.changes += [Change("gone", key, now=entry.title) for key, entry in entries.items() if key not in seen]
    return brought


def _compare(row: Row, entry: LineEntry, site: Site, brought: Brought) -> None:
    now = row_texts(entry, partial(unit_name, records=site.records))
    here = [name for name in EDITABLE if name in row]
    if row.get("row") == mark_of(row[name] for name in here):
        return  # nobody touched it
    differing = [name for name in here if _meaning(name, row[name], site.records) != _meaning(name, plain(now[name]), site.records)]
    is_older = row.get("row", "") not in ("", now["row"], mark_of(now[name] for name in here))  # the record has changed since the sheet was written
    for name in differing:
        brought.changes.append(Change("conflict" if is_older else "update", entry.id, name, plain(now[name]), row[name]))
    if differing and not is_older:
        _edit(brought, site, entry, [_edited(name, row[name], entry, site.records) for name in differing])


def _edited(name: str, text: str, entry: LineEntry, records: Records) -> tuple[Path, str, Any]:
    """Where the field stands, its name, its value. A line without a title of its own bears its measure's."""
    above: Path = () if name == "title" and entry.line.title is None else ("lines", entry.index)
    return above, name, _value(name, text, records)


def _edit(brought: Brought, site: Site, entry: LineEntry, edits: list[tuple[Path, str, Any]]) -> None:
    file = entry.document.file
    try:
        text = brought.files.get(file, site.texts[file])
        for above, name, value in edits:
            text = with_field(text, above, name, value)
        brought.files[file] = text
    except CannotEdit as cannot:
        brought.changes.append(Change("unwritable", entry.id, str(cannot)))


def _add(row: Row, year: int, site: Site, brought: Brought) -> None:
    """A row without an id is a new line of the measure that it names."""
    found = next((e for e in site.records.of(Measure) if e.record.fiscal_year == year and e.record.id == row["measure"]), None)
    if found is None:
        brought.changes.append(Change("unknown", row["measure"] or "–", now=row.get("title", "")))
        return
    file = found.document.file
    text = brought.files.get(file, site.texts[file])
    try:
        if any(line.id is None for line in found.record.lines):
            raise CannotEdit("lines")
        line = {"id": _next_id(found.record, text), **{name: _value(name, row[name], site.records) for name in EDITABLE if row.get(name)}}
        brought.files[file] = with_line(text, line)
        brought.changes.append(Change("add", line["id"], "lines", now=row.get("title", "")))
    except CannotEdit as cannot:
        brought.changes.append(Change("unwritable", found.record.id, str(cannot)))


def _next_id(measure: Measure, text: str) -> str:
    numbers = [int(number) for number in re.findall(rf"{re.escape(measure.id)}-(\d+)", text)]
    return f"{measure.id}-{max(numbers, default=0) + 1}"


# ── cells as values ──────────────────────────────────────────────────────────────────────────────────────────────────


def _value(name: str, text: str, records: Records) -> Any:
    """What cannot be understood stays as it was typed: the check of the record says what is wrong with it."""
    if name == "steps":
        return list(_steps(text))
    if name == "responsible":
        known = unit_ids(records)
        return [known.get(typed_one_way(part), part) for part in _parts(text)]
    if name == "repairs":
        return _parts(text)
    if name == "status":
        return stored(text) or text
    return text


def _meaning(name: str, text: str, records: Records) -> Any:
    """A cell as it is compared: “แล้วเสร็จ” and “done”, “ธ.ค. 63” and “ธ.ค. 2563” say the same."""
    if name != "period":
        return _value(name, text, records)
    try:
        return parse_period(text)
    except ThaiDateError:
        return text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _steps(text: str) -> Iterator[str]:
    """Steps begin with their number; a line that does not belongs to the step above it."""
    step: list[str] = []
    number = 0
    for line in text.split("\n"):
        begins = re.match(rf"{number + 1}[.)]\s*", line)
        if begins and step:
            yield "\n".join(step)
            step = []
        number += bool(begins)
        step.append(line[begins.end() :] if begins else line)
    if any(step):
        yield "\n".join(step)


def unit_ids(records: Records) -> Mapping[str, str]:
    """What a unit may be called, typed in one way → its id; a name that several bear is none of them."""
    names: dict[str, set[str]] = {}
    for unit in records.units.values():
        for name in (unit.id, unit.name, unit.short_name or unit.name, unit_name(unit.id, records)):
            names.setdefault(typed_one_way(name), set()).add(unit.id)
    return {name: next(iter(ids)) for name, ids in names.items() if len(ids) == 1}
