"""A process that judges attachments, so that a hostile one can take no more than the time and memory it is given.

Reads a line of JSON ``{"name", "path"}`` for each file and writes one with the fields of its ``Verdict``. Time is the processor's: a
busy machine makes no document suspicious. On Windows, which ends a process rather than a piece of its work, a job object does it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from functools import cache
from pathlib import Path, PurePosixPath

from macros.site.attachments.cleaning import windows_job
from macros.site.attachments.cleaning.verdict import TooLong, Verdict, verdict

_SECONDS, _PER_MEGABYTE, _MOST_SECONDS = 0.4, 20, 120  # for one file, and for each megabyte of it
_GRACE = 5  # seconds: a limit that ends the process leaves no verdict on what was read until then
_MEMORY, _TIMES = 300_000_000, 8  # bytes, and so many more for each byte of the file


def main() -> None:
    """Judge file after file, as standard input names them, until it ends. The libraries for the endings of the arguments are loaded at once."""
    for ending in sys.argv[1:]:
        _load(ending)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        print(json.dumps(judge(asked["name"], Path(asked["path"]))._asdict()), flush=True)


def judge(name: str, path: Path) -> Verdict:
    """The verdict on the file ``path``, attached as ``name``. It sets limits on time and memory for the process that calls it, by the file's size."""
    data = path.read_bytes()
    _load(PurePosixPath(name).suffix.lower())  # before the document's time begins
    seconds, memory = min(_SECONDS + _PER_MEGABYTE * len(data) / 1_000_000, _MOST_SECONDS), _MEMORY + _TIMES * len(data)
    _limit_in_job(seconds, memory) if windows_job.IS_WINDOWS else _limit_memory(memory)
    try:
        return verdict(name, data, _Clock(seconds))
    except TooLong:  # between two pieces
        return Verdict(unread=True)


def _load(ending: str) -> None:
    """What takes a third of a second to load, where documents with this ending need it."""
    if ending in (".pdf", ".zip"):
        from macros.site.attachments.cleaning import pdf  # noqa: F401


class _Clock:
    """Gives time for one piece of work after the other, while there is some left for the file."""

    def __init__(self, seconds: float) -> None:
        self.end = time.process_time() + seconds

    def __call__(self, seconds: float) -> None:
        if not hasattr(signal, "setitimer"):
            return
        signal.signal(signal.SIGPROF, _stop)
        signal.setitimer(signal.ITIMER_PROF, max(min(seconds, self.end - time.process_time()), 0.001) if seconds else 0, 0.2 if seconds else 0)


def _stop(*_: object) -> None:
    raise TooLong


@cache
def _job() -> windows_job.Job:
    return windows_job.Job()


def _limit_in_job(seconds: float, memory: int) -> None:
    """What this process has used so far, and as much again as the document may use. A process that goes beyond is ended, and who asks
    says so of the document (``attachment-endless``)."""
    _job().limit(time.process_time() + seconds + _GRACE, memory)


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
    except (OSError, ValueError):
        pass  # macOS knows the limit and does not let it be set


if __name__ == "__main__":
    os.environ.pop("PYTHONINSPECT", None)
    main()
