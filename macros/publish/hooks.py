"""What git calls during a push. ``pre-receive`` decides and builds; ``post-receive`` tells what readers see now."""

from __future__ import annotations

import os
import shlex
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from macros.publish import building, changes, engine, incoming, keeper, locks, log, previews
from macros.publish.incoming import Update
from macros.publish.refusal import Refusal
from macros.publish.repository import Repository
from macros.publish.store import Release, Store

_PATIENCE = 60  # seconds that post-receive waits for the switch
Tell = Callable[[str], None]


def pre_receive(store: Store, lines: Iterable[str], options: Iterable[str], tell: Tell) -> int:
    """0: every update of this push may go on, and what it publishes lies ready. 1: refused, nothing has changed."""
    receiver = keeper.Receiver.of_this_hook()
    updates = [Update.parse(line) for line in lines]
    try:
        with locks.take(store.lock, *_queue(store, updates, tell)):
            prepared = _prepare(store, updates, set(options), tell)
            if not receiver.is_parent():
                return 1
            keeper.leave(store, prepared, receiver)
            return 0
    except Refusal as refusal:
        _refuse(store, updates, refusal, tell)
    except Exception as error:
        _note_fault(store)
        _refuse(store, updates, Refusal("server-fault", kind=type(error).__name__, log=store.home / "errors.log"), tell)
    return 1


def _queue(store: Store, updates: list[Update], tell: Tell) -> tuple[float, Callable[[], None]]:
    """What can be refused at once is refused before waiting in line."""
    repo = Repository(store.repo)
    incoming.check_updates(updates, repo, store.limits)
    incoming.check_still_current(updates, repo)
    return store.limits.queue_seconds, lambda: tell("มีการเผยแพร่อื่นกำลังทำอยู่ รอคิวสักครู่… · waiting for another push")


def _prepare(store: Store, updates: list[Update], options: set[str], tell: Tell) -> Mapping[Update, Release | None]:
    """A release for each branch to publish, None for each to take away. Raises ``Refusal``."""
    repo = Repository(store.repo)
    incoming.check_still_current(updates, repo)
    building.clear_work(store)
    prepared: dict[Update, Release | None] = {}
    for update in sorted(filter(lambda update: update.is_branch, updates), key=lambda update: update.ref):
        if update.new is None:
            prepared[update] = None
        elif update.is_main:
            prepared[update] = building.prepare_release(store, repo, update.new, tell, building.FEWER_PAGES in options)
        else:
            prepared[update] = building.prepare_draft(store, repo, update.new, tell)
    return prepared


def _refuse(store: Store, updates: list[Update], refusal: Refusal, tell: Tell) -> None:
    told = refusal.text("th", _elsewhere(store, updates)), refusal.text("en").splitlines()[0]
    tell("\n".join(("ไม่รับการ push เว็บไซต์ยังเหมือนเดิม · refused, nothing has changed", *told)))
    try:
        log.append(store.log, log.REFUSED, code=refusal.code, refs={update.ref: update.new for update in updates})
    except OSError:
        pass  # a full disk is no reason to tell the pusher something else


def _elsewhere(store: Store, updates: list[Update]) -> str:
    """What commands take besides in the folder that was pushed from."""
    commits = [commit for update in updates for commit in (update.new, update.old) if commit]
    return engine.root_option(Repository(store.repo), commits[0]) if commits else ""


def _note_fault(store: Store) -> None:
    try:
        with (store.home / "errors.log").open("a", encoding="utf-8") as file:
            traceback.print_exc(file=file)
    except OSError:
        traceback.print_exc(file=sys.stderr)


def post_receive(store: Store, lines: Iterable[str], tell: Tell) -> int:
    """Tell the pusher what readers see. Nothing that happens here can undo the push."""
    for update in (update for update in map(Update.parse, lines) if update.is_branch):
        shown = _wait(partial(_is_shown, store, update))
        tell(_outcome(store, update) if shown else _not_yet(store))
    return 0


def _is_shown(store: Store, update: Update) -> bool:
    """Also true when a still newer push has taken its place already."""
    if update.is_main:
        current = store.current()
        noted = (event.get("commit") for event in log.events(store.log) if event.get("event") == log.PUBLISHED)
        return (current is not None and current.commit == update.new) or update.new in noted
    names = store.previews()
    draft = names.get(previews.address(store, update.ref))
    return draft is None if update.new is None else draft is not None and draft.endswith(update.new[:12])


def _outcome(store: Store, update: Update) -> str:
    if update.is_main:
        current = store.current()
        counts = current.changes if current and current.commit == update.new else {}
        return " · ".join(filter(None, ["เผยแพร่แล้ว", changes.sentence(counts), store.url, f"published {(update.new or '')[:12]}"]))
    if update.new is None:
        return f"เอาตัวอย่างของ {update.branch} ออกแล้ว · preview removed"
    return f"ตัวอย่างของ {update.branch} (เฉพาะผู้ที่รู้ที่อยู่): {previews.url(store, update.ref)} · preview"


def _not_yet(store: Store) -> str:
    return f"รับการ push แล้ว แต่เว็บไซต์ยังไม่เปลี่ยน ผู้ดูแลเครื่องแก้ได้ด้วย publish.py now {shlex.quote(str(store.repo))} · taken, but not yet shown"


def _wait(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def push_options(environ: Mapping[str, str] = os.environ) -> list[str]:
    """What the pusher gave with ``git push -o``."""
    return [environ[f"GIT_PUSH_OPTION_{number}"] for number in range(int(environ.get("GIT_PUSH_OPTION_COUNT", "0")))]
