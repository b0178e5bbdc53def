"""Serving while one edits: watch the sources, build aside, show the newest good site, and say at once what is wrong.

A build is made in memory and aside, and only when all is well are the files that differ renamed into place, one by one. A build
with problems changes nothing but a panel on the page that lists them.
"""

from __future__ import annotations

import gc
import json
import mimetypes
import os
import re
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.ledger import redirects
from macros.pages.site_view import SiteView
from macros.problems import Problem
from macros.problems.render import as_json, as_text
from macros.site import forms
from macros.site.build import build_pages, complete
from macros.site.cache import Cache
from macros.site.exports import pack_of
from macros.site.memory import Memory
from macros.site.project import Project, load_project
from macros.site.sources import ROOMS
from macros.thai.clock import thai_today

_CLIENT = Path(__file__).parent / "serve_client.js"
_ICON = Path(__file__).parent.parent / "theme" / "icon.svg"
_WATCHED = ("mkdocs.yml", *ROOMS)
_LOOK_EVERY = 0.1  # seconds
_EMPTY_FOR = 1.0  # seconds that a file may stay empty until we believe that it is meant to be
# Said here, for some Windows machines know scripts by a kind that browsers refuse to run.
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json; charset=utf-8"}

Looks = dict[str, tuple[int, int]]


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


def snapshot(root: Path) -> Looks:
    """Modification time (ns) and size (bytes) of everything watched, by path."""
    found: Looks = {}
    todo = [str(root / name) for name in _WATCHED]
    for path in todo:  # it grows by what lies in the folders among them
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                todo += [f"{path}/{name}" for name in os.listdir(path)]
        except OSError:
            continue  # gone between listing and looking: the next look sees it
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def watch(root: Path, build: Callable[[Looks], None], stop: threading.Event, before: Looks) -> None:
    """Call ``build`` after every change, until ``stop`` is set. Waits until an editor has finished writing."""
    looked = 0.0
    while not stop.wait(max(_LOOK_EVERY, 5 * looked)):  # a large site is looked at less often, so that watching stays cheap
        start = time.perf_counter()
        now = snapshot(root)
        looked = time.perf_counter() - start
        if now != before:
            before = _settled(root, before, now)
            build(before)


def _settled(root: Path, before: Looks, now: Looks) -> Looks:
    """The first look that finds what the one before found, and no file just emptied: most editors empty a file, then write it."""
    patience = time.monotonic() + _EMPTY_FOR
    while (later := snapshot(root)) != now or (_emptied(before, later) and time.monotonic() < patience):
        now = later
        time.sleep(0.02)
    return later


def _emptied(before: Looks, now: Looks) -> bool:
    return any(not size and before.get(path, (0, 0))[1] for path, (_, size) in now.items())


class Handler(SimpleHTTPRequestHandler):
    """Files of the newest good site; each HTML page gets the script that shows problems and reloads."""

    state: State
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, directory=str(self.state.site or Path(__file__).parent / "nowhere"), **kwargs)

    def parse_request(self) -> bool:
        """A page of elsewhere whose name was made to lead here must not read what is not published yet."""
        if not super().parse_request():
            return False
        if re.fullmatch(r"(?:127\.0\.0\.1|localhost)(?::\d+)?", self.headers.get("Host", "localhost")):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def do_GET(self) -> None:
        if self.path.startswith("/__prongsai__/"):
            self._own()
            return
        if self.path.startswith("/admin/"):
            self._forms()
            return
        if self.path == "/favicon.ico":  # browsers ask for it whatever a page says
            self._send(_ICON.read_bytes(), "image/svg+xml")
            return
        site = self.state.site
        if site is None:
            self._send(_WAITING.encode(), "text/html; charset=utf-8", HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self.directory = str(site)
        path = Path(self.translate_path(self.path))
        if os.path.isdir(path) and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        is_there = os.path.exists(path)  # which knows that a name may be too long for any file
        asked = unquote(self.path.partition("?")[0])
        pack = self.state.pack(asked.strip("/")) if asked.endswith(".zip") and not is_there else None
        if pack is not None:
            self._send(pack, "application/zip")
        elif path.suffix == ".html" or not is_there:
            self._html(path, site)
        else:
            super().do_GET()

    def _html(self, path: Path, site: Path) -> None:
        found = os.path.isfile(path)
        data = (path if found else site / "404.html").read_bytes()
        page = data.replace(b"</body>", b'<script src="/__prongsai__/client.js" defer></script></body>', 1)
        self._send(page, "text/html; charset=utf-8", HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)

    def _forms(self) -> None:
        """The forms, as they are: without the script that reloads, for a form that is being filled in must not vanish."""
        name = unquote(urlsplit(self.path).path).removeprefix("/")
        data = self.state.forms().get(name + "index.html" if name.endswith("/") else name)
        if data is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._send(data, _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "text/html; charset=utf-8")

    def _own(self) -> None:
        if self.path.startswith("/__prongsai__/client.js"):
            self._send(_CLIENT.read_bytes(), "text/javascript; charset=utf-8")
        elif self.path.startswith("/__prongsai__/state"):
            after = self.path.partition("after=")[2]
            self.state.wait_past(int(after) if re.fullmatch("[0-9]{1,18}", after) else -1, 20)
            body = {"version": self.state.version, **json.loads(as_json(self.state.problems, elsewhere=self.state.elsewhere))}
            self._send(json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Requests are no news to a webmaster."""


_WAITING = """<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>โปร่งใส</title><body><h1>ยังแสดงเว็บไซต์ไม่ได้</h1><p>แก้ปัญหาต่อไปนี้แล้วบันทึกไฟล์ หน้านี้จะเปลี่ยนเอง</p>
<script src="/__prongsai__/client.js" defer></script></body></html>"""


class Server(ThreadingHTTPServer):
    """Requests that wait for the next build must not keep the program from ending."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address) -> None:
        """A reader who left before the answer is no error; anything else is shown as it is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def make_server(port: int, state: State) -> Server:
    """A server on loopback; port 0 takes a free one."""
    handler = type("SiteHandler", (Handler,), {"state": state})
    return Server(("127.0.0.1", port), handler)
