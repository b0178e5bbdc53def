"""What the page of changes and its feed show. Addresses are those of CONTRACT §2."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from macros.history.model import Change, History, Unknown
from macros.history.words import NOUNS, describe


@dataclass(frozen=True)
class Item:
    """One sentence. ``address``: the page of what changed; empty when there is none now. ``more``: what the sentence sums up."""

    text: str
    address: str
    key: str
    what: str
    commit: str
    more: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Day:
    date: date
    entries: tuple[Item, ...]


_FOLD_FROM = 4  # so many of one kind, added by one commit, are told in one sentence


def days(changes: Iterable[Change], addresses: Collection[str], limit: int | None = None) -> tuple[Day, ...]:
    """Newest first. ``addresses``: those that the site has; ``limit``: of changes, not of days."""
    kept = list(changes)[:limit]
    return tuple(Day(day, tuple(_items(list(group), addresses))) for day, group in groupby(kept, key=lambda change: change.date))


def _items(changes: list[Change], addresses: Collection[str]) -> Iterable[Item]:
    for _, group in groupby(changes, key=lambda change: (change.commit, change.what, change.value.kind)):
        items = [item(change, addresses) for change in group]
        first = items[0]
        if first.what == "changed" or len(items) < _FOLD_FROM:
            yield from items
        else:
            noun = NOUNS.get(first.key.partition(" ")[0], "ข้อมูล")
            text = f"เพิ่ม{noun} {len(items)} เรื่อง" if first.what == "added" else f"นำ{noun} {len(items)} เรื่อง ออก"
            yield Item(text, "", first.key, first.what, first.commit, tuple(items))


def item(change: Change, addresses: Collection[str]) -> Item:
    address = address_of(change.key)
    there = address if change.what != "removed" and address.partition("#")[0] in addresses else ""
    return Item(describe(change), there, change.key, change.what, change.commit[:12])


def of_records(history: History | Unknown, keys: Collection[str]) -> tuple[Change, ...]:
    """The changes of what a page shows, newest first: its own history."""
    wanted = frozenset(keys)
    return tuple(change for change in history.changes if change.key in wanted)


_ADDRESSES: Mapping[str, str] = {
    "plan": "/measures/{0}/", "measure": "/measures/{0}/{1}/", "line": "/measures/{0}/{1}/", "ita-result": "/ita/{0}/",
    "disclosure": "/oit/{0}/{1}/", "element": "/oit/{0}/{1}/#{2}", "unit": "/units/{0}/", "agency": "/", "page": "{0}",
}


def address_of(key: str) -> str:
    """The page of a record by its key: ``line 2564/m3-1`` → ``/measures/2564/m3-1/``. Empty for an unknown kind."""
    kind, _, rest = key.partition(" ")
    parts = [rest] if kind == "page" else rest.split("/")
    if kind in ("disclosure", "element"):
        parts[1:2] = [parts[1].lower()] if len(parts) > 1 else []
    try:
        return _ADDRESSES[kind].format(*parts)
    except (KeyError, IndexError):
        return ""


def keys_behind(address: str, keys: Collection[str]) -> tuple[str, ...]:
    """The keys among ``keys`` that the page at ``address`` shows: a plan shows its measures and lines, a checklist its disclosures.

    Pages that only list (``/a-z/``, ``/data/``) show no record of their own."""
    parts = address.strip("/").split("/")
    room, year, name = (parts + ["", "", ""])[:3]
    wanted = {
        ("measures", 2): (f"plan {year}", f"measure {year}/", f"line {year}/"),
        ("measures", 3): (f"measure {year}/{name}", f"line {year}/{name}"),
        ("ita", 2): (f"ita-result {year}",), ("trace", 2): (f"ita-result {year}", f"measure {year}/", f"line {year}/"),
        ("oit", 2): (f"disclosure {year}/", f"element {year}/"),
        ("oit", 3): (f"disclosure {year}/{name.upper()}", f"element {year}/{name.upper()}/"), ("units", 2): (f"unit {year}",),
    }.get((room, len(parts)), ()) + (f"page {address}",)
    below = tuple(want for want in wanted if want.endswith("/") and not want.startswith("page "))
    return tuple(key for key in sorted(keys) if key in wanted or (below and key.startswith(below)))


