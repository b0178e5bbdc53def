"""Old releases and their hashed assets: kept for a while, so that pages opened before a switch still find theirs."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

from macros.publish import locks, log
from macros.publish.store import Release, Store, remove


def add(store: Store, release: Release) -> None:
    """Lend the release's assets to the common folder, where they outlive its turn."""
    for path in _assets(release):
        target = store.web / "kept" / path.relative_to(release.site)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            _link(path, target)


def share(before: Path, after: Path) -> None:
    """Let unchanged files of a new build be those of the last one: attachments take no room again, and a browser that asks
    whether its copy is still right is told yes."""
    for path in after.rglob("*"):
        old = before / path.relative_to(after)
        if path.is_file() and old.is_file() and filecmp.cmp(path, old, shallow=False):
            _link(old, path)


def prune(store: Store) -> None:
    """Let go of all releases but the last ones shown, of assets that none of them has, and of drafts nobody shows."""
    with locks.held(store.home / "switch.lock"):
        shown = log.line_of_releases(store.log)[-store.limits.keep :]
        current = store.current()
        keep = {*shown, *([current.name] if current else [])}
        _remove_others(store.web / "releases", keep)
        for link in _broken_links(store.web / "previews"):
            link.unlink()
        _remove_others(store.web / "drafts", set(store.previews().values()))
    _prune_assets(store)


def _remove_others(shelf: Path, keep: set[str]) -> None:
    for folder in shelf.iterdir():
        if folder.name not in keep:
            remove(folder)


def _prune_assets(store: Store) -> None:
    wanted = {path.relative_to(release.site) for release in store.releases() for path in _assets(release)}
    top = store.web / "kept"
    for path in sorted(top.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(top) not in wanted:
            path.unlink()


def _assets(release: Release) -> list[Path]:
    return [path for path in (release.site / "assets").rglob("*") if path.is_file()]


def _broken_links(folder: Path) -> list[Path]:
    return [link for link in folder.iterdir() if link.is_symlink() and not link.exists()]


def _link(path: Path, target: Path) -> None:
    """A second name for the file; a copy where the file system knows none. Complete when it has its name."""
    new = target.with_name(f".{target.name}.new")
    new.unlink(missing_ok=True)
    try:
        os.link(path, new)
    except OSError:
        shutil.copyfile(path, new)
    os.replace(new, target)
