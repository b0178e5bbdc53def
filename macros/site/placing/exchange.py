"""Files of a folder exchanged for new ones: all of them, or none when one cannot be, whatever the reason."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from macros.ledger.places import above


def exchange(folder: Path, moving: Mapping[str, Path], before: Path, gone: Iterable[str]) -> None:
    """Rename the files ``moving`` (name in ``folder`` → where it lies) into ``folder``, and take those that are ``gone`` out of it; names are paths with ``/``.

    ``before`` is a folder of ours on the same file system, in which what was there waits until all is done: at any error, and when somebody ends the
    program, all is as it was. Each file is there at any moment, old or new, but for one at whose name there is a folder now, or the other way round."""
    gone = list(gone)
    first = set(in_the_way(moving, gone))
    back: list[Callable[[], None]] = []
    before.mkdir(parents=True, exist_ok=True)
    try:
        for name in sorted(first):
            _take(folder, before, name, back)
        for name, new in moving.items():
            _put(folder, new, before, name, back)
        for name in gone:
            if name not in first:
                _take(folder, before, name, back)
    except BaseException:
        for undo in reversed(back):
            _surely(undo)
        raise
    finally:
        shutil.rmtree(before, ignore_errors=True)


def _surely(undo: Callable[[], None]) -> None:
    """``undo``, which may be done twice, to its end: whoever presses Ctrl-C again must not get half a site."""
    while True:
        try:
            return undo()
        except KeyboardInterrupt:
            continue


def in_the_way(moving: Iterable[str], gone: Iterable[str]) -> list[str]:
    """What of ``gone`` stands where a folder of ``moving`` will be, or in a folder whose name one of them gets."""
    names = set(moving)
    folders = {folder for name in names for folder in above(name)}
    return [name for name in gone if name in folders or not names.isdisjoint(above(name))]


def _put(folder: Path, new: Path, before: Path, name: str, back: list[Callable[[], None]]) -> None:
    target, old = folder / name, before / str(len(back))
    if target.is_file():
        _link(target, old)
        back.append(lambda: _return(old, target))
    else:
        back.append(lambda: _remove(folder, target))
        target.parent.mkdir(parents=True, exist_ok=True)
    _replace(new, target)


def _take(folder: Path, before: Path, name: str, back: list[Callable[[], None]]) -> None:
    target, old = folder / name, before / str(len(back))
    if not target.exists():
        return
    back.append(lambda: _return(old, target))  # first: between the two somebody may end the program
    _replace(target, old)
    _prune(folder, target)


def _return(old: Path, target: Path) -> None:
    if not old.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(old, target)


def _remove(folder: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    _prune(folder, target)


def _prune(folder: Path, target: Path) -> None:
    """Remove the folders that ``target`` leaves empty."""
    for parent in target.parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def _link(source: Path, target: Path) -> None:
    """The same file at another name; a copy where the file system knows no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _replace(source: Path, target: Path) -> None:
    """One rename. Windows refuses while somebody reads the file there, which passes."""
    for wait in (0.01, 0.05, 0.2, 0.5):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(source, target)


__all__ = ["exchange", "in_the_way"]
