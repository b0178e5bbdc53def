"""What changed in one field, in pieces of a sentence: what came, what went, and from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel

from macros.history.model import FieldChange
from macros.records.disclosure import ANSWER_WORDS
from macros.records.fields import STATUS_WORDS
from macros.records.registers.fields import METHOD_WORDS, RISK_LEVEL_WORDS
from macros.thai.dates import Period, YearMonth, long_date, long_month, period_text

# How the entries of a list are counted; others are รายการ.
_COUNTERS = {"steps": "ข้อ", "progress": "ครั้ง", "repairs": "ข้อ", "failed_items": "ข้อ", "responsible": "หน่วยงาน", "corrections": "ครั้ง", "places": "แห่ง", "channels": "ช่องทาง"}
# Field titles that ask or say something are no names of things in a sentence.
_SPOKEN = {"repairs": "ข้อที่แก้ไข", "places": "ที่ที่เปิดเผย"}
_WORDS = {"status": STATUS_WORDS, "answer": ANSWER_WORDS, "method": METHOD_WORDS, "stated_level": RISK_LEVEL_WORDS}
_LONGEST = 40  # characters of a value that is quoted; a longer one is only said to have changed
OF_UNITS = ("responsible", "unit", "parent")  # fields that hold ids of units
# Lists whose entries are known by a field of theirs.
_ENTRIES = {"progress": "on", "actions": "on", "evidence": "title", "bidders": "name", "channels": "name", "spending": "period"}
_NAMED = ("responsible", "repairs", "failed_items")  # lists of what has a short name
_FEW = 3  # so many are named; more are counted

Entries = tuple[object, ...]  # of a list
Titles = Callable[[str], str]  # name of a field → what it is called
Names = Mapping[str, str]


class Folded(NamedTuple):
    """A field of which no sentence says what it was and is."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def pieces_of(part: FieldChange, titles: Titles, whose: str, units: Names) -> Iterator[str]:
    """What changed in a field. ``whose`` is empty where the name is said already; ``units``: id → name of each unit."""
    title = _title(part, titles)
    if part.name == "scores":
        yield from _scores(part, title, whose)
    elif _are_lists(part):
        yield from _named(part, title, whose, units) or _list(part, title, whose)
    else:
        yield _single(part, title, whose, units)


def folded_of(fields: Iterable[FieldChange], titles: Titles, units: Names) -> Iterator[Folded]:
    """The values that pieces leave out; of a list those that came and went."""
    for part in fields:
        if not _is_told(part, units):
            before, after = _differing(part) if _are_lists(part) else (part.before, part.after)
            yield Folded(_title(part, titles), tuple(texts(before, part.name, units)), tuple(texts(after, part.name, units)))


def _is_told(part: FieldChange, units: Names) -> bool:
    if _are_lists(part):
        return bool(_named(part, "", "", units))
    return all(value is None or _is_short(shown(value, part.name, units)) for value in (part.before, part.after))


def _differing(part: FieldChange) -> tuple[Entries, Entries]:
    before, after = _entries_in(part.before), _entries_in(part.after)
    went, came = _without(before, after), _without(after, before)
    return (tuple(went), tuple(came)) if went or came else (before, after)  # the same in another order


def _entries_in(value: object) -> Entries:
    return value if isinstance(value, tuple) else ()


def _without(entries: Entries, others: Entries) -> list[object]:
    """``entries`` that are not among ``others``, each as often as it is there too many."""
    left = list(others)
    rest: list[object] = []
    for entry in entries:
        left.remove(entry) if entry in left else rest.append(entry)
    return rest


def _title(part: FieldChange, titles: Titles) -> str:
    return spaced(_SPOKEN.get(part.name) or titles(part.name))


def spaced(title: str) -> str:
    """Thai is written without spaces, but not after a Latin word: ``ข้อ OIT ของ``."""
    return title + " " if title[-1:].isascii() else title


def of(title: str, whose: str) -> str:
    return f"{title}ของ {whose} " if whose else title


def _is_list(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and not isinstance(value, (Period, YearMonth)))


def _are_lists(part: FieldChange) -> bool:
    return part.name != "status" and _is_list(part.before) and _is_list(part.after)


_GIVEN = ("approved", "adopted")  # an approval is not “of” what it was given to


def _single(part: FieldChange, title: str, whose: str, units: Names) -> str:
    it, before, after = of(title, whose), shown(part.before, part.name, units), shown(part.after, part.name, units)
    if part.after is None:
        return f"ลบ{it}".rstrip() + (f" (เดิม {before})" if _is_short(before) else "")
    if part.before is None and part.name in _GIVEN:
        return f"บันทึก{title} {whose}".rstrip()
    if part.before is None:
        told = f"เป็น {after}" if _is_short(after) else ""
        return ("บันทึก" if told else "เพิ่ม") + f"{it}{told}".rstrip()  # “เพิ่มระดับเป็น” would say that it rose
    if _is_short(before) and _is_short(after):
        return f"{it}เปลี่ยนจาก {before} เป็น {after}"
    return f"แก้ไข{it}".rstrip() + _inside(part.before, part.after, units)


