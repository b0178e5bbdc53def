"""What a commit will hold before it is made: git's index, where it says otherwise than the folder."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.history.git import GitFailed
from macros.problems import Place, Problem
from macros.site.inputs.sources import ROOMS
from macros.site.whole.version import LITTER

_SOURCES = ("--", "mkdocs.yml", *ROOMS)
_OF_THE_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # how git tells a hook where it is at work


@contextmanager
def as_staged(root: Path) -> Iterator[tuple[Path, list[Problem]]]:
    """A folder with the site in ``root`` as the next commit will hold it, for as long as the block lasts, and what of the site in ``root`` that commit
    leaves out. Where it leaves out nothing the folder is ``root``. Raises ``GitFailed``."""
    left_out = list(_left_out(root))
    if not left_out:
        yield root, []
        return
    with tempfile.TemporaryDirectory(prefix="prongsai-") as place:
        below = _git(root, "rev-parse", "--show-prefix").decode().strip("\n")
        git_dir = _git(root, "rev-parse", "--absolute-git-dir").decode().strip("\n")
        _git(root, "checkout-index", "--stdin", "-z", f"--prefix={place}/", given=_git(root, "ls-files", "--cached", "-z", *_SOURCES))
        (Path(place) / ".git").write_text(f"gitdir: {git_dir}\n", encoding="utf-8")  # with the history that dates and the ledger are compared with
        (folder := Path(place) / below).mkdir(parents=True, exist_ok=True)
        with _outside_of_the_hook():
            yield folder, left_out


def _left_out(root: Path) -> Iterator[Problem]:
    for file in _names(_git(root, "ls-files", "--others", "--directory", "--no-empty-directory", "-z", *_SOURCES)):
        yield Problem("commit-without-file", Place(file), {"file": file})
    for file in _names(_git(root, "diff", "--no-ext-diff", "--name-only", "--relative", "-z", *_SOURCES)):
        yield Problem("commit-of-before", Place(file), {"file": file})


def _names(listed: bytes) -> Iterator[str]:
    names = (name.decode("utf-8", "replace") for name in listed.split(b"\0") if name)
    return (name for name in names if not LITTER.search(name))


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git says at work in ``root``; in a hook with the index of the commit at hand."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True)
    except FileNotFoundError as missing:
        raise GitFailed(missing.strerror) from missing
    if done.returncode:
        raise GitFailed((done.stderr.decode("utf-8", "replace").strip().splitlines() or [str(done.returncode)])[-1])
    return done.stdout


@contextmanager
def _outside_of_the_hook() -> Iterator[None]:
    """git asked in another folder must not be told where the hook is at work."""
    told = {name: os.environ.pop(name) for name in _OF_THE_HOOK if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(told)


__all__ = ["GitFailed", "as_staged"]
