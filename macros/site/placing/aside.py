"""The folder in which a build works, beside its output and so on the same file system, how what was made there takes the output's place, and what
killed builds have left there."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove a file that is open
    fcntl = None  # type: ignore[assignment]

MARKER = "data/build.json"
BEFORE = "before"  # the site that was there, while the new one takes its place
_LOCK = "lock"


@contextmanager
def beside(output: Path) -> Iterator[Path]:
    """A folder of ours alone, gone afterwards. What builds of the same output have left, at which nobody works any more, goes first."""
    place, prefix = _nearest(output.parent), f".prongsai-{hashlib.sha256(os.fsencode(output)).hexdigest()[:8]}-"
    for left in place.glob(f"{prefix}*"):
        with suppress(OSError):  # another build removes it just now, or it is somebody else's
            _remove_forsaken(left, output)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place) as name:
        with _held(Path(name)):
            yield Path(name)


@contextmanager
def alone_at(output: Path) -> Iterator[None]:
    """Wait until no other build puts files into ``output``, and keep others waiting. Where there is no lock of a folder, one goes on without."""
    folder = _locked(output) if fcntl else None
    try:
        yield
    finally:
        if folder is not None:
            os.close(folder)


def _locked(output: Path) -> int | None:
    """The folder that is at ``output`` once nobody else has its lock, for the one before may have been swapped for it; None when there is none."""
    while True:
        try:
            folder = os.open(output, os.O_RDONLY)
        except OSError:
            return None
        try:
            with suppress(OSError):  # a file system without locks
                fcntl.flock(folder, fcntl.LOCK_EX)
            with suppress(OSError):  # nothing is there any more
                if os.path.samestat(os.fstat(folder), os.stat(output)):
                    return folder
        except BaseException:
            os.close(folder)
            raise
        os.close(folder)


def swap(stage: Path, output: Path, before: Path) -> None:
    """Two renames on one file system; what was there goes with the work folder. Whatever comes between them, it goes back."""
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        if output.exists():
            os.replace(output, before)
        os.replace(stage, output)
    except BaseException:
        if before.exists() and not output.exists():
            os.replace(before, output)
        raise


def _nearest(folder: Path) -> Path:
    """``folder`` or the first above it that is there: on the same file system, and a build that fails makes no folder."""
    return next(path for path in (folder, *folder.parents) if path.exists())


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The system lets go of the lock when its holder ends, however it ends. It gets its name only when it is held, so nobody takes it for forsaken."""
    with (folder / _LOCK).with_suffix(".new" if fcntl else "").open("w") as file:
        if fcntl and _try(file):
            os.replace(file.name, folder / _LOCK)
        yield


def _try(file: IO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held, or a file system without locks
        return False
    return True


def _remove_forsaken(folder: Path, output: Path) -> None:
    """Remove what is surely ours and nobody's any more. A site that was on its way out when nothing had taken its place yet goes back."""
    if folder.is_symlink() or (fcntl and folder.stat().st_uid != os.getuid()):
        return
    with (folder / _LOCK).open("r+") as file:
        if fcntl and not _try(file):
            return
    if not fcntl:
        (folder / _LOCK).unlink()
    if not output.exists() and (folder / BEFORE / MARKER).is_file():
        os.replace(folder / BEFORE, output)
    shutil.rmtree(folder, ignore_errors=True)


__all__ = ["BEFORE", "MARKER", "alone_at", "beside", "swap"]
