"""Buddhist-era dates, months and periods as people write them.

Text carries Buddhist-era years (2563), Python values Common-Era ones (2020): C.E. = B.E. − 543, and whether a day
exists is judged in C.E. A two-digit year means 25xx. Parsers raise `ThaiDateError` and nothing else.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from macros.thai.digits import to_arabic
from macros.thai.months import LONG, SHORT, month_number, nearest_month

BE_OFFSET = 543
BE_YEARS = range(2400, 2700)

# Nothing that means a date is longer; the limit keeps hostile text cheap.
_LONGEST = 120

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
TO = r"\s*(?:(?:จน)?ถึง|[-‐-―−－~～]+)\s*"  # between the ends of a time
ERA = r"(?:(?:พ|ค)\s*\.?\s*ศ\s*\.?)?"  # before a year
_DASHES = re.compile(TO)
_YEAR = r"([0-9]{4}|[0-9]{2})"
_NAME = r"(?:เดือน)?\s*([ก-๎][ก-๎. ]*?)\s*"
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_WEEKDAY = r"(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ|ศุกร์|เสาร์|อาทิตย์)?\s*ที่)?"

_DATE_IN_WORDS = re.compile(rf"{_WEEKDAY}\s*([0-9]{{1,2}})\s*{_NAME}{ERA}\s*{_YEAR}")
_DATE_YEAR_FIRST = re.compile(r"([0-9]{4})\s?[-/.]\s?([0-9]{1,2})\s?[-/.]\s?([0-9]{1,2})")
_DATE_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})\s?[-/.]\s?([0-9]{{1,2}})\s?[-/.]\s?{_YEAR}")
_MONTH_IN_WORDS = re.compile(rf"{_NAME}{ERA}\s*{_YEAR}")
_MONTH_YEAR_FIRST = re.compile(r"([0-9]{4})\s?[-/]\s?([0-9]{1,2})")
_MONTH_NUMBER_FIRST = re.compile(r"([0-9]{1,2})\s?[-/]\s?([0-9]{4})")
_BARE_MONTH = re.compile(_NAME)
_DAY_AND_MONTH = re.compile(rf"{_WEEKDAY}\s*[0-9]{{1,2}}\s*{_NAME}")
_FROM = re.compile(r"(?:ตั้งแต่|ระหว่าง)?\s*(?:ช่วง)?\s*")


class YearMonth(NamedTuple):
    """A month of a Common-Era year."""

    year: int
    month: int


class Period(NamedTuple):
    """Whole months, both ends included; `start <= end`."""

    start: YearMonth
    end: YearMonth


class ThaiDateError(ValueError):
    """Text that is not a date. `code` is stable; `params` always holds `found` and all that the code's wording names."""

    def __init__(self, code: str, found: str, **params: object) -> None:
        super().__init__(f"{code}: {found!r}")
        self.code = code
        self.params = {"found": found, **params}


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def parse_date(text: str) -> date:
    """`25 พฤศจิกายน 2563`, `๒๕ พ.ย. ๖๓`, `วันที่ 25 พ.ย. พ.ศ. 2563`, `2563-11-25`, `25/11/2563` → a date (C.E.)."""
    clean = _clean(text, "date-unreadable")
    if match := _DATE_YEAR_FIRST.fullmatch(clean):
        return _date(clean, match[3], _month_from_number(clean, match[2]), _year(clean, match, 1))
    if match := _DATE_DAY_FIRST.fullmatch(clean):
        return _date(clean, match[1], _month_from_number(clean, match[2]), _year(clean, match, 3))
    if match := _DATE_IN_WORDS.fullmatch(clean):
        return _date(clean, match[1], _month_from_name(match[2]), _year(clean, match, 3))
    raise ThaiDateError("date-unreadable", clean)


def parse_month(text: str) -> YearMonth:
    """`ธ.ค. 2563`, `ธันวาคม 2563`, `ธ.ค. ๖๓`, `2563-12`, `12/2563` → a month (C.E.)."""
    return _month(_clean(text, "month-unreadable"), "month-unreadable")


