"""Measure the search: build a site from a folder of pages, type queries into a browser, print a table."""

import argparse
import gzip
import json
import os
import sys
import tempfile
from pathlib import Path

OWN = Path(__file__).resolve().parents[3] / "tests" / "search" / "cases"


def main(arguments: "list[str] | None" = None) -> int:
    """The command `bench.py search`; returns its exit status."""
    options = _parser().parse_args(arguments)
    if not options.pages.is_dir() or not options.queries.is_file():
        print(f"ไม่พบ {options.pages} หรือ {options.queries} / no such folder of pages or file of queries", file=sys.stderr)
        return 2
    from macros.search.bench.score import costs_table, load, misses, table

    queries = load(options.queries)
    from macros.search.bench.sites import CannotMeasure

    with tempfile.TemporaryDirectory(prefix="prongsai-bench-") as work, _browser() as browser:
        try:
            systems, costs = _measure(browser, options, queries, Path(work))
        except CannotMeasure as reason:
            _say(str(reason))
            return 2
        print(table(systems))
        print(f"\n{costs_table(costs)}\nours: {costs['ours']['pages']:.0f} pages, index {costs['ours']['index']:.0f} KB in all (gzip)")
        if options.misses:
            print("\n".join(misses(systems["ours"])))
    return 0


def _measure(browser, options, queries, work: Path) -> tuple[dict, dict]:
    """({system: outcomes}, {system: costs})"""
    from macros.search.bench import browser as typing
    from macros.search.bench import sites

    _say("ours")
    site = options.site or work / "ours"
    if options.root:
        sites.write_site(options.root, site)
    elif not options.site:
        sites.write_ours(options.pages, site)
    outcomes, costs = typing.ask_ours(browser, site, queries)
    costs["pages"] = json.loads((site / "search" / "manifest.json").read_text(encoding="utf-8"))["pages"]
    costs["index"] = sum(len(gzip.compress(path.read_bytes(), 6)) for path in (site / "search").iterdir() if path.suffix in (".json", ".txt")) / 1000
    peers = _peers(browser, options.pages, queries, work) if options.peers else {}
    return {"ours": outcomes, **{name: found for name, (found, _) in peers.items()}}, {"ours": costs, **{name: paid for name, (_, paid) in peers.items()}}


def _peers(browser, pages: Path, queries, work: Path) -> dict:
    """{system: (outcomes, costs)} of Material's own search and of Pagefind; what cannot be measured here is told and left out."""
    from macros.search.bench import browser as typing
    from macros.search.bench import sites

    ways = {
        "material": (lambda site: sites.write_material(pages, site, work / "material-work"), typing.ask_material),
        "pagefind": (lambda site: sites.write_pagefind(pages, site), typing.ask_pagefind),
    }
    systems = {}
    for name, (write, ask) in ways.items():
        _say(name)
        try:
            write(work / name)
            systems[name] = ask(browser, work / name, queries)
        except sites.CannotMeasure as reason:
            _say(f"{name}: {reason}")
    return systems


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.py search", description="วัดการค้นหา / measure the search")
    parser.add_argument("--pages", type=Path, default=OWN / "pages", help="โฟลเดอร์ของหน้า Markdown / folder of Markdown pages")
    parser.add_argument("--queries", type=Path, default=OWN / "queries.json", help="ไฟล์คำค้น / file of graded queries")
    parser.add_argument("--site", type=Path, help="เว็บไซต์ที่สร้างไว้แล้ว แทน --pages / a built site instead of pages")
    parser.add_argument("--root", type=Path, metavar="DIR", help="สร้างเว็บไซต์ในโฟลเดอร์นี้แล้ววัด แทน --pages / the site in DIR, built now")
    parser.add_argument("--peers", action="store_true", help="วัด Material และ Pagefind ด้วย / also measure Material's own search and Pagefind")
    parser.add_argument("--misses", action="store_true", help="แสดงคำค้นที่ผิด / list the queries that went wrong")
    return parser


def _browser():
    import contextlib

    from playwright.sync_api import sync_playwright

    @contextlib.contextmanager
    def opened():
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=_executable(), args=["--disable-gpu", "--no-first-run", *root])
            yield chromium
            chromium.close()

    return opened()


def _executable() -> "str | None":
    """The browser that the tests use; None lets Playwright take its own."""
    try:
        import _browser as installed
    except ImportError:
        return os.environ.get("PRONGSAI_BROWSER")
    return os.environ.get("PRONGSAI_BROWSER") or installed.find()


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr)
