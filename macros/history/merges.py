"""What merges undo: a value of one parent that another had changed since they parted, and that the merge has as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from macros.history.model import Change, Commit
from macros.history.states import File, State, elsewhere, index_of


class Merges:
    """Looks at the commits of one history in turn, parents first."""

    def __init__(self, commits: Sequence[Commit]):
        self._places = {commit.id: place for place, commit in enumerate(commits)}
        self._reach: dict[str, int] = {}  # commit → one bit for itself and each that it builds on
        self._taken_out: dict[str, list[int]] = {}  # key → where it was removed

    def take(self, commit: Commit, state: State, parents: Sequence[State]) -> tuple[State, list[Change]]:
        """The state of ``commit`` and what it undid. A value that readers saw undone, for the first parent had another, is that of the merge."""
        reach = [self._reach[parent] for parent in commit.parents]
        self._reach[commit.id] = reduce(or_, reach, 1 << self._places[commit.id])
        found = list(self._undone(commit, state, parents, reach)) if len(parents) > 1 else []
        return _dated_anew(state, commit, {change.key for is_first, change in found if is_first and change.after}), [change for _, change in found]

    def note(self, commit: Commit, changes: Iterable[Change]) -> None:
        """What ``commit`` changed, all told."""
        for change in changes:
            if change.what == "removed":
                self._taken_out.setdefault(change.key, []).append(self._places[commit.id])

    def forget(self, commit: str) -> None:
        """No later commit builds on this one."""
        self._reach.pop(commit, None)

    def _undone(self, commit: Commit, state: State, parents: Sequence[State], reach: Sequence[int]) -> Iterator[tuple[bool, Change]]:
        """With each change, whether it undid what the first parent had."""
        differing = {path for parent in parents for path in {*state, *parent} if parent.get(path) is not state.get(path)}
        now = index_of({path: state[path] for path in differing if path in state})
        was = [index_of({path: parent[path] for path in differing if path in parent}) for parent in parents]
        for key in dict.fromkeys(key for index in (now, *was) for key in index):
            value, origin = now.get(key, (None, None))
            if origin is commit or (value is None and elsewhere(key, state, differing)):
                continue
            had = [index.get(key, (None, None)) for index in was]
            holders = [mine for mine, (other, _) in zip(reach, had) if other == value]
            for side, (mine, (other, brought)) in enumerate(zip(reach, had)):
                at = self._places[brought.id] if brought else self._last_taken_out(key, mine)
                if other != value and holders and at is not None and not any(holder >> at & 1 for holder in holders):
                    what = "added" if other is None else "removed" if value is None else "changed"
                    yield side == 0, Change(commit.moment, commit.id, what, other, value)
                    break

    def _last_taken_out(self, key: str, reach: int) -> int | None:
        return max((place for place in self._taken_out.get(key, ()) if reach >> place & 1), default=None)


def _dated_anew(state: State, commit: Commit, keys: Collection[str]) -> State:
    """``state`` with the values of ``keys`` as brought by ``commit``."""
    touched = {path: file for path, file in state.items() if any(key in file.values for key in keys)} if keys else {}
    anew = {path: File(file.blob, {key: (value, commit if key in keys else by) for key, (value, by) in file.values.items()}) for path, file in touched.items()}
    return {**state, **anew} if anew else state
