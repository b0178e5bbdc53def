"""A workbook with one table, the same bytes whenever and wherever it is made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from macros.site.data.exports.archive import zip_bytes
from macros.site.data.exports.column import Column, Value


def workbook_bytes(name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], created: date) -> bytes:
    """``rows`` below a head that stays in view; A4 across when printed, with the head on every page."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    _fill(sheet, columns, rows)
    _arrange(sheet, title, columns)
    book.properties.title, book.properties.creator = title, "prongsai"
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue(), created)


def _fill(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
    styles: dict[object, StyleArray] = {}
    for line, row in enumerate([[column.title for column in columns], *rows], 1):
        for number, value in enumerate(row, 1):
            _write(sheet.cell(line, number), value, line == 1, styles)


_THIN = Side(style="thin", color="FF999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFE2EFEE")


def _write(cell: Cell, value: Value, head: bool, styles: dict[object, StyleArray]) -> None:
    """``styles``: of the cells before, for the library takes long to find that a cell looks like another one."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    kind = "head" if head else type(value)
    if kind in styles:
        cell._style = copy(styles[kind])
    else:
        _style(cell, value, head)
        styles[kind] = cell._style
    if isinstance(value, str) and not head and value.startswith(("https://", "http://")) and "\n" not in value:
        cell.hyperlink = value


def _style(cell: Cell, value: Value, head: bool) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="center" if head else "top")
    cell.border = _BORDER
    if not isinstance(value, str):
        cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "#,##0"
    elif head:
        cell.font, cell.fill = Font(bold=True), _HEAD


def _arrange(sheet: Worksheet, title: str, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = title.replace("&", "&&")  # a single one begins a code there
    sheet.oddFooter.center.text = "&P / &N"


_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def _without_clock(book: bytes, created: date) -> bytes:
    """The library writes the hour of saving into the properties and into the archive; both are put in order here."""
    moment = datetime(created.year, created.month, created.day).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    parts[core] = _STAMP.sub(lambda match: match[1] + moment + match[3], parts[core])
    return zip_bytes(parts)
