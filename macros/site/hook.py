"""The check before each commit: a git hook, installed once after asking."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

_MARK = "# prongsai: check before each commit"


def hooks_folder(root: Path) -> Path | None:
    """Where git looks for the hooks of the repository around ``root``; None outside of git."""
    try:
        done = subprocess.run(["git", "-C", str(root), "rev-parse", "--git-path", "hooks"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return (root / done.stdout.decode().strip()).resolve()


def wanted(root: Path) -> Path | None:
    """The hook file that could be installed for ``root``; None outside of git, or when there is a hook already."""
    folder = hooks_folder(root)
    return None if folder is None or (folder / "pre-commit").exists() else folder / "pre-commit"


def script(root: Path, engine: Path) -> str:
    """A shell script, which git runs on every system: it checks the site and keeps a commit with errors from being made."""
    check = shlex.quote((engine / "scripts" / "check.py").as_posix())
    return (
        f"#!/bin/sh\n{_MARK}\n"
        "python=python3; command -v python3 >/dev/null 2>&1 || python=py\n"
        f'exec "$python" {check} --root {shlex.quote(root.as_posix())} 1>&2\n'
    )


def install(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o755)
