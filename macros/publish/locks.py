"""Locks that the system lets go of when their holder ends, however it ends."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, which is no server of ours; its users' commands never come here
    fcntl = None  # type: ignore[assignment]

from macros.publish.refusal import Refusal


def take(path: Path, seconds: float, on_wait: Callable[[], None] = lambda: None):
    """An open file that holds the lock ``path``; closing it, here and in every child, lets go.

    Waits its turn, after calling ``on_wait`` once. Raises ``Refusal`` after ``seconds``.
    """
    file = path.open("a")
    end = time.monotonic() + seconds
    told = False
    while not _try(file):
        if not told:
            on_wait()
            told = True
        if time.monotonic() > end:
            file.close()
            raise Refusal("push-busy", minutes=max(1, round(seconds / 60)))
        time.sleep(0.05)
    return file


@contextlib.contextmanager
def held(path: Path, seconds: float = 60) -> Iterator[None]:
    with take(path, seconds):
        yield


def _try(file) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
