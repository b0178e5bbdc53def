"""What stands in a cell of a register's table → the text that a record holds. What cannot be read stays as it was typed: the check
of the record says what is wrong with it, and the report where it stands."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from macros.importing.mending import mended
from macros.importing.month_cells import MARK
from macros.importing.when import told_period
from macros.records.registers.fields import METHOD_WORDS, RISK_LEVEL_WORDS, Method, RiskLevel
from macros.records.status import stored
from macros.thai.dates import BE_OFFSET, Period, ThaiDateError, YearMonth, long_date, parse_date, period_text
from macros.thai.digits import to_arabic

NOTHING = re.compile(r"[-–—−‐.]+|ไม่มี|n/?a|ไม่ใช้งบ(?:ประมาณ)?|ไม่(?:ได้)?ใช้งบประมาณ", re.IGNORECASE)
TICK = re.compile(r"[✓✔√☑●•/xX*✗✘Pü]|มี")  # the last two letters are ticks in the Wingdings fonts
_SERIALS = range(30_000, 60_000)  # days since 1899-12-30: the years 1982 to 2064
_GENERATION = 20
_AMOUNT = re.compile(r"\(?[-−–]?\s*(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d+)?\)?")


def is_mark(text: str) -> bool:
    """Whether a cell below a month is ticked, arrows included."""
    return bool(TICK.fullmatch(text.strip()) or MARK.fullmatch(text.strip()))


class Unread(ValueError):
    """The text is not what its field holds."""


class Raw(NamedTuple):
    """A cell's text in Arabic digits on one line, what the workbook keeps behind it, and the fiscal year (B.E.)."""

    text: str
    value: object
    year: int


def raw(text: str, value: object, year: int) -> Raw:
    return Raw(" ".join(to_arabic(text).split()), value, year)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing: ``-``, ``–``, ``ไม่มี``."""
    return bool(NOTHING.fullmatch(" ".join(text.split())))


def amount(text: str) -> Decimal | None:
    """Baht in ``1,234.50 บาท``, ``(500.00)`` (below zero), ``฿20``; None where no amount stands alone."""
    plain = re.sub(r"(?:บาท(?:ถ้วน)?|฿|\.-|,-|/-)", "", to_arabic(text)).replace("\u00a0", " ").strip()
    if not _AMOUNT.fullmatch(plain):
        return None
    below = plain.startswith(("(", "-", "−", "–"))
    try:
        found = Decimal(re.sub(r"[^\d.]", "", plain))
    except InvalidOperation:
        return None
    return -found if below else found


def baht(value: Decimal) -> str:
    return f"{value:,.2f}"


def _money(cell: Raw) -> str:
    """Satang beyond the second place are left for the check to refuse, unless only a computer's way of counting made them."""
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        exact = Decimal(repr(cell.value))
        near = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        if abs(exact - near) < Decimal("0.00001"):
            return baht(near)
    found = amount(cell.text)
    if found is None or len(f"{found:f}".partition(".")[2]) > 2:
        raise Unread
    return baht(found)


def _date(cell: Raw) -> str:
    if isinstance(cell.value, datetime.date):
        return long_date(_common_era(cell.value))
    if day := _serial(cell):
        return long_date(day)
    try:
        return long_date(_near(parse_date(cell.text), cell))
    except ThaiDateError as error:
        return _from_common_era(error, lambda text: long_date(parse_date(text)))


_SHORT_YEAR = re.compile(r"(?<!\d)\d\d$")


def _near(day: datetime.date, cell: Raw) -> datetime.date:
    """``12/10/22`` among figures of 2566 is of 2022: read as 2522 it lies a generation away from them."""
    meant = day.year + BE_OFFSET - 2500 + 2000  # the two digits as a year of the Common Era
    if not _SHORT_YEAR.search(cell.text) or abs(meant + BE_OFFSET - cell.year) > 1 or abs(day.year + BE_OFFSET - cell.year) <= _GENERATION:
        return day
    try:
        return day.replace(year=meant)
    except ValueError:
        raise Unread from None


def _serial(cell: Raw) -> datetime.date | None:
    """A date that a workbook shows as a plain number of days."""
    if re.fullmatch(r"\d{5}(?:\.0+)?", cell.text) and int(float(cell.text)) in _SERIALS:
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(cell.text)))
    return None


def _common_era(value: datetime.date) -> datetime.date:
    """Some workbooks keep Buddhist-era years as if they were common ones."""
    year = value.year - BE_OFFSET if value.year > 2400 else value.year
    return datetime.date(year, value.month, value.day)


def _from_common_era(error: ThaiDateError, again: Callable[[str], str]) -> str:
    """``12/10/2020``: the year can only be of the Common Era."""
    if error.code != "year-not-buddhist":
        raise Unread from None
    try:
        return again(str(error.params["suggestion"]))
    except ThaiDateError:
        raise Unread from None


def _month(cell: Raw) -> str:
    period = _read_period(cell)
    if period.start != period.end:
        raise Unread
    return period_text(period)


def _period(cell: Raw) -> str:
    return period_text(_read_period(cell))


def _read_period(cell: Raw) -> Period:
    day = _common_era(cell.value) if isinstance(cell.value, datetime.date) else _serial(cell) or _day(cell.text)
    if day:
        return Period(YearMonth(day.year, day.month), YearMonth(day.year, day.month))
    text = re.sub(r"^(?:ประจำ|ภายใน)?เดือน", "", cell.text)
    period = told_period(text, cell.year) or _half(text, cell.year)
    if period is None and (match := re.search(r"(?<!\d)(20\d\d)(?!\d)", text)):
        period = told_period(text.replace(match[1], str(int(match[1]) + BE_OFFSET)), cell.year)
    if period is None:
        raise Unread
    return period


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ThaiDateError:
        return None


