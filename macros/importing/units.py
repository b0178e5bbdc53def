"""The cell of who is responsible → units of the agency, matched by name; “(ฝ่าย…) สำนัก…” is a unit with its parent."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from macros.importing.document import Where
from macros.importing.draft import Lines, PlanDraft
from macros.importing.persons import without_persons
from macros.records.model import Unit
from macros.thai.fold import fold

_KINDS = "(?:สำนัก|กอง|ฝ่าย|งาน|หน่วย|ศูนย์|กลุ่ม|ส่วน|โรงเรียน|สถานี)"
_SHORT = r"(?!ผอ|รก)[ก-ฮ]{2,4}\."  # a name in its first letters: กค.
_SHORTS = re.compile(rf"(?:{_SHORT}\s*){{2,}}")
# What local bodies' letters stand for where no short name of a unit says it.
_ABBREVIATED = {
    "สป": "สำนักปลัด", "กค": "กองคลัง", "กช": "กองช่าง", "กศ": "กองการศึกษา", "สธ": "กองสาธารณสุข", "กสธ": "กองสาธารณสุข", "กสส": "กองสวัสดิการสังคม",
    "กป": "กองการประปา", "กกจ": "กองการเจ้าหน้าที่", "กยผ": "กองยุทธศาสตร์", "กวผ": "กองวิชาการ", "ตสน": "หน่วย(?:งาน)?ตรวจสอบภายใน",
}  # fmt: skip
_NAME_STARTS = re.compile(rf"{_KINDS}[ก-ฮเ-ไ]")
_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = r"(?:(?<=\s)|^)(?:หน่วยงาน|ผู้รับผิดชอบ|เจ้าภาพ|ส่วนราชการ)?(?:หลัก|สนับสนุน|ร่วม|รอง)\s*:?(?=\s|$|" + _KINDS + ")"
_TELEPHONE = r"(?:โทร(?:ศัพท์)?|เบอร์)\s*\.?\s*:?\s*[0-9๐-๙][0-9๐-๙ –-]*(?:ต่อ\s*[0-9๐-๙-]+)?"
_ASIDES = re.compile(rf"{_BRACKETS.pattern}|{_PARTS}|{_TELEPHONE}")
_HEAD = re.compile(rf"((?:(?:รก\.|รักษา(?:ราชการ|การ)(?:แทน|ในตำแหน่ง)?)\s*)?(?:หัวหน้า|ผู้อำนวยการ|ผอ\.))\s*(?={_KINDS}|{_SHORT})")  # who leads a unit answers for it
_ALL = "(?:ส่วนราชการ|หน่วยงาน|สำนัก|กอง|ฝ่าย|งาน|ส่วน)"
EVERYONE = "*"  # in place of an id: whatever units the agency has
_STAFF = r"(?:(?:คณะ)?ผู้บริหาร\s*(?:[/,]|และ)?\s*)?(?:พนักงาน|บุคลากร|ข้าราชการ|เจ้าหน้าที่)ทุก(?:คน|ระดับ)(?![ก-๎])"
_HEADS = "หัวหน้าส่วนราชการ(?:ทุก(?:ส่วนราชการ|หน่วยงาน|สำนัก|กอง|แห่ง|คน))?(?![ก-๎])"
_EXCEPT = re.compile(r"\s*\(?\s*(?:ยกเว้น|เว้นแต่)\s*([^()]+)\)?")  # behind those that are meant by all
_EVERYONE = re.compile(rf"{_STAFF}|{_HEADS}|ทุก{_ALL}(?:\s*(?:[/,]|และ|หรือ)\s*{_ALL})*(?:ภายใน|ในสังกัด)?(?:(?![ก-๎])|(?=และ|หรือ))")
_SIMILAR = 0.86
_MOST = 40  # names in one cell; more are no list of units
JOINER = "(?:และ|หรือ|(?:ร่วม)?กับ)"  # a word between two names that belongs to neither
_AND = re.compile(f"^{JOINER}")
_JOINS = re.compile(rf"{JOINER}(?=$|{_KINDS})")
# Before a name or after one, or alone; only และ ends no name: งานกำกับ.
_AROUND = re.compile(rf"^{JOINER}(?=\s|$|{_KINDS})|และ$")
# A new name begins at a joining word, a comma, a number or dash, or where a kind of unit stands.
_BETWEEN = re.compile(rf"\s{JOINER}\s|[(),;/•]|(?:^|\s)[-–]\s?|(?:^|\s)[0-9๐-๙]+[.)]|\s(?=(?:{JOINER}\s*)?(?:{_KINDS}|ทุก)[ก-ฮเ-ไ])")
# Ids for units that nearly every local body has; other new units are numbered.
_IDS = (
    ("สำนักปลัด", "clerk"), ("กองคลัง", "finance"), ("กองช่าง", "engineering"), ("กองสาธารณสุข", "health"),
    ("กองการศึกษา", "education"), ("กองสวัสดิการ", "welfare"), ("กองยุทธศาสตร์", "strategy"), ("กองวิชาการ", "planning"),
    ("กองการประปา", "waterworks"), ("กองการเจ้าหน้าที่", "personnel"), ("หน่วยตรวจสอบภายใน", "audit"),
    ("หน่วยงานตรวจสอบภายใน", "audit"), ("ฝ่ายแผนงาน", "planning"), ("ฝ่ายอำนวยการ", "administration"),
    ("ฝ่ายปกครอง", "administrative-affairs"), ("กองส่งเสริมการเกษตร", "agriculture"), ("งานนิติการ", "legal"),
)  # fmt: skip


class Name(NamedTuple):
    """A name as it is compared, as the document writes it, and whether it stands in brackets."""

    plain: str
    written: str
    in_brackets: bool


@dataclass
class Units:
    """The agency's units, and those that a document names besides. ``proposed`` grows while cells are read. ``former``: ids that once were units'."""

    known: tuple[Unit, ...]
    former: frozenset[str] = frozenset()
    proposed: list[Unit] = field(default_factory=list)

    @property
    def all(self) -> tuple[Unit, ...]:
        return (*self.known, *self.proposed)

    def read(self, spans: Lines, draft: PlanDraft) -> tuple[str, ...]:
        """The ids of the units that ``spans`` name, in order, to be :meth:`resolved`; behind a dash whom all shall not mean. What is only similar, and what is new, is noted."""
        where, written = spans[0].where, " ".join(span.text for span in spans)
        everyone = _EVERYONE.search(written)
        if not everyone or not (left_out := _EXCEPT.match(written, everyone.end())):
            return self._named(written, where, draft)
        others = self._named(left_out[1], where, draft)
        draft.note(where, "units-except", text=left_out[0].strip(), ids=", ".join(others))
        return (*self._named(f"{written[: left_out.start()]} , {written[left_out.end() :]}", where, draft), *(f"-{unit_id}" for unit_id in others))

    def _named(self, written: str, where: Where, draft: PlanDraft) -> tuple[str, ...]:
        everyone = [match[0] for match in _EVERYONE.finditer(written)]
        for text in everyone:
            draft.note(where, "units-everyone", text=text)
        known = [bare(text) for unit in self.all for text in _names_of(unit)]
        written, persons = without_persons(_HEAD.sub(r"\1", _EVERYONE.sub(" , ", written)), partial(_office_in, known))
        if len(persons) > _MOST:
            draft.note(where, "units-too-many", count=len(persons))
            return ()
        for text in persons:
            draft.note(where, "unit-person", text=text)
        written = self._without_asides(written, where, draft)
        names = _names(written, known)
        if len(names) > _MOST:
            draft.note(where, "units-too-many", count=len(names))
            return ()
        named = self._below([(self._unit(name, where, draft), name.in_brackets) for name in names])
        return tuple(dict.fromkeys([*named, *([EVERYONE] if everyone else [])]))

    def resolved(self, ids: Iterable[str]) -> list[str]:
        """The ids, with those of all units for :data:`EVERYONE`. Ask when all cells are read: a new agency's units come with its plan."""
        offices = (*self.known, *(unit for unit in self.proposed if _NAME_STARTS.match(unit.name)))
        ids = list(ids)
        everyone = [unit.id for unit in offices if unit.parent is None and f"-{unit.id}" not in ids]
        ids = [unit_id for unit_id in ids if unit_id[0] != "-"]
        return list(dict.fromkeys(one for unit_id in ids for one in (everyone if unit_id == EVERYONE else [unit_id])))

    def _without_asides(self, written: str, where: Where, draft: PlanDraft) -> str:
        """A part (หลัก, สนับสนุน), a telephone number, and what stands in brackets beside a unit and reads as none take no unit's place."""

        def judged(match: re.Match[str]) -> str:
            names = [token for token, _ in _tokens(match[0])]
            if match[0][0] == "(" and any(_NAME_STARTS.match(name) or bare(name) in known or abbreviated(name, self.all) or self._similar(bare(name)) for name in names):
                return match[0]
            if bare(match[0]):
                draft.note(where, "unit-aside", text=match[0])
            return " , "

        known = {bare(text) for unit in self.all for text in _names_of(unit)}
        return _ASIDES.sub(judged, written) if bare(_ASIDES.sub("", written)) else written

    def _below(self, found: list[tuple[Unit, bool]]) -> tuple[str, ...]:
        """Who is meant where a unit stands in brackets beside the one above it: “(ฝ่าย…) สำนัก…”, “สำนัก… (ฝ่าย…)”."""
        step = 1 if found and found[0][1] else -1
        ids, parents = [], set()
        for place, (unit, in_brackets) in enumerate(found):
            beside = found[place + step] if 0 <= place + step < len(found) else (unit, True)
            if in_brackets and not beside[1]:
                if unit in self.proposed and unit.parent is None:
                    unit = self._with_parent(unit, beside[0])
                parents |= {beside[0].id} if unit.parent == beside[0].id else set()
            ids.append(unit.id)
        return tuple(unit_id for unit_id in dict.fromkeys(ids) if unit_id not in parents)

    def _with_parent(self, unit: Unit, above: Unit) -> Unit:
        child = unit.model_copy(update={"parent": above.id})
        self.proposed[self.proposed.index(unit)] = child
        return child

    def _unit(self, name: Name, where: Where, draft: PlanDraft) -> Unit:
        for unit in self.all:
            if name.plain in map(bare, _names_of(unit)):
                return unit
        if match := _HEAD.match(name.written):
            office = name.written[match.end() :]
            unit = self._unit(name._replace(plain=bare(office), written=office), where, draft)
            draft.note(where, "unit-similar", text=name.written, name=unit.name, id=unit.id)
            return unit
        if similar := abbreviated(name.written, self.all) or self._similar(name.plain):
            draft.note(where, "unit-similar", text=name.written, name=similar.name, id=similar.id)
            return similar
        unit = Unit(id=self._free_id(name.written), name=name.written)
        self.proposed.append(unit)
        draft.note(where, "unit-new", text=name.written, id=unit.id)
        return unit

    def _similar(self, name: str) -> Unit | None:
        """The one unit that is surely meant: the same office with or without the agency's kind, or one letter off."""
        longer = [unit for unit in self.all if name.startswith("สำนักปลัด") and bare(unit.name).startswith("สำนักปลัด")]
        if len(longer) == 1:
            return longer[0]
        ratios = sorted(((difflib.SequenceMatcher(None, name, bare(unit.name)).ratio(), unit.id, unit) for unit in self.all), reverse=True)
        clear = [unit for ratio, _, unit in ratios if ratio >= _SIMILAR]
        return clear[0] if len(clear) == 1 else None

    def _free_id(self, name: str) -> str:
        taken = {unit.id for unit in self.all}
        base = next((unit_id for beginning, unit_id in _IDS if name.startswith(beginning)), "")
        if base and base not in taken:
            return base
        numbers, taken = range(len(taken) + 1, 2 * len(taken) + len(self.former) + 3), taken | self.former
        return next(f"unit-{number}" for number in numbers if f"unit-{number}" not in taken)


