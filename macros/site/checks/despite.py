"""What is sure of a site although some of its records have errors: calls of what is not there, published records that are gone.

Nothing is rendered from records with errors, and whatever one of them may still mean, once mended, is not called missing; nor is what may lie in a
file or folder that cannot be opened.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import PurePosixPath

from macros.ledger import FILE, Ledger
from macros.ledger.model import page_of
from macros.pages.site_view import SiteView
from macros.problems import Place, Problem
from macros.records.collection import Records
from macros.records.doubt import Doubt
from macros.site.content.calls import lookup_problems
from macros.site.content.links import LINK_DEAD, led_to
from macros.site.content.pages import ContentPage


def sure_despite(site: SiteView, records: Records, pages: Iterable[ContentPage], ledger: Ledger, doubt: Doubt) -> Iterator[Problem]:
    """The problems of calls and of addresses that no record in ``doubt`` can have a part in. ``pages``: those whose calls are right."""
    found = (problem for page in pages for problem in lookup_problems(page, site))
    yield from (problem for problem in found if not doubt.may_name(str(problem.params["value"])))
    yield from _gone(records, ledger, doubt)


def sure_of(problems: Iterable[Problem], wrong: Container[str]) -> Iterator[Problem]:
    """Those of the ledger's ``problems`` that are about records not in the ``wrong`` files. What was adopted or disclosed, and what a
    closed year had, is told from several files."""
    yield from (problem for problem in problems if problem.place.file not in wrong and problem.code not in _TOLD_FROM_SEVERAL)


_TOLD_FROM_SEVERAL = ("adopted-changed", "adopted-removed", "disclosed-removed", "closed-year-removed")


def unread(problems: Iterable[Problem]) -> tuple[str, ...]:
    """How the addresses of files in ``content/`` begin that were not read as what they are: mended, they may be there."""
    files = (PurePosixPath(problem.place.file).with_name(str(problem.params.get("original", PurePosixPath(problem.place.file).name))) for problem in problems)
    return tuple(f"/{file.with_name(file.name.lstrip('.').partition('.')[0]).as_posix().removeprefix('content').lstrip('/')}".lower() for file in files)


_PAGE_GONE = ("page-unknown", "page-unknown-near")
_FILE_GONE = ("file-missing", "file-case", "file-elsewhere")


def sure_beside(problems: Iterable[Problem], unread: frozenset[str]) -> list[Problem]:
    """``problems`` without those that call missing what is, or may lie, in the ``unread`` files and folders."""
    return [problem for problem in problems if not _may_be_there(problem, unread)] if unread else list(problems)


def _may_be_there(problem: Problem, unread: frozenset[str]) -> bool:
    file, value = problem.place.file, str(problem.params.get("value", ""))
    if problem.code in LINK_DEAD:
        return _lies_in(f"content/{led_to(file, value)}", unread)
    if problem.code in _FILE_GONE:
        return _lies_in(f"content/{value}", unread)
    if problem.code in _PAGE_GONE:
        page = value.partition("#")[0].strip("/")
        return any(_lies_in(f"content/{path}", unread) for path in (f"{page}.md", f"{page}/index.md"))
    return problem.code.endswith("-missing") and file in unread


def _lies_in(path: str, unread: frozenset[str]) -> bool:
    return not unread.isdisjoint(map(str, (PurePosixPath(path), *PurePosixPath(path).parents)))


def named_in(problem: Problem) -> str:
    """The address that a problem names, its page to be compared with ``unread``: that of a folder is its file ``index``."""
    page = page_of(str(problem.params.get("address", "")))
    return f"{page}index" if page.endswith("/") else page


def _gone(records: Records, ledger: Ledger, doubt: Doubt) -> Iterator[Problem]:
    """Published records that are there no more. While an id or a year is at fault, nobody knows which."""
    if _is_id_twice(records) or any(path[-1:] in (("id",), ("item",), ("fiscal_year",)) for entry in records.entries for path in entry.document.patched):
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


def _is_id_twice(records: Records) -> bool:
    lines = [(line.fiscal_year, line.id) for line in records.lines]
    return len(set(lines)) < len(lines) or len(records.units) < len(records.agency.units if records.agency else ())


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
