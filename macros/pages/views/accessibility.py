"""What the accessibility statement says: what the tests prove, and what nobody tested."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parents[1] / "accessibility.yml"


@dataclass(frozen=True)
class Check:
    """``tests``: files below ``tests/`` and names of functions; ``wcag``: numbers of criteria."""

    id: str
    th: str
    wcag: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    checked: tuple[Check, ...]
    untested: tuple[str, ...]

    @property
    def criteria(self) -> tuple[str, ...]:
        """All criteria that a check is about, in the order of their numbers."""
        numbers = {number for check in self.checked for number in check.wcag}
        return tuple(sorted(numbers, key=lambda number: [int(part) for part in number.split(".")]))


@cache
def statement() -> Statement:
    """The statement as ``accessibility.yml`` has it."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    checked = tuple(Check(row["id"], row["th"], tuple(row["wcag"]), tuple(row["tests"])) for row in data["checked"])
    return Statement(checked, tuple(data["untested"]))


__all__ = ["Check", "Statement", "statement"]
