"""What whoever keeps the server does by hand or by a timer: set up, publish the tip again, go back, look."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from macros.publish import building, kept, locks, log, previews, sandbox, settle, web_server
from macros.publish.refusal import Refusal
from macros.publish.repository import MAIN, Repository, clean_environ
from macros.publish.store import NotOurs, Release, Store, load, point, save

Tell = Callable[[str], None]
_HOOKS = ("pre-receive", "post-receive")
_NO_PATH = re.compile(rf"""{web_server.UNWRITABLE.pattern}|[\s';()|^+#%@\]]|//|/\.""")
_ROOMS = ("releases", "drafts", "previews", "kept", "work")


class CannotSetUp(Exception):
    """The argument says why, in Thai and English."""


# ---- init ------------------------------------------------------------------------------------------------------------


def init(store: Store) -> None:
    """Make the repository, the web folder and the web servers' configurations, or bring an earlier ``init`` up to date."""
    _refuse_foreign(store)
    _refuse_unwritable(store)
    _make_repository(store)
    save(store)
    _write_hooks(store)
    _make_web(store)
    _write_configurations(store)


def _refuse_foreign(store: Store) -> None:
    if store.repo.exists() and any(store.repo.iterdir()) and not (store.repo / "HEAD").is_file():
        raise CannotSetUp(f"โฟลเดอร์ {store.repo} มีไฟล์อื่นอยู่ · {store.repo} holds other files")
    if store.web.exists() and any(store.web.iterdir()) and not (store.web / "releases").is_dir():
        raise CannotSetUp(f"โฟลเดอร์ {store.web} มีไฟล์อื่นอยู่ · {store.web} holds other files")
    try:
        if store.repo.exists() and load(store.repo).web != store.web:
            raise CannotSetUp(f"{store.repo} เผยแพร่ที่ {load(store.repo).web} อยู่แล้ว · it publishes to another folder already")
    except NotOurs:
        pass


def _refuse_unwritable(store: Store) -> None:
    if _NO_PATH.search(store.path):
        raise CannotSetUp(f"ที่อยู่ {store.url} มีส่วนหลังชื่อโดเมนที่เว็บเซิร์ฟเวอร์เข้าใจเป็นอย่างอื่น ใช้ที่อยู่อย่าง https://ita.example.go.th/ita/ · a web server reads the path of this address otherwise")
    if found := web_server.UNWRITABLE.search(str(store.web)):
        raise CannotSetUp(f"ชื่อโฟลเดอร์ {store.web} มี {found[0]!r} ซึ่งเว็บเซิร์ฟเวอร์เข้าใจเป็นอย่างอื่น ให้ใช้ชื่ออื่นกับ --web · a web server reads it otherwise: give --web another name")


def _make_repository(store: Store) -> None:
    _git("init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(store.repo))
    settings = {
        "receive.fsckObjects": "true", "receive.advertisePushOptions": "true", "receive.maxInputSize": f"{store.limits.push_mb}m",
        "core.logAllRefUpdates": "true", "core.hooksPath": str(store.repo / "hooks"),
    }  # fmt: skip
    for name, value in settings.items():
        _git(f"--git-dir={store.repo}", "config", name, value)


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, env=clean_environ(), stdout=subprocess.PIPE)


def _write_hooks(store: Store) -> None:
    (store.repo / "hooks").mkdir(exist_ok=True)
    python = getattr(sys, "_base_executable", None) or sys.executable
    command = Path(__file__).parents[2] / "scripts" / "publish.py"
    for name in _HOOKS:
        words = [python, str(command), "hook", name, str(store.repo)]
        path = store.repo / "hooks" / name
        path.write_text("#!/bin/sh\nexec " + " ".join(map(shlex.quote, words)) + "\n", encoding="utf-8")
        path.chmod(0o755)


def _make_web(store: Store) -> None:
    store.web.mkdir(parents=True, exist_ok=True)
    for name in _ROOMS:
        (store.web / name).mkdir(exist_ok=True)
    store.work.chmod(0o700)
    _place_below(store)
    (store.web / "published").touch()
    if store.current() is None:
        _show_nothing_yet(store)


def _place_below(store: Store) -> None:
    """Web servers look a whole address up in their folder: for ``/ita/`` there is one, in which ``ita`` is what is shown."""
    below = store.web / web_server.BELOW
    links = {below / name / store.path.strip("/"): store.web / target for name, target in (("kept", "kept"), ("site", "current/site"))}
    if store.path and all(map(Path.is_symlink, links)):
        return
    shutil.rmtree(below, ignore_errors=True)
    for link, target in links.items() if store.path else ():
        link.parent.mkdir(parents=True)
        link.symlink_to(os.path.relpath(target, link.parent))


def _show_nothing_yet(store: Store) -> None:
    """A page that says so, for web servers want a folder to start with."""
    made = Release(store.web / "releases" / "000000-nothing", "", "", 0)
    shutil.rmtree(made.folder, ignore_errors=True)
    made.site.mkdir(parents=True)
    for name in ("index.html", "404.html"):
        shutil.copyfile(web_server.TEMPLATES / "nothing-yet.html", made.site / name)
    web_server.write_includes(made.site, made.folder / "server", store.path)
    made.write()
    point(store.web / "current", f"releases/{made.name}")


def _write_configurations(store: Store) -> None:
    """For nginx and Caddy, and for systemd, which is to reload nginx when a release may bring other headers. What they include is written by the
    address as it was when each release was made."""
    for release in store.releases():
        web_server.write_includes(release.site, release.folder / "server", store.path)
    host = re.sub(r"^https?://|/.*$", "", store.url)
    mark = re.sub(r"[^a-z0-9]", "_", store.repo.name.removesuffix(".git").lower())
    for name, default in (("nginx.conf", "_"), ("caddy.conf", ":80"), ("reload.path", ""), ("reload.service", "")):
        text = web_server.configuration(name, store.web, host or default, mark, store.path)
        (store.home / name).write_text(text, encoding="utf-8")


# ---- now, rollback, status -------------------------------------------------------------------------------------------


def now(store: Store, tell: Tell, heal: bool = False, fewer_pages: bool = False) -> str:
    """Make readers see the tips of all branches, whatever was cut off before. Returns what was done; may be repeated.

    ``heal``: leave a rollback as it is. Raises ``Refusal`` when the tip cannot be published; nothing has changed then.
    """
    with locks.held(store.lock, store.limits.queue_seconds):
        building.clear_work(store)
        repo = Repository(store.repo)
        branches = repo.branches()
        done = _main_now(store, repo, branches.pop(MAIN, None), tell, heal, fewer_pages)
        _previews_now(store, repo, branches, tell)
        kept.prune(store)
        return done


def _main_now(store: Store, repo: Repository, tip: str | None, tell: Tell, heal: bool, fewer_pages: bool) -> str:
    if tip is None:
        return "ยังไม่มีอะไรให้เผยแพร่ · nothing has been pushed to main yet"
    if heal and _finish_rollback(store, tip):
        return "คงไว้ตามที่ย้อนกลับ · left as it was rolled back"
    before = store.current()
    release = building.prepare_release(store, repo, tip, tell, fewer_pages)
    settle.publish(store, release)
    if before and before.name == release.name:
        return f"เผยแพร่อยู่แล้ว {release.name} · published already"
    return f"เผยแพร่แล้ว {release.name} · published"


def _finish_rollback(store: Store, tip: str) -> bool:
    """Is ``tip`` what somebody has rolled back from? Then that rollback is brought to its end."""
    last = log.last_switch(store.log)
    if not last or last["event"] != log.ROLLED_BACK or last.get("tip") != tip:
        return False
    target = next((release for release in store.releases() if release.name == last["release"]), None)
    if target and target != store.current():
        store.switch(target)
    return target is not None


def _previews_now(store: Store, repo: Repository, branches: dict[str, str], tell: Tell) -> None:
    """Each branch has its preview, and no other preview is there. One that cannot be built keeps what it had."""
    addresses = {previews.address(store, ref): ref for ref in branches}
    for address in store.previews().keys() - addresses.keys():
        (store.web / "previews" / address).unlink()
    for address, ref in addresses.items():
        if not (store.previews().get(address) or "").endswith(branches[ref][:12]):
            try:
                settle.publish_preview(store, ref, building.prepare_draft(store, repo, branches[ref], tell))
            except Refusal as refusal:
                tell(f"{ref}: {refusal.text('th')}")


def rollback(store: Store) -> Release:
    """Show the release before the current one, and write it down. Raises ``Refusal`` when none is kept."""
    line = log.line_of_releases(store.log)
    kept_names = {release.name: release for release in store.releases()}
    current = store.current()
    earlier = [name for name in line if name in kept_names and (current is None or name != current.name)]
    if not earlier:
        raise Refusal("rollback-nothing")
    target = kept_names[earlier[-1]]
    facts = {"release": target.name, "commit": target.commit, "from": current.name if current else None, "tip": Repository(store.repo).tip(MAIN)}
    log.append(store.log, log.ROLLED_BACK, **facts)  # first, so that a timer finishes what a power cut leaves half done
    store.switch(target)
    return target


def status(store: Store) -> tuple[list[str], bool]:
    """Lines for a person, and whether readers see what they should."""
    current, last = store.current(), log.last_switch(store.log)
    tip = Repository(store.repo).tip(MAIN)
    withdrawn = last if last and last["event"] == log.ROLLED_BACK and last.get("tip") == tip else None
    right = current is not None and (current.name == withdrawn["release"] if withdrawn else current.commit == (tip or ""))
    command = f"publish.py now {'--heal ' if withdrawn else ''}{shlex.quote(str(store.repo))}"  # by hand, without it, a rollback would end
    lines = [
        address_line(store),
        f"แสดงอยู่ · shown: {current.name if current else '–'}" + (f" ({current.pages} หน้า)" if current else ""),
        f"main: {tip or '–'}" + (" (ย้อนกลับไว้ · rolled back)" if withdrawn else ""),
        "ตรงกัน · in step" if right else f"ไม่ตรงกัน เรียก {command} · behind: run it",
        f"เปลี่ยนล่าสุด · last switch: {last['time']} {last['event']}" if last else "ยังไม่เคยเผยแพร่ · never published",
        f"ย้อนกลับได้ · can go back to: {', '.join(_earlier(store)) or '–'}",
        f"เครื่องยนต์ · engine: {store.builder.identity} {store.engine}",
        sandbox_line(store),
        *(f"ตัวอย่าง · preview: {ref} {previews.url(store, ref)}" for ref in Repository(store.repo).branches() if ref != MAIN),
    ]
    return lines, right


def _earlier(store: Store) -> list[str]:
    names = {release.name for release in store.releases()}
    return [name for name in log.line_of_releases(store.log)[:-1] if name in names]


def address_line(store: Store) -> str:
    """Where readers find the site: below a path, the configurations serve it there and nowhere else."""
    return f"ที่อยู่ · address: {store.url or '–'}"


def sandbox_line(store: Store) -> str:
    """How builds are guarded here."""
    if store.boxed and sandbox.available():
        return "การสร้างอยู่ในกล่องทราย bubblewrap ไม่มีเครือข่าย · builds run in bubblewrap, without network"
    return "ไม่มี bubblewrap ที่ใช้ได้ การสร้างถูกจำกัดเวลา หน่วยความจำ และขนาดไฟล์เท่านั้น (os: apt install bubblewrap) · no usable bubblewrap: limits only"


def become_owner(repo: Path) -> None:
    """Root works as the repository's owner, or the files it leaves would lock the next push out."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not repo.exists():
        return
    owner = repo.stat()
    if owner.st_uid != 0:
        os.setgroups([owner.st_gid])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)
