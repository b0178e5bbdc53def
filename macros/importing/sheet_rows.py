"""The rows of ``data/measures-<year>.csv``: written here, and known again when the sheet comes back from Excel."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from macros.records.collection import LineEntry, Records
from macros.thai.dates import period_text

HEADINGS = {
    "id": "รหัส", "measure": "มาตรการ", "title": "รายการ", "steps": "ขั้นตอน", "responsible": "ผู้รับผิดชอบ", "period": "ระยะเวลา",
    "follow_up": "การติดตามผล", "repairs": "แก้ไขข้อ", "status": "สถานะ", "url": "ที่อยู่", "row": "ลายพิมพ์ของแถว ห้ามแก้",
}
EDITABLE = ("title", "steps", "responsible", "period", "follow_up", "repairs", "status")


def row_texts(entry: LineEntry, name_of: Callable[[str], str], url: str = "") -> dict[str, str]:
    """Column → text of the cell, for one line that someone carries out. ``name_of``: the name of a unit, as ``unit_name`` gives it. ``row`` is
    the mark of what the others say."""
    line = entry.line
    texts = {
        "id": entry.id,
        "measure": entry.measure.id,
        "title": entry.title,
        "steps": "\n".join(f"{number}. {step}" for number, step in enumerate(line.steps, 1)),
        "responsible": ", ".join(map(name_of, line.responsible)),
        "period": period_text(line.period),
        "follow_up": line.follow_up,
        "repairs": ", ".join(line.repairs),
        "status": entry.status,
        "url": url,
    }
    return {**texts, "row": mark(texts)}


def unit_name(unit_id: str, records: Records) -> str:
    """Name with the units above it; a unit that nobody knows (the checks report it) keeps its id."""
    return " ".join(records.units[part].name for part in records.with_parents(unit_id)) or unit_id


def mark(texts: Mapping[str, str]) -> str:
    """Tells a row that was edited from a record that was. It begins with a letter, or Excel would read some as numbers."""
    return mark_of(texts[name] for name in EDITABLE)


def mark_of(cells: Iterable[str]) -> str:
    """The mark of a row of any sheet, of the cells that may be edited."""
    said = "\0".join(map(plain, cells))
    return "r" + hashlib.sha256(said.encode("utf-8")).hexdigest()[:10]


def plain(text: str) -> str:
    """A cell without what Excel changes by itself: ends of lines, spaces at their ends, empty lines, the quote that keeps a
    cell from being run."""
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]
    if text.isprintable():  # one line, as most are
        return text.strip()
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
