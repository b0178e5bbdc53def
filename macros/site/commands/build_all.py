"""``scripts/build.py --all``: every site below a folder, in one process, so that templates and forms are read once."""

from __future__ import annotations

import argparse
import json
import re
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from macros.problems import Problem
from macros.site.build import OutputInside, OutputRefused, build
from macros.site.commands.common import CANNOT, DONE, PROBLEMS, say, show, status
from macros.site.inputs import agencies
from macros.site.inputs.agencies import Site
from macros.site.inputs.unreadable import reason


@dataclass(frozen=True)
class Outcome:
    """``status`` is what the site alone would have ended with."""

    site: Site
    status: int
    pages: int = 0


def run(folder: Path, options: argparse.Namespace) -> int:
    """0 all built · 1 some had problems, their output is as it was · 2 cannot run. No site keeps another from being built."""
    sites = agencies.find(folder.resolve()) if folder.is_dir() else []
    if not sites:
        say(f"ไม่พบเว็บไซต์ใน {folder} · There is no site below {folder}")
        return CANNOT
    if options.matrix:
        print(json.dumps(agencies.matrix(sites, options.matrix)))
        return DONE
    place, count = options.shard or (1, 1)
    return _report([_build(site, options.output, options.preview) for site in agencies.shares(sites, count)[place - 1]])


def _build(site: Site, output: Path | None, preview: bool) -> Outcome:
    start = time.perf_counter()
    target = output.absolute() / site.name if output else site.root / "site"
    say(f"— {site.name}")
    try:
        result = build(site.root, target, say, preview)
    except (OutputRefused, OSError) as error:
        say(f"{site.name}: {why_not(error, target)}")
        return Outcome(site, CANNOT)
    except Exception:  # a fault of this program: its place is for programmers to see, the other agencies' sites are still made
        traceback.print_exc()
        return Outcome(site, CANNOT)
    show(_named(result.problems, site), site.root)
    if result.ok:
        say(f"{site.name}: สร้างแล้ว {result.pages} หน้า ที่ {target} ({time.perf_counter() - start:.1f} วินาที)")
    return Outcome(site, status(result.problems), result.pages)


def _named(problems: Sequence[Problem], site: Site) -> list[Problem]:
    """Problems whose files are named from the common folder."""
    return [replace(problem, place=replace(problem.place, file=f"{site.name}/{problem.place.file}")) for problem in problems]


def why_not(error: OutputRefused | OSError, target: Path) -> str:
    """Why a site was not written to ``target``, in Thai · English."""
    if isinstance(error, OutputInside):
        return f"โฟลเดอร์ {error} อยู่ในข้อมูลของเว็บไซต์เอง ผลลัพธ์จะกลายเป็นข้อมูล เลือกโฟลเดอร์อื่น · {error} lies inside the site's sources; choose another folder"
    if isinstance(error, OutputRefused):
        return f"โฟลเดอร์ {error} มีไฟล์อื่นอยู่ จึงไม่เขียนทับ เลือกโฟลเดอร์อื่น · {error} holds other files; choose another folder"
    return f"อ่านหรือเขียนไม่ได้: {reason(error)}: {error.filename or target} · Cannot read or write"


def _report(outcomes: list[Outcome]) -> int:
    """The summary on standard output, and the exit status."""
    words = {PROBLEMS: "มีปัญหา · problems", CANNOT: "สร้างไม่ได้ · cannot build"}
    for outcome in outcomes:
        if outcome.status:
            print(f"{outcome.site.name}: {words[outcome.status]}")
    built = [outcome for outcome in outcomes if not outcome.status]
    pages = sum(outcome.pages for outcome in built)
    print(f"สร้างแล้ว {len(built)} จาก {len(outcomes)} เว็บไซต์ {pages} หน้า · Built {len(built)} of {len(outcomes)} sites, {pages} pages")
    found = {outcome.status for outcome in outcomes}
    return PROBLEMS if PROBLEMS in found else CANNOT if CANNOT in found else DONE


def shard(text: str) -> tuple[int, int]:
    """An option's value ``K/N``."""
    try:
        return agencies.shard(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: เขียนเป็น K/N เช่น 2/8 · write it as K/N, such as 2/8") from None


def jobs(text: str) -> int:
    """An option's value: the number of jobs, 1 to 256, which is the most that a matrix may have."""
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text}: จำนวน 1 ถึง 256 · a number from 1 to 256")
    return int(text)
