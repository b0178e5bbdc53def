"""``scripts/ledger.py``: the ledger of addresses. Only the file of the ledger is ever written, whole or not at all."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from macros.ledger import FILE, Address, Ledger, compare, edit, fixed, parse, render, restored, together, withdrawn
from macros.ledger.edit import Refused
from macros.problems import Problem, errors_in, message
from macros.problems.render import in_order
from macros.records.fields import FiscalYear
from macros.site.commands.common import CANNOT, DONE, PROBLEMS, day_of, elsewhere, folder_of, parser, say, show, site_root
from macros.site.expand import former
from macros.site.inputs.unreadable import reason
from macros.site.project import Project, load_project
from macros.site.whole import published
from macros.thai.clock import thai_today

# What the ledger itself mends, or what does not keep the addresses from being known.
_NOT_IN_THE_WAY = ("ledger-", "closed-year-", "adopted-", "history-", "link-dead")
_SETTLED_BY_SAME = ("ledger-reused", "ledger-swapped", "ledger-gone-living", "ledger-redirect-living")

Edit = Callable[[Ledger, Project, "list[Address]"], Ledger]


class _Stopped(Exception):
    """Problems that keep the ledger from being changed."""

    def __init__(self, problems: list[Problem]):
        super().__init__()
        self.problems = problems


def main(argv: list[str]) -> int:
    """0 done · 1 problems in the site's sources, or an address that vanished · 2 wrong use; then nothing is changed."""
    options = _parser().parse_args(argv)
    root = site_root(options.root)
    if root is None:
        return CANNOT
    try:
        return _run(root, options.edit(options))
    except _Stopped as stopped:
        show(in_order(stopped.problems), root)
        return PROBLEMS
    except Refused as refused:
        for language in ("th", "en"):
            words = message(refused.code, refused.params, language, elsewhere(root))
            say(f"{words.message} {words.hint}")
        return CANNOT
    except OSError as error:
        say(f"อ่านหรือเขียนไม่ได้: {reason(error)}: {error.filename or root / FILE} · Cannot read or write")
        return CANNOT


def _run(root: Path, change: Edit) -> int:
    project = load_project(root)
    errors = errors_in(project.problems)
    if blocking := [problem for problem in errors if not _ours(problem)] or (errors if not project.made else []):
        raise _Stopped(blocking)
    path = root / FILE
    before = path.read_bytes() if path.is_file() else None
    ledger, problems = parse(before or b"")
    if problems:
        raise _Stopped(problems)
    changed = change(restored(ledger, together(project.ledger_before)), project, current(project))
    if changed == ledger and before is not None:
        say("บัญชีที่อยู่ตรงอยู่แล้ว ไม่มีอะไรต้องแก้ · The ledger is up to date")
        return DONE
    _write(path, render(changed), before)
    _tell(ledger, changed)
    return DONE


def _ours(problem: Problem) -> bool:
    """Problems of the ledger are read anew below, and those that it mends must not keep it from mending them."""
    return problem.place.file == FILE or problem.code.startswith(_NOT_IN_THE_WAY)


def current(project: Project) -> list[Address]:
    """Every address of the site. The project's problems must have been looked at: that is when its documents are made."""
    return list(project.addresses) if project.records.agency else []


def _write(path: Path, data: bytes, before: bytes | None) -> None:
    """Beside, then in place with one rename. A ledger that somebody else changed meanwhile is not overwritten."""
    aside = path.parent.parent / f".ledger-{os.getpid()}"
    try:
        with aside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if (path.read_bytes() if path.is_file() else None) != before:
            raise OSError(0, "ไฟล์เปลี่ยนระหว่างทำงาน ลองสั่งใหม่ · The file changed meanwhile, run this again", str(path))
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _tell(before: Ledger, after: Ledger) -> None:
    counts = {
        "ที่อยู่ใหม่ · new addresses": len(set(after.living) - set(before.living)), "หัวข้อใหม่ · new anchors": len(after.anchors - before.anchors),
        "ย้าย · redirects": sum(before.moved.get(source) != to for source, to in after.moved.items()),
        "เลิก · tombstones": len(set(after.gone) - set(before.gone)), "นำการเปิดเผยออก · withdrawn disclosures": len(set(after.withdrawn) - set(before.withdrawn)),
        "ปิดปี · closed years": len(set(after.closed) - set(before.closed)),
    }
    for words, count in counts.items():
        if count:
            say(f"{words}: {count}")
    print(FILE, flush=True)
    say("บันทึกแล้ว อย่าลืม git add และ git commit · Written; remember to commit it")


# ── the four edits ───────────────────────────────────────────────────────────────────────────────────────────────────


