"""The files of a site: what there is below ``content/`` and ``measures/``, and what should not be there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from macros.problems import Place, Problem
from macros.records.checks.evidence import folded_name
from macros.records.decode import MAX_BYTES, too_large
from macros.site.inputs import attachments
from macros.site.inputs.names import hard_name, page_name, reserved, written
from macros.site.inputs.unreadable import paths, unreadable

Read = Callable[[str, os.stat_result], bytes]
Kept = Callable[[str, str, object, Callable[[], "list[Problem]"]], "list[Problem]"]
ROOMS = ("content", "measures")
LEDGER = "measures/ledger.tsv"
SYNONYMS = "measures/synonyms.yml"
_BACKUP = re.compile(r"^(~\$|\.~lock|#)|(~|\.(bak|orig|old|tmp|swp|rej|save|part))$|^(copy of |สำเนา)| - copy\b| - (สำเนา|คัดลอก)\b.*\.(yml|md)$|\.yml\.|\.md\.", re.IGNORECASE)
_NUMBERED = re.compile(r" ?\(\d+\)(?=\.(?:yml|md)$)")  # of what a browser downloaded again: m1 (1).yml
_COPIED = re.compile(r"^(?:copy of |สำเนา(?:ของ)? *)| - (?:copy|สำเนา|คัดลอก)\b.*$| copy(?: \d+)?$| ?\(\d+\)$", re.IGNORECASE)  # of a folder
_LOCK = re.compile(r"^(~\$|\.~lock)|\.swp$", re.IGNORECASE)  # of a program that has the file open; holds nothing that is worth keeping
_AROUND = re.compile(rf"^(\.?#|copy of |สำเนา(ของ)? *)|(~|#|\.(bak|orig|old|tmp|rej|save|part))$| - (copy|สำเนา|คัดลอก)\b( \(\d+\))?|{_NUMBERED.pattern}|(?<=\.yml)\..*|(?<=\.md)\..*", re.IGNORECASE)
_RECORD_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"})


@dataclass
class Sources:
    """``pages`` and ``records`` map paths relative to the root to bytes; ``attachments`` are relative to ``content/``."""

    root: Path
    settings: bytes | None = None
    ledger: bytes | None = None
    synonyms: bytes | None = None
    pages: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    attachments: set[str] = field(default_factory=set)
    skipped: dict[str, bytes] = field(default_factory=dict)  # of measures/: what looks like a record and is none; what a cut record had
    problems: list[Problem] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of the attachments
    signatures: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of the attachments
    read: Read = field(default=lambda path, status: read_file(path), repr=False)
    kept: Kept = field(default=lambda what, file, content, make: make(), repr=False)

    @property
    def unread(self) -> frozenset[str]:
        """Files and folders that could not be opened."""
        return paths(self.problems)

    @property
    def may_hold_more(self) -> bool:
        """Whether there may be records that nobody could read."""
        return any(path.split("/")[0] == "measures" and path not in (LEDGER, SYNONYMS) for path in self.unread)

    def report(self, code: str, file: str, **params: object) -> None:
        self.problems.append(Problem(code, Place(file), {"name": PurePosixPath(file).name, **params}))


def read_file(path: str) -> bytes:
    """The bytes of a file, all in one call of the system."""
    with open(path, "rb", buffering=0) as stream:
        return stream.read()


def read_sources(root: Path, read: Read = lambda path, status: read_file(path), kept: Kept = lambda what, file, content, make: make()) -> Sources:
    """Everything a site is made of, read once. Links out of the folder are never followed. ``read`` may know a file's bytes, ``kept``
    what was found in a file of the same signature."""
    sources = Sources(root, read=read, kept=kept)
    with _opening(sources, root / "mkdocs.yml"):
        if _is_plain(sources, root / "mkdocs.yml"):
            sources.settings = _bytes(sources, root / "mkdocs.yml")
    for room in ROOMS:
        for path in _files(sources, root / room):
            with _opening(sources, path):
                _take(sources, room, path)
    _emptied(sources)
    sources.problems += _collisions(sources)
    return sources


@contextmanager
def _opening(sources: Sources, path: Path) -> Iterator[None]:
    """What the system does not let us look at is told of, and all else is read."""
    try:
        yield
    except OSError as error:
        sources.problems.append(unreadable(_file(sources, path), error))


def _file(sources: Sources, path: Path) -> str:
    """The path as problems name it. A name that is no text (possible on Linux) is shown as far as it is."""
    return os.fsencode(path.relative_to(sources.root).as_posix()).decode("utf-8", "replace")


def _is_plain(sources: Sources, path: Path) -> bool:
    """Whether ``path`` is a file, and not a link, a pipe or a device; those are reported."""
    if path.is_symlink():
        sources.report("symbolic-link", _file(sources, path))
    elif path.exists() and not path.is_file():
        sources.report("not-a-file", _file(sources, path))
    return path.is_file() and not path.is_symlink()


def _files(sources: Sources, folder: Path) -> Iterator[Path]:
    here, entries = _file(sources, folder), []
    with _opening(sources, folder):
        if folder.is_symlink():
            sources.report("symbolic-link", here)
        elif folder.is_dir():
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if not (_RECORD_NAME.fullmatch(entry.name) and _take_plain_record(sources, f"{here}/{entry.name}", entry)):
            with _opening(sources, path := Path(entry.path)):
                yield from _entry(sources, path)


def _take_plain_record(sources: Sources, file: str, entry: os.DirEntry[str]) -> bool:
    """Take in a record with nothing odd about it, as nearly all are, at the price of one look at the disk. Whether it was one."""
    if not file.startswith("measures/") or file.startswith("measures/schema/") or file == SYNONYMS or hard_name(entry.name):
        return False
    try:
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return False
        sources.records[file] = sources.read(entry.path, status)
    except OSError:
        return False
    return True


def _entry(sources: Sources, path: Path) -> Iterator[Path]:
    file, name = _file(sources, path), path.name
    if name.lower() in _LITTER:
        return
    if not path.is_symlink() and (original := _copied_folder(path, file)):
        sources.report("folder-copied", file, original=original)
    elif not path.is_symlink() and (_BACKUP.search(name) or _is_numbered_copy(path)):
        _skip_backup(sources, path)
    elif not path.is_symlink() and name.startswith("."):
        sources.report("hidden-file", file)
    elif wrong := hard_name(os.fsencode(name).decode("utf-8", "replace")):
        sources.report("name-hard", file, found=wrong)
    elif path.is_dir() and not path.is_symlink():
        yield from _files(sources, path)
    elif _is_plain(sources, path):
        yield path


def _is_numbered_copy(path: Path) -> bool:
    """Where no file of the bare name lies beside it, it is taken for what it says."""
    return bool(_NUMBERED.search(path.name)) and path.with_name(_NUMBERED.sub("", path.name)).is_file()


def _take(sources: Sources, room: str, path: Path) -> None:
    file = _file(sources, path)
    if room == "measures":
        _take_record(sources, file, path)
    elif folder := reserved(file, is_page=path.suffix == ".md"):
        sources.report("folder-reserved", file, folder=folder)
    elif written(file):
        sources.report("file-reserved", file)
    elif path.suffix == ".md":
        _take_page(sources, file, path)
    elif path.suffix.lower() in (".md", ".markdown", ".html", ".htm"):
        sources.report("page-ending", file)
    else:
        _take_attachment(sources, file, path)


def _take_attachment(sources: Sources, file: str, path: Path) -> None:
    status = path.stat()
    name = file.removeprefix("content/")
    sources.attachments.add(name)
    sources.sizes[name], sources.signatures[name] = status.st_size, signature(status)
    sources.problems += sources.kept("attachment", file, sources.signatures[name], lambda: list(attachments.check(file, path)))


def signature(status: os.stat_result) -> tuple[int, ...]:
    """What tells that a file has changed without reading it."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _take_page(sources: Sources, file: str, path: Path) -> None:
    if suggestion := page_name(file.removeprefix("content/")):
        sources.report("page-name", file, suggestion=suggestion)
    elif (data := _bytes(sources, path)) is not None:
        sources.pages[file] = data


