"""Registers as YAML, and fields and rows of them changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from macros.importing.editing import CannotEdit, end_of, shares_a_line
from macros.importing.writing import scalar
from macros.records.read import Document, Path, read
from macros.records.registers import REGISTERS
from macros.records.registers.rows import ROWS, row_model


class Edit(NamedTuple):
    """``above``: the map in the document; ``name`` its field; ``value`` what is written there, None to take the field out."""

    above: Path
    name: str
    value: Any


def row_fields(kind: str) -> tuple[str, ...]:
    """The fields of a row, in the order of the model."""
    return tuple(row_model(kind).model_fields)


def in_order(values: Mapping[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """``values`` in the order of the model's fields, what is not in the model left out."""
    return {name: values[name] for name in order if name in values}


def register_text(kind: str, top: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    """The file of a register."""
    head = f"# yaml-language-server: $schema=../../schema/{kind}.json\n"
    fields = in_order(top, REGISTERS[kind].model_fields)
    body = [line for name, value in fields.items() for line in field_rows(name, value, 0)]
    entries = [line for row in rows for line in entry_rows(row, row_fields(kind), 2)]
    return head + "\n".join([*body, *([f"{ROWS[kind]}:", *entries] if entries else [])]) + "\n"


def entry_rows(row: Mapping[str, Any], order: Iterable[str], indent: int) -> list[str]:
    """One entry of a list, its dash at ``indent``."""
    lines = [line for name, value in in_order(row, order).items() for line in field_rows(name, value, indent + 2)]
    return [" " * indent + "- " + lines[0].lstrip(), *lines[1:]]


def field_rows(name: str, value: Any, indent: int) -> list[str]:
    """A field with its value: text, a map, a list of maps or of texts."""
    start = " " * indent + f"{name}:"
    if isinstance(value, Mapping):
        return [start, *(line for inner, below in value.items() for line in field_rows(inner, below, indent + 2))]
    if isinstance(value, (list, tuple)):
        lines: list[str] = [start]
        for entry in value:
            lines += entry_rows(entry, entry, indent + 2) if isinstance(entry, Mapping) else [" " * (indent + 2) + "- " + scalar(str(entry))]
        return lines if value else [f"{start} []"]
    return [f"{start} {scalar(str(value))}"]


def edited(text: str, edits: Sequence[Edit], order: Sequence[str]) -> str:
    """``text`` with all ``edits``; everything else stays as it was written. The file is read once, and changed from its end upwards.
    Raises :class:`CannotEdit`."""
    document, problems = read(text.encode("utf-8"), "")
    if problems or not isinstance(document.value, dict):
        raise CannotEdit("file")
    rows = text.split("\n")
    cuts = [_cut(document, rows, edit, order) for edit in edits]
    # Fields that are new at one place come out in the order of the model.
    for start, end, lines, _ in sorted(cuts, key=lambda cut: (cut[0], cut[1], cut[3]), reverse=True):
        rows[start:end] = lines
    return "\n".join(rows)


def _cut(document: Document, rows: list[str], edit: Edit, order: Sequence[str]) -> tuple[int, int, list[str], int]:
    """(first row, row after it, new rows, place among the fields)."""
    path = (*edit.above, edit.name)
    rank = list(order).index(edit.name) if edit.name in order else 0
    if path not in document.keys and edit.value is None:
        return 0, 0, [], rank
    if path not in document.keys:
        before = next(((*edit.above, name) for name in reversed(order[:rank]) if (*edit.above, name) in document.keys), None)
        if before is None or shares_a_line(document, before):
            raise CannotEdit(edit.name)
        end = end_of(document, rows, before)
        return end, end, field_rows(edit.name, edit.value, document.keys[before].column - 1), rank
    key = document.keys[path]
    start, indent, end = key.line - 1, key.column - 1, end_of(document, rows, path)
    before_key = rows[start][:indent]
    if before_key.strip(" -") or shares_a_line(document, path) or any(row.lstrip().startswith("#") or " #" in row for row in rows[start:end]):
        raise CannotEdit(edit.name)
    if edit.value is None:
        if "-" in before_key:
            raise CannotEdit(edit.name)
        return start, end, [], rank
    lines = field_rows(edit.name, edit.value, indent)
    return start, end, [before_key + lines[0].lstrip(), *lines[1:]], rank


def with_rows(text: str, kind: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """``text`` with more entries at the end of its rows."""
    document, problems = read(text.encode("utf-8"), "")
    name = ROWS[kind]
    if problems or not isinstance(document.value, dict):
        raise CannotEdit("file")
    lines = text.rstrip("\n").split("\n")
    if not document.value.get(name):
        if (name,) in document.keys:
            raise CannotEdit(name)
        new = [line for row in rows for line in entry_rows(row, row_fields(kind), 2)]
        return "\n".join([*lines, f"{name}:", *new]) + "\n"
    place = document.places[name, 0]
    dash = lines[place.line - 1].rfind("-", 0, place.column - 1)
    if dash < 0 or lines[place.line - 1][:dash].strip():
        raise CannotEdit(name)
    end = end_of(document, lines, (name,))
    new = [line for row in rows for line in entry_rows(row, row_fields(kind), dash)]
    return "\n".join([*lines[:end], *new, *lines[end:]]) + "\n"


__all__ = ["Edit", "edited", "in_order", "register_text", "row_fields", "with_rows"]