def parse_period(text: str) -> Period:
    """`ธ.ค. 2563 – มี.ค. 2564`, `2563-12 ถึง 2564-03`, `ต.ค.–ธ.ค. 2563`, `ธ.ค. 2563` → the months from first to last."""
    clean = _FROM.sub("", _clean(text, "period-unreadable"), count=1)
    try:
        return _months(clean)
    except ThaiDateError as error:
        if days := days_of(clean):
            raise ThaiDateError("period-with-days", clean, suggestion=period_text(months_around(*days))) from None
        raise (_of_both_ends(clean) if error.code == "year-not-buddhist" else error) from None


def _of_both_ends(clean: str) -> ThaiDateError:
    """That a period has years of the Common Era, in whichever of its ends: the one that was read first does not hide the other."""
    years = [match[0] for match in _FOUR_DIGITS.finditer(clean) if _is_common_era(match[0])]
    meant = _FOUR_DIGITS.sub(lambda match: str(int(match[0]) + BE_OFFSET) if _is_common_era(match[0]) else match[0], clean)
    return ThaiDateError("year-not-buddhist", clean, year=", ".join(dict.fromkeys(years)), suggestion=meant.replace("ค.ศ.", "พ.ศ."))


def _is_common_era(digits: str) -> bool:
    return int(digits) not in BE_YEARS and int(digits) + BE_OFFSET in BE_YEARS


def days_of(text: str) -> tuple[date, date] | None:
    """The first and the last day of a period that is written with days: `1 ต.ค. 2566 - 30 ก.ย. 2567`, `1 ต.ค. - 31 ธ.ค. 2566`."""
    try:
        first, last = _ends(_FROM.sub("", _clean(text, "period-unreadable"), count=1))
        end = parse_date(last)
        start = parse_date(f"{first} {end.year + BE_OFFSET}" if _DAY_AND_MONTH.fullmatch(first) else first)
    except ThaiDateError:
        return None
    return (start, end) if start <= end else None


def months_around(start: date, end: date) -> Period:
    """The whole months in which the days from ``start`` to ``end`` lie."""
    return Period(YearMonth(start.year, start.month), YearMonth(end.year, end.month))


def _months(clean: str) -> Period:
    plain = _DASHES.sub("-", clean)
    if "-" not in plain or _MONTH_YEAR_FIRST.fullmatch(plain) or _MONTH_NUMBER_FIRST.fullmatch(plain):
        month = _month(plain, "period-unreadable")
        return Period(month, month)
    return _period(clean, *_ends(clean))


def _ends(clean: str) -> tuple[str, str]:
    """The dash in the middle parts the two ends, also when the months or days themselves are written with dashes."""
    parts = _DASHES.sub("-", clean).split("-")
    if len(parts) % 2:
        raise ThaiDateError("period-unreadable", clean)
    half = len(parts) // 2
    return "-".join(parts[:half]), "-".join(parts[half:])


def _clean(text: str, code: str) -> str:
    if len(text) > _LONGEST:
        raise ThaiDateError(code, text[:_LONGEST] + "…")
    return " ".join(to_arabic(_INVISIBLE.sub("", text)).split())


def _month(clean: str, unreadable: str) -> YearMonth:
    if match := _MONTH_YEAR_FIRST.fullmatch(clean):
        return YearMonth(_year(clean, match, 1), _month_from_number(clean, match[2]))
    if match := _MONTH_NUMBER_FIRST.fullmatch(clean):
        return YearMonth(_year(clean, match, 2), _month_from_number(clean, match[1]))
    if match := _MONTH_IN_WORDS.fullmatch(clean):
        return YearMonth(_year(clean, match, 2), _month_from_name(match[1]))
    if (match := _BARE_MONTH.fullmatch(clean)) and month_number(match[1]):
        raise ThaiDateError("year-missing", clean)
    raise ThaiDateError(unreadable, clean)