_HALF = re.compile(r"(?:รอบ)?(?:ระยะเวลา)?\s*(6|12)\s*เดือน")


def _half(text: str, year: int) -> Period | None:
    """``รอบ 6 เดือน`` and ``12 เดือน`` of the fiscal year, which in a report begin with it."""
    match = _HALF.fullmatch(text.strip())
    end = YearMonth(year - BE_OFFSET, 9 if match and match[1] == "12" else 3)
    return Period(YearMonth(year - BE_OFFSET - 1, 10), end) if match else None


def _count(cell: Raw) -> str:
    plain = re.sub(r"\s*(?:เรื่อง|ราย|ครั้ง|ข้อ)$", "", cell.text.replace(",", ""))
    if not re.fullmatch(r"\d{1,9}(?:\.0+)?", plain):
        raise Unread
    return str(int(float(plain)))


def _rating(cell: Raw) -> str:
    match = re.fullmatch(r"(?:ระดับ\s*)?([1-5])(?:\.0+)?(?:\s*[=:(\-–].*)?", cell.text)
    if not match:
        raise Unread
    return match[1]


def _choice(adapter: TypeAdapter[str], words: dict[str, str]) -> Callable[[Raw], str]:
    def read(cell: Raw) -> str:
        try:
            return words[adapter.validate_python(cell.text)]
        except ValidationError:
            raise Unread from None

    return read


def _status(cell: Raw) -> str:
    found = stored(cell.text)
    if not found:
        raise Unread
    return found


def _text(cell: Raw) -> str:
    return mended(cell.text)[0]


def _unit(cell: Raw) -> str:
    raise Unread  # names are looked up among the agency's units, see ``words.py``


_METHODS = _choice(TypeAdapter(Method), METHOD_WORDS)
READERS: dict[str, Callable[[Raw], str]] = {
    "text": _text, "money": _money, "signed": _money, "date": _date, "month": _month, "period": _period, "count": _count, "rating": _rating,
    "status": _status, "method": _METHODS, "level": _choice(TypeAdapter(RiskLevel), RISK_LEVEL_WORDS), "unit": _unit, "lines": _text,
    "party": _text, "bidders": _text, "reference": _text,
}  # fmt: skip
STRICT = frozenset({"money", "signed", "date", "month", "period", "count", "rating"})  # whose cells tell whether a heading was understood


def read(type: str, cell: Raw) -> str:
    """The text of the record. Raises :class:`Unread`."""
    return READERS[type](cell)


# ── two things in one cell ───────────────────────────────────────────────────────────────────────────────────────────

_PRICE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{2}|\d{3,}(?=\s*บาท)|\d{3,}\s*$)"
_OFFER = re.compile(
    rf"\s*(?:\d{{1,2}}[.)]\s*)?(?P<name>[^\d\s(].*?)[\s/:=,;()\-–]*?(?:(?:โดย)?(?:เสนอ)?ราคา(?:ที่)?(?:เสนอ|ตกลง(?:ซื้อ|จ้าง)?)?|เสนอ|(?:เป็น|จำนวน)เงิน|วงเงิน)?"
    rf"[\s/:=,\-–(]*(?P<price>{_PRICE})\s*(?:บาท|\.-|,-|/-)?[\s;,)/]*", re.MULTILINE,
)  # fmt: skip


def offers(text: str) -> list[dict[str, Any]]:
    """Names with their prices, of ``บริษัท ก จำกัด 20,000.00 บาท``, one or several. Raises :class:`Unread` where anything is left over."""
    plain = re.sub(r"[ \t]+", " ", to_arabic(text)).strip()
    found, place = [], 0
    while place < len(plain):
        match = _OFFER.match(plain, place)
        if not match:
            raise Unread
        found.append({"name": _text(Raw(" ".join(match["name"].split()), None, 0)), "price": baht(amount(match["price"]) or Decimal(0))})
        place = match.end()
    if not found:
        raise Unread
    return found


# A date begins behind a sign, a blank or its own word, never within digits: “31 ก.พ.” would be read as the first of the month.
_DATE_END = re.compile(
    r"(?:^|[\s,/(]|(?<=\d)(?=วันที่|ลว|ลง)|ลง)(?:(?:ลง)?วันที่|ลว\.?|ลง)?\s*"
    r"(?P<date>\d{1,2}\s*(?:[ก-๎][ก-๎.]*\s*|[/.\-]\s*\d{1,2}\s*[/.\-]\s*)(?:พ\.?ศ\.?\s*)?\d{2,4})\)?$"
)  # fmt: skip


def reference(text: str, year: int) -> tuple[str | None, str | None]:
    """Number and date of a contract, of ``1/2564 ลงวันที่ 12 ตุลาคม 2563`` or of two lines. Raises :class:`Unread`."""
    plain = " ".join(to_arabic(text).split())
    match = _DATE_END.search(plain)
    if not match:
        raise Unread
    on = _date(Raw(match["date"], None, year))
    number = re.sub(r"(?:(?<!ตก)ลง|วันที่|ลว\.?|[(,/\s])+$", "", plain[: match.start("date")])
    return re.sub(r"^เลขที่\s*", "", number).strip() or None, on
