"""Links of built pages, and which of them lead to no file or no anchor of the built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from html import unescape
from sys import intern
from typing import Protocol
from urllib.parse import unquote, urlsplit

from macros.problems import Place, Problem

Target = tuple[str, str, str]
"""A path in the site, an anchor there (both may be empty: the page itself, no anchor), and the link as it is written."""

_LINK = re.compile(r'<[a-zA-Z]+\s(?:[^>]*?\s)?(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_UNCHECKED = "404.html"  # its links are written from the server's root, for it is shown at any address


def ids(html: str) -> tuple[str, ...]:
    """The anchors of a page."""
    return tuple(map(intern, map(unescape, _ID.findall(html))))


def targets(page: str, html: str) -> tuple[Target, ...]:
    """Where the page ``page`` (its path in the site) leads within the site."""
    if page == _UNCHECKED:
        return ()
    folder = posixpath.dirname(page)
    above = posixpath.dirname(folder)
    found = []
    for link in sorted(set(_LINK.findall(html))):
        # Pages of one folder have most links in common: one that begins with ../ leads from all of them to the same place.
        found.append(_target(above, link[3:], link) if link.startswith("../") else _target(folder, link, link))
    return tuple(target for target in found if target)


@lru_cache(maxsize=1 << 16)
def _target(folder: str, link: str, written: str) -> Target | None:
    link, written = unescape(link), unescape(written)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path and link == written:
        return "", fragment, written
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path))), fragment, written


class Page(Protocol):
    links: tuple[Target, ...]
    ids: tuple[str, ...]


def dead(pages: Mapping[str, Page], files: Container[str]) -> Iterator[Problem]:
    """``pages``: path in the site → a page. ``files``: every path of the site."""
    fine: set[Target] = set()  # pages have most links in common
    for name, page in sorted(pages.items(), key=lambda named: named[0]):
        for link in page.links:
            path, fragment, written = link
            if link in fine or (not path and fragment in page.ids):
                continue
            if _alive(path or name, fragment, files, pages):
                if path:
                    fine.add(link)
            else:
                yield Problem("built-link-dead", Place("mkdocs.yml"), {"page": "/" + name.removesuffix("index.html"), "value": written})


def _alive(path: str, fragment: str, files: Container[str], pages: Mapping[str, Page]) -> bool:
    if path not in files:
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    if path not in files:
        return False
    return not fragment or path not in pages or fragment in pages[path].ids or fragment.startswith(":~:")


__all__ = ["Target", "dead", "ids", "targets"]
