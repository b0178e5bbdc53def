"""Months of a fiscal year, and which of them a register speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.thai.dates import Period, YearMonth, fiscal_year_period, period_text

HALF = 6


def months_of(period: Period) -> Iterator[YearMonth]:
    """Every month from the first to the last."""
    month = period.start
    while month <= period.end:
        yield month
        month = YearMonth(month.year + month.month // 12, month.month % 12 + 1)


def months_of_year(year: int) -> tuple[YearMonth, ...]:
    """October to September of a Buddhist-era fiscal year."""
    return tuple(months_of(fiscal_year_period(year)))


def first_half(year: int) -> tuple[YearMonth, ...]:
    """October to March, the months of a six-month report."""
    return months_of_year(year)[:HALF]


def quarters(year: int) -> tuple[Period, ...]:
    """The four quarters of a fiscal year, the first of them October to December."""
    months = months_of_year(year)
    return tuple(Period(months[start], months[start + 2]) for start in range(0, 12, 3))


def covered(periods: Iterable[Period]) -> set[YearMonth]:
    return {month for period in periods for month in months_of(period)}


def month_list(months: Iterable[YearMonth]) -> str:
    """``ต.ค. 2563 – ธ.ค. 2563, มี.ค. 2564``: months that follow one another as one period."""
    return ", ".join(map(period_text, _runs(sorted(months))))


def _runs(months: list[YearMonth]) -> Iterator[Period]:
    start = 0
    for place in range(1, len(months) + 1):
        if place == len(months) or months[place] != tuple(months_of(Period(months[place - 1], months[place])))[1]:
            yield Period(months[start], months[place - 1])
            start = place