def _period(clean: str, first: str, last: str) -> Period:
    end = _month(last, "period-unreadable")
    if match := _BARE_MONTH.fullmatch(first):
        start = YearMonth(end.year, _month_from_name(match[1]))
        meant = Period(YearMonth(end.year - 1, start.month), end)
    else:
        start = _month(first, "period-unreadable")
        meant = Period(end, start)
    if start > end:
        raise ThaiDateError("period-backwards", clean, suggestion=period_text(meant))
    return Period(start, end)


def _date(clean: str, day: str, month: int, year: int) -> date:
    days = calendar.monthrange(year, month)[1]
    if not 1 <= int(day) <= days:
        raise ThaiDateError("date-invalid", clean, month=long_month(YearMonth(year, month)), days=days)
    return date(year, month, int(day))


def _month_from_number(clean: str, digits: str) -> int:
    if not 1 <= int(digits) <= 12:
        raise ThaiDateError("month-number-invalid", clean, month=digits)
    return int(digits)


def _month_from_name(name: str) -> int:
    if number := month_number(name):
        return number
    if nearest := nearest_month(name):
        raise ThaiDateError("month-unknown", name, suggestion=nearest)
    raise ThaiDateError("month-not-found", name)


def _year(clean: str, match: re.Match[str], group: int) -> int:
    """The C.E. year of a group that holds a Buddhist-era one."""
    digits = match[group]
    year = int(digits) + (2500 if len(digits) == 2 else 0)
    if year in BE_YEARS:
        return year - BE_OFFSET
    if year + BE_OFFSET not in BE_YEARS:
        raise ThaiDateError("year-out-of-range", clean, year=digits)
    meant = clean[: match.start(group)] + str(year + BE_OFFSET) + clean[match.end(group) :]
    raise ThaiDateError("year-not-buddhist", clean, year=digits, suggestion=meant.replace("ค.ศ.", "พ.ศ."))


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def long_date(day: date) -> str:
    """`25 พฤศจิกายน 2563`"""
    return f"{day.day} {long_month(YearMonth(day.year, day.month))}"


def long_date_together(day: date) -> str:
    """The same for a line of a page, which cannot end between the day and its month. Blanks of either kind are one to a search and to hashes."""
    return long_date(day).replace(" ", "\u00a0", 1)


def short_date(day: date) -> str:
    """`25 พ.ย. 63`"""
    return f"{day.day} {short_month(YearMonth(day.year, day.month))}"


def long_month(month: YearMonth) -> str:
    """`ธันวาคม 2563`"""
    return f"{LONG[month.month - 1]} {month.year + BE_OFFSET}"


def short_month(month: YearMonth) -> str:
    """`ธ.ค. 63`; a year outside 25xx keeps its four digits."""
    return f"{SHORT[month.month - 1]} {_short_year(month)}"


def period_text(period: Period, short: bool = False) -> str:
    """`ธ.ค. 2563 – มี.ค. 2564`, short `ธ.ค. 63 – มี.ค. 64`; one month stands alone."""
    ends = sorted({period.start, period.end})
    return " – ".join(short_month(end) if short else _abbreviated(end) for end in ends)


def iso_month(month: YearMonth) -> str:
    """`2020-12` (C.E.), for data."""
    return f"{month.year:04d}-{month.month:02d}"


def _abbreviated(month: YearMonth) -> str:
    return f"{SHORT[month.month - 1]} {month.year + BE_OFFSET}"


def _short_year(month: YearMonth) -> str:
    century, year = divmod(month.year + BE_OFFSET, 100)
    return f"{year:02d}" if century == 25 else f"{century}{year:02d}"


# ── fiscal years ─────────────────────────────────────────────────────────────────────────────────────────────────────


def fiscal_year_of(when: date | YearMonth) -> int:
    """The Buddhist-era fiscal year: October 2020 to September 2021 are 2564."""
    return when.year + BE_OFFSET + (when.month >= 10)


@lru_cache(maxsize=512)
def fiscal_year_period(be_year: int) -> Period:
    """October to September of a Buddhist-era fiscal year."""
    year = be_year - BE_OFFSET
    return Period(YearMonth(year - 1, 10), YearMonth(year, 9))
