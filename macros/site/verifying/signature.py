"""Signed tags: who vouches for a commit, as far as the keys of this machine can tell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

GOOD, NONE, NOT_PROVED = "good", "none", "not-proved"


def tags(repository: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Each tag of ``commit`` in the git repository that holds the folder, with the state of its signature; nothing without git."""
    for tag in _git(repository, "tag", "--points-at", commit)[1].split() if commit else ():
        signed = "-----BEGIN " in _git(repository, "cat-file", "-p", f"refs/tags/{tag}")[1]
        yield tag, (GOOD if _git(repository, "verify-tag", tag)[0] else NOT_PROVED) if signed else NONE


def _git(repository: Path, *arguments: str) -> tuple[bool, str]:
    """Whether git was content, and what it printed."""
    try:
        done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    except OSError:
        return False, ""
    return done.returncode == 0, done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
