"""Excel workbooks and CSV files → :class:`Document`: each sheet is a table."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from macros.importing import sheet_notes
from macros.importing.document import BOLD, BOTH, PLAIN, UNDERLINED, Cell, Document, Paragraph, Table, Where
from macros.importing.package import Package
from macros.importing.refusal import CannotRead
from macros.thai.dates import BE_OFFSET
from macros.thai.months import SHORT

MAX_ROWS, MAX_COLUMNS = 5_000, 100
_SIGNS = {(True, True): BOTH, (True, False): UNDERLINED, (False, True): BOLD, (False, False): PLAIN}


def read_xlsx(data: bytes, name: str) -> Document:
    """The workbook in ``data``. Raises :class:`CannotRead`."""
    package = Package(data)
    package.check_all()
    book, formulas = _book(data, data_only=True), _book(data)
    document = Document(name, unread=[*(f"แผ่นงาน “{sheet.title}” เป็นแผนภูมิ" for sheet in book.chartsheets), *sheet_notes.boxes(package)])
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            raise CannotRead("too-large")
        document.notes += sheet_notes.looks(sheet)
        document.unread += sheet_notes.unread(sheet, formulas[sheet.title])
        document.blocks.append(_sheet(sheet, Where(table=number, part=f"แผ่นงาน “{sheet.title}”")))
    return document


def _book(data: bytes, **options: bool) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), rich_text=True, keep_links=False, **options)
    except Exception:  # whatever a damaged workbook makes the library stumble over, the answer is the same
        raise CannotRead("broken") from None


def _sheet(sheet, where: Where) -> Table:
    table = Table(where, widths=[1.0] * sheet.max_column)
    for row in sheet.iter_rows():
        table.rows.append([_cell(found, where._replace(row=found.row, column=found.column)) for found in row])
    for merged in sheet.merged_cells.ranges:
        origin = table.rows[merged.min_row - 1][merged.min_col - 1]
        for row in table.rows[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1 : merged.max_col] = [origin] * (merged.max_col - merged.min_col + 1)
    return table


def _cell(found, where: Where) -> Cell:
    font = getattr(found, "font", None)
    own = _sign(font)
    value = None if found.data_type == "e" else found.value
    pieces = [(_text(value, found.number_format), own)]
    if isinstance(found.value, CellRichText):
        pieces = [(piece.text, _sign(piece.font)) if isinstance(piece, TextBlock) else (piece, own) for piece in found.value]
    return Cell(where, list(_paragraphs(pieces, where)), value)


def _sign(font) -> str:
    return _SIGNS[getattr(font, "u", None) not in (None, "none"), bool(getattr(font, "b", False))]


def _paragraphs(pieces: Iterable[tuple[str, str]], where: Where) -> Iterator[Paragraph]:
    """A line of a cell is a paragraph."""
    text, marks = "", ""
    for piece, sign in pieces:
        text, marks = text + piece, marks + sign * len(piece)
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line, where, marks[start : start + len(line)])
        start += len(line) + 1


def _text(value: object, form: str = "") -> str:
    """A value as people wrote it. A date that Excel keeps as a number is shown as month and Buddhist-era year; ``form``: the cell's, for 80% and 00123."""
    if value is None:
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        year = value.year if value.year > 2400 else value.year + BE_OFFSET
        day = f"{value.day} " if value.day != 1 else ""
        return f"{day}{SHORT[value.month - 1]} {year}"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).replace("\r\n", "\n").replace("\r", "\n")
    if re.fullmatch(r"0(?:\.0+)?%", form):
        return f"{round(value * 100, 8):.10g}%"
    if isinstance(value, int) or value.is_integer():
        return str(int(value)).zfill(len(form) if re.fullmatch("0+", form) else 0)
    return str(value)


def read_csv(data: bytes, name: str) -> Document:
    """The table in ``data``. Raises :class:`CannotRead`."""
    text, notes = _decoded(data)
    if "\0" in text:
        raise CannotRead("not-office")
    first = text.partition("\n")[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except csv.Error:
        raise CannotRead("broken") from None
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS:
        raise CannotRead("too-large")
    where = Where(table=1)
    table = Table(where, widths=[1.0] * width)
    for number, row in enumerate(rows, 1):
        cells = [where._replace(row=number, column=column + 1) for column in range(width)]
        table.rows.append([Cell(place, list(_paragraphs([(_text(value), PLAIN)], place))) for place, value in zip(cells, [*row, *[""] * width])])
    return Document(name, [table], notes=notes)


_WORDS = re.compile("[ก-๎]{3,}")


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """The text, and what is to be said of its encoding. A file of Windows in Thai is taken where it reads as Thai: bytes of other
    encodings give Thai letters too, but single ones among Latin ones."""
    try:
        return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        raise CannotRead("encoding") from None
    thai = sum("ก" <= char <= "๛" for char in text)
    if not thai or sum(map(len, _WORDS.findall(text))) < 0.8 * thai:
        raise CannotRead("encoding")
    return text, ["ไฟล์ CSV นี้บันทึกแบบ Windows ไทย (cp874) อ่านได้แล้ว ครั้งหน้าเลือก CSV UTF-8 เพื่อไม่ให้เครื่องหมายบางตัวหาย · read as Windows Thai; next time save as CSV UTF-8"]
