"""``scripts/import_document.py``: tables out of a Word, Excel or CSV file into records, with a report."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from macros.importing.columns import is_doubtful
from macros.importing.importer import Import, Site, import_plan, read_state, state_text
from macros.importing.origin import origin
from macros.importing.package import MAX_FILE
from macros.importing.reading import read_document
from macros.importing.refusal import CannotRead
from macros.importing.registers.cross import is_of_one_figure
from macros.importing.registers.importer import kind_of
from macros.importing.registers.kinds import KINDS
from macros.importing.registers.report import kinds_report
from macros.importing.report import difference
from macros.ledger.text import parse
from macros.problems.render import visible
from macros.records.load import load
from macros.site.commands.common import CANNOT, PROBLEMS, parser, say, site_root, year_of
from macros.site.commands.import_common import Run, stopped_by_check, write_if_agreed
from macros.site.commands.import_own_sheet import bring_back_own
from macros.site.commands.import_register import run_register
from macros.site.inputs.sources import read_sources
from macros.site.inputs.unreadable import reason
from macros.site.starting import points

PLAN = "plan"
NEW_MEASURE = "มาตรการที่หนึ่ง (แก้ชื่อ)"  # the measure that scripts/new.py makes for a new agency


def main(argv: list[str]) -> int:
    """0 written, or nothing to write · 1 not written, or something kept as it was edited by hand · 2 cannot read."""
    options = _parser().parse_args(argv)
    root = site_root(options.root)
    if root is None:
        return CANNOT
    try:
        document = read_document(_bytes(options.file), options.file.name)
    except (CannotRead, OSError) as error:
        why = str(error) if isinstance(error, CannotRead) else f"{reason(error)} · cannot be opened"
        say(visible(f"อ่าน {options.file} ไม่ได้: {why}"))
        return CANNOT
    sources = read_sources(root)
    records, problems = load(sources.records)
    if records.agency is None:
        say(f"{root} ยังไม่มีหน่วยงานที่อ่านได้ (measures/agency.yml) สร้างด้วย python3 scripts/new.py agency · there is no readable agency in this site")
        return CANNOT
    for note in document.notes:
        say(visible(note))
    run = Run(root, sources, records, problems, document, options)
    return _import(_site(run), run)


def _import(site: Site, run: Run) -> int:
    """By what the document holds, or by what the person says that it holds."""
    if (status := bring_back_own(site, run)) is not None:
        return status
    kind = run.options.kind
    if kind is None:
        kind, possible = kind_of(run.document, run.options.year)
        if kind is None and (possible or is_doubtful(run.document.tables)):
            print(f"ยังไม่ได้นำเข้า ไม่แน่ใจว่าตารางนี้คืออะไร สั่งอีกครั้งโดยเลือกหนึ่งอย่าง\n  --kind {PLAN}  แผนมาตรการ\n{kinds_report(possible)}")
            return PROBLEMS
        if kind is None and is_of_one_figure(run.document, run.options.year):
            print(
                "ยังไม่ได้นำเข้า ตารางนี้คล้ายสถิติเรื่องร้องเรียน แต่แต่ละประเภทมีตัวเลขเดียว จึงไม่รู้ว่าเป็นเรื่องที่รับหรือที่เสร็จแล้ว\n"
                "ตารางต้องมีหัวคอลัมน์ เดือน ประเภทเรื่อง จำนวนเรื่องที่รับ แล้วเสร็จ หรือใต้แต่ละประเภทต้องมีคอลัมน์ รับ และ แล้วเสร็จ\n"
                "received and settled complaints need columns of their own"
            )
            return PROBLEMS
    if kind in KINDS:
        return run_register(kind, site, run)
    made = import_plan(run.document, run.options.year, site)
    sys.stdout.write(visible(made.report))
    return _finish(made, run)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise CannotRead("too-large")
    return path.read_bytes()


def _site(run: Run) -> Site:
    year = run.options.year
    texts = {file: _decoded(data) for file, data in run.sources.records.items()}
    made = (points.measure("m1", year, 1, NEW_MEASURE, "clerk"), points.plan(year, None), points.plan(year, year - 1))
    unwritten = frozenset(text for files in made for text in files.values())
    return Site(run.records, texts, read_state(run.kept(_state_file(year))), unwritten, _former_units(run.sources.ledger or b""))


def _former_units(data: bytes) -> frozenset[str]:
    """Ids whose addresses the ledger knows: that of a unit that is gone must not become another's."""
    ledger, _ = parse(data)
    return frozenset(address.split("/")[2] for address in (*ledger.living, *ledger.moved, *ledger.gone) if address.startswith("/units/"))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _state_file(year: int) -> str:
    return f"imports/{year}.json"


def _finish(made: Import, run: Run) -> int:
    if made.lost:  # cannot happen; if it does, it must not happen silently
        print("\nข้อความที่โปรแกรมหาไม่พบในระเบียนและรายงาน โปรดแจ้งผู้พัฒนา")
        print("\n".join(f"  {lost.span.where}: {lost.span.text}" for lost in made.lost))
    if not made.merged.measures:
        print("\nไม่พบตารางแผน ตารางต้องมีหัวคอลัมน์ เช่น มาตรการ วิธีการดำเนินการ ผู้รับผิดชอบ ระยะเวลา การติดตามผล")
        print(f"ถ้าเป็นตารางอื่น บอกชนิดด้วย\n{kinds_report(KINDS)}")
        return PROBLEMS
    different = [change for change in made.changes if change.kind != "add" or change.field or not made.merged.is_first]
    if different:
        print(f"\nต่างจากระเบียนที่มีอยู่\n{visible(difference(different))}")
    if stopped_by_check(made.files, run, partial(origin, made)):
        return PROBLEMS
    kept = any(change.kind in ("conflict", "unwritable") for change in different)
    return write_if_agreed(made.files, {_state_file(run.options.year): state_text(made)}, run, made.asks, kept)


def _parser():
    made = parser("import_document", "นำตารางจากไฟล์ Word Excel หรือ CSV เข้าเป็นระเบียน พร้อมรายงาน · tables into records, with a report")
    made.add_argument("file", type=Path, metavar="FILE", help="ไฟล์ .docx .xlsx หรือ .csv")
    made.add_argument("--year", type=year_of, required=True, help="ปีงบประมาณ พ.ศ. ของข้อมูล · fiscal year, B.E.")
    made.add_argument("--kind", choices=[PLAN, *KINDS], help="ชนิดของตาราง ถ้าไม่ใส่ โปรแกรมดูจากหัวคอลัมน์แล้วบอก · what the table is")
    made.add_argument("--yes", action="store_true", help="ยอมรับการจับคู่คอลัมน์ และการเปลี่ยนแปลงที่แสดง โดยไม่ถาม · take the mapping and the changes without asking")
    return made
