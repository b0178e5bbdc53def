"""The walk over all commits, oldest first: which commit brought which value. Pure; merges are seen from all their parents.

A commit made a change when its value differs from that of every parent: so a merge that takes one side over makes none, and a
branch's changes keep the day on which they were made there. A merge that takes back what one side had changed is told as well
(``merges``). The present value's day is that of the commit it came from, followed back through parents that had the same value.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from datetime import datetime

from macros.history.merges import Merges
from macros.history.model import Change, Commit, History, Origin, Value, newest_first
from macros.history.states import File, State, elsewhere, index_of
from macros.thai.clock import THAI_TIME

_LAST = datetime(9999, 12, 31, tzinfo=THAI_TIME).timestamp()  # the calendar of Python ends here
Values = Callable[[str, str], "tuple[Value, ...] | None"]  # path and blob → the values in that file


def walk(commits: Iterable[Commit], values: Values) -> tuple[History, dict[str, Value]]:
    """The history up to the last of ``commits``, which come parents first, and the values there by key."""
    states: dict[str, State] = {}
    changes: list[tuple[int, Change]] = []
    ordered, odd = _dated(commits)
    children = _count_children(ordered)
    merges = Merges(ordered)
    seen: set[str] = set()  # keys that were anywhere before: no other can stand in a second file
    for place, commit in enumerate(ordered):
        parents = [states[parent] for parent in commit.parents]
        state = _state(commit, parents, values, seen)
        states[commit.id], undone = merges.take(commit, state, parents)
        found = [*_changes(commit, state, parents, seen), *undone]
        merges.note(commit, found)
        seen.update(change.key for change in found)
        changes += [(place, change) for change in found]
        for done in _done(commit.parents, children):
            states.pop(done)
            merges.forget(done)
    head = ordered[-1].id if ordered else ""
    present = index_of(states[head]) if head else {}
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


def _done(parents: tuple[str, ...], children: dict[str, int]) -> Iterable[str]:
    """The parents whose states no later commit builds on: a long history must not fill the memory."""
    for parent in parents:
        children[parent] -= 1
        if not children[parent]:
            yield parent


def _state(commit: Commit, parents: list[State], values: Values, seen: Container[str]) -> State:
    """The files of a commit: those of its first parent, but for what it changed."""
    if parents and not commit.changed:
        return parents[0]
    first, others = (parents[0], parents[1:]) if parents else ({}, [])
    blobs: dict[str, str | None] = {**{path: file.blob for path, file in first.items()}, **commit.changed} if others else {}
    before = [index_of({path: first[path] for path in commit.changed if path in first})]
    before += [index_of({path: file for path, file in other.items() if blobs.get(path) != file.blob}) for other in others]
    state = dict(first)
    for path, blob in commit.changed.items():
        if blob is None:
            state.pop(path, None)
        else:
            known = next((parent[path] for parent in parents if path in parent and parent[path].blob == blob), None)
            state[path] = known or _file(commit, path, blob, before, parents, values, seen)
    return state


def _file(commit: Commit, path: str, blob: str, before: list[dict[str, tuple[Value, Commit]]], parents: list[State], values: Values, seen: Container[str]) -> File:
    found = values(path, blob)
    if found is None:  # unreadable in this commit: nothing was recorded by it, what stood there still stands
        kept = next((parent[path].values for parent in parents if path in parent), {})
        return File(blob, kept)
    return File(blob, {value.key: _origin(value, commit, before, parents if value.key in seen else ()) for value in found})


def _origin(value: Value, commit: Commit, before: list[dict[str, tuple[Value, Commit]]], parents: Iterable[State]) -> tuple[Value, Commit]:
    for known in before:
        if value.key in known and known[value.key][0] == value:
            return value, known[value.key][1]
    if not any(value.key in known for known in before):  # copied out of a file that this commit left as it is
        for parent in parents:
            if (there := elsewhere(value.key, parent)) and there[1][0] == value:
                return value, there[1][1]
    return value, commit


def _changes(commit: Commit, state: State, parents: list[State], seen: Container[str]) -> Iterable[Change]:
    if any(state is parent for parent in parents):
        return
    others = parents[1:]
    # What a merge has from another parent, and its first had not, it did not bring itself.
    differing = {path for path in commit.changed if not any(other.get(path) is state.get(path) and path not in parents[0] for other in others)}
    differing |= {path for other in others for path, file in other.items() if state.get(path) is not file}
    now = index_of({path: state[path] for path in differing if path in state})
    before = [index_of({path: parent[path] for path in differing if path in parent}) for parent in parents]
    for key, (value, origin) in now.items():
        if origin is commit:
            was = next((known[key][0] for known in before if key in known), None)
            if was is None and key in seen and (there := next(filter(None, (elsewhere(key, parent, differing) for parent in parents)), None)):
                if there[0] > max(path for path in differing if path in state and key in state[path].values):
                    continue  # what stands elsewhere counts still
                was = there[1][0]
            yield Change(commit.moment, commit.id, "changed" if was else "added", was, value)
    for key in dict.fromkeys(key for known in before for key in known):
        if key not in now and all(key in known for known in before):
            was, left = before[0][key][0], elsewhere(key, state, differing)
            if left is None:
                yield Change(commit.moment, commit.id, "removed", was, None)
            elif left[1][0] != was and left[0] < max(path for path in differing for parent in parents if path in parent and key in parent[path].values):
                yield Change(commit.moment, commit.id, "changed", was, left[1][0])
