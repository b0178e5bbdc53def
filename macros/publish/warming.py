"""Compiled files for the builds in the box, which may write none themselves: what Python and the templates compile to is made outside it, once for
each engine. To compile all anew takes longer than to find out that a push has problems."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from macros.beside_bytecode import beside_bytecode
from macros.publish.repository import clean_environ
from macros.publish.store import Store

_PATIENCE = 120  # seconds for a build that is only to load everything


def place() -> Path | None:
    """The folder of all compiled files; None where Python keeps them beside their sources, or there is none yet."""
    folder = beside_bytecode("")
    return folder if folder and folder.is_dir() else None


def compile_packages() -> None:
    """Compile all that is installed, also what only some sites need."""
    compileall.compile_dir(Path(sys.prefix) / "lib", quiet=2)  # alone: what is compiled already takes half a second, handed out to others ten


def keep_warm(store: Store) -> None:
    """Compile the engine unless that was done for the engine as it is now. That it was stands beside what was compiled, which may be deleted; in a
    folder that cannot be written to each build compiles anew."""
    with suppress(OSError):
        if (folder := place()) and os.access(folder, os.W_OK):
            mark = folder / store.engine.relative_to(store.engine.anchor) / "warmed"
            sign = f"{sys.version}\n{store.builder.identity}\n".encode()
            if not (mark.is_file() and mark.read_bytes() == sign):
                _warm(store)
                mark.parent.mkdir(parents=True, exist_ok=True)
                mark.write_bytes(sign)


def _warm(store: Store) -> None:
    """A build of the site that lies with the engine, whatever its outcome, loads what nearly all builds load."""
    output = store.work / "warm"
    compileall.compile_dir(store.engine / "macros", quiet=2)
    command = [sys.executable, str(store.engine / "scripts" / "build.py"), "--root", str(store.engine), "--output", str(output)]
    environ = {name: value for name, value in clean_environ().items() if name != "PYTHONDONTWRITEBYTECODE"}
    try:
        subprocess.run(command, cwd=store.work, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        pass  # what it has loaded is compiled
    finally:
        shutil.rmtree(output, ignore_errors=True)