def _names_of(unit: Unit) -> list[str]:
    return [name for name in (unit.name, unit.short_name) if name]


def abbreviated(text: str, units: Iterable[Unit]) -> Unit | None:
    """The one of ``units`` that the letters are usual for: กค. is กองคลัง."""
    name = _ABBREVIATED.get(text.strip().rstrip("."))
    found = [unit for unit in units if name and re.match(name, unit.name)]
    return found[0] if len(found) == 1 else None


def offices_alone(written: str, units: Iterable[Unit]) -> tuple[str, list[str]]:
    """``written`` without the persons in it, empty where nothing else stands there; and what was taken out."""
    known = [bare(text) for unit in units for text in _names_of(unit)]
    rest, persons = without_persons(written, partial(_office_in, known))
    if not persons:
        return written, []
    rest = re.sub(r"\(\s*,\s*\)|(?:^|(?<=[,\n]))\s*[0-9๐-๙]+[.)](?=\s*(?:,|$))", "", rest)
    return (re.sub(r"(?:\s*,)+\s*", ", ", rest).strip(" ,/\n") if re.search("[ก-ฮA-Za-z]", rest) else ""), persons


def _office_in(known: Iterable[str], word: str, may_be_surname: bool) -> int:
    """Where in ``word`` behind a person's name the name of an office begins, or of who leads one; -1 where it is the surname or a position."""
    if match := _HEAD.search(word):
        return match.start()
    plain = bare(word)
    is_known = any(name.startswith(plain[:4]) and (name.startswith(plain) or plain.startswith(name)) for name in known)
    return 0 if is_known or _JOINS.match(word) or (_NAME_STARTS.match(word) and not may_be_surname) else -1


