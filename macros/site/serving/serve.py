"""Serving while one edits: watch the sources, build aside, show the newest good site, and say at once what is wrong.

A build is made in memory and aside, and only when all is well are the files that differ renamed into place, one by one. A build
with problems changes nothing but a panel on the page that lists them. What changed is seen by ``watching``, shown by ``local_server``.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from macros.ledger import redirects
from macros.pages.site_view import SiteView
from macros.problems import Problem
from macros.problems.render import as_text
from macros.site.build import build_pages, complete
from macros.site.cache import Cache
from macros.site.data.exports import pack_of
from macros.site.expand.memory import Memory
from macros.site.project import Project, load_project
from macros.site.serving.watching import Looks, snapshot
from macros.site.whole import forms
from macros.thai.clock import thai_today


@dataclass
class State:
    """What the server shows now. ``version`` counts builds, good or bad; ``site`` is the newest good one; ``forms`` gives the files of
    ``/admin/``, which is always open here, and ``pack`` a year's pack by its path; they are made when they are asked for. ``elsewhere``: see
    ``message``."""

    version: int = 0
    site: Path | None = None
    forms: Callable[[], dict[str, bytes]] = dict
    pack: Callable[[str], bytes | None] = lambda name: None
    problems: list[Problem] = field(default_factory=list)
    elsewhere: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def publish(self, problems: list[Problem], site: Path | None) -> None:
        with self.changed:
            self.version += 1
            self.problems = problems
            self.site = site or self.site
            self.changed.notify_all()

    def wait_past(self, version: int, seconds: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.version > version, seconds)


class Builder:
    """Builds into ``work/site``, each time only what differs from the last good build."""

    def __init__(self, root: Path, work: Path, state: State, say: Callable[[str], None]):
        self.root, self.work, self.state, self.say = root, work, state, say
        self._cache: Cache | None = None
        self._memory: Memory | None = None
        self._view: SiteView | None = None
        self._shown: Project | None = None  # what the last build was of, if it was good
        self._building = threading.Lock()
        state.pack = self._pack

    def build(self, seen: Looks | None = None) -> None:
        """One build. A user's mistake ends in the state's problems; the last good site stays. Problems of sources that are no longer
        as they were ``seen`` are not told: a file was being saved, and the next build finds it whole."""
        with self._building:
            self._build(seen)

    def _build(self, seen: Looks | None) -> None:
        self._shown = None
        start, first = time.perf_counter(), self._cache is None
        cache, self._cache = self._cache or self._new_cache(), None  # gone if we fail: then the next build begins anew
        memory, self._memory = self._memory or Memory(), None  # likewise
        project = load_project(self.root, preview=True, today=thai_today(), memory=memory)
        result, site = build_pages(project, cache, data=first), None
        problems = result.problems
        if result.ok:
            cache.output.commit(drop=False)
            site = cache.output.folder
        if project.records.agency:
            self.state.forms = partial(forms.local, project)
        if site or seen is None or snapshot(self.root) == seen:
            self.state.publish(problems, site)
            self._tell(problems, site, time.perf_counter() - start)
        if site:
            complete(project, cache, data=not first)
            cache.output.commit()
            self._shown = project
        if site or not first:
            self._cache = cache
        self._memory = memory
        self._let_go(project)
        if first:
            del project
            gc.collect()
            gc.freeze()  # what the first build leaves stays: later collections need not look through it

    def _pack(self, name: str) -> bytes | None:
        """A pack of what the last build has shown, also at its old address. Hardly any is asked for while one edits, so no build makes them."""
        with self._building:
            if not (self._shown and self._cache):
                return None
            return pack_of(self._shown, self._cache.content, self._cache.output, redirects.copied(self._shown.ledger).get(name, name))

    def _let_go(self, project: Project) -> None:
        """Empty the view before this one. What it held refers to it in turn, and would stay until a search for garbage, which is slow."""
        view = vars(project).get("view")
        if view and self._view:
            vars(self._view).clear()
        self._view = view or self._view

    def _new_cache(self) -> Cache:
        self.work.mkdir(parents=True, exist_ok=True)
        for left in self.work.glob("build-*"):  # by builds that could not end, perhaps because the disk is full
            if self.state.site is None or left != self.state.site.parent:
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="build-", dir=self.work))
        return Cache.new(folder, folder / "site", self.say)

    def _tell(self, problems: list[Problem], site: Path | None, seconds: float) -> None:
        if problems:
            self.say(as_text(problems, elsewhere=self.state.elsewhere).rstrip())
        self.say(f"ปรับหน้าเว็บแล้ว ({seconds:.1f} วินาที)" if site else "ยังไม่ปรับหน้าเว็บ แก้ปัญหาข้างบนแล้วบันทึกใหม่")


__all__ = ["Builder", "State"]
