"""The reference of all fields, generated from the model: what each means, whether it is required, an example of each."""

from __future__ import annotations

import json
import typing

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.records.model import KINDS
from macros.records.parts import models_in, parts_of

_HEAD = """# ช่องของไฟล์ข้อมูล

ไฟล์ในโฟลเดอร์ `measures/` เขียนเป็น `ชื่อช่อง: ค่า` บรรทัดแรกของทุกไฟล์บอกชนิดด้วยช่อง `kind`
หน้านี้สร้างจากโปรแกรมด้วย `python3 -m macros.generate` จึงตรงกับที่โปรแกรมตรวจเสมอ แก้คำอธิบายได้ที่ `model.py` `disclosure.py` `parts.py` และ `registers/` ใน `macros/records/`

- วันที่และเดือนเขียนเป็น พ.ศ. เช่น `25 พฤศจิกายน 2563` `25 พ.ย. 63` `2563-11-25` `ธ.ค. 2563` เลขไทยก็ได้
- ข้อความที่มี `:` ตามด้วยเว้นวรรค มี ` #` หรือขึ้นต้นด้วยเครื่องหมาย ให้ใส่ไว้ใน `' '`
- ช่องที่ไม่จำเป็น ถ้าไม่มีค่าให้ลบทั้งบรรทัด
"""


def field_reference() -> str:
    """Markdown in Thai: one section a kind of record, one table a group of fields."""
    return _HEAD + "".join(_kind(name, model) for name, model in KINDS.items())


def _kind(name: str, model: type[BaseModel]) -> str:
    parts = [part for part in parts_of(model) if part is not model]
    tables = "".join(f"\n### {_title(part)}\n\n{_table(part)}" for part in parts)
    return f"\n## `kind: {name}` – {_title(model)}\n\n{_table(model)}{tables}"


def _title(model: type[BaseModel]) -> str:
    return (model.__doc__ or model.__name__).strip().split("\n")[0]


def _table(model: type[BaseModel]) -> str:
    rows = "".join(_row(name, info) for name, info in model.model_fields.items())
    return f"| ช่อง | ชื่อ | คำอธิบาย | ตัวอย่าง |\n|---|---|---|---|\n{rows}"


def _row(name: str, info: FieldInfo) -> str:
    required = " **(ต้องมี)**" if info.is_required() else ""
    return f"| `{name}`{required} | {_cell(info.title)} | {_cell(info.description)} | {_example(name, info)} |\n"


def _example(name: str, info: FieldInfo) -> str:
    part = next(models_in(info.annotation), None)
    if part is not None:
        below = f"{name}:\n  - " if typing.get_origin(info.annotation) is tuple else f"{name}:\n  "
        return _code(below + next(f"{inner}: …" for inner in part.model_fields))
    if not info.examples:
        return "–"
    example = info.examples[0]
    if isinstance(example, list):
        return _code(f"{name}:\n" + "\n".join(f"  - {_value(entry)}" for entry in example))
    listed = typing.get_origin(info.annotation) is tuple
    return _code(f"{name}: [{example}]" if listed else f"{name}: {_value(example)}")


def _value(example: object) -> str:
    """As it would be written in YAML; what YAML would misread goes into quotes."""
    text = str(example)
    return json.dumps(text, ensure_ascii=False) if ": " in text or " #" in text else text


def _code(text: str) -> str:
    """Code in a table's cell: one span a line, blanks at its start kept visible."""
    return "<br>".join("`" + line.replace("  ", "\u00a0\u00a0") + "`" for line in text.replace("|", "\\|").split("\n"))


def _cell(text: str | None) -> str:
    return (text or "–").replace("|", "\\|").replace("\n", " ")

