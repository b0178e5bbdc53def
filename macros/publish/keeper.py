"""Between a hook that says yes and a branch that has moved: a small process that keeps the lock, and then switches.

Git moves a branch only after ``pre-receive`` has ended, so the hook itself cannot hold its lock long enough, and a
later hook may never run: the connection breaks, or the server is busy elsewhere. The keeper is born of the hook with the
lock in its hands, watches git's own process and the branch, and shows the release exactly when the branch has moved.
"""

from __future__ import annotations

import os
import select
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from macros.publish import kept, settle
from macros.publish.incoming import Update
from macros.publish.repository import Repository
from macros.publish.store import Release, Store, remove

_MOST_SECONDS = 600


@dataclass
class Receiver:
    """The process of git that runs the hook; asked whether it still lives."""

    pid: int
    descriptor: int | None = None

    @classmethod
    def of_this_hook(cls) -> Receiver:
        pid = os.getppid()
        descriptor = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None
        return cls(pid, descriptor)

    def lives(self) -> bool:
        if self.descriptor is not None:
            return not select.select([self.descriptor], [], [], 0)[0]
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def is_parent(self) -> bool:
        """False when it ended before this process could watch it."""
        return os.getppid() == self.pid


def leave(store: Store, prepared: Mapping[Update, Release | None], receiver: Receiver) -> None:
    """Start the keeper and return at once. The lock that this process holds stays held until the keeper has ended."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.fork() == 0:
        try:
            _detach()
            _keep(store, dict(prepared), receiver)
        except BaseException:
            _note(store)
        finally:
            os._exit(0)


def _detach() -> None:
    """Out of git's way: it waits for whoever holds its pipes, and ends its process group with the connection."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]  # they show the objects of a push that has ended


def _keep(store: Store, waiting: dict[Update, Release | None], receiver: Receiver) -> None:
    repo = Repository(store.repo)
    end = time.monotonic() + _MOST_SECONDS
    while waiting and time.monotonic() < end:
        lives = receiver.lives()  # asked first: once it is gone, no branch moves any more
        for update in [update for update in waiting if repo.tip(update.ref) == update.new]:
            _moved(store, update, waiting.pop(update))
        if not lives:
            break
        time.sleep(0.01)
    for release in filter(None, waiting.values()):
        if release != store.current():
            remove(release.folder)
    kept.prune(store)


def _moved(store: Store, update: Update, release: Release | None) -> None:
    if release is None:
        settle.withdraw_preview(store, update.ref)
    elif update.is_main:
        settle.publish(store, release)
    else:
        settle.publish_preview(store, update.ref, release)


def _note(store: Store) -> None:
    try:
        with (store.home / "errors.log").open("a", encoding="utf-8") as file:
            traceback.print_exc(file=file)
    except OSError:
        pass  # a full disk; ``status`` shows that the site is behind
