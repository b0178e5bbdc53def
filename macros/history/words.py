"""What changed, in Thai sentences made from the model's own field titles: a field that is added to the model is spoken of at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, overload

from pydantic import BaseModel

from macros.history.model import Change, FieldChange, Value
from macros.history.pieces import Folded, folded_of, of, pieces_of, shown, spaced, texts
from macros.records.disclosure import DisclosedElement
from macros.records.model import KINDS, Line, Unit
from macros.records.registers import REGISTERS
from macros.records.registers.answers import NAMES
from macros.records.registers.rows import ROW_KINDS, row_model

Shown = TypeVar("Shown")

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
# What tells rows of a register apart that have one title.
_APART = {"purchase": ("planned", "number"), "contract": ("month", "number"), "expense": ("group",), "risk": ("process",), "complaint-count": ("period",)}
_TITLES = ("title", "name", "subject")  # fields by which a thing is named


def describe(change: Change, units: Mapping[str, str] = {}) -> str:
    """One sentence: ``สถานะของ “…” เปลี่ยนจาก กำลังดำเนินการ เป็น แล้วเสร็จ``. Where several things changed, the name stands once before all of them.
    ``units``: id → name of each unit."""
    was = change.before
    if change.what == "added" or was is None:
        return f"{verb_of(change.value.kind)}{name_of(change.value)}"
    if change.what == "removed":
        return f"นำ{name_of(change.value)} ออก"
    pieces = ["แก้ไขหน้า"] if was.kind == "page" and change.fields else list(_pieces(change, "", units))
    if change.what == "moved":
        return " · ".join([f"เปลี่ยนที่อยู่หน้าเว็บของ{name_of(was)}", *pieces])
    if was.kind == "page":
        return f"แก้ไข{name_of(change.value)}"
    return f"{_whose(was)}: {' · '.join(pieces)}" if len(pieces) > 1 else "".join(_pieces(change, _whose(was), units))


def folded(change: Change, units: Mapping[str, str] = {}) -> tuple[Folded, ...]:
    """What the sentence only says to have changed, as it was and as it is."""
    return tuple(folded_of((part for part in change.fields if not _is_new_title(change, part)), _titles(change), units))


def verb_of(kind: str) -> str:
    """What was done with something new."""
    return "เปิดเผย" if kind == "element" else "บันทึก" if kind in _RECORDED else "เพิ่ม"


def together(what: str, kind: str, count: int) -> str:
    """Many of one kind in one sentence: ``บันทึกรายการงบประมาณ 6 รายการ``."""
    noun, counter = NOUNS.get(kind, "ข้อมูล"), "รายการ" if kind in ROW_KINDS.values() else "เรื่อง"
    before, after = {"added": (verb_of(kind), ""), "removed": ("นำ", " ออก"), "moved": ("เปลี่ยนที่อยู่หน้าเว็บของ", "")}[what]
    return f"{before}{noun} {count} {counter}{after}"


def name_of(value: Value) -> str:
    """``รายการ “แผนการจัดซื้อจัดจ้าง”``; what has no title of its own is named by its year, and a title that says what it is stands alone, as an element's."""
    noun = NOUNS.get(value.kind, value.kind)
    if value.kind == "element":
        return value.title
    if value.kind in _YEARLY:
        return f"{noun} ปี {value.title}" if value.title.isdecimal() else value.title if value.title.startswith(noun) else f"{noun} {value.title}"
    return f"{noun} “{value.title}”{_apart(value)}" if value.title else noun


def _whose(value: Value) -> str:
    """The thing in a sentence about one of its fields: a title is enough where there is one."""
    return f"“{value.title}”{_apart(value)}" if value.title and value.kind not in (*_YEARLY, "disclosure") else name_of(value)


def _apart(value: Value) -> str:
    """`` (แผนงานการศึกษา)``: beside the title of a row, which others may have too."""
    said = [f"{'เลขที่ ' if name == 'number' else ''}{shown(value.fields[name], name)}" for name in _APART.get(value.kind, ()) if value.fields.get(name) is not None]
    return f" ({', '.join(said)})" if said else ""


def _pieces(change: Change, whose: str, units: Mapping[str, str]) -> Iterator[str]:
    """What changed, piece by piece; ``whose`` is empty where the name is said already. The old title is that name."""
    titles = _titles(change)
    for part in change.fields:
        if _is_new_title(change, part):
            yield f"{of(spaced(titles(part.name)), whose)}เปลี่ยนเป็น “{part.after}”"
        else:
            yield from pieces_of(part, titles, whose, units)


def _is_new_title(change: Change, part: FieldChange) -> bool:
    return part.name in _TITLES and bool(part.after) and change.before is not None and part.before == change.before.title


def _titles(change: Change) -> Callable[[str], str]:
    return lambda name: field_title(change.value.kind, name)


def field_title(kind: str, name: str) -> str:
    model = MODELS.get(kind)
    info = model.model_fields.get(name) if model else None
    return (info.title if info else None) or name


@overload
def fields_shown(value: Value) -> tuple[tuple[str, tuple[str, ...]], ...]: ...
@overload
def fields_shown(value: Value, named: Callable[[str, str], Shown]) -> tuple[tuple[str, tuple[Shown, ...]], ...]: ...
def fields_shown(value: Value, named: Callable[[str, str], object] = lambda name, text: text) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """Title and texts of each filled field, for pages that show what a record last said. ``named`` gives what to show for a text of the
    field ``name``."""
    rows = [(field_title(value.kind, name), tuple(named(name, text) for text in texts(inner, name))) for name, inner in value.fields.items() if value.kind != "page"]
    return tuple((title, texts) for title, texts in rows if texts)
