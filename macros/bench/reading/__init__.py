"""What a reader gets: bytes of the first view, findings of axe-core and marks of Lighthouse, for each kind of page of a built site.

``python3 scripts/bench.py pages [--site DIR | --root DIR] [--runs N] [--no-lighthouse] [--pictures DIR]``
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros.bench.meter import CannotMeasure
from macros.bench.reading import axe, lighthouse, pictures
from macros.bench.reading.serving import served
from macros.oit.report import table
from macros.site.whole import weight

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ROOT = Path(__file__).resolve().parents[3]
_LIGHTHOUSE = ("home", "plan", "line", "oit-item")  # the kinds that are marked, unless others are asked for


def main(arguments: list[str] | None = None) -> int:
    """The command ``bench.py pages``; returns its exit status: 1 when a page is too heavy, axe-core finds something or a mark is below 95."""
    options = _parser().parse_args(arguments)
    try:
        with _site(options) as site, served(site) as address, _browser() as browser:
            return _measured(site, address, browser, options)
    except CannotMeasure as reason:
        print(reason, file=sys.stderr)
        return 2


def kinds(site: Path) -> dict[str, str]:
    """Kind → the page of that kind whose first view weighs most, as a path in the site; the start, the search and 404 besides."""
    heaviest: dict[str, tuple[int, str]] = {}
    for row in json.loads((site / "data/pages.json").read_text(encoding="utf-8")):
        page = row["address"].lstrip("/") + "index.html"
        heaviest[row["kind"]] = max(heaviest.get(row["kind"], (0, "")), (weight.total(site, page), page))
    return {"home": "index.html", **{kind: page for kind, (_, page) in sorted(heaviest.items())}, "not-found": "404.html"}


def _measured(site: Path, address: str, browser: Browser, options: argparse.Namespace) -> int:
    pages = kinds(site)
    sums = {kind: weight.total(site, page) for kind, page in pages.items()}
    found = {kind: axe.counts(browser, address + _open(page)) for kind, page in pages.items()} if options.axe else {}
    marks = {kind: lighthouse.marks(address + _open(pages[kind]), options.runs, _say) for kind in _LIGHTHOUSE if kind in pages} if options.lighthouse else {}
    if options.pictures:
        pictures.take(browser, {kind: address + _open(page) for kind, page in pages.items()}, options.pictures)
    print(_bytes_table(pages, sums))
    for rows in (_axe_table(found), _marks_table(marks)):
        print(f"\n{rows}" if rows else "", end="\n" if rows else "")
    poor = any(cost > weight.LIMIT for cost in sums.values()) or any(sum(row.values()) for row in found.values()) or any(min(row[: len(lighthouse.CATEGORIES)]) < 95 for row in marks.values())
    return int(poor)


def _open(page: str) -> str:
    return page.removesuffix("index.html")


def _bytes_table(pages: dict[str, str], sums: dict[str, int]) -> str:
    return table([("kind", "heaviest page", "first view, bytes (gzip)"), *((kind, "/" + _open(page), f"{sums[kind]:,}") for kind, page in pages.items())])


def _axe_table(found: dict[str, dict[str, int]]) -> str:
    if not found:
        return ""
    heads = list(next(iter(found.values())))
    return table([("axe-core findings", *heads), *((kind, *map(str, row.values())) for kind, row in found.items())])


def _marks_table(marks: dict[str, tuple]) -> str:
    heads = ("Lighthouse, throttled phone", *lighthouse.CATEGORIES, *lighthouse.TIMES)
    return table([heads, *((kind, *map(str, row)) for kind, row in marks.items())]) if marks else ""


@contextlib.contextmanager
def _site(options: argparse.Namespace) -> Iterator[Path]:
    """The folder of the built site: the one that was named, or one built for the occasion."""
    if options.site:
        if not (options.site / "data/pages.json").is_file():
            raise CannotMeasure(f"{options.site}: ไม่ใช่เว็บไซต์ที่สร้างแล้ว / no built site")
        yield options.site
        return
    from macros.problems.render import as_text
    from macros.site.build import build

    with tempfile.TemporaryDirectory(prefix="prongsai-bench-") as work:
        result = build(options.root, Path(work) / "site")
        if not result.ok:
            raise CannotMeasure(as_text(result.problems))
        yield Path(work) / "site"


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    import _browser as finding
    from _env import CannotRun
    from playwright.sync_api import sync_playwright

    try:
        lighthouse.BROWSER = finding.ensure()
    except CannotRun as reason:
        raise CannotMeasure(" / ".join(reason.args[0])) from None
    with sync_playwright() as playwright, contextlib.closing(playwright.chromium.launch(executable_path=lighthouse.BROWSER, args=lighthouse.FLAGS)) as browser:
        yield browser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.py pages", description="Bytes, axe-core and Lighthouse for each kind of page.")
    parser.add_argument("--site", type=Path, help="a built site (default: build one)")
    parser.add_argument("--root", type=Path, default=_ROOT, help="the site to build")
    parser.add_argument("--runs", type=int, default=3, help="runs of Lighthouse for each page; the middle one counts (3)")
    parser.add_argument("--no-lighthouse", dest="lighthouse", action="store_false", help="leave Lighthouse out, which is fetched from npm once")
    parser.add_argument("--no-axe", dest="axe", action="store_false", help="leave axe-core out")
    parser.add_argument("--pictures", type=Path, help="also write a picture of each page, width and scheme into this folder")
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


__all__ = ["kinds", "main"]
