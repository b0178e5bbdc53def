"""What an import of a register tells the person: which column is which field, what was read, what was doubtful, what was left out."""

from __future__ import annotations

from collections.abc import Iterable

from macros.importing.registers.importer import Made
from macros.importing.registers.kinds import KINDS
from macros.importing.registers.mapping import OPEN, SETTINGS, path_of, sample, title_of
from macros.importing.registers.rows import Note
from macros.importing.report import mend_words
from macros.records.registers.answers import NAMES


def mapping_report(made: Made, document: str) -> str:
    """What is to be confirmed before anything is imported."""
    mapping = made.mapping
    rows = [f"อ่าน {document} เป็น{NAMES[mapping.kind]} ปีงบประมาณ {mapping.year} จับคู่คอลัมน์ดังนี้"]
    for column in mapping.columns:
        choice = column.choice
        field = choice.field if choice.field == OPEN else title_of(mapping.kind, choice.field)
        extra = f" ({choice.period})" if choice.period else f" (เครื่องหมายแปลว่า {choice.means})" if choice.means else ""
        samples = " · ".join(sample(text) for text in column.samples[:2])
        rows.append(f"  “{column.heading or '(ไม่มีหัว)'}” → {field}{extra} [{choice.sure or 'ยืนยันแล้ว'}]" + (f" เช่น {samples}" if samples else ""))
    words = [f"  “{text}” ({title_of(mapping.kind, name)}) → {means}" for (name, text), means in mapping.words.items()]
    rows += ["", "คำที่ต้องแปลงเป็นคำของระเบียน", *words] if words else []
    rows += ["", "ค่าของทั้งทะเบียน", *(f"  {SETTINGS[name]}: {value}" for name, value in mapping.settings.items() if name in SETTINGS)]
    rows += [f"  {title_of(mapping.kind, name)} ของแถวที่ไม่ได้บอกไว้: {value}" for name, value in mapping.defaults.items()]
    if made.table.lacks and made.table.refused:
        rows += ["", _section("ไม่นำเข้าเพราะเป็นข้อมูลส่วนบุคคล", _notes(made.table.refused))]
    if made.open:
        rows += ["", f"ต้องระบุก่อนนำเข้า ({len(made.open)})", *(f"  {what}" for what in made.open)]
    return "\n".join(rows) + "\n"


def how_to_confirm(made: Made) -> str:
    path = path_of(made.mapping.kind, made.mapping.year)
    if made.open:
        return f"\nยังไม่ได้นำเข้า เปิด {path} แก้คำว่า {OPEN} ทุกแห่ง บันทึก แล้วสั่งอีกครั้ง"
    return f"\nยังไม่ได้นำเข้า ตรวจการจับคู่ข้างบน ถ้าไม่ถูกให้แก้ใน {path} แล้วสั่งอีกครั้ง (สั่งอีกครั้งคือยืนยัน)"


def table_report(made: Made, document: str) -> str:
    """What was read."""
    table = made.table
    sums = [f"{'เบิกจ่าย' if name == 'spent' else title_of(made.mapping.kind, name)} {value.removesuffix('.00') if made.mapping.kind == 'complaint-statistics' else value}" for name, value in table.totals.items()]
    without = f" · ไม่มีรายการใน {', '.join(table.without)}" if table.without else ""
    parts = [
        f"อ่าน {document} แล้ว {NAMES[made.mapping.kind]} {len(table.items)} แถว{without}" + (f"\nยอดรวมที่เอกสารพิมพ์: {' · '.join(sums)}" if sums else ""),
        _section("ไม่นำเข้าเพราะเป็นข้อมูลส่วนบุคคล", _notes(table.refused)),
        _section("แก้ตัวอักษรที่ผิดแน่นอนให้แล้ว", _mends(made, sure=True)),
        _section("ไม่แน่ใจ โปรดตรวจ", [*_notes(table.notes), *_mends(made, sure=False)]),
        _section("ไม่ได้นำเข้า (ไม่มีช่องสำหรับข้อความนี้)", _notes(table.left)),
        _section("ไม่เก็บในระเบียน", [f"{what} {count} แห่ง" for what, count in table.skipped.items()]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _mends(made: Made, sure: bool) -> list[str]:
    rows = [f"{where} ({title_of(made.mapping.kind, name)}): {mend_words(doubt)}" for where, name, doubt in made.table.mends if doubt.sure == sure]
    return list(dict.fromkeys(rows))


def _notes(notes: Iterable[Note]) -> list[str]:
    return [f"{note.where}: {note.text}" if note.where else note.text for note in notes]


def _section(title: str, rows: list[str]) -> str:
    return "\n".join([f"{title} ({len(rows)})", *(f"  {row}" for row in rows)]) if rows else ""


def kinds_report(names: Iterable[str]) -> str:
    """What a document's tables might be, where one must choose."""
    choices = list(names) or list(KINDS)
    return "\n".join(f"  --kind {name}  {NAMES[name]}" for name in choices)
