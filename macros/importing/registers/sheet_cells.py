"""Cells of the open data's register sheets: what Excel changes by itself in them, and what they are in a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from macros.importing.registers.kinds import KINDS
from macros.importing.registers.values import Unread, amount, baht, raw, read
from macros.importing.sheet_rows import plain
from macros.thai.fold import typed_one_way

LISTS = {"bidders": ("name", "price"), "spending": ("period", "amount")}  # an entry a line, its parts after bars
_TIMES = frozenset({"month", "period", "date"})
# Fields of rows that no column of an office's table fills.
_OTHER = {"plan": "text", "area": "text"}


def type_of(kind: str, name: str) -> str:
    """How the field ``name`` is written, ``text`` if it is nothing special."""
    slot = KINDS[kind].slot(name.rpartition(".")[2])
    return slot.type if slot else _OTHER.get(name, "text")


def canonical(kind: str, name: str, text: str) -> str:
    """A cell without what Excel changes by itself: the look of numbers, months and dates."""
    text, type = plain(text), type_of(kind, name)
    if name in LISTS:
        return "\n".join(" | ".join(_number(part.strip()) for part in line.split("|")) for line in text.split("\n"))
    if type in _TIMES and text:
        try:
            return read(type, raw(text, None, 0))
        except Unread:
            return text
    return _number(text)


def _number(text: str) -> str:
    value = amount(text)
    return str(value.normalize() + Decimal(0)) if value is not None and not re.match(r"0\d", text) else text


def value_of(kind: str, name: str, text: str, units: Mapping[str, str]) -> Any:
    """The value of a record; what cannot be understood stays as it was typed, for the check to refuse. None for an empty cell."""
    text, type = plain(text), type_of(kind, name)
    if not text:
        return None
    if name in LISTS:
        return [dict(zip(LISTS[name], _parts(line))) for line in text.split("\n")]
    if type == "unit" or name == "unit":
        return units.get(typed_one_way(text), text)
    if type in ("text", "unit", "reference"):
        return text
    try:
        return read(type, raw(text, None, 0))
    except Unread:
        return text


def _parts(line: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"\|", line)]
    value = amount(parts[-1])
    return [*parts[:-1], baht(value)] if value is not None else parts
