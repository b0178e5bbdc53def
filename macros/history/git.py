"""The thin edge to git: every commit of a site with its files, in one pass. Nothing else in the program asks git for history."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from macros.history.model import Commit, Unknown
from macros.history.values import is_source

_COMMIT = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_ROOMS = (b"measures", b"content")


@dataclass(frozen=True)
class Repository:
    """Where a site lies in git. ``prefix``: the site's folder below the top, with a slash at its end, or empty."""

    options: tuple[str, ...]
    prefix: bytes
    head: str


class GitFailed(Exception):
    """git said no; the message is its last line."""


def open_repository(root: Path, git_dir: Path | None = None, commit: str = "HEAD", prefix: str = "") -> Repository | Unknown:
    """The repository of the site in ``root``, or why there is no history. With ``git_dir`` (a bare repository, as in a hook) the
    site is the folder ``prefix`` of ``commit``."""
    options = ("--git-dir", str(git_dir)) if git_dir else ("-C", str(root))
    if not git_dir and commit == "HEAD" and (found := _at_once(options)):
        return found
    try:
        shallow = _git(options, "rev-parse", "--is-shallow-repository").strip()
        place = prefix.encode() if git_dir else _git(options, "rev-parse", "--show-prefix").strip(b"\n")
    except FileNotFoundError:
        return Unknown("history-no-git")
    except GitFailed as failed:
        missing = "not a git repository" in str(failed)
        return Unknown("history-missing") if missing else Unknown("history-unreadable", {"reason": str(failed)})
    if shallow == b"true":
        return Unknown("history-shallow")
    try:
        head = _git(options, "rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}").decode().strip()
    except GitFailed:
        return Unknown("history-no-commit")
    return Repository(options, place, head)


def _at_once(options: tuple[str, ...]) -> Repository | None:
    """All three answers by one program, as nearly always; None when one of them is no plain one."""
    try:
        answers = _git(options, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD^{commit}").split(b"\n")
    except (FileNotFoundError, GitFailed):
        return None
    whole = len(answers) == 4 and answers[0] == b"false" and _COMMIT.fullmatch(answers[2])
    return Repository(options, answers[1], answers[2].decode()) if whole else None


def standing(root: Path) -> list[Repository]:
    """The site in ``root`` as it was last committed, and as it was last published as far as this clone knows: where a remote's ``main``
    was at the last push or fetch. Empty when there is no commit or repository."""
    here = open_repository(root)
    if isinstance(here, Unknown):
        return []
    # Only what the head goes back to: the newer work of others is not missing here, it has not come yet.
    asked = ("for-each-ref", "--merged", here.head, "--format=%(objectname)", "refs/remotes/*/main")
    try:
        mains = _git(here.options, *asked).decode().split()
    except GitFailed:  # a remote's branch that is damaged here: then its server alone knows
        mains = []
    return [replace(here, head=commit) for commit in dict.fromkeys([here.head, *mains])]


def file_as_it_stood(root: Path, path: str) -> list[bytes]:
    """A file of the site in ``root`` in each of these commits that has it."""
    found = (_file_at(repository, path) for repository in standing(root))
    return [data for data in dict.fromkeys(found) if data is not None]


def last_known(root: Path, path: str) -> bytes | None:
    """The file as git knows it last; None when it knows none."""
    return next(iter(file_as_it_stood(root, path)), None)


@lru_cache(maxsize=8)  # a commit never changes
def _file_at(repository: Repository, path: str) -> bytes | None:
    try:
        return _git(repository.options, "cat-file", "blob", f"{repository.head}:{repository.prefix.decode()}{path}")
    except GitFailed:
        return None


def export(repository: Repository, folder: Path) -> None:
    """Write the site as it is in the commit into ``folder``. Raises :class:`GitFailed` when the commit has no such site."""
    packed = _git(repository.options, "archive", "--format=zip", repository.head)  # of the folder that git is called in
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)  # a link in it becomes a plain file


