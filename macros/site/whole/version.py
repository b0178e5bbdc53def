"""What a site was made with and from: the engine's version, and the commit of the site's sources.

Both stand in ``data/build.json``. Two builds that agree in both give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from functools import cache
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[3]
# What publishes, measures and starts sites, and what only people read, leaves no trace in a built site.
_ELSEWHERE = ("macros/publish/", "macros/site/commands/", "macros/site/starting/starter/", "macros/search/bench/", "macros/bench/", "macros/site/docs/")
_KINDS = frozenset({".py", ".yml", ".jinja", ".html", ".css", ".js", ".json", ".txt", ".svg", ".woff2", ".gz", ".tsv"})
LITTER = re.compile(r"(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|\.gitkeep)$|^measures/schema/", re.IGNORECASE)


def engine_version(engine: Path = ENGINE) -> str:
    """The project's version and twelve digits of its files: ``0.1.0+3f9a0c1b2d4e``. Line ends do not count."""
    return f"{_declared(engine)}+{_digest(engine)[:12]}"


def engine_files(engine: Path = ENGINE) -> list[str]:
    """The files that decide what a built site looks like: their paths below ``engine`` with ``/``, sorted."""
    found = ["requirements.txt"]
    for folder, names, files in os.walk(engine / "macros"):
        names[:] = [name for name in names if name != "__pycache__" and not name.startswith(".")]
        inside = os.path.relpath(folder, engine).replace(os.sep, "/")
        found += [f"{inside}/{name}" for name in files if os.path.splitext(name)[1] in _KINDS and not name.startswith(".")]
    return sorted(name for name in found if not name.startswith(_ELSEWHERE))


def content_commit(root: Path, head: str | None) -> str | None:
    """``head`` when the site in ``root`` is exactly what that commit holds; None when it is not, or when nobody can say."""
    if not head:
        return None
    try:
        changed = _git_status(root)
    except (OSError, subprocess.CalledProcessError):
        return None
    return None if any(not LITTER.search(path) for path in changed) else head


def _declared(engine: Path) -> str:
    found = re.search(r'^version = "([^"]+)"$', (engine / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError("pyproject.toml names no version")
    return found[1]


@cache
def _digest(engine: Path) -> str:
    """Read once: what a running process does comes from the files as they were when it began."""
    total = hashlib.sha256()
    for name in engine_files(engine):
        data = (engine / name).read_bytes()
        if b"\0" not in data:
            data = data.replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def _git_status(root: Path) -> list[str]:
    """Sources of the site that differ from the commit, or that git does not know or ignores; paths below ``root``."""
    misleading = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")  # set by the git of a hook
    environment = {name: value for name, value in os.environ.items() if name not in misleading}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(root), "-c", "status.relativePaths=true", "status", "--porcelain=v1", "-z", "--no-renames",
               "--untracked-files=all", "--ignored=matching", "--", "mkdocs.yml", "content", "measures"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    prefix = subprocess.run(["git", "-C", str(root), "rev-parse", "--show-prefix"], capture_output=True, env=environment, check=True).stdout
    start = len(prefix.strip(b"\n"))  # -z gives paths from the repository's top
    return [entry[3 + start :].decode("utf-8", "replace") for entry in done.stdout.split(b"\0") if entry]
