"""Single fields of a record's file, changed in place: comments, order and everything else stay as they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from macros.importing.writing import LINE_FIELDS, field_rows, line_rows, unit_rows
from macros.records.read import Document, Path, read


class CannotEdit(ValueError):
    """The file is written in a way that a program had better not touch."""


def with_field(text: str, above: Path, name: str, value: Any) -> str:
    """``text`` with the field ``name`` of the map at ``above`` set to ``value``. Raises :class:`CannotEdit`."""
    document, rows = _read(text), text.split("\n")
    key = document.keys.get((*above, name))
    if key is None:
        return "\n".join(_inserted(document, rows, above, name, value))
    start, indent = key.line - 1, key.column - 1
    end = end_of(document, rows, (*above, name))
    before = rows[start][:indent]
    if before.strip(" -") or shares_a_line(document, (*above, name)) or any(row.lstrip().startswith("#") for row in rows[start:end]):
        raise CannotEdit(name)
    fresh = field_rows(name, value, indent)
    return "\n".join([*rows[:start], before + fresh[0].lstrip(), *fresh[1:], *rows[end:]])


def with_line(text: str, line: Mapping[str, Any]) -> str:
    """``text`` of a measure with one more entry at the end of its ``lines``."""
    document, rows = _read(text), text.split("\n")
    end = end_of(document, rows, ("lines",))
    dash = _dash(document, rows, ("lines", 0))
    return "\n".join([*rows[:end], "", *line_rows(line, dash), *rows[end:]])


def with_units(text: str, units: Sequence[Mapping[str, str]]) -> str:
    """``text`` of an agency with more entries at the end of its ``units``."""
    document, rows = _read(text), text.split("\n")
    end, dash = end_of(document, rows, ("units",)), _dash(document, rows, ("units", 0))
    return "\n".join([*rows[:end], *(row for unit in units for row in unit_rows(unit, dash)), *rows[end:]])


def _read(text: str) -> Document:
    document, problems = read(text.encode("utf-8"), "")
    if problems or not isinstance(document.value, dict):
        raise CannotEdit("file")
    return document


def _dash(document: Document, rows: list[str], path: Path) -> int:
    """The indent of the dash before the list's entry at ``path``."""
    place = document.places.get(path)
    written = rows[place.line - 1] if place else ""
    dash = written.rfind("-", 0, place.column - 1) if place else -1
    if dash < 0 or written[:dash].strip():
        raise CannotEdit(str(path[0]))
    return dash


def end_of(document: Document, rows: list[str], path: Path) -> int:
    """The row after the value at ``path``. Empty rows and comments behind it belong to what follows."""
    if path not in document.keys:
        raise CannotEdit(str(path[0]))
    start = document.keys[path].line
    others = [place.line for known in (document.keys, document.places) for other, place in known.items() if other[: len(path)] != path]
    end = min((line - 1 for line in others if line > start), default=len(rows))
    while end > start and (not rows[end - 1].strip() or rows[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def shares_a_line(document: Document, path: Path) -> bool:
    """Another field stands on the same line: the map is written in { }."""
    line = document.keys[path].line
    return any(place.line == line and other[: len(path)] != path for other, place in document.keys.items())


def _inserted(document: Document, rows: list[str], above: Path, name: str, value: Any) -> list[str]:
    """A new field, after the field that comes before it in the order of the model."""
    order = LINE_FIELDS[: LINE_FIELDS.index(name)] if name in LINE_FIELDS else ()
    before = next(((*above, known) for known in reversed(order) if (*above, known) in document.keys), None)
    if before is None or shares_a_line(document, before):
        raise CannotEdit(name)
    end = end_of(document, rows, before)
    return [*rows[:end], *field_rows(name, value, document.keys[before].column - 1), *rows[end:]]