def _inside(before: object, after: object, units: Names) -> str:
    """`` (นำหลักฐาน “ภาพถ่าย” ออก)``: what changed within a part; empty where that is too much for a sentence."""
    if not isinstance(after, BaseModel) or type(before) is not type(after):
        return ""
    fields = type(after).model_fields
    parts = [FieldChange(name, getattr(before, name), getattr(after, name)) for name in fields if getattr(before, name) != getattr(after, name)]
    found = [text for part in parts for text in pieces_of(part, lambda name: fields[name].title or name, "", units)]
    return f" ({', '.join(found)})" if 0 < len(found) <= _FEW else ""


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and "\n" not in text


def _named(part: FieldChange, title: str, whose: str, units: Names) -> list[str]:
    """What came and went, named; empty where it has no short names or is too much for a sentence."""
    return _entries(part, title, whose, units) if part.name in _ENTRIES else _by_name(part, title, whose, units) if part.name in _NAMED else []


def _entries(part: FieldChange, title: str, whose: str, units: Names) -> list[str]:
    """Entries that are known by a field of theirs; of one that was rewritten, what changed in it."""
    key, (went, came) = _ENTRIES[part.name], tuple(map(list, _differing(part)))
    if max(len(went), len(came)) > _FEW or not all(hasattr(entry, key) for entry in (*went, *came)) or sorted(map(repr, went)) == sorted(map(repr, came)):
        return []
    within = f"ใน {whose}" if whose else ""
    texts_of: dict[str, list[str]] = {"นำ": [], "แก้ไข": [], "เพิ่ม": []}
    for entry in went:
        name = title + _name_of_entry(key, getattr(entry, key))
        new = next((other for other in came if getattr(other, key) == getattr(entry, key)), None)
        if new is None:
            texts_of["นำ"].append(f"นำ{name} ออก" + (f"จาก {whose}" if whose else ""))
        else:
            came.remove(new)
            texts_of["แก้ไข"].append(f"แก้ไข{name}{within and ' ' + within}{_inside(entry, new, units)}")
    texts_of["เพิ่ม"] = [f"เพิ่ม{title}{_name_of_entry(key, getattr(entry, key))}{within and ' ' + within}" for entry in came]
    return [text for texts in texts_of.values() for text in texts]


def _name_of_entry(key: str, value: object) -> str:
    return f"วันที่ {shown(value)}" if key == "on" else f" {shown(value)}" if key == "period" else f" “{shown(value)}”"


def _by_name(part: FieldChange, title: str, whose: str, units: Names) -> list[str]:
    before, after = ([_short_name(part.name, str(entry), units) for entry in _entries_in(value)] for value in (part.before, part.after))
    came, went = [name for name in after if name not in before], [name for name in before if name not in after]
    told = (before, after) if came and went else (came, went)
    if not (came or went) or not all((*before, *after)) or max(map(len, told)) > _FEW:
        return []
    if came and went:
        return [f"{of(title, whose)}เปลี่ยนจาก {', '.join(before)} เป็น {', '.join(after)}"]
    if came:
        return [f"เพิ่ม{title} {', '.join(came)}" + (f" ใน {whose}" if whose else "")]
    return [f"ตัด{title} {', '.join(went)} ออก" + (f"จาก {whose}" if whose else "")]


def _short_name(field: str, entry: str, units: Names) -> str:
    """``กองคลัง``, ``O11``, ``O11 ปี 2566``; empty for a weak point, which a reference does not name."""
    if field in OF_UNITS:
        return units.get(entry, entry)
    year, _, item = entry.rpartition("/")
    return f"{item} ปี {year}" if year.isdecimal() else "" if year else item


def _list(part: FieldChange, title: str, whose: str) -> list[str]:
    """Entries that came and went, counted. As many of each are entries that were rewritten."""
    before, after = _entries_in(part.before), _entries_in(part.after)
    came, went = _difference(after, before), _difference(before, after)
    counter = _COUNTERS.get(part.name, "รายการ")
    rewritten, inside = min(came, went), f"ใน {whose}" if whose else ""
    counts = {"เพิ่ม": came - rewritten, "ลด": went - rewritten, "แก้ไข": rewritten}
    pieces = [f"{verb}{title} {count} {counter}{inside}" for verb, count in counts.items() if count]
    return pieces or [f"เรียงลำดับ{title}{inside and inside + ' '}ใหม่"]


def _difference(left: Entries, right: Entries) -> int:
    return sum((Counter(map(repr, left)) - Counter(map(repr, right))).values())


def _scores(part: FieldChange, title: str, whose: str) -> list[str]:
    before, after = _by_indicator(part.before), _by_indicator(part.after)
    changed = [name for name in after if name in before and before[name] != after[name]]
    if set(before) != set(after) or not changed or len(changed) > 3:
        return [f"แก้ไข{of(title, whose)}".rstrip()]
    return [f"{of(f'คะแนน “{name}” ', whose)}เปลี่ยนจาก {before[name]} เป็น {after[name]}" for name in changed]


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


def texts(value: object, name: str, units: Mapping[str, str] = {}) -> Iterator[str]:
    """A value of any kind, text by text."""
    if value is None or value == ():
        return
    if isinstance(value, tuple) and _is_list(value):
        for inner in value:
            yield from texts(inner, name, units)
    elif isinstance(value, BaseModel):
        yield " · ".join(text for field, inner in value if (text := shown(inner, field, units) if inner is not None else ""))
    else:
        yield shown(value, name, units)
