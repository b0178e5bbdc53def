"""What the page of changes and its feed show. Addresses are those of CONTRACT §2."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from macros.history.model import Change, Value
from macros.history.words import describe, name_of, together
from macros.records.registers.rows import ROW_KINDS


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


class Gone(NamedTuple):
    """``stones``: the addresses of tombstones; ``why``: commit and key of what was taken out → why."""

    stones: Collection[str] = ()
    why: Mapping[tuple[str, str], str] = {}


Names = Callable[[str], Mapping[str, str]]  # a commit → id and name of each unit then


def unnamed(commit: str) -> Mapping[str, str]:
    return {}


_FOLD_FROM = 4  # so many of one kind, added by one commit, are told in one sentence


def days(
    changes: Iterable[Change], addresses: Container[str], limit: int | None = None, gone: Gone = Gone(), units: Names = unnamed, moved: Mapping[str, str] = {},
) -> tuple[Day, ...]:
    """Newest first. ``addresses``: those that the site has, with the anchors of what lies on a page with others; ``limit``: of changes, not of
    days; ``units``: a commit → id and name of each unit then; ``moved``: old address → new."""
    kept = list(changes)[:limit]
    found = groupby(kept, key=lambda change: change.date)
    return tuple(Day(day, tuple(_once(_items(_without_echoes(list(group)), addresses, gone, units, moved)))) for day, group in found)


def _without_echoes(changes: list[Change]) -> list[Change]:
    """A measure without titled lines is its own only line: that both came or went is told once."""
    measures = {(change.commit, change.what, change.key) for change in changes if change.value.kind == "measure" and change.what != "changed"}
    return [change for change in changes if change.value.kind != "line" or change.fields or (change.commit, change.what, f"measure {change.key[5:]}") not in measures]


def _once(items: Iterable[Item]) -> Iterator[Item]:
    """What was saved again and again in a row is told once."""
    return (next(group) for _, group in groupby(items, key=lambda item: (item.text, item.address, item.more)))


def _items(changes: list[Change], addresses: Container[str], gone: Gone, units: Names, moved: Mapping[str, str]) -> Iterator[Item]:
    for _, group in groupby(changes, key=lambda change: (change.commit, change.what, change.value.kind, not _led(change, moved))):
        items = [item(change, addresses, gone, units, moved) for change in group]
        first = items[0]
        if first.what == "changed" or len(items) < _FOLD_FROM:
            yield from items
        else:
            text = together(first.what, first.key.partition(" ")[0], len(items))
            yield Item(text, "", first.key, first.what, first.commit, tuple(items))


def _led(change: Change, moved: Mapping[str, str]) -> str:
    """Where a reader of a page of ``content/`` that went is led today: to one that was there already, else its move would be one change."""
    return moved.get(address_of(change.key), "") if change.what == "removed" and change.value.kind == "page" else ""


def item(change: Change, addresses: Container[str], gone: Gone = Gone(), units: Names = unnamed, moved: Mapping[str, str] = {}) -> Item:
    """What is no more leads to its tombstone, to where its address leads, or to the page that it was on; what was taken out says why."""
    if to := _led(change, moved):
        text = f"ย้าย{name_of(change.value)} ไปที่ {to}"
        return Item(text, to if to.partition("#")[0] in addresses else "", change.key, "moved", change.commit[:12])
    address, page = address_of(change.key), address_of(change.key).partition("#")[0]
    there = page if page in gone.stones else next((to for to in (address, page) if change.what != "removed" and to in addresses), "")
    why = gone.why.get((change.commit, change.key), "")
    return Item(describe(change, units(change.commit)) + (f" เพราะ{why}" if why else ""), there, change.key, change.what, change.commit[:12])


_ADDRESSES: Mapping[str, str] = {
    "plan": "/measures/{0}/", "measure": "/measures/{0}/{1}/", "line": "/measures/{0}/{1}/", "ita-result": "/ita/{0}/",
    "disclosure": "/oit/{0}/{1}/", "element": "/oit/{0}/{1}/#{2}", "unit": "/units/{0}/", "agency": "/", "page": "{0}",
    **{kind: f"/registers/{{0}}/{kind}/" for kind in ROW_KINDS}, **{row: f"/registers/{{0}}/{kind}/#row-{{1}}" for kind, row in ROW_KINDS.items()},
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


_SHOWN_AT: Mapping[str, tuple[str, ...]] = {
    "plan": ("/measures/{0}/", "/trace/{0}/"), "measure": ("/measures/{0}/{1}/", "/measures/{0}/", "/trace/{0}/"),
    "line": ("/measures/{0}/{1}/", "/measures/{0}/", "/trace/{0}/"), "ita-result": ("/ita/{0}/",),
    "disclosure": ("/oit/{0}/{1}/", "/oit/{0}/"), "element": ("/oit/{0}/{1}/", "/oit/{0}/"), "unit": ("/units/{0}/",), "page": ("{0}",),
    "agency": ("/complaints/",),
    **{name: (f"/registers/{{0}}/{kind}/", "/registers/{0}/") for kind, row in ROW_KINDS.items() for name in (kind, row)},
}


def addresses_showing(key: str) -> tuple[str, ...]:
    """The pages that show a record by its key: a plan shows its measures and lines, a checklist its disclosures.

    Pages that only list (``/a-z/``, ``/data/``) show no record of their own."""
    kind, _, rest = key.partition(" ")
    parts = [rest] if kind == "page" else rest.split("/")
    if kind in ("disclosure", "element"):
        parts[1:2] = [part.lower() for part in parts[1:2]]
    try:
        return tuple(pattern.format(*parts) for pattern in _SHOWN_AT.get(kind, ()))
    except IndexError:
        return ()


def addresses_listing(value: Value, above: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The pages of other records on which a line stands with its status: that of its measure, those of the results that it repairs, and those of the
    units that answer for it, as for a disclosure. A unit stands on those of the units that it is under. ``above``: a unit → itself and those above it."""
    one = {"unit": "parent", "disclosure": "unit"}.get(value.kind)
    named = (value.fields.get(one),) if one else value.fields.get("responsible")
    units = dict.fromkeys(over for unit in (named if isinstance(named, tuple) else ()) if unit for over in above(unit))
    measure = addresses_showing(value.within)[:1] if value.kind == "line" else ()
    causes = value.fields.get("repairs") if value.kind == "line" else ()
    results = dict.fromkeys(f"/ita/{cause.partition('/')[0]}/" for cause in (causes if isinstance(causes, tuple) else ()))
    return (*(address for address in measure if address != address_of(value.key)), *results, *(f"/units/{unit}/" for unit in units))


def addresses_left(change: Change, now: Value, above: Callable[[str], Iterable[str]]) -> set[str]:
    """The pages that showed what changed, before or after it, and do not show it ``now``: another plan, measure or unit has it since."""
    then = [value for value in (change.before, change.after) if value and _where(value) != _where(now)]
    return {address for value in then for address in _addresses(value, above)}.difference(_addresses(now, above)) if then else set()


def _addresses(value: Value, above: Callable[[str], Iterable[str]]) -> Iterable[str]:
    return (*addresses_showing(value.as_recorded.key), *addresses_listing(value, above))


def _where(value: Value) -> tuple[object, ...]:
    """What the pages that show it follow from."""
    return value.as_recorded.key, value.within, *map(value.fields.get, ("responsible", "repairs")), value.fields.get("parent"), value.fields.get("unit")


def by_address(keys: Collection[str]) -> dict[str, list[str]]:
    """Address → the keys among ``keys`` that the page there shows, sorted."""
    found: dict[str, list[str]] = {}
    for key in sorted(keys):
        for address in addresses_showing(key):
            found.setdefault(address, []).append(key)
    return found
