"""What of a workbook is otherwise than people see it: hidden, struck out, or a formula whose result the file does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from macros.importing.package import Package, local

_SHOWN = 5


def looks(sheet) -> Iterator[str]:
    """What is read although nobody sees it in Excel, or sees it struck out: without a word it would be published."""
    name = f"แผ่นงาน “{sheet.title}”"
    if sheet.sheet_state != "visible":
        yield f"{name} ถูกซ่อนไว้ แต่อ่านด้วย ถ้าไม่ใช่ข้อมูลที่จะเผยแพร่ ให้ลบแผ่นงานนี้ก่อน · this sheet is hidden, and was read"
    full = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    rows = [row[0].row for row in full if row and sheet.row_dimensions[row[0].row].hidden]
    if rows:
        yield f"{name} แถวที่ซ่อนไว้แต่อ่านด้วย: {_some(rows)} · hidden rows were read"
    columns = {cell.column for row in full for cell in row} & _hidden_columns(sheet)
    if columns:
        yield f"{name} คอลัมน์ที่ซ่อนไว้แต่อ่านด้วย: {_some(map(get_column_letter, sorted(columns)))} · hidden columns were read"
    if struck := [cell.coordinate for row in full for cell in row if cell.font and cell.font.strike]:
        yield f"{name} ช่องที่ขีดฆ่าไว้แต่อ่านด้วย: {_some(struck)} · cells that are struck out were read"


def unread(sheet, formulas) -> Iterator[str]:
    """Cells without a text: whoever saved the file did not work them out, or Excel could not. ``formulas``: the same sheet, with its formulas."""
    name = f"แผ่นงาน “{sheet.title}”"
    if remarks := [cell.coordinate for row in formulas.iter_rows() for cell in row if cell.comment]:
        yield f"{name} ข้อคิดเห็นในช่อง ไม่ได้นำเข้า: {_some(remarks)}"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    if empty := [cell.coordinate for cell in cells if cell.value is None and formulas[cell.coordinate].data_type == "f"]:
        yield f"{name} สูตรที่ไฟล์ไม่ได้เก็บผลไว้ จึงอ่านเป็นช่องว่าง (เปิดด้วย Excel แล้วบันทึก จึงนำเข้าใหม่): {_some(empty)}"
    if wrong := [f"{cell.coordinate} {cell.value}" for cell in cells if cell.data_type == "e"]:
        yield f"{name} ช่องที่ Excel คำนวณไม่ได้ จึงอ่านเป็นช่องว่าง: {_some(wrong)}"


def boxes(package: Package) -> Iterator[str]:
    """The words of text boxes, which lie over the cells and in none."""
    for part in sorted(name for name in package.names if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)):
        paragraphs = (element for element in package.xml(part).iter() if local(element) == "p")
        texts = ("".join(piece.text or "" for piece in paragraph.iter() if local(piece) == "t").strip() for paragraph in paragraphs)
        yield from (f"กล่องข้อความในแผ่นงาน ไม่ได้นำเข้า: {text}" for text in texts if text)


def _hidden_columns(sheet) -> set[int]:
    return {place for size in sheet.column_dimensions.values() if size.hidden for place in range(size.min, size.max + 1)}


def _some(places) -> str:
    found = list(map(str, places))
    return ", ".join(found[:_SHOWN]) + (f" และอีก {len(found) - _SHOWN} แห่ง" if len(found) > _SHOWN else "")
