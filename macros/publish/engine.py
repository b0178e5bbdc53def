"""The engine that builds: the server's own checkout, and whether a pushed commit brings another one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

from macros.problems.wording import UNKNOWN_ROOT
from macros.publish.repository import Entry, Repository

FOLDERS = ("macros", "scripts")
LISTS = "requirements*.txt"


def belongs(path: str) -> bool:
    """Is this path of a repository part of the engine?"""
    return path.split("/")[0] in FOLDERS or ("/" not in path and fnmatch(path, LISTS))


@dataclass(frozen=True)
class Engine:
    """``files``: as they lie on this server, path → bytes."""

    files: Mapping[str, bytes]

    @cached_property
    def identity(self) -> str:
        """Twelve characters that change with any of the files."""
        digest = hashlib.sha256()
        for path, data in self.files.items():
            digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        return digest.hexdigest()[:12]

    def differences(self, pushed: Iterable[Entry]) -> list[str]:
        """Paths in which the engine of a commit differs from the server's; none when the commit has no engine at all: a script of the
        agency's own in ``scripts/`` makes none."""
        theirs = {entry.path: entry.id for entry in pushed if belongs(entry.path)}
        if not any(path in self.files for path in theirs):
            return []
        ours = {path: _git_hash(data, len(next(iter(theirs.values())))) for path, data in self.files.items()}
        return sorted(path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path))


def read(folder: Path) -> Engine:
    """The engine in ``folder`` as it is now."""
    return Engine({path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_paths(folder))})


def root_option(repo: Repository, commit: str) -> str:
    """What commands take besides that are told to whoever has pushed ``commit``: where it brings no engine, they are run in another folder."""
    return "" if repo.has(commit, "scripts/check.py") else UNKNOWN_ROOT


def _paths(engine: Path) -> Iterator[Path]:
    yield from engine.glob(LISTS)
    for folder in FOLDERS:
        for place, folders, names in os.walk(engine / folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            yield from (path for path in map(Path(place).joinpath, names) if path.is_file())


def _git_hash(data: bytes, digits: int) -> str:
    """The name that git gives to these bytes, in a repository whose names have so many digits."""
    kind = hashlib.sha1 if digits == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data).hexdigest()
