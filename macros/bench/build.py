"""``bench.py build``: invented sites of several sizes, built cold, built again after an edit, edited in a warm process, searched.

Every measurement is a process of its own. Systems take turns within a round, so that a busy minute of the machine falls on all of
them; the table shows medians over the rounds.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from macros.bench import edits, generate, peers, report, searching, tools
from macros.bench.meter import CannotMeasure, Cost, measure, set_aside
from macros.bench.report import Run

ROOT = Path(__file__).resolve().parents[2]
CURVE = (100, 300, 1_000, 3_000, 10_000)
OURS = "Prongsai"
COLD, AGAIN, SHOWN, EDIT, UNCHANGED = "cold", "after an edit", "edit shown", "edit", "nothing changed"
_KINDS = ("status", "title", "text")  # what a webmaster changes on most days
_LEDGER = "import sys; from macros.site.commands import ledger; sys.exit(ledger.main(sys.argv[1:]))"
_COMMAND = "import sys; from macros.site.commands import build; sys.exit(build.main(sys.argv[1:]))"


def main(arguments: list[str] | None = None) -> int:
    """0 measured · 2 wrong use or cannot measure."""
    options = _parser().parse_args(arguments)
    if options.peers is not None:
        options.peers = [peer for peer in peers.PEERS if not options.peers or peer.name.lower() in options.peers]
    found = tools.install(_say) if options.peers else None
    try:
        with tempfile.TemporaryDirectory(prefix="prongsai-bench-", dir=options.work) as work:
            own = [_own(options, found, Path(work))] if options.root else []
            results = own or [_size(records, options, found, Path(work)) for records in options.records or CURVE]
    except CannotMeasure as reason:
        _say(str(reason))
        return 2
    print(report.as_json(results) if options.format == "json" else report.as_text(results))
    return 0


def _size(records: int, options: argparse.Namespace, found: tools.Tools | None, work: Path) -> report.Size:
    """All rounds with sites of ``records`` records."""
    size = report.Size(records, options.runs)
    for number in range(options.runs):
        for run in chain(_round(number, options, found, work, size), _agencies(records, options, work)):
            _say(f"{records:>6} · {number + 1}/{options.runs} · {run.system} · {run.operation} · {report.seconds(run.cost.cpu)} CPU")
            size.runs.append(run)
    if options.search:
        size.search = searching.ask(work / "output", records, _say)
    for name in ("site", "output", "peers", "agencies"):
        set_aside(work / name)
    return size


def _own(options: argparse.Namespace, found: tools.Tools | None, work: Path) -> report.Size:
    """The site in ``--root``, of which nothing is changed."""
    output, size = work / "output", report.Size(len(list((options.root / "measures").rglob("*.yml"))), options.runs)
    for _ in range(options.runs):
        set_aside(output)
        size.runs.append(Run(OURS, COLD, _build(options.root, output)))
        size.weigh(OURS, output)
        size.runs += _peers(COLD, options.peers, found, work, size) if found else ()
        size.runs.append(Run(OURS, UNCHANGED, _build(options.root, output)))
    return size


def _round(number: int, options: argparse.Namespace, found: tools.Tools | None, work: Path, size: report.Size) -> Iterator[Run]:
    site, output = work / "site", work / "output"
    files = generate.site(size.records, years=options.years)
    for folder in (site, output):
        set_aside(folder)
    generate.write(files, site)
    if options.published:
        _publish(site)
    yield Run(OURS, COLD, _build(site, output))
    size.weigh(OURS, output)
    before = report.digests(output)
    if found:
        yield from _peers(COLD, options.peers, found, work, size)
    changes = edits.edit(files, number, "title")
    edits.apply(changes, site)
    yield Run(OURS, AGAIN, _build(site, output))
    size.changed = report.differing(before, report.digests(output))
    if found:
        yield from _peers(AGAIN, options.peers, found, work, size)
    yield from _warm(edits.changed(files, changes), number, site, work)


def _agencies(records: int, options: argparse.Namespace, work: Path) -> Iterator[Run]:
    """Several agencies' sites in one process. The cost is all of them together."""
    if options.agencies:
        folder = work / "agencies"
        set_aside(folder)
        for number in range(1, options.agencies + 1):
            generate.write(generate.site(records, number, options.years), folder / f"agency-{number}")
        cost, _ = measure([sys.executable, "-c", _COMMAND, "--all", str(folder)], ROOT)
        yield Run(OURS, f"{options.agencies} agencies", cost)


