"""``publish.py prove``: the long proof of publishing, with a table of its results. The tests run a short one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.publish import sandbox, warming
from macros.publish.limits import Limits
from macros.publish.proving import trials
from macros.publish.proving.ground import Ground, nginx_program
from macros.publish.proving.trials import Row

PROJECT = Path(__file__).resolve().parents[3]
ROOMS = (2000, 1000, 700, 600, 500, 400, 300, 250, 200, 150, 100, 60, 40, 20, 10, 4)  # KB left on the disk


def main(kills: int, pushers: int, site: Path, say: Callable[[str], None]) -> bool:
    """Run all trials, print the table on standard output. True when something was lost, torn or wrong."""
    if nginx_program() is None:
        say("ต้องมี nginx (apt install nginx-light) · nginx is needed")
        return True
    rows = []
    for row in _rows(kills, pushers, site, say):
        say(f"{row.name}: {'ไม่ผ่าน · failed' if row.bad else 'ผ่าน · passed'} {row.wrong or ''}")
        rows.append(row)
    print(table(rows), end="")
    return any(row.bad for row in rows)


def _rows(kills: int, pushers: int, site: Path, say: Callable[[str], None]) -> Iterator[Row]:
    say("กล่องทราย bubblewrap: " + ("ใช้ได้ · in use" if sandbox.available() else "ไม่มี · none"))
    with tempfile.TemporaryDirectory(prefix="prongsai-prove-") as folder:
        ground = Ground(Path(folder) / "real", engine=PROJECT)
        warming.compile_packages()  # as ``init`` does
        warming.keep_warm(ground.store)
        with ground.nginx() as port:
            yield trials.real_site(ground, port, site)
        for name, trial in (
            ("kills", lambda ground, port: trials.kills(ground, port, kills, seed=int(time.time()))),
            ("crowd", lambda ground, port: trials.crowd(ground, port, pushers)),
            ("endless", trials.endless),
            ("back", lambda ground, port: trials.back_and_forth(ground, port, 10)),
        ):
            ground = Ground(Path(folder) / name, limits=Limits(seconds=8 if name == "endless" else 60))
            with ground.nginx() as port:
                yield trial(ground, port)
        disk = Path(folder) / "disk"
        disk.mkdir()
        row, why_not = trials.full_disk(disk, True, ROOMS)
        if why_not:
            say(f"ไม่ได้ทดสอบดิสก์เต็ม · full disk not tried: {why_not}")
        else:
            yield row


def table(rows: list[Row]) -> str:
    """The results as a Markdown table."""
    head = "| trial | runs | lost | requests meanwhile | errors | partial | note |\n|---|--:|--:|--:|--:|--:|---|\n"
    lines = [f"| {row.name} | {row.runs} | {row.lost} | {row.requests} | {row.errors} | {row.partial} | {'; '.join([row.note, *row.wrong])} |\n" for row in rows]
    return head + "".join(lines)
