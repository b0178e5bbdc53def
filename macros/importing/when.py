"""The cells of time: a period, and the month in which results are followed up."""

from __future__ import annotations

import re
from datetime import timedelta

from macros.thai.dates import BE_OFFSET, Period, ThaiDateError, YearMonth, days_of, fiscal_year_period, months_around, parse_month, parse_period
from macros.thai.digits import to_arabic
from macros.thai.months import LONG, SHORT, month_number

_MONTH = "|".join(re.escape(name) for name in LONG + SHORT)
_MONTH_AND_YEAR = re.compile(rf"(?:{_MONTH})\s*(?:พ\.?\s*ศ\.?)?\s*(?:25\d\d|[5-9]\d)(?!\d)")
_WHOLE_YEAR = re.compile(r"(?:ตลอด)?(?:ทั้ง)?ปี(?:งบประมาณ)?(?:\s*พ\.?\s*ศ\.?)?\s*(\d{4})?|ตลอดปี|ทั้งปี|ต\.ค\.-ก\.ย\.")
_QUARTERS = re.compile(r"ไตรมาส(?:ที่)?\s*([1-4])(?:\s*(?:-|–|ถึง|และ|,)\s*(?:ไตรมาส(?:ที่)?\s*)?([1-4]))?")
_BARE = re.compile(rf"({_MONTH})(?:\s*(?:-|–|—|ถึง)\s*({_MONTH}))?")


def read_period(text: str, year: int) -> tuple[Period | None, bool]:
    """The period that ``text`` names in fiscal ``year`` (B.E.), and whether it says just that: “ไตรมาส ๒” and months without
    a year are read with the help of ``year``, and days as the months around them. None when there is no telling."""
    plain = " ".join(to_arabic(text).split())
    try:
        return parse_period(plain), True
    except ThaiDateError:
        pass
    if days := days_of(plain):
        return months_around(*days), False
    whole = fiscal_year_period(year)
    if (match := _WHOLE_YEAR.fullmatch(plain)) and match[1] in (None, str(year)):
        return whole, False
    if match := _QUARTERS.fullmatch(plain):
        first, last = int(match[1]), int(match[2] or match[1])
        return (Period(_month_of(year, 3 * first - 2), _month_of(year, 3 * last)), False) if first <= last else (None, False)
    if match := _BARE.fullmatch(plain):
        start, end = (_in_year(year, month_number(name)) for name in (match[1], match[2] or match[1]))
        return (Period(start, end), False) if start <= end else (None, False)
    return None, False


def cuts_months(text: str) -> bool:
    """Whether ``text`` names days that are not whole months, so that the months tell less than it says."""
    days = days_of(to_arabic(text))
    return bool(days) and (days[0].day, (days[1] + timedelta(1)).day) != (1, 1)


def read_month(text: str) -> YearMonth | None:
    """The only month, with its year, that ``text`` names."""
    found = set()
    for match in _MONTH_AND_YEAR.finditer(to_arabic(text)):
        try:
            found.add(parse_month(match[0]))
        except ThaiDateError:
            return None
    return found.pop() if len(found) == 1 else None


def _month_of(year: int, place: int) -> YearMonth:
    """Month 1–12 of a fiscal year, which begins in October."""
    return _in_year(year, (place + 8) % 12 + 1)


def _in_year(year: int, month: int) -> YearMonth:
    return YearMonth(year - BE_OFFSET - (month >= 10), month)
