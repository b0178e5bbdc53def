"""What must be true of the whole built site: our assets and no others, search index, open data, no dead link."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.problems import Place, Problem

_THEME_LEFTOVERS = ("assets/javascripts", "assets/stylesheets", "assets/images", "sitemap.xml", "sitemap.xml.gz")


def remove_leftovers(site: Path) -> None:
    """What the base theme and the engine copy and no page of ours uses."""
    for name in _THEME_LEFTOVERS:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


def write_files(site: Path, files: dict[str, bytes]) -> None:
    for name, data in sorted(files.items()):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def sitemap(base: str, addresses: list[str]) -> dict[str, bytes]:
    """``sitemap.xml`` and ``robots.txt``; empty when the site does not know its own address."""
    if not base:
        return {}
    base = base.rstrip("/")
    urls = "".join(f"  <url><loc>{base}{address}</loc></url>\n" for address in sorted(addresses))
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return {"sitemap.xml": xml.encode(), "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()}


_LINK = re.compile(r'<[^>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')


def dead_links(site: Path) -> Iterator[Problem]:
    """Links of every built page that lead to no file or no anchor of the built site."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    anchors = {path: set(map(unescape, _ID.findall(html))) for path, html in pages.items()}
    for path, html in pages.items():
        if path.name == "404.html":
            continue  # its links are written from the server's root, for it is shown at any address
        for link in sorted(set(_LINK.findall(html))):
            if not _alive(site, path, unescape(link), anchors):
                page = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
                yield Problem("built-link-dead", Place("mkdocs.yml"), {"page": page, "value": unescape(link)})


def _alive(site: Path, page: Path, link: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file() or not target.is_relative_to(site.resolve()):
        return False
    fragment = unquote(parts.fragment)
    return not fragment or target not in anchors or fragment in anchors[target] or fragment.startswith(":~:")
