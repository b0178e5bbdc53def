"""The attachments that records name, whatever for."""

from __future__ import annotations

from collections.abc import Iterator

from macros.records.checks.disclosures import places_of
from macros.records.checks.evidence import evidence_of
from macros.records.collection import Entry, Records, holds
from macros.records.disclosure import Disclosure
from macros.records.model import ItaResult, Measure, Plan, Record
from macros.records.registers import Register
from macros.records.registers.rows import evidence_of as evidence_of_rows


def named_files(records: Records) -> set[str]:
    """Their paths below ``content/``."""
    return {name for entry in records.entries for name in _named(entry) if name}


def _named(entry: Entry[Record]) -> Iterator[str | None]:
    if holds(entry, Measure):
        yield from (evidence.file for line in entry.lines for _, evidence in evidence_of(line.line))
    elif holds(entry, Disclosure):
        yield from (place.file for _, place in places_of(entry))
    elif isinstance(entry.record, (Plan, ItaResult)):
        yield entry.record.source.file if entry.record.source else None
    elif holds(entry, Register):
        yield entry.record.source.file
        yield from (evidence.file for _, evidence in evidence_of_rows(entry))
