"""Evidence: a file or an address, and the file is there under exactly that name."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from macros.problems import Problem
from macros.records.collection import Entry, LineEntry, holds
from macros.records.model import ItaResult, Line, Measure, Plan, Record
from macros.records.parts import Evidence
from macros.records.read import Path


def check(entry: Entry[Record], attachments: Collection[str], folded: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with the evidence of one record. ``folded``: the attachments' names by what look alike."""
    for line in entry.lines if holds(entry, Measure) else ():
        for path, evidence in evidence_of(line.line):
            yield from evidence_problems(line, path, evidence)
            if evidence.file:
                yield from file_problems(line, (*path, "file"), evidence.file, attachments, folded)
    if isinstance(entry.record, (Plan, ItaResult)) and entry.record.source and entry.record.source.file:
        yield from file_problems(entry, ("source", "file"), entry.record.source.file, attachments, folded)


def evidence_of(line: Line) -> Iterator[tuple[Path, Evidence]]:
    for index, evidence in enumerate(line.evidence):
        yield ("evidence", index), evidence
    for number, progress in enumerate(line.progress):
        for index, evidence in enumerate(progress.evidence):
            yield ("progress", number, "evidence", index), evidence


def evidence_problems(entry: Entry[Record] | LineEntry, path: Path, evidence: Evidence) -> Iterator[Problem]:
    """What is wrong with saying where a piece of evidence is."""
    if not evidence.file and not evidence.url:
        yield Problem("evidence-nowhere", entry.place(*path), {"value": evidence.title})
    elif evidence.file and evidence.url:
        yield Problem("evidence-twice", entry.place(*path), {"value": evidence.title})


def by_folded_name(attachments: Collection[str]) -> dict[str, str]:
    """Folded names → names as they are; of several, the first in order."""
    return {folded_name(path): path for path in sorted(attachments, reverse=True)}


def folded_name(path: str) -> str:
    """What two names have in common that look alike: letter case, and other codes for the same letters (ำ, é)."""
    return unicodedata.normalize("NFKC", path).casefold()


def file_problems(entry: Entry[Record] | LineEntry, path: Path, name: str, attachments: Collection[str], folded: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with the file that is named at ``path``: not there, or there under a name that looks alike."""
    if name in attachments:
        return
    if folded_name(name) in folded:
        yield Problem("file-case", entry.place(*path), {"value": name, "suggestion": folded[folded_name(name)]})
    elif elsewhere := _elsewhere(name, folded):
        yield Problem("file-elsewhere", entry.place(*path), {"value": name, "suggestion": elsewhere})
    else:
        yield Problem("file-missing", entry.place(*path), {"value": name})


def _elsewhere(name: str, folded: dict[str, str]) -> str | None:
    """The file that was meant: counted from the wrong folder, or the only one of this name."""
    wanted = folded_name(name).removeprefix("content/")
    alike = [path for path in folded if path.rpartition("/")[2] == wanted.rpartition("/")[2]]
    return folded.get(wanted) or (folded[alike[0]] if len(alike) == 1 else None)
