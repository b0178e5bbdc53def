"""A page as a row of pieces, each a tag with the text behind it.

Pages of a site have most of their pieces in common. So whatever is asked of a page is asked of a piece once, and of a page by one
pass over its pieces: what its words become (``line_breaks``), how it reads (``reading``), what a search finds (``sections``), where it
leads (``links``). A page whose pieces cannot be told apart by ``<`` alone is split by ``search.markup``, which knows all of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from macros.search import markup
from macros.search.extract import Known, known
from macros.site import line_breaks, links, stamp

NOTHING, BLOCK, OWN_WAY, SORTABLE, APART = range(5)
"""What a tag is to ``reading``: nothing, the edge of a line, or one of those that are read in a way of their own."""

_PLAIN_TAG = re.compile(r"""/?[a-zA-Z][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_HIDES_TAGS = re.compile(r"<(?:script|style)\b", re.IGNORECASE)


class Piece(NamedTuple):
    """``html``: as it is written, which is ``tag`` and the text behind it; ``mended``: with words kept whole; ``kind``: of the tag in
    readings, ``bare``: the text there, ``flow``: with the end of a line where the tag is the edge of a block; ``known``: of the tag in a search,
    ``marks``: does it do more there than end a line, ``text``: the text there, ``words``: with the end of a line, too;
    ``alone``: are words within the element left as they are? ``links``, ``ids``, ``hosts``: written in it."""

    html: str
    mended: str
    tag: str
    name: str
    closes: bool
    kind: int
    bare: str
    flow: str
    known: Known
    marks: bool
    text: str
    words: str
    alone: bool
    links: tuple[str, ...]
    ids: tuple[str, ...]
    hosts: tuple[str, ...]


class Row:
    """The pieces of a page, or of a part of one."""

    def __init__(self, pieces: Sequence[Piece]):
        self.pieces = pieces
        columns = tuple(zip(*pieces)) or ((),) * len(Piece._fields)
        self.html, self.mended, self.tags, self.names, self.closes, self.kinds, self.bare, self.flow, self.known, self.marks, self.texts, self.words, self.alone, self._links, self._ids, self._hosts = columns

    def end_of(self, at: int) -> int:
        """The place of the piece whose tag closes the element that the piece ``at`` opens; the last one when there is none."""
        name, depth = self.names[at], 0
        for place in range(at, len(self.pieces)):
            if self.names[place] == name:
                depth += -1 if self.closes[place] else 1
                if depth == 0:
                    return place
        return max(at, len(self.pieces) - 1)

    def element(self, at: int, end: int) -> str:
        """The HTML from the tag of one piece to the tag of another."""
        return "".join(self.html[at:end]) + self.tags[end]

    def with_whole_words(self) -> str:
        """The HTML with words kept whole, as ``line_breaks.keep_words`` keeps them."""
        mended, done = list(self.mended), 0
        for at in [place for place, alone in enumerate(self.alone) if alone]:
            if at >= done:
                done = self.end_of(at)
                mended[at:done] = self.html[at:done]
        return "".join(mended)

    def links(self) -> set[str]:
        return {link for some in filter(None, self._links) for link in some}

    def ids(self) -> list[str]:
        return [name for some in filter(None, self._ids) for name in some]

    def hosts(self) -> set[str]:
        return {host for some in filter(None, self._hosts) for host in some}


def pieces(html: str) -> list[Piece]:
    """The pieces of well-formed HTML. Their ``html`` joined is ``html`` again."""
    first, *rest = html.split("<")
    try:
        return [*(_without_tag(first) if first else ()), *map(_piece, rest)]
    except _Tangled:
        return list(_carefully(html))


class _Tangled(Exception):
    """Not every ``<`` begins a tag that ends before the next."""


@lru_cache(maxsize=1 << 13)
def _piece(written: str) -> Piece:
    """``written``: what stands behind a ``<`` up to the next."""
    tag = _PLAIN_TAG.match(written)
    if not tag or _HIDES_TAGS.match(f"<{written}"):
        raise _Tangled
    return _made("<" + tag[0], written[tag.end():])


def _without_tag(text: str) -> Iterator[Piece]:
    yield _made("", text)


def _carefully(html: str) -> Iterator[Piece]:
    text, *rest = markup.split(html)
    if text:
        yield from _without_tag(text)
    yield from (_made(tag, text) for tag, text in zip(rest[::2], rest[1::2]))


def _made(tag: str, text: str) -> Piece:
    html, of_tag, plain = tag + text, markup.tag(tag), unescape(text)
    kind, bare, found, said = kind_of(of_tag), "".join(plain.split()), known(tag), plain.replace("\n", " ")
    return Piece(
        html, tag + _kept(text), tag, of_tag.name, of_tag.closes, kind, bare, f"\n{bare}" if kind == BLOCK else bare, found, found.marks, said, found.edge + said,
        of_tag.name in line_breaks.LEFT_ALONE and not of_tag.closes, tuple(links.written(html)), tuple(links.ids(html)), tuple(stamp.hosts_in(html)),
    )


@lru_cache(maxsize=1 << 12)  # one text stands behind many tags
def _kept(text: str) -> str:
    return line_breaks.keep_words(text)


def kind_of(tag: markup.Tag) -> int:
    """What a tag is to ``reading``."""
    if not tag.closes and tag.name not in markup.VOID:
        if stamp.has_a_way_of_its_own(tag.name, tag.attributes):
            return OWN_WAY
        if tag.name == "svg" or stamp.is_live(tag.attributes):
            return APART
        if tag.name == "table" and "data-sortable" in tag.attributes:
            return SORTABLE
    return BLOCK if stamp.is_block(tag.name) else NOTHING


__all__ = ["APART", "BLOCK", "NOTHING", "OWN_WAY", "SORTABLE", "Piece", "Row", "kind_of", "pieces"]