def commits(repository: Repository) -> list[Commit]:
    """Every commit up to the head, parents first. Raises :class:`GitFailed`."""
    lines = _git(repository.options, "rev-list", "--topo-order", "--reverse", "--timestamp", "--parents", repository.head).splitlines()
    rows = [line.decode().split() for line in lines]
    trees = _room_trees(repository, [row[1] for row in rows])
    files = _Trees(repository, {tree for found in trees for _, tree in found})
    return [Commit(row[1], int(row[0]), tuple(row[2:]), files.of(found)) for row, found in zip(rows, trees)]


def blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Contents by id, asked for at once. Raises :class:`GitFailed`."""
    return {name: data for name, _, data in _objects(repository, sorted(set(ids)))}


def blob_id(data: bytes, size: int) -> str:
    """The id that git gives a file of this content, in a repository whose ids have ``size`` digits."""
    algorithm = hashlib.sha256 if size == 64 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _room_trees(repository: Repository, ids: list[str]) -> list[tuple[tuple[bytes, str], ...]]:
    """For each commit, the rooms that it has and their trees."""
    asked = b"".join(b"%s:%s%s\n" % (commit.encode(), repository.prefix, room) for commit in ids for room in _ROOMS)
    answers = _git(repository.options, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=asked).splitlines()
    found = [answer.split() for answer in answers]
    pairs = [(room, answer[0].decode()) if answer[-1] == b"tree" else None for answer, room in zip(found, _ROOMS * len(ids))]
    width = len(_ROOMS)
    return [tuple(pair for pair in pairs[at : at + width] if pair) for at in range(0, len(pairs), width)]


class _Trees:
    """The files below trees; trees that commits share are read once."""

    def __init__(self, repository: Repository, roots: set[str]):
        self.entries: dict[str, list[tuple[bytes, bytes, str]]] = {}
        self.paths: dict[tuple[tuple[bytes, str], ...], dict[str, str]] = {}
        self.below: dict[tuple[str, str], dict[str, str]] = {}
        wanted = roots
        while wanted:
            for name, _, data in _objects(repository, sorted(wanted)):
                self.entries[name] = list(_entries(data, len(name) // 2))
            inner = {child for name in wanted for mode, _, child in self.entries[name] if mode == b"40000"}
            wanted = inner - set(self.entries)

    def of(self, rooms: tuple[tuple[bytes, str], ...]) -> dict[str, str]:
        """Path below the site → blob, of the sources in these rooms."""
        if rooms not in self.paths:
            self.paths[rooms] = {path: blob for room, tree in rooms for path, blob in self._walk(room.decode(), tree).items()}
        return self.paths[rooms]

    def _walk(self, folder: str, tree: str) -> dict[str, str]:
        if (folder, tree) not in self.below:
            found: dict[str, str] = {}
            for mode, name, child in self.entries[tree]:
                path = f"{folder}/{name.decode('utf-8', 'surrogateescape')}"
                if mode == b"40000":
                    found.update(self._walk(path, child))
                elif mode in (b"100644", b"100755", b"100664") and is_source(path):
                    found[path] = child
            self.below[folder, tree] = found
        return self.below[folder, tree]


def _entries(data: bytes, id_size: int) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, name and id of each entry of a tree object: ``mode SP name NUL id`` again and again."""
    at = 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        yield data[at:space], data[space + 1 : end], data[end + 1 : end + 1 + id_size].hex()
        at = end + 1 + id_size


def _objects(repository: Repository, ids: list[str]) -> Iterator[tuple[str, str, bytes]]:
    """Id, type and content of each object."""
    data = _git(repository.options, "cat-file", "--batch", given="".join(f"{name}\n" for name in ids).encode())
    at = 0
    for name in ids:
        end = data.index(b"\n", at)
        header = data[at:end].decode().split()
        if header[-1] == "missing":
            raise GitFailed(f"missing object {name}")
        size = int(header[2])
        yield name, header[1], data[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


# A hook's git sets these to its own repository and index. Where its new objects lie (quarantine) must stay known.
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")


def _git(options: tuple[str, ...], *arguments: str, given: bytes | None = None) -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
    done = subprocess.run(["git", *options, *arguments], input=given, capture_output=True, env=environment, check=False)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitFailed(next((line for line in lines if line.startswith("fatal:")), lines[0] if lines else "git").removeprefix("fatal: "))
    return done.stdout
