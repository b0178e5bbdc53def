"""Money in two columns, baht and satang, as one."""

from __future__ import annotations

import re

from macros.importing.document import Cell, Paragraph, Table
from macros.importing.registers.proposal import plain
from macros.thai.digits import to_arabic

_SATANG = re.compile("สตางค์|สต")
_BAHT_FIGURE = re.compile(r"[\d,]+")
_WITHIN = 40  # rows above a heading


def joined(table: Table) -> Table:
    """``table`` with the columns headed สต. taken into those headed บาท on their left; the table itself where it has none."""
    for place, row in enumerate(table.rows[:_WITHIN]):
        pairs = [column for column in range(1, len(row)) if _SATANG.fullmatch(plain(row[column].text)) and plain(row[column - 1].text) == "บาท"]
        if pairs:
            kept = [column for column in range(len(row)) if column not in pairs]
            rows = [[_with_satang(line, column, column + 1 in pairs and number > place) for column in kept] for number, line in enumerate(table.rows)]
            return Table(table.where, rows, [1.0] * len(kept))
    return table


def _with_satang(row: list[Cell], column: int, has_satang: bool) -> Cell:
    baht = row[column]
    if not has_satang or column + 1 >= len(row) or row[column + 1] is baht:
        return baht
    satang, figure = (to_arabic(cell.text).strip() for cell in (row[column + 1], baht))
    if not re.fullmatch(r"\d{1,2}", satang) or not (_BAHT_FIGURE.fullmatch(figure) or figure in ("", "-")):
        return baht if not re.search(r"\d", satang) else Cell(baht.where, [*baht.paragraphs, *row[column + 1].paragraphs])
    text = f"{figure if figure not in ('', '-') else 0}.{int(satang):02d}"
    return Cell(baht.where, [Paragraph(text, baht.where)])
