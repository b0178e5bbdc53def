"""The trials of publishing: pushes cut off, at once, on a full disk, without end; with a reader all the while."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import random
import shutil
import subprocess
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from macros.publish import log
from macros.publish.limits import Limits
from macros.publish.proving.ground import Copy, Ground, Pushed
from macros.publish.proving.reader import Reader
from macros.publish.store import save


@dataclass
class Row:
    """A line of the table. ``lost``: pushes that were accepted and are not there in the end; ``wrong``: what else broke."""

    name: str
    runs: int
    lost: int
    wrong: list[str]
    requests: int
    errors: int
    partial: int
    note: str = ""

    @property
    def bad(self) -> bool:
        return bool(self.lost or self.wrong or self.errors or self.partial)


def kills(ground: Ground, port: int, times: int, seed: int = 1) -> Row:
    """``times`` pushes cut off at random moments; after each the site is healed, and the next push goes through."""
    chance, copy = random.Random(seed), ground.copy()
    copy.commit("v1")
    took = _seconds_of(copy.push)
    wrong: list[str] = []
    moved = lost = 0
    with Reader(port) as reader:
        for number in range(2, times + 2):
            wanted = copy.commit(f"v{number}")
            push = copy.start_push()
            time.sleep(chance.random() * took * 1.1)
            told = push.poll()
            copy.kill_push(push)
            taken = ground.tip() == wanted
            moved += taken
            lost += told == 0 and not taken
            wrong += _after_a_cut(ground, number)
    return _row("killed at a random moment, then `now`", times, lost, wrong, reader, f"{moved} of them after the branch had moved; a push takes {took:.1f} s")


def _after_a_cut(ground: Ground, number: int) -> list[str]:
    """What is not as it should be after ``publish.py now``."""
    done = ground.command("now", str(ground.store.repo))
    wrong = [f"cut {number}: now: {done.words}"] if done.status else []
    if ground.shown() != ground.tip():
        wrong.append(f"cut {number}: shown {ground.shown()}, main is {ground.tip()}")
    last = log.last_switch(ground.store.log)
    if not last or last["commit"] != ground.shown():
        wrong.append(f"cut {number}: the log does not say what is shown")
    left = [*ground.store.work.iterdir(), *(ground.store.web / "drafts").iterdir()]
    return wrong + [f"cut {number}: {path} is left over" for path in left]


def crowd(ground: Ground, port: int, pushers: int) -> Row:
    """``pushers`` at the same moment, each with a file of its own, each trying again until it is told yes."""
    first = ground.copy()
    first.commit("v1")
    first.push()
    copies = [ground.copy() for _ in range(pushers)]
    with Reader(port) as reader, ThreadPoolExecutor(pushers) as pool:
        outcomes = list(pool.map(_push_until_taken, copies, range(pushers)))
    tree = set(first.git("--git-dir", str(ground.store.repo), "ls-tree", "-r", "--name-only", "main").words.split())
    lost = sum(f"content/by-{number}.md" not in tree for number in range(pushers))
    wrong = [words for _, words in outcomes if words]
    if ground.shown() != ground.tip():
        wrong.append("what is shown is not what was pushed last")
    published = [event["commit"] for event in log.events(ground.store.log) if event["event"] == log.PUBLISHED]
    wrong += [] if _in_order(first, ground, published) else ["an older push was published after a newer one"]
    tries = sum(count for count, _ in outcomes)
    return _row(f"{pushers} pushers at once", pushers, lost, wrong, reader, f"{tries} pushes, {tries - pushers} told to pull first")


def _push_until_taken(copy: Copy, number: int) -> tuple[int, str]:
    """(pushes, what was told wrong)."""
    copy.write(f"content/by-{number}.md", f"{number}\n")
    copy.commit()
    for tries in range(1, 200):
        done = copy.push()
        if done.status == 0:
            return tries, "" if "เผยแพร่แล้ว" in done.words else f"taken, but told: {done.words}"
        if not any(reason in done.words for reason in ("push-stale", "fetch first", "push-main-rewritten", "incorrect old value", "non-fast-forward")):
            return tries, f"refused for no reason: {done.words}"
        copy.git("pull", "--quiet", "--rebase", "publish", "main")
    return tries, "never taken"


def _in_order(copy: Copy, ground: Ground, commits: list[str]) -> bool:
    history = copy.git("--git-dir", str(ground.store.repo), "rev-list", "--reverse", "main").words.split()
    places = [history.index(commit) for commit in commits]
    return places == sorted(set(places))


def full_disk(folder: Path, boxed: bool, rooms: tuple[int, ...]) -> tuple[Row, str]:
    """On a disk of 60 MB, pushes with ever less room, in KB. Needs the right to mount; (row, why not) otherwise."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        return Row("full disk", 0, 0, [], 0, 0, 0), done.stdout.decode().strip()
    try:
        return _full_disk(Ground(folder, limits=Limits(seconds=30), boxed=boxed), rooms), ""
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _full_disk(ground: Ground, rooms: tuple[int, ...]) -> Row:
    copy = ground.copy()
    copy.commit("v1")
    copy.push()
    wrong: list[str] = []
    taken = lost = 0
    with ground.nginx() as port, Reader(port) as reader:
        for number, room in enumerate(rooms, 2):
            wanted = copy.commit(f"v{number}")
            with _filled(ground.folder, room):
                done = copy.push()
            lost += done.status == 0 and ground.tip() != wanted
            taken += done.status == 0
            wrong += [f"{room} KB: told no, taken nevertheless: {done.words}"] if done.status and ground.tip() == wanted else []
            wrong += _after_a_cut(ground, number)
    final = copy.push()
    wrong += [] if ground.shown() == ground.tip() else [f"not well again: {final.words}"]
    return _row("disk full", len(rooms), lost, wrong, reader, f"{taken} still fitted in, {len(rooms) - taken} refused; well again with room")


