"""The tables of a plan → measures and lines, still in pieces of the document. Nothing is judged by its looks alone:
what is only probable is noted for a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from macros.importing import columns as c
from macros.importing.columns import Columns, are_units_merged, heading
from macros.importing.document import Cell, Document, Paragraph, Span, Table
from macros.importing.draft import LineDraft, Lines, MeasureDraft, PlanDraft
from macros.importing.form_tables import unfolded
from macros.importing.month_cells import filled, steps_of
from macros.importing.numbering import number_above, ordinal_of, split_inline
from macros.importing.steps import Group, counts_on, folded, joined, read_groups, same_text
from macros.thai.digits import to_arabic

_ONLY_NUMBER = re.compile(r"[\s(]*\d{0,3}[\s).]*")
_GOES_ON = re.compile(r"\(? ?ต่อ ?\)?$")
_TITLE = re.compile(r"(?:\d{1,2}[.)] ?)?มาตรการ|\d{1,2}[.)] ?\D")  # above a table that has no column for it
_COUNTED = re.compile(r"\d{1,2}[.)] ?มาตรการ|มาตรการ(?:ที่)? ?\d")
_BEGINS_MEASURE = re.compile(r"มาตรการ(?:ที่)? ?\d|\d{1,2}[.)] ?\D")


def outline(document: Document, is_known_title: Callable[[str], bool] = lambda text: False) -> PlanDraft:
    """What the plan's tables say. ``is_known_title`` tells the titles of the year's OIT items."""
    reader = _Outline(document, is_known_title)
    known: Columns | None = None
    for block in unfolded(document):
        if isinstance(block, Table):
            known = reader.table(block, known)
        else:
            reader.above = block.whole.stripped() if _TITLE.match(_shown(block)) else reader.above
    return reader.draft


class _Outline:
    def __init__(self, document: Document, is_known_title: Callable[[str], bool]):
        self.draft = PlanDraft(document)
        self.is_known_title = is_known_title
        self.current: list[MeasureDraft] = []
        self.columns = Columns([])
        self.before: dict[str | None, list[Cell]] = {}
        self.deeds: dict[Cell, str] = {}  # what the row does, by its months
        self.units_above: Lines = []  # of the last row that names any
        self.merges_units = False  # a cell of units stands beside several rows of the table: one that is empty is meant so
        self.above: Span | None = None  # the measure's name that the text between two tables ends with

    # ── tables and rows ──────────────────────────────────────────────────────────────────────────────────────────────

    def table(self, table: Table, known: Columns | None) -> Columns | None:
        """Read one table; the columns that a next table without a heading may go on with."""
        self._begin_part()
        place, found = 0, self._next_heading(table, 0)
        if found is None:
            if known is None or table.is_text or len(table.rows[0]) != len(known.roles):
                return None
            self.draft.note(table.where, "table-without-heading")
            self.columns, self.merges_units = known, are_units_merged(table.rows, known.roles)
        self.draft.tables.append(table.where.table)
        while place < len(table.rows):
            if found and place == found[1]:
                self._take_heading(found[0])
                place, self.merges_units = found[2], are_units_merged(table.rows[found[2] :], found[0].roles)
                found = self._next_heading(table, place)
            else:
                if found is None or self.columns.roles:
                    self._row(table, table.rows[place])
                place += 1
        known, self.columns, self.above = self.columns, Columns([]), None
        return known

    def _next_heading(self, table: Table, start: int) -> tuple[Columns, int, int] | None:
        for place in range(start, len(table.rows)):
            if found := heading(table, place):
                return found[0], place, found[1]
        return None

    def _take_heading(self, found: Columns) -> None:
        found = found.below_title() if self.above and _COUNTED.match(_shown(self.above.paragraph)) else found
        if found.roles != self.columns.roles:
            self._begin_part()
        self.columns = found
        self.draft.headings += found.headings
        if self.above and c.MEASURE not in found.known:
            spans, self.above = [self.above], None
            if not self._goes_on(spans, {}):
                self.draft.note(spans[0].where, "title-above", text=spans[0].text)
                self._begin_measures(spans, 0)

    def _begin_part(self) -> None:
        """No row goes on from one before it."""
        self.before, self.units_above = {}, []

    def _row(self, table: Table, row: list[Cell]) -> None:
        if all(_ONLY_NUMBER.fullmatch(to_arabic(cell.text)) for cell in row):
            return
        cells = self._lines_apart(self._ticked(row, self.columns.cells(row, table.widths)))
        distinct = [cell for cell in dict.fromkeys(row) if not cell.is_empty]
        if len(distinct) == 1 and len(row) > 1 and (all(cell is distinct[0] for cell in row) or distinct[0] in cells.get(c.NUMBER, [])):
            self._banner(distinct[0])
            return
        self._measure(cells)
        self._lines(cells)
        self.before = cells

    def _ticked(self, row: list[Cell], cells: dict[str | None, list[Cell]]) -> dict[str | None, list[Cell]]:
        """Where months stand side by side, the headings of the first and the last that are filled are the time of ``row``."""
        found = filled(row, self.columns)
        self.deeds = found.deeds if found else {}
        if not found:
            return cells
        self.draft.numbers += _spans(found.ticks)
        if found.apart:
            self.draft.note(row[0].where.of_row, "months-apart", months=", ".join(cell.text for cell in found.apart))
        return {**cells, c.PERIOD: found.time}

    def _lines_apart(self, cells: dict[str | None, list[Cell]]) -> dict[str | None, list[Cell]]:
        """Where measures and their lines share a column, ๑.๒ below measure ๑ is a line of it, also where the numbers have a column of their own."""
        spans, counted = (_spans(cells.get(role, [])) for role in (c.MEASURE, c.NUMBER))
        above = max(map(number_above, [*spans[:1], *counted[:1]])) if spans and c.LINE not in self.columns.known else 0
        if not above or not self.current or self.current[-1].style == "1.1" or self.current[-1].number != above:
            return cells
        self.draft.numbers += counted
        return {**cells, c.MEASURE: [], c.LINE: cells[c.MEASURE], c.NUMBER: []}

    def _banner(self, cell: Cell) -> None:
        """A row of one cell parts the table; only when it counts measures is it one."""
        text = to_arabic(cell.text.strip())
        if _BEGINS_MEASURE.match(text) or (c.MEASURE not in self.columns.known and self.is_known_title(text)):
            self._begin_measures(list(cell.lines()), 0)
            self._begin_part()
        else:
            self.draft.note(cell.where, "banner", text=cell.text)

    def _is_same(self, cells: dict[str | None, list[Cell]], role: str) -> bool:
        """The cell goes on from the row above."""
        here, above = cells.get(role, []), self.before.get(role, [])
        return bool(here) and any(cell is other and not cell.is_empty for cell in here for other in above)

    # ── measures ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _measure(self, cells: dict[str | None, list[Cell]]) -> None:
        spans = _spans(cells.get(c.MEASURE, []))
        if self._is_same(cells, c.MEASURE) or (not spans and self.current):
            return
        number, style = 0, ""
        for span in () if self._is_same(cells, c.NUMBER) else _spans(cells.get(c.NUMBER, [])):
            digits, style = re.search(r"\d{1,3}", to_arabic(span.text)), "1.1" * bool(number_above(span))
            number = int(digits[0]) if digits and not style else 0
            self.draft.numbers.append(span)
        if not self._goes_on(spans, cells, number):
            self._begin_measures(spans, number)
            self.current[-1].style = style or self.current[-1].style

    def _goes_on(self, spans: Lines, cells: dict[str | None, list[Cell]], number: int = 0) -> bool:
        """The cell names the measure before it once more (a page began), or carries on its title."""
        if not self.current or not spans:
            return bool(self.current)
        last = self.current[-1]
        words, title = folded(_without_ordinals(spans)), folded(last.title)
        shorter = _GOES_ON.sub("", words)
        if words == title or (shorter != words and (title.startswith(shorter) or not shorter)):
            self.draft.repeated += spans
            return True
        rest = [cell for role in (c.UNITS, c.PERIOD, c.FOLLOW_UP) for cell in cells.get(role, [])]
        if ordinal_of(spans[0]) is None and number in (0, last.number) and last.number and rest and all(cell.is_empty for cell in rest):
            self.draft.note(spans[0].where, "title-goes-on", text=spans[0].text)
            last.title += spans
            return True
        return False

    def _begin_measures(self, spans: Lines, number: int) -> None:
        """One measure, or several where the cell counts them."""
        self.current, style = [], ""
        for part in (part for span in spans for part in split_inline(span)):
            found, last = ordinal_of(part), self.current[-1].number if self.current else 0
            if not self.current or (found and last and found.number == last + 1 and found.style == style):
                style = found.style if found else ""
                self._begin(part, number)
            else:
                self.current[-1].title.append(part)
        if not self.current:
            self.current = [MeasureDraft(self.draft.document.tables[0].where, number)]
        if len(self.current) > 1:
            self.draft.note(self.current[0].where, "measures-in-one-cell", count=len(self.current))
        self.draft.measures += self.current

    def _begin(self, part: Span, number: int) -> None:
        found = ordinal_of(part)
        if found and found.length:
            self.draft.numbers.append(part.part(0, found.length))
        title = part.part(found.length).stripped() if found else part
        self.current.append(MeasureDraft(part.where, found.number if found else number, [title], style=found.style if found else ""))

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines(self, cells: dict[str | None, list[Cell]]) -> None:
        if not self.current:
            self._begin_measures([], 0)
        own = {role: [] if self._is_same(cells, role) else _spans(cells.get(role, [])) for role in (c.LINE, c.STEPS)}
        shared = {role: _spans(cells.get(role, [])) for role in (c.UNITS, c.PERIOD, c.FOLLOW_UP)}
        deeds = [Group(steps=steps_of(self.deeds, self.draft))] if self.deeds else []
        groups = deeds or read_groups(own[c.STEPS], self.draft, self.is_known_title, self._has_several_rows(cells))
        if own[c.LINE]:
            groups = [Group(), *groups] if groups and groups[0].title else groups or [Group()]
            groups[0].title = self._numbered_title(own[c.LINE])
        if not groups and not any(shared.values()):
            return
        if self._extends(groups, own, shared, cells):
            return
        self._add(groups or [Group()], shared, _first_where(cells))
        self.units_above = shared[c.UNITS] or self.units_above

    def _has_several_rows(self, cells: dict[str | None, list[Cell]]) -> bool:
        return self._is_same(cells, c.MEASURE) or (not _spans(cells.get(c.MEASURE, [])) and bool(self.current[-1].lines))

    def _numbered_title(self, spans: Lines) -> Lines:
        found = ordinal_of(spans[0])
        if found is None or not found.length:
            return spans
        self.draft.numbers.append(spans[0].part(0, found.length))
        return [spans[0].part(found.length).stripped(), *spans[1:]]

    def _extends(self, groups: list[Group], own: dict[str, Lines], shared: dict[str, Lines], cells: dict[str | None, list[Cell]]) -> bool:
        """The row only carries on the line above it: broken by a page, or steps and units in rows of their own."""
        lines = self.current[-1].lines
        if not lines or own[c.LINE] or (groups and groups[0].title):
            return False
        last = lines[-1]
        fresh = {role for role, spans in shared.items() if spans and not self._is_same(cells, role) and not same_text(spans, getattr(last, role))}
        merged = self._is_same(cells, c.LINE) or self._is_same(cells, c.STEPS)
        if not merged and (fresh or not (not last.title or not any(shared.values()) or counts_on(groups, last))):
            return False
        for measure in self.current:
            self._carry_on(measure.lines[-1], groups[:1], {role: shared[role] for role in fresh})
        for role in set(shared) - fresh:
            self.draft.repeated += [span for span in shared[role] if span not in getattr(last, role)]
        if groups[1:]:
            self._add(groups[1:], {role: getattr(last, role) for role in shared}, _first_where(cells))
        return True

    def _carry_on(self, line: LineDraft, groups: list[Group], fresh: dict[str, Lines]) -> None:
        for group in groups:
            if line.steps and group.steps and not group.steps[0].number and not group.is_numbered and not any(not step.number for step in line.steps):
                self.draft.note(group.steps[0].lines[0].where, "step-runs-on", text=group.steps[0].lines[0].text, before=line.steps[-1].lines[-1].text)
                line.steps[-1].lines += group.steps.pop(0).lines
            line.steps += group.steps
        for role, spans in fresh.items():
            getattr(line, role).extend(spans)

    def _add(self, groups: list[Group], shared: dict[str, Lines], where) -> None:
        if len(self.current) > 1 and len(groups) == len(self.current):
            pairs: list[tuple[MeasureDraft, list[Group]]] = [(measure, [group]) for measure, group in zip(self.current, groups)]
            self.draft.note(where, "steps-by-order", count=len(groups))
        else:
            pairs = [(measure, groups) for measure in self.current]
            if len(self.current) > 1:
                self.draft.note(where, "steps-shared", count=len(self.current))
        for measure, own in pairs:
            for group in joined(own):
                line = LineDraft(where, list(group.title), list(group.steps), is_ticked=bool(self.columns.months))
                for role, spans in shared.items():
                    setattr(line, role, list(spans))
                self._inherit(line, measure)
                measure.lines.append(line)

    def _inherit(self, line: LineDraft, measure: MeasureDraft) -> None:
        """A cell left empty under a filled one of the same measure most probably means “as above”; it is noted. Units that are written once
        for several measures are those of each most probably too, but that is said in the record as well."""
        for role in (c.UNITS, c.PERIOD, c.FOLLOW_UP):
            if not getattr(line, role) and role in self.columns.known and not (role == c.PERIOD and line.is_ticked) and measure.lines and getattr(measure.lines[-1], role):
                setattr(line, role, list(getattr(measure.lines[-1], role)))
                self.draft.note(line.where.of_row, "as-above", field=c.NAMES[role])
                line.is_units_above |= role == c.UNITS and measure.lines[-1].is_units_above
        if not line.responsible and self.units_above and not self.merges_units:
            line.responsible, line.is_units_above = list(self.units_above), True


def _shown(paragraph: Paragraph) -> str:
    """As it is seen, with the number that the word processor puts before it."""
    return to_arabic(f"{paragraph.label} {paragraph.text}".strip())


def _spans(cells: Iterable[Cell]) -> Lines:
    return [span for cell in cells for span in cell.lines()]


def _without_ordinals(spans: Lines) -> Lines:
    found = ordinal_of(spans[0]) if spans else None
    return [spans[0].part(found.length), *spans[1:]] if found else spans


def _first_where(cells: dict[str | None, list[Cell]]):
    filled = [cell for role in (c.LINE, c.STEPS, c.UNITS, c.MEASURE) for cell in cells.get(role, []) if not cell.is_empty]
    return (filled or [cell for found in cells.values() for cell in found])[0].where
