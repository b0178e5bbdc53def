"""Telephone numbers that a table keeps as numbers, without the 0 they begin with: what the column is called tells them from other numbers."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from macros.site.cleaning.archive import read_part

_CALLED = re.compile(r"โทร|มือถือ|เบอร์|phone|mobile|\btel\b", re.IGNORECASE)
_MOBILE = re.compile(r"[689]\d{8}(?:\.0+)?")
_CELL = re.compile(r"""<(?:\w+:)?c\b(?=[^<>]*?\sr="([A-Z]{1,3})\d)(?=[^<>]*?\st="(\w+)")?[^<>]*(?<!/)>((?:[^<]|<(?!/?(?:\w+:)?c\b))*)</(?:\w+:)?c>""")
_SHARED = re.compile(r"<(?:\w+:)?si\b[^<>]*>((?:[^<]|<(?!/?(?:\w+:)?si\b))*)</(?:\w+:)?si>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRINGS = "xl/sharedStrings.xml"  # the texts that cells name by number
_TAG = re.compile(r"<[^<>]*>")


class Telephones:
    """Reads cells in order, and remembers which columns are of telephones."""

    def __init__(self) -> None:
        self.columns: set[object] = set()

    def among(self, cells: Iterable[tuple[object, str]]) -> Iterator[str]:
        """Of ``cells``, (column, what stands in it), the mobile numbers without a 0, each as words that say what it is."""
        for column, text in cells:
            if column in self.columns and _MOBILE.fullmatch(text.strip()):
                yield f"เบอร์โทรศัพท์ {text.strip()[:9]}"
            elif _CALLED.search(text):
                self.columns.add(column)


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


__all__ = ["Telephones", "in_rows", "in_workbook"]