def _accept(options: argparse.Namespace) -> Edit:
    def change(ledger: Ledger, project: Project, now: list[Address]) -> Ledger:
        same = {edit.plain(_at_home(address, project)) for address in options.same}
        found = [problem for problem in compare(ledger, now) if not (problem.code in _SETTLED_BY_SAME and problem.params["address"] in same)]
        if errors := errors_in([*found, *fixed.check_closed(ledger, project.records, project.hash_of), *withdrawn.check(ledger, project.records)]):
            raise _Stopped(errors)
        adopted = _with_promises(edit.accept(edit.same(ledger, same, now), now), project)
        adopted = fixed.with_kept(adopted, together(project.ledger_before))
        return withdrawn.returned(fixed.with_corrections(adopted, project.records, project.hash_of), project.records)

    return change


def _move(options: argparse.Namespace) -> Edit:
    return lambda ledger, project, now: edit.move(ledger, _at_home(options.old, project), _at_home(options.new, project), now)


def _retire(options: argparse.Namespace) -> Edit:
    def change(ledger: Ledger, project: Project, now: list[Address]) -> Ledger:
        addresses = [_at_home(address, project) for address in options.address]
        if not all(ledger.knows(edit.plain(address)) for address in addresses):
            ledger = edit.take_in(ledger, published.addresses(project.root), now)
        there, day = {page.address for page in now}, options.today or thai_today()
        for address in addresses:
            stays = edit.plain(address) in there
            gone = withdrawn.missing_at(ledger, project.records, address, below=not stays)
            ledger = withdrawn.withdraw(ledger, gone, address, options.why, day)
            if not (gone and stays):
                ledger = edit.retire(ledger, address, options.why, day, now, partial(former.last_title, project.history))
        return ledger

    return change


def _at_home(address: str, project: Project) -> str:
    """Whole addresses are pasted from a browser: those of this site are its own paths."""
    return edit.at_home(address, project.settings.site_url or "")


def _close(options: argparse.Namespace) -> Edit:
    def change(ledger: Ledger, project: Project, now: list[Address]) -> Ledger:
        closed = fixed.close(ledger, options.year, options.today or thai_today(), project.records, project.hash_of)
        return _with_promises(closed, project)

    return change


def _with_promises(ledger: Ledger, project: Project) -> Ledger:
    adopted = fixed.with_adoptions(ledger, project.records, project.hash_of)
    return withdrawn.with_disclosed(adopted, project.records, project.settings.extra.prongsai.approval)


def _year(text: str) -> int:
    try:
        return TypeAdapter(FiscalYear).validate_python(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” ไม่ใช่ปีงบประมาณ พ.ศ. เช่น 2564 · not a Buddhist-era fiscal year such as 2564") from None


def _parser() -> argparse.ArgumentParser:
    made = parser("ledger", "บัญชีที่อยู่: ลิงก์ที่เผยแพร่แล้วต้องไม่ตาย · the ledger of addresses: a published link never dies")
    commands = made.add_subparsers(required=True, metavar="accept | move | retire | close")
    accept = _command(commands, "accept", "รับที่อยู่ใหม่เข้าบัญชี · take new addresses in", _accept)
    accept.add_argument("--same", action="append", default=[], metavar="ADDRESS", help="ยืนยันว่าเป็นเรื่องเดิม แม้ชื่อหรือชนิดเปลี่ยน · it is the same thing under a new title or kind")
    move = _command(commands, "move", "ที่อยู่เดิมพาไปที่อยู่ใหม่ · redirect an old address to a new one", _move)
    move.add_argument("old", metavar="OLD", help="ที่อยู่เดิม เช่น /about/#team หรือที่อยู่ของเว็บไซต์เก่า · the old address, also one of an older website")
    move.add_argument("new", metavar="NEW", help="ที่อยู่ใหม่ · the new address")
    retire = _command(commands, "retire", "เลิกเผยแพร่ โดยที่อยู่เดิมบอกว่าเลิกเมื่อใด เพราะอะไร · put a tombstone at an address", _retire)
    retire.add_argument("address", metavar="ADDRESS", nargs="+")
    retire.add_argument("--why", required=True, metavar="TEXT", help="เหตุผลที่ผู้อ่านจะเห็น · the reason that readers see")
    close = _command(commands, "close", "ปิดปีงบประมาณ หลังจากนี้แก้ได้เมื่อบันทึกเป็นการแก้ไข · close a fiscal year: later edits are corrections", _close)
    close.add_argument("year", metavar="YEAR", type=_year)
    return made


def _command(commands: argparse._SubParsersAction, name: str, words: str, made_by: Callable) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=words, description=words)
    one.add_argument("--root", type=folder_of, default=argparse.SUPPRESS, metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ · the site's folder")
    one.add_argument("--today", type=day_of, metavar="DATE", help="ถือว่าวันนี้คือวันที่นี้ เช่น 1/3/2564 หรือ 2021-03-01 · take this day as today")
    one.set_defaults(edit=made_by)
    return one
