"""A page as a row of pieces, each a tag with the text behind it.

Pages of a site have most of their pieces in common. So whatever is asked of a page is asked of a piece once, and of a page by one
pass over its pieces: what its words become (``line_breaks``), how it reads (``reading``), what a search finds (``sections``), where it
leads (``links``). A page whose pieces cannot be told apart by ``<`` alone is split by ``search.markup``, which knows all of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from macros.search import markup
from macros.search.extract import Known, known
from macros.site import line_breaks, links, stamp

NOTHING, BLOCK, OWN_WAY, SORTABLE, APART = range(5)
"""What a tag is to ``reading``: nothing, the edge of a line, or one of those that are read in a way of their own."""

_PLAIN_TAG = re.compile(r"""/?[a-zA-Z][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_HIDES_TAGS = ("script", "style")
_LONG = 1000  # letters: a drawing, which is not worth remembering, for no two are alike


class About(NamedTuple):
    """What is to be known of a piece that does more than flow. ``html`` is ``tag`` and the text behind it; ``kind``: of the tag in readings,
    ``bare``: the text there; ``known``: of the tag in a search, ``text``: the text there; ``alone``: are words within the element
    left as they are? ``links``, ``ids``, ``hosts``: written in it."""

    html: str
    tag: str
    name: str
    closes: bool
    kind: int
    bare: str
    known: Known
    text: str
    alone: bool
    links: Sequence[str]
    ids: Sequence[str]
    hosts: Iterable[str]


class Piece(NamedTuple):
    """``mended``: the HTML with words kept whole; ``flow``: its text in readings, without blanks, after the end of a line where the tag is the edge of
    a block; ``words``: the same for a search, with blanks; ``special``: does it do more than that?"""

    mended: str
    flow: str
    words: str
    special: bool
    about: About


class Row:
    """The pieces of a page, or of a part of one. ``special``: the places of those that do more than flow."""

    def __init__(self, pieces: Sequence[Piece]):
        self.size = len(pieces)
        self.mended, self.flow, self.words, special, self.about = tuple(zip(*pieces)) or ((),) * len(Piece._fields)
        self.special = [place for place, one in enumerate(special) if one]

    def those(self, asked: Callable[[About], object]) -> list[int]:
        """The places of special pieces of which something is true."""
        return [place for place in self.special if asked(self.about[place])]

    def end_of(self, at: int) -> int:
        """The place of the piece whose tag closes the element that the piece ``at`` opens; the last one when there is none."""
        name, depth = self.about[at].name, 0
        for place in range(at, self.size):
            other = self.about[place]
            if other.name == name:
                depth += -1 if other.closes else 1
                if depth == 0:
                    return place
        return max(at, self.size - 1)

    def html(self, at: int, end: int) -> str:
        """The HTML of pieces as it is written."""
        return "".join([about.html for about in self.about[at:end]])

    def with_whole_words(self, start: int, end: int) -> str:
        """The HTML of the pieces from ``start`` up to ``end`` with words kept whole, as ``line_breaks.keep_words`` keeps them."""
        mended, done = list(self.mended), start
        for at in self.those(_is_alone):
            if at >= done:
                done = self.end_of(at)
                mended[at:done] = [about.html for about in self.about[at:done]]
        return "".join(mended[start:end])

    def links(self) -> set[str]:
        return {link for place in self.special for link in self.about[place].links}

    def ids(self) -> set[str]:
        return {name for place in self.special for name in self.about[place].ids}

    def hosts(self) -> set[str]:
        return {host for place in self.special for host in self.about[place].hosts}


def _is_alone(about: About) -> bool:
    return about.alone


def pieces(html: str) -> list[Piece]:
    """The pieces of well-formed HTML, in order."""
    first, *rest = html.split("<")
    try:
        return [*([_made("", first)] if first else ()), *[_known_piece(one) if len(one) < _LONG else _piece(one) for one in rest]]
    except _Tangled:
        return _carefully(html)


class _Tangled(Exception):
    """Not every ``<`` begins a tag that ends before the next."""


def _piece(written: str) -> Piece:
    """``written``: what stands behind a ``<`` up to the next."""
    tag = _PLAIN_TAG.match(written)
    if not tag or written[:6].lower().startswith(_HIDES_TAGS):
        raise _Tangled
    return _made("<" + tag[0], written[tag.end():])


_known_piece = lru_cache(maxsize=1 << 12)(_piece)


def _carefully(html: str) -> list[Piece]:
    text, *rest = markup.split(html)
    return [*([_made("", text)] if text else ()), *map(_made, rest[::2], rest[1::2])]


def _made(tag: str, text: str) -> Piece:
    found, plain, mended = known(tag), *_texts(text)
    name, closes, attributes = markup.tag(tag)
    bare, said, kind = "".join(plain.split()), plain.replace("\n", " "), kind_of(name, closes, attributes)
    html = tag + text
    about = About(
        html, tag, name, closes, kind, bare, found, said, name in line_breaks.LEFT_ALONE and not closes, links.written(tag) if 'href="' in tag or 'src="' in tag else (),
        links.ids(html) if ' id="' in html else (), stamp.hosts_in(html) if (name == "a" and _may_lead_out(attributes)) or "<" in plain else (),
    )
    special = kind > BLOCK or found.marks or about.alone or bool(about.links or about.ids or about.hosts)
    return Piece(html if mended == text else tag + mended, f"\n{bare}" if kind == BLOCK else bare, found.edge + said, special, about)


@lru_cache(maxsize=1 << 12)
def _texts(text: str) -> tuple[str, str]:
    """A text as a reader sees it, and with its words kept whole: one text stands behind many tags."""
    return unescape(text), line_breaks.keep_words(text)


def _may_lead_out(attributes: str) -> bool:
    return any(sign in attributes for sign in (":", "//", "&"))


def kind_of(name: str, closes: bool, attributes: str) -> int:
    """What a tag is to ``reading``."""
    if not closes and name not in markup.VOID:
        if stamp.has_a_way_of_its_own(name, attributes):
            return OWN_WAY
        if name == "svg" or stamp.is_live(attributes):
            return APART
        if name == "table" and "data-sortable" in attributes:
            return SORTABLE
    return BLOCK if stamp.is_block(name) else NOTHING


__all__ = ["APART", "BLOCK", "NOTHING", "OWN_WAY", "SORTABLE", "About", "Piece", "Row", "kind_of", "pieces"]
