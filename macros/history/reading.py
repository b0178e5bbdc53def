"""The history of the site in a folder: git's commits, walked, and compared with what lies in the folder now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from macros.history import git
from macros.history.model import History, Unknown, Value
from macros.history.values import is_source, values_of
from macros.history.walk import walk

Known = dict[tuple[str, str], "tuple[Value, ...] | None"]  # where and blob → the values in it
Ids = dict[str, tuple[bytes, str]]  # path → bytes and blob
Reader = Callable[[str, bytes], "tuple[Value, ...] | None"]  # path and bytes of a source → the values in it


def read(
    root: Path, files: Mapping[str, bytes] | None = None, *, git_dir: Path | None = None, commit: str = "HEAD", prefix: str = "", reader: Reader = values_of,
) -> History | Unknown:
    """The history of the site in ``root``.

    ``files``: the site's sources as they are now (path below the root → bytes); what differs from the commit is ``pending``, and
    no date of it is told. ``reader``: for who has read these files already. With ``git_dir`` the site is the folder ``prefix`` of ``commit`` in that repository, bare or not.
    """
    repository = git.open_repository(root, git_dir, commit, prefix)
    if isinstance(repository, Unknown):
        return repository
    try:
        history, present, known, ids = _history(repository, reader)
    except git.GitFailed as failed:
        return Unknown("history-unreadable", {"reason": str(failed)})
    return history if files is None else replace(history, pending=_pending(present, files, known, reader, ids))


_KEPT = 4
_histories: dict[git.Repository, tuple[History, dict[str, Value], Known, Ids]] = {}


def _history(repository: git.Repository, reader: Reader) -> tuple[History, dict[str, Value], Known, Ids]:
    """A commit never changes, so while one edits and serves, its history is worked out once. After the next commit only what is new in it is read."""
    if repository not in _histories:
        _, _, known, ids = next((kept for other, kept in _histories.items() if replace(other, head=repository.head) == repository), ((), (), {}, {}))
        if len(_histories) >= _KEPT:
            _histories.pop(next(iter(_histories)))
        _histories[repository] = *_walked(repository, reader, known), known, ids
    return _histories[repository]


def _walked(repository: git.Repository, reader: Reader, known: Known) -> tuple[History, dict[str, Value]]:
    """``known``: grows by all that is read."""
    found = git.commits(repository)
    contents = git.blobs(repository, {blob for commit in found for path, blob in commit.changed.items() if blob and _where(path, blob) not in known})

    def values(path: str, blob: str) -> tuple[Value, ...] | None:
        where = _where(path, blob)
        if where not in known:
            known[where] = reader(path, contents[blob])
        return known[where]

    return walk(found, values)


def _where(path: str, blob: str) -> tuple[str, str]:
    """A page's address lies in its path; a record's key does not."""
    return (path if path.startswith("content/") else "measures/"), blob


def _pending(committed: Mapping[str, Value], files: Mapping[str, bytes], known: Known, reader: Reader, ids: Ids) -> frozenset[str]:
    """``ids``: of the files that were looked at last; those whose bytes are the very same objects have them still."""
    size = len(next((blob for _, blob in known), ""))
    now: dict[str, Value] = {}
    for path in filter(is_source, sorted(files)):
        data = files[path]
        if path not in ids or ids[path][0] is not data:
            ids[path] = data, git.blob_id(data, size)
        where = _where(path, ids[path][1])
        values = known[where] if where in known else reader(path, data)
        now.update((value.key, value) for value in values or ())
    same = {key for key, value in now.items() if committed.get(key) is value}
    return frozenset(key for key in {*committed, *now} - same if committed.get(key) != now.get(key))
