"""A workbook with one table, the same bytes whenever and wherever it is made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from macros.site.exports.archive import zip_bytes
from macros.site.exports.column import Column, Value


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
    for number, column in enumerate(columns, 1):
        _write(sheet.cell(1, number), column.title, head=True)
    for line, row in enumerate(rows, 2):
        for number, value in enumerate(row, 1):
            _write(sheet.cell(line, number), value)


_THIN = Side(style="thin", color="FF999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFE2EFEE")


def _write(cell: Cell, value: Value, head: bool = False) -> None:
    cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="center" if head else "top")
    cell.border = _BORDER
    if not isinstance(value, str):
        cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "#,##0"
        return
    cell.data_type = "s"  # never a formula, whatever it begins with
    if head:
        cell.font, cell.fill = Font(bold=True), _HEAD
    elif value.startswith(("https://", "http://")) and "\n" not in value:
        cell.hyperlink = value


def _arrange(sheet: Worksheet, title: str, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = title
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
