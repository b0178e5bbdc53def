"""A plan's draft → the values of its records. What each field is made of stays known, for the proof and the report."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.importing import columns as c
from macros.importing.document import Span, Where
from macros.importing.draft import LineDraft, Lines, MeasureDraft, PlanDraft, Step
from macros.importing.mending import Doubt, mended
from macros.importing.units import Units
from macros.importing.when import Reading, is_frequency, read_month, read_period
from macros.records.model import Unit
from macros.thai.dates import Period, fiscal_year_period, period_text
from macros.thai.fold import fold

_SAME = 0.94  # likeness of titles that leaves no other item
_APART = 0.04
NO_FOLLOW_UP = "เอกสารต้นฉบับไม่ได้ระบุการติดตามผล"
NO_PERIOD = "เอกสารต้นฉบับไม่ได้ระบุระยะเวลา ที่นี่แสดงทั้งปีงบประมาณ"
NO_TICK = "ระยะเวลาอยู่ในช่องเดือนของเอกสารต้นฉบับซึ่งอ่านไม่ได้ ที่นี่แสดงทั้งปีงบประมาณ"
UNITS_ABOVE = "เอกสารต้นฉบับเว้นช่องผู้รับผิดชอบของรายการนี้ว่างไว้ ที่นี่ใช้ “{text}” ตามแถวข้างบน"
NO_TITLE = "มาตรการที่ {number} (เอกสารต้นฉบับไม่มีชื่อ)"


class Use(NamedTuple):
    """Characters of the document and the field that they fill. ``line`` is the line's index within the measure, -1 for
    the measure itself."""

    span: Span
    measure: MeasureDraft
    line: LineDraft | None
    field: str


class Mend(NamedTuple):
    where: Where
    field: str
    doubt: Doubt


@dataclass
class Facts:
    """What a site knows already: the agency's names and units, and the items that the plan may repair (id → title)."""

    year: int
    names: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    former_units: frozenset[str] = frozenset()
    analyses: int | None = None
    failed: Mapping[str, str] = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, str]:
        return {item: fold(title) for item, title in self.failed.items()}


@dataclass
class Built:
    """``measures``: values in the order of the plan, without ids; ``drafts`` the drafts that they were made of, ``lines``
    those of the lines with their values. ``uses``: which piece of the document fills which field."""

    draft: PlanDraft
    units: Units
    year: int
    names: tuple[str, ...] = ()
    measures: list[dict[str, Any]] = field(default_factory=list)
    drafts: list[MeasureDraft] = field(default_factory=list)
    lines: dict[LineDraft, dict[str, Any]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)


def build(draft: PlanDraft, facts: Facts) -> Built:
    """Values for each measure that can be a record; the others stay in the report, with their whole text."""
    builder = _Builder(Built(draft, Units(tuple(facts.units), facts.former_units), facts.year, facts.names), facts)
    for number, measure in enumerate(draft.measures, 1):
        builder.measure(measure, number)
    for values in builder.built.lines.values():
        values[c.UNITS] = builder.built.units.resolved(values[c.UNITS])
    return builder.built


