"""What a reader's first view of a page costs on the wire: the page and all that it asks for at once, as a server packs it."""

from __future__ import annotations

import gzip
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

LIMIT = 100_000  # bytes, for every kind of page
_PACKED_ALREADY = frozenset({".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".mp4", ".zip", ".pdf"})
_TAG = re.compile(r"<(?:link|script|img|source|iframe|video|audio|object|embed)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r'\s(?:href|src|data)="([^"]+)"')
_LATER = re.compile(r'\srel="(?:canonical|alternate|next|prev|license|author|help|search)"|\sloading="lazy"')
_URL = re.compile(r"url\([\"']?([^\"')]+)")


def first_view(site: Path, page: str) -> dict[str, int]:
    """Path in the site → bytes on the wire, of ``page`` (such as ``measures/2564/index.html``) and everything that it loads by
    itself. Fonts count all, though a browser asks only for those that the page's letters need."""
    html = (site / page).read_text(encoding="utf-8")
    tags = [tag for tag in _TAG.findall(html) if not _LATER.search(tag)]
    wanted = {page} | {_in(site, _path(page, unescape(address))) for tag in tags for address in _ADDRESS.findall(tag)}
    for sheet in [name for name in wanted if name.endswith(".css")]:
        wanted |= {_in(site, _path(sheet, address)) for address in _URL.findall((site / sheet).read_text(encoding="utf-8"))}
    return {name: on_the_wire(site / name) for name in sorted(wanted - {""})}


def total(site: Path, page: str) -> int:
    """Bytes of a reader's first view of ``page``."""
    return sum(first_view(site, page).values())


def _in(site: Path, name: str) -> str:
    """``name``, without the folders above the site that addresses of its 404 page begin with; empty when there is no such file."""
    while name and not (site / name).is_file():
        name = name.partition("/")[2]
    return name


def _path(page: str, address: str) -> str:
    """Where an address in ``page`` leads in the site; empty for one outside of it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    folder = "" if parts.path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/")))


def on_the_wire(path: Path) -> int:
    """Bytes of a file as a server sends it: packed, unless its format is packed already."""
    data = path.read_bytes()
    return len(data) if path.suffix in _PACKED_ALREADY else len(gzip.compress(data, 6, mtime=0))


__all__ = ["LIMIT", "first_view", "on_the_wire", "total"]
