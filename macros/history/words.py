"""What changed, in Thai sentences made from the model's own field titles: a field that is added to the model is spoken of at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from macros.history.model import Change, FieldChange, Value
from macros.records.disclosure import ANSWER_WORDS, DisclosedElement
from macros.records.fields import STATUS_WORDS
from macros.records.model import KINDS, Line, Unit
from macros.records.registers import REGISTERS
from macros.records.registers.answers import NAMES
from macros.records.registers.fields import METHOD_WORDS, RISK_LEVEL_WORDS
from macros.records.registers.rows import ROW_KINDS, row_model
from macros.thai.dates import Period, YearMonth, long_date, long_month, period_text

MODELS: dict[str, type[BaseModel]] = {**KINDS, "line": Line, "unit": Unit, "element": DisclosedElement}
MODELS |= {ROW_KINDS[kind]: row_model(kind) for kind in REGISTERS}
NOUNS = {
    "agency": "ข้อมูลหน่วยงาน", "ita-result": "ผลประเมิน ITA", "plan": "แผน", "measure": "มาตรการ", "line": "รายการ", "unit": "หน่วยงาน",
    "disclosure": "การเปิดเผยข้อ OIT", "element": "องค์ประกอบ", "page": "หน้า",
    **NAMES, "purchase": "รายการในแผนจัดซื้อจัดจ้าง", "contract": "รายการจัดซื้อจัดจ้าง", "expense": "รายการงบประมาณ", "project": "โครงการป้องกันการทุจริต",
    "risk": "รายการประเมินความเสี่ยง", "complaint-count": "สถิติเรื่องร้องเรียน",
}
# Known by their year, for there is one a year.
_YEARLY = {"ita-result", *REGISTERS}
# What counts something is recorded: “เพิ่มงบประมาณ” would say that there is more money.
_RECORDED = {*_YEARLY, *ROW_KINDS.values()}
# How the entries of a list are counted; others are รายการ.
_COUNTERS = {"steps": "ข้อ", "progress": "ครั้ง", "repairs": "ข้อ", "failed_items": "ข้อ", "responsible": "หน่วยงาน", "corrections": "ครั้ง", "places": "แห่ง", "channels": "ช่องทาง"}
# Field titles that ask or say something are no names of things in a sentence.
_SPOKEN = {"repairs": "ข้อที่แก้ไข", "places": "ที่ที่เปิดเผย"}
_WORDS = {"status": STATUS_WORDS, "answer": ANSWER_WORDS, "method": METHOD_WORDS, "stated_level": RISK_LEVEL_WORDS}
_LONGEST = 40  # characters of a value that is quoted; a longer one is only said to have changed
OF_UNITS = ("responsible", "unit", "parent")  # fields that hold ids of units
_NAMED = ("responsible", "repairs", "failed_items")  # lists of what has a short name
_FEW = 3  # so many are named; more are counted


def describe(change: Change, units: Mapping[str, str] = {}) -> str:
    """One sentence: ``สถานะของ “…” เปลี่ยนเป็น แล้วเสร็จ``. Where several things changed, the name stands once before all of them.
    ``units``: id → name of each unit."""
    if change.what == "added":
        return f"{verb_of(change.value.kind)}{name_of(change.value)}"
    if change.what == "removed":
        return f"นำ{name_of(change.value)} ออก"
    pieces = ["แก้ไขหน้า"] if change.value.kind == "page" and change.fields else list(_pieces(change, "", units))
    if change.what == "moved":
        return " · ".join([f"เปลี่ยนที่อยู่หน้าเว็บของ{name_of(change.value)}", *pieces])
    if change.value.kind == "page":
        return f"แก้ไข{name_of(change.value)}"
    whose = _whose(change.value)
    return f"{whose}: {' · '.join(pieces)}" if len(pieces) > 1 else "".join(_pieces(change, whose, units))


def verb_of(kind: str) -> str:
    """What was done with something new."""
    return "บันทึก" if kind in _RECORDED else "เพิ่ม"


def together(what: str, kind: str, count: int) -> str:
    """Many of one kind in one sentence: ``บันทึกรายการงบประมาณ 6 รายการ``."""
    noun, counter = NOUNS.get(kind, "ข้อมูล"), "รายการ" if kind in ROW_KINDS.values() else "เรื่อง"
    before, after = {"added": (verb_of(kind), ""), "removed": ("นำ", " ออก"), "moved": ("เปลี่ยนที่อยู่หน้าเว็บของ", "")}[what]
    return f"{before}{noun} {count} {counter}{after}"


def name_of(value: Value) -> str:
    """``รายการ “แผนการจัดซื้อจัดจ้าง”``; what has no title of its own is named by its year, and a title that says what it is stands alone."""
    noun = NOUNS.get(value.kind, value.kind)
    if value.kind in _YEARLY:
        return f"{noun} ปี {value.title}" if value.title.isdecimal() else value.title if value.title.startswith(noun) else f"{noun} {value.title}"
    return f"{noun} “{value.title}”" if value.title else noun


def _whose(value: Value) -> str:
    """The thing in a sentence about one of its fields: a title is enough where there is one."""
    return f"“{value.title}”" if value.title and value.kind not in (*_YEARLY, "disclosure") else name_of(value)


def _pieces(change: Change, whose: str, units: Mapping[str, str]) -> Iterator[str]:
    """What changed, piece by piece; ``whose`` is empty where the name is said already."""
    for part in change.fields:
        title = _spaced(_SPOKEN.get(part.name) or field_title(change.value.kind, part.name))
        if part.name == "scores":
            yield from _scores(part, title, whose)
        elif part.name != "status" and _is_list(part.before) and _is_list(part.after):
            yield from _by_name(part, title, whose, units) or _list(part, title, whose)
        else:
            yield _single(part, title, whose, units)


def field_title(kind: str, name: str) -> str:
    model = MODELS.get(kind)
    info = model.model_fields.get(name) if model else None
    return (info.title if info else None) or name


def _spaced(title: str) -> str:
    """Thai is written without spaces, but not after a Latin word: ``ข้อ OIT ของ``."""
    return title + " " if title[-1:].isascii() else title


def _of(title: str, whose: str) -> str:
    return f"{title}ของ {whose} " if whose else title


def _is_list(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and not isinstance(value, (Period, YearMonth)))


def _single(part: FieldChange, title: str, whose: str, units: Mapping[str, str]) -> str:
    of, before, after = _of(title, whose), shown(part.before, part.name, units), shown(part.after, part.name, units)
    if part.name == "status":
        return f"{of}เปลี่ยนเป็น {after}"
    if part.after is None:
        return f"ลบ{of}".rstrip()
    if part.before is None:
        verb = "บันทึก" if isinstance(part.after, (int, Decimal)) else "เพิ่ม"  # an amount that is told did not grow
        return (f"{verb}{of}" + (f"เป็น {after}" if _is_short(after) else "")).rstrip()
    if _is_short(before) and _is_short(after):
        return f"{of}เปลี่ยนจาก {before} เป็น {after}"
    return f"แก้ไข{of}".rstrip()


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and "\n" not in text


def _by_name(part: FieldChange, title: str, whose: str, units: Mapping[str, str]) -> list[str]:
    """What came and went, named; empty where it has no short names or is too much for a sentence."""
    if part.name not in _NAMED:
        return []
    before, after = ([_short_name(part.name, str(entry), units) for entry in entries or ()] for entries in (part.before, part.after))
    came, went = [name for name in after if name not in before], [name for name in before if name not in after]
    told = (before, after) if came and went else (came, went)
    if not (came or went) or not all((*before, *after)) or max(map(len, told)) > _FEW:
        return []
    if came and went:
        return [f"{_of(title, whose)}เปลี่ยนจาก {', '.join(before)} เป็น {', '.join(after)}"]
    if came:
        return [f"เพิ่ม{title} {', '.join(came)}" + (f" ใน {whose}" if whose else "")]
    return [f"ตัด{title} {', '.join(went)} ออก" + (f"จาก {whose}" if whose else "")]


def _short_name(field: str, entry: str, units: Mapping[str, str]) -> str:
    """``กองคลัง``, ``O11``, ``O11 ปี 2566``; empty for a weak point, which a reference does not name."""
    if field in OF_UNITS:
        return units.get(entry, entry)
    year, _, item = entry.rpartition("/")
    return f"{item} ปี {year}" if year.isdecimal() else "" if year else item


def _list(part: FieldChange, title: str, whose: str) -> list[str]:
    """Entries that came and went, counted. As many of each are entries that were rewritten."""
    before, after = part.before or (), part.after or ()
    came, went = _difference(after, before), _difference(before, after)
    counter = _COUNTERS.get(part.name, "รายการ")
    rewritten, inside = min(came, went), f"ใน {whose}" if whose else ""
    counts = {"เพิ่ม": came - rewritten, "ลด": went - rewritten, "แก้ไข": rewritten}
    pieces = [f"{verb}{title} {count} {counter}{inside}" for verb, count in counts.items() if count]
    return pieces or [f"เรียงลำดับ{title}{inside and inside + ' '}ใหม่"]


def _difference(left: tuple, right: tuple) -> int:
    return sum((Counter(map(repr, left)) - Counter(map(repr, right))).values())


def _scores(part: FieldChange, title: str, whose: str) -> list[str]:
    before, after = _by_indicator(part.before), _by_indicator(part.after)
    changed = [name for name in after if name in before and before[name] != after[name]]
    if set(before) != set(after) or not changed or len(changed) > 3:
        return [f"แก้ไข{_of(title, whose)}".rstrip()]
    return [f"{_of(f'คะแนน “{name}” ', whose)}เปลี่ยนจาก {before[name]} เป็น {after[name]}" for name in changed]


def _by_indicator(scores: object) -> dict[str, str]:
    rows = scores if isinstance(scores, tuple) else ()
    return {row.indicator: shown(row.score) for row in rows if hasattr(row, "indicator")}


def shown(value: object, name: str = "", units: Mapping[str, str] = {}) -> str:
    """A value as a person reads it; empty when it is too much for a sentence."""
    if value is None:
        return "ไม่มีข้อมูล"
    if name in OF_UNITS:
        return units.get(str(value), str(value))
    if name in _WORDS:
        return _WORDS[name].get(str(value), str(value))
    if isinstance(value, YearMonth):
        return long_month(value)
    if isinstance(value, Period):
        return period_text(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return str(value) if isinstance(value, (str, int)) else ""


def fields_shown(value: Value, named: Callable[[str, str], object] = lambda name, text: text) -> tuple[tuple[str, tuple], ...]:
    """Title and texts of each filled field, for pages that show what a record last said. ``named`` gives what to show for a text of the
    field ``name``."""
    rows = [(field_title(value.kind, name), tuple(named(name, text) for text in _texts(inner, name))) for name, inner in value.fields.items() if value.kind != "page"]
    return tuple((title, texts) for title, texts in rows if texts)


def _texts(value: object, name: str) -> Iterator[str]:
    if value is None or value == ():
        return
    if _is_list(value):
        for inner in value:  # type: ignore[attr-defined]
            yield from _texts(inner, name)
    elif isinstance(value, BaseModel):
        yield " · ".join(text for field, inner in value if (text := shown(inner, field) if inner is not None else ""))
    else:
        yield shown(value, name)
