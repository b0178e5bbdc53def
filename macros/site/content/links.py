"""What pages of ``content/`` say of other pages: links to what is not there, anchors included, and addresses that are taken."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from macros.ledger.current import anchors_in
from macros.pages.calls import without_code
from macros.pages.links import address_of, markdown_path_of
from macros.pages.page import Page
from macros.problems import Place, Problem
from macros.records.own_network import is_own, path_in
from macros.site.content.headings import given_ids, heading_id
from macros.site.content.pages import ContentPage
from macros.site.content.rules import LINK_TARGET
from macros.site.html.links import ids
from macros.site.inputs.names import MADE

LINK_DEAD = ("link-dead", "link-dead-near", "link-with-blank", "link-without-https")
_OTHER_SITE = re.compile(r"(?:www\.|(?:[a-z0-9-]+\.)+(?:th|com|net|org|info|me|gle|ly|ee|be|page)(?=[/?#]|\Z))[^\s]*", re.IGNORECASE)  # as people type addresses


def collisions(pages: list[ContentPage], made: list[Page]) -> Iterator[Problem]:
    """Pages at an address that another one has, or one ``made`` from records."""
    owners = {page.address: "records" for page in made}
    for page in pages:
        if page.address in owners:
            yield Problem("page-collision", Place(page.file), {"address": page.address, "other": owners[page.address]})
        owners[page.address] = page.file


def dead_links(content: Iterable[ContentPage], files: Iterable[str], pages: Iterable[str], made: bool = False) -> Iterator[Problem]:
    """Links in ``content`` to none of ``pages`` (Markdown paths) or ``files`` (attachments and open data), with their line.

    As long as the records have errors their pages are not made, and links to where such pages would be are left alone.
    """
    paths = {*(page.removeprefix("content/") for page in pages), *files}
    shorts = {_short(path): path for path in sorted(paths)}
    for page in content:
        folder = _folder(page)
        for offset, target in links_of(page):
            path = _path(target)
            if path is None and not made and is_own(target):
                inside = f"{path_in(target).strip('/')}/index.md".lstrip("/")
                yield Problem("link-to-own-network", page.place(offset), {"value": target, "suggestion": posixpath.relpath(inside, folder or ".")})
            if not path or path.startswith("//"):
                continue
            wanted = posixpath.normpath(posixpath.join(folder, path))
            if any(problem.place == page.place(offset) for problem in page.problems):
                continue  # it is no link that may stand there, wherever it leads
            if path.startswith("/") or (wanted not in paths and (made or not wanted.startswith(MADE))):
                if whole := _with_blanks(page.text, offset, folder, paths):
                    yield Problem("link-with-blank", page.place(offset), {"value": whole})
                    continue
                if _OTHER_SITE.fullmatch(target):
                    yield Problem("link-without-https", page.place(offset), {"value": target})
                    continue
                near = difflib.get_close_matches(_short(wanted), shorts, 1, 0.6)
                suggestion = {"suggestion": posixpath.relpath(shorts[near[0]], folder or ".")} if near else {}
                yield Problem("link-dead-near" if near else "link-dead", page.place(offset), {"value": target, **suggestion})


class Anchors(NamedTuple):
    """Of a page: ``there`` all that a link may lead to, ``lasting`` those that stay, and may be suggested."""

    there: frozenset[str]
    lasting: tuple[str, ...]


def anchors_of(text: str) -> Anchors:
    """The anchors of a page's text. One that only seems to be there, in code, is left to the check of the built site."""
    return Anchors(frozenset({*given_ids(without_code(text)), *ids(text)}), anchors_in(text))


