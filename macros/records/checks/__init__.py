"""Checks over all records: what each file alone cannot know. Every check yields problems; none stops another."""

from __future__ import annotations

from collections.abc import Collection

from macros.problems import Problem
from macros.records.checks import evidence, identity, lines, results, units
from macros.records.collection import Records


def check_records(records: Records, attachments: Collection[str] = (), complete: bool = True) -> list[Problem]:
    """Every problem among ``records``.

    ``attachments`` are the files of ``content/`` (paths relative to it). ``complete`` is False when some file could not be
    read at all: then references to nothing and gaps in coverage are not reported, for they may be in that file.
    """
    problems = [*identity.check(records), *evidence.check(records, attachments), *lines.check(records), *results.check(records)]
    if complete:
        problems += [*units.check(records), *lines.check_references(records), *results.check_coverage(records)]
    return problems
