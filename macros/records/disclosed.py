"""Questions about disclosures: those of a year, and what of a site may be shown before executives approved it."""

from __future__ import annotations

from collections.abc import Collection

from macros.oit import forms
from macros.oit.coverage import Coverage, coverage
from macros.records.collection import Entry, Records, last_told
from macros.records.disclosure import Disclosure
from macros.records.model import Line, Measure, Progress, Record
from macros.records.registers import Register


def entries_of(records: Records, year: int | None = None) -> tuple[Entry[Disclosure], ...]:
    """The disclosures of ``year`` (of all years without one), by year, item and file."""
    found = (entry for entry in records.of(Disclosure) if year in (None, entry.record.fiscal_year))
    return tuple(sorted(found, key=lambda e: (e.record.fiscal_year, int(e.record.item[1:]), e.document.file)))


def disclosures_of(records: Records, year: int) -> tuple[Disclosure, ...]:
    """The disclosures of ``year`` in the order of the form."""
    return tuple(entry.record for entry in entries_of(records, year))


def years_disclosed(records: Records) -> tuple[int, ...]:
    """The years of which something is disclosed, oldest first."""
    return tuple(sorted({entry.record.fiscal_year for entry in records.of(Disclosure)}))


def coverage_of(records: Records, year: int) -> Coverage[Disclosure]:
    """How far the form of ``year`` is disclosed. Raises UnknownForm."""
    return coverage(forms.load(year), disclosures_of(records, year))


def visible(record: Disclosure | Progress | Register, approval: str, preview: bool = False) -> bool:
    """Whether a disclosure, a register or a progress entry may be shown. ``approval`` is the site's setting: ``required`` or ``optional``."""
    return preview or approval != "required" or record.approved is not None


def published(records: Records, approval: str, preview: bool = False) -> Records:
    """``records`` without what may not be shown yet: the records that pages, exports and the search see.

    Where progress is withheld, the line's status falls back to what the entries that remain say.
    """
    if preview or approval != "required":
        return records
    kept = (entry for entry in records.entries if not isinstance(entry.record, (Disclosure, Register)) or visible(entry.record, approval))
    return Records(Entry(_approved_part(entry.record), entry.document) for entry in kept)


def _approved_part(record: Record) -> Record:
    if not isinstance(record, Measure) or all(entry.approved for line in record.lines for entry in line.progress):
        return record
    return record.model_copy(update={"lines": tuple(map(_approved_line, record.lines))})


def _approved_line(line: Line) -> Line:
    progress, status = approved_progress(line.progress, line.status)
    return line if len(progress) == len(line.progress) else line.model_copy(update={"progress": progress, "status": status})


def approved_progress(progress: Collection[object], status: object) -> tuple[tuple[Progress, ...], object]:
    """What of a line's progress may be shown, and the status with it. An entry that could not be read says nothing of an approval."""
    shown = tuple(entry for entry in progress if isinstance(entry, Progress) and entry.approved)
    if all(entry in shown or not getattr(entry, "status", True) for entry in progress):
        return shown, status
    told = last_told(shown)
    return shown, told.status if told else "unknown"
