"""Checks over all records: what each file alone cannot know. Every check yields problems; none stops another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from macros.problems import Place, Problem
from macros.records.checks import days, disclosures, evidence, identity, lines, register_answers, registers, results, units
from macros.records.checks.disclosure_calendar import check_calendar
from macros.records.collection import Entry, Records, holds
from macros.records.doubt import Doubt
from macros.records.model import Measure, Record

Found = list[Problem]
Check = Callable[[str, Entry[Record]], Found]


def _of_each(entries: Mapping[str, Entry[Record]], check: Check, frame: object) -> dict[str, Found]:
    return {file: check(file, entry) for file, entry in entries.items()}


def check_records(
    records: Records, attachments: Collection[str] = (), doubt: Doubt = Doubt(), today: date | None = None,
    of_each: Callable[[Mapping[str, Entry[Record]], Check, object], dict[str, Found]] = _of_each,
) -> list[Problem]:
    """Every problem among ``records``.

    ``attachments`` are the files of ``content/`` (paths relative to it). ``doubt`` knows the files that were not read in
    full: what may be in one of them is not reported as missing. ``today`` (None: no day) is for warnings of the calendar
    and of days that are yet to come. ``of_each`` may know what an earlier call found in a record by itself, under the same
    ``frame``.
    """
    folded = evidence.by_folded_name(attachments)
    alone = of_each({entry.document.file: entry for entry in records.entries}, lambda _, entry: _alone(entry, attachments, folded, today), (attachments, today))
    problems = [problem for found in alone.values() for problem in found]
    problems += [*identity.check(records, doubt), *results.check(records)]
    problems += [*disclosures.check(records, attachments), *registers.check(records, attachments, doubt), *register_answers.check(records)]
    problems += [*units.check(records, doubt), *lines.check_references(records, doubt), *results.check_coverage(records, doubt)]
    if not doubt.may_hold("disclosure"):
        problems += [*disclosures.check_plans(records), *register_answers.check_undisclosed(records), *check_calendar(records, today)]
    stand_ins = _stand_ins(records)
    return [problem for problem in problems if problem.place not in stand_ins]


def _alone(entry: Entry[Record], attachments: Collection[str], folded: dict[str, str], today: date | None) -> Found:
    """What is wrong with a record, whatever the others say."""
    found = [*evidence.check(entry, attachments, folded), *days.check(entry, today)]
    return [*found, *identity.check_alone(entry), *lines.check(entry)] if holds(entry, Measure) else found


def _stand_ins(records: Records) -> set[Place]:
    """Where a record holds an example in place of a wrong value, which is reported already."""
    documents = [entry.document for entry in records.entries]
    return {document.places[path] for document in documents for path in document.patched if path in document.places}
