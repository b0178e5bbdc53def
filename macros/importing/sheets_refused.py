"""Sheets of this site that are made out of the records and do not come back: what they are, and where to edit instead."""

from __future__ import annotations

from macros.importing.document import Document
from macros.importing.own_sheet import names_of
from macros.records.collection import Records
from macros.records.disclosed import entries_of
from macros.records.disclosure import ANSWER_WORDS

_SHEET = frozenset({"item", "answer", "url", "state"})  # of oit-<year>.csv


def oit_rows(document: Document) -> list[dict[str, str]] | None:
    """The rows of the sheet that is filled into the assessment system; None when ``document`` is something else."""
    table = document.tables[0] if document.tables else None
    if table is None or not table.rows:
        return None
    names = names_of(table)
    if not _SHEET <= {*names}:
        return None
    return [{name: cell.text.strip() for name, cell in zip(names, row) if name} for row in table.rows[1:]]


def oit_advice(rows: list[dict[str, str]], records: Records, year: int) -> str:
    """What the sheet is, and the answers in it that differ from the records, with the file of each."""
    said = {entry.record.item: (ANSWER_WORDS[entry.record.answer], entry.document.file) for entry in entries_of(records) if entry.record.fiscal_year == year}
    lines = [
        f"แผ่นนี้คือตารางสำหรับกรอกในระบบประเมิน (oit-{year}) โปรแกรมทำขึ้นจากระเบียน จึงไม่นำกลับเข้า ไม่มีไฟล์ใดเปลี่ยน",
        f"แก้คำตอบและที่อยู่ของแต่ละข้อในไฟล์ measures/{year}/disclosures/ แล้วสร้างเว็บไซต์ใหม่ แผ่นนี้จะเปลี่ยนตาม",
    ]  # fmt: skip
    for row in rows:
        item, answer = row.get("item", ""), row.get("answer", "")
        now, file = said.get(item, ("", f"measures/{year}/disclosures/{item.lower()}.yml (ยังไม่มี)"))
        if item and answer != now:
            lines.append(f"  {item}: ในแผ่นตอบ “{answer or '–'}” ในระเบียน “{now or '–'}” แก้ที่ {file}")
    return "\n".join(lines) + "\n"
