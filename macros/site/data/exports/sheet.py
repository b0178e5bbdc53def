"""The sheet to fill in the assessment system: one table, as CSV and as a workbook."""

from __future__ import annotations

from datetime import date

from macros.pages.views.checklist import STATES
from macros.records.disclosure import ANSWER_WORDS
from macros.site.data.exports.column import Column
from macros.site.data.exports.rows import ElementRow, ItemRow, OitData, PlaceRow
from macros.site.data.tables import csv_bytes
from macros.thai.dates import long_date

COLUMNS = (
    Column("item", "ข้อ", 7), Column("title", "ชื่อข้อ", 34), Column("answer", "คำตอบ", 9), Column("url", "ที่อยู่", 38),
    Column("where", "ดูตรงไหน", 52), Column("unit", "ผู้รับผิดชอบ", 24), Column("elements", "องค์ประกอบ", 56), Column("state", "สถานะ", 22),
)


def csv_sheet(data: OitData) -> bytes:
    """The sheet of a year's form as CSV."""
    return csv_bytes([f"{column.title} ({column.name})" for column in COLUMNS], map(cells, data.items))


def excel_sheet(data: OitData, created: date) -> bytes:
    """The workbook; ``created`` is what it says of its own age, for no clock may speak here."""
    from macros.site.data.exports.workbook import workbook_bytes  # its library takes a quarter of a second to load, which ``check`` never needs

    return workbook_bytes(f"OIT {data.fiscal_year}", f"แบบ OIT ปี {data.fiscal_year} {data.agency}", COLUMNS, [cells(row) for row in data.items], created)


def cells(row: ItemRow) -> list[str]:
    """The texts of an item's row, in the order of :data:`COLUMNS`."""
    return [
        row.item, row.title, ANSWER_WORDS[row.answer] if row.answer else "", row.url, _where(row), row.unit.name if row.unit else "",
        "\n".join(map(_element, row.elements)), _state(row),
    ]


def _where(row: ItemRow) -> str:
    """The way from the home page; then, element by element, where on it the data are."""
    way = " > ".join(row.where)
    if row.statement:
        return f"{way}\n{row.statement.text} (ณ วันที่ {long_date(date.fromisoformat(row.statement.on))})"
    shown = [f"{element.id}: {' · '.join(map(_place, element.places))}" for element in row.elements if element.places]
    return "\n".join([way, *shown])


def _place(place: PlaceRow) -> str:
    return f"{place.title} ({place.note})" if place.note else place.title


def _element(element: ElementRow) -> str:
    return f"{element.id} {element.text}"


def _state(row: ItemRow) -> str:
    missing = " ".join(element.id for element in row.elements if not element.met)
    return f"{STATES[row.state]} ขาด {missing}" if row.state == "partly" else STATES[row.state]
