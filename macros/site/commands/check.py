"""``scripts/check.py``: every problem in a site's sources."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from macros.history.trust import problems as history_problems
from macros.problems import Problem, errors_in
from macros.problems.render import RENDERINGS, in_order
from macros.problems.wording import LANGUAGES
from macros.site.commands.common import CANNOT, day_of, parser, say, show, site_root, status
from macros.site.project import Project, load_project
from macros.site.serving.staged import GitFailed, as_staged
from macros.site.whole.moved import moved
from macros.thai.clock import thai_today


def main(argv: list[str]) -> int:
    """0 no errors · 1 errors, all printed · 2 wrong use."""
    options = _parser().parse_args(argv)
    root = site_root(options.root)
    if root is None:
        return CANNOT
    try:
        problems = _problems(root, options)
    except GitFailed as failed:
        say(f"ถาม git ไม่ได้ว่า commit ถัดไปมีอะไร: {failed} · git does not say what the next commit holds")
        return CANNOT
    show(problems, root, options.lang, options.format)
    return status(problems)


def _problems(root: Path, options: Namespace) -> list[Problem]:
    looked_at: AbstractContextManager[tuple[Path, list[Problem]]] = as_staged(root) if options.staged else nullcontext((root, []))
    with looked_at as (folder, left_out):
        project = load_project(folder, today=options.today or thai_today())
        return in_order([*project.problems, *_past(project), *left_out, *(_outside(project) if options.online else ())])


def _past(project: Project) -> list[Problem]:
    """Why ``build`` would refuse the history, and what becomes of links. What it only warns of, such as changes that are not committed yet, is nothing
    to be told while one edits."""
    return [*errors_in(history_problems(project.history, project.ledger)), *moved(project)]


def _outside(project: Project) -> Iterable[Problem]:
    from macros.site.whole.online import check_online  # seldom asked for, and the web costs a short command a twentieth of its time

    return check_online(project)


def _parser():
    made = parser("check", "ตรวจทุกไฟล์ของเว็บไซต์และบอกทุกปัญหาในครั้งเดียว · every problem in the site's sources")
    made.add_argument("--format", choices=sorted(RENDERINGS), default="text")
    made.add_argument("--lang", choices=LANGUAGES, default="th")
    made.add_argument("--today", type=day_of, metavar="DATE", help="ถือว่าวันนี้คือวันที่นี้ เช่น 1/3/2564 หรือ 2021-03-01 · take this day as today")
    made.add_argument("--staged", action="store_true", help="ตรวจสิ่งที่ commit ถัดไปจะมี ตามที่ git add ไว้ · check what the next commit will hold")
    made.add_argument("--online", action="store_true", help="ถามลิงก์ไปเว็บไซต์อื่นด้วย · also ask outside links")
    return made
