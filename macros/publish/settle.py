"""Make what readers see follow the branches: called when a branch has moved, and again by whoever heals."""

from __future__ import annotations

from macros.publish import log, previews
from macros.publish.store import Release, Store


def publish(store: Store, release: Release) -> None:
    """Show ``release`` on the main site, and write it down. Safe to repeat."""
    _catch_up(store)
    current = store.current()
    if current is None or current.name != release.name:
        store.switch(release)
        _note(store, release)
    elif _last_noted(store) != release.name:
        _note(store, release)


def _catch_up(store: Store) -> None:
    """Write down a release whose program was ended between the switch and the log."""
    current, last = store.current(), log.last_switch(store.log)
    rolling_back = last and last["event"] == log.ROLLED_BACK and last.get("from") == (current and current.name)
    if current and current.commit and not rolling_back and _last_noted(store) != current.name:
        _note(store, current)


def _note(store: Store, release: Release) -> None:
    log.append(store.log, log.PUBLISHED, release=release.name, commit=release.commit, engine=release.engine, pages=release.pages)


def _last_noted(store: Store) -> str | None:
    last = log.last_switch(store.log)
    return last["release"] if last else None


def publish_preview(store: Store, ref: str, draft: Release) -> None:
    store.show_preview(previews.address(store, ref), draft)
    log.append(store.log, log.PREVIEW, ref=ref, release=draft.name, commit=draft.commit)


def withdraw_preview(store: Store, ref: str) -> None:
    """Take the preview of a deleted branch away."""
    link = store.web / "previews" / previews.address(store, ref)
    if link.is_symlink():
        link.unlink()
        log.append(store.log, log.PREVIEW_GONE, ref=ref)
