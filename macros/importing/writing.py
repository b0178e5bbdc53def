"""Records as a careful person writes them in YAML: the order of the fields, comments that help, nothing quoted in vain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from macros.records.model import Line
from macros.records.read import read

MEASURE_FIELDS = ("kind", "id", "fiscal_year", "number", "title", "lines")
LINE_FIELDS = tuple(Line.model_fields)
_FLOW = {"responsible", "repairs"}  # lists of ids, on one line

_STATUSES = "not-started (ยังไม่เริ่ม) under-way (กำลังดำเนินการ) หรือ done (แล้วเสร็จ)"
_EXAMPLE = """#
#    progress:
#      - on: (วัน เดือน ปี พ.ศ.)
#        text: (ทำอะไรไปแล้ว)
#        evidence:
#          - title: (ชื่อเอกสาร)
#            file: files/{year}/example.pdf
"""


def measure_text(values: Mapping[str, Any]) -> str:
    """The file of a measure; ``values`` has the fields of the model, lines as maps."""
    several = len(values["lines"]) > 1
    find = "หารายการด้วยรหัส (id) แล้วแก้" if several else "แก้"
    of_line = "ของรายการนั้น " if several else ""
    head = (
        "# yaml-language-server: $schema=../schema/measure.json\n#\n"
        f"# เปลี่ยนสถานะ: {find}ค่าของ status เป็น {_STATUSES}\n"
        f"# เพิ่มความคืบหน้าและหลักฐาน: คัดลอกตัวอย่างนี้ไปไว้ใต้ status {of_line}ลบเครื่องหมาย # แล้วใส่ข้อมูลจริง\n"
    )
    rows = [row for name in MEASURE_FIELDS[:-1] for row in field_rows(name, values[name], 0)]
    lines = "\n\n".join("\n".join(line_rows(line, 2)) for line in values["lines"])
    return head + _EXAMPLE.format(year=values["fiscal_year"]) + "\n".join([*rows, "lines:"]) + "\n" + lines + "\n"


def plan_text(values: Mapping[str, Any]) -> str:
    """The file of a plan."""
    head = (
        "# yaml-language-server: $schema=../schema/plan.json\n#\n"
        f"# แผนของปีงบประมาณ {values['fiscal_year']} มาตรการแต่ละข้ออยู่ในไฟล์ของตนเองในโฟลเดอร์เดียวกัน\n"
        "# ถ้ามีไฟล์เอกสารฉบับจริง ให้วางไว้ในโฟลเดอร์ content/files แล้วเพิ่มช่อง file ใต้ source\n"
    )
    return head + "\n".join(row for name, value in values.items() for row in field_rows(name, value, 0)) + "\n"


def line_rows(line: Mapping[str, Any], indent: int) -> list[str]:
    """One entry of ``lines``, its dash at ``indent``."""
    rows = [row for name in LINE_FIELDS if name in line for row in field_rows(name, line[name], indent + 2)]
    return [" " * indent + "- " + rows[0].lstrip(), *rows[1:]]


def unit_rows(unit: Mapping[str, str], indent: int) -> list[str]:
    rows = [row for name, value in unit.items() for row in field_rows(name, value, indent + 2)]
    return [" " * indent + "- " + rows[0].lstrip(), *rows[1:]]


def field_rows(name: str, value: Any, indent: int) -> list[str]:
    """A field with its value, as lines of text."""
    start = " " * indent + f"{name}:"
    if isinstance(value, Mapping):
        return [start, *(row for inner, below in value.items() for row in field_rows(inner, below, indent + 2))]
    if isinstance(value, (list, tuple)):
        if name in _FLOW:
            return [f"{start} [{', '.join(value)}]"]
        return [start, *(row for entry in value for row in _scalar_rows(" " * (indent + 2) + "-", entry, indent + 4))]
    return _scalar_rows(start, value, indent + 2)


def _scalar_rows(start: str, value: object, indent: int) -> list[str]:
    text = str(value)
    if "\n" in text:
        return [f"{start} |", *(" " * indent + line.strip() for line in text.split("\n") if line.strip())]
    return [f"{start} {scalar(text)}"]


def scalar(text: str) -> str:
    """``text`` as YAML reads it back: plain where it can be, else in double quotes."""
    for form in ("a: {}", "a:\n  - {}"):
        document, problems = read(form.format(text).encode(), "")
        if problems or document.value not in ({"a": text}, {"a": [text]}):
            return json.dumps(text, ensure_ascii=False)
    return text
