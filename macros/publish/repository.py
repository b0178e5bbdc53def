"""The bare repository, asked through git. In a hook git's own variables show the objects that are not yet taken in."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MAIN = "refs/heads/main"
REGULAR = ("100644", "100755")


@dataclass(frozen=True)
class Entry:
    """A file of a commit. ``id`` is git's hash of its bytes, ``size`` in bytes."""

    mode: str
    id: str
    size: int
    path: str


class Repository:
    """``path``: the bare repository's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(self._command(*arguments), env=_environ(), capture_output=True, check=check)
        return done.stdout.decode("utf-8", "replace")

    def _command(self, *arguments: str) -> list[str]:
        return ["git", f"--git-dir={self.path}", *arguments]

    def tip(self, ref: str) -> str | None:
        """The commit that ``ref`` points to now."""
        return self.git("rev-parse", "--quiet", "--verify", ref, check=False).strip() or None

    def branches(self) -> dict[str, str]:
        """Full name → commit, of every branch."""
        lines = self.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/").splitlines()
        return dict(line.split(" ") for line in lines)

    def is_commit(self, object_id: str) -> bool:
        return self.git("cat-file", "-t", object_id, check=False).strip() == "commit"

    def contains(self, newer: str, older: str) -> bool:
        """Is ``older`` an ancestor of ``newer``?"""
        command = self._command("merge-base", "--is-ancestor", older, newer)
        return subprocess.run(command, env=_environ(), stderr=subprocess.DEVNULL).returncode == 0

    def incoming_objects(self) -> int:
        """How many objects the push at hand has brought; only meaningful in ``pre-receive``."""
        counts = dict(line.split(": ") for line in self.git("count-objects", "-v").splitlines())
        return int(counts["count"]) + int(counts["in-pack"])

    def files(self, commit: str) -> Iterator[Entry]:
        """Every entry of a commit's tree that is no folder, as it comes: stop early when there are too many."""
        command = self._command("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
        with subprocess.Popen(command, env=_environ(), stdout=subprocess.PIPE) as child:
            try:
                yield from map(_entry, _records(child.stdout))
            finally:
                child.kill()

    def has(self, commit: str, name: str) -> bool:
        """Is there something called ``name`` in a commit's tree?"""
        return bool(self.git("ls-tree", "--full-tree", commit, name, check=False).strip())

    def checkout(self, commit: str, folder: Path, published: str = "") -> None:
        """``commit`` in ``folder``, as a repository with its whole history that borrows this one's objects, and that knows which commit
        was ``published`` last as a webmaster's clone does.

        No hook, filter or setting of anyone else has a say in it. Raises ``subprocess.CalledProcessError``.
        """
        _quietly("init", "--quiet", "--template=", str(folder))
        lenders = [self.path / "objects", *map(Path, filter(None, [os.environ.get("GIT_QUARANTINE_PATH")]))]
        alternates = folder / ".git" / "objects" / "info" / "alternates"
        alternates.parent.mkdir(parents=True, exist_ok=True)
        alternates.write_text("".join(f"{lender.resolve()}\n" for lender in lenders), encoding="utf-8")
        # Not ``git checkout``, which goes on, and ends well, when it could not write a file.
        plain = ["-c", "core.symlinks=false", "-c", "core.autocrlf=false"]
        known = [["update-ref", "refs/remotes/publish/main", published]] if published else []
        for step in (["update-ref", "--no-deref", "HEAD", commit], *known, ["read-tree", "HEAD"], ["checkout-index", "--all", "-u"]):
            _quietly(*plain, *step, folder=folder)


def _quietly(*arguments: str, folder: Path | None = None) -> None:
    """git as nobody has set it up, in ``folder``."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=clean_environ(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def clean_environ(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """``environ`` without git's variables, and with nobody's git settings but one: the folder may be another user's."""
    kept = {name: value for name, value in environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    return {**kept, **own, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _environ() -> dict[str, str]:
    """In a hook git's own variables, which show what is being pushed; elsewhere none of them."""
    return dict(os.environ) if "GIT_QUARANTINE_PATH" in os.environ else clean_environ()


def _records(stream) -> Iterator[bytes]:
    rest = b""
    while block := stream.read(65536):
        *whole, rest = (rest + block).split(b"\0")
        yield from whole


def _entry(record: bytes) -> Entry:
    meta, path = record.split(b"\t", 1)
    mode, _, object_id, size = meta.split()
    return Entry(mode.decode(), object_id.decode(), 0 if size == b"-" else int(size), path.decode("utf-8", "surrogateescape"))
