"""What a push may ask for, and what a pushed commit may hold. All of it is judged before anything is built."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from macros.publish.limits import MEGABYTE, Limits
from macros.publish.refusal import Refusal
from macros.publish.repository import MAIN, REGULAR, Entry, Repository
from macros.publish.store import Store

BRANCHES, TAGS = "refs/heads/", "refs/tags/"


@dataclass(frozen=True)
class Update:
    """One line that git hands to a hook: ``ref`` is to move from ``old`` to ``new``, None where there is nothing."""

    old: str | None
    new: str | None
    ref: str

    @classmethod
    def parse(cls, line: str) -> Update:
        old, new, ref = line.rstrip("\n").split(" ", 2)
        return cls(_something(old), _something(new), ref)

    @property
    def is_main(self) -> bool:
        return self.ref == MAIN

    @property
    def is_branch(self) -> bool:
        return self.ref.startswith(BRANCHES)

    @property
    def branch(self) -> str:
        return self.ref.removeprefix(BRANCHES)


def _something(object_id: str) -> str | None:
    return object_id if set(object_id) != {"0"} else None


def check_updates(updates: Iterable[Update], repo: Repository, limits: Limits) -> None:
    """Raises ``Refusal`` for the first update that is not allowed, or for too much at once."""
    updates = list(updates)
    for update in updates:
        _check_update(update, repo)
    built = [update for update in updates if update.is_branch and update.new]
    if len(built) > limits.branches:
        raise Refusal("push-too-many-branches", count=len(built), limit=limits.branches)
    if (count := repo.incoming_objects()) > limits.objects:
        raise Refusal("push-too-many-objects", count=count, limit=limits.objects)


def _check_update(update: Update, repo: Repository) -> None:
    if update.ref.startswith(TAGS):
        if update.new is None:
            raise Refusal("push-tag-deleted", tag=update.ref.removeprefix(TAGS))
        if update.old:
            raise Refusal("push-tag-moved", tag=update.ref.removeprefix(TAGS))
    elif not update.is_branch:
        raise Refusal("push-ref-not-taken", ref=update.ref)
    elif update.new and not repo.is_commit(update.new):
        raise Refusal("push-ref-not-taken", ref=update.ref)
    elif update.is_main and update.new is None:
        raise Refusal("push-main-deleted")
    elif update.is_main and update.old and not repo.contains(update.new or "", update.old):
        raise Refusal("push-main-rewritten")


def check_still_current(updates: Iterable[Update], repo: Repository) -> None:
    """A push that has waited may find that another one came first: told at once, and nothing is built."""
    for update in updates:
        if repo.tip(update.ref) != update.old:
            raise Refusal("push-stale", branch=update.ref.removeprefix(BRANCHES))


def check_files(entries: Iterable[Entry], store: Store) -> None:
    """What a commit holds: not too much, plain files only, and no other engine than the server's own."""
    limits = store.limits
    found = list(islice(entries, limits.files + 1))
    if len(found) > limits.files:
        raise Refusal("push-too-many-files", limit=limits.files)
    for entry in found:
        if entry.mode not in REGULAR:
            raise Refusal("push-link-in-tree", file=entry.path)
        if entry.size > limits.file_mb * MEGABYTE:
            raise Refusal("push-file-too-large", file=entry.path, size=entry.size // MEGABYTE, limit=limits.file_mb)
    if different := store.builder.differences(found):
        raise Refusal("push-engine-differs", files=_few(different), command=f"git -C {shlex.quote(str(store.engine))} pull --ff-only")


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} … ({len(names)})"
