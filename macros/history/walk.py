"""The walk over all commits, oldest first: which commit brought which value. Pure; merges are seen from all their parents.

A commit made a change when its value differs from that of every parent: so a merge that takes one side over makes none, and a
branch's changes keep the day on which they were made there. The present value's day is that of the commit it came from,
followed back through parents that had the same value.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import or_

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
    places = {commit.id: place for place, commit in enumerate(ordered)}
    before: dict[str, int] = {}  # commit → one bit for itself and each that it builds on
    taken_out: dict[str, list[int]] = {}  # key → where it was removed
    for place, commit in enumerate(ordered):
        parents = [states[parent] for parent in commit.parents]
        reach = [before[parent] for parent in commit.parents]
        before[commit.id] = reduce(or_, reach, 1 << place)
        state = _state(commit, parents, values)
        found = list(_changes(commit, state, parents))
        if len(parents) > 1:
            dropped = list(_dropped(commit, state, parents, reach, places, taken_out))
            found += [change for _, change in dropped]
            state = _dated_anew(state, commit, {change.key for is_first, change in dropped if is_first and change.after})
        for change in found:
            if change.what == "removed":
                taken_out.setdefault(change.key, []).append(place)
        states[commit.id] = state
        changes += [(place, change) for change in found]
        _forget(states, before, commit.parents, children)
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


def _forget(states: dict[str, State], before: dict[str, int], parents: tuple[str, ...], children: dict[str, int]) -> None:
    """Drop states that no later commit builds on: a long history must not fill the memory."""
    for parent in parents:
        children[parent] -= 1
        if not children[parent]:
            states.pop(parent, None)
            before.pop(parent, None)


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
    return File(blob, {value.key: _origin(value, commit, before, parents) for value in found})


def _origin(value: Value, commit: Commit, before: list[dict], parents: list[State]) -> tuple[Value, Commit]:
    for known in before:
        if value.key in known and known[value.key][0] == value:
            return value, known[value.key][1]
    if not any(value.key in known for known in before):  # copied out of a file that this commit left as it is
        for parent in parents:
            if (there := _elsewhere(value.key, parent)) and there[1][0] == value:
                return value, there[1][1]
    return value, commit


def _elsewhere(key: str, state: State, paths: Collection[str] = ()) -> tuple[str, tuple[Value, Commit]] | None:
    """The file, none of ``paths``, from which ``_index`` has the value of ``key``, and that value with its commit."""
    found = (path for path, file in state.items() if key in file.values and path not in paths)
    path = max(found, default=None)
    return None if path is None else (path, state[path].values[key])


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
            if was is None and (there := next(filter(None, (_elsewhere(key, parent, differing) for parent in parents)), None)):
                if there[0] > max(path for path in differing if path in state and key in state[path].values):
                    continue  # what stands elsewhere counts still
                was = there[1][0]
            yield Change(commit.moment, commit.id, "changed" if was else "added", was, value)
    for key in dict.fromkeys(key for known in before for key in known):
        if key not in now and all(key in known for known in before):
            was, left = before[0][key][0], _elsewhere(key, state, differing)
            if left is None:
                yield Change(commit.moment, commit.id, "removed", was, None)
            elif left[1][0] != was and left[0] < max(path for path in differing for parent in parents if path in parent and key in parent[path].values):
                yield Change(commit.moment, commit.id, "changed", was, left[1][0])


def _dropped(
    commit: Commit, state: State, parents: list[State], reach: list[int], places: Mapping[str, int], taken_out: Mapping[str, list[int]],
) -> Iterable[tuple[bool, Change]]:
    """What a merge has from one parent although another one had changed it since they parted: that change is undone by the merge, and by nobody
    else. With each, whether it was the first parent's: then the value is that of the merge, for what readers had seen was undone."""
    differing = {path for parent in parents for path in {*state, *parent} if parent.get(path) is not state.get(path)}
    now = _index({path: state[path] for path in differing if path in state})
    was = [_index({path: parent[path] for path in differing if path in parent}) for parent in parents]
    for key in dict.fromkeys(key for index in (now, *was) for key in index):
        value, origin = now.get(key, (None, None))
        had = [index.get(key, (None, None)) for index in was]
        holders = [reach[place] for place, (other, _) in enumerate(had) if other == value]
        if origin is commit or (value is None and _elsewhere(key, state, differing)):
            continue
        for side, (mine, (other, brought)) in enumerate(zip(reach, had)):
            at = places[brought.id] if brought else max((place for place in taken_out.get(key, ()) if mine >> place & 1), default=None)
            if other != value and holders and at is not None and not any(holder >> at & 1 for holder in holders):
                what = "added" if other is None else "removed" if value is None else "changed"
                yield side == 0, Change(commit.moment, commit.id, what, other, value)
                break


def _dated_anew(state: State, commit: Commit, keys: Collection[str]) -> State:
    """``state`` with the values of ``keys`` brought by ``commit``."""
    touched = {path: file for path, file in state.items() if any(key in file.values for key in keys)} if keys else {}
    anew = {path: File(file.blob, {key: (value, commit if key in keys else by) for key, (value, by) in file.values.items()}) for path, file in touched.items()}
    return {**state, **anew} if anew else state
