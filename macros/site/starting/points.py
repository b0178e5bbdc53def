"""Correct starting points: a whole site, a year, a measure, a line, a disclosure. Pure: they return texts, commands write them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from macros.oit.forms import Item
from macros.problems import Place
from macros.records.collection import Records
from macros.records.read import read
from macros.records.schema import schema_files
from macros.thai.dates import fiscal_year_period, long_month, period_text

_STARTER = Path(__file__).parent / "starter"
_STANDARD = Path(__file__).parents[3] / "content"  # pages that say the same for every agency
STANDARD_PAGES = ("privacy.md", "accessibility.md", "complaints.md")
NEW_NAME = "หน่วยงานใหม่ (แก้ชื่อใน measures/agency.yml)"
LEFT = re.compile(r" ?\(แก้(?:ชื่อ|ข้อความ)[^()\n]{0,40}\)")  # what these texts ask to be changed

UNIT_MARK = "# (แก้หน่วยงาน)"  # above a unit that nobody has chosen, for the field holds nothing but ids


def quoted(text: str) -> str:
    """Text as a YAML value that nothing can break: a JSON string."""
    return json.dumps(text, ensure_ascii=False)


def agency(name: str, year: int) -> dict[str, str]:
    """Path → text of a complete small site for ``name`` with the plan of ``year``."""
    files = {path.relative_to(_STARTER).as_posix(): path.read_text(encoding="utf-8") for path in sorted(_STARTER.rglob("*.*"))}
    files = {path.removesuffix(".txt"): text.replace("NAME_QUOTED", quoted(name)).replace("SITE_QUOTED", quoted(f"ความโปร่งใส {name}")) for path, text in files.items()}
    files |= {f"content/{page}": (_STANDARD / page).read_text(encoding="utf-8") for page in STANDARD_PAGES}
    files |= {f"measures/schema/{file}": data.decode("utf-8") for file, data in schema_files().items()}
    files |= plan(year, None)
    return files | measure("m1", year, 1, "มาตรการที่หนึ่ง (แก้ชื่อ)", "clerk")


def plan(year: int, analyses: int | None) -> dict[str, str]:
    """The plan of ``year``; ``analyses`` is the year of the result that it answers, if there is one."""
    lines = [
        "# yaml-language-server: $schema=../schema/plan.json",
        "# แผนของปีงบประมาณนี้ แก้ชื่อให้ตรงกับเอกสาร แล้วเพิ่มมาตรการเป็นไฟล์ในโฟลเดอร์เดียวกัน",
        "kind: plan",
        f"fiscal_year: {year}",
        f"title: มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}",
        *([f"analyses: {analyses}"] if analyses else []),
    ]
    return {f"measures/{year}/plan.yml": "\n".join(lines) + "\n"}


def measure(measure_id: str, year: int, number: int, title: str, unit: str, chosen: bool = True) -> dict[str, str]:
    """A measure with one line, to be filled in. ``chosen``: whether there is no doubt about the ``unit``, here and below. The line has an id and a title, so that others can stand beside it."""
    text = "\n".join([
        "# yaml-language-server: $schema=../schema/measure.json",
        "# มาตรการหนึ่งมาตรการ แก้ข้อความหลังเครื่องหมาย : แล้วบันทึก",
        "kind: measure",
        f"id: {measure_id}",
        f"fiscal_year: {year}",
        f"number: {number}",
        f"title: {quoted(title)}",
        "lines:",
        *(f"  {line}" for line in _line(f"{measure_id}-1", f"รายการ {measure_id}-1 (แก้ชื่อ)", year, unit, chosen)),
    ])
    return {f"measures/{year}/{measure_id}.yml": text + "\n"}


def disclosure(item: Item, year: int, unit: str, chosen: bool = True) -> dict[str, str]:
    """The answer to an ``item`` of the form of ``year``. Its elements stand in comments: nothing is claimed before somebody tells a place."""
    elements = [
        row for element in item.elements for row in
        (f"#  # {element.text}", f"#  - element: {element.id}", "#    places:", f"#      - file: files/{year}/example.pdf", "#        note: หน้า 3")
    ]  # fmt: skip
    text = "\n".join([
        "# yaml-language-server: $schema=../../schema/disclosure.json",
        "#",
        f"# ข้อ {item.id} ของแบบ OIT ปี {year}: {item.title}",
        "# ลบเครื่องหมาย # หน้าองค์ประกอบที่เปิดเผยแล้ว (และหน้า elements) แล้วบอกว่าดูได้ที่ใด",
        "# file คือไฟล์ในโฟลเดอร์ content ถ้าเป็นหน้าของเว็บไซต์นี้ เขียน page: /ที่อยู่/ ถ้าเป็นเว็บไซต์อื่น เขียน url: https://",
        "kind: disclosure",
        f"fiscal_year: {year}",
        f"item: {item.id}",
        "answer: มี",
        *_mark(chosen),
        f"unit: {unit}",
        "#elements:",
        *elements,
    ])
    return {f"measures/{year}/disclosures/{item.id.lower()}.yml": text + "\n"}


def _mark(chosen: bool) -> list[str]:
    return [] if chosen else [f"{UNIT_MARK} ใส่รหัสของหน่วยงานที่รับผิดชอบจริงในบรรทัดถัดไป แล้วลบบรรทัดนี้"]


def _line(line_id: str, title: str, year: int, unit: str, chosen: bool) -> list[str]:
    span = fiscal_year_period(year)
    fields = [
        f"id: {line_id}", f"title: {quoted(title)}",
        "steps:", "  - ขั้นตอนที่หนึ่ง (แก้ข้อความ)",
        *_mark(chosen), f"responsible: [{unit}]", f"period: {period_text(span)}", f"follow_up: รายงานผลภายในเดือน{long_month(span.end)} (แก้ข้อความ)",
        "status: unknown",
    ]
    return [f"- {fields[0]}", *(f"  {field}" for field in fields[1:])]


class CannotAdd(ValueError):
    """A line cannot be added to this file as it is; the message is Thai · English."""


def _unnamed(place: Place, example: str, new: str, wanted: str) -> CannotAdd:
    """``example``: the id for the line at ``place``; ``new``: that for the one to be added, which was ``wanted`` under another perhaps."""
    thai, english = ("", "") if new == wanted else (f"โดยใช้รหัส {new} แทน {wanted}", f" with the id {new} instead of {wanted}")
    return CannotAdd(
        f"{place}: รายการนี้ยังไม่มี id และ title มาตรการที่มีหลายรายการต้องมีทั้งสองช่องทุกรายการ เติม id: {example} และ title: ชื่อรายการ แล้วสั่งใหม่{thai}"
        f" · This line has no id and title, which every line needs where there are several; add id: {example} and a title, then run this again{english}"
    )


def with_line(text: str, line_id: str, title: str, year: int, unit: str, file: str = "measure", chosen: bool = True) -> str:
    """The text of a measure's ``file`` with one more line at the end of its ``lines``; everything else stays as written."""
    document, problems = read(text.encode("utf-8"), file)
    fields = document.value if isinstance(document.value, dict) else {}
    lines = fields.get("lines")
    if problems or not isinstance(lines, list) or not lines:
        raise CannotAdd(f"{file} มีปัญหา ตรวจด้วย python3 scripts/check.py ก่อน · {file} has problems; run python3 scripts/check.py first")
    for index, line in enumerate(lines):
        if not isinstance(line, dict) or not line.get("id") or not line.get("title"):
            measure_id = fields.get("id", "m1")
            example = f"{measure_id}-{index + 1}"
            raise _unnamed(document.place("lines", index), example, f"{measure_id}-{len(lines) + 1}" if line_id == example else line_id, line_id)
    first = document.places["lines", 0]
    written = text.split("\n")[first.line - 1]
    dash = written.rfind("-", 0, first.column - 1)
    if dash < 0 or written[:dash].strip():
        raise CannotAdd(f"{first}: ช่อง lines เขียนในวงเล็บ [ ] จึงเพิ่มให้ไม่ได้ ให้เพิ่มในไฟล์เอง · The field lines is written in brackets; add the line by hand")
    return _insert(text, document.keys["lines",].line, " " * dash, _line(line_id, title, year, unit, chosen))


def _insert(text: str, after: int, indent: str, lines: list[str]) -> str:
    """Before the next top-level field that follows line ``after``, or at the end."""
    rows = text.rstrip("\n").split("\n")
    following = (number for number in range(after, len(rows)) if re.match(r"[a-z_]+:", rows[number]))
    end = next(following, len(rows))
    while end > after and not rows[end - 1].strip():
        end -= 1
    return "\n".join([*rows[:end], *(indent + line for line in lines), *rows[end:]]) + "\n"


def next_number(records: Records, year: int) -> int:
    """The number of a new measure of the year."""
    return max((found.number for found in records.measures(year)), default=0) + 1
