"""Other engines for the same tree: for the day when MkDocs runs no longer, and to prove that nothing hangs on it.

Each builds the tree that ``build.write_engine_tree`` writes; what is finished afterwards is ours (``plain.py``).
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from macros.problems import Place, Problem
from macros.site.making import engine

Run = Callable[[Path], list[Problem]]


class EngineMissing(Exception):
    """The argument is the name of an engine that is not installed beside ours."""


def runner(name: str) -> Run:
    """A function that builds from a configuration file and tells what the engine warned of. Raises :class:`EngineMissing`."""
    if name == "mkdocs":
        return engine.run
    if importlib.util.find_spec(name) is None:
        raise EngineMissing(name)
    return partial(_run, name)


NAMES = ("mkdocs", "properdocs", "zensical")
_STRICT = {"properdocs": ["--strict", "--quiet"], "zensical": ["--strict"]}


def _run(name: str, config_file: Path) -> list[Problem]:
    if name == "zensical":
        _link_from_sources(config_file.parent / "docs")
    command = [sys.executable, "-m", name, "build", *_STRICT[name], "-f", config_file.name]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, encoding="utf-8", errors="replace")
    said = (done.stderr + done.stdout).strip()
    return [Problem("engine-warning", Place("mkdocs.yml"), {"reason": said[-2000:]})] if done.returncode else []


_BLOCK = re.compile(r"^<div class=\"ps-block.*$", re.MULTILINE)


def _link_from_sources(docs: Path) -> None:
    """Zensical takes links in HTML for links between sources, one folder above where ``page.md`` is served; the others leave them alone."""
    for path in docs.rglob("*.md"):
        if path.name != "index.md":
            text = path.read_text(encoding="utf-8")
            path.write_text(_BLOCK.sub(lambda block: block[0].replace('href="../', 'href="'), text), encoding="utf-8", newline="\n")


__all__ = ["NAMES", "EngineMissing", "runner"]
