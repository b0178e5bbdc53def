"""Marks of Lighthouse on its throttled phone. The program is fetched from npm when asked for, into a folder that git ignores."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from macros.bench.meter import CannotMeasure

VERSION = "13.5.0"
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
         *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]  # fmt: skip
BROWSER = ""  # the path of the browser, set by who found it
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
_HOME = Path(__file__).resolve().parents[3] / ".prongsai" / f"lighthouse-{VERSION}"


def marks(address: str, runs: int, say: Callable[[str], None]) -> tuple:
    """The marks (0–100) in ``CATEGORIES`` and the words of ``TIMES``, of the middle one of ``runs`` by performance."""
    program = _program(say)
    say(f"… Lighthouse {address}")
    reports = sorted((_report(program, address) for _ in range(runs)), key=lambda report: report["categories"]["performance"]["score"] or 0)
    middle = reports[len(reports) // 2]
    scores = [round(100 * (middle["categories"][name]["score"] or 0)) for name in CATEGORIES]
    return (*scores, *(middle["audits"][name]["displayValue"].replace("\u00a0", " ") for name in TIMES))


def _program(say: Callable[[str], None]) -> list[str]:
    """How Lighthouse is called. Raises ``CannotMeasure`` where there is no node or it cannot be fetched."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise CannotMeasure("Lighthouse needs node and npm on this machine (or leave it out: --no-lighthouse)")
    program = _HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        say(f"… lighthouse@{VERSION}")
        done = subprocess.run([npm, "install", "--prefix", str(_HOME), "--ignore-scripts", "--no-audit", "--no-fund", "--silent", f"lighthouse@{VERSION}"],
                              capture_output=True, text=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL)  # fmt: skip
        if done.returncode:
            raise CannotMeasure((done.stderr or done.stdout).strip()[-400:])
    return [node, str(program)]


def _report(program: list[str], address: str) -> dict:
    with tempfile.TemporaryDirectory(prefix="prongsai-lighthouse-") as work:
        report = Path(work) / "report.json"
        flags = " ".join(["--headless=new", *FLAGS])
        command = [*program, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": BROWSER}, capture_output=True, text=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL)
        if done.returncode or not report.is_file():
            raise CannotMeasure(f"Lighthouse: {(done.stderr or done.stdout).strip()[-400:]}")
        return json.loads(report.read_text(encoding="utf-8"))


__all__ = ["CATEGORIES", "TIMES", "marks"]
