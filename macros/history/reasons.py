"""Why something was taken out, each time that it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from macros.history.model import Change
from macros.history.view import address_of
from macros.ledger.model import clean, page_of


class Reason(NamedTuple):
    """Why what was at ``address`` went. ``title``: of what it was; empty where nothing else can be there."""

    address: str
    on: date
    why: str
    title: str = ""


Told: TypeAlias = Mapping["tuple[str, str]", str]  # commit and key of what was taken out → why


def told(changes: Iterable[Change], reasons: Iterable[Reason]) -> Told:
    """A reason is that of one time, the nearest to its day, and of all that the page lost then; never of another thing that had the address too."""
    removed: dict[str, list[Change]] = {}
    for change in changes:
        if change.what == "removed":
            removed.setdefault(page_of(address_of(change.key)), []).append(change)
    found: dict[tuple[str, str], str] = {}
    for reason in reasons:
        there = removed.get(reason.address, [])
        own = [change for change in there if address_of(change.key) == reason.address and reason.title in ("", clean(change.value.title))]
        if own:
            commit = min(own, key=lambda change: abs(change.date - reason.on)).commit
            found |= {(commit, change.key): reason.why for change in there if change.commit == commit}
    return found


def is_back(changes: Iterable[Change]) -> bool:
    """Whether anything with a page was taken out and came back. ``changes``: newest first."""
    later: set[str] = set()
    for change in changes:
        if change.what == "added":
            later.add(change.key)
        elif change.what == "removed" and change.key in later and "#" not in address_of(change.key):
            return True
    return False
