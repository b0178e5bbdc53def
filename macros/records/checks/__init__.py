"""Checks over all records: what each file alone cannot know. Every check yields problems; none stops another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from macros.problems import Problem
from macros.records.checks import disclosures, evidence, identity, lines, results, units
from macros.records.checks.disclosure_calendar import check_calendar
from macros.records.collection import Records


def check_records(records: Records, attachments: Collection[str] = (), complete: bool = True, today: date | None = None) -> list[Problem]:
    """Every problem among ``records``.

    ``attachments`` are the files of ``content/`` (paths relative to it). ``complete`` is False when some file could not be
    read at all: then references to nothing and gaps in coverage are not reported, for they may be in that file.
    ``today`` (None: no day) is for warnings of the assessment's calendar.
    """
    problems = [*identity.check(records), *evidence.check(records, attachments), *lines.check(records), *results.check(records)]
    problems += disclosures.check(records, attachments)
    if complete:
        problems += [*units.check(records), *lines.check_references(records), *results.check_coverage(records)]
        problems += [*disclosures.check_plans(records), *check_calendar(records, today)]
    return problems
