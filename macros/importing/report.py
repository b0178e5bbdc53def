"""The report of an import, in plain Thai: what was read, what was mended, what is doubtful and where, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from macros.importing import columns as c
from macros.importing.build import Built, Mend
from macros.importing.document import Span
from macros.importing.draft import Note
from macros.importing.mending import Doubt, mended
from macros.importing.merging import Change
from macros.importing.proof import dropped, left_out
from macros.problems import message

_FIELDS = {
    **c.NAMES, "title": "ชื่อ", "follow_up_month": "เดือนที่ติดตามผล", "repairs": "ข้อที่แก้ไข", "source_notes": "หมายเหตุต้นฉบับ", "status": "สถานะ",
    "lines": "รายการ", "units": "หน่วยงานภายใน",
}  # fmt: skip

_NOTES = {
    "table-without-heading": "ตารางนี้ไม่มีหัวตาราง อ่านต่อจากตารางก่อนหน้าโดยใช้คอลัมน์ชุดเดียวกัน",
    "banner": "แถวที่มีข้อความเดียวตลอดแถว ไม่ได้นำเข้า: “{text}”",
    "title-goes-on": "ช่องมาตรการไม่มีเลขข้อ ต่อท้ายชื่อมาตรการก่อนหน้า: “{text}”",
    "title-above": "ตารางข้างล่างไม่มีคอลัมน์มาตรการ ใช้ข้อความเหนือตารางเป็นชื่อมาตรการ: “{text}”",
    "measures-in-one-cell": "ช่องเดียวมี {count} มาตรการ",
    "steps-by-order": "ในแถวนี้มี {count} มาตรการ และขั้นตอน {count} ชุด จับคู่ตามลำดับ",
    "steps-shared": "ในแถวนี้มี {count} มาตรการ ใช้ขั้นตอน ผู้รับผิดชอบ และเวลาชุดเดียวกันทุกมาตรการ",
    "as-above": "ช่อง{field}ว่าง ใช้ค่าเดียวกับรายการก่อนหน้าของมาตรการ",
    "steps-by-time": "ข้อความในช่องเวลาอ่านเป็นขั้นตอน มี “{time}:” นำหน้า",
    "units-above": "ช่องผู้รับผิดชอบของ “{line}” ว่าง ใช้ “{text}” ตามแถวข้างบน พร้อมหมายเหตุในรายการ ถ้าไม่ใช่ให้แก้ในไฟล์ของมาตรการแล้วลบหมายเหตุ",
    "step-unnumbered": "ไม่มีเลขข้อ นับเป็นขั้นตอนหนึ่ง: “{text}”",
    "step-runs-on": "ไม่มีเลขข้อ ต่อท้ายขั้นตอนก่อนหน้า (“{before}”): “{text}”",
    "steps-restart": "เลขขั้นตอนเริ่ม 1 ใหม่โดยไม่มีหัวข้อ: “{text}”",
    "steps-out-of-order": "เลขขั้นตอนข้ามจาก {before} เป็น {number}: “{text}”",
    "measure-left-out": "นำเข้ามาตรการนี้ไม่ได้ เพราะไม่มีรายการใดครบถ้วน: “{text}”",
    "measure-untitled": "มาตรการที่ {number} ไม่มีชื่อ",
    "measure-number-taken": "เลขมาตรการ {number} ซ้ำ ใช้เลข {given}",
    "line-untitled": "รายการไม่มีชื่อ ใช้ขั้นตอนแรกเป็นชื่อ: “{text}”",
    "no-responsible": "ไม่มีผู้รับผิดชอบ จึงนำเข้ารายการนี้ไม่ได้: “{text}”",
    "nothing-to-do": "ไม่มีทั้งชื่อและขั้นตอน จึงไม่นับเป็นรายการ: “{text}”",
    "no-steps": "ไม่มีขั้นตอน ใช้ชื่อแทน: “{text}”",
    "period-unread": "อ่านระยะเวลา “{text}” ไม่ได้ ใส่ทั้งปีงบประมาณไว้ พร้อมหมายเหตุในรายการ",
    "period-frequency": "“{text}” บอกว่าทำบ่อยเพียงใด ไม่ใช่ช่วงเดือน ใส่ทั้งปีงบประมาณไว้ และเก็บคำนี้ในหมายเหตุของรายการ",
    "no-period": "ไม่มีระยะเวลา ใส่ทั้งปีงบประมาณไว้ พร้อมหมายเหตุในรายการ",
    "no-tick": "ไม่พบเครื่องหมายในช่องเดือน (เส้น ลูกศรที่วาด หรือสีอ่านไม่ได้) ใส่ทั้งปีงบประมาณไว้ พร้อมหมายเหตุในรายการ",
    "months-apart": "ช่องเดือนที่มีเครื่องหมายหรือข้อความไม่ต่อกัน ({months}) ใส่ตั้งแต่ช่องแรกถึงช่องสุดท้าย",
    "period-read-as": "ระยะเวลา “{text}” อ่านเป็น {period}",
    "no-follow-up": "ไม่มีการติดตามผล ใส่ข้อความว่าเอกสารไม่ได้ระบุ",
    "repair-similar": "ชื่อ “{title}” ใกล้เคียงข้อ {item} “{known}” จึงใส่เป็นข้อที่แก้ไข",
    "unit-similar": "ผู้รับผิดชอบ “{text}” อ่านเป็น {name} ({id})",
    "unit-new": "ไม่มีหน่วยงาน “{text}” ใน agency.yml เสนอให้เพิ่มด้วยรหัส {id}",
    "unit-aside": "ข้อความข้างหน่วยงานไม่ใช่ชื่อหน่วยงาน ไม่ได้นำเข้า: “{text}”",
    "unit-person": "ชื่อบุคคล ไม่ใช่ชื่อหน่วยงาน ไม่ได้นำเข้า เพื่อไม่ให้เผยแพร่ข้อมูลส่วนบุคคล: “{text}”",
    "units-too-many": "ช่องผู้รับผิดชอบมีมากกว่าที่จะเป็นชื่อหน่วยงาน ({count} ชื่อ)",
    "units-except": "“{text}” ไม่ใส่ {ids}",
    "units-everyone": "“{text}” ใส่ทุกหน่วยงานที่ไม่ขึ้นกับหน่วยงานอื่น",
    "year-differs": "เอกสารเขียนว่าปีงบประมาณ พ.ศ. {found} แต่สั่งนำเข้าเป็นปี {year}",
    "adopted": "อ่านการเห็นชอบแผนเป็นวันที่ {on} “{at}” โปรดตรวจใน plan.yml",
}
_DOUBTS = {
    "word-confused": "“{found}” น่าจะเป็น “{suggestion}”",
    "word-twice": "“{found}” เขียนซ้ำ น่าจะเป็น “{suggestion}”",
    "word-near": "“{found}” น่าจะเป็น “{suggestion}”",
}


def report(built: Built, shown: Sequence[dict[str, Any]], name: str) -> str:
    """The whole report but for the files. ``shown``: the measures' values with their ids."""
    parts = [
        _summary(built, shown, name), _section("คอลัมน์ที่อ่าน", _headings(built)),
        _section("แก้ตัวอักษรที่ผิดแน่นอนให้แล้ว", _once(_mend_row(mend) for mend in built.mends if mend.doubt.sure)),
        _section("ไม่แน่ใจ โปรดตรวจ", _doubts(built)),
        _section("ไม่ได้นำเข้า (ไม่มีช่องสำหรับข้อความนี้)", _left_out(built)),
        _section("เป็นลำดับหรือเขียนซ้ำ ไม่เก็บในระเบียน", _once(f"{span.where}: {_flat(span.text)}" for span in dropped(built))),
        _section("ส่วนของไฟล์ที่อ่านไม่ได้", built.draft.document.unread),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(built: Built, shown: Sequence[dict[str, Any]], name: str) -> str:
    lines = [line for measure in shown for line in measure["lines"]]
    steps = sum(len(line["steps"]) for line in lines)
    rows = [f"อ่าน {name} แล้ว พบ {len(shown)} มาตรการ {len(lines)} รายการ {steps} ขั้นตอน"]
    rows += [f"  ชื่อแผน: {_flat(span.text)}" for span in built.draft.title]
    for measure in shown:
        rows.append(f"  {measure['id']} {measure['title']}")
        rows += [f"    {_line_row(line)}" for line in measure["lines"]]
    return "\n".join(rows)


def _line_row(line: dict[str, Any]) -> str:
    named = f"{line['id']} {line['title']} · " if "id" in line else f"{line['title']} · " if "title" in line else ""
    repairs = f" · แก้ {', '.join(line['repairs'])}" if line.get("repairs") else ""
    return f"{named}{len(line['steps'])} ขั้นตอน · {', '.join(line['responsible'])} · {line['period']}{repairs}"


def _headings(built: Built) -> Iterator[str]:
    seen: set[tuple[str, str | None]] = set()
    for cell, role in built.draft.headings:
        text = _flat(cell.text)
        if (text, role) not in seen:
            seen.add((text, role))
            yield f"{cell.where}: “{text}” → {c.NAMES[role] if role else 'ไม่มีช่อง ข้อความอยู่ใต้ “ไม่ได้นำเข้า”'}"


def _doubts(built: Built) -> list[str]:
    """Doubtful words and doubtful readings, in the order of the document; what is said of several places is said once."""
    words = [(mend.where, _mend_row(mend)) for mend in built.mends if not mend.doubt.sure]
    readings = [(note.where, _note_row(note)) for note in built.draft.notes]
    places: dict[str, list[str]] = {}
    for where, row in sorted([*words, *readings], key=lambda pair: pair[0]):
        places.setdefault(row.removeprefix(str(where)), []).append(str(where))
    return [f"{_places(list(dict.fromkeys(found)))}{row}" for row, found in places.items()]


def _places(found: list[str]) -> str:
    return found[0] if len(found) == 1 else f"{found[0]} และอีก {len(found) - 1} แห่ง"


def _mend_row(mend: Mend) -> str:
    return f"{mend.where} ({_FIELDS.get(mend.field, mend.field)}): {mend_words(mend.doubt)}"


def mend_words(doubt: Doubt) -> str:
    """What was mended, or what is probably wrong."""
    if doubt.sure:
        return f"“{doubt.found}” → “{doubt.suggestion}”"
    if doubt.code in _DOUBTS:
        return _DOUBTS[doubt.code].format(found=doubt.found, suggestion=doubt.suggestion)
    return message(doubt.code, dict(doubt.params)).message


def _note_row(note: Note) -> str:
    params = {name: _flat(str(value)) for name, value in note.params.items()}
    return f"{note.where}: {_NOTES[note.code].format(**params)}"


def _left_out(built: Built) -> Iterator[str]:
    for span in left_out(built):
        yield f"{span.where}: {_flat(span.text)}{_doubtful(span, built)}"


def _doubtful(span: Span, built: Built) -> str:
    doubts = mended(span.text, built.names)[1]
    return "".join(f" [{_mend_words(doubt.found, doubt.suggestion)}]" for doubt in doubts)


def _mend_words(found: str, suggestion: str) -> str:
    return f"“{found}” น่าจะเป็น “{suggestion}”" if suggestion else f"“{found}” อ่านไม่แน่ชัด"


def _section(title: str, rows: Iterable[str]) -> str:
    found = list(rows)
    return "\n".join([f"{title} ({len(found)})", *(f"  {row}" for row in found)]) if found else ""


def _once(rows: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(rows))


def _flat(text: str) -> str:
    return " ".join(text.split())


# ── differences ──────────────────────────────────────────────────────────────────────────────────────────────────────

_CHANGES = {
    "update": "เปลี่ยน", "conflict": "แก้ด้วยมือแล้ว คงไว้ตามเดิม", "add": "เพิ่ม", "gone": "ไม่มีในเอกสารแล้ว คงไว้ตามเดิม",
    "deleted": "ลบด้วยมือแล้ว ไม่เพิ่มกลับ", "unwritable": "ไฟล์เขียนในรูปแบบที่โปรแกรมแก้ให้ไม่ได้ โปรดแก้เอง",
    "unknown": "ไม่มีรหัสนี้ในแผนของปีนี้ ไม่ได้นำเข้า", "twice": "รหัสนี้มีสองแถว ใช้แถวแรก",
}  # fmt: skip


def difference(changes: Iterable[Change]) -> str:
    """What differs from the records that are there, field by field."""
    rows = []
    for change in changes:
        rows.append(f"  {change.record} {_FIELDS.get(change.field, change.field)}: {_CHANGES[change.kind]}".replace(" :", ":"))
        rows += [f"    - {row}" for row in _rows(change.before)]
        rows += [f"    + {row}" for row in _rows(change.now)]
    return "\n".join(rows)


def _rows(value: Any) -> list[str]:
    if value is None:
        return []
    entries = value if isinstance(value, (list, tuple)) else [value]
    return [row for entry in entries for row in str(entry).split("\n")]
