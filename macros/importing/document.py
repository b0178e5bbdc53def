"""A document as the importer sees it: paragraphs, and tables whose merged cells are one cell in several places.

Every piece of text remembers where it stands, so that each can be followed into a record or into the report (``proof.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

UNDERLINED, BOLD, BOTH, PLAIN = "u", "b", "x", " "


class Where(NamedTuple):
    """A place that a person finds again. Numbers count from 1; ``table`` 0 is outside of tables; ``page`` 0 is unknown."""

    table: int = 0
    row: int = 0
    column: int = 0
    page: int = 0
    part: str = ""

    def __str__(self) -> str:
        page = [f"หน้า {self.page}"] if self.page else []
        if not self.table:
            return " ".join([*page, self.part or "นอกตาราง"])
        cell = [f"แถว {self.row}"] * bool(self.row) + [f"คอลัมน์ {self.column}"] * bool(self.column)
        return " ".join([*page, *([self.part] if self.part else []), f"ตาราง {self.table}", *cell])

    @property
    def of_row(self) -> Where:
        """The whole row."""
        return self._replace(column=0)


@dataclass(frozen=True, eq=False)
class Paragraph:
    """``marks`` has one sign a character: underlined, bold, both or plain. ``label`` is the number that the word processor
    shows before the paragraph and that is not in its text. Two paragraphs are never equal."""

    text: str
    where: Where
    marks: str = ""
    label: str = ""

    @property
    def whole(self) -> Span:
        return Span(self, 0, len(self.text))

    def all_marked(self, span: Span, signs: str) -> bool:
        """Whether every letter or digit of ``span`` bears one of ``signs``."""
        shown = [mark for char, mark in zip(span.text, self.marks[span.start : span.end]) if char.isalnum()]
        return bool(shown) and all(mark in signs for mark in shown)


class Span(NamedTuple):
    """Characters ``start`` to ``end`` of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def where(self) -> Where:
        return self.paragraph.where

    def part(self, start: int, end: int | None = None) -> Span:
        """The span from ``start`` to ``end``, counted from this one's beginning."""
        return Span(self.paragraph, self.start + start, self.end if end is None else self.start + end)

    def stripped(self) -> Span:
        text = self.text
        return self.part(len(text) - len(text.lstrip()), len(text.rstrip())) if text.strip() else self.part(0, 0)

    @property
    def is_underlined(self) -> bool:
        return self.paragraph.all_marked(self, UNDERLINED + BOTH)

    @property
    def is_bold(self) -> bool:
        return self.paragraph.all_marked(self, BOLD + BOTH)


@dataclass(eq=False)
class Cell:
    """One cell, however many rows and columns it spans. ``value`` is what a workbook keeps behind the text: a number, a date."""

    where: Where
    paragraphs: list[Paragraph] = field(default_factory=list)
    value: object = None

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()

    def lines(self) -> Iterator[Span]:
        """Its text line by line, empty lines left out. A line break within a paragraph parts lines as well."""
        for paragraph in self.paragraphs:
            start = 0
            for line in paragraph.text.split("\n"):
                if line.strip():
                    yield Span(paragraph, start, start + len(line)).stripped()
                start += len(line) + 1


@dataclass(eq=False)
class Table:
    """``rows[r][c]`` is the cell that covers that place of the grid: a merged cell stands there several times.
    ``widths`` are the grid's columns, in any unit."""

    where: Where
    rows: list[list[Cell]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """No row has two cells that say something: it only holds text in its place, such as signatures."""
        return all(len({id(cell) for cell in row if not cell.is_empty}) < 2 for row in self.rows)

    def cells(self) -> Iterator[Cell]:
        """Each cell once, row by row."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell


@dataclass
class Document:
    """``blocks`` in reading order. ``unread`` names parts of the file that cannot be read as text; ``notes`` say how it was read."""

    name: str
    blocks: list[Paragraph | Table] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def outside(self) -> list[Paragraph]:
        """The paragraphs that stand in no table."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the document, each once."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (paragraph for cell in block.cells() for paragraph in cell.paragraphs)
