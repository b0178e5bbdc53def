"""A process that judges attachments, so that a hostile one can take no more than the time and memory it is given.

Reads a line of JSON ``{"name", "path"}`` for each file and writes one with the fields of its ``Verdict``. Time is the processor's: a
busy machine makes no document suspicious. Systems without such limits (Windows) have the patience of who asks, see ``judging.py``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from macros.site.cleaning.verdict import TooLong, Verdict, verdict

_SECONDS, _PER_MEGABYTE, _MOST_SECONDS = 0.4, 20, 120  # for one file, and for each megabyte of it
_MEMORY, _TIMES = 300_000_000, 8  # bytes, and so many more for each byte of the file


def main() -> None:
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        print(json.dumps(judge(asked["name"], Path(asked["path"]))._asdict()), flush=True)


def judge(name: str, path: Path) -> Verdict:
    data = path.read_bytes()
    if name.lower().endswith((".pdf", ".zip")):
        from macros.site.cleaning import pdf  # noqa: F401  before the document's time begins: a third of a second

    _limit_memory(_MEMORY + _TIMES * len(data))
    try:
        return verdict(name, data, _Clock(min(_SECONDS + _PER_MEGABYTE * len(data) / 1_000_000, _MOST_SECONDS)))
    except TooLong:  # between two pieces
        return Verdict(unread=True)


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
