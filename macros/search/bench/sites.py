"""Sites to measure: one with our search, one with Material's own, one with Pagefind, from one folder of pages."""

import html
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import markdown

from macros.search.bundle import bundle
from macros.search.extract import document_from_html
from macros.search.index import build
from macros.search.synonyms import default


class CannotMeasure(Exception):
    """A program that a peer needs is missing or failed; the argument says which and why."""


CLIENT = Path(__file__).parent.parent / "client"
WAYS = (("ดัชนี ก–ฮ", "/a-z/"),)
_PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="{base}client/search.css">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"></head>
<body><header><form role="search" action="{base}search/" data-search-base="{base}"><label for="box">ค้นหา</label>
<input id="box" type="search" name="q" data-search-box autocomplete="off"></form></header>
<main>{main}</main><script type="module" src="{base}client/search.js"></script></body></html>
"""


def pages_of(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, HTML) of each Markdown page in `folder`."""
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        name = name.removesuffix("index").rstrip("/") if name == "index" or name.endswith("/index") else name
        yield (f"/{name}/" if name else "/"), markdown.markdown(path.read_text(encoding="utf-8"), extensions=["toc", "tables", "attr_list"])


def write_ours(folder: Path, site: Path, ways: Iterable[tuple[str, str]] = WAYS) -> None:
    """A bare site of the pages in `folder` with our search on every page; no theme, strict Content-Security-Policy."""
    pages = list(pages_of(folder))
    documents = [document_from_html(page, address) for address, page in pages]
    for document, (address, page) in zip(documents, pages):
        _write(site, address, document.title, page)
    _write(site, "/search/", "ค้นหา", "<h1>ค้นหา</h1><div data-search-page></div>")
    _write(site, "/a-z/", "ดัชนี", "<h1>ดัชนี</h1>")
    for name, content in build(documents, default(), ways).items():
        (site / "search" / name).write_bytes(content)
    (site / "client").mkdir()
    (site / "client" / "search.js").write_bytes(bundle())
    shutil.copyfile(CLIENT / "search.css", site / "client" / "search.css")


def write_site(root: Path, site: Path) -> None:
    """The site whose sources lie in `root`, as it is published."""
    from macros.site.build import build as build_site

    if not build_site(root, site).ok:
        raise CannotMeasure(f"{root} has problems: python3 scripts/check.py --root {root}")


def _write(site: Path, address: str, title: str, main: str) -> None:
    folder = site / address.strip("/")
    folder.mkdir(parents=True, exist_ok=True)
    base = "../" * len([part for part in address.split("/") if part]) or "./"
    page = _PAGE.format(title=html.escape(title), base=base, main=main)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")


def write_material(folder: Path, site: Path, work: Path) -> None:
    """Material's own search with `lang: th`, everything else as it comes."""
    config = f"""site_name: search
docs_dir: {folder.resolve().as_posix()}
site_dir: {site.resolve().as_posix()}
theme: {{name: material, language: th, font: false}}
plugins: [{{search: {{lang: th}}}}]
"""
    work.mkdir(parents=True, exist_ok=True)
    (work / "mkdocs.yml").write_text(config, encoding="utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(work / "mkdocs.yml")])


def write_pagefind(folder: Path, site: Path) -> None:
    """Pagefind over the bare pages, fetched by npm when it is not there yet."""
    write_ours(folder, site)
    _run(["npx", "--yes", "pagefind@1", "--site", str(site), "--root-selector", "main", "--force-language", "th"])


def _run(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise CannotMeasure(f"{command[0]} is not on this machine")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise CannotMeasure(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
