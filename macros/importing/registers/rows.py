"""The rows of a register out of the tables of a document, with everything that was doubtful and everything that was left out."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from macros.importing.document import Document, Paragraph, Where
from macros.importing.mending import Doubt, mended
from macros.importing.registers.filling import Filler, hidden
from macros.importing.registers.grid import BANNER, ITEM, REPEATED, TOTAL, Found, Grid, Row
from macros.importing.registers.kinds import COMPUTED, KINDS, NOT_TAKEN, ORDER, Slot
from macros.importing.registers.mapping import Mapping
from macros.importing.registers.proposal import Choice
from macros.importing.registers.values import Unread, amount, baht, raw, read
from macros.importing.registers.words import Words
from macros.importing.units import offices_alone
from macros.records.model import Unit
from macros.thai.dates import ThaiDateError, long_date, parse_date
from macros.thai.digits import to_arabic

_MONTH_NAMED = re.compile(r"(?:ประจำ)?เดือน\s*([ก-๎.]+\s*(?:พ\.\s*ศ\.\s*)?\d{2,4}(?!\d))")
_AS_OF = re.compile(r"ณ\s*(?:วันที่|สิ้นวันที่)\s*(\d{1,2}\s*[ก-๎.]+\s*(?:พ\.\s*ศ\.\s*)?\d{2,4}(?!\d))")
_ASIDE = re.compile(r"หมายเหตุ|ลงชื่อ|ผู้รายงาน|ผู้จัดทำ|ข้อมูล\s*ณ|ตำแหน่ง|[*(]")


@dataclass
class Item:
    """A row of the register: its values, as text, by field; the place where it begins."""

    values: dict[str, Any]
    where: Where


@dataclass
class Note:
    where: Where | None
    text: str


@dataclass
class Table:
    """``totals``: field → the sum that the document prints for all rows; ``without``: periods of which it says that there was
    nothing. ``left``: text that filled no field; ``skipped``: what needs no
    field (numbers of rows, percentages, repeated headings), counted by what it is. ``lacks``: fields that some rows need and have no
    value for, because a person stood there or nothing is ticked."""

    items: list[Item] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)
    as_of: str = ""
    without: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    mends: list[tuple[Where, str, Doubt]] = field(default_factory=list)
    left: list[Note] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    refused: list[Note] = field(default_factory=list)
    lacks: set[str] = field(default_factory=set)


class Reader:
    """Reads the tables of one document by a mapping."""

    def __init__(self, mapping: Mapping, units: Sequence[Unit], names: Sequence[str]):
        self.mapping, self.kind, self.names = mapping, KINDS[mapping.kind], names
        self.words = Words(units, mapping.words)
        self.table = Table()
        self._sums: dict[str, Decimal] = {}
        self._summed = 0  # items that the last sum stands below

    def read(self, found: Found, document: Document) -> Table:
        for paragraph in found.outside:
            self._outside(paragraph)
        for grid in found.grids:
            self._grid(grid)
        self._forget_totals()
        for part in document.unread:
            self.table.left.append(Note(None, part))
        return self.table

    # ── around the tables ────────────────────────────────────────────────────────────────────────────────────────────

    def _outside(self, paragraph: Paragraph) -> None:
        text = " ".join(to_arabic(paragraph.text).split())
        if match := _AS_OF.search(text):
            try:
                self.table.as_of = long_date(parse_date(match[1]))
            except ThaiDateError:
                pass
        if text:
            self.leave(paragraph.where, paragraph.text)

    def leave(self, where: Where, text: str, why: str = "") -> None:
        shown, found = hidden(" ".join(text.split()))
        self.table.left.append(Note(where, shown + (f" ({why})" if why else "")))
        self.refuse(where, found)

    def refuse(self, where: Where, count: int) -> None:
        if count:
            self.table.refused.append(Note(where, "เลขประจำตัวประชาชน ไม่นำเข้า"))

    def offices(self, text: str, slot: Slot, where: Where) -> str:
        """``text`` without the persons in it; a field that is needed is asked for where nothing else stands there."""
        rest, persons = offices_alone(text, self.words.units)
        self.table.refused += [Note(where, f"ชื่อบุคคล ไม่ใช่ชื่อหน่วยงาน: “{person}”") for person in persons]
        self.table.lacks |= {slot.name} if persons and not rest and slot.needed else set()
        return rest

    def note(self, where: Where, text: str) -> None:
        self.table.notes.append(Note(where, hidden(text)[0]))

    # ── one table ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _grid(self, grid: Grid) -> None:
        choices = [self.mapping.choice(column.heading) for column in grid.columns]
        context = self._context(grid)
        waiting: list[Row] = []
        above: dict[str, Any] = {}
        start = len(self.table.items)
        since = start
        for row in grid.rows:
            if row.what == BANNER:
                waiting.append(row)
            elif row.what == REPEATED:
                self.skip("แถวหัวตารางที่ซ้ำ")
            elif row.what == TOTAL:
                self._total(row, grid, choices, start, since)
                since = len(self.table.items)
            elif row.what == ITEM:
                self._banners(waiting, context, above)
                waiting = []
                self._item(row, grid, choices, context, above)
        for row in waiting:
            for cell in row.all_cells():
                if "month" in context and start == len(self.table.items) and re.match("ไม่มี|-", cell.text.strip()):
                    self.table.without.append(context["month"])
                else:
                    self.leave(cell.where, cell.text)

    def _context(self, grid: Grid) -> dict[str, str]:
        """What the text over the table, or the sheet's name, says of all its rows."""
        if self.kind.slot("month"):
            texts = [" ".join(to_arabic(paragraph.text).split()) for paragraph in grid.above]
            named = [match[1] for text in texts for match in _MONTH_NAMED.finditer(text)] + re.findall("“(.*)”", grid.table.where.part)
            for text in reversed(named):
                if month := self._try("month", text):
                    self.note(grid.table.where, f"เดือนของแถวที่ไม่ได้บอกเดือน มาจากข้อความเหนือตารางหรือชื่อแผ่นงาน: {month}")
                    return {"month": month}
        return {}

    def _try(self, type: str, text: str) -> str:
        try:
            return read(type, raw(text, None, self.mapping.year))
        except Unread:
            return ""

    def _banners(self, rows: list[Row], context: dict[str, str], above: dict[str, Any]) -> None:
        """Lines of text across the table say what the rows below them belong to."""
        for row in rows:
            cell = row.all_cells()[0]
            text, doubts = mended(" ".join(cell.text.split()), self.names)
            name = self._banner_field(text)
            value = (self._try("month", text) or self._try("month", (_MONTH_NAMED.search(to_arabic(text)) or [""])[-1])) if name == "month" else text
            if name and value and not _ASIDE.match(text):
                context[name] = value
                if name == "dimension":
                    context.pop("strategy", None)
                above.clear()
                self.note(cell.where, f"ข้อความเต็มแถว ใช้เป็น{self._title(name)}ของแถวถัดไป: “{text}”")
                self.table.mends += [(cell.where, name, doubt) for doubt in doubts]
            else:
                self.leave(cell.where, cell.text)

    def _banner_field(self, text: str) -> str:
        if self.kind.banner == "dimension" and not re.match("มิติ|ยุทธศาสตร์|ด้าน", text):
            return "strategy"
        return self.kind.banner

    def _title(self, name: str) -> str:
        slot = self.kind.slot(name.rpartition(".")[2])
        return slot.title if slot else name

    def skip(self, what: str) -> None:
        self.table.skipped[what] = self.table.skipped.get(what, 0) + 1

    # ── one row ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _item(self, row: Row, grid: Grid, choices: list[Choice], context: Map[str, str], above: dict[str, Any]) -> None:
        filler = Filler(self, row, grid)
        seen: set[int] = set()
        for place, choice in enumerate(choices):
            cells = [cell for cell in row.cells(place) if id(cell) not in seen]
            seen |= {id(cell) for cell in cells}
            filler.column(place, choice, cells)
        values = filler.finished()
        for name in self.kind.above:
            if name in values:
                above[name] = values[name]
            elif name in above:
                values[name] = above[name]
                self.skip(f"ช่อง{self._title(name)}ที่ว่าง ใช้ค่าของแถวบน")
        values = {**context, **values}
        self.table.lacks |= {slot.name for choice in choices if choice.means and (slot := self.kind.slot(choice.field)) and slot.needed} - values.keys()
        for name, value in self.mapping.defaults.items():
            filler.default(values, name, value)
        self.table.items.append(Item(values, row.lines[0][0].where))

    # ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _total(self, row: Row, grid: Grid, choices: list[Choice], start: int, since: int) -> None:
        """A printed sum is the sum of the rows above it: of all, of those of this table, or of those since the sum before it."""
        self._forget_totals()
        for place, choice in enumerate(choices):
            for cell in row.cells(place):
                printed = amount(cell.text)
                if printed is None:
                    continue
                name = "price" if choice.field == "winner+price" else choice.field
                if choice.field in (COMPUTED, NOT_TAKEN, ORDER):
                    self.skip("ตัวเลขในแถวรวมที่คำนวณได้เอง")
                    continue
                sums = [self._sum(name, choice.period, items) for items in (self.table.items, self.table.items[start:], self.table.items[since:])]
                if printed not in sums:
                    difference = f"แถวรวมพิมพ์{self._title(name)} {baht(printed)} แต่แถวที่อ่านรวมกันได้ {baht(sums[1])} ต่างกัน {printed - sums[1]:+,.2f}"
                    self.note(cell.where, difference)
                if printed == sums[0] or printed not in sums:
                    self._keep_total(name, printed)
        self.skip("แถวรวม ตรวจกับผลรวมของแถวแล้ว")

    def _forget_totals(self) -> None:
        """What was printed above more rows is the sum of a part, not of all."""
        if self._summed < len(self.table.items):
            self._sums, self.table.totals = {}, {}
        self._summed = len(self.table.items)

    def _keep_total(self, name: str, printed: Decimal) -> None:
        """The last one printed for all rows; spending by month adds up."""
        if name == "spending":
            self._sums["spent"] = self._sums.get("spent", Decimal(0)) + printed
        elif name in ("transfers+", "transfers-"):
            self._sums["transfers"] = self._sums.get("transfers", Decimal(0)) + (printed if name == "transfers+" else -abs(printed))
        else:
            self._sums[name] = printed
        self.table.totals = {key: baht(value) for key, value in self._sums.items()}

    def _sum(self, name: str, period: str, items: Sequence[Item]) -> Decimal:
        found = [_figure(item.values, name, period) for item in items]
        return sum((value for value in found if value is not None), Decimal(0))


def _figure(values: Map[str, Any], name: str, period: str) -> Decimal | None:
    if name == "spending":
        return sum((amount(one["amount"]) or Decimal(0) for one in values.get("spending", ()) if not period or one["period"] == period), Decimal(0))
    if name in ("transfers+", "transfers-"):
        return values.get(f"_{name}")
    half, _, inner = name.rpartition(".")
    holder = values.get(half, {}) if half else values
    return amount(str(holder.get(inner) or ""))
