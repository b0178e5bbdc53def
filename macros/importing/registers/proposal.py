"""Which column of a table is which field: a proposal, by the words of the heading and by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from macros.importing.document import Cell
from macros.importing.registers.kinds import COMPUTED, NOT_TAKEN, ORDER, PERSON, Kind, Slot
from macros.importing.registers.values import STRICT, TICK, Raw, Unread, is_mark, is_nothing, offers, read
from macros.importing.when import told_period
from macros.thai.dates import BE_OFFSET, Period, YearMonth, period_text
from macros.thai.digits import to_arabic
from macros.thai.fold import fold

SURE, DOUBTFUL, UNKNOWN = "แน่ใจ", "ควรตรวจ", "ไม่รู้จัก"
_ORDER = re.compile(r"ลำดับ|^ที่$|^ข้อ(?:ที่)?$|^no$")
_COMPUTED = re.compile(r"ร้อยละ|%|คะแนน|score|ผลคูณ|ค่าความเสี่ยง|หลังโอน|สุทธิ|^รวม|ทั้งสิ้น$|คงเหลือร้อยละ")
_FACTORS = ("โอกาส", "ผลกระทบ|รุนแรง")  # a score of one of them is no product
_PERSON = re.compile(r"เลข(?:ที่)?(?:บัตร)?ประจำตัว|บัตรประชาชน|เลขผู้เสียภาษี")
_OTHER_YEAR = re.compile(r"ปี(?:งบประมาณ)?(?:พศ)?(25\d\d)")
_HALVES = (("six_months", "6เดือน|รอบ6|ครึ่งปี|รอบแรก"), ("full_year", "12เดือน|ทั้งปี|สิ้นปี|ประจำปี|รอบ12"))


class Column(NamedTuple):
    """A heading's texts from the top down, and the cells under it that are not empty."""

    parts: tuple[str, ...]
    cells: tuple[Raw, ...] = ()

    @property
    def heading(self) -> str:
        return " › ".join(self.parts)


class Choice(NamedTuple):
    """The field of a column. ``period``: the months of a column of spending; ``means``: what a tick in it says."""

    field: str
    sure: str = DOUBTFUL
    period: str = ""
    means: str = ""


def plain(text: str) -> str:
    return re.sub("[^ก-๎a-z0-9%+]", "", fold(text))


def parts(rows: list[list[Cell]], place: int) -> tuple[str, ...]:
    """The texts over a column, from the top. In a file that cannot merge cells, a group's name stands over its first column only."""
    found: dict[int, str] = {}
    for number, row in enumerate(rows):
        if place < len(row):
            cell = row[place]
            if cell.is_empty and number < len(rows) - 1 and not rows[-1][place].is_empty:
                cell = next((other for other in reversed(row[:place]) if not other.is_empty), cell)
            found[id(cell)] = " ".join(cell.text.split())
    return tuple(text for text in found.values() if text) or ("",)


def fields_of(columns: Sequence[Column], kind: Kind, year: int) -> list[Choice]:
    """One choice a column; a field that only one column may fill goes to the one whose heading begins with its word."""
    fitting = [list(_fitting(column, kind, year)) for column in columns]
    found = [Choice(NOT_TAKEN, UNKNOWN)] * len(columns)
    taken: dict[str, int] = {}
    waiting = sorted(range(len(columns)), key=lambda place: not (fitting[place] and fitting[place][0][1]))
    for place in waiting:
        for slot, begins in fitting[place]:
            is_free = slot.several or slot.name not in taken
            if is_free or (_ticked_month(slot, columns[place], year) and _ticked_month(slot, columns[taken[slot.name]], year)):
                taken.setdefault(slot.name, place)
                found[place] = _choice(slot, columns[place], begins, year)
                break
    return [special or choice for special, choice in zip((_special(column, year) for column in columns), found)]


def _special(column: Column, year: int) -> Choice | None:
    """Columns that no record keeps."""
    for text in {plain("".join(column.parts)), plain(column.parts[-1] if column.parts else "")}:
        for field, words in ((PERSON, _PERSON), (ORDER, _ORDER), (COMPUTED, _COMPUTED)):
            if words.search(text) and (field != COMPUTED or sum(bool(re.search(factor, text)) for factor in _FACTORS) != 1):
                return Choice(field, SURE)
        if (match := _OTHER_YEAR.search(text)) and int(match[1]) != year and not told_period(column.parts[-1], year):
            return Choice(NOT_TAKEN, SURE)
    return None


