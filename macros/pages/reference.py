"""The reference of all macros, made from their headers, so that it cannot say anything else than they do."""

from __future__ import annotations

from collections.abc import Iterator

from macros.pages.calls import Call, find_calls
from macros.pages.registry import Macro, macros
from macros.pages.render import CallFailed, render_call
from macros.pages.site_view import SiteView

# The address of the page that shows the reference: links in the examples' output are relative to it.
ADDRESS = "/macros/"


def macro_reference(site: SiteView) -> str:
    """Markdown: every macro with what it is for, its arguments, an example and what the example gives on ``site``."""
    return "\n\n".join(block for macro in macros().values() for block in _entry(site, macro)) + "\n"


def _entry(site: SiteView, macro: Macro) -> Iterator[str]:
    yield f"## `{macro.signature}` {{#{macro.name.replace('_', '-')}}}"
    yield f"{macro.th}  \n{macro.en}"
    yield "ใช้กลางประโยคได้ (inline)" if macro.inline else "อยู่บรรทัดของตนเอง ชิดขอบซ้าย (a line of its own)"
    if macro.arguments:
        yield "\n".join(["| ค่า | ชนิด | ความหมาย |", "|---|---|---|", *map(_argument, macro.arguments)])
    yield f"```\n{{{{ {macro.example} }}}}\n```"
    yield _output(site, macro)


def _argument(argument) -> str:
    needed = "" if argument.required else f" (ไม่ใส่ = `{argument.default!r}`)"
    return f"| `{argument.name}` | {argument.type} | {argument.th} / {argument.en}{needed} |"


def _output(site: SiteView, macro: Macro) -> str:
    """What the example gives; an example about a record that this site does not have says so."""
    call = example_call(macro)
    try:
        return render_call(site, ADDRESS, call)
    except CallFailed:
        return "_ตัวอย่างนี้ใช้ข้อมูลที่ไม่มีในเว็บไซต์นี้_"


def example_call(macro: Macro) -> Call:
    """The macro's own example as a call; a header whose example is no call is a programmer's error."""
    call = next(find_calls(f"{{{{ {macro.example} }}}}"))
    if not isinstance(call, Call):
        raise ValueError(f"{macro.name}: the example is not a call: {macro.example}")
    return call
