"""The readings of ``stamp`` for pages of our own making, all in one pass: tags are balanced there, so most of them need no memory.

What ``stamp`` treats in a way of its own (what scripts write, what changes with the history, lists without order) is handed to it.
Tests compare the two on every page of several sites. Copies of unknown origin are read by ``stamp`` alone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from macros.search import markup
from macros.site import stamp


@dataclass
class Reading:
    """``main``: as ``stamp.main_text`` gives it; ``whole`` and ``rows``: as ``stamp.whole_text`` does, without and with sorted rows."""

    main: str
    whole: str
    rows: str


def read(tokens: list[str]) -> Reading:
    """The readings of a page's main part, given as the texts and tags that it consists of (``markup.split``)."""
    texts = _Texts()
    _read(_Page(tokens), 0, len(tokens), texts)
    whole = stamp.lines("".join(texts.whole))
    return Reading(stamp.lines("".join(texts.main)).replace("\n", ""), whole, stamp.lines("".join(texts.rows)) if texts.sorted else whole)


class _Texts:
    """The three readings as they grow. ``sorted``: is there a table whose rows stand in another order in ``rows``?"""

    def __init__(self) -> None:
        self.main: list[str] = []
        self.whole: list[str] = []
        self.rows: list[str] = []
        self.sorted = False

    def add(self, text: str) -> None:
        self.main.append(text)
        self.whole.append(text)
        self.rows.append(text)


class _Page:
    """What a page's tokens are in all readings alike (``pieces``), and the places of tags for which that is not all (``apart``)."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.kinds = list(map(_kind, tokens[1::2]))
        self.pieces = tokens[:]
        self.pieces[::2] = map(_without_blanks, tokens[::2])
        self.pieces[1::2] = map(_EDGES.__getitem__, self.kinds)
        self.apart = [2 * number + 1 for number, kind in enumerate(self.kinds) if kind > _BLOCK]

    def next_apart(self, at: int, end: int) -> int:
        """The first such tag from ``at`` on, or ``end``."""
        number = bisect_left(self.apart, at)
        return min(self.apart[number], end) if number < len(self.apart) else end


def _read(page: _Page, start: int, end: int, texts: _Texts) -> None:
    """From the text at ``start``, up to ``end``. Runs of what is the same in all readings go into them in one piece."""
    at = start
    while (place := page.next_apart(at, end)) < end:
        texts.add("".join(page.pieces[at:place]))
        at = _READERS[page.kinds[place // 2]](page, place, texts) + 1
    texts.add("".join(page.pieces[at:end]))


def _special(page: _Page, at: int, texts: _Texts) -> int:
    end = markup.end_of(page.tokens, at)
    html = "".join(page.tokens[at : end + 1])
    texts.main.append(stamp.text_of(html, strict=False))
    whole = stamp.text_of(html, strict=True)
    texts.whole.append(whole)
    texts.rows.append(stamp.text_of(html, strict=True, rows_sorted=True) if "data-sortable" in html else whole)
    return end


def _table(page: _Page, at: int, texts: _Texts) -> int:
    """A table that the reader can sort: in ``rows`` its rows stand in the order of their texts, behind all else of it."""
    tokens, around, rows, place = page.tokens, ["\n"], [], at + 1
    end = markup.end_of(tokens, at)
    texts.main.append("\n")
    texts.whole.append("\n")
    while place < end:
        row = place + 1
        while row < end and not (markup.tag(tokens[row]).name == "tr" and not markup.tag(tokens[row]).closes):
            row += 2
        inner = _Texts()
        _read(page, place, min(row, end), inner)
        texts.main += inner.main
        texts.whole += inner.whole
        around += inner.rows
        if row >= end:
            break
        place = markup.end_of(tokens, row) + 1
        inner = _Texts()
        inner.add("\n")
        _read(page, row + 1, place - 1, inner)
        inner.add("\n")
        texts.main += inner.main
        texts.whole += inner.whole
        rows.append("".join(inner.rows))
    texts.main.append("\n")
    texts.whole.append("\n")
    texts.rows += [*around, "\n".join(sorted(rows)), "\n"]
    texts.sorted = True
    return end


def _apart(page: _Page, at: int, texts: _Texts) -> int:
    """What ``main`` leaves out: drawings, and what changes with the site's history."""
    end, inner = markup.end_of(page.tokens, at), _Texts()
    edge = "\n" if stamp.is_block(markup.tag(page.tokens[at]).name) else ""
    _read(page, at + 1, end, inner)
    texts.whole += [edge, *inner.whole, edge]
    texts.rows += [edge, *inner.rows, edge]
    texts.sorted |= inner.sorted
    return end


_NOTHING, _BLOCK, _OWN_WAY, _SORTABLE, _APART = range(5)
_EDGES = ("", "\n", "", "", "")
_READERS = {_OWN_WAY: _special, _SORTABLE: _table, _APART: _apart}


@lru_cache(maxsize=1 << 14)
def _kind(text: str) -> int:
    tag = markup.tag(text)
    if not tag.closes and tag.name not in markup.VOID:
        if stamp.has_a_way_of_its_own(tag.name, tag.attributes):
            return _OWN_WAY
        if tag.name == "svg" or stamp.is_live(tag.attributes):
            return _APART
        if tag.name == "table" and "data-sortable" in tag.attributes:
            return _SORTABLE
    return _BLOCK if stamp.is_block(tag.name) else _NOTHING


@lru_cache(maxsize=1 << 14)
def _without_blanks(text: str) -> str:
    return "".join(unescape(text).split())


__all__ = ["Reading", "read"]
