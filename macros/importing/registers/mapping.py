"""The mapping file, ``imports/<kind>-<year>.yml``: which column is which field, proposed by the program, confirmed by a person.

It is kept with the records and is none of them; nothing below ``imports/`` is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from macros.importing.registers.kinds import KINDS, NOT_TAKEN, OTHER_FIELDS, Kind
from macros.importing.registers.proposal import UNKNOWN, Choice
from macros.importing.writing import scalar
from macros.problems import message
from macros.records.read import read
from macros.records.registers.answers import NAMES

OPEN = "ยังไม่ระบุ"  # what only a person can decide
HALVES = {"six_months": "รอบ 6 เดือน", "full_year": "ทั้งปี"}
SETTINGS = {
    "as_of": "ข้อมูล ณ วันที่ (วัน เดือน ปี พ.ศ.)", "unit": "รหัสหน่วยงานที่รับผิดชอบข้อมูล", "system": "ระบบหรือเอกสารที่ข้อมูลมา", "title": "ชื่อเต็มของแผน",
}
_SAMPLES, _LONGEST = 3, 60


class Unusable(ValueError):
    """The mapping file cannot be used; the sentence says where and why."""


@dataclass
class Asked:
    """A column of the document with its choice, and what stands in it."""

    heading: str
    choice: Choice
    samples: tuple[str, ...] = ()


@dataclass
class Mapping:
    """``settings``: values of the register itself; ``defaults``: field → value where the table has no such column;
    ``words``: (field, text of a cell) → what it means."""

    kind: str
    year: int
    settings: dict[str, str] = field(default_factory=dict)
    columns: list[Asked] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)

    def choice(self, heading: str) -> Choice:
        return next((column.choice for column in self.columns if column.heading == heading), Choice(NOT_TAKEN, UNKNOWN))

    def open(self) -> list[str]:
        """What a person must decide before anything can be read, in words."""
        found = [f"settings › {name}: {SETTINGS[name]}" for name, value in self.settings.items() if value == OPEN and name in SETTINGS]
        found += [f"คอลัมน์ “{column.heading}”: เดือนของการเบิกจ่าย (period)" for column in self.columns if column.choice.period == OPEN]
        found += [f"คอลัมน์ “{column.heading}”: เป็นผลรอบ 6 เดือน (six_months.…) หรือทั้งปี (full_year.…)" for column in self.columns if column.choice.field == OPEN]
        found += [f"defaults › {name}: {title_of(self.kind, name)} ตารางไม่ได้บอก หรือบอกไม่ครบทุกแถว" for name, value in self.defaults.items() if value == OPEN]
        return found + [f"words › “{text}” ({title_of(self.kind, name)})" for (name, text), means in self.words.items() if means == OPEN]


def path_of(kind: str, year: int) -> str:
    return f"imports/{kind}-{year}.yml"


def title_of(kind: str, name: str) -> str:
    """What a field is called in Thai."""
    half, _, inner = name.rpartition(".")
    slot = KINDS[kind].slot(inner)
    title = OTHER_FIELDS.get(name) or (slot.title if slot else name)
    return f"{title} {HALVES[half]}" if half in HALVES else title


def ask(mapping: Mapping, question: Callable[[str], str]) -> None:
    """Fills what is open with a person's answers; an empty answer leaves it open."""
    for values, title in ((mapping.settings, lambda name: SETTINGS[name]), (mapping.defaults, lambda name: f"{title_of(mapping.kind, name)}ของแถวที่ไม่ได้บอกไว้")):
        for name in [name for name, value in values.items() if value == OPEN]:
            values[name] = question(title(name)) or OPEN
    for key in [key for key, means in mapping.words.items() if means == OPEN]:
        mapping.words[key] = question(f"“{key[1]}” ({title_of(mapping.kind, key[0])}) แปลว่า") or OPEN


