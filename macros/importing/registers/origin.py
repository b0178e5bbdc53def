"""Where the mapping file says a value of the register: a wrong one is told there, once, and mended there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from macros.importing.registers.mapping import SETTINGS
from macros.problems import Place, Problem
from macros.records.read import Document, read
from macros.records.written import Path, value_at

_NAMED = {"action_on": "on"}  # fields of the mapping that a register calls otherwise


def told_in_mapping(problems: Iterable[Problem], files: Mapping[str, str], mapping: Document) -> list[Problem]:
    """``problems`` of registers that would be written as ``files``; those of values out of the ``mapping`` file at their places there."""
    said = _said(mapping)
    values = {place: value for file, text in files.items() for place, value in _values(read(text.encode("utf-8"), file)[0])}
    moved = (replace(problem, place=said.get(values.get(problem.place, ("", "")), problem.place)) for problem in problems)
    return list({problem.sort_key: problem for problem in moved}.values())


def _values(document: Document) -> Iterator[tuple[Place, tuple[str, str]]]:
    """The place of each text in a register, with its field and the text."""
    for path, place in document.places.items():
        value = value_at(document.value, path)
        if isinstance(value, str):
            yield place, (next((step for step in reversed(path) if isinstance(step, str)), ""), value)


def _said(mapping: Document) -> dict[tuple[str, str], Place]:
    """Field of the register and value → the place in the mapping file."""
    found: dict[tuple[str, str], Place] = {}
    for name, path in _paths(mapping.value):
        field = name.rpartition(".")[2]
        if isinstance(value := value_at(mapping.value, path), str):
            found.setdefault((_NAMED.get(field, field), value), mapping.place(*path))
    return found


def _paths(value: Any) -> Iterator[tuple[str, Path]]:
    """Each value of the mapping file that goes into a register, with its field."""
    yield from ((name, ("settings", name)) for name in SETTINGS)
    yield from ((name, ("defaults", name)) for name in _inner(value, "defaults", dict))
    for number, column in enumerate(_inner(value, "columns", list)):
        yield "period", ("columns", number, "period")
        yield _field(column), ("columns", number, "means")
    for number, word in enumerate(_inner(value, "words", list)):
        yield _field(word), ("words", number, "means")


def _field(entry: Any) -> str:
    return str(entry.get("field", "")) if isinstance(entry, dict) else ""


def _inner(value: Any, name: str, kind: type) -> Any:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()