def _take_record(sources: Sources, file: str, path: Path) -> None:
    if file.startswith("measures/schema/"):
        return  # written by the engine for editors, see records/schema.py
    if file == LEDGER:
        sources.ledger = path.read_bytes()  # however large it has grown
    elif file == SYNONYMS:
        sources.synonyms = _bytes(sources, path)
    elif path.suffix == ".yml":
        if (data := _bytes(sources, path)) is not None:
            sources.records[file] = data
    elif path.suffix.lower() in (".yaml", ".yml"):
        _skip(sources, "record-ending", path, suggestion=path.stem + ".yml")
    else:
        sources.report("record-stray", file)


def _copied_folder(path: Path, file: str) -> str:
    """The folder beside it that ``path`` is a copy of: read as well, it would make each record of the original one that is there twice."""
    original = _COPIED.sub("", path.name)
    is_copy = original not in ("", path.name) and (file.startswith("measures/") or _BACKUP.search(path.name)) and path.is_dir() and path.with_name(original).is_dir()
    return original if is_copy else ""


def _skip_backup(sources: Sources, path: Path) -> None:
    """A copy may go when what it is a copy of lies beside it; else it may be the only one there is."""
    meant = _AROUND.sub("", path.name)
    meant += "" if "." in meant else ".yml" if _file(sources, path).startswith("measures/") else ".md"
    original = path.with_name(meant)
    there = original.is_file() and original.stat().st_size > 0
    code = "temporary-file" if _LOCK.search(path.name) else "backup-file" if there else "backup-alone"
    _skip(sources, code, path, original=meant)


