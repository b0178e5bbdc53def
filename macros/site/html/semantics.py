"""Tables that everybody can use, whoever wrote them: Markdown has no word for scopes and names, and designers forget.

A head without ``scope`` is that of its column; a table without a caption is named by the heading above it; a table that may have
to be scrolled and holds nothing that the keyboard reaches can be reached itself. A table from Markdown gets the box in which it may be scrolled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from macros.site.html.line_breaks import keep_words

if TYPE_CHECKING:
    from macros.site.html.pieces import Row

_PART = re.compile(r'<h[1-6]\b[^>]*?\sid="([^"]+)"[^>]*>|<div class="ps-table-wrap">|<table\b[^>]*>|<th(?=[\s>])[^>]*>')
_BARE = re.compile(r'<table>(?<!"><table>).*?</table>', re.DOTALL)  # one in its box stands right behind a tag with attributes
_NAMED = re.compile(r"\saria-label")
_REACHED = re.compile(r"<(a\s|button\b|input\b|select\b)")
_REACHABLE = frozenset(("a", "button", "input", "select"))


def apply(site: Path) -> None:
    """Mend every page of the built site, and keep its words whole where lines end."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        path.write_text(keep_words(with_semantics(html)), encoding="utf-8", newline="\n")


def with_semantics(html: str) -> str:
    """A page's HTML with its tables mended; the same when nothing is to be mended."""
    html = _BARE.sub(r'<div class="ps-table-wrap">\g<0></div>', html)
    heading = ""

    def mend(found: re.Match) -> str:
        nonlocal heading
        heading, at = found[1] or heading, found.end()
        return _mended(found[0], heading, lambda: bool(_REACHED.search(_table_after(html, at))), lambda: "<caption" in _table_after(html, at))

    return _PART.sub(mend, html)


def concerns(tag: str) -> bool:
    """Is this a tag that ``with_semantics`` may mend, or a heading that names what stands behind it?"""
    return bool(_PART.match(tag)) and not (tag.startswith("<th") and " scope=" in tag)


def mend(row: Row, html: list[str], places: list[int]) -> bool:
    """``with_semantics`` of a row's pieces, whose HTML ``html`` is; ``places``: of those that it concerns. False where it takes more than tags: there is a
    table without a box, or one above all headings."""
    heading = ""
    for at in places:
        if not (found := _PART.match(row.pieces[at].tag_html)):
            continue
        heading = found[1] or heading
        if not heading or found[0] == "<table>":
            return False
        end = partial(_table_end, row, at)
        html[at] = _mended(found[0], heading, lambda: _reached(row, at, end()), lambda: "caption" in row.names[at : end()]) + html[at][found.end():]  # noqa: B023
    return True


def _table_end(row: Row, at: int) -> int:
    """Where the first table ends that ends behind this place."""
    place = row.next("table", at + 1, row.size)
    while place < row.size and not row.pieces[place].tag.closes:
        place = row.next("table", place + 1, row.size)
    return place


def _reached(row: Row, at: int, end: int) -> bool:
    return not _REACHABLE.isdisjoint(row.names[at:end]) and any(_REACHED.match(piece.html) for piece in row.pieces[at:end] if piece.tag.name in _REACHABLE)


def _mended(tag: str, heading: str, reached: Callable[[], bool], captioned: Callable[[], bool]) -> str:
    """``heading``: the id of the one above; ``reached``: does the keyboard reach anything in the table behind? ``captioned``: has it a caption?"""
    if tag.startswith("<th"):
        return tag if " scope=" in tag else f'<th scope="col"{tag[3:]}'
    if heading and tag.startswith("<div") and not reached():
        return f'{tag[:-1]} tabindex="0" role="group" aria-labelledby="{heading}">'
    if heading and tag.startswith("<table") and not _NAMED.search(tag) and not captioned():
        return f'<table aria-labelledby="{heading}"{tag[6:]}'
    return tag


def _table_after(html: str, at: int) -> str:
    end = html.find("</table>", at)
    return html[at : end if end >= 0 else len(html)]


__all__ = ["apply", "concerns", "mend", "with_semantics"]
