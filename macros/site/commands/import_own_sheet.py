"""Sheets of this site's own open data that come back from Excel: exactly the edit goes into the records."""

from __future__ import annotations

import sys
from functools import partial

from macros.importing import own_sheet, sheets_refused
from macros.importing.importer import Site
from macros.importing.own_sheet import Brought
from macros.importing.registers import own_sheet as register_sheet
from macros.importing.report import difference
from macros.problems.render import visible
from macros.records.registers.answers import NAMES
from macros.site.commands.common import CANNOT, PROBLEMS, say
from macros.site.commands.import_common import Run, stopped_by_check, write_if_agreed
from macros.site.data.exports.registers import row_texts
from macros.site.project import load_project


def bring_back_own(site: Site, run: Run) -> int | None:
    """The exit status; None when the document is no sheet of this site."""
    if (rows := own_sheet.rows_of(run.document)) is not None:
        return _measures(rows, site, run)
    if lost := own_sheet.lost(run.document):
        names = ", ".join(f"{own_sheet.HEADINGS[name]} ({name})" for name in lost)
        say(f"แผ่นนี้คือมาตรการของเว็บไซต์นี้ แต่ไม่มีคอลัมน์ {names} จึงไม่รู้ว่าแถวใดคือรายการใด ดาวน์โหลดใหม่จากหน้า /data/ แล้วแก้อีกครั้ง · this sheet has lost the column {names}")
        return CANNOT
    if (found := register_sheet.rows_of(run.document)) is not None:
        return _register(*found, site, run)
    if (rows := sheets_refused.oit_rows(run.document)) is not None:
        sys.stdout.write(visible(sheets_refused.oit_advice(rows, run.records, run.options.year)))
        return CANNOT
    return None


def _measures(rows: list[own_sheet.Row], site: Site, run: Run) -> int:
    if other := own_sheet.years_in(rows) - {run.options.year}:
        say(f"แผ่นนี้เป็นของปี {min(other)} ไม่ใช่ปี {run.options.year} ใช้ --year {min(other)} · this sheet is of another fiscal year")
        return CANNOT
    return _finish(own_sheet.bring_back(rows, run.options.year, site), "มาตรการ", run)


def _register(kind: str, fields: list[str], rows: list[own_sheet.Row], site: Site, run: Run) -> int:
    entries = run.records.registers.get((run.options.year, kind), ())
    if not entries:
        say(f"แผ่นนี้คือ{NAMES[kind]} แต่ปี {run.options.year} ยังไม่มีทะเบียนนี้ ตรวจ --year · there is no such register in this year")
        return CANNOT
    texts = partial(row_texts, load_project(run.root).view)
    return _finish(register_sheet.bring_back(kind, fields, rows, entries, site.texts, texts, own_sheet.unit_ids(run.records)), NAMES[kind], run)


def _finish(made: Brought, name: str, run: Run) -> int:
    print(f"แผ่นข้อมูลของเว็บไซต์นี้ ({name}) อ่าน {made.rows} แถว · a sheet of this site's own data, {made.rows} rows")
    if made.changes:
        print(f"\nต่างจากระเบียนที่มีอยู่\n{visible(difference(made.changes))}")
    if stopped_by_check(made.files, run):
        return PROBLEMS
    refused = any(change.kind not in ("update", "add") for change in made.changes)
    return write_if_agreed(made.files, {}, run, asks=True, kept=refused)