class _filled:
    """Fill the file system of ``folder`` up to ``room`` KB, and give the room back afterwards."""

    def __init__(self, folder: Path, room: int) -> None:
        self.path, self.room = folder / "ballast", room * 1024

    def __enter__(self) -> None:
        free = os.statvfs(self.path.parent)
        with self.path.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - self.room))

    def __exit__(self, *_: object) -> None:
        self.path.unlink()


def endless(ground: Ground, port: int) -> Row:
    """A build without end is ended with all that it has started, and the next push goes through."""
    copy = ground.copy()
    copy.commit("v1")
    copy.push()
    wrong: list[str] = []
    copy.git("branch", "good")
    with Reader(port) as reader:
        copy.commit("endless")
        took, done = _timed(copy.push)
        wrong += [] if done.status and "build-too-long" in done.words else [done.words]
        copy.git("reset", "--hard", "--quiet", "good")
        copy.commit("v2")
        wrong += [] if copy.push().status == 0 else ["the next push was refused"]
    wrong += [f"process {pid} is still there" for pid in left_over(ground)]
    return _row("a build without end", 1, 0, wrong, reader, f"ended after {took:.1f} s, the limit being {ground.store.limits.seconds} s")


def left_over(ground: Ground) -> list[str]:
    """Processes that still work for this server's builds."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(ground.store.work).encode() in (entry / "cmdline").read_bytes():
                found.append(entry.name)
        except OSError:
            continue
    return found


def back_and_forth(ground: Ground, port: int, times: int) -> Row:
    """Rollbacks and new pushes in turn."""
    copy = ground.copy()
    copy.commit("v1")
    copy.push()
    wrong: list[str] = []
    slowest = 0.0
    with Reader(port, in_order=False) as reader:
        for number in range(2, times + 2):
            before, _ = ground.shown(), copy.commit(f"v{number}")
            copy.push()
            took, done = _timed(lambda: ground.command("rollback", str(ground.store.repo)))
            slowest = max(slowest, took)
            wrong += [] if ground.shown() == before and done.status == 0 else [done.words]
    return _row("rollback after each push", times, 0, wrong, reader, f"the slowest took {slowest:.2f} s")


def real_site(ground: Ground, port: int, site: Path, times: int = 3) -> Row:
    """A real site by the real engine: from the push to the page that a reader sees, and to a refusal."""
    copy, wrong, seen, refused = ground.copy(), [], [], []
    for room in ("content", "measures"):
        shutil.copytree(site / room, copy.folder / room)
    shutil.copyfile(site / "mkdocs.yml", copy.folder / "mkdocs.yml")
    copy.write(".gitignore", "/measures/schema/\n")
    page = copy.folder / "content" / "about.md"
    good = page.read_text(encoding="utf-8")
    for number in range(times):
        copy.write("content/about.md", f"{good}\nรุ่นทดสอบที่ {number}\n")
        copy.commit()
        start = time.monotonic()
        push = copy.start_push()
        if _appears(port, f"รุ่นทดสอบที่ {number}", push):
            seen.append(time.monotonic() - start)
        else:
            wrong.append(f"push {number} never appeared: {copy.push().words}")
        push.wait()
    for _ in range(times):
        copy.write("content/about.md", good.replace("title:", "titel:", 1))
        copy.commit()
        took, done = _timed(copy.push)
        refused.append(took)
        wrong += [] if "[build-problems]" in done.words else [done.words]
    current = ground.store.current()
    note = f"{current.pages if current else 0} pages; push to visible {_list(seen)} s, push to refusal {_list(refused)} s"
    return Row("the real engine and site", times, 0, wrong, 0, 0, 0, note)


def _list(seconds: list[float]) -> str:
    return ", ".join(f"{value:.1f}" for value in seconds)


def _appears(port: int, text: str, push: subprocess.Popen) -> bool:
    """Does a reader see ``text`` on the page before long? Asked every 20 milliseconds."""
    end = time.monotonic() + 300
    while time.monotonic() < end and not push.poll():
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/about/", timeout=20) as answer:
            if text in answer.read().decode("utf-8"):
                return True
        time.sleep(0.02)
    return False


def with_limits(ground: Ground, **changed: int) -> None:
    """Other limits for the pushes to come."""
    ground.store = dataclasses.replace(ground.store, limits=dataclasses.replace(ground.store.limits, **changed))
    save(ground.store)


def _row(name: str, runs: int, lost: int, wrong: list[str], reader: Reader, note: str) -> Row:
    return Row(name, runs, lost, wrong + reader.errors[:5] + reader.partial[:5], reader.requests, len(reader.errors), len(reader.partial), note)


def _seconds_of(step) -> float:
    return _timed(step)[0]


def _timed(step) -> tuple[float, Pushed]:
    start = time.monotonic()
    done = step()
    return time.monotonic() - start, done
