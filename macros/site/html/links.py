"""Links of built pages, and which of them lead to no file or no anchor of the built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from operator import itemgetter
from sys import intern
from typing import Protocol
from urllib.parse import unquote, urlsplit

from macros.problems import Place, Problem

Target = tuple[str, str]
"""A path in the site, and an anchor there; both may be empty: the page itself, no anchor."""

Read = Callable[[str], str]
"""The HTML of a page by its path in the site: asked only for how a dead link is written there."""

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
    """Pages have most links in common: within a page, or to what is the same from all pages of a folder."""
    if link.startswith(("https://", "http://")):
        return None
    return _common_target(above, link) if link.startswith(("../", "#")) else _target(folder, link)


@lru_cache(maxsize=1 << 10)
def _common_target(above: str, link: str) -> Target | None:
    return _target(above, link[3:], True) if link.startswith("../") else _target("", link)


def _target(folder: str, link: str, away: bool = False) -> Target | None:
    """``away``: away from the page itself, even if nothing but an anchor is left of the link."""
    if _PLAIN.fullmatch(link):
        path, _, fragment = link.partition("#")
        return posixpath.normpath(posixpath.join(folder, path)), fragment
    parts = urlsplit(unescape(link))
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path and not away:
        return "", fragment
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path))), fragment


class Page(Protocol):
    @property
    def links(self) -> tuple[Target, ...]: ...

    @property
    def ids(self) -> frozenset[str]: ...


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

    def problems(self, pages: Mapping[str, Page], files: frozenset[str], read: Read) -> list[Problem]:
        """What is wrong with the links of ``pages`` (path in the site → page); ``files`` are all paths of the site."""
        if gone := self._gone(self._lost | (self._files - files), pages, files):
            self._fine, self._changed = self._fine - gone, set(pages)
        self._files, self._lost = files, set()
        self._changed.intersection_update(pages)
        found = list(_dead(sorted(self._changed), pages, files, read, self._fine, self._led))
        self._changed = {name for name, _ in found}  # they are looked at again
        return [problem for _, problem in found]

    def _gone(self, lost: set[str], pages: Mapping[str, Page], files: frozenset[str]) -> set[Target]:
        """Targets that led somewhere and do not any more, now that these files, or anchors in them, are there no more."""
        paths = {*lost, *map(posixpath.dirname, lost)}
        if paths.isdisjoint(self._led):
            return set()
        return {target for target in self._fine if target[0] in paths and not _alive(*target, files, pages)}


def dead(pages: Mapping[str, Page], files: Container[str], read: Read) -> list[Problem]:
    """``Checked.problems`` of pages that nothing is known of."""
    return [problem for _, problem in _dead(sorted(pages), pages, files, read, set(), set())]


def _dead(
    names: Iterable[str], pages: Mapping[str, Page], files: Container[str], read: Read, fine: set[Target], led: set[str],
) -> Iterator[tuple[str, Problem]]:
    """The page and the problem. ``fine`` grows, with their paths in ``led``: pages have most links in common."""
    for name in names:
        links = set(pages[name].links) - fine
        lost = {link for link in links if not _alive(link[0] or name, link[1], files, pages)}
        for value in _as_written(name, lost, read(name)) if lost else ():
            yield name, Problem("built-link-dead", Place("mkdocs.yml"), {"page": "/" + name.removesuffix("index.html"), "value": value})
        found = {link for link in links - lost if link[0]}
        fine |= found
        led.update(map(itemgetter(0), found))


def _as_written(name: str, lost: set[Target], html: str) -> list[str]:
    """The links in the page ``name`` that lead to these, in order. None of these is passed over, even if it were written nowhere."""
    return sorted({unescape(link) for link in written(html) if not lost.isdisjoint(targets(name, (link,)))}) or sorted(map("#".join, lost))


def _alive(path: str, fragment: str, files: Container[str], pages: Mapping[str, Page]) -> bool:
    if path not in files:
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    if path not in files:
        return False
    return not fragment or path not in pages or fragment in pages[path].ids or fragment.startswith(":~:")


__all__ = ["Checked", "Read", "Target", "dead", "ids", "targets", "written"]
