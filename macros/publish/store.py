"""What lies on the server, and the one rename by which readers see another release.

::

    REPO.git/prongsai/config.json          engine, web folder, address, limits
                      log.jsonl            what was published when (log.py)
    WEB/current -> releases/000012-…       what readers see is current/site
        releases/000012-…/site             a build, byte for byte
                          release.json     its commit, engine, number of pages, changes
                          server/          headers and redirects for nginx and Caddy
        kept/assets/…                      hashed assets of all kept releases
        below/site/PATH -> current/site, below/kept/PATH -> kept: of a site whose address has a path
        previews/ADDRESS -> ../drafts/…/site
        drafts/…                           like releases, for previews
        work/                              builds under way
"""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.publish import locks
from macros.publish.engine import Engine
from macros.publish.engine import read as read_engine
from macros.publish.limits import Limits


@dataclass(frozen=True)
class Release:
    """A build that lies complete on the server. ``engine`` is the identity of what built it."""

    folder: Path
    commit: str
    engine: str
    pages: int
    changes: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def number(self) -> int:
        return int(self.name.split("-")[0])

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def write(self) -> None:
        facts = {"commit": self.commit, "engine": self.engine, "pages": self.pages, "changes": self.changes}
        (self.folder / "release.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Store:
    """``repo``: the bare repository; ``web``: the folder that the web server shows; ``url``: its address or ""."""

    repo: Path
    web: Path
    engine: Path
    url: str = ""
    boxed: bool = True
    limits: Limits = Limits()

    @cached_property
    def builder(self) -> Engine:
        """The engine as it was when it was first asked for: one and the same judges a push, builds it, and is noted in its release."""
        return read_engine(self.engine)

    @property
    def path(self) -> str:
        """Where on its host the site stands: ``/ita``, or "" at the root."""
        return unquote(urlsplit(self.url).path).rstrip("/")

    @property
    def home(self) -> Path:
        return self.repo / "prongsai"

    @property
    def log(self) -> Path:
        return self.home / "log.jsonl"

    @property
    def lock(self) -> Path:
        """Held from the check of a push until its branch has moved."""
        return self.home / "push.lock"

    @property
    def work(self) -> Path:
        return self.web / "work"

    def releases(self) -> list[Release]:
        return sorted(_releases(self.web / "releases"), key=lambda release: release.number)

    def drafts(self) -> list[Release]:
        return sorted(_releases(self.web / "drafts"), key=lambda release: release.number)

    def current(self) -> Release | None:
        """The release that readers see."""
        try:
            return read_release(self.web / "releases" / Path(os.readlink(self.web / "current")).name)
        except OSError:
            return None

    def previews(self) -> dict[str, str]:
        """Address → name of the draft that it shows."""
        links = sorted((self.web / "previews").iterdir())
        return {link.name: Path(os.readlink(link)).parent.name for link in links if link.is_symlink()}

    def new_name(self, commit: str) -> str:
        numbers = [release.number for release in (*self.releases(), *self.drafts())]
        return f"{max(numbers, default=0) + 1:06d}-{commit[:12]}"

    def switch(self, release: Release) -> None:
        """Show ``release`` to readers, by one rename. Whatever ends the program, they see the one or the other."""
        with locks.held(self.home / "switch.lock"):
            point(self.web / "current", f"releases/{release.name}")
            _tell_watchers(self.web / "published", release.name)

    def show_preview(self, address: str, draft: Release) -> None:
        point(self.web / "previews" / address, f"../drafts/{draft.name}/site")


def read_release(folder: Path) -> Release:
    """Raises ``OSError`` when there is no such release."""
    facts = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    return Release(folder, facts["commit"], facts["engine"], facts["pages"], facts["changes"])


def _releases(folder: Path) -> Iterator[Release]:
    for path in folder.iterdir():
        if (path / "release.json").is_file():
            yield read_release(path)


def point(link: Path, target: str) -> None:
    """Make ``link`` lead to ``target`` in one step, on the disk when this returns."""
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    os.replace(new, link)
    _sync_folder(link.parent)


def remove(folder: Path) -> None:
    """Take a release away: first its name, so that half of one is never taken for a whole."""
    (folder / "release.json").unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def sync(folder: Path) -> None:
    """Everything written below ``folder`` is on the disk when this returns, so that no power cut leaves empty pages."""
    if sys.platform != "linux":
        return os.sync()
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        ctypes.CDLL(None).syncfs(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _tell_watchers(path: Path, name: str) -> None:
    """For whoever waits for a change, such as a unit that reloads the web server. No reason to fail."""
    try:
        path.write_text(name + "\n", encoding="utf-8")
    except OSError:
        pass


# ---- config ----------------------------------------------------------------------------------------------------------


class NotOurs(Exception):
    """There is no repository that ``init`` has made."""


def load(repo: Path) -> Store:
    """The store of the repository ``repo``. Raises ``NotOurs``."""
    repo = repo.resolve()
    try:
        config = json.loads((repo / "prongsai" / "config.json").read_text(encoding="utf-8"))
        limits = Limits(**config["limits"])
        return Store(repo, Path(config["web"]), Path(config["engine"]), config["url"], config["sandbox"], limits)
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise NotOurs(repo) from reason


def save(store: Store) -> None:
    """Write the config and, once, the secret that previews' addresses come from, which its owner alone may read."""
    store.home.mkdir(exist_ok=True)
    config = {
        "web": str(store.web), "engine": str(store.engine), "url": store.url, "sandbox": store.boxed,
        "limits": {name: value for name, value in asdict(store.limits).items() if value != getattr(Limits(), name)},
    }  # fmt: skip
    (store.home / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    secret = store.home / "secret"
    if not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
