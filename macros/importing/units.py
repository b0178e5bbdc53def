"""The cell of who is responsible → units of the agency, matched by name; “(ฝ่าย…) สำนัก…” is a unit with its parent."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from macros.importing.document import Span
from macros.importing.draft import Lines, PlanDraft
from macros.records.model import Unit
from macros.thai.fold import fold

_KINDS = "สำนัก|กอง|ฝ่าย|งาน|หน่วย|ศูนย์|กลุ่ม|ส่วน|โรงเรียน|สถานี"
_NAME_STARTS = re.compile(rf"(?:{_KINDS})(?=[ก-ฮเ-ไ])")
_EVERYONE = ("ทุกส่วนราชการ", "ทุกหน่วยงาน", "ทุกกอง", "ทุกสำนักกอง", "ทุกสำนัก", "ทุกฝ่าย", "ทุกงาน")
_SIMILAR = 0.86
# Ids for units that nearly every local body has; other new units are numbered.
_IDS = (
    ("สำนักปลัด", "clerk"), ("กองคลัง", "finance"), ("กองช่าง", "engineering"), ("กองสาธารณสุข", "health"),
    ("กองการศึกษา", "education"), ("กองสวัสดิการ", "welfare"), ("กองยุทธศาสตร์", "strategy"), ("กองวิชาการ", "planning"),
    ("กองการประปา", "waterworks"), ("กองการเจ้าหน้าที่", "personnel"), ("หน่วยตรวจสอบภายใน", "audit"),
    ("หน่วยงานตรวจสอบภายใน", "audit"), ("ฝ่ายแผนงาน", "planning"), ("ฝ่ายอำนวยการ", "administration"),
    ("ฝ่ายปกครอง", "administrative-affairs"), ("กองส่งเสริมการเกษตร", "agriculture"), ("งานนิติการ", "legal"),
)  # fmt: skip


@dataclass
class Units:
    """The agency's units, and those that a document names besides. ``proposed`` grows while cells are read."""

    known: tuple[Unit, ...]
    proposed: list[Unit] = field(default_factory=list)

    @property
    def all(self) -> tuple[Unit, ...]:
        return (*self.known, *self.proposed)

    def read(self, spans: Lines, draft: PlanDraft) -> tuple[str, ...]:
        """The ids of the units that ``spans`` name, in order. What is only similar, and what is new, is noted."""
        found: list[Unit] = []
        for name, where in _names(spans, [_plain(text) for unit in self.all for text in _names_of(unit)]):
            if name in map(_plain, _EVERYONE):
                draft.note(where, "units-everyone", text=_written(spans, name))
                found += [unit for unit in self.known if unit.parent is None]
            else:
                found.append(self._unit(name, _written(spans, name), where, draft))
        found = self._with_new_parents(found, spans)
        ids = dict.fromkeys(unit.id for unit in found)
        parents = {unit.parent for unit in found}
        return tuple(unit_id for unit_id in ids if unit_id not in parents or not self._is_parent_only(unit_id, found, spans))

    def _unit(self, name: str, written: str, where, draft: PlanDraft) -> Unit:
        for unit in self.all:
            if name in map(_plain, _names_of(unit)):
                return unit
        if unit := self._similar(name):
            draft.note(where, "unit-similar", text=written, name=unit.name, id=unit.id)
            return unit
        unit = Unit(id=self._free_id(written), name=written)
        self.proposed.append(unit)
        draft.note(where, "unit-new", text=written, id=unit.id)
        return unit

    def _similar(self, name: str) -> Unit | None:
        """The one unit that is surely meant: the same office with or without the agency's kind, or one letter off."""
        longer = [unit for unit in self.all if name.startswith("สำนักปลัด") and _plain(unit.name).startswith("สำนักปลัด")]
        if len(longer) == 1:
            return longer[0]
        ratios = sorted(((difflib.SequenceMatcher(None, name, _plain(unit.name)).ratio(), unit.id, unit) for unit in self.all), reverse=True)
        clear = [unit for ratio, _, unit in ratios if ratio >= _SIMILAR]
        return clear[0] if len(clear) == 1 else None

    def _free_id(self, name: str) -> str:
        taken = {unit.id for unit in self.all}
        base = next((unit_id for beginning, unit_id in _IDS if name.startswith(beginning)), "")
        if base and base not in taken:
            return base
        return next(f"unit-{number}" for number in range(len(taken) + 1, 2 * len(taken) + 3) if f"unit-{number}" not in taken)

    def _with_new_parents(self, found: list[Unit], spans: Lines) -> list[Unit]:
        """A new “(ฝ่าย…)” right before “สำนัก…” belongs to it."""
        text = _plain(" ".join(span.text for span in spans))
        for index, (unit, above) in enumerate(zip(found, found[1:])):
            if unit in self.proposed and unit.parent is None and _in_brackets(spans, unit.name) and _plain(unit.name) + _plain(above.name)[:9] in text:
                child = unit.model_copy(update={"parent": above.id})
                self.proposed[self.proposed.index(unit)] = child
                found = [child if other is unit else other for other in found]
        return found

    def _is_parent_only(self, unit_id: str, found: list[Unit], spans: Lines) -> bool:
        """A parent written behind its bracketed child only says where the child belongs."""
        above = next(unit for unit in found if unit.id == unit_id)
        for before, unit in zip(found, found[1:]):
            if unit.id == unit_id and before.parent == above.id and _in_brackets(spans, before.name):
                return True
        return False


def _names_of(unit: Unit) -> list[str]:
    return [name for name in (unit.name, unit.short_name) if name]


def _plain(text: str) -> str:
    return re.sub(r"[\s().,/;:\-–ฯ]", "", fold(text))


def _in_brackets(spans: Lines, name: str) -> bool:
    inner = re.findall(r"\(([^()]*)\)", " ".join(span.text for span in spans))
    return any(_plain(text) == _plain(name) or _close(_plain(text), _plain(name)) for text in inner)


def _close(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other).ratio() >= _SIMILAR


def _names(spans: Lines, known: Iterable[str]) -> list[tuple[str, object]]:
    """The names in a cell, folded, each with its place. Line breaks within a name are no ends of it."""
    longest_first = sorted(set(known) | set(map(_plain, _EVERYONE)), key=len, reverse=True)
    found = []
    for token, where in _tokens(spans):
        rest = _plain(token)
        while rest:
            match = next((name for name in longest_first if name and rest.startswith(name)), None)
            match = match if match and _ends_well(rest[len(match):]) else rest
            found.append((match, where))
            rest = re.sub(r"^และ", "", rest[len(match):])
    return found


def _ends_well(rest: str) -> bool:
    return not rest or bool(_NAME_STARTS.match(re.sub("^และ", "", rest)))


def _tokens(spans: Lines) -> list[tuple[str, object]]:
    """The cell's text in names: a new one begins at a bracket, a comma, a number, or where a kind of unit stands."""
    text = " ".join(span.text for span in spans)
    where = spans[0].where if spans else None
    pieces = re.split(rf"[(),;/•]|(?:^|\s)[-–]\s?|(?:^|\s)[0-9๐-๙]+[.)]|\s(?=(?:และ\s*)?(?:{_KINDS}|ทุก)[ก-ฮเ-ไ])|\sและ\s", text)
    return [(re.sub(r"^และ(?=(?:" + _KINDS + "))", "", piece.strip()), where) for piece in pieces if piece.strip()]


def _written(spans: Lines, name: str) -> str:
    """The name as the document writes it, its line breaks taken out."""
    for token, _ in _tokens(spans):
        if name in _plain(token):
            if _plain(token) == name:
                return " ".join(token.split())
            break
    return name
