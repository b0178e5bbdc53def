"""What is sure of a site although some of its records have errors: calls of what is not there, published records that are gone.

Nothing is rendered from records with errors, and whatever one of them may still mean, once mended, is not called missing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import PurePosixPath

from macros.ledger import FILE, Ledger
from macros.pages.site_view import SiteView
from macros.problems import Place, Problem
from macros.records.collection import Records
from macros.records.doubt import Doubt
from macros.site.content import ContentPage
from macros.site.content_calls import lookup_problems


def sure_despite(site: SiteView, records: Records, pages: Iterable[ContentPage], ledger: Ledger, doubt: Doubt) -> Iterator[Problem]:
    """The problems of calls and of addresses that no record in ``doubt`` can have a part in. ``pages``: those whose calls are right."""
    found = (problem for page in pages for problem in lookup_problems(page, site))
    yield from (problem for problem in found if not doubt.may_name(str(problem.params["value"])))
    yield from _gone(records, ledger, doubt)


def sure_of(problems: Iterable[Problem], wrong: Container[str]) -> Iterator[Problem]:
    """Those of the ledger's ``problems`` that are about records not in the ``wrong`` files. What was adopted, and what a closed year had,
    is told from several files."""
    yield from (problem for problem in problems if problem.place.file not in wrong and problem.code not in ("adopted-changed", "adopted-removed", "closed-year-removed"))


def unread(problems: Iterable[Problem]) -> tuple[str, ...]:
    """How the addresses of files in ``content/`` begin that were not read as what they are: mended, they may be there."""
    files = (PurePosixPath(problem.place.file).with_name(str(problem.params.get("original", PurePosixPath(problem.place.file).name))) for problem in problems)
    return tuple(f"/{file.with_name(file.name.lstrip('.').partition('.')[0]).as_posix().removeprefix('content').lstrip('/')}".lower() for file in files)


def _gone(records: Records, ledger: Ledger, doubt: Doubt) -> Iterator[Problem]:
    """Published records that are there no more. While an id or a year is at fault, nobody knows which."""
    if any(path[-1:] in (("id",), ("item",), ("fiscal_year",)) for entry in records.entries for path in entry.document.patched):
        return
    there, gone = set(_keys(records)), set()
    for address, row in sorted(ledger.living.items()):
        kind, _, name = row.record.partition(" ")
        if kind in _KINDS and f"{_KINDS[kind]} {name}" not in there and not doubt.may_name(name.rpartition("/")[2], _HOLDING.get(kind, kind)):
            gone.add(address)
        elif row.kind != "data" or address.rpartition("/")[0] + "/" not in gone:  # a unit's calendar goes with the unit
            continue
        place = Place(FILE, ledger.rows.get(("address", address), 1))
        yield Problem("ledger-vanished", place, {"address": address, "title": row.title or address})


# Those that have a page for each record; a measure and a line of one id share theirs.
_KINDS = {"plan": "plan", "measure": "measure", "line": "measure", "ita-result": "ita-result", "unit": "unit"}
_HOLDING = {"line": "measure", "unit": "agency"}  # the kind of record that such a part lies in


def _keys(records: Records) -> Iterator[str]:
    """The records by the keys that the ledger has for them."""
    yield from (f"unit {name}" for name in records.units)
    yield from (f"measure {line.fiscal_year}/{line.id}" for line in records.lines)
    for entry in records.entries:
        parts = [getattr(entry.record, name, None) for name in ("fiscal_year", "id")]  # a plan's item is no part of its key
        yield f"{entry.record.kind} " + "/".join(str(part) for part in parts if part)
