"""The columns of a table. Apart from the workbook, whose library takes a quarter of a second to load."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Value = str | int | Decimal


@dataclass(frozen=True)
class Column:
    """``name`` for programs, ``title`` for people, ``width`` in characters."""

    name: str
    title: str
    width: int
