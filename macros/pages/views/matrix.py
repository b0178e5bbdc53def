"""Risks by likelihood and impact: five rows, five columns, every field with its level in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.records.registers.fields import RISK_LEVEL_WORDS
from macros.records.registers.figures import HIGHEST_RISK
from macros.records.registers.risks import Risk, RiskBands

_LIKELIHOOD = {5: "สูงมาก", 4: "สูง", 3: "ปานกลาง", 2: "น้อย", 1: "น้อยมาก"}


@dataclass(frozen=True)
class Field:
    """``level`` is the stored name, ``word`` the Thai one; ``risks`` are number and risk."""

    score: int
    level: str
    word: str
    risks: tuple[tuple[int, Risk], ...]


@dataclass(frozen=True)
class MatrixRow:
    likelihood: int
    word: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Matrix:
    """Likelihood from above (5) to below (1), impact from left (1) to right (5)."""

    rows: tuple[MatrixRow, ...]
    bands: tuple[tuple[str, str, str, int], ...]  # level, word, range of scores, number of risks


def matrix(risks: Iterable[Risk], bands: RiskBands) -> Matrix:
    numbered = tuple(enumerate(risks, 1))
    rows = tuple(MatrixRow(row, _LIKELIHOOD[row], tuple(_field(numbered, bands, row, column) for column in range(1, 6))) for row in range(5, 0, -1))
    return Matrix(rows, tuple(_band(rows, name, low, high) for name, low, high in ranges(bands)))


def _field(numbered: tuple[tuple[int, Risk], ...], bands: RiskBands, likelihood: int, impact: int) -> Field:
    level = bands.level(likelihood * impact)
    here = tuple((number, risk) for number, risk in numbered if (risk.likelihood, risk.impact) == (likelihood, impact))
    return Field(likelihood * impact, level, RISK_LEVEL_WORDS[level], here)


def ranges(bands: RiskBands) -> tuple[tuple[str, int, int], ...]:
    """Level, lowest and highest score of it, highest level first."""
    starts = {"low": 1, "medium": bands.medium, "high": bands.high, "extreme": bands.extreme}
    ends = {"low": bands.medium - 1, "medium": bands.high - 1, "high": bands.extreme - 1, "extreme": HIGHEST_RISK}
    return tuple((name, starts[name], ends[name]) for name in reversed(starts))


def _band(rows: tuple[MatrixRow, ...], name: str, low: int, high: int) -> tuple[str, str, str, int]:
    count = sum(len(field.risks) for row in rows for field in row.fields if field.level == name)
    return name, RISK_LEVEL_WORDS[name], f"{low}–{high}", count