def names_of(kind: Kind) -> list[str]:
    """The fields that a column may be given."""
    found: list[str] = []
    for slot in kind.slots:
        halved = kind.id == "a" and slot.name in ("result", "spent", "status")
        found += [f"{half}.{slot.name}" for half in HALVES] if halved else [slot.name]
    return found + list(OTHER_FIELDS)


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def text_of(mapping: Mapping, document: str) -> str:
    """The file's text, with all that a person needs to know beside it."""
    parts = [_head(mapping, document), f"kind: {mapping.kind}\nfiscal_year: {mapping.year}", _map("settings", mapping.settings, SETTINGS)]
    parts.append("columns:\n" + "\n".join("\n".join(_column(mapping.kind, column)) for column in mapping.columns))
    if mapping.defaults:
        parts.append("# ค่าที่ใช้กับแถวที่ไม่ได้บอกไว้ เช่น ตารางไม่มีคอลัมน์นี้ หรือในช่องมีแต่ชื่อบุคคล\n" + _map("defaults", mapping.defaults, {name: title_of(mapping.kind, name) for name in mapping.defaults}))
    if mapping.words:
        rows = [f"  - field: {name}\n    text: {scalar(text)}\n    means: {scalar(means)}" for (name, text), means in sorted(mapping.words.items())]
        parts.append("# คำในตารางที่ต่างจากคำที่ระเบียนใช้ ให้แก้คำหลัง means ถ้าไม่ตรง\nwords:\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _head(mapping: Mapping, document: str) -> str:
    rows = [
        f"การจับคู่ตารางของ {document} กับช่องของ{NAMES[mapping.kind]} ปีงบประมาณ {mapping.year}",
        "โปรแกรมเสนอไว้ โปรดตรวจและแก้ แล้วสั่งนำเข้าอีกครั้ง ไฟล์นี้เก็บไว้กับระเบียน และไม่เผยแพร่", "",
        f"ที่เขียนว่า {OPEN} ต้องแก้ทุกแห่ง · คำหลัง field ใช้ได้ดังนี้",
        *(f"  {name} = {title_of(mapping.kind, name)}" for name in names_of(KINDS[mapping.kind])),
    ]
    return "\n".join(f"# {row}".rstrip() for row in rows)


def _map(name: str, values: dict[str, str], titles: dict[str, str]) -> str:
    return "\n".join([f"{name}:", *(f"  # {titles[key]}\n  {key}: {scalar(value)}" for key, value in values.items())])


def _column(kind: str, column: Asked) -> Iterable[str]:
    choice = column.choice
    yield f"  - heading: {scalar(column.heading)}"
    yield f"    # {' · '.join(filter(None, ['' if choice.field == OPEN else title_of(kind, choice.field), choice.sure or 'ยืนยันแล้ว']))}"
    yield f"    field: {choice.field}"
    if choice.period:
        yield f"    period: {scalar(choice.period)}"
    if choice.means:
        yield f"    # เครื่องหมายในคอลัมน์นี้แปลว่า\n    means: {scalar(choice.means)}"
    if column.samples:
        yield f"    # ตัวอย่าง: {' · '.join(sample(text) for text in column.samples[:_SAMPLES])}"


def sample(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"


def read_mapping(data: bytes, kind: str, year: int) -> Mapping:
    """The mapping that a person confirmed. Raises :class:`Unusable`."""
    document, problems = read(data, path_of(kind, year))
    value = document.value
    if problems or not isinstance(value, dict):
        place, why = (problems[0].place, message(problems[0].code, dict(problems[0].params)).message) if problems else (document.place(), "ไม่ใช่ช่องและค่า")
        raise Unusable(f"{place}: อ่านไฟล์จับคู่ไม่ได้: {why} แก้บรรทัดนี้ หรือลบไฟล์แล้วนำเข้าใหม่ · the mapping file cannot be read")
    if (value.get("kind"), value.get("fiscal_year")) != (kind, str(year)):
        raise Unusable(f"{document.place('kind')}: kind หรือ fiscal_year ของไฟล์จับคู่ไม่ตรงกับที่นำเข้า · the mapping file is of another kind or year")
    mapping = Mapping(kind, year, {name: text for name, text in _texts(value.get("settings")).items() if name in SETTINGS}, defaults=_texts(value.get("defaults")))
    known = {*names_of(KINDS[kind]), OPEN}
    for number, entry in enumerate(_entries(value.get("columns"))):
        name = entry.get("field", NOT_TAKEN)
        if name not in known:
            choices = " · ".join(names_of(KINDS[kind]))
            raise Unusable(f"{document.place('columns', number, 'field')}: ไม่มีช่องชื่อ “{name}” ใช้ได้: {choices} · no such field")
        mapping.columns.append(Asked(entry.get("heading", ""), Choice(name, "", entry.get("period", ""), entry.get("means", ""))))
    for entry in _entries(value.get("words")):
        mapping.words[entry.get("field", ""), entry.get("text", "")] = entry.get("means", OPEN)
    return mapping


def _texts(value: object) -> dict[str, str]:
    return {str(key): text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def _entries(value: object) -> Sequence[dict[str, str]]:
    return [_texts(entry) for entry in value] if isinstance(value, list) else []
