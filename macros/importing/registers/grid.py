"""The tables of a document that hold a register: where the heading stands, which rows are items, which are sums, which neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from macros.importing.columns import names_parts
from macros.importing.document import Cell, Document, Paragraph, Table
from macros.importing.registers.cross import listed
from macros.importing.registers.kinds import KINDS, Kind
from macros.importing.registers.proposal import Choice, Column, fields_of, parts, plain
from macros.importing.registers.satang import joined
from macros.importing.registers.values import Raw, amount, raw
from macros.importing.trimming import with_dittos

HEADING_WITHIN, HEADING_ROWS, LONGEST, SAMPLED = 40, 3, 120, 40
ITEM, TOTAL, BANNER, REPEATED = "item", "total", "banner", "repeated"
_TOTAL = re.compile(r"^(?:ยอด|ผล)?รวม|^total|^grandtotal")
_NUMBERING = re.compile(r"[(]?\d{1,2}[).]?")


@dataclass(eq=False)
class Row:
    """``what``: an item (a row of the register, with the rows that go on with it), a sum, a line of text across the table, or
    the heading once more. ``lines`` are the grid's rows that it is made of."""

    what: str
    lines: list[list[Cell]] = field(default_factory=list)

    def cells(self, place: int) -> list[Cell]:
        """The cells of a column, each once, empty ones left out."""
        found = {id(line[place]): line[place] for line in self.lines if place < len(line)}
        return [cell for cell in found.values() if not cell.is_empty]

    def all_cells(self) -> list[Cell]:
        found = {id(cell): cell for line in self.lines for cell in line if not cell.is_empty}
        return list(found.values())


@dataclass(eq=False)
class Grid:
    """A table with its columns. ``above`` is the text over it, in the document and in the table."""

    table: Table
    columns: list[Column]
    heading: list[list[Cell]]
    rows: list[Row]
    above: list[Paragraph]

    def heading_cells(self) -> list[Cell]:
        return Row("", self.heading).all_cells()


@dataclass
class Found:
    """The kind of a document's tables, the tables, and the paragraphs and cells that belong to none of them."""

    kind: str
    grids: list[Grid]
    outside: list[Paragraph]


def _prepared(document: Document, name: str, year: int) -> Document:
    """The tables in the one layout that is read: one column for an amount, one row for an item."""
    blocks = [joined(with_dittos(block)) if isinstance(block, Table) else block for block in document.blocks]
    return listed(replace(document, blocks=blocks), name, year)


def kinds_in(document: Document, year: int) -> dict[str, int]:
    """Kinds whose marks some table bears → how many columns of it they know, the best first."""
    found: dict[str, int] = {}
    for name, kind in KINDS.items():
        for table in _prepared(document, name, year).tables:
            best = _heading(table, kind, year)
            if best:
                found[name] = max(found.get(name, 0), best[0])
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def grids_of(document: Document, name: str, year: int) -> Found:
    """The tables of ``document`` that hold rows of the kind ``name``. A table without a heading goes on with the one before it. Where no
    table bears the kind's marks, a person named the kind: then a title beside another field will do."""
    kind, document = KINDS[name], _prepared(document, name, year)
    if not any(_heading(table, kind, year) for table in document.tables):
        kind = kind._replace(marks=tuple(frozenset({title, slot.name}) for title in ("title", "subject") for slot in kind.slots if slot.name != title))
    found = Found(name, [], [])
    above: list[Paragraph] = []
    last: Grid | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block)
            continue
        best = _heading(block, kind, year)
        if best:
            _, start, end = best
            above += [paragraph for cell in Row("", block.rows[:start]).all_cells() for paragraph in cell.paragraphs]
            grid = Grid(block, _columns(block, start, end, year), block.rows[start:end], [], above)
            grid.rows = list(_rows(block.rows[end:], grid, fields_of(grid.columns, kind, year), kind))
            last = grid
        elif last and block.rows and len(block.rows[0]) == len(last.columns):
            grid = Grid(block, last.columns, [], [], above)
            grid.rows = list(_rows(block.rows, last, fields_of(last.columns, kind, year), kind))
        else:
            above += [paragraph for cell in block.cells() for paragraph in cell.paragraphs]
            continue
        found.outside += above
        found.grids.append(grid)
        above = []
    found.outside += above
    return found


# ── the heading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _heading(table: Table, kind: Kind, year: int) -> tuple[int, int, int] | None:
    """(columns known, first row, row after it) of the heading that knows most; the shortest of those."""
    best = None
    for start in range(min(len(table.rows), HEADING_WITHIN)):
        for end in range(start + 1, min(start + HEADING_ROWS, len(table.rows)) + 1):
            if not _may_head(table.rows[end - 1], is_first=end == start + 1):
                break
            if _shares_below(table, end) or not _known(table, start, end, kind, year, samples=False):
                continue  # by the headings alone: cheap
            names = _known(table, start, end, kind, year, samples=True)
            if names and (best is None or len(names) > best[0]):
                best = (len(names), start, end)
    return best and (best[0], best[1], _after_numbers(table, best[2]))


def _shares_below(table: Table, end: int) -> bool:
    """A cell of the row before ``end`` goes on downwards, or parts of it are named below: the heading is not over yet."""
    pairs = list(zip(table.rows[end - 1], table.rows[end])) if end < len(table.rows) else []
    return any(cell is under and not cell.is_empty for cell, under in pairs) or (bool(pairs) and names_parts(table.rows[end - 1], table.rows[end]))


