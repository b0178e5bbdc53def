"""Which column of a plan's table is which field, by the words of its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from macros.importing.document import Cell, Table
from macros.thai.digits import to_arabic
from macros.thai.fold import fold
from macros.thai.months import month_number

NUMBER, MEASURE, LINE, STEPS, UNITS, PERIOD, FOLLOW_UP = "number", "measure", "line", "steps", "responsible", "period", "follow_up"
NAMES = {
    NUMBER: "ลำดับ", MEASURE: "มาตรการ", LINE: "รายการ", STEPS: "ขั้นตอน", UNITS: "ผู้รับผิดชอบ", PERIOD: "ระยะเวลา",
    FOLLOW_UP: "การติดตามผล",
}  # fmt: skip

# Tried from the top; headings are folded first, so without spaces and dots. A heading that begins with its word is
# a better fit than one that only contains it.
_WORDS = (
    (None, "งบประมาณ|ตัวชี้วัด|เป้าหมาย|หมายเหตุ|ผลลัพธ์|ผลผลิต|ผลสำเร็จ|วัตถุประสงค์|หลักฐาน|สถานะ|ปัญหา|ผลการดำเนิน|ผลการปฏิบัติ|ผลคะแนน"),
    (UNITS, "รับผ(?:ิด|ดิ)ชอบ|หน่วยดำเนินการ|ผู้ดำเนินการ|ผู้ปฏิบัติ|เจ้าภาพ|^หน่วยงาน(?:หลัก|ร่วม|สนับสนุน)?$|^ส่วนราชการ$|^กองสำนัก|^สำนักกอง"),
    (FOLLOW_UP, "ติดตาม|รายงานผล|กำกับ|การประเมินผล$"),
    (PERIOD, "ระยะเวลา|กำหนดเวลา|ช่วงเวลา|ห้วงเวลา|เวลา|แล้วเสร็จ|เริ่ม|สิ้นสุด|^กำหนด|^วันเดือนปี|^เดือน|^ไตรมาส"),
    (STEPS, "ขั้นตอน|วิธี|รายละเอียดการดำเนิน|การดำเนินการ$|การดำเนินงาน$|การปฏิบัติ$|^รายละเอียด$"),
    (MEASURE, "มาตรการ"),
    (LINE, "กิจกรรม|โครงการ|รายการ|ข้อoit|ข้อตรวจ"),
    (MEASURE, "แนวทาง"),
    (NUMBER, "ล[ำา]ดับ|^ที่$|^ข้อ$|^ข้อที่$|^no$"),
)
_NAMES_MEASURES = "ประเด็น|หัวข้อ|เรื่อง"  # where no heading says มาตรการ or แนวทาง
_LONGEST = 90
_FIGURE = re.compile(r"[\d\s,.()\-–]+")


@dataclass(eq=False)
class Columns:
    """``roles[c]`` is the field of grid column ``c``, or None. ``headings`` are the heading's cells, with their fields; ``months``
    those of columns to be ticked, each a month or a quarter, by grid column."""

    roles: list[str | None]
    headings: list[tuple[Cell, str | None]] = field(default_factory=list)
    months: dict[int, Cell] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        return frozenset(role for role in self.roles if role)

    def below_title(self) -> Columns:
        """The same below the name of a measure: the activities that were taken for measures are lines of it."""
        if LINE in self.known or any(role == MEASURE and "มาตรการ" in cell.text for cell, role in self.headings):
            return self
        lines: dict[str | None, str | None] = {MEASURE: LINE}
        return Columns([lines.get(role, role) for role in self.roles], [(cell, lines.get(role, role)) for cell, role in self.headings], self.months)

    def cells(self, row: Sequence[Cell], widths: Sequence[float]) -> dict[str | None, list[Cell]]:
        """Field → the cells of ``row`` that stand under it. A cell across two columns belongs to the wider part."""
        found: dict[int, tuple[Cell, dict[str | None, float]]] = {}
        for place, cell in enumerate(row):
            role = self.roles[place] if place < len(self.roles) else None
            shares = found.setdefault(id(cell), (cell, {}))[1]
            shares[role] = shares.get(role, 0) + (widths[place] if place < len(widths) else 1)
        by_role: dict[str | None, list[Cell]] = {}
        for cell, shares in found.values():
            by_role.setdefault(max(shares, key=shares.__getitem__), []).append(cell)
        return by_role


def heading(table: Table, start: int) -> tuple[Columns, int] | None:
    """The columns, when rows from ``start`` are the heading of a plan's table, and the row after the heading."""
    row = table.rows[start]
    if any(len(cell.text) > _LONGEST for cell in row):
        return None
    end = start + 1
    while end < len(table.rows) and (_shares(row, table.rows[end]) or (end == start + 1 and names_parts(row, table.rows[end]))):
        end += 1
    texts = [_column_text(table.rows[start:end], column) for column in range(len(row))]
    roles = _roles(texts)
    months = _months(table.rows[end - 1], roles)
    roles = [PERIOD if column in months else role for column, role in enumerate(roles)]
    known = set(roles) - {None}
    if len(known) < 3 or not known & {UNITS, PERIOD} or not known & {MEASURE, LINE, STEPS}:
        return None
    return Columns(roles, _headings(table.rows[start:end], roles), months), end


