"""The reference of all problem codes, generated from their wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from macros.problems.wording import codes

_HEAD = """# รายการปัญหาที่โปรแกรมตรวจพบ

ทุกปัญหามีรหัสที่ไม่เปลี่ยน ค้นหารหัสที่เห็นในหน้านี้ได้ **ผิด** คือต้องแก้ก่อนเผยแพร่ **เตือน** คือควรดู แต่เผยแพร่ได้
คำในวงเล็บปีกกา เช่น {value} คือสิ่งที่พบจริง หน้านี้สร้างด้วย `python3 -m macros.generate` แก้ถ้อยคำได้ที่ `macros/problems/wording/`
"""
_SEVERITY = {"error": "ผิด", "warning": "เตือน"}


def code_reference() -> str:
    """Markdown: every code with its sentences in Thai and English and an example of what causes it."""
    return _HEAD + "".join(_entry(code, codes()[code]) for code in sorted(codes()))


def _entry(code: str, entry: Mapping[str, Any]) -> str:
    thai, english = entry["th"], entry["en"]
    lines = [
        f"\n## `{code}` ({_SEVERITY[entry['severity']]})\n",
        f"{_text(thai['message'])}\n",
        f"- {_text(thai['rule'])}",
        f"- แก้: {_text(thai['repair'])}",
        f"- English: {_text(english['message'])}. {_text(english['rule'])}. {_text(english['repair'])}.".replace("..", "."),
    ]
    if example := entry.get("example"):
        lines.append(f"- ตัวอย่าง: {_code(str(example))}")
    return "\n".join(lines) + "\n"


def _text(sentence: str) -> str:
    """A sentence of the wording as Markdown text: its places to fill in stay, signs of Markdown are text."""
    plain = sentence.replace("{{", "{").replace("}}", "}")
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", plain).replace("\n", " ")


def _code(example: str) -> str:
    shown = "".join(char if char.isprintable() or char == "\n" else f"[U+{ord(char):04X}]" for char in example).replace("\n", " ⏎ ")
    ticks = "``" if "`" in shown else "`"
    return f"{ticks}{' ' if ticks == '``' else ''}{shown}{' ' if ticks == '``' else ''}{ticks}"


__all__ = ["code_reference"]
