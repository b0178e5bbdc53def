"""The twelve months of a fiscal year, and where a period lies on them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from macros.thai.dates import Period, YearMonth, fiscal_year_period, iso_month, long_month, period_text
from macros.thai.months import SHORT


@dataclass(frozen=True, slots=True)
class Month:
    """A column of the timeline; ``iso`` is ``2020-10`` (C.E.)."""

    short: str
    long: str
    iso: str
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """Columns 1–12; ``cut``: the period begins before or ends after the year."""

    start: int
    end: int
    cut: bool = False


def months(year: int) -> tuple[Month, ...]:
    """October to September of the fiscal year."""
    first = fiscal_year_period(year).start
    every = [YearMonth(first.year + (first.month + i - 1) // 12, (first.month + i - 1) % 12 + 1) for i in range(12)]
    return tuple(Month(SHORT[m.month - 1], long_month(m), iso_month(m), place) for place, m in enumerate(every, 1))


@lru_cache(maxsize=1 << 10)
def span(year: int, period: Period | None) -> Span | None:
    """Where ``period`` lies in the year; None when it lies outside altogether."""
    if period is None:
        return None
    start, end = column(year, period.start), column(year, period.end)
    if end < 1 or start > 12:
        return None
    return Span(max(start, 1), min(end, 12), cut=start < 1 or end > 12)


def column(year: int, month: YearMonth) -> int:
    """1 for October … 12 for September; less or more outside the year."""
    first = fiscal_year_period(year).start
    return (month.year - first.year) * 12 + month.month - first.month + 1


@lru_cache(maxsize=1 << 10)
def last_day(month: YearMonth) -> date:
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


@lru_cache(maxsize=1 << 10)
def short_period(period: Period) -> str:
    """``ธ.ค. 63 – มี.ค. 64``, breaking only after the dash."""
    return period_text(period, short=True).replace(" ", "\u00a0").replace("\u00a0–\u00a0", "\u00a0– ")
