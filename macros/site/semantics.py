"""Tables that everybody can use, whoever wrote them: Markdown has no word for scopes and names, and designers forget.

A head without ``scope`` is that of its column; a table without a caption is named by the heading above it; a table that may have
to be scrolled and holds nothing that the keyboard reaches can be reached itself. A table from Markdown gets the box in which it may be scrolled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from macros.site.line_breaks import keep_words

if TYPE_CHECKING:
    from macros.site.pieces import Row

_PART = re.compile(r'<h[1-6]\b[^>]*?\sid="([^"]+)"[^>]*>|<div class="ps-table-wrap">|<table\b[^>]*>|<th(?=[\s>])[^>]*>')
_BARE = re.compile(r'<table>(?<!"><table>).*?</table>', re.DOTALL)  # one in its box stands right behind a tag with attributes
_NAMED = re.compile(r"\saria-label")
_REACHED = re.compile(r"<(a\s|button\b|input\b|select\b)")


def apply(site: Path) -> None:
    """Mend every page of the built site, and keep its words whole where lines end."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        path.write_text(keep_words(with_semantics(html)), encoding="utf-8", newline="\n")


def with_semantics(html: str) -> str:
    html = _BARE.sub(r'<div class="ps-table-wrap">\g<0></div>', html)
    return _PART.sub(_mender(lambda found: [_table_after(html, found.end())]), html)


def concerns(tag: str) -> bool:
    """Is this a tag that ``with_semantics`` may mend, or a heading that names what stands behind it?"""
    return bool(_PART.match(tag)) and not (tag.startswith("<th") and " scope=" in tag)


def mend(row: Row, html: list[str], places: list[int]) -> bool:
    """``with_semantics`` of a row's pieces, whose HTML ``html`` is; ``places``: of those that it concerns. False, and nothing mended, where it takes more
    than tags: there is a table without a box, or one above all headings."""
    tags = [row.pieces[place].tag_html for place in places]
    if "<table>" in tags or not tags[:1] or tags[0][2] not in "123456":
        return not tags
    at = 0
    mender = _mender(lambda _: takewhile(lambda behind: not behind.startswith("</table>"), (piece.html for piece in row.pieces[at + 1 :])))
    for at, tag in zip(places, tags):
        html[at] = _PART.sub(mender, tag) + html[at][len(tag):]
    return True


def _mender(table_behind: Callable[[re.Match], Iterable[str]]) -> Callable[[re.Match], str]:
    """``table_behind``: the HTML of the rest of a table."""
    heading = ""

    def mend(found: re.Match) -> str:
        nonlocal heading
        tag = found[0]
        if found[1]:
            heading = found[1]
        elif tag.startswith("<th"):
            return tag if " scope=" in tag else f'<th scope="col"{tag[3:]}'
        elif heading and tag.startswith("<div"):
            return tag if any(map(_REACHED.search, table_behind(found))) else f'{tag[:-1]} tabindex="0" role="group" aria-labelledby="{heading}">'
        elif heading and not _NAMED.search(tag) and not any(["<caption" in html for html in table_behind(found)]):
            return f'<table aria-labelledby="{heading}"{tag[6:]}'
        return tag

    return mend


def _table_after(html: str, at: int) -> str:
    end = html.find("</table>", at)
    return html[at : end if end >= 0 else len(html)]


__all__ = ["apply", "concerns", "mend", "with_semantics"]