def _known(table: Table, start: int, end: int, kind: Kind, year: int, samples: bool) -> set[str]:
    """The fields that the heading knows; none unless it bears the kind's marks, of which months to tick are none: a plan of measures has them too."""
    columns = _columns(table, start, end, year, SAMPLED if samples else 0)
    choices = [(choice, choice.field.rpartition(".")[2]) for choice in fields_of(columns, kind, year)]
    telling = {name for choice, name in choices if not (name == "planned" and choice.means)}
    return {name for _, name in choices if kind.slot(name)} if any(mark <= telling for mark in kind.marks) else set()


def _may_head(row: Sequence[Cell], is_first: bool) -> bool:
    texts = [cell.text for cell in {id(cell): cell for cell in row}.values() if not cell.is_empty]
    if any(len(text) > LONGEST for text in texts) or (is_first and len(texts) < 3):
        return False
    if len(texts) == 1 and not row[0].is_empty:
        return False  # a line of text at the left says what the rows below belong to
    return bool(texts) and not any((value := amount(text)) is not None and value >= 100 and not 2475 <= value <= 2700 for text in texts)


def _after_numbers(table: Table, end: int) -> int:
    """Under some headings stands a row with the columns' numbers."""
    if end < len(table.rows):
        texts = [cell.text.strip() for cell in table.rows[end] if not cell.is_empty]
        numbers = [int(re.sub(r"\D", "", raw(text, None, 0).text)) for text in texts if _NUMBERING.fullmatch(raw(text, None, 0).text)]
        if len(numbers) == len(texts) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return end + 1
    return end


def _columns(table: Table, start: int, end: int, year: int, sampled: int = SAMPLED) -> list[Column]:
    rows = table.rows[start:end]
    heads = [{cell.text for row in rows for cell in row[place : place + 1]} for place in range(max(map(len, rows)))]
    below = table.rows[end : end + sampled]
    return [Column(parts(rows, place), tuple(_samples(below, place, year, head))) for place, head in enumerate(heads)]


def _samples(rows: list[list[Cell]], place: int, year: int, head: set[str]) -> Iterator[Raw]:
    """What stands under a heading: not the heading once more, no sums, no text across the table."""
    seen: set[int] = set()
    for row in rows:
        if place < len(row) and not row[place].is_empty and row[place].text not in head and id(row[place]) not in seen and len({id(cell) for cell in row if not cell.is_empty}) > 1 and not _is_total(row):
            seen.add(id(row[place]))
            yield raw(row[place].text, row[place].value, year)


# ── the rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(lines: Sequence[Sequence[Cell]], grid: Grid, choices: Sequence[Choice], kind: Kind) -> Iterator[Row]:
    heading = {plain(cell.text) for cell in grid.heading_cells()}
    item: Row | None = None
    for line in map(list, lines):
        shown = {id(cell): cell for cell in line if not cell.is_empty}
        if not shown:
            continue
        if {plain(cell.text) for cell in shown.values()} <= heading and len(shown) > 1:
            what = REPEATED
        elif _is_total(line):
            what = TOTAL
        elif item and _goes_on(line, item, choices):
            item.lines.append(line)
            continue
        else:
            what = BANNER if _is_banner(line, shown, choices) else ITEM
        row = Row(what, [line])
        item = row if what == ITEM else item if what == REPEATED else None
        yield row


def _is_total(line: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in line if not cell.is_empty and amount(cell.text) is None]
    return bool(texts) and len(texts[0]) < LONGEST and bool(_TOTAL.search(plain(texts[0]))) and any(amount(cell.text) is not None for cell in line)


_OWN = ("title", "subject", "period", "received", "budget", "approved", "price", "likelihood", "winner+price")


def _goes_on(line: Sequence[Cell], item: Row, choices: Sequence[Choice]) -> bool:
    """Whether the row belongs to the item above: they share a cell that is the item's own, or the row has nothing of its own."""
    before = item.lines[-1]
    title = [place for place, choice in enumerate(choices) if choice.field in ("title", "number", "order") and place < min(len(line), len(before))]
    if any(line[place] is before[place] and not line[place].is_empty and _spans_rows_only(line, place) for place in title):
        return True
    own = [line[place] for place, choice in enumerate(choices) if place < len(line) and (choice.field in _OWN or choice.field.endswith((".result", ".spent")) or choice.field == "spending")]
    others = [line[place] for place, choice in enumerate(choices) if place < len(line) and choice.field in ("bidders", "bids", "winner", "reason", "added_measure", "existing_measure", "unit", "note", "action")]
    return all(cell.is_empty for cell in own) and any(not cell.is_empty for cell in others) and len({id(cell) for cell in line}) > 1


def _spans_rows_only(line: Sequence[Cell], place: int) -> bool:
    return sum(cell is line[place] for cell in line) <= max(1, len(line) // 2)


def _is_banner(line: Sequence[Cell], shown: dict[int, Cell], choices: Sequence[Choice]) -> bool:
    """One text in the whole row, which is no figure; a single text under a heading of its own kind is a value that goes on."""
    return len(shown) == 1 and amount(next(iter(shown.values())).text) is None
