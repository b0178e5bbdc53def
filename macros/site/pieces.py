"""A page as a row of pieces, each a tag with the text behind it.

Pages of a site have most of their pieces in common. So whatever is asked of a page is asked of a piece once, and of a page by one
pass over its pieces: what its words become (``line_breaks``), how it reads (``reading``), what a search finds (``sections``), where it
leads (``links``). A page whose pieces cannot be told apart by ``<`` alone is split by ``search.markup``, which knows all of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

from macros.search import markup
from macros.search.extract import Known, known
from macros.site import line_breaks, links, stamp

NOTHING, BLOCK, OWN_WAY, SORTABLE, APART = range(5)
"""What a tag is to ``reading``: nothing, the edge of a line, or one of those that are read in a way of their own."""

_HIDES_TAGS = ("script", "style")
_ODD_TAGS = frozenset("script style textarea title iframe plaintext xmp noembed noframes noscript".split())
_ODD = re.compile("[\n\r\t\x02\x03]|&(?!#?\\w+;)")
# A value that many tags have of their own and nothing hangs on: where a link to a page leads, what scripts copy and sort by, how a line is drawn.
_OWN = re.compile(r'<[a-z][^<>]*?\s(?:href="(?P<leads>[a-zA-Z0-9./:#-]*/(?:#[a-z0-9-]*)?)|(?:d|value|datetime|data-(?:copy|due|sort))="(?P<own>[^"]*))(?=")')


@dataclass(slots=True)
class Tag:
    """What is to be known of a tag. ``kind``: in readings; ``known``: in a search; ``alone``: are words within the element left as they are?
    ``html``: as it is written, but for a value that nothing hangs on; ``links``, ``ids``: written in it; ``special``: does it do more than end a line?"""

    name: str
    closes: bool
    kind: int
    known: Known
    alone: bool
    html: str
    links: Sequence[str]
    ids: Sequence[str]
    special: bool


@dataclass(slots=True)
class Piece:
    """``mended``: the HTML with words kept whole; ``flow``: its text in readings, without blanks, after the end of a line where the tag is the edge of
    a block; ``words``: the same for a search, with blanks but for those that begin a line; ``special``: does it do more than that? ``html``: as it is
    written, ``tag_html``: its tag; ``bare`` and ``text``: ``flow`` and ``words`` without the ends of lines; ``links``: written in it, ``hosts``: that
    it leads out to; ``odd``: might Python-Markdown not pass it on as it is?"""

    mended: str
    flow: str
    words: str
    special: bool
    html: str
    tag_html: str
    tag: Tag
    bare: str
    text: str
    links: Sequence[str]
    hosts: Iterable[str]
    odd: bool


class Row:
    """The pieces of a page, or of a part of one. ``special``: the places of those that do more than flow."""

    def __init__(self, pieces: Sequence[Piece]):
        self.pieces, self.size = pieces, len(pieces)
        self.flow, self.words = [piece.flow for piece in pieces], [piece.words for piece in pieces]
        self.special = [place for place, piece in enumerate(pieces) if piece.special]

    def end_of(self, at: int) -> int:
        """The place of the piece whose tag closes the element that the piece ``at`` opens; the last one when there is none."""
        name, depth = self.pieces[at].tag.name, 0
        for place in range(at, self.size):
            tag = self.pieces[place].tag
            if tag.name == name:
                depth += -1 if tag.closes else 1
                if depth == 0:
                    return place
        return max(at, self.size - 1)

    def html(self, at: int, end: int) -> str:
        """The HTML of pieces as it is written."""
        return "".join([piece.html for piece in self.pieces[at:end]])

    def alike(self, at: int, end: int) -> str:
        """The same, the same for all that differ in values that nothing hangs on."""
        return "".join([piece.tag.html + piece.html[len(piece.tag_html):] for piece in self.pieces[at:end]])

    def with_whole_words(self) -> list[str]:
        """The HTML of each piece with words kept whole, as ``line_breaks.keep_words`` keeps them."""
        mended, done = [piece.mended for piece in self.pieces], 0
        for at in self.special:
            if at >= done and self.pieces[at].tag.alone:
                done = self.end_of(at)
                mended[at:done] = [piece.html for piece in self.pieces[at:done]]
        return mended

    def links(self) -> set[str]:
        return {link for place in self.special for link in self.pieces[place].links}

    def ids(self) -> set[str]:
        return {name for place in self.special for name in self.pieces[place].tag.ids}

    def hosts(self) -> set[str]:
        return {host for place in self.special for host in self.pieces[place].hosts}


def pieces(html: str) -> list[Piece]:
    """The pieces of well-formed HTML, in order."""
    first, *rest = html.split("<")
    try:
        return [*([_made("", first)] if first else ()), *map(_known.__getitem__, rest)]
    except _Tangled:
        return _carefully(html)


class _Tangled(Exception):
    """Not every ``<`` begins a tag that ends before the next."""


class _Known(dict):
    """What stands behind a ``<`` up to the next → its piece. When there are very many, all are forgotten."""

    def __missing__(self, written: str) -> Piece:
        tag, end, text = written.partition(">")
        piece = _made(f"<{tag}>", text)
        if not end or not piece.tag.name or (piece.tag.name in _HIDES_TAGS and not piece.tag.closes):
            raise _Tangled
        if len(written) < markup.LONG:
            if len(self) >= _MANY:
                self.clear()
            self[written] = piece
        return piece


_MANY = 1 << 13
_known = _Known()


def _carefully(html: str) -> list[Piece]:
    text, *rest = markup.split(html)
    found = [*([_made("", text)] if text else ()), *map(_made, rest[::2], rest[1::2])]
    return [replace(piece, odd=True) for piece in found]


def _made(tag: str, text: str) -> Piece:
    own = _OWN.match(tag)
    alike = tag[: own.start(own.lastgroup)] + tag[own.end(own.lastgroup):] if own else tag
    about = _known_tag(alike) if len(alike) < markup.LONG else _tag(alike)
    html, plain = tag + text, unescape(text)
    mended, bare, said = line_breaks.keep_words_in_text(text), "".join(plain.split()), plain.replace("\n", " ")
    leads = (own["leads"],) if own and own["leads"] else about.links
    hosts = stamp.hosts_in(html) if (about.name == "a" and _may_lead_out(tag)) or "<" in plain else ()
    flow, words = f"\n{bare}" if about.kind == BLOCK else bare, f"\n{said.lstrip()}" if about.known.edge else said
    return Piece(
        html if mended == text else tag + mended, flow, words, about.special or bool(hosts), html, tag, about, bare, said, leads, hosts, _is_odd(about, html)
    )


def _is_odd(tag: Tag, html: str) -> bool:
    return (tag.name in _ODD_TAGS and not tag.closes) or (("&" in html or not html.isprintable()) and bool(_ODD.search(html)))


def _tag(tag: str) -> Tag:
    name, closes, attributes = markup.tag(tag)
    kind, found, alone = kind_of(name, closes, attributes), known(tag), name in line_breaks.LEFT_ALONE and not closes
    leads = tuple(links.written(tag)) if 'href="' in tag or 'src="' in tag else ()
    ids = tuple(links.ids(tag)) if ' id="' in tag else ()
    return Tag(name, closes, kind, found, alone, tag, leads, ids, kind > BLOCK or found.marks or alone or bool(leads or ids))


_known_tag = lru_cache(maxsize=1 << 12)(_tag)  # where they lead aside, pages have most of their tags in common


def _may_lead_out(tag: str) -> bool:
    return ":" in tag or "//" in tag or "&" in tag


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


__all__ = ["APART", "BLOCK", "NOTHING", "OWN_WAY", "SORTABLE", "Piece", "Row", "Tag", "kind_of", "pieces"]
