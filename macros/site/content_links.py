"""What pages of ``content/`` say of other pages: links to what is not there, and addresses that are taken."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Container, Iterable, Iterator
from urllib.parse import unquote

from macros.pages.calls import without_code
from macros.pages.page import Page
from macros.problems import Place, Problem
from macros.site.content import ContentPage
from macros.site.content_rules import LINK_TARGET
from macros.site.names import MADE

LINK_DEAD = ("link-dead", "link-dead-near", "link-with-blank")


def collisions(pages: list[ContentPage], made: list[Page]) -> Iterator[Problem]:
    """Pages at an address that another one has, or one ``made`` from records."""
    owners = {page.address: "records" for page in made}
    for page in pages:
        if page.address in owners:
            yield Problem("page-collision", Place(page.file), {"address": page.address, "other": owners[page.address]})
        owners[page.address] = page.file


def dead_links(content: Iterable[ContentPage], attachments: Iterable[str], pages: Iterable[str], made: bool = False) -> Iterator[Problem]:
    """Links in ``content`` to none of ``pages`` (Markdown paths) or ``attachments``, with their line.

    As long as the records have errors their pages are not made, and links to where such pages would be are left alone.
    """
    paths = {*(page.removeprefix("content/") for page in pages), *attachments}
    shorts = {_short(path): path for path in sorted(paths)}
    for page in content:
        folder = posixpath.dirname(page.file.removeprefix("content/"))
        for offset, target in links_of(page):
            written = target.split("#")[0].split("?")[0]
            path = unquote(written)
            if not path or ":" in written or path.startswith("//"):
                continue
            wanted = posixpath.normpath(posixpath.join(folder, path))
            if any(problem.place == page.place(offset) for problem in page.problems):
                continue  # it is no link that may stand there, wherever it leads
            if path.startswith("/") or (wanted not in paths and (made or not wanted.startswith(MADE))):
                if whole := _with_blanks(page.text, offset, folder, paths):
                    yield Problem("link-with-blank", page.place(offset), {"value": whole})
                    continue
                near = difflib.get_close_matches(_short(wanted), shorts, 1, 0.6)
                suggestion = {"suggestion": posixpath.relpath(shorts[near[0]], folder or ".")} if near else {}
                yield Problem("link-dead-near" if near else "link-dead", page.place(offset), {"value": target, **suggestion})


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


__all__ = ["LINK_DEAD", "collisions", "dead_links", "links_of"]
