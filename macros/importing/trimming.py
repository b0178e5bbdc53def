"""Rows of a plan's table that are none of its measures: sums, remarks, signatures. Their text stands in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.importing.columns import heading
from macros.importing.document import Cell, Table
from macros.importing.persons import is_person
from macros.thai.digits import to_arabic

_SUM = re.compile(r"(?:ยอด)?รวม(?:เป็นเงิน|งบประมาณ)?(?:ทั้งสิ้น|ทั้งหมด)?(?:\s|\d|จำนวน|$|[(:])")
_FIGURE = re.compile(r"[\d\s,.\-–—()]*(?:บาท)?(?:ถ้วน)?|[\d,]+\s*(?:มาตรการ|แนวทาง|โครงการ|กิจกรรม|ขั้นตอน|รายการ|หน่วยงาน|ครั้ง|เรื่อง)")
_REMARK = re.compile(r"หมายเหตุ|\*")
_SIGNED = re.compile(r"\(?ลง(?:ชื่อ|นาม)\)?\s*(?:[.…_]{2}.*)?|[.…_]{6}.*", re.DOTALL)
_DITTO = re.compile(r"[\s\-–—.]*(?:[\"”“″〃„]{1,2}|'')[\s\-–—.\"”“″〃„]*|\(?(?:เช่นเดียวกัน|เช่นเดียวกับข้างต้น|ดังกล่าวข้างต้น|เหมือนข้างต้น|ดังข้างต้น)\)?")


def trimmed(table: Table) -> Table:
    """``table`` without such rows, and with what its dittos stand for."""
    return with_dittos(Table(table.where, list(_rows(table)), table.widths))


def with_dittos(table: Table) -> Table:
    """A cell that says “as above” is the one above it, as if both were merged."""
    rows: list[list[Cell]] = []
    for row in table.rows:
        above = rows[-1] if rows else []
        rows.append([above[place] if place < len(above) and _DITTO.fullmatch(cell.text.strip()) else cell for place, cell in enumerate(row)])
    return Table(table.where, rows, table.widths)


def _rows(table: Table) -> Iterator[list[Cell]]:
    is_signed = False
    for place, row in enumerate(table.rows):
        shown = [cell.text.strip() for cell in dict.fromkeys(row) if not cell.is_empty]
        is_signed = is_signed and not heading(table, place) or any(map(_SIGNED.fullmatch, shown)) or (len(shown) == 1 and is_person(shown[0]))
        if not is_signed and not _is_aside(shown):
            yield row


def _is_aside(shown: list[str]) -> bool:
    if len(shown) == 1 and _REMARK.match(shown[0]):
        return True
    plain = list(map(to_arabic, shown))
    return bool(plain and _SUM.match(plain[0])) and all(map(_FIGURE.fullmatch, plain[1:]))
