"""A page as a row of pieces, each a tag with the text behind it.

Pages of a site have most of their pieces in common. So whatever is asked of a page is asked of a piece once, and of a page by one
pass over its pieces: what its words become (``line_breaks``), how it reads (``reading``), what a search finds (``sections``), where it
leads (``links``). A page whose pieces cannot be told apart by ``<`` alone is split by ``search.markup``, which knows all of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from html import unescape

from macros.search import markup
from macros.search.extract import Known, judged
from macros.site.html import line_breaks, links, semantics, stamp

NOTHING, BLOCK, OWN_WAY, SORTABLE, APART = range(5)
"""What a tag is to ``reading``: nothing, the edge of a line, or one of those that are read in a way of their own."""

READ, FOUND, ALONE, MENDED, LEADS, NAMED, OUT = (1 << bit for bit in range(7))
"""What a piece may do more than flow: it is read in a way of its own, it matters to a search, words in its element are left alone, ``semantics`` looks
at it, it has links, it has ids, it leads out of the site."""

_HIDES_TAGS = ("script", "style")
_ODD_TAGS = frozenset("script style textarea title iframe plaintext xmp noembed noframes noscript".split())
_ODD = re.compile("[\n\r\t\x02\x03]|&(?!#?\\w+;)")
# A value that many tags have of their own and nothing hangs on: where a link to a page leads, what scripts copy and sort by, how a line is drawn.
_OWN = re.compile(r'<[a-z][^<>]*?\s(?:href="(?P<leads>[a-zA-Z0-9./:#-]*/(?:#[a-z0-9-]*)?)|(?:d|value|datetime|data-(?:copy|due|sort))="(?P<own>[^"]*))(?=")')


@dataclass(slots=True)
class Tag:
    """What is to be known of a tag. ``kind``: in readings; ``known``: in a search; ``html``: as it is written, but for a value that nothing hangs on;
    ``links``, ``ids``: written in it; ``special``: what it does more than end a line; ``odd``: might Python-Markdown not pass it on as it is?"""

    name: str
    closes: bool
    kind: int
    known: Known
    html: str
    links: Sequence[str]
    ids: Sequence[str]
    special: int
    odd: bool


@dataclass(slots=True)
class Text:
    """What is to be known of a text: pages say the same behind tags that differ. ``html``: as it is written; ``mended``: with words kept whole; ``flow``:
    without blanks; ``words``: with those; ``odd``: might Python-Markdown not pass it on as it is? ``leads_out``: is there a tag in what it says?"""

    html: str
    mended: str
    flow: str
    words: str
    odd: bool
    leads_out: bool


@dataclass(slots=True)
class Piece:
    """``mended``: the HTML with words kept whole; ``flow``: its text in readings, without blanks, after the end of a line where the tag is the edge of
    a block; ``words``: the same for a search, with blanks but for those that begin a line; ``special``: what it does more than that; ``odd``: might
    Python-Markdown not pass it on as it is? ``text_at``: where the text begins in what is mended; ``links``: written in it; ``hosts``: that it leads
    out to."""

    mended: str
    flow: str
    words: str
    special: int
    odd: bool
    tag: Tag
    text: Text
    text_at: int
    links: Sequence[str]
    hosts: Iterable[str]

    @property
    def tag_html(self) -> str:
        return self.mended[: self.text_at]

    @property
    def html(self) -> str:
        """As it is written."""
        return self.tag_html + self.text.html

    @property
    def bare(self) -> str:
        """``flow`` without the end of a line."""
        return self.flow.removeprefix("\n")


class Row:
    """The pieces of a page, or of a part of one."""

    def __init__(self, pieces: Sequence[Piece]):
        self.pieces, self.size = pieces, len(pieces)
        self.flow, self.words = [piece.flow for piece in pieces], [piece.words for piece in pieces]
        self._special = [(place, special) for place, special in enumerate([piece.special for piece in pieces]) if special]

    def where(self, what: int) -> list[int]:
        """The places of pieces that do this more than flow."""
        return [place for place, special in self._special if special & what]

    @cached_property
    def names(self) -> list[str]:
        """Of the tags."""
        return [piece.tag.name for piece in self.pieces]

    def next(self, name: str, start: int, end: int) -> int:
        """The next place of a tag of this name from ``start`` on, or ``end``."""
        try:
            return self.names.index(name, start, end)
        except ValueError:
            return end

    def end_of(self, at: int) -> int:
        """The place of the piece whose tag closes the element that the piece ``at`` opens; the last one when there is none."""
        name, depth, place = self.pieces[at].tag.name, 0, at
        while place < self.size:
            depth += -1 if self.pieces[place].tag.closes else 1
            if depth == 0:
                return place
            place = self.next(name, place + 1, self.size)
        return max(at, self.size - 1)

    def html(self, at: int, end: int) -> str:
        """The HTML of pieces as it is written."""
        return "".join([piece.html for piece in self.pieces[at:end]])

    def alike(self, at: int, end: int) -> str:
        """The same, the same for all that differ in values that nothing hangs on."""
        return "".join([piece.tag.html + piece.text.html for piece in self.pieces[at:end]])

    def with_whole_words(self) -> list[str]:
        """The HTML of each piece with words kept whole, as ``line_breaks.keep_words`` keeps them."""
        mended, done = [piece.mended for piece in self.pieces], 0
        for at in self.where(ALONE):
            if at >= done:
                done = self.end_of(at)
                mended[at:done] = [piece.html for piece in self.pieces[at:done]]
        return mended

    def links(self) -> set[str]:
        return {link for place in self.where(LEADS) for link in self.pieces[place].links}

    def ids(self) -> set[str]:
        return {name for place in self.where(NAMED) for name in self.pieces[place].tag.ids}

    def hosts(self) -> set[str]:
        return {host for place in self.where(OUT) for host in self.pieces[place].hosts}


def pieces(html: str) -> list[Piece]:
    """The pieces of well-formed HTML, in order."""
    found: list[Piece] = []
    try:
        for run in _runs(html):
            first, *rest = run.split("<")
            found += (*([_made("", first)] if first else ()), *map(_known.__getitem__, rest))
        return found
    except _Tangled:
        return _carefully(html)


def _runs(html: str) -> Iterator[str]:
    """HTML cut before tags: what is split at once takes three times its size for a while."""
    start, end = 0, html.find("<", _RUN)
    while end > 0:
        yield html[start:end]
        start, end = end, html.find("<", end + _RUN)
    yield html[start:]


class _Tangled(Exception):
    """Not every ``<`` begins a tag that ends before the next."""


class _Known(dict):
    """What stands behind a ``<`` up to the next → its piece. When there are many, those that were not asked for since the last time are forgotten."""

    def __init__(self) -> None:
        self._before: dict[str, Piece] = {}

    def __missing__(self, written: str) -> Piece:
        piece = self._before.get(written) or _well_formed(written)
        if len(written) < markup.LONG:
            if len(self) >= _MANY:
                self._before = dict(self)
                self.clear()
            self[written] = piece
        return piece

    def forget(self) -> None:
        self._before = {}
        self.clear()


def _well_formed(written: str) -> Piece:
    tag, end, text = written.partition(">")
    piece = _made(f"<{tag}>", text)
    if not end or not piece.tag.name or (piece.tag.name in _HIDES_TAGS and not piece.tag.closes):
        raise _Tangled
    return piece


_MANY = 1 << 12
_RUN = 1 << 18  # letters
_known = _Known()


def forget() -> None:
    """Give the memory back that is taken by what pages have in common: for who makes no more of them."""
    _known.forget()
    _known_tag.cache_clear()
    _known_text.cache_clear()
    line_breaks.forget()


def _carefully(html: str) -> list[Piece]:
    text, *rest = markup.split(html)
    found = [*([_made("", text)] if text else ()), *map(_made, rest[::2], rest[1::2])]
    return [replace(piece, odd=True) for piece in found]


def _made(tag: str, text: str) -> Piece:
    leads, own, alike = None, None, tag
    if found := _OWN.match(tag):
        begin, end = found.span(found.lastgroup)  # type: ignore[arg-type]  # one of its groups always matches
        leads, own = found.groups()
        alike = tag[:begin] + tag[end:]
    about = _known_tag(alike) if len(alike) < markup.LONG else _tag(alike)
    said = _known_text(text) if len(text) < markup.LONG else _text(text)
    hosts = stamp.hosts_in(tag + text) if said.leads_out or (about.name == "a" and _may_lead_out(tag)) else ()
    return Piece(
        tag + said.mended, f"\n{said.flow}" if about.kind == BLOCK else said.flow, f"\n{said.words.lstrip()}" if about.known.edge else said.words,
        about.special | (OUT if hosts else 0), said.odd or about.odd or (own is not None and _is_odd(own)), about, said, len(tag),
        (leads,) if leads else about.links, hosts,
    )  # fmt: skip


def _text(text: str) -> Text:
    plain = unescape(text)
    return Text(text, line_breaks.keep_words_in_text(text), "".join(plain.split()), plain.replace("\n", " "), _is_odd(text), "<" in plain)


_known_text = lru_cache(maxsize=1 << 12)(_text)


def _is_odd(html: str) -> bool:
    return stamp.MARK in html or (("&" in html or not html.isprintable()) and bool(_ODD.search(html)))


def _tag(tag: str) -> Tag:
    parsed = markup.parsed(tag)
    name, closes, attributes = parsed
    kind, found, alone = kind_of(name, closes, attributes), judged(parsed), name in line_breaks.LEFT_ALONE and not closes
    leads = tuple(links.written(tag)) if 'href="' in tag or 'src="' in tag else ()
    ids = tuple(links.ids(tag)) if ' id="' in tag else ()
    does = {READ: kind > BLOCK, FOUND: found.marks, ALONE: alone, MENDED: semantics.concerns(tag), LEADS: leads, NAMED: ids}
    odd = _is_odd(tag) or (name in _ODD_TAGS and not closes)
    return Tag(name, closes, kind, found, tag, leads, ids, sum([what for what, so in does.items() if so]), odd)


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


__all__ = ["APART", "BLOCK", "FOUND", "MENDED", "NOTHING", "OWN_WAY", "READ", "SORTABLE", "Piece", "Row", "Tag", "forget", "kind_of", "pieces"]
