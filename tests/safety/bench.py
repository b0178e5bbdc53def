"""Measure every hostile case: seconds of the processor, memory at the most, and what the command says.

Usage: python3 -m tests.safety.bench [--only NAME] [--missing]

Runs ``scripts/check.py`` on each case in a process of its own and writes ``figures.tsv`` beside this file, from which the table of the
documentation is made (``python3 -m tests.safety.table``). Not for Windows, which does not tell what a process took.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FIGURES = HERE / "figures.tsv"
SECONDS, MEBIBYTES = 2.0, 300  # what no case may take

sys.path.insert(0, str(ROOT / "tests" / "check"))


class Figure(NamedTuple):
    """``seconds`` of the processor, with those of processes that the command started; ``mebibytes`` of the largest of them."""

    seconds: float
    mebibytes: int
    status: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--missing", action="store_true", help="only cases that have no figures yet")
    parser.add_argument("--prepare", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    from check_cases import cases

    if options.prepare:
        return prepare(*options.prepare)
    figures = read()
    for case in cases("hostile"):
        if options.only in case.name and not (options.missing and case.name in figures):
            figures[case.name] = least(case)
            write(figures)
            print(f"{case.name}\t{figures[case.name].seconds:.2f}\t{figures[case.name].mebibytes}", flush=True)
    names = {case.name for case in cases("hostile")}
    write({name: figure for name, figure in figures.items() if name in names})
    over = [name for name, figure in figures.items() if figure.seconds > SECONDS or figure.mebibytes > MEBIBYTES]
    print(f"{len(figures)} cases, over the limits of {SECONDS} s and {MEBIBYTES} MiB: {', '.join(over) or 'none'}")
    return 1 if over else 0


def least(case) -> Figure:
    """The least of up to three runs while one is over the limits: what other programs do at the same time is no cost of the case."""
    figure = measure(case)
    for _ in range(2):
        if figure.seconds > SECONDS or figure.mebibytes > MEBIBYTES:
            figure = min(figure, measure(case))
    return figure


def prepare(name: str, folder: str) -> int:
    from check_cases import apply, cases, copy, take_marks

    case = next(case for case in cases("hostile") if case.name == name)
    apply(case.edits, copy(case.site, Path(folder)))
    take_marks(Path(folder))
    return 0


def measure(case) -> Figure:
    """Raises ``AssertionError`` when the command breaks down or says all is well of what is not."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        root = Path(folder) / "site"
        # Apart, for a process begins with the memory of who started it.
        subprocess.run([sys.executable, "-m", "tests.safety.bench", "--prepare", case.name, root], cwd=ROOT, check=True)
        process = subprocess.Popen([sys.executable, ROOT / "scripts/check.py", "--root", root], stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        assert b"Traceback" not in said.read(), case.name
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    return Figure(used.ru_utime + used.ru_stime, used.ru_maxrss * unit >> 20, process.returncode)


def read() -> dict[str, Figure]:
    if not FIGURES.is_file():
        return {}
    rows = (line.split("\t") for line in FIGURES.read_text(encoding="utf-8").splitlines()[1:])
    return {name: Figure(float(seconds), int(mebibytes), int(status)) for name, seconds, mebibytes, status in rows}


def write(figures: dict[str, Figure]) -> None:
    rows = [f"{name}\t{figure.seconds:.2f}\t{figure.mebibytes}\t{figure.status}\n" for name, figure in sorted(figures.items())]
    FIGURES.write_text("case\tseconds\tmebibytes\tstatus\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":  # by whichever Python, as the commands are
    sys.path.append(str(ROOT / "scripts"))
    from _env import ensure

    ensure()
    sys.exit(main())
