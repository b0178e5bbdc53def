"""Words of a table that a record says otherwise: names of units, states of e-GP, methods, ratings in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from macros.importing.registers.mapping import OPEN
from macros.importing.registers.values import Raw, Unread, read
from macros.importing.units import abbreviated, bare
from macros.records.fields import STATUS_WORDS
from macros.records.model import Unit
from macros.records.registers.fields import METHOD_WORDS, RISK_LEVEL_WORDS

WORDED = frozenset({"unit", "status", "method", "level", "rating"})
_NEAR = 0.72
# What exports and forms write, and what is probably meant by it; a person confirms each.
_STATUSES = (
    ("not-started", "ยังไม่|ไม่ได้ดำเนิน|รอดำเนิน|รอจัดสรร"), ("done", "เสร็จ|สิ้นสุด|ตรวจรับ|เบิกจ่าย(?:แล้ว|ครบ)|ส่งมอบ"),
    ("under-way", "ระหว่าง|ลงนาม|สัญญา|ประกาศ|กำลัง|จัดทำ"),
)
_RATINGS = (("5", "สูงมาก|มากที่สุด|สูงที่สุด"), ("1", "น้อยที่สุด|น้อยมาก|ต่ำมาก"), ("4", "สูง|มาก"), ("2", "ต่ำ|น้อย"), ("3", "ปานกลาง|กลาง"))
_METHODS = (("specific", "เจาะจง|ตกลงราคา"), ("selection", "คัดเลือก"), ("e-bidding", "bidding|ประกวดราคา"), ("e-market", "market|ตลาด"), ("price-enquiry", "สอบราคา"))
_LEVELS = (("extreme", "สูงมาก|รุนแรง|วิกฤต"), ("high", "สูง"), ("medium", "กลาง"), ("low", "ต่ำ|น้อย"))


class Words:
    """Reads words, with what a person confirmed; ``asked`` collects (field, text) → proposal of those that nobody confirmed yet."""

    def __init__(self, units: Sequence[Unit], confirmed: Mapping[tuple[str, str], str]):
        self.units, self.confirmed = units, confirmed
        self.asked: dict[tuple[str, str], str] = {}

    def read(self, name: str, type: str, cell: Raw) -> str | None:
        """The value, or None for a word that must be asked first."""
        key = (name, cell.text)
        if type == "unit" and (unit := self._unit(cell.text)):
            return unit
        try:
            return read(type, cell)
        except Unread:
            pass
        means = self.confirmed.get(key)
        if means is None or means == OPEN:
            self.asked[key] = means or self._proposal(type, cell.text)
            return None
        return means

    def _unit(self, text: str) -> str | None:
        """The unit that is called so, with or without the unit above it."""
        parents = {unit.id: unit.parent for unit in self.units}
        names = {unit.id: unit.name for unit in self.units}
        found = set()
        for unit in self.units:
            above = names.get(parents[unit.id] or "", "")
            known = {unit.id, unit.name, unit.short_name or unit.name, f"{unit.name}{above}", f"{above}{unit.name}"}
            found |= {unit.id} if bare(text) in map(bare, known) else set()
        return found.pop() if len(found) == 1 else None

    def _proposal(self, type: str, text: str) -> str:
        if type == "unit":
            if usual := abbreviated(text, self.units):
                return usual.id
            parts = [unit.id for unit in self.units if bare(unit.name).startswith(bare(text)) or bare(text).startswith(bare(unit.name))]
            if len(parts) == 1:
                return parts[0]
            ratios = {unit.id: difflib.SequenceMatcher(None, bare(text), bare(unit.name)).ratio() for unit in self.units}
            best = max(ratios, key=ratios.__getitem__, default="")
            return best if best and ratios[best] >= _NEAR else OPEN
        tables = {
            "status": (_STATUSES, {key: key for key in STATUS_WORDS}), "rating": (_RATINGS, {str(n): str(n) for n in range(1, 6)}),
            "method": (_METHODS, METHOD_WORDS), "level": (_LEVELS, RISK_LEVEL_WORDS),
        }  # fmt: skip
        table, names = tables[type]
        plain = bare(text)
        return next((names[means] for means, pattern in table if re.search(pattern, plain)), OPEN)
