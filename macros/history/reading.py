"""The history of the site in a folder: git's commits, walked, and compared with what lies in the folder now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from macros.history import git
from macros.history.model import History, Unknown, Value
from macros.history.values import is_source, values_of
from macros.history.walk import walk


def read(root: Path, files: Mapping[str, bytes] | None = None, *, git_dir: Path | None = None, commit: str = "HEAD", prefix: str = "") -> History | Unknown:
    """The history of the site in ``root``.

    ``files``: the site's sources as they are now (path below the root → bytes); what differs from the commit is ``pending``, and
    no date of it is told. With ``git_dir`` the site is the folder ``prefix`` of ``commit`` in that repository, bare or not.
    """
    repository = git.open_repository(root, git_dir, commit, prefix)
    if isinstance(repository, Unknown):
        return repository
    try:
        history, present = _history(repository)
    except git.GitFailed as failed:
        return Unknown("history-unreadable", {"reason": str(failed)})
    return history if files is None else replace(history, pending=_pending(present, files))


@lru_cache(maxsize=4)
def _history(repository: git.Repository) -> tuple[History, dict[str, Value]]:
    """A commit never changes, so while one edits and serves, its history is worked out once."""
    found = git.commits(repository)
    contents = git.blobs(repository, {blob for commit in found for blob in commit.files.values()})
    known: dict[tuple[str, str], tuple[Value, ...] | None] = {}

    def values(path: str, blob: str) -> tuple[Value, ...] | None:
        # A page's address lies in its path; a record's key does not.
        where = path if path.startswith("content/") else "measures/"
        if (where, blob) not in known:
            known[where, blob] = values_of(path, contents[blob])
        return known[where, blob]

    return walk(found, values)


def _pending(committed: Mapping[str, Value], files: Mapping[str, bytes]) -> frozenset[str]:
    now = {value.key: value for path in sorted(files) if is_source(path) for value in values_of(path, files[path]) or ()}
    return frozenset(key for key in {*committed, *now} if committed.get(key) != now.get(key))