def dead_anchors(content: Iterable[ContentPage], anchors_at: Callable[[str], Anchors | None], kept: Callable[[str], bool]) -> Iterator[Problem]:
    """Links in ``content`` into pages, to an anchor that is not there. ``anchors_at``: by Markdown path, None where no page is or none that
    is known to the end; ``kept``: whether the ledger keeps an address with its anchor alive, or tells itself that it is missing."""
    for page in content:
        for offset, target in links_of(page):
            path, anchor = _path(target), unquote(target.partition("#")[2])
            if path is None or not anchor or anchor.startswith(_OF_THE_ENGINE) or anchor in _OF_THE_THEME:
                continue
            wanted = posixpath.normpath(posixpath.join(_folder(page), path)) if path else page.file.removeprefix("content/")
            yield from _dead_anchor(page.place(offset), target, anchor, wanted, anchors_at, kept)


def dead_anchors_of_places(places: Iterable[tuple[Place, str]], anchors_at: Callable[[str], Anchors | None], kept: Callable[[str], bool]) -> Iterator[Problem]:
    """The same of records that lead to an address of the site, such as a disclosure: where that is written, and the address."""
    for place, target in places:
        address, _, anchor = target.partition("#")
        if anchor and anchor not in _OF_THE_THEME:
            for wanted in (markdown_path_of(address), f"{address.strip('/')}.md"):  # a page of content/ may be written either way
                yield from _dead_anchor(place, target, anchor, wanted, anchors_at, kept)


def _dead_anchor(
    place: Place, target: str, anchor: str, wanted: str, anchors_at: Callable[[str], Anchors | None], kept: Callable[[str], bool],
) -> Iterator[Problem]:
    anchors = anchors_at(wanted)
    if anchors is None or anchor in anchors.there or kept(f"{address_of(wanted)}#{anchor}"):
        return
    meant = heading_id(anchor.replace("-", " "))  # of who writes the words of a heading
    near = difflib.get_close_matches(anchor, anchors.lasting, 3, 0.6) or [name for name in anchors.lasting if name == meant]
    params = {"value": target, "anchor": anchor, **({"suggestion": ", ".join(f"#{name}" for name in near)} if near else {})}
    yield Problem("link-dead-anchor-near" if near else "link-dead-anchor", place, params)


_OF_THE_ENGINE = (":~:", "fn:", "fnref")  # words that a browser looks for; footnotes, which MkDocs numbers
_OF_THE_THEME = ("content", "cite")  # on every page


def _folder(page: ContentPage) -> str:
    return posixpath.dirname(page.file.removeprefix("content/"))


def _path(target: str) -> str | None:
    """The path in a link, empty if it leads into its own page; None if it leads out of the site."""
    written = target.split("#")[0].split("?")[0]
    return None if ":" in written else unquote(written)


def led_to(file: str, target: str) -> str:
    """The path below ``content/`` to which a link in ``file``, a page of that folder, leads; where it leads out of the site, its own folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file.removeprefix("content/")), _path(target) or ""))


def _with_blanks(text: str, offset: int, folder: str, paths: Container[str]) -> str | None:
    """The whole of a link that ends at its first blank for a parser, if a file is there under the whole name."""
    whole = text[offset : text.find(")", offset)].rstrip()
    is_there = " " in whole and "\n" not in whole and posixpath.normpath(posixpath.join(folder, unquote(whole))) in paths
    return whole if is_there else None


def links_of(page: ContentPage) -> Iterator[tuple[int, str]]:
    """Offsets and targets of the links and pictures in a page's Markdown; none of a page that is too tangled to be read."""
    if any(problem.code == "markdown-tangled" for problem in page.problems):
        return
    masked = " " * page.body + without_code(page.text[page.body:])
    for match in LINK_TARGET.finditer(masked):
        group = 2 if match[2] is not None else 3
        if match[group]:
            yield match.start(group), match[group]


def _short(path: str) -> str:
    """What tells a path from others, for likeness: without the slash before it and the ``/index.md`` that all folders have."""
    return path.strip("/").removesuffix("/index.md")


__all__ = ["LINK_DEAD", "Anchors", "anchors_of", "collisions", "dead_anchors", "dead_anchors_of_places", "dead_links", "led_to", "links_of"]