def bare(text: str) -> str:
    """Folded, without blanks and the signs of abbreviations: for comparing names."""
    return re.sub(r"[\s().,/;:\-–ฯ]", "", fold(text))


def _names(text: str, known: Iterable[str]) -> list[Name]:
    """The names in a cell. Line breaks within a name are no ends of it."""
    longest_first = sorted({*known} - {""}, key=len, reverse=True)
    found = []
    for token, in_brackets in _tokens(text):
        rest = bare(token)
        while rest:
            match = next((name for name in longest_first if rest.startswith(name) and _ends_well(rest[len(name) :])), rest)
            found.append(Name(match, " ".join(token.split()) if match == bare(token) else match, in_brackets))
            rest = _AND.sub("", rest[len(match) :])
    return found


def _ends_well(rest: str) -> bool:
    return not rest or bool(_NAME_STARTS.match(_AND.sub("", rest)))


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """The cell's text in names, each with whether it stands in brackets."""
    for piece in re.split(f"({_BRACKETS.pattern})", text):
        in_brackets = piece.startswith("(") and piece.endswith(")")
        for token in _BETWEEN.split(piece):
            name = _AROUND.sub("", token.strip())
            for part in [part for word in name.split() for part in _shorts(word)] if _SHORTS.fullmatch(name) else [name]:
                if bare(part):
                    yield part.strip(), in_brackets


def _shorts(word: str) -> list[str]:
    """Of letters without a blank between them: สป.กค. are two offices, รพ.สต. is one."""
    found = re.findall(_SHORT, word)
    return found if all(part.rstrip(".") in _ABBREVIATED for part in found) else [word]
