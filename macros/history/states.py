"""The state of a site in a commit: its files, and in each the values with the commits that brought them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from macros.history.model import Commit, Value

State = Mapping[str, "File"]


class File:
    """A file in a commit: its blob and, for each value in it, the commit that brought the value."""

    __slots__ = ("blob", "values")

    def __init__(self, blob: str, values: dict[str, tuple[Value, Commit]]):
        self.blob, self.values = blob, values


def elsewhere(key: str, state: State, paths: Collection[str] = ()) -> tuple[str, tuple[Value, Commit]] | None:
    """The file, none of ``paths``, from which ``index_of`` has the value of ``key``, and that value with its commit."""
    found = (path for path, file in state.items() if key in file.values and path not in paths)
    path = max(found, default=None)
    return None if path is None else (path, state[path].values[key])


def index_of(state: State) -> dict[str, tuple[Value, Commit]]:
    return {key: origin for path in sorted(state) for key, origin in state[path].values.items()}
