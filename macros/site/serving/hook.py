"""The check before each commit: a git hook, installed once after asking."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

_MARK = "# prongsai: check before each commit"
_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 10))"
_NO_PYTHON = (
    "ไม่พบ Python 3.10 ขึ้นไป จึงตรวจเว็บไซต์ก่อนบันทึกไม่ได้ ติดตั้ง Python แล้วสั่งใหม่ หรือบันทึกโดยไม่ตรวจด้วย git commit --no-verify · "
    "There is no Python 3.10 or newer, so the site cannot be checked; install it, or commit unchecked with git commit --no-verify"
)
_NO_PROGRAM = (
    "โปรแกรมโปร่งใสย้ายที่หรือถูกลบ จึงตรวจเว็บไซต์ก่อนบันทึกไม่ได้ สั่ง python3 scripts/serve.py จากที่ใหม่เพื่อติดตั้งการตรวจอีกครั้ง หรือบันทึกโดยไม่ตรวจด้วย git commit --no-verify · "
    "The program has moved or is gone, so the site cannot be checked; run python3 scripts/serve.py where it is now, or commit unchecked with git commit --no-verify"
)


def hooks_folder(root: Path) -> Path | None:
    """Where git looks for the hooks of the repository around ``root``; None outside of git."""
    try:
        done = subprocess.run(["git", "-C", str(root), "rev-parse", "--git-path", "hooks"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return (root / done.stdout.decode().strip()).resolve()


def wanted(root: Path) -> Path | None:
    """The hook file that could be installed for ``root``; None outside of git, or when there is a hook already whose program is there."""
    folder = hooks_folder(root)
    if folder is None:
        return None
    path = folder / "pre-commit"
    return path if not path.exists() or _has_lost_its_program(path) else None


def _has_lost_its_program(path: Path) -> bool:
    text = path.read_text(encoding="utf-8", errors="replace")
    called = re.search(r"^check=(.+)$", text, re.MULTILINE)
    return _MARK in text and called is not None and not Path(*shlex.split(called[1])).is_file()


def script(root: Path, engine: Path) -> str:
    """A shell script, which git runs on every system: it checks the site as the commit will hold it and keeps a commit with errors from being made.

    Each name of Python is tried by running it: on Windows ``python3`` may be a program that only opens a shop.
    """
    check = shlex.quote((engine / "scripts" / "check.py").as_posix())
    return (
        f"#!/bin/sh\n{_MARK}\ncheck={check}\n"
        f'if [ ! -f "$check" ]; then\n    echo "{_NO_PROGRAM}" 1>&2\n    exit 1\nfi\n'
        "for python in python3 python py; do\n"
        f'    if "$python" -c "{_NEW_ENOUGH}" >/dev/null 2>&1; then\n'
        f'        exec "$python" "$check" --staged --root {shlex.quote(root.as_posix())} 1>&2\n'
        "    fi\n"
        "done\n"
        f'echo "{_NO_PYTHON}" 1>&2\n'
        "exit 1\n"
    )


def install(path: Path, text: str) -> None:
    """Put the hook ``text`` where git runs it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o755)
