"""Records that got another address, as the redirects of the ledger tell: in the history each is one record, before and after, and so
is a unit wherever it is named, and a page or file wherever something is disclosed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import overload

from pydantic import BaseModel

from macros.history.model import Change, History, Origin, Value
from macros.history.pieces import OF_UNITS
from macros.history.view import address_of
from macros.records.disclosure import DisclosedAt


def followed(history: History, moved: Mapping[str, str]) -> History:
    """``history`` with each record under the key that it has now. ``moved``: old address → new.

    From the newest commit back, so that each is told by the name that the later ones gave it. A record of which a commit has nothing to tell
    has its value from an older one."""
    if not moved:
        return history
    names: dict[str, str] = {}
    told: list[Change] = []
    origins = dict(history.origins)
    untold: set[str] = set()
    for commit, group in groupby(history.changes, key=lambda change: change.commit):
        changes = list(group)
        kept = list(_told(changes, moved, names))
        told += kept
        keys = {change.key for change in kept}
        origins.update(dict.fromkeys(untold & keys, Origin(commit, changes[0].moment)))
        silent = {names.get(change.key, change.key) for change in changes} - keys
        untold = (untold - keys) | {key for key in silent if key in origins and origins[key].commit == commit}
    return replace(history, changes=tuple(told), origins=origins)


def _told(changes: list[Change], moved: Mapping[str, str], names: dict[str, str]) -> Iterator[Change]:
    """The changes of one commit: what went and came by a move is one change. ``names``: old key → present key, with those of this commit taken in."""
    went, came = ({change.key: change.value for change in changes if change.what == what} for what in ("removed", "added"))
    found = moves(went, came, moved)
    names |= {old: names.get(new, new) for old, new in found.items()}
    before = {new: went[old] for old, new in found.items()}
    for change in changes:
        if change.what == "added" and change.key in before:
            yield replace(change, what="moved", before=renamed(before[change.key], names, moved), after=renamed(change.after, names, moved))
        elif change.what != "removed" or change.key not in found:
            yield from _renamed_change(change, names, moved) if names or change.value.kind == "element" else (change,)


def _renamed_change(change: Change, names: Mapping[str, str], moved: Mapping[str, str]) -> Iterator[Change]:
    """Nothing when only the id of a unit, or the address of a page, changed in a record that names it."""
    told = replace(change, before=renamed(change.before, names, moved), after=renamed(change.after, names, moved))
    if told.what != "changed" or told.fields:
        yield told


@overload
def renamed(value: Value, names: Mapping[str, str], moved: Mapping[str, str]) -> Value: ...
@overload
def renamed(value: Value | None, names: Mapping[str, str], moved: Mapping[str, str]) -> Value | None: ...


def renamed(value: Value | None, names: Mapping[str, str], moved: Mapping[str, str]) -> Value | None:
    """``value`` under the key that it has by ``names`` (old → new), the units in it by theirs, and its places where ``moved`` leads."""
    if value is None:
        return None
    key, fields = names.get(value.key, value.key), {name: _with_units(name, inner, names) for name, inner in value.fields.items()}
    if value.kind == "element":
        places = fields.get("places")
        fields["places"] = tuple(_place(place, moved) for place in places) if isinstance(places, tuple) else ()
    within = names.get(value.within, value.within)
    same = (key, fields, within) == (value.key, value.fields, value.within)
    return value if same else replace(value, key=key, fields=fields, within=within, recorded=value.as_recorded)


def _with_units(name: str, inner: object, names: Mapping[str, str]) -> object:
    """A field's value with the units that it names, itself or in a part of it as where figures come from."""
    if name in OF_UNITS:
        return _unit(inner, names)
    if isinstance(inner, BaseModel) and (told := {part: _unit(getattr(inner, part), names) for part in OF_UNITS if part in type(inner).model_fields}):
        return inner.model_copy(update=told)
    return inner


def _unit(inner: object, names: Mapping[str, str]) -> object:
    if isinstance(inner, tuple):
        return tuple(_unit(one, names) for one in inner)
    return names.get(f"unit {inner}", f"unit {inner}").removeprefix("unit ") if isinstance(inner, str) else inner


def _place(place: object, moved: Mapping[str, str]) -> object:
    """Where a reader of a place of disclosure is led today."""
    if not isinstance(place, DisclosedAt):
        return place  # as it was written, when it was wrong
    to = _led(place.page, moved) if place.page else _led(f"/{place.file}", moved).removeprefix("/") if place.file else ""
    return place if to in ("", place.page, place.file) else place.model_copy(update={"page" if place.page else "file": to})


def _led(address: str, moved: Mapping[str, str]) -> str:
    """An anchor goes with its page unless it has a redirect of its own."""
    page, mark, anchor = address.partition("#")
    to = moved.get(address) or moved.get(page, page)
    return to if address in moved or "#" in to else to + mark + anchor


def moves(went: Iterable[str], came: Iterable[str], moved: Mapping[str, str]) -> dict[str, str]:
    """Old key → new, where one record came to the address to which the one that went is redirected. Two that went there are no move:
    one of them is no more."""
    old, new = _by_end(went, moved), _by_end(came, moved)
    return {keys[0]: new[end][0] for end, keys in old.items() if len(keys) == len(new.get(end, ())) == 1}


def _by_end(keys: Iterable[str], moved: Mapping[str, str]) -> dict[tuple[str, str], list[str]]:
    """Kind, and where a reader of the record's address is led today → the keys."""
    found: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        address = address_of(key)
        found.setdefault((key.partition(" ")[0], moved.get(address, address)), []).append(key)
    return found
