"""What the commands share: the root option, printing, and the exit status."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from macros.problems import Problem, errors_in, message
from macros.problems.render import RENDERINGS
from macros.problems.wording import LANGUAGES, root_option
from macros.thai.dates import ThaiDateError, parse_date
from macros.thai.digits import to_arabic

DONE, PROBLEMS, CANNOT = 0, 1, 2
PROJECT = Path(__file__).resolve().parents[3]


class Parser(argparse.ArgumentParser):
    """A parser that says in Thai and English what is wrong with the call."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        found = ((words, match) for pattern, words in _MISTAKES if (match := pattern.match(message)))
        thai = next((f"{match.expand(words)} · " for words, match in found), "")
        self.exit(CANNOT, f"{self.prog}: {thai}{message}\n")


_MISTAKES = [(re.compile(pattern), words) for pattern, words in (
    (r"the following arguments are required: (.+)", r"ยังไม่ได้ใส่ \1"),
    (r"unrecognized arguments: (.+)", r"ไม่รู้จัก \1 ดูตัวเลือกทั้งหมดด้วย --help"),
    (r"argument .+ \| .+: invalid choice: (.+?) \(choose from (.*)\)", r"ไม่มีคำสั่ง \1 เลือกจาก \2"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.*)\)", r"\1 ไม่มีค่า \2 ให้เลือก เลือกจาก \3"),
    (r"argument (.+?): expected .*argument", r"ต้องใส่ค่าหลัง \1"),
    (r"argument (.+?): invalid \S+ value: (.+)", r"ค่า \2 ของ \1 ใช้ไม่ได้"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 อาจหมายถึง \2 เขียนชื่อเต็ม"),
)]  # fmt: skip


def parser(name: str, description: str) -> argparse.ArgumentParser:
    """A parser with the options of every command."""
    made = Parser(prog=f"python3 scripts/{name}.py", description=description)
    made.add_argument("--root", type=folder_of, default=PROJECT, metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ (ปกติ: โครงการนี้) · the site's folder")
    return made


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def show(problems: Sequence[Problem], root: Path, language: str = "th", form: str = "text") -> None:
    """Problems of the site in ``root``, on standard output. An annotation of GitHub stands at its file in the whole checkout."""
    if form == "github" and (above := _in_checkout(root)):
        problems = [replace(problem, place=replace(problem.place, file=f"{above}/{problem.place.file}")) for problem in problems]
    sys.stdout.write(RENDERINGS[form](problems, language, elsewhere(root)))


def _in_checkout(root: Path) -> str:
    """Where ``root`` lies in the repository that is checked; empty for the repository itself, and for a folder elsewhere."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    return root.relative_to(top).as_posix().removeprefix(".") if root.is_relative_to(top) else ""


def status(problems: Sequence[Problem]) -> int:
    """The exit status that ``problems`` make."""
    return PROBLEMS if errors_in(problems) else DONE


def site_root(root: Path) -> Path | None:
    """``root`` resolved, or None (after saying so) when there is no such folder."""
    if root.is_dir():
        return root.resolve()
    say(f"ไม่พบโฟลเดอร์ {root} · There is no folder {root}")
    return None


def command(name: str, root: Path) -> str:
    """How a person calls another command for the same site."""
    return f"python3 scripts/{name}.py{elsewhere(root)}"


def elsewhere(root: Path) -> str:
    """What commands for the site in ``root`` take besides: nothing, where it is this project."""
    return "" if root.resolve() == PROJECT else root_option(root)


def folder_of(text: str) -> Path:
    """A folder among the arguments. An empty one comes of a variable that was never set, and would be the folder one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("ไม่ได้บอกชื่อโฟลเดอร์ · no folder is named")
    return Path(text)


def year_of(text: str) -> int:
    """A Buddhist-era year among the arguments, in digits of either kind."""
    digits = to_arabic(text.strip())
    if not re.fullmatch("[0-9]{4}", digits) or not 2475 <= int(digits) < 2700:  # a day of 2700 is none that can be read
        raise argparse.ArgumentTypeError(f"“{text}” ไม่ใช่ปี พ.ศ. เช่น 2564 · not a Buddhist-era year such as 2564")
    return int(digits)


def day_of(text: str) -> date:
    """A day among the arguments: Thai in any of the usual spellings, or as programs write it (2021-03-01)."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"(19|20|21|22)\d\d-\d\d-\d\d", text) else parse_date(text)
    except (ThaiDateError, ValueError) as error:
        told = [message(error.code, {"field": "--today", **error.params}, language).message for language in LANGUAGES] if isinstance(error, ThaiDateError) else [f"ไม่มีวัน “{text}” ในปฏิทิน", str(error)]
        raise argparse.ArgumentTypeError(" · ".join(told)) from None
