"""The reference of all macros, made from their headers, so that it cannot say anything else than they do."""

from __future__ import annotations

from collections.abc import Iterator

from macros.pages.calls import Call, find_calls
from macros.pages.registry import Macro, macros

PICTURES = "../../../tests/screenshots/macros"  # from macros/pages/docs/, taken by tests/site/test_looks.py


def macro_reference() -> str:
    """Markdown: every macro with what it is for, its arguments, an example and a picture of what the example gives."""
    head = "# มาโครทั้งหมด · Every macro\n\nสร้างจากส่วนหัวของแต่ละไฟล์ใน `macros/pages/blocks/` · Made from the headers of these files\n\n"
    return head + "\n\n".join(block for macro in macros().values() for block in _entry(macro)) + "\n"


def gallery() -> str:
    """The body of a content page that calls every macro by its example: what the pictures are taken of."""
    return "\n\n".join(f"## {macro.name}\n\n{_shown(macro)}" for macro in macros().values()) + "\n"


def _shown(macro: Macro) -> str:
    call = f"{{{{ {macro.example} }}}}"
    return f"… {call} …" if macro.inline else call


def _entry(macro: Macro) -> Iterator[str]:
    yield f"## `{macro.signature}`"
    yield f"{macro.th}  \n{macro.en}"
    yield "ใช้กลางประโยคได้ (inline)" if macro.inline else "อยู่บรรทัดของตนเอง ชิดขอบซ้าย (a line of its own)"
    if macro.arguments:
        yield "\n".join(["| ค่า | ชนิด | ความหมาย |", "|---|---|---|", *map(_argument, macro.arguments)])
    yield f"```\n{{{{ {macro.example} }}}}\n```"
    if not macro.inline:
        yield f"![{macro.th}]({PICTURES}/{macro.name}.png)"


def _argument(argument) -> str:
    needed = "" if argument.required else f" (ไม่ใส่ = `{argument.default!r}`)"
    return f"| `{argument.name}` | {argument.type} | {argument.th} / {argument.en}{needed} |"


def example_call(macro: Macro) -> Call:
    """The macro's own example as a call; a header whose example is no call is a programmer's error."""
    call = next(find_calls(f"{{{{ {macro.example} }}}}"))
    if not isinstance(call, Call):
        raise ValueError(f"{macro.name}: the example is not a call: {macro.example}")
    return call
