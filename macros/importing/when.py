"""The cells of time: a period, and the month in which results are followed up."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from macros.thai.dates import BE_OFFSET, ERA, TO, Period, ThaiDateError, YearMonth, days_of, fiscal_year_period, months_around, parse_date, parse_month, parse_period
from macros.thai.digits import to_arabic
from macros.thai.months import LONG, SHORT, month_number

_MONTH = "|".join(re.escape(name) for name in LONG + SHORT)
_ERA = rf"\s*{ERA}\s*"
_MONTH_AND_YEAR = re.compile(rf"(?:{_MONTH}){_ERA}(?:25\d\d|[5-9]\d)(?!\d)")
_WHOLE_YEAR = re.compile(rf"(?:ตลอด)?(?:ทั้ง)?ปี(?:งบประมาณ)?{_ERA}(\d{{4}})?|ตลอดปี|ทั้งปี|ต\.ค\.-ก\.ย\.")
_QUARTER = r"(?:ไตรมาส(?:ที่)?\s*)?([1-4])"
_QUARTERS = re.compile(rf"(?=ไตรมาส){_QUARTER}(?:(?:{TO}|\s*(และ|,)\s*){_QUARTER})?(?:\s*(?:/|(?:ของ)?ปี(?:งบประมาณ)?){_ERA}(\d{{4}}))?")
_HALF = re.compile(r"(?:รอบ)?\s*(?:ระยะเวลา)?\s*(?:6\s*เดือน|ครึ่งปี)\s*(แรก|หลัง)(?:ของปี(?:งบประมาณ)?)?")
_BARE = re.compile(rf"({_MONTH})(?:{TO}({_MONTH}))?")
_WITHIN = re.compile(r"(?:ให้)?(?:แล้ว)?(?:เสร็จ)?(?:สิ้น)?\s*(?:ภายใน|ไม่เกิน)\s*(?:สิ้น(?=เดือน|ปี))?")
_ONWARDS = re.compile(r"(?:ตั้งแต่)?\s*(.+?)\s*เป็นต้นไป")
_TIMES = r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*ครั้ง"
_OFTEN = re.compile(rf"(?:เป็น)?(?:ประจำ)?\s*(?:ทุก(?:วัน|สัปดาห์|เดือน|ไตรมาส|ปี|ครั้ง|\s*\d).*|(?:ปี|เดือน|ไตรมาส|สัปดาห์|วัน)ละ\s*{_TIMES}.*|(?:อย่างน้อย)?\s*{_TIMES}\s*(?:/|ต่อ)\s*(?:ปี|เดือน|ไตรมาส|สัปดาห์).*|ราย(?:เดือน|ไตรมาส|ปี))")
_OF_TIME = re.compile(rf"{_MONTH}|\d{{4}}|ไตรมาส(?:ที่)?\s*\d|ภายใน|ตั้งแต่|เป็นต้นไป|แรก|หลัง")
_LONGEST = 120  # nothing that means a time is longer
_TWICE = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_BOTH_TWICE = re.compile(rf"([^()]+\([^()]+\)){TO}([^()]+\([^()]+\))")


class Reading(NamedTuple):
    """What a cell of time was read as. ``is_direct``: it says just that; ``is_all``: the months tell all that it says."""

    period: Period | None = None
    is_direct: bool = False
    is_all: bool = True


def read_period(text: str, year: int) -> Reading:
    """The period that ``text`` names in fiscal ``year`` (B.E.): “ไตรมาส ๒”, “ภายในเดือนธันวาคม” and months without a year are read with the
    help of ``year``, and days as the months around them. No period when there is no telling."""
    plain = " ".join(to_arabic(text).split())
    if len(plain) > _LONGEST:
        return Reading()
    try:
        return Reading(parse_period(plain), is_direct=True)
    except ThaiDateError:
        found = (reading for read in (_days, _words, _one_end, _said_twice) if (reading := read(plain, year)))
        return next(found, Reading())


def is_frequency(text: str) -> bool:
    """Whether ``text`` says how often something is done (“ทุกเดือน”, “ปีละ ๒ ครั้ง”), and nothing of when."""
    plain = " ".join(to_arabic(text).split())
    return len(plain) <= _LONGEST and bool(_OFTEN.fullmatch(plain)) and not _OF_TIME.search(plain)


def told_period(text: str, year: int) -> Period | None:
    """The period that ``text`` names with both its ends: for tables of which nobody is told how their times were read."""
    reading = read_period(text, year)
    return reading.period if reading.is_all or days_of(to_arabic(text)) else None


def _days(plain: str, year: int) -> Reading | None:
    """Days, or one, or a month to a day: a workbook shows the first of a month as the month."""
    if days := days_of(plain):
        return Reading(months_around(*days), is_all=(days[0].day, (days[1] + timedelta(1)).day) == (1, 1))
    ends = [days for end in re.split(TO, plain) if (days := _days_at(end))]
    if len(ends) > 2 or len(ends) < len(re.split(TO, plain)) or ends[0] > ends[-1]:
        return None
    return Reading(months_around(ends[0][0], ends[-1][1]), is_all=(ends[0][0].day, (ends[-1][1] + timedelta(1)).day) == (1, 1))


def _days_at(text: str) -> tuple[date, date] | None:
    """The first and the last day of a day or a month."""
    try:
        return (day := parse_date(text)), day
    except ThaiDateError:
        pass
    try:
        year, month = parse_month(text)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except ThaiDateError:
        return None


def _words(plain: str, year: int) -> Reading | None:
    if (match := _WHOLE_YEAR.fullmatch(plain)) and match[1] in (None, str(year)):
        return Reading(fiscal_year_period(year))
    if (match := _QUARTERS.fullmatch(plain)) and match[4] in (None, str(year)):
        first, last = int(match[1]), int(match[3] or match[1])
        return Reading(Period(_month_of(year, 3 * first - 2), _month_of(year, 3 * last)), is_all=not match[2] or last == first + 1) if first <= last else None
    if match := _HALF.fullmatch(plain):
        return Reading(Period(_month_of(year, 7 if match[1] == "หลัง" else 1), _month_of(year, 12 if match[1] == "หลัง" else 6)))
    if match := _BARE.fullmatch(plain):
        months = (month_number(name) for name in (match[1], match[2] or match[1]))
        start, end = (_in_year(year, month) for month in months if month)  # the names are those of months
        return Reading(Period(start, end)) if start <= end else None
    return None


def _one_end(plain: str, year: int) -> Reading | None:
    """“ภายใน …” begins with the fiscal year, “… เป็นต้นไป” ends with it."""
    whole = fiscal_year_period(year)
    if match := _WITHIN.match(plain):
        end = read_period(plain[match.end() :], year).period
        return Reading(Period(whole.start, end.end), is_all=False) if end and whole.start <= end.end <= whole.end else None
    if match := _ONWARDS.fullmatch(plain):
        start = read_period(match[1], year).period
        return Reading(Period(start.start, whole.end), is_all=False) if start and whole.start <= start.start <= whole.end else None
    return None


def _said_twice(plain: str, year: int) -> Reading | None:
    """“ไตรมาส 1 (ต.ค. – ธ.ค. 67)”; what only one of both tells is that, and two that differ are nothing. Both ends may be said so."""
    if match := _BOTH_TWICE.fullmatch(plain):
        ends = [reading for end in match.groups() if (reading := _said_twice(end, year))]
        periods = [reading.period for reading in ends if reading.period]
        is_time = len(periods) == 2 and periods[0].start <= periods[1].end
        return Reading(Period(periods[0].start, periods[1].end), is_all=all(reading.is_all for reading in ends)) if is_time else None
    if not (match := _TWICE.fullmatch(plain)):
        return None
    found = [reading for text in match.groups() if (reading := read_period(text, year)).period]
    if len({reading.period for reading in found}) != 1:
        return None
    return found[0]._replace(is_direct=False, is_all=len(found) == 2 and any(reading.is_all for reading in found))


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
