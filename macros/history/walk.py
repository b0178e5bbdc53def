"""The walk over all commits, oldest first: which commit brought which value. Pure; merges are seen from all their parents.

A commit made a change when its value differs from that of every parent: so a merge that takes one side over makes none, and a
branch's changes keep the day on which they were made there. The present value's day is that of the commit it came from,
followed back through parents that had the same value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from macros.history.model import Change, Commit, History, Origin, Value, newest_first
from macros.thai.clock import THAI_TIME

_LAST = datetime(9999, 12, 31, tzinfo=THAI_TIME).timestamp()  # the calendar of Python ends here
Values = Callable[[str, str], "tuple[Value, ...] | None"]  # path and blob → the values in that file
State = Mapping[str, "File"]


class File:
    """A file in a commit: its blob and, for each value in it, the commit that brought the value."""

    __slots__ = ("blob", "values")

    def __init__(self, blob: str, values: dict[str, tuple[Value, Commit]]):
        self.blob, self.values = blob, values


def walk(commits: Iterable[Commit], values: Values) -> tuple[History, dict[str, Value]]:
    """The history up to the last of ``commits``, which come parents first, and the values there by key."""
    states: dict[str, State] = {}
    changes: list[tuple[int, Change]] = []
    ordered, odd = _dated(commits)
    children = _count_children(ordered)
    for place, commit in enumerate(ordered):
        parents = [states[parent] for parent in commit.parents]
        states[commit.id] = state = _state(commit, parents, values)
        changes += [(place, change) for change in _changes(commit, state, parents)]
        _forget(states, commit.parents, children)
    head = ordered[-1].id if ordered else ""
    present = _index(states[head]) if head else {}
    origins = {key: Origin(commit.id, commit.moment) for key, (_, commit) in present.items()}
    return History(head, newest_first(changes), frozenset(), origins, odd), {key: value for key, (value, _) in present.items()}


def _dated(commits: Iterable[Commit]) -> tuple[list[Commit], tuple[str, ...]]:
    """``commits``, and the ids of those whose day no calendar has: a clock was wrong, or a program wrote no number, which git reads as 0. They
    count as made when the last of their parents was, or nothing of this site could be dated any more."""
    times: dict[str, int] = {}
    dated, odd = [], []
    for commit in commits:
        if not 0 < commit.time < _LAST:
            odd.append(commit.id)
            commit = replace(commit, time=max((times[parent] for parent in commit.parents), default=0))
        times[commit.id] = commit.time
        dated.append(commit)
    return dated, tuple(odd)


def _count_children(commits: list[Commit]) -> dict[str, int]:
    counts = {commit.id: 0 for commit in commits}
    for commit in commits:
        for parent in commit.parents:
            counts[parent] += 1
    return counts


def _forget(states: dict[str, State], parents: tuple[str, ...], children: dict[str, int]) -> None:
    """Drop states that no later commit builds on: a long history must not fill the memory."""
    for parent in parents:
        children[parent] -= 1
        if not children[parent]:
            states.pop(parent, None)


def _state(commit: Commit, parents: list[State], values: Values) -> State:
    """The files of a commit: those of its first parent, but for what it changed."""
    if parents and not commit.changed:
        return parents[0]
    first, others = (parents[0], parents[1:]) if parents else ({}, [])
    blobs = {path: file.blob for path, file in first.items()} | dict(commit.changed) if others else {}
    before = [_index({path: first[path] for path in commit.changed if path in first})]
    before += [_index({path: file for path, file in other.items() if blobs.get(path) != file.blob}) for other in others]
    state = dict(first)
    for path, blob in commit.changed.items():
        if blob is None:
            state.pop(path, None)
        else:
            known = next((parent[path] for parent in parents if path in parent and parent[path].blob == blob), None)
            state[path] = known or _file(commit, path, blob, before, parents, values)
    return state


def _file(commit: Commit, path: str, blob: str, before: list[dict], parents: list[State], values: Values) -> File:
    found = values(path, blob)
    if found is None:  # unreadable in this commit: nothing was recorded by it, what stood there still stands
        kept = next((parent[path].values for parent in parents if path in parent), {})
        return File(blob, kept)
    return File(blob, {value.key: _origin(value, commit, before) for value in found})


def _origin(value: Value, commit: Commit, before: list[dict]) -> tuple[Value, Commit]:
    for known in before:
        if value.key in known and known[value.key][0] == value:
            return value, known[value.key][1]
    return value, commit


def _index(state: State) -> dict[str, tuple[Value, Commit]]:
    return {key: origin for path in sorted(state) for key, origin in state[path].values.items()}


def _changes(commit: Commit, state: State, parents: list[State]) -> Iterable[Change]:
    if any(state is parent for parent in parents):
        return
    others = parents[1:]
    # What a merge has from another parent, and its first had not, it did not bring itself.
    differing = {path for path in commit.changed if not any(other.get(path) is state.get(path) and path not in parents[0] for other in others)}
    differing |= {path for other in others for path, file in other.items() if state.get(path) is not file}
    now = _index({path: state[path] for path in differing if path in state})
    before = [_index({path: parent[path] for path in differing if path in parent}) for parent in parents]
    for key, (value, origin) in now.items():
        if origin is commit:
            was = next((known[key][0] for known in before if key in known), None)
            yield Change(commit.moment, commit.id, "changed" if was else "added", was, value)
    for key in dict.fromkeys(key for known in before for key in known):
        if key not in now and all(key in known for known in before):
            yield Change(commit.moment, commit.id, "removed", before[0][key][0], None)
