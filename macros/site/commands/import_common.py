"""What all imports share: the site as it is, whether the result would pass ``check``, and writing when the person agrees."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.importing.document import Document, Span
from macros.problems import Place, Problem, errors_in
from macros.problems.render import in_order, visible
from macros.records.checks import check_records
from macros.records.collection import Records
from macros.records.load import load
from macros.site.checks.privacy import personal_data_in
from macros.site.commands.common import DONE, PROBLEMS, command, show
from macros.site.inputs.sources import Sources


@dataclass
class Run:
    """One call of the command: the site, what is wrong with it already, the document, and what was asked for."""

    root: Path
    sources: Sources
    records: Records
    problems: list[Problem]
    document: Document
    options: argparse.Namespace

    def kept(self, name: str) -> str:
        """The text of a file of ``imports/``; empty when there is none."""
        path = self.root / name
        return path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() and not path.is_symlink() else ""


def stopped_by_check(
    files: Mapping[str, str], run: Run, origin: Callable[[Place], Span | None] = lambda place: None, meant: Callable[[list[Problem]], list[Problem]] = list,
) -> bool:
    """Whether the site would have new errors with ``files``; if so, they are shown and nothing may be written. ``origin``: the text of
    the document behind a place of these files; ``meant``: the errors, those of a person's mapping at their places in it."""
    errors = meant(_new_errors(files, run))
    if errors:
        in_files = any(problem.place.file in files for problem in errors)
        print("\nยังไม่ได้เขียนไฟล์ใด เพราะระเบียนที่ได้ยังไม่ผ่านการตรวจ" + in_files * " (บรรทัดที่บอกคือบรรทัดของไฟล์ที่จะเขียน)")
        show(in_order(errors), run.root)
        for file in sorted({problem.place.file for problem in errors if problem.place.file.startswith("imports/")}):
            print(f"แก้ใน {file} แล้วสั่งอีกครั้ง")
        if found := {problem.place: span for problem in in_order(errors) if (span := origin(problem.place))}:
            print("\n".join(["\nที่มาในเอกสาร", *(visible(f"  {place}: {span.where} “{span.text}”") for place, span in found.items())]))
    return bool(errors)


def _new_errors(made: Mapping[str, str], run: Run) -> list[Problem]:
    """Errors that the site would have after the import and has not now."""
    attachments = run.sources.attachments
    before = {(found.code, found.place.file, str(found.params)) for found in [*run.problems, *check_records(run.records, attachments)]}
    written = {file: text.encode("utf-8") for file, text in made.items()}
    after, found = load({**run.sources.records, **written})
    found += check_records(after, attachments)
    found += personal_data_in(written, run.sources, after)
    return [problem for problem in errors_in(found) if problem.place.file in made or (problem.code, problem.place.file, str(problem.params)) not in before]


def write_if_agreed(files: Mapping[str, str], state: Mapping[str, str], run: Run, asks: bool, kept: bool) -> int:
    """Writes, and says so. ``asks``: records that are there would change; ``kept``: something was left as a person made it."""
    if not files and not kept:
        write(run.root, state)
        print("\nไม่มีอะไรต้องเปลี่ยน")
        return DONE
    if (files or state) and (asks or kept) and not run.options.yes and not agreed("เขียนการเปลี่ยนแปลงนี้หรือไม่ (พิมพ์ y หรือ ใช่) · write these changes?"):
        print("\nไม่ได้เปลี่ยนไฟล์ใด ถ้าต้องการเปลี่ยนตามที่แสดง ให้สั่งอีกครั้งในหน้าต่างคำสั่ง หรือใส่ --yes")
        return PROBLEMS
    write(run.root, {**files, **state})
    if written := sorted({**files, **state}):
        print("\n".join(["\nเขียนแล้ว", *(f"  {file}" for file in written)]))
    for file in state:
        print(f"เก็บ {file} ไว้กับระเบียน (commit ไปด้วยกัน) เพื่อให้นำเข้าครั้งหน้ารู้ว่าช่องใดแก้ด้วยมือแล้ว")
    if files:
        print(f"ดูผลด้วย {command('serve', run.root)} · look at it")
    return PROBLEMS if kept and not files else DONE


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return bool(sys.stdin) and sys.stdin.isatty()


def question(text: str) -> str:
    """The answer of a person at a terminal."""
    print(f"{text}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def agreed(text: str) -> bool:
    """Yes of a person at a terminal; no, where there is none."""
    return at_terminal() and question(f"{text} [y/N]").lower() in ("y", "yes", "ใช่")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Each file whole or not at all. A file keeps the line ends that it had."""
    for name, text in sorted(files.items()):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else b""
        ends = "\r\n" if b"\r\n" in old else "\n"
        aside = path.with_name(f"{path.name}.new")
        aside.write_text(text, encoding="utf-8-sig" if old.startswith(b"\xef\xbb\xbf") else "utf-8", newline=ends)
        aside.replace(path)
