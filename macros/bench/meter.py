"""What a program costs: CPU seconds with all that it starts, seconds by the clock, and the peak memory of its largest process.

This file runs as a program of its own between the benchmark and what is measured: a new process is charged with the memory of the
one it is split from, and this one is small. It uses the standard library alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class CannotMeasure(Exception):
    """A program is missing or failed; the argument says which and why."""


@dataclass(frozen=True)
class Cost:
    """``cpu`` and ``wall`` in seconds, ``peak`` in bytes; None where the system does not tell (Windows)."""

    wall: float
    cpu: float | None = None
    peak: int | None = None

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        cpu = None if self.cpu is None or other.cpu is None else self.cpu + other.cpu
        return Cost(self.wall + other.wall, cpu, None if self.peak is None or other.peak is None else max(self.peak, other.peak))


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> tuple[Cost, str]:
    """Run ``command`` in ``folder``: its cost and what it printed. Raises ``CannotMeasure`` when it fails."""
    with tempfile.TemporaryDirectory(prefix="prongsai-meter-") as place:
        result, log = Path(place, "cost.json"), Path(place, "log.txt")
        subprocess.run([sys.executable, __file__, str(result), str(log), *command], cwd=folder, env={**os.environ, **(environment or {})}, check=False)
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        found = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {"status": "–"}
    if found.pop("status") != 0:
        raise CannotMeasure(f"{' '.join(command[:4])} …: {text.strip()[-600:]}")
    return Cost(**found), text


def set_aside(folder: Path) -> None:
    """Out of the way, to be deleted with the whole place at the end: for minutes after very many files were deleted ext4 takes much longer to make
    new ones, which would fall on whoever is measured next."""
    if folder.exists():
        folder.rename(tempfile.mkdtemp(prefix=f"{folder.name}-before-", dir=folder.parent))


def main(result: str, log: str, *command: str) -> None:
    """Run, wait, write the cost down."""
    start = time.perf_counter()
    with open(log, "wb") as out:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        cost = _wait(child)
    found = {"wall": time.perf_counter() - start, **cost}
    Path(result).write_text(json.dumps(found), encoding="utf-8")


def _wait(child: subprocess.Popen) -> dict[str, object]:
    if not hasattr(os, "wait4"):
        return {"status": child.wait()}
    _, status, used = os.wait4(child.pid, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return {"status": os.waitstatus_to_exitcode(status), "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * unit}


if __name__ == "__main__":
    main(*sys.argv[1:])
