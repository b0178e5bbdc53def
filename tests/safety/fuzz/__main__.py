"""Fuzz the readers, guided by the lines that an input reaches.

Usage: python3 -m tests.safety.fuzz [TARGET …] [--minutes N] [--corpus DIR]

Needs a Python that has the project's requirements and the package ``atheris`` (Linux and macOS), which is not among these: nothing else needs
it. Without TARGET every one is run, N minutes each, and inputs that taught something are kept in DIR (``.prongsai/fuzz``) for the next run. An input that breaks a
promise is written to DIR, and the run of that target ends with status 1. Put what was found into ``finds/TARGET/`` with a name that
says what it is: a test replays all of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
INSTRUMENTED = ["macros", "markdown", "pypdf"]
LONGEST = 4096  # bytes; longer inputs find little more and take longer
LONGER = {"doc": 12_000, "xls": 12_000}  # what begins with tables of its own length
SLOWEST = 10  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--corpus", type=Path, default=ROOT / ".prongsai" / "fuzz")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return fuzz(options.one, options.corpus, options.minutes)
    from tests.safety.fuzz.targets import TARGETS

    return max(_apart(target, options) for target in options.targets or TARGETS)


def _apart(target: str, options: argparse.Namespace) -> int:
    """One target in a process of its own: the fuzzer ends the process that it runs in."""
    command = [sys.executable, "-m", "tests.safety.fuzz", "--one", target, "--minutes", str(options.minutes), "--corpus", str(options.corpus)]
    return min(subprocess.run(command, cwd=ROOT, check=False).returncode, 1)


def fuzz(name: str, corpus: Path, minutes: float) -> int:
    try:
        import atheris
    except ImportError:
        print("This needs atheris: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.safety.fuzz.targets import TARGETS
    from tests.safety.fuzz.seeds import dictionary, seeds

    kept = corpus / name
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (kept / f"seed-{number}").write_bytes(seed)
    (corpus / f"{name}.dict").write_text(dictionary(), encoding="ascii")
    limits = [f"-max_len={LONGER.get(name, LONGEST)}", f"-timeout={SLOWEST}", f"-max_total_time={int(minutes * 60)}", "-rss_limit_mb=1500"]
    atheris.Setup([name, *limits, f"-dict={corpus / name}.dict", f"-artifact_prefix={corpus / name}-", "-print_final_stats=1", os.fspath(kept)], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
