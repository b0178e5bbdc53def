"""What the commands share: the root option, printing, and the exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.problems import Problem, errors_in
from macros.problems.render import RENDERINGS
from macros.thai.digits import to_arabic

DONE, PROBLEMS, CANNOT = 0, 1, 2
PROJECT = Path(__file__).resolve().parents[3]


def parser(name: str, description: str) -> argparse.ArgumentParser:
    """A parser with the options of every command."""
    made = argparse.ArgumentParser(prog=f"python3 scripts/{name}.py", description=description)
    made.add_argument("--root", type=Path, default=PROJECT, metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ (ปกติ: โครงการนี้) · the site's folder")
    return made


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def show(problems: Sequence[Problem], language: str = "th", form: str = "text") -> None:
    """Problems, on standard output."""
    sys.stdout.write(RENDERINGS[form](problems, language))


def status(problems: Sequence[Problem]) -> int:
    return PROBLEMS if errors_in(problems) else DONE


def site_root(root: Path) -> Path | None:
    """``root`` resolved, or None (after saying so) when there is no such folder."""
    if root.is_dir():
        return root.resolve()
    say(f"ไม่พบโฟลเดอร์ {root} · There is no folder {root}")
    return None


def command(name: str, root: Path) -> str:
    """How a person calls another command for the same site."""
    return f"python3 scripts/{name}.py" + ("" if root.resolve() == PROJECT else f' --root "{root}"')


def year_of(text: str) -> int:
    """A Buddhist-era year among the arguments, in digits of either kind."""
    digits = to_arabic(text.strip())
    if not digits.isdigit() or not 2475 <= int(digits) <= 2700:
        raise argparse.ArgumentTypeError(f"“{text}” ไม่ใช่ปี พ.ศ. เช่น 2564 · not a Buddhist-era year such as 2564")
    return int(digits)
