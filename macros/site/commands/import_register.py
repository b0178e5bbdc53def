"""Exports of the state's systems and forms into registers: the mapping is proposed first, and imported when a person has seen it."""

from __future__ import annotations

import sys
from functools import partial

from macros.importing.importer import Site
from macros.importing.registers import importer
from macros.importing.registers.importer import Made
from macros.importing.registers.kinds import KINDS
from macros.importing.registers.mapping import Mapping, Unusable, ask, path_of, read_mapping, text_of
from macros.importing.registers.origin import told_in_mapping
from macros.importing.registers.report import how_to_confirm, mapping_report, table_report
from macros.importing.report import difference
from macros.problems.render import visible
from macros.records.read import read
from macros.records.registers.answers import NAMES
from macros.site.commands.common import CANNOT, PROBLEMS, say
from macros.site.commands.import_common import Run, agreed, at_terminal, question, stopped_by_check, write, write_if_agreed


def run_register(kind: str, site: Site, run: Run) -> int:
    """As ``import_document.main``."""
    year, name = run.options.year, run.document.name
    try:
        confirmed = _confirmed(kind, run)
    except Unusable as reason:
        say(str(reason))
        return CANNOT
    base = importer.read_state(run.kept(importer.state_path(kind, year)))
    made = importer.import_register(run.document, kind, year, site, confirmed, base)
    if made is not None and made.open and at_terminal():
        sys.stdout.write(visible(mapping_report(made, name)))
        ask(made.mapping, question)
        made = importer.import_register(run.document, kind, year, site, made.mapping, base, made.new)
    if made is None:
        wanted = " ".join(slot.title for slot in KINDS[kind].slots if slot.needed)
        print(f"ไม่พบตารางของ{NAMES[kind]}ใน {visible(name)} ตารางต้องมีหัวคอลัมน์ เช่น {wanted} · no table of {kind} in this file")
        return PROBLEMS
    if (made.new or made.open) and not _is_confirmed(made, run):
        return PROBLEMS
    sys.stdout.write(visible(table_report(made, name)))
    return _finish(made, run)


def _confirmed(kind: str, run: Run) -> Mapping | None:
    text = run.kept(path_of(kind, run.options.year))
    return read_mapping(text.encode("utf-8"), kind, run.options.year) if text else None


def _is_confirmed(made: Made, run: Run) -> bool:
    """Shows what is new of the mapping and keeps it in its file; whether the import may go on at once."""
    mapping = made.mapping
    sys.stdout.write(visible(mapping_report(made, run.document.name)))
    write(run.root, {path_of(mapping.kind, mapping.year): text_of(mapping, run.document.name)})
    print(f"\nเขียนการจับคู่ไว้ใน {path_of(mapping.kind, mapping.year)}")
    if not made.open and (run.options.yes or agreed("ใช้การจับคู่นี้หรือไม่ (พิมพ์ y หรือ ใช่) · use this mapping?")):
        print()
        return True
    print(how_to_confirm(made))
    return False


def _finish(made: Made, run: Run) -> int:
    merged, mapping = made.merged, made.mapping
    different = [change for change in merged.changes if change.kind != "add" or change.field]
    if different:
        print(f"\nต่างจากระเบียนที่มีอยู่\n{visible(difference(different))}")
    file = path_of(mapping.kind, mapping.year)
    document, _ = read(run.kept(file).encode("utf-8"), file)
    if stopped_by_check(merged.files, run, meant=partial(told_in_mapping, files=merged.files, mapping=document)):
        return PROBLEMS
    kept = any(change.kind in ("conflict", "unwritable") for change in different)
    state = {importer.state_path(mapping.kind, mapping.year): importer.state_text(made, run.document.name)}
    return write_if_agreed(merged.files, state, run, merged.asks, kept)
