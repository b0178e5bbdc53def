"""The files of a site: what there is below ``content/`` and ``measures/``, and what should not be there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.problems import Place, Problem

ROOMS = ("content", "measures")
ATTACHMENTS = frozenset(
    ".pdf .docx .xlsx .pptx .doc .xls .ppt .odt .ods .odp .csv .txt .png .jpg .jpeg .gif .webp .svg .mp3 .mp4 .zip .json .ics".split()
)
_BACKUP = re.compile(r"^(~\$|\.~lock|#)|(~|\.(bak|orig|old|tmp|swp|rej|save|part))$|^(copy of |สำเนา)| - copy\b|\.yml\.|\.md\.", re.IGNORECASE)
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"})
_MAX_ATTACHMENT = 100_000_000


@dataclass
class Sources:
    """``pages`` and ``records`` map paths relative to the root to bytes; ``attachments`` are relative to ``content/``."""

    root: Path
    settings: bytes | None = None
    pages: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    attachments: set[str] = field(default_factory=set)
    skipped: dict[str, bytes] = field(default_factory=dict)  # of measures/: what looks like a record and is none
    problems: list[Problem] = field(default_factory=list)


def read_sources(root: Path) -> Sources:
    """Everything a site is made of, read once. Links out of the folder are never followed."""
    sources = Sources(root)
    settings = root / "mkdocs.yml"
    if settings.is_file():
        sources.settings = settings.read_bytes()
    for room in ROOMS:
        for path in _files(root, root / room, sources.problems):
            _take(sources, room, path)
    sources.problems += _case_collisions(sources)
    return sources


def _files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        path = Path(entry.path)
        place = Place(path.relative_to(root).as_posix())
        if entry.is_symlink():
            problems.append(Problem("symbolic-link", place, {"name": entry.name}))
        elif entry.name.lower() in _LITTER:
            continue
        elif _BACKUP.search(entry.name):
            problems.append(Problem("backup-file", place, {"name": entry.name}))
        elif entry.name.startswith("."):
            problems.append(Problem("hidden-file", place, {"name": entry.name}))
        elif entry.is_dir():
            yield from _files(root, path, problems)
        else:
            yield path


def _take(sources: Sources, room: str, path: Path) -> None:
    file = path.relative_to(sources.root).as_posix()
    ending = path.suffix.lower()
    if room == "measures":
        _take_record(sources, file, path)
    elif path.suffix == ".md":
        sources.pages[file] = _bytes(path)
    elif ending in (".md", ".markdown", ".html", ".htm"):
        sources.problems.append(Problem("page-ending", Place(file), {"name": path.name}))
    elif ending not in ATTACHMENTS:
        sources.problems.append(Problem("file-kind", Place(file), {"name": path.name, "ending": ending or "–", "kinds": " ".join(sorted(ATTACHMENTS))}))
    elif path.stat().st_size > _MAX_ATTACHMENT:
        sources.problems.append(Problem("attachment-too-large", Place(file), {"size": path.stat().st_size // 1_000_000, "limit": _MAX_ATTACHMENT // 1_000_000}))
    else:
        sources.attachments.add(file.removeprefix("content/"))


def _take_record(sources: Sources, file: str, path: Path) -> None:
    if file.startswith("measures/schema/"):
        return  # written by the engine for editors, see records/schema.py
    if path.suffix == ".yml":
        sources.records[file] = _bytes(path)
    elif path.suffix.lower() in (".yaml", ".yml"):
        sources.problems.append(Problem("record-ending", Place(file), {"name": path.name, "suggestion": path.stem + ".yml"}))
    else:
        sources.problems.append(Problem("record-stray", Place(file), {"name": path.name}))


def _bytes(path: Path) -> bytes:
    """A file's bytes; of a file far too large only as many as it takes to say so."""
    with path.open("rb") as stream:
        return stream.read(5_000_000)


def _case_collisions(sources: Sources) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in sorted([*sources.pages, *sources.records, *(f"content/{path}" for path in sources.attachments)]):
        other = first.setdefault(file.casefold(), file)
        if other != file:
            yield Problem("case-collision", Place(file), {"other": other})
