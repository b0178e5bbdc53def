"""What a plan or disclosure was when it was adopted, found again in the history by its fingerprint, and what changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import groupby

from macros.history.model import Change, History, Unknown, Value
from macros.history.moves import moves, renamed
from macros.ledger.fingerprints import ANSWERED, PROMISED, fingerprint, fingerprint_of_disclosure

Snapshot = dict[str, Value]


def since_adoption(history: History | Unknown, key: str, digest: str, moved: Mapping[str, str] = {}) -> tuple[Change, ...] | None:
    """What differs now from what had the fingerprint ``digest``; None when no commit had it (then the page can only
    say that it changed). ``key``: ``plan 2564`` or ``disclosure 2564/O42``; ``moved``: the redirects of the ledger."""
    states, units = _states(history, key), _moved_units(history)
    then = _adopted(states, key, digest, moved, units)
    if then is None:
        return None
    now, last = states[-1]
    return tuple(_between(_followed(then, now, moved, units), _followed(now, now, moved, units), last))


def only_moved(history: History | Unknown, key: str, digest: str, now: str, keys: Collection[str], moved: Mapping[str, str]) -> bool:
    """Whether what had the fingerprint ``digest`` has the fingerprint ``now`` because lines, units or places got other addresses, and for nothing else.
    ``keys``: of the lines, measures and units that there are now, committed or not."""
    then = _adopted(_states(history, key), key, digest, moved, _moved_units(history))
    if then is None:
        return False
    pending = {unit for unit in history.pending if unit.startswith("unit ")}
    units = moves(pending.difference(keys), (unit for unit in pending.intersection(keys) if history.final(unit) is None), moved)
    return _digest(_followed(then, {key, *keys}, moved, _moved_units(history) | units), key) == now


def _moved_units(history: History | Unknown) -> dict[str, str]:
    return {change.before.as_recorded.key: change.key for change in history.changes if change.what == "moved" and change.before and change.value.kind == "unit"}


def _adopted(states: list[tuple[Snapshot, Change]], key: str, digest: str, moved: Mapping[str, str], units: Mapping[str, str]) -> Snapshot | None:
    """Also one that was adopted once its addresses were those of today: that they changed is no change of its own."""
    return next((state for state, _ in reversed(states) if digest in (_digest(state, key), _digest(_followed(state, state, moved, units), key))), None)


def _followed(then: Snapshot, now: Collection[str], moved: Mapping[str, str], units: Mapping[str, str]) -> Snapshot:
    """``then`` by the keys that its records have ``now``, ``units`` by theirs (old → new), and what was disclosed where it is found today."""
    names = {**units, **moves(then.keys() - set(now), set(now) - then.keys(), moved)}
    return {names.get(name, name): renamed(value, names, moved) for name, value in then.items()}


def _states(history: History | Unknown, key: str) -> list[tuple[Snapshot, Change]]:
    """The record with its parts, as they were recorded, after each commit that changed them, with the last change of it, oldest first. A line that
    was moved into another year's plan was a part of the one until then, and of the other since."""
    states: list[tuple[Snapshot, Change]] = []
    state: Snapshot = {}
    mine = (change for change in reversed(history.changes) if _recorded_of(change.before, key) or _recorded_of(change.after, key))
    for _, group in groupby(mine, key=lambda change: change.commit):
        state = dict(state)
        for change in group:
            if before := _recorded_of(change.before, key):
                state.pop(before.key, None)
            if after := _recorded_of(change.after, key):
                state[after.key] = after
        states.append((state, change))
    return states


def _recorded_of(value: Value | None, key: str) -> Value | None:
    """``value`` as it was recorded, if it was the record ``key`` or a part of it then."""
    return value.as_recorded if value and _belongs(value.as_recorded.key, key) else None


def _belongs(name: str, key: str) -> bool:
    kind, _, rest = key.partition(" ")
    return name == key or name.startswith((f"line {rest}/", f"measure {rest}/") if kind == "plan" else f"element {rest}/")


def _digest(state: Snapshot, key: str) -> str:
    record = state.get(key)
    if record is None:
        return ""
    state = _titled(state)
    if key.startswith("plan "):
        lines = [(_id(name), value.title, value.fields) for name, value in state.items() if name.startswith("line ")]
        above = {value.within for name, value in state.items() if name.startswith("line ") and _id(name) != _id(value.within)}
        return fingerprint(str(record.fields.get("title", "")), lines, {_id(name): state[name].title for name in above if name in state})
    return fingerprint_of_disclosure({**record.fields, "item": _id(key), "elements": _elements(state, key)})


def _titled(state: Snapshot) -> Snapshot:
    """A line without a title of its own has that of its measure, which changes without it."""
    of = {name: state[value.within].title for name, value in state.items() if value.kind == "line" and not value.fields.get("title") and value.within in state}
    return state | {name: replace(state[name], title=title, fields={**state[name].fields, "title": title}) for name, title in of.items()}


def _id(key: str) -> str:
    return key.rpartition("/")[2]


def _elements(state: Snapshot, key: str) -> list[dict[str, object]]:
    rest = key.partition(" ")[2]
    parts = [(_id(name), value) for name, value in sorted(state.items()) if name.startswith(f"element {rest}/")]
    return [{"element": name, **value.fields} for name, value in parts]


def _between(then: Snapshot, now: Snapshot, last: Change) -> list[Change]:
    """A measure that is its own only line is told as that."""
    then, now = _titled(then), _titled(now)
    found, names = [], {*then, *now}
    for name in sorted(names - {f"measure {line[5:]}" for line in names if line.startswith("line ")}):
        before, after = _promised(then.get(name)), _promised(now.get(name))
        if before != after:
            what = "added" if before is None else "removed" if after is None else "changed"
            found.append(Change(last.moment, last.commit, what, before, after))
    return found


def _promised(value: Value | None) -> Value | None:
    """The value without what a fingerprint leaves out."""
    if value is None:
        return None
    kept = {"plan": ("title",), "measure": ("title",), "line": (*PROMISED, "title"), "disclosure": ANSWERED, "element": ("places",)}.get(value.kind, ())
    return Value(value.key, value.title, {name: inner for name, inner in value.fields.items() if name in kept})
