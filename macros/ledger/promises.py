"""What was adopted or approved, as it is now: plans, disclosures, registers and entries of progress, with the files that they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from macros.ledger.compare import end_of
from macros.ledger.fingerprints import fingerprint_of_disclosure, fingerprint_of_plan, fingerprint_of_whole, fingerprints_before, former_addresses
from macros.ledger.model import PROGRESS, Adopted, Ledger
from macros.problems import Place
from macros.records.collection import Entry, LineEntry, Records, holds
from macros.records.model import Disclosure, Measure, Plan, Record
from macros.records.parts import Part
from macros.records.read import Path
from macros.records.registers import Register


class Promise(NamedTuple):
    """``path``: of what was adopted in its record; ``files``: each file that it names → the path of that in the record; ``whole``: what must
    stay as it is in all it says, None of a plan or a disclosure, of which only some fields are promised."""

    adopted: Adopted
    entry: Entry[Record]
    path: Path = ("kind",)
    files: Mapping[str, Path] = {}
    whole: Part | None = None

    def place(self, *path: str | int) -> Place:
        return self.entry.place(*(path or self.path))


def promises(records: Records) -> dict[str, Promise]:
    """Key of what was adopted or approved → that. An entry of progress is known by its line and its day: ``progress 2567/m1-1/2024-01-15``."""
    known = _of.get(records)
    if known is None:
        known = _of[records] = _promises(records)
    return known


_of: WeakKeyDictionary[Records, dict[str, Promise]] = WeakKeyDictionary()


def _promises(records: Records) -> dict[str, Promise]:
    found = {}
    for planned in records.of(Plan):
        plan = planned.record
        if plan.adopted:
            found[key_of(plan)] = Promise(Adopted(plan.adopted.on, fingerprint_of_plan(plan, records.lines_of(plan.fiscal_year))), planned)
    for entry in (*records.of(Disclosure), *records.of(Register), *records.of(Measure)):
        found.update(entry.once("promises", _approved_in))
    return found


def _approved_in(entry: Entry[Record]) -> dict[str, Promise]:
    if holds(entry, Measure):
        return dict(found for line in entry.lines for found in _progress(entry, line))
    record = entry.record
    if not isinstance(record, (Disclosure, Register)) or record.approved is None:
        return {}
    if isinstance(record, Disclosure):
        promise = Promise(Adopted(record.approved.on, fingerprint_of_disclosure(dict(record))), entry, files=files_in(record))
    else:
        promise = Promise(Adopted(record.approved.on, fingerprint_of_whole(record, _APART)), entry, files=files_in(record), whole=record)
    return {key_of(record): promise}


_APART = ("approved", "corrections")


def _progress(entry: Entry[Measure], line: LineEntry) -> Iterator[tuple[str, Promise]]:
    days: Counter[str] = Counter()
    for index, one in enumerate(line.line.progress):
        if one.approved is None:
            continue
        days[day := one.on.isoformat()] += 1
        again = f"-{days[day]}" if days[day] > 1 else ""
        path = ("lines", line.index, "progress", index)
        adopted = Adopted(one.approved.on, fingerprint_of_whole(one, _APART))
        yield f"{PROGRESS}{line.fiscal_year}/{line.id}/{day}{again}", Promise(adopted, entry, path, files_in(one, path), one)


def key_of(record: Record) -> str:
    """``plan 2564``, ``measure 2564/m3``, ``disclosure 2564/O42``, ``procurement-results 2564/october``; of the agency, which has no year, ``agency ``."""
    name = getattr(record, "id", None) or (record.item if isinstance(record, Disclosure) else None)
    return f"{record.kind} {getattr(record, 'fiscal_year', '')}" + (f"/{name}" if name else "")


def line_of(key: str) -> str:
    """``progress 2567/m1-1/2024-01-15`` → ``2567/m1-1``"""
    return key.removeprefix(PROGRESS).rpartition("/")[0]


def files_in(said: object, path: Path = ()) -> dict[str, Path]:
    """Each file that a record, or a part of one, names → the path of the first place that does."""
    found: dict[str, Path] = {}
    if isinstance(said, Part):
        for name in type(said).model_fields:
            inner = getattr(said, name)
            found = ({inner: (*path, name)} if name == "file" and inner else files_in(inner, (*path, name))) | found
    elif isinstance(said, tuple):
        for index, inner in enumerate(said):
            found = files_in(inner, (*path, index)) | found
    return found


def changed(promise: Promise, kept: Adopted, ledger: Ledger) -> bool:
    """Whether ``promise`` is not what it was when it was ``kept``. Another address of what it names is no change of a register or of progress;
    that of a plan or a disclosure asks the history."""
    if promise.adopted.on != kept.on or promise.adopted.digest == kept.digest:
        return False
    return promise.whole is None or kept.digest not in fingerprints_before(promise.whole, _APART, former_addresses(ledger.moved))


def key_now(key: str, ledger: Ledger) -> str:
    """The key that an entry of progress has since its line moved; any other as it is."""
    if not ledger.moved or not key.startswith(PROGRESS):
        return key
    year, line, day = key.removeprefix(PROGRESS).split("/")
    step = (end_of(ledger, f"/measures/{year}/{line}/") or "").split("/")
    return f"{PROGRESS}{step[2]}/{step[3]}/{day}" if step[1:2] == ["measures"] and len(step) == 5 else key


def file_now(file: str, ledger: Ledger) -> str:
    """The name that a file has since it moved."""
    return (end_of(ledger, f"/{file}") or "").removeprefix("/") or file
