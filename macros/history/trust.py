"""How far the days that a history tells can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.history.model import History, Unknown
from macros.ledger.model import FILE, Ledger
from macros.problems import Place, Problem
from macros.thai.dates import long_date


def problems(history: History | Unknown, ledger: Ledger) -> list[Problem]:
    """For ``build``, which stops at errors; ``check`` tells these alone, ``serve`` leaves all out and shows "unknown"."""
    if isinstance(history, Unknown):
        return [Problem(history.code, Place("measures/agency.yml"), history.params)]
    found = [*_begins_late(history, ledger)]
    if history.odd:
        found.append(_told("history-odd-day", [commit[:10] for commit in history.odd]))
    if history.pending:
        found.append(_told("history-uncommitted", sorted(history.pending)))
    return found


def _begins_late(history: History, ledger: Ledger) -> Iterator[Problem]:
    """A history that was squashed or begun anew: the site was written on a day of the ledger before it."""
    written = _days_of_writing(ledger)
    row = min(written, key=lambda row: (written[row], row), default=None)
    began = history.changes[-1].date if history.changes else date.min
    if row and written[row] < began:
        yield Problem("history-begins-late", Place(FILE, ledger.rows.get(row, 1)), {"day": long_date(written[row]), "began": long_date(began)})


def _days_of_writing(ledger: Ledger) -> dict[tuple[str, str], date]:
    """Row of the ledger → the day on which somebody made it. An adoption's day may lie long before the site."""
    gone = {(group, key): on for group, days in ledger.taken_away.items() for key, on in days.items()}
    return gone | {("closed", str(year)): on for year, on in ledger.closed.items()}


def _told(code: str, names: list[str]) -> Problem:
    return Problem(code, Place("measures/agency.yml"), {"count": len(names), "names": ", ".join(names[:3])})