def _skip(sources: Sources, code: str, path: Path, **params: object) -> None:
    """Report a file that is not read. What it may hold is remembered, so that nothing in it is called missing."""
    file = _file(sources, path)
    sources.report(code, file, **params)
    if file.startswith("measures/") and path.is_file() and not path.is_symlink():
        sources.skipped[file] = path.open("rb").read(MAX_BYTES)


def _bytes(sources: Sources, path: Path) -> bytes | None:
    """A text file's bytes; None, and a problem, for one that is far too large. Raises ``OSError``."""
    status = path.stat()
    if status.st_size <= MAX_BYTES:
        return sources.read(str(path), status)
    sources.problems.append(too_large(_file(sources, path), status.st_size))
    return None


def _emptied(sources: Sources) -> None:
    for room, found in (("content", sources.pages), ("measures", {**sources.records, **sources.skipped})):
        if not found and not any(problem.place.file.split("/")[0] == room for problem in sources.problems):
            sources.report("folder-empty", room)
    told = {"/".join(file.split("/", 2)[:2]) for file in (*sources.records, *sources.skipped, *(problem.place.file for problem in sources.problems))}
    for year in sorted((sources.root / "measures").glob("[0-9][0-9][0-9][0-9]")):
        if _file(sources, year) not in told:
            sources.report("year-folder-empty", _file(sources, year))


_ONE_WAY = re.compile(r"[a-z0-9/._ \n-]*")  # no name of a source has a line break in it


def _collisions(sources: Sources) -> Iterator[Problem]:
    """Names that are one on another system: other letter case, or other code for the same look (ำ, é)."""
    first: dict[str, str] = {}
    files = [*sources.pages, *sources.records, *(f"content/{path}" for path in sources.attachments)]
    if _ONE_WAY.fullmatch("\n".join(files)):
        return  # small letters and figures look alike on no system
    for file in sorted(files):
        for path in (*map(str, PurePosixPath(file).parents), file):
            other = first.setdefault(folded_name(path), path)
            if other != path:
                yield Problem("case-collision", Place(file), {"other": other})
                break
