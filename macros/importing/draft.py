"""What was understood of a plan's tables, still in pieces of the document: measures, lines, steps, and doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from macros.importing.document import Cell, Document, Span, Where

Lines = list[Span]


@dataclass(eq=False)
class Step:
    """``lines[0]`` is its first line; each further one is either a part on a line of its own or runs on.
    ``parts`` are the positions in ``lines`` that begin a line. ``labels`` are numbers shown by the word processor."""

    lines: Lines
    number: int = 0
    parts: dict[int, str] = field(default_factory=dict)


@dataclass(eq=False)
class LineDraft:
    """One line that someone carries out; each field is the pieces of the document that fill it. ``is_ticked``: its time is ticked
    in columns of months, so that its ``period`` is pieces of their headings. ``is_units_above``: its cell of units is empty, and ``responsible``
    are those of the measure above."""

    where: Where
    title: Lines = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    responsible: Lines = field(default_factory=list)
    period: Lines = field(default_factory=list)
    follow_up: Lines = field(default_factory=list)
    is_ticked: bool = False
    is_units_above: bool = False

    def where_of(self, role: str) -> Where:
        """Where the field's text stands; its row, when it has none."""
        written = [span for step in self.steps for span in step.lines] if role == "steps" else getattr(self, role)
        return written[0].where if written and not (role == "period" and self.is_ticked) else self.where.of_row


@dataclass(eq=False)
class MeasureDraft:
    where: Where
    number: int = 0
    title: Lines = field(default_factory=list)
    lines: list[LineDraft] = field(default_factory=list)
    style: str = ""  # of its number, as in ``numbering``


class Note(NamedTuple):
    """Something that a person should look at. ``code`` is worded in ``report.py``."""

    where: Where
    code: str
    params: dict[str, object]


@dataclass
class PlanDraft:
    """``numbers`` are ordinals that the order of the records stands for; ``repeated`` is text that stands elsewhere
    already; ``headings`` are cells of table headings with the field that each was taken for; ``title`` is what names the plan."""

    document: Document
    measures: list[MeasureDraft] = field(default_factory=list)
    headings: list[tuple[Cell, str | None]] = field(default_factory=list)
    numbers: Lines = field(default_factory=list)
    repeated: Lines = field(default_factory=list)
    title: Lines = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)

    def note(self, where: Where, code: str, **params: object) -> None:
        self.notes.append(Note(where, code, params))