class _Builder:
    def __init__(self, built: Built, facts: Facts):
        self.built = built
        self.facts = facts
        self.note = built.draft.note

    def measure(self, draft: MeasureDraft, place: int) -> None:
        """Take in one measure, which is the ``place``-th of the document, from 1."""
        lines = [(line, values) for line in draft.lines if (values := self._line(line, draft)) is not None]
        if not lines:
            self.note(draft.where, "measure-left-out", text=_joined(draft.title))
            return
        number = self._number(draft, place)
        title = self._text(draft.title, draft, None, "title") or NO_TITLE.format(number=number)
        if not draft.title:
            self.note(draft.where, "measure-untitled", number=number)
        if len(lines) > 1:
            for line, values in lines:
                self._needs_title(line, values)
        self.built.drafts.append(draft)
        self.built.lines.update(lines)
        self.built.measures.append({"number": number, "title": title, "lines": [values for _, values in lines]})

    def _number(self, draft: MeasureDraft, place: int) -> int:
        taken = {values["number"] for values in self.built.measures}
        if draft.number and draft.number not in taken:
            return draft.number
        number = next(free for free in range(place, place + len(taken) + 1) if free not in taken)
        if draft.number:
            self.note(draft.where, "measure-number-taken", number=draft.number, given=number)
        return number

    def _needs_title(self, draft: LineDraft, values: dict[str, Any]) -> None:
        """Several lines of a measure need names: the first step lends its own."""
        if "title" not in values:
            values["title"] = values["steps"][0].split("\n")[0]
            self.note(draft.where, "line-untitled", text=values["title"])

    def _line(self, draft: LineDraft, measure: MeasureDraft) -> dict[str, Any] | None:
        units = self.built.units.read(draft.responsible, self.built.draft) if draft.responsible else ()
        if not units:
            self.note(draft.where_of(c.UNITS), "no-responsible", text=_joined(draft.title or [span for step in draft.steps for span in step.lines]))
            return None
        if not draft.title and not draft.steps and not measure.title:
            self.note(draft.where_of(c.UNITS), "nothing-to-do", text=_joined(draft.responsible))
            return None
        self._use(draft.responsible, measure, draft, c.UNITS)
        title = self._text(draft.title, measure, draft, "title")
        steps = [self._step(step, measure, draft) for step in draft.steps]
        if not steps:
            self.note(draft.where_of(c.STEPS), "no-steps", text=title or _joined(measure.title))
        values: dict[str, Any] = {"title": title} if title else {}
        values["steps"] = [step for step in steps if step] or [title or self._text(measure.title, measure, None, "title")]
        values["responsible"] = list(units)
        values |= self._times(draft, measure) | self._repairs(draft, title)
        if draft.is_units_above:
            names = {unit.id: unit.name for unit in self.built.units.all}
            text = ", ".join(names.get(unit, "ทุกหน่วยงาน") for unit in units)  # never in the words of the cell, in which persons may stand
            self.note(draft.where.of_row, "units-above", line=title or _joined(measure.title), text=text)
            values["source_notes"] = [UNITS_ABOVE.format(text=text), *values.get("source_notes", [])]
        return values

    def _step(self, step: Step, measure: MeasureDraft, line: LineDraft) -> str:
        """A part stands on a line of its own; what only runs on is joined with a space."""
        text = ""
        for place, span in enumerate(step.lines):
            piece = step.parts.get(place, "") + self._text([span], measure, line, c.STEPS)
            text += ("\n" if place in step.parts else " ") * bool(text) + piece
        return text

    def _times(self, draft: LineDraft, measure: MeasureDraft) -> dict[str, Any]:
        found: dict[str, Any] = {}
        written = " – ".join(self._text(spans, measure, draft, c.PERIOD) for spans in by_column(draft.period))
        period, is_direct, is_all = read_period(written, self.facts.year) if written else Reading()
        found[c.PERIOD] = period_text(period or fiscal_year_period(self.facts.year))
        if period is None:
            nothing = NO_TICK if draft.is_ticked else NO_PERIOD
            found["source_notes"] = [f"เอกสารต้นฉบับระบุระยะเวลาว่า “{written}” ที่นี่แสดงทั้งปีงบประมาณ" if written else nothing]
            unread = "period-frequency" if is_frequency(written) else "period-unread"
            self.note(draft.where_of(c.PERIOD), unread if written else "no-tick" if draft.is_ticked else "no-period", text=written)
        elif not is_direct:
            self.note(draft.where_of(c.PERIOD), "period-read-as", text=written, period=period_text(period))
            if not is_all:
                found["source_notes"] = [f"เอกสารต้นฉบับระบุระยะเวลาว่า “{written}” ที่นี่แสดงเป็นช่วงเดือน"]
        found[c.FOLLOW_UP] = self._text(draft.follow_up, measure, draft, c.FOLLOW_UP) or NO_FOLLOW_UP
        if not draft.follow_up:
            self.note(draft.where_of(c.FOLLOW_UP), "no-follow-up")
        if month := read_month(found[c.FOLLOW_UP]):
            found["follow_up_month"] = period_text(Period(month, month))
        return found

    def _repairs(self, draft: LineDraft, title: str) -> dict[str, Any]:
        """The failed item of the same title; with a small difference it is noted, with a larger one left to a person."""
        if not title or not self.facts.failed:
            return {}
        likeness = {item: _likeness(fold(title), known) for item, known in self.facts.titles.items()}
        ranked = sorted(likeness, key=likeness.__getitem__, reverse=True)
        best = ranked[0]
        second = likeness[ranked[1]] if len(ranked) > 1 else 0
        if likeness[best] < _SAME or (likeness[best] < 1 and likeness[best] - second < _APART):
            return {}
        if likeness[best] < 1:
            self.note(draft.where_of("title"), "repair-similar", title=title, item=best, known=self.facts.failed[best])
        return {"repairs": [f"{self.facts.analyses}/{best}"]}

    def _text(self, spans: Lines, measure: MeasureDraft, line: LineDraft | None, name: str) -> str:
        """The spans as the record has them; their errors are collected once, wherever they are used."""
        self._use(spans, measure, line, name)
        pieces = []
        for span in spans:
            text, doubts = mended(span.text, self.facts.names)
            for doubt in doubts:
                mend = Mend(span.where, name, doubt)
                if mend not in self.built.mends:
                    self.built.mends.append(mend)
            pieces.append(text)
        return " ".join(piece for piece in pieces if piece)

    def _use(self, spans: Iterable[Span], measure: MeasureDraft, line: LineDraft | None, name: str) -> None:
        self.built.uses += [Use(span, measure, line, name) for span in spans]


def by_column(spans: Lines) -> list[Lines]:
    """The spans of each column: beginning and end of a period may stand in two."""
    return [[span for span in spans if span.where.column == column] for column in dict.fromkeys(span.where.column for span in spans)]


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _joined(spans: Iterable[Span]) -> str:
    return re.sub(r"\s+", " ", " ".join(span.text for span in spans))