def _publish(site: Path) -> None:
    """As a site is that is published already: with its ledger of addresses, in a git repository."""
    identity = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")
    commands = (("init", "--quiet"), ("add", "--all"), (*identity, "commit", "--quiet", "--message", "records"))
    for command in ([sys.executable, "-c", _LEDGER, "accept", "--root", str(site)], *(["git", "-C", str(site), *command] for command in commands)):
        measure(command, ROOT)


def _build(site: Path, output: Path) -> Cost:
    return measure([sys.executable, "-c", _COMMAND, "--root", str(site), "--output", str(output)], ROOT)[0]


def _warm(files: dict[str, str], number: int, site: Path, work: Path) -> Iterator[Run]:
    """One process: a first build that is not counted here, then one edit of each kind."""
    sequence = []
    for kind in _KINDS:
        changes = edits.edit(files, number, kind)
        files = edits.changed(files, changes)
        sequence.append((kind, changes))
    (work / "edits.json").write_text(json.dumps(sequence), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        cost, text = measure([sys.executable, "-m", "macros.bench.warm", str(site), folder, str(work / "edits.json")], ROOT)
    for row in json.loads(text.splitlines()[-1]):
        yield Run(OURS, SHOWN, Cost(row["shown_wall"], row["shown"], cost.peak), row["kind"])
        yield Run(OURS, EDIT, Cost(row["wall"], row["cpu"], cost.peak), row["kind"])


def _peers(operation: str, wanted: list[peers.Peer], found: tools.Tools, work: Path, size: report.Size) -> Iterator[Run]:
    """Every peer's build of what our output holds now; a program that fails is told once and left out."""
    for peer in wanted:
        if peer.name in size.left_out:
            continue
        folder = work / "peers" / peer.name
        try:
            peers.prepare(peer, work / "output", folder)
            if operation == COLD:
                peers.clear(peer, folder)
            yield from _steps(peer, operation, found, folder)
            size.weigh(peer.steps[-1].system, folder / peer.output)
        except CannotMeasure as reason:
            size.left_out[peer.name] = str(reason)
            _say(f"{peer.name}: {reason}")


def _steps(peer: peers.Peer, operation: str, found: tools.Tools, folder: Path) -> Iterator[Run]:
    total: Cost | None = None
    for step in peer.steps:
        cost, _ = measure(step.command(found, folder), folder, {"NO_MKDOCS_2_WARNING": "1"})
        total = cost if total is None else total + cost
        yield Run(step.system, operation, total)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.py build", description="วัดการสร้างเว็บไซต์ · measure building")
    parser.add_argument("--root", type=Path, metavar="DIR", help="วัดเว็บไซต์ในโฟลเดอร์นี้แทนเว็บไซต์ที่สร้างขึ้นเพื่อวัด · the site in DIR instead of invented ones")
    parser.add_argument("--records", type=_count, nargs="+", metavar="N", help=f"จำนวนบันทึก (ปกติ {' '.join(map(str, CURVE))}) · how many records")
    parser.add_argument("--runs", type=_count, default=3, metavar="K", help="จำนวนรอบ แสดงค่ากลาง (ปกติ 3) · rounds, of which medians are shown")
    names = [peer.name.lower() for peer in peers.PEERS]
    parser.add_argument("--peers", nargs="*", choices=names, metavar="NAME", help=f"วัดโปรแกรมอื่นด้วย ติดตั้งจากคลังแพ็กเกจเมื่อสั่งเท่านั้น · also others, fetched now: all of {' '.join(names)}, or those named")
    parser.add_argument("--years", type=_count, metavar="Y", help="กี่ปีงบประมาณ (ปกติ 3 ถึง 10 ตามจำนวนบันทึก) · in how many fiscal years")
    parser.add_argument("--agencies", type=_count, metavar="A", help="สร้างเว็บไซต์ของ A หน่วยงานในโปรเซสเดียวด้วย · also the sites of A agencies in one process")
    parser.add_argument("--published", action="store_true", help="เว็บไซต์มีบัญชีที่อยู่และอยู่ใน git แล้ว · sites with a ledger of addresses, in git")
    parser.add_argument("--no-search", dest="search", action="store_false", help="ไม่วัดการค้นหาในเบราว์เซอร์ · do not search in a browser")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--work", type=Path, metavar="DIR", help="โฟลเดอร์ชั่วคราวอยู่ที่ใด · where the temporary folder goes")
    return parser


def _count(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise ValueError(text)
    return number


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