def _months(row: list[Cell], roles: list[str | None]) -> dict[int, Cell]:
    """The columns of a heading's last ``row`` that are months or quarters, where no other column tells the time."""
    found = {column: cell for column, cell in enumerate(row) if _is_month(cell.text)}
    elsewhere = any(role == PERIOD for column, role in enumerate(roles) if column not in found)
    return found if len(found) > 2 and not elsewhere else {}


def _is_month(text: str) -> bool:
    plain = to_arabic(text)
    return bool(re.fullmatch(r"ไตรมาส\s*(?:ที่)?\s*[1-4](?:\s*\([^()]*\))?", plain.strip()) or month_number(re.sub(r"\d{2,4}$", "", plain.strip())))


def are_units_merged(rows: list[list[Cell]], roles: list[str | None]) -> bool:
    """Whether a cell of units stands beside several of ``rows``."""
    places = [place for place, role in enumerate(roles) if role == UNITS]
    return any(above[place] is below[place] and not above[place].is_empty for above, below in zip(rows, rows[1:]) for place in places if place < min(len(above), len(below)))


def is_doubtful(tables: Iterable[Table]) -> bool:
    """There are headings that a plan may have, and in none of them what only a plan has: steps, follow-up, or the word measure.
    A list of projects with their budgets looks like that."""
    found = [known[0] for table in tables for start in range(len(table.rows)) if (known := heading(table, start))]
    return bool(found) and not any(columns.known & {STEPS, FOLLOW_UP} or any("มาตรการ" in cell.text for cell, _ in columns.headings) for columns in found)


def _shares(row: list[Cell], below: list[Cell]) -> bool:
    """Whether a cell of the heading goes on downwards: then the row below is part of the heading."""
    return any(cell is under and not cell.is_empty for cell, under in zip(row, below))


def names_parts(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Texts only below names of groups, which stand across several columns of ``row`` or over the first of them: the heading goes on."""
    places = [place for place, cell in enumerate(below[: len(row)]) if not cell.is_empty]
    is_below = all(_is_of_group(row, place) for place in places)
    return len(places) > 1 and places[0] > 0 and is_below and not any(_FIGURE.fullmatch(to_arabic(below[place].text)) for place in places)


def _is_of_group(row: Sequence[Cell], place: int) -> bool:
    beside = row[place + 1] if place + 1 < len(row) else None
    return row[place].is_empty or row[place] in (row[place - 1], beside) or (beside is not None and beside.is_empty)


def _column_text(rows: list[list[Cell]], column: int) -> str:
    cells = {id(row[column]): row[column].text for row in rows if column < len(row)}
    return " ".join(cells.values())


def _headings(rows: list[list[Cell]], roles: list[str | None]) -> list[tuple[Cell, str | None]]:
    found: dict[int, tuple[Cell, str | None]] = {}
    for row in rows:
        for column, cell in enumerate(row):
            found.setdefault(id(cell), (cell, roles[column] if column < len(roles) else None))
    return [pair for pair in found.values() if not pair[0].is_empty]


def _roles(texts: list[str]) -> list[str | None]:
    """One field for one heading; a heading over several grid columns gives them all its field."""
    roles: list[str | None] = [None] * len(texts)
    taken: dict[str, str] = {}
    wished = [(role, text) for text in dict.fromkeys(texts) for role in _fitting(text)[:1]]
    for role, text in sorted(wished, key=lambda pair: not _begins(*pair)):
        free = role if role not in taken else _next_best(text, taken)
        if free:
            taken[free] = text
            roles = [free if text == other else known for other, known in zip(texts, roles)]
    if MEASURE not in taken:
        named = next((text for text in texts if re.match(_NAMES_MEASURES, _plain(text)) and text not in taken.values()), taken.get(LINE))
        roles = [MEASURE if text == named else role for text, role in zip(texts, roles)]
    return roles


def _fitting(text: str) -> list[str]:
    """The fields that a heading may name, best first; none for what is surely something else."""
    plain = _plain(text)
    found = [role for role, words in _WORDS if re.search(words, plain)]
    strong = [role for role in found if role]
    return strong if strong and (found[0] is not None or _begins(strong[0], text)) else []


def role_of(text: str) -> str | None:
    """The field that a heading alone, beside no others, names best."""
    found = [role for role in _fitting(text)[:1] if _begins(role, text)]
    return found[0] if found else MEASURE if re.match(f"(?:ชื่อ)?(?:{_NAMES_MEASURES})", _plain(text)) else None


def _plain(text: str) -> str:
    return re.sub("[^ก-๎a-z0-9]", "", fold(text))


def _begins(role: str, text: str) -> bool:
    plain = _plain(text)
    return any(known == role and re.match(f"(?:การ|ชื่อ|แนวทางการ|ผู้|หน่วยงาน(?:ที่)?)?(?:{words})", plain) for known, words in _WORDS)


def _next_best(text: str, taken: dict[str, str]) -> str | None:
    """A second column of the same name: its next meaning; “แนวทาง” beside “มาตรการ” is how it is done."""
    if PERIOD in _fitting(text)[:1] and re.search("สิ้นสุด|แล้วเสร็จ|ถึง", text):
        return PERIOD  # beside the column of the beginning
    if UNITS in _fitting(text)[:1] and re.search("ร่วม|สนับสนุน|รอง|เกี่ยวข้อง", text):
        return UNITS  # beside the column of the first
    others = [role for role in _fitting(text)[1:] if role not in taken]
    if MEASURE in _fitting(text)[:1] and STEPS not in taken and "แนวทาง" in fold(text):
        return STEPS
    return others[0] if others else None
