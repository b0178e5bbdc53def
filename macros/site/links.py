"""Links of built pages, and which of them lead to no file or no anchor of the built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from operator import itemgetter
from sys import intern
from typing import Protocol
from urllib.parse import unquote, urlsplit

from macros.problems import Place, Problem

Target = tuple[str, str, str]
"""A path in the site, an anchor there (both may be empty: the page itself, no anchor), and the link as it is written."""

_LINK = re.compile(r'<[a-zA-Z]+\s(?:[^>]*?\s)?(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_PLAIN = re.compile(r"(?!//)[a-zA-Z0-9_./-]+(?:#[a-zA-Z0-9_-]*)?")  # nothing in it is escaped, and it has neither a scheme nor a host
_UNCHECKED = "404.html"  # its links are written from the server's root, for it is shown at any address


def written(html: str) -> list[str]:
    """The links of a page or of a piece of one, as they are written."""
    return _LINK.findall(html)


def ids(html: str) -> list[str]:
    """The anchors of a page or of a piece of one."""
    return list(map(intern, map(unescape, _ID.findall(html))))


def targets(page: str, links: Iterable[str]) -> tuple[Target, ...]:
    """Where ``links``, as they are written in the page ``page`` (its path in the site), lead within the site."""
    if page == _UNCHECKED:
        return ()
    folder = posixpath.dirname(page)
    above = posixpath.dirname(folder)
    return tuple(filter(None, [_target_from(folder, above, link) for link in links]))


def _target_from(folder: str, above: str, link: str) -> Target | None:
    """Pages have most links in common: within a page, out of the site, or to what is the same from all pages of a folder."""
    return _common_target(above, link) if link.startswith(("../", "#", "https://", "http://")) else _target(folder, link, link)


@lru_cache(maxsize=1 << 13)
def _common_target(above: str, link: str) -> Target | None:
    return _target(above, link[3:], link) if link.startswith("../") else _target("", link, link)


def _target(folder: str, link: str, written: str) -> Target | None:
    if _PLAIN.fullmatch(link):
        path, _, fragment = link.partition("#")
        return posixpath.normpath(posixpath.join(folder, path)), fragment, written
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
    ids: frozenset[str]


class Checked:
    """Links that are known to lead somewhere, from one build to the next: only pages that changed are looked at, and all of them when
    something that one of them leads to has gone."""

    def __init__(self) -> None:
        self._fine: set[Target] = set()
        self._led: set[str] = set()  # paths of these
        self._files: frozenset[str] = frozenset()
        self._changed: set[str] = set()
        self._lost: set[str] = set()

    def change(self, name: str, before: Page | None, now: Page | None) -> None:
        """The page ``name`` was made anew; it has gone when ``now`` is None."""
        self._changed.add(name)
        if now is None or (before is not None and not before.ids <= now.ids):
            self._lost.add(name)

    def problems(self, pages: Mapping[str, Page], files: frozenset[str]) -> list[Problem]:
        """What is wrong with the links of ``pages`` (path in the site → page); ``files`` are all paths of the site."""
        if gone := self._gone(self._lost | (self._files - files), pages, files):
            self._fine, self._changed = self._fine - gone, set(pages)
        self._files, self._lost = files, set()
        self._changed.intersection_update(pages)
        found = list(_dead(sorted(self._changed), pages, files, self._fine, self._led))
        self._changed = {name for name, _ in found}  # they are looked at again
        return [problem for _, problem in found]

    def _gone(self, lost: set[str], pages: Mapping[str, Page], files: frozenset[str]) -> set[Target]:
        """Targets that led somewhere and do not any more, now that these files, or anchors in them, are there no more."""
        paths = {*lost, *map(posixpath.dirname, lost)}
        if paths.isdisjoint(self._led):
            return set()
        return {target for target in self._fine if target[0] in paths and not _alive(*target[:2], files, pages)}


def dead(pages: Mapping[str, Page], files: Container[str]) -> list[Problem]:
    """``Checked.problems`` of pages that nothing is known of."""
    return [problem for _, problem in _dead(sorted(pages), pages, files, set(), set())]


def _dead(names: Iterable[str], pages: Mapping[str, Page], files: Container[str], fine: set[Target], led: set[str]) -> Iterator[tuple[str, Problem]]:
    """The page and the problem. ``fine`` grows, with their paths in ``led``: pages have most links in common."""
    for name in names:
        for link in () if fine.issuperset(pages[name].links) else sorted({*pages[name].links}, key=itemgetter(2)):
            path, fragment, written = link
            if link not in fine and not _alive(path or name, fragment, files, pages):
                yield name, Problem("built-link-dead", Place("mkdocs.yml"), {"page": "/" + name.removesuffix("index.html"), "value": written})
            elif path:
                fine.add(link)
                led.add(path)


def _alive(path: str, fragment: str, files: Container[str], pages: Mapping[str, Page]) -> bool:
    if path not in files:
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    if path not in files:
        return False
    return not fragment or path not in pages or fragment in pages[path].ids or fragment.startswith(":~:")


__all__ = ["Checked", "Target", "dead", "ids", "targets", "written"]
