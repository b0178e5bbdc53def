"""``scripts/new.py``: a correct starting site, year, measure, line or disclosure."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from macros.ledger import parse
from macros.oit import forms
from macros.problems import message
from macros.problems.render import visible
from macros.records.collection import Records
from macros.records.decode import without_controls
from macros.records.disclosure import Disclosure
from macros.records.fields import is_id
from macros.records.load import load
from macros.records.model import Measure
from macros.site.commands.common import CANNOT, DONE, command, folder_of, parser, say, site_root, year_of
from macros.site.inputs.names import hard_name
from macros.site.inputs.sources import read_sources
from macros.site.inputs.unreadable import reason
from macros.site.starting import points
from macros.thai.clock import thai_today
from macros.thai.dates import fiscal_year_of
from macros.thai.digits import to_arabic


class Cannot(Exception):
    """Why nothing was made, Thai · English."""


def main(argv: list[str]) -> int:
    """0 made · 2 cannot (nothing is ever overwritten)."""
    options = _parser().parse_args(argv)
    try:
        made = _MAKERS[options.what](options)
    except (Cannot, points.CannotAdd, argparse.ArgumentTypeError) as refused:
        say(str(refused))
        return CANNOT
    except OSError as error:
        say(f"เขียนไม่ได้: {reason(error)}: {error.filename or getattr(options, 'dir', options.root)} · Cannot write")
        return CANNOT
    for path in made:
        print(path)
    _say_unchosen(options, made)
    root = options.dir if options.what == "agency" else options.root
    if options.what in ("agency", "year"):
        _say_if_formless(options.year)
        say(f"มีแผนเป็นไฟล์ Word หรือ Excel: {command('import_document', root)} แผน.docx --year {options.year} · A plan in Word or Excel comes in so")
    say(f"แก้ข้อความในไฟล์เหล่านี้ แล้วดูผลด้วย {command('serve', root)} · Edit these files and look at the result")
    return DONE


def _agency(options: argparse.Namespace) -> list[Path]:
    folder: Path = options.dir
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Cannot(f"{folder} มีอยู่แล้วและไม่ว่าง เลือกโฟลเดอร์ใหม่ · {folder} exists and is not empty")
    name = options.name or _words(_ask("ชื่อหน่วยงาน", points.NEW_NAME))
    year = options.year = options.year or year_of(_ask("ปีงบประมาณ (พ.ศ.)", str(_usual_year())))
    return _write(folder, points.agency(name, year))


def _new_year(options: argparse.Namespace) -> list[Path]:
    root, records = _site(options)
    if options.year in records.plans:
        raise Cannot(f"มีแผนของปี {options.year} แล้ว · There is a plan of {options.year} already")
    before = options.year - 1
    return _write(root, points.plan(options.year, before if before in records.results else None))


def _measure(options: argparse.Namespace) -> list[Path]:
    root, records = _site(options)
    _free_id(records, options.year, options.id)
    if options.year not in records.plans:
        raise Cannot(f"ยังไม่มีแผนของปี {options.year} สร้างก่อนด้วย new.py year {options.year} · Make the year first")
    number = points.next_number(records, options.year)
    return _write(root, points.measure(options.id, options.year, number, options.title or f"มาตรการ {options.id} (แก้ชื่อ)", *_unit(records)))


def _line(options: argparse.Namespace) -> list[Path]:
    root, records = _site(options)
    _free_id(records, options.year, options.id)
    entries = [entry for entry in records.of(Measure) if (entry.record.fiscal_year, entry.record.id) == (options.year, options.measure)]
    if not entries:
        raise Cannot(f"ไม่พบมาตรการ {options.measure} ของปี {options.year} · There is no measure {options.measure} in {options.year}")
    path = root / entries[0].document.file
    with path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    unit, chosen = _unit(records)
    title = options.title or f"รายการ {options.id} (แก้ชื่อ)"
    added = points.with_line(text.replace("\r\n", "\n"), options.id, title, options.year, unit, entries[0].document.file, chosen)
    _replace(path, added)
    return [path]


def _disclosure(options: argparse.Namespace) -> list[Path]:
    root, records = _site(options)
    year, item = options.year, to_arabic(options.item).upper().replace(" ", "")
    if year not in forms.years():
        known = ", ".join(map(str, forms.years()))
        raise Cannot(f"โปรแกรมรุ่นนี้ยังไม่มีแบบ OIT ของปีงบประมาณ {year} (แบบที่มี: {known}) จึงยังเพิ่มข้อ {item} ไม่ได้ · There is no OIT form of {year} yet")
    if not forms.load(year).has(item):
        raise Cannot(f"แบบ OIT ปี {year} ไม่มีข้อ {item} · There is no item {item} in the form of {year}")
    taken = [entry.document.file for entry in records.of(Disclosure) if (entry.record.fiscal_year, entry.record.item) == (year, item)]
    if taken:
        raise Cannot(f"ข้อ {item} ของปี {year} อยู่ใน {taken[0]} แล้ว · The item {item} of {year} is in {taken[0]} already")
    return _write(root, points.disclosure(forms.load(year).item(item), year, *_unit(records)))


def _unit(records: Records) -> tuple[str, bool]:
    """The unit to begin with, and whether it is the only one."""
    return next(iter(records.units), "clerk"), len(records.units) < 2


_MAKERS = {"agency": _agency, "year": _new_year, "measure": _measure, "line": _line, "disclosure": _disclosure}


def _site(options: argparse.Namespace) -> tuple[Path, Records]:
    root = site_root(options.root)
    if root is None or not (root / "measures").is_dir():
        raise Cannot(f"{options.root} ไม่ใช่โฟลเดอร์ของเว็บไซต์ · {options.root} is not a site")
    sources = read_sources(root)
    if options.year in parse(sources.ledger or b"")[0].closed:
        raise Cannot(
            f"ปี {options.year} ปิดแล้ว สิ่งที่เพิ่มต้องมี corrections: บอกว่าแก้อะไรเพราะอะไร จึงเขียนเองในแฟ้มของปีนั้น · "
            f"{options.year} is closed: what is added has to say so in corrections:, so write it by hand"
        )
    return root, load(sources.records)[0]


def _free_id(records: Records, year: int, record_id: str) -> None:
    taken = {measure.id for measure in records.measures(year)} | {line.id for line in records.lines_of(year)}
    if record_id in taken:
        raise Cannot(f"รหัส {record_id} ของปี {year} ใช้ไปแล้ว · The id {record_id} is taken in {year}")


def _write(folder: Path, files: dict[str, str]) -> list[Path]:
    if existing := [name for name in files if (folder / name).exists()]:
        raise Cannot(f"มีไฟล์ {existing[0]} อยู่แล้ว · The file {existing[0]} exists already")
    made = [folder / name for name in sorted(files)]
    try:
        for path, (_, text) in zip(made, sorted(files.items())):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        for path in made:  # half of a site, or an empty file, would stand in the way of the next try
            with suppress(OSError):
                path.unlink()
            with suppress(OSError):  # a folder that holds something
                for above in path.relative_to(folder).parents:
                    (folder / above).rmdir()
        raise
    return made


def _replace(path: Path, text: str) -> None:
    """The whole file or nothing: a power cut leaves the old one."""
    aside = path.with_name(f"{path.name}.new")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _ask(question: str, otherwise: str) -> str:
    if not sys.stdin or not sys.stdin.isatty():
        return otherwise
    print(f"{question} [{otherwise}]: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or otherwise


def _usual_year() -> int:
    """This fiscal year, or the latest before it whose OIT form is known: a site without a checklist shows half of what it is for."""
    return min(fiscal_year_of(thai_today()), max(forms.years()))


def _say_if_formless(year: int) -> None:
    if year > max(forms.years()):
        words = message("form-to-come", {"year": year, "last": max(forms.years())})
        say(f"{words.message} {words.repair} · There is no OIT form of {year} yet")


def _say_unchosen(options: argparse.Namespace, made: list[Path]) -> None:
    """Where a unit stands that nobody has chosen, and which there are."""
    for path in made:
        marked = [number for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 2) if points.UNIT_MARK in line]
        units = _site(options)[1].units if marked else {}
        if len(units) < 2:
            continue
        named = " · ".join(f"{unit.id} {unit.name}" for unit in units.values())
        say(f"{path}:{marked[-1]}: ใส่หน่วยงานแรกไว้ก่อน แก้เป็นหน่วยงานที่รับผิดชอบจริง แล้วลบหมายเหตุในบรรทัดก่อนหน้า · The first unit stands there; write the one in charge and delete the comment above it: {named}")


def _words(text: str) -> str:
    """A name or title on one line, without characters that nobody sees."""
    words = " ".join(without_controls(text).split())
    if not words:
        raise argparse.ArgumentTypeError("ข้อความว่าง · the text is empty")
    if any("\ud800" <= char <= "\udfff" for char in words):  # bytes that are no text
        raise argparse.ArgumentTypeError(f"“{visible(words)}” ไม่ใช่ข้อความ UTF-8 · not text in UTF-8")
    return words


def _id(text: str) -> str:
    if not is_id(text):
        raise argparse.ArgumentTypeError(f"รหัส “{text}” ใช้ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และ - ไม่เกิน 60 ตัว เช่น m3-1 · ids are at most 60 lower-case letters, digits and hyphens")
    if hard_name(text):  # of the record's file, and of the page's folder
        raise argparse.ArgumentTypeError(f"รหัส “{text}” เป็นชื่อที่ Windows สงวนไว้ ใช้เป็นชื่อไฟล์ไม่ได้ · Windows keeps this name to itself")
    return text


def _parser() -> argparse.ArgumentParser:
    made = parser("new", "สร้างจุดเริ่มต้นที่ถูกต้อง · a correct starting site, year or record")
    kinds = made.add_subparsers(dest="what", required=True, metavar="agency | year | measure | line | disclosure")
    agency = kinds.add_parser("agency", help="เว็บไซต์ของหน่วยงานใหม่ · a site for another agency")
    agency.add_argument("dir", type=Path, metavar="DIR", help="โฟลเดอร์ใหม่ของเว็บไซต์ · the new folder of the site")
    agency.add_argument("--name", type=_words, metavar="NAME", help="ชื่อหน่วยงาน · the agency's name")
    agency.add_argument("--year", type=year_of, metavar="YEAR", help="ปีงบประมาณ พ.ศ. ของแผนแรก · fiscal year of its first plan, B.E.")
    year = kinds.add_parser("year", help="ปีงบประมาณใหม่ · a new fiscal year")
    year.add_argument("year", type=year_of, metavar="YEAR", help="ปีงบประมาณ พ.ศ. เช่น 2565 · fiscal year, B.E.")
    for what, help_text in (("measure", "มาตรการใหม่ · a new measure"), ("line", "รายการใหม่ของมาตรการ · a new line of a measure")):
        kind = kinds.add_parser(what, help=help_text)
        kind.add_argument("id", type=_id, metavar="ID", help="รหัส ใช้เป็นที่อยู่ของหน้า เช่น m4 หรือ m3-14 · its id, which becomes its address")
        kind.add_argument("--year", type=year_of, required=True, metavar="YEAR", help="ปีงบประมาณ พ.ศ. ของแผน · fiscal year of the plan, B.E.")
        kind.add_argument("--title", type=_words, metavar="TEXT", help="ชื่อตามแผน แก้ในไฟล์ทีหลังได้ · its title, which can be edited later")
        if what == "line":
            kind.add_argument("--measure", type=_id, required=True, metavar="ID", help="รหัสของมาตรการที่รายการนี้อยู่ · the measure that it belongs to")
    disclosure = kinds.add_parser("disclosure", help="การเปิดเผยของข้อหนึ่งในแบบ OIT · where an item of the OIT form is disclosed")
    disclosure.add_argument("item", metavar="ITEM", help="ข้อของแบบ OIT เช่น O11 · item of the OIT form")
    disclosure.add_argument("--year", type=year_of, required=True, metavar="YEAR", help="ปีงบประมาณ พ.ศ. ของแบบ · fiscal year of the form, B.E.")
    for kind in kinds.choices.values():
        kind.add_argument("--root", type=folder_of, default=argparse.SUPPRESS, metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ · the site's folder")
    return made
