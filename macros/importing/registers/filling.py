"""One row of a table → the values of its fields, column by column."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from macros.importing.document import Cell, Where
from macros.importing.mending import mended
from macros.importing.registers.grid import Grid, Row
from macros.importing.registers.kinds import COMPUTED, NOT_TAKEN, ORDER, PERSON, Slot
from macros.importing.registers.proposal import Choice
from macros.importing.registers.values import TICK, Raw, Unread, amount, baht, is_mark, is_nothing, offers, raw, read, reference
from macros.importing.registers.words import WORDED
from macros.records import privacy
from macros.thai.digits import to_arabic

if TYPE_CHECKING:
    from macros.importing.registers.rows import Reader

_SCORE = re.compile(r"(\d{1,2})(?:\.0+)?(?:\s*(?:คะแนน|[=:(\-–].*))?")
_NO_SCORE = re.compile("ร้อยละ|%|หลัง|คงเหลือ")
HALVES = ("six_months", "full_year")


def hidden(text: str) -> tuple[str, int]:
    """``text`` without the numbers of persons, and how many there were."""
    found = [one for one in privacy.find(text) if one.code == "personal-id"]
    for one in reversed(found):
        text = text[: one.start] + "x-xxxx-xxxxx-xx-x" + text[one.end :]
    return text, len(found)


class Filler:
    """Fills one item's values, column by column."""

    def __init__(self, reader: Reader, row: Row, grid: Grid):
        self.reader, self.row, self.grid = reader, row, grid
        self.values: dict[str, Any] = {}
        self.bids: list[str] = []
        self.scores: list[Cell] = []

    def column(self, place: int, choice: Choice, cells: list[Cell]) -> None:
        """Take in the cells of the column ``place`` of the grid, which ``choice`` gives to a field; what fills none is said in the report."""
        if choice.field == PERSON:
            for cell in cells:
                self._person(cell)
            return
        if choice.field in (ORDER, COMPUTED):
            if choice.field == COMPUTED and not _NO_SCORE.search(self.grid.columns[place].heading):
                self.scores += cells
            if cells:
                self.reader.skip("ช่องลำดับที่" if choice.field == ORDER else "ช่องที่คำนวณได้เอง")
            return
        name = choice.field.rpartition(".")[2]
        slot = self.reader.kind.slot(name)
        if slot is None or choice.field == NOT_TAKEN:
            for cell in cells:
                self.reader.leave(cell.where, cell.text, f"คอลัมน์ “{self.grid.columns[place].heading}” ไม่มีช่อง")
            return
        text, value = self._text(cells, slot)
        if slot.type == "unit" and cells:
            text = self.reader.offices(text, slot, cells[0].where)
        if slot.type == "level" and re.fullmatch(r"[6-9]|\d\d", to_arabic(text).strip()):  # no level, but the product once more
            self.scores += cells
            self.reader.skip("ช่องที่คำนวณได้เอง")
            return
        self._fill(slot, choice, text, value, cells)

    def _person(self, cell: Cell) -> None:
        """A juristic person's number is public, but no field holds it; a natural person's is never taken over nor shown."""
        digits = re.sub(r"\D", "", to_arabic(cell.text))
        if len(digits) == 13 and digits.startswith("0"):
            self.reader.skip("เลขประจำตัวนิติบุคคลที่ไม่มีช่อง")
        else:
            self.reader.refuse(cell.where, 1)

    def _text(self, cells: list[Cell], slot: Slot) -> tuple[str, object]:
        """The text of a column's cells, without numbers of persons, and the workbook's value of a single one."""
        parts = []
        for cell in cells:
            shown, found = hidden(cell.text)
            if found:
                self.reader.refuse(cell.where, found)
                shown = re.sub(r"\s*\(?x-xxxx-xxxxx-xx-x\)?", "", shown)
            parts.append(shown)
        return "\n".join(parts), cells[0].value if len(cells) == 1 else None

    def _fill(self, slot: Slot, choice: Choice, text: str, value: object, cells: list[Cell]) -> None:
        if not text.strip() or is_nothing(text):
            if not slot.none:
                return
            if not cells:
                self.reader.skip(f"ช่อง{slot.title}ที่ว่าง ใช้ {slot.none}")
            text, value = slot.none, None
        cell = raw(text, value, self.reader.mapping.year)
        where = cells[0].where if cells else self.row.lines[0][0].where
        if choice.means:
            if slot.name == "planned" and is_mark(cell.text):
                self._begin(choice.means, where)
            elif TICK.fullmatch(cell.text):
                self.values[slot.name] = choice.means
            else:
                self._doubt(where, slot, text)
        elif special := _SPECIAL.get(slot.type) or _SPECIAL.get(slot.name):
            special(self, slot, choice, text, cell, where)
        else:
            self._put(choice.field, slot, self._value(slot, cell, where))

    def _begin(self, month: str, where: Where) -> None:
        """A record keeps the month in which it is to begin; others that are ticked are told."""
        first = self.values.setdefault("planned", month)
        if first != month:
            self.reader.note(where, f"ทำเครื่องหมายหลายเดือน ใช้เดือนแรก {first} ไม่เก็บ {month}")

    def _value(self, slot: Slot, cell: Raw, where: Where) -> str | None:
        if slot.type in WORDED:
            return self.reader.words.read(slot.name, slot.type, cell)
        if slot.type == "text":
            if isinstance(cell.value, (datetime.date, datetime.time, bool)):  # Excel makes a day of the contract 1/2566
                self.reader.note(where, f"{slot.title}: Excel เก็บช่องนี้เป็นวันที่ เวลา หรือค่าจริงเท็จ ไม่ใช่ข้อความที่พิมพ์ อ่านได้ “{cell.text}” โปรดเทียบกับเอกสาร")
            text, doubts = mended(cell.text, self.reader.names)
            self.reader.table.mends += [(where, slot.name, doubt) for doubt in doubts]
            return text
        try:
            return read(slot.type, cell)
        except Unread:
            self._doubt(where, slot, cell.text)
            return cell.text

    def _doubt(self, where: Where, slot: Slot, text: str) -> None:
        self.reader.note(where, f"อ่าน{slot.title} “{' '.join(text.split())}” ไม่ได้")

    def _put(self, name: str, slot: Slot, value: str | None) -> None:
        if value is None:
            return
        half, _, inner = name.rpartition(".")
        holder = self.values.setdefault(half, {}) if half else self.values
        holder[inner] = f"{holder[inner]} · {value}" if slot.type == "text" and inner in holder else value

    # ── two things in one cell, lists ────────────────────────────────────────────────────────────────────────────────
    # Each for the types in ``_SPECIAL``. ``text``: what the column's cells say; ``cell``: that with the value in the workbook; ``where``: its place.

    def party(self, slot: Slot, choice: Choice, text: str, cell: Raw, where: Where) -> None:
        try:
            (offer,) = offers(text)
            self.values |= {"winner": offer["name"], "price": offer["price"]}
        except ValueError:
            self._doubt(where, slot, text)
            self.values["winner"] = cell.text

    def bidders(self, slot: Slot, choice: Choice, text: str, cell: Raw, where: Where) -> None:
        try:
            self.values["bidders"] = offers(text)
        except Unread:
            self.values["_names"] = [re.sub(r"^\d{1,2}[.)]\s*", "", " ".join(line.split())) for line in to_arabic(text).split("\n") if line.strip()]
            self.values["_names_at"] = (where, text)

    def bid_lines(self, slot: Slot, choice: Choice, text: str, cell: Raw, where: Where) -> None:
        self.bids = [re.sub(r"^\d{1,2}[.)]\s+", "", line.strip()) for line in to_arabic(text).split("\n") if line.strip()]

    def reference(self, slot: Slot, choice: Choice, text: str, cell: Raw, where: Where) -> None:
        try:
            number, on = reference(text, self.reader.mapping.year)
            self.values |= {name: value for name, value in (("number", number), ("on", on)) if value}
        except Unread:
            self._doubt(where, slot, text)
            self.values["number"] = cell.text

    def spending(self, slot: Slot, choice: Choice, text: str, cell: Raw, where: Where) -> None:
        self.values.setdefault("spending", []).append({"period": choice.period, "amount": self._value(slot, cell, where)})

    def transfer(self, slot: Slot, choice: Choice, text: str, cell: Raw, where: Where) -> None:
        value = amount(self._value(slot, cell, where) or "")
        if value is None:
            self.values["transfers"] = cell.text
            return
        if slot.name == "transfers-":
            value = -abs(value)
        self.values[f"_{slot.name}"] = abs(value) if slot.name == "transfers-" else value
        before = amount(str(self.values.get("transfers", "0")))
        if before is not None:
            self.values["transfers"] = baht(before + value)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def default(self, values: dict[str, Any], name: str, value: str) -> None:
        """A value for a field that the table has no column for; reports of a half only where there is one."""
        half, _, inner = name.rpartition(".")
        if name == "action_on":
            if values.get("actions"):
                values["actions"] = [{"on": value, **action} for action in values["actions"]]
        elif half:
            if half in values:
                values[half].setdefault(inner, value)
        else:
            values.setdefault(name, value)

    def finished(self) -> dict[str, Any]:
        """The values, by the names of the record's fields, once all columns are taken in."""
        self._finish_bidders()
        self._compare_scores()
        if "action" in self.values:
            on = {"on": self.values.pop("action_on")} if "action_on" in self.values else {}
            self.values["actions"] = [{**on, "text": self.values.pop("action")}]
        for half in HALVES:
            report = self.values.get(half)
            if report and not report.get("result") and not amount(str(report.get("spent") or "0")):
                del self.values[half]  # nothing was reported
                if report.get("status"):
                    self.reader.leave(self.row.lines[0][0].where, report["status"], "สถานะของโครงการที่ยังไม่มีผลการดำเนินงาน")
        return self.values

    def _compare_scores(self) -> None:
        """A record holds no product of a risk's marks; one that is printed otherwise shows that one of the three is wrong."""
        marks = [str(self.values.get(name, "")) for name in ("likelihood", "impact")]
        for cell in self.scores if all(map(str.isdigit, marks)) else ():
            printed = _SCORE.fullmatch(to_arabic(cell.text).strip())
            product = int(marks[0]) * int(marks[1])
            if printed and int(printed[1]) != product:
                self.reader.note(cell.where, f"คะแนนที่พิมพ์ไว้ {printed[1]} ไม่เท่ากับโอกาส {marks[0]} × ผลกระทบ {marks[1]} = {product} โปรดตรวจว่าตัวใดผิด")

    def _finish_bidders(self) -> None:
        names, at = self.values.pop("_names", None), self.values.pop("_names_at", None)
        if not names:
            for bid in self.bids:
                self.reader.leave(self.row.lines[0][0].where, bid, "ราคาที่เสนอที่ไม่มีชื่อเป็นคู่กัน")
            return
        prices = [price for bid in self.bids if (price := amount(bid)) is not None]
        if len(prices) == len(self.bids) == len(names):
            self.values["bidders"] = [{"name": name, "price": baht(price)} for name, price in zip(names, prices)]
        else:
            self.reader.leave(at[0], " ".join([at[1], *self.bids]), "ผู้เสนอราคาที่ไม่มีราคาเป็นคู่กัน")


_SPECIAL = {
    "party": Filler.party, "bidders": Filler.bidders, "lines": Filler.bid_lines, "reference": Filler.reference,
    "spending": Filler.spending, "transfers+": Filler.transfer, "transfers-": Filler.transfer, "transfers": Filler.transfer,
}  # fmt: skip
