"""What must be true of the whole built site: our assets and no others, search index, open data, no dead link."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.problems import Place, Problem

_THEME_LEFTOVERS = (
    "assets/javascripts", "assets/stylesheets", "assets/images", "css", "js", "fonts", "icon.svg", "sitemap.xml", "sitemap.xml.gz",
)


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
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: (site / name).read_text(encoding="utf-8") for name in sorted(files) if name.endswith(".html")}
    anchors = {name: set(map(unescape, _ID.findall(html))) for name, html in pages.items()}
    for name, html in pages.items():
        if name == "404.html":
            continue  # its links are written from the server's root, for it is shown at any address
        for link in sorted(set(map(unescape, _LINK.findall(html)))):
            if not _alive(name, link, files, anchors):
                yield Problem("built-link-dead", Place("mkdocs.yml"), {"page": "/" + name.removesuffix("index.html"), "value": link})


def _alive(page: str, link: str, files: set[str], anchors: dict[str, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    if target not in files:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        return False
    fragment = unquote(parts.fragment)
    return not fragment or target not in anchors or fragment in anchors[target] or fragment.startswith(":~:")
