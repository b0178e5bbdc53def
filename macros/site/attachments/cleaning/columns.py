"""Telephone numbers that a table keeps as numbers, without the 0 they begin with: what the column is called tells them from other numbers."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from macros.records.privacy import CALLED_PHONE
from macros.site.attachments.cleaning.archive import read_part
from macros.thai.digits import to_arabic

# What is bought or paid for, what else has these letters in it, and what has a number in it itself: it names no column of telephones.
_NO_NAME = re.compile(r"ค่า|เครื่อง|ระบบ|โทร(?:ทัศน์|คมนาคม|มาตร|เลข)|ไฟเบอร์|microphone|(?:\d\D*){4}", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MOBILE = re.compile(r"[689]\d{8}(?:\.0+)?")
_CELL = re.compile(r"""<(?:\w+:)?c\b(?=[^<>]*?\sr="([A-Z]{1,3})\d)(?=[^<>]*?\st="(\w+)")?[^<>]*(?<!/)>((?:[^<]|<(?!/?(?:\w+:)?c\b))*)</(?:\w+:)?c>""")
_SHARED = re.compile(r"<(?:\w+:)?si\b[^<>]*>((?:[^<]|<(?!/?(?:\w+:)?si\b))*)</(?:\w+:)?si>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRINGS = "xl/sharedStrings.xml"  # the texts that cells name by number
_TAG = re.compile(r"<[^<>]*>")
_WITH_TABLES = re.compile(r"word/[^/]+\.xml|ppt/slides/[^/]+\.xml|(?:.*/)?content\.xml")
_MARK = re.compile(r"<(/?)(?:\w+:)?(tbl|table|tr|table-row|tc|(?:covered-)?table-cell)(?=[\s/>])([^<>]*?)(/?)>")
_LINE_END = re.compile(r"</\w+:(?:p|h)>|<\w+:(?:br|line-break)\b[^<>]*>")
_ACROSS = re.compile(r"""\s(?:table:number-columns-(?:spanned|repeated)|gridSpan)="([0-9]{1,5})"|<w:gridSpan\s+w:val="([0-9]{1,5})\"""")
_REPEATED = re.compile(r"""\stable:number-columns-repeated="([0-9]{1,5})"|<w:gridSpan\s+w:val="([0-9]{1,5})\"""")  # where no cell stands for each column
_VALUE = re.compile(r"""\soffice:value="([^"<>]*)\"""")  # what is shown may be grouped, or in powers of ten
_BETWEEN = re.compile(r"[\s,;/]+")  # the numbers of one cell
_WIDEST = 64  # columns that one cell is taken to stand in


class Telephones:
    """Reads cells in order, and remembers which columns are of telephones. ``shared``: those of them that have the name together with others."""

    def __init__(self) -> None:
        self.columns: set[object] = set()
        self.shared: set[object] = set()

    def among(self, cells: Iterable[tuple[object, str]], are_shared: bool = False) -> Iterator[str]:
        """Of ``cells``, (column, what stands in it), the mobile numbers without a 0, each as words that say what it is. What takes the 0 away takes a
        cell for a number, so where there are letters none was lost."""
        for column, text in cells:
            if not _LETTER.search(text):
                numbers = [piece[:9] for piece in _BETWEEN.split(text) if _MOBILE.fullmatch(to_arabic(piece))] if column in self.columns else []
                yield from (f"เบอร์โทรศัพท์ {number}" for number in numbers)
            elif CALLED_PHONE.search(text) and not _NO_NAME.search(text):
                self.columns.add(column)
                (self.shared.add if are_shared else self.shared.discard)(column)
            elif column in self.shared:  # each of them has a name of its own below
                self.columns.discard(column)


def in_rows(lines: Sequence[str], telephones: Telephones) -> Iterator[str]:
    """Of the lines of a CSV file. Behind a quote that nobody closed all would be one cell, so there each line is read by itself."""
    is_closed = sum(line.count('"') for line in lines) % 2 == 0
    try:
        rows = list(csv.reader(lines)) if is_closed else _apart(lines)
    except csv.Error:  # a cell is longer than any that is read
        rows = _apart(lines)
    for row in rows:
        yield from telephones.among(enumerate(row))


def _apart(lines: Sequence[str]) -> list[list[str]]:
    return [line.split(",") for line in lines]


def in_workbook(archive: zipfile.ZipFile) -> Iterator[str]:
    """Of each sheet of a workbook that has any."""
    names = archive.namelist()
    sheets = (_read(archive, name) for name in names if _SHEET.fullmatch(name))
    with_numbers = [xml for xml in sheets if _MOBILE.search(xml)]
    shared = _read(archive, _STRINGS) if with_numbers and _STRINGS in names else ""
    texts = [_words(found) for found in _SHARED.findall(shared)]
    return (found for xml in with_numbers for found in _in_sheet(xml, texts))


def _read(archive: zipfile.ZipFile, name: str) -> str:
    return read_part(archive, name).decode("utf-8", "replace")


def _in_sheet(xml: str, shared: list[str]) -> Iterator[str]:
    cells = ((column, _words(inner), kind) for column, kind, inner in _CELL.findall(xml))
    return Telephones().among((column, _shared(text, shared) if kind == "s" else text) for column, text, kind in cells)


def _shared(number: str, shared: list[str]) -> str:
    return shared[int(number)] if re.fullmatch("[0-9]{1,9}", number) and int(number) < len(shared) else ""


def _words(xml: str) -> str:
    return html.unescape(_TAG.sub("", xml))


def in_tables(archive: zipfile.ZipFile) -> Iterator[str]:
    """Of the tables of Word and PowerPoint and the sheets and tables of OpenDocument; a piece for each part."""
    for name in archive.namelist():
        if _WITH_TABLES.fullmatch(name) and CALLED_PHONE.search(_words(xml := _read(archive, name))):
            yield " ¶ ".join(_in_tables(xml))


def _in_tables(xml: str) -> Iterator[str]:
    """What stands between two marks belongs to the innermost table that is open."""
    tables: list[_Table] = []
    end = 0
    for mark in _MARK.finditer(xml):
        closes, kind, said, is_empty = mark.groups()
        if tables:
            tables[-1].inner.append(xml[end : mark.start()])
        end = mark.end()
        if kind in ("tbl", "table"):
            if closes and tables:
                yield from tables.pop().row()
            elif not closes and not is_empty:
                tables.append(_Table())
        elif tables and kind in ("tr", "table-row"):
            yield from tables[-1].row()
        elif tables:
            if not closes:
                tables[-1].said, tables[-1].inner = said, []
            if closes or is_empty:
                tables[-1].cell()


class _Table:
    """``column``: how many columns of the row were read; ``cells``: first column, width and text of those in it that are not empty; ``said``, ``inner``:
    attributes and pieces of the cell that is open."""

    def __init__(self) -> None:
        self.telephones = Telephones()
        self.column = 0
        self.cells: list[tuple[int, int, str]] = []
        self.said = ""
        self.inner: list[str] = []

    def cell(self) -> None:
        """Take the cell that ends here."""
        inner, first = "".join(self.inner), self.column
        self.column += _count(_REPEATED, self.said, inner)
        if text := html.unescape(_TAG.sub("", _LINE_END.sub(" ", inner))).strip():
            value = _VALUE.search(self.said)
            self.cells.append((first, min(_count(_ACROSS, self.said, inner), _WIDEST), value[1] if value else text))

    def row(self) -> Iterator[str]:
        """What is in the row that ends here. The name of several columns is a name of each, but what stands across a row alone is a title."""
        cells, self.cells, self.column = self.cells, [], 0
        if len(cells) == 1 and cells[0][0] == 0 and cells[0][1] > 1:
            return
        for first, width, text in cells:
            yield from self.telephones.among(((column, text) for column in range(first, first + width)), width > 1)


def _count(pattern: re.Pattern[str], *texts: str) -> int:
    return max([1, *(int(one or other) for text in texts for one, other in pattern.findall(text))])


__all__ = ["Telephones", "in_rows", "in_tables", "in_workbook"]
