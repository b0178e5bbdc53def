"""The thin edge to git: every commit of a site with its files, in one pass. Nothing else in the program asks git for history."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from macros.history.model import Commit, Unknown
from macros.history.values import is_source

_COMMIT = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_ROOMS = ("measures", "content")
_PLAIN = (b"100644", b"100755", b"100664")  # modes of files; links and other repositories are none
_NO_FILES = {40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", 64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"}  # by the size of its id


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
        missing = "not a git repository" in str(failed) and not _is_marked(git_dir or root)
        return Unknown("history-missing") if missing else Unknown("history-unreadable", {"reason": str(failed)})
    if shallow == b"true":
        return Unknown("history-shallow")
    try:
        head = _git(options, "rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}").decode().strip()
    except GitFailed:
        return Unknown("history-no-commit")
    return Repository(options, place, head)


def _is_marked(place: Path) -> bool:
    """Whether somebody keeps a repository here or above, though git sees none in it: it is damaged, or may not be opened."""
    here = place.resolve()
    return any(os.path.lexists(folder / ".git") for folder in (here, *here.parents))


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


Step = tuple["bytes | None", "bytes | None"]


def steps_since_published(root: Path, path: str, now: bytes | None) -> Iterator[tuple[bytes, tuple[Step, ...]]]:
    """A file of the site in ``root`` as it was last published, and what each commit since made of it, but a merge: before and after, oldest first. Last
    comes what it is ``now``."""
    for published in (known := standing(root))[1:]:
        if (data := _file_at(published, path)) is not None:
            yield data, (*_steps(known[0], published.head, path), (_file_at(known[0], path), now))


@lru_cache(maxsize=4)
def _steps(head: Repository, since: str, path: str) -> tuple[Step, ...]:
    ids = _git(head.options, "rev-list", "--no-merges", "--full-history", "--topo-order", "--reverse", head.head, f"^{since}", "--", path).decode().split()
    at = lambda commit: _file_at(replace(head, head=commit), path)
    return tuple((at(f"{one}^"), at(one)) for one in ids)


def lines_ever(root: Path, path: str) -> list[bytes]:
    """The lines that commits brought into a file of the site in ``root``, oldest first; none when nobody knows."""
    here = open_repository(root)
    try:
        return [] if isinstance(here, Unknown) else _lines_ever(here, path)
    except GitFailed:
        return []


@lru_cache(maxsize=4)
def _lines_ever(here: Repository, path: str) -> list[bytes]:
    plain = ("--format=", "--reverse", "-p", "-U0", "--text", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv")
    found = _git(here.options, "log", *plain, here.head, "--", path).split(b"\n")
    return [line[1:] for line in found if line.startswith(b"+") and not line.startswith(b"+++ ")]


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
    trees = dict(zip((row[1] for row in rows), _room_trees(repository, [row[1] for row in rows])))
    turned = [_turned(trees[row[2]] if row[2:] else {}, trees[row[1]], _NO_FILES[len(row[1])]) for row in rows]
    differing = _differing(repository, dict.fromkeys(pair for rooms in turned for pair in rooms.values()))
    changed = ({f"{room}/{path}": blob for room, pair in rooms.items() for path, blob in differing[pair].items() if is_source(f"{room}/{path}")} for rooms in turned)
    return [Commit(row[1], int(row[0]), tuple(row[2:]), files) for row, files in zip(rows, changed)]


def _turned(before: Mapping[str, str], now: Mapping[str, str], none: str) -> dict[str, tuple[str, str]]:
    """The rooms that have another tree than before, with both."""
    return {room: (before.get(room, none), now.get(room, none)) for room in {**before, **now} if before.get(room) != now.get(room)}


def blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Contents by id, asked for at once. Raises :class:`GitFailed`."""
    return {name: data for name, _, data in _objects(repository, sorted(set(ids)))}


def blob_id(data: bytes, size: int) -> str:
    """The id that git gives a file of this content, in a repository whose ids have ``size`` digits."""
    algorithm = hashlib.sha256 if size == 64 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _room_trees(repository: Repository, ids: list[str]) -> list[dict[str, str]]:
    """For each commit, the rooms that it has and their trees."""
    asked = b"".join(b"%s:%s%s\n" % (commit.encode(), repository.prefix, room.encode()) for commit in ids for room in _ROOMS)
    answers = _git(repository.options, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=asked).splitlines()
    width = len(_ROOMS)
    some = (answers[at : at + width] for at in range(0, len(answers), width))
    return [{room: answer.split()[0].decode() for room, answer in zip(_ROOMS, found) if answer.endswith(b" tree")} for found in some]


def _differing(repository: Repository, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, str | None]]:
    """Of each two trees, what is another below the second: path → blob, None for what is no file there. git itself passes over all that two trees
    share, so a commit costs what it changed, however large the site is."""
    given = "".join(f"{before} {now}\n" for before, now in pairs).encode()
    data = _git(repository.options, "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--no-relative", given=given)
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    at = 0
    while at < len(data):
        if data[at : at + 1] != b":":  # the two trees of which the following is told
            end = data.index(b"\n", at)
            before, now = data[at:end].decode().split()
            inside = found[before, now] = {}
        else:  # :mode mode blob blob status NUL path NUL
            name = data.index(b"\0", at)
            end = data.index(b"\0", name + 1)
            _, mode, _, blob, _ = data[at:name].split()
            inside[data[name + 1 : end].decode("utf-8", "surrogateescape")] = blob.decode() if mode in _PLAIN else None
        at = end + 1
    return found


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