def _fitting(column: Column, kind: Kind, year: int) -> Iterable[tuple[Slot, bool]]:
    """The fields that a column may be, the likeliest first, and whether its heading begins with the field's word."""
    if _special(column, year):
        return
    texts = [plain("".join(column.parts)), plain(column.parts[-1] if column.parts else "")]
    for slot in kind.slots:
        found = [match.start() == 0 for text in texts if (match := re.search(slot.words, text))]
        if not found and slot.name == "spending" and column.parts and told_period(" ".join(column.parts[-1].split()), year):
            found = [True]  # a month alone as a heading, in a report of spending
        if (found and _may_hold(slot, column)) or _ticked_month(slot, column, year):
            yield slot, any(found)


def _may_hold(slot: Slot, column: Column) -> bool:
    """Half of the cells can be read as what the field holds, and the lowest heading does not tell the number and the day apart."""
    if slot.type == "reference" and len(column.parts) > 1 and ("เลขที่" in column.parts[-1]) != ("วันที่" in column.parts[-1]):
        return False
    cells = [cell for cell in column.cells if not is_nothing(cell.text)]
    if not cells:
        return True
    if slot.name in ("title", "subject") and all(re.fullmatch(r"[\d.,]+", fold(cell.text)) for cell in cells):
        return False  # numbers name nothing
    if slot.type == "party":
        return sum(map(_is_offer, cells)) * 2 >= len(cells)
    if slot.type in ("rating", "level") and all(TICK.fullmatch(cell.text) for cell in cells):
        return bool(_tick(slot, column))
    return slot.type not in STRICT or sum(_is_read(slot, cell) for cell in cells) * 2 >= len(cells)


def _ticked_month(slot: Slot, column: Column, year: int) -> str:
    """The month that is the heading of a column of ticks, or of nothing, where a plan says so when it begins."""
    if slot.name != "planned" or not all(is_mark(cell.text) or is_nothing(cell.text) for cell in column.cells):
        return ""
    try:
        return read("month", Raw(" ".join(to_arabic(column.parts[-1]).split()), None, year))
    except Unread:
        return ""


def _is_offer(cell: Raw) -> bool:
    try:
        return bool(offers(cell.text))
    except Unread:
        return False


def _is_read(slot: Slot, cell: Raw) -> bool:
    try:
        return bool(read(slot.type, cell))
    except Unread:
        return False


def _choice(slot: Slot, column: Column, begins: bool, year: int) -> Choice:
    sure = SURE if begins and all(slot.type not in STRICT or is_nothing(cell.text) or _is_read(slot, cell) for cell in column.cells) else DOUBTFUL
    if slot.type in ("rating", "level") and column.cells and all(TICK.fullmatch(cell.text) for cell in column.cells):
        return Choice(slot.name, DOUBTFUL, means=_tick(slot, column))
    if month := _ticked_month(slot, column, year):
        return Choice(slot.name, DOUBTFUL, means=month)
    if slot.name == "spending":
        period = _period(column, year)
        return Choice(slot.name, sure if period else DOUBTFUL, period=period)
    if slot.name in ("result", "spent", "status") and slot.several:
        half = next((name for name, words in _HALVES if re.search(words, plain("".join(column.parts)))), "")
        return Choice(f"{half}.{slot.name}" if half else slot.name, sure if half else DOUBTFUL)
    return Choice(slot.name, sure)


def _tick(slot: Slot, column: Column) -> str:
    """What the heading over a column of ticks says."""
    for part in reversed(column.parts):
        try:
            return read(slot.type, Raw(" ".join(fold(part).split()), None, 0))
        except Unread:
            continue
    return ""


_MONEY_WORDS = re.compile(r"(?:การ)?(?:เบิกจ่าย|ใช้จ่าย|จ่ายจริง|จ่าย|งบประมาณ|บาท|สะสม|ผล|ยอด|[()])+")


def _period(column: Column, year: int) -> str:
    """The months that a heading of spending names; “สะสม” (so far) does not say until when."""
    for part in reversed(column.parts):
        for text in (part, _MONEY_WORDS.sub(" ", part)):
            period = told_period(" ".join(text.split()), year)
            if period:
                return period_text(period)
    text = plain("".join(column.parts))
    if re.search("6เดือนหลัง|ครึ่งปีหลัง", text):
        return period_text(Period(YearMonth(year - BE_OFFSET, 4), YearMonth(year - BE_OFFSET, 9)))
    if re.search("6เดือน|ครึ่งปีแรก", text):
        return period_text(Period(YearMonth(year - BE_OFFSET - 1, 10), YearMonth(year - BE_OFFSET, 3)))
    return ""
