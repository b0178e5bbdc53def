"""``scripts/import_document.py``: a plan's tables out of a Word, Excel or CSV file into records, with a report."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.importing import own_sheet
from macros.importing.importer import Import, Site, import_plan, read_state, state_text
from macros.importing.package import MAX_FILE
from macros.importing.reading import read_document
from macros.importing.refusal import CannotRead
from macros.importing.report import difference
from macros.problems import Problem, errors_in
from macros.problems.render import in_order, visible
from macros.records.checks import check_records
from macros.records.load import load
from macros.site import starting
from macros.site.commands.common import CANNOT, DONE, PROBLEMS, parser, say, show, site_root
from macros.site.commands.new import _year as year_of
from macros.site.sources import Sources, read_sources

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
        reason = str(error) if isinstance(error, CannotRead) else f"{error.strerror} · cannot be opened"
        say(visible(f"อ่าน {options.file} ไม่ได้: {reason}"))
        return CANNOT
    sources = read_sources(root)
    records, problems = load(sources.records)
    if records.agency is None:
        say(f"{root} ยังไม่มีหน่วยงานที่อ่านได้ (measures/agency.yml) สร้างด้วย scripts/new.py agency · there is no readable agency in this site")
        return CANNOT
    site = _site(root, sources, records, options.year)
    if (rows := own_sheet.rows_of(document)) is not None:
        return _bring_back(rows, site, root, sources, records, problems, options)
    made = import_plan(document, options.year, site)
    sys.stdout.write(visible(made.report))
    return _finish(made, root, sources, records, problems, options)


def _bring_back(rows: list[own_sheet.Row], site: Site, root: Path, sources: Sources, records, problems: list[Problem], options) -> int:
    """A sheet of this site's own open data, edited in Excel."""
    if other := own_sheet.years_in(rows) - {options.year}:
        say(f"แผ่นนี้เป็นของปี {min(other)} ไม่ใช่ปี {options.year} ใช้ --year {min(other)} · this sheet is of another fiscal year")
        return CANNOT
    made = own_sheet.bring_back(rows, options.year, site)
    print(f"แผ่นข้อมูลของเว็บไซต์นี้ อ่าน {made.rows} แถว · a sheet of this site's own data, {made.rows} rows")
    if made.changes:
        print(f"\nต่างจากระเบียนที่มีอยู่\n{visible(difference(made.changes))}")
    if errors := _new_errors(made.files, sources, records, problems):
        print("\nยังไม่ได้เขียนไฟล์ใด เพราะระเบียนที่ได้ยังไม่ผ่านการตรวจ")
        show(in_order(errors))
        return PROBLEMS
    refused = any(change.kind not in ("update", "add") for change in made.changes)
    return _write_if_agreed(made.files, {}, root, options, asks=True, kept=refused)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise CannotRead("too-large")
    return path.read_bytes()


def _site(root: Path, sources: Sources, records, year: int) -> Site:
    texts = {file: _decoded(data) for file, data in sources.records.items()}
    state = root / _state_file(year)
    base = read_state(state.read_text(encoding="utf-8", errors="replace")) if state.is_file() and not state.is_symlink() else ()
    made = (starting.measure("m1", year, 1, NEW_MEASURE, "clerk"), starting.plan(year, None), starting.plan(year, year - 1))
    return Site(records, texts, base, frozenset(text for files in made for text in files.values()))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _state_file(year: int) -> str:
    return f"imports/{year}.json"


def _finish(made: Import, root: Path, sources: Sources, records, problems: list[Problem], options) -> int:
    if made.lost:  # cannot happen; if it does, it must not happen silently
        print("\nข้อความที่โปรแกรมหาไม่พบในระเบียนและรายงาน โปรดแจ้งผู้พัฒนา")
        print("\n".join(f"  {lost.span.where}: {lost.span.text}" for lost in made.lost))
    if not made.merged.measures:
        print("\nไม่พบตารางแผน ตารางต้องมีหัวคอลัมน์ เช่น มาตรการ วิธีการดำเนินการ ผู้รับผิดชอบ ระยะเวลา การติดตามผล")
        return PROBLEMS
    different = [change for change in made.changes if change.kind != "add" or change.field]
    if different:
        print(f"\nต่างจากระเบียนที่มีอยู่\n{visible(difference(different))}")
    if errors := _new_errors(made.files, sources, records, problems):
        print("\nยังไม่ได้เขียนไฟล์ใด เพราะระเบียนที่ได้ยังไม่ผ่านการตรวจ")
        show(in_order(errors))
        return PROBLEMS
    kept = any(change.kind in ("conflict", "unwritable") for change in different)
    return _write_if_agreed(made.files, {_state_file(options.year): state_text(made)}, root, options, made.asks, kept)


def _new_errors(made: dict[str, str], sources: Sources, records, problems: list[Problem]) -> list[Problem]:
    """Errors that the site would have after the import and has not now."""
    before = {(found.code, found.place.file, str(found.params)) for found in [*problems, *check_records(records, sources.attachments)]}
    files = {**sources.records, **{file: text.encode("utf-8") for file, text in made.items()}}
    after, found = load(files)
    found += check_records(after, sources.attachments)
    return [problem for problem in errors_in(found) if problem.place.file in made or (problem.code, problem.place.file, str(problem.params)) not in before]


def _write_if_agreed(files: dict[str, str], state: dict[str, str], root: Path, options, asks: bool, kept: bool) -> int:
    if not files and not kept:
        _write(root, state)
        print("\nไม่มีอะไรต้องเปลี่ยน")
        return DONE
    if (files or state) and (asks or kept) and not options.yes and not _agreed():
        print("\nไม่ได้เปลี่ยนไฟล์ใด ถ้าต้องการเปลี่ยนตามที่แสดง ให้สั่งอีกครั้งในหน้าต่างคำสั่ง หรือใส่ --yes")
        return PROBLEMS
    _write(root, {**files, **state})
    if written := sorted({**files, **state}):
        print("\n".join(["\nเขียนแล้ว", *(f"  {file}" for file in written)]))
    for file in state:
        print(f"เก็บ {file} ไว้กับระเบียน (commit ไปด้วยกัน) เพื่อให้นำเข้าครั้งหน้ารู้ว่าช่องใดแก้ด้วยมือแล้ว")
    return PROBLEMS if kept and not files else DONE


def _agreed() -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    print("เขียนการเปลี่ยนแปลงนี้หรือไม่ (พิมพ์ y หรือ ใช่) · write these changes? [y/N]: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "ใช่")


def _write(root: Path, files: dict[str, str]) -> None:
    """Each file whole or not at all. A file keeps the line ends that it had."""
    for name, text in sorted(files.items()):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else b""
        ends = "\r\n" if b"\r\n" in old else "\n"
        aside = path.with_name(f"{path.name}.new")
        aside.write_text(text, encoding="utf-8-sig" if old.startswith(b"\xef\xbb\xbf") else "utf-8", newline=ends)
        aside.replace(path)


def _parser():
    made = parser("import_document", "นำตารางแผนจากไฟล์ Word Excel หรือ CSV เข้าเป็นระเบียน พร้อมรายงาน · a plan's tables into records, with a report")
    made.add_argument("file", type=Path, metavar="FILE", help="ไฟล์ .docx .xlsx หรือ .csv")
    made.add_argument("--year", type=year_of, required=True, help="ปีงบประมาณ พ.ศ. ของแผน · fiscal year, B.E.")
    made.add_argument("--yes", action="store_true", help="ยอมรับการเปลี่ยนแปลงที่แสดงโดยไม่ถาม · write the changes without asking")
    return made
