"""Seeing that sources changed: by looking at names, sizes and times, until an editor has finished writing."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

from macros.site.inputs.sources import ROOMS

_WATCHED = ("mkdocs.yml", *ROOMS)
_LOOK_EVERY = 0.1  # seconds
_EMPTY_FOR = 1.0  # seconds that a file may stay empty until we believe that it is meant to be

Looks = dict[str, tuple[int, int]]


def snapshot(root: Path) -> Looks:
    """Modification time (ns) and size (bytes) of everything watched, by path."""
    found: Looks = {}
    todo = [str(root / name) for name in _WATCHED]
    for path in todo:  # it grows by what lies in the folders among them
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                todo += [f"{path}/{name}" for name in os.listdir(path)]
        except OSError:
            continue  # gone between listing and looking: the next look sees it
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def watch(root: Path, build: Callable[[Looks], None], stop: threading.Event, before: Looks) -> None:
    """Call ``build`` after every change, until ``stop`` is set. Waits until an editor has finished writing."""
    looked = 0.0
    while not stop.wait(max(_LOOK_EVERY, 5 * looked)):  # a large site is looked at less often, so that watching stays cheap
        start = time.perf_counter()
        now = snapshot(root)
        looked = time.perf_counter() - start
        if now != before:
            before = _settled(root, before, now)
            build(before)


def _settled(root: Path, before: Looks, now: Looks) -> Looks:
    """The first look that finds what the one before found, and no file just emptied: most editors empty a file, then write it."""
    patience = time.monotonic() + _EMPTY_FOR
    while (later := snapshot(root)) != now or (_emptied(before, later) and time.monotonic() < patience):
        now = later
        time.sleep(0.02)
    return later


def _emptied(before: Looks, now: Looks) -> bool:
    return any(not size and before.get(path, (0, 0))[1] for path, (_, size) in now.items())


__all__ = ["Looks", "snapshot", "watch"]
