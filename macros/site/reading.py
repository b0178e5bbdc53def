"""The readings of ``stamp`` for pages of our own making, all in one pass: tags are balanced there, so most of them need no memory.

What ``stamp`` treats in a way of its own (what scripts write, what changes with the history, lists without order) is handed to it.
Tests compare the two on every page of several sites. Copies of unknown origin are read by ``stamp`` alone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from macros.site import stamp
from macros.site.pieces import APART, BLOCK, OWN_WAY, SORTABLE, Row


@dataclass
class Reading:
    """``main``: as ``stamp.main_text`` gives it; ``whole`` and ``rows``: as ``stamp.whole_text`` does, without and with sorted rows."""

    main: str
    whole: str
    rows: str


def read(row: Row) -> Reading:
    """The readings of a page's main part."""
    texts = _Texts()
    _read(_Page(row), 0, row.size, texts)
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

    def add_apart(self, inner: _Texts, edge: str) -> None:
        """What ``main`` leaves out."""
        self.whole += [edge, *inner.whole, edge]
        self.rows += [edge, *inner.rows, edge]
        self.sorted |= inner.sorted

    def add_unordered(self, inner: _Texts, edge: str = "") -> str:
        """What finds its place in ``rows`` later: the text that belongs there."""
        self.main += [edge, *inner.main, edge]
        self.whole += [edge, *inner.whole, edge]
        return "".join([edge, *inner.rows, edge])


class _Page:
    """A page's pieces, and the places (``apart``) of those whose tag changes more than the flow of text."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.apart = [place for place in row.special if row.pieces[place].tag.kind > BLOCK]

    def next_apart(self, at: int, end: int) -> int:
        """The first such piece from ``at`` on, or ``end``."""
        number = bisect_left(self.apart, at)
        return min(self.apart[number], end) if number < len(self.apart) else end


def _read(page: _Page, start: int, end: int, texts: _Texts) -> None:
    """The pieces from ``start`` up to ``end``. Runs of what is the same in all readings go into them in one piece."""
    row, at = page.row, start
    while (place := page.next_apart(at, end)) < end:
        texts.add("".join(row.flow[at:place]))
        closing = _READERS[row.pieces[place].tag.kind](page, place, texts)
        texts.add(row.pieces[closing].bare)
        at = closing + 1
    texts.add("".join(row.flow[at:end]))


def _inside(page: _Page, at: int, end: int) -> _Texts:
    """The text behind the tag of the piece ``at``, and what follows up to the piece ``end``."""
    inner = _Texts()
    inner.add(page.row.pieces[at].bare)
    _read(page, at + 1, end, inner)
    return inner


def _special(page: _Page, at: int, texts: _Texts) -> int:
    end = page.row.end_of(at)
    main, whole, rows = _own_way(page.row.alike(at, end) + page.row.pieces[end].tag_html)
    texts.main.append(main)
    texts.whole.append(whole)
    texts.rows.append(rows)
    return end


@lru_cache(maxsize=1 << 10)  # buttons and what scripts count are the same on many pages
def _own_way(html: str) -> tuple[str, str, str]:
    """What an element says in each reading."""
    whole = stamp.text_of(html, strict=True)
    main = stamp.text_of(html, strict=False) if "<svg" in html or "data-live" in html else whole
    return main, whole, stamp.text_of(html, strict=True, rows_sorted=True) if "data-sortable" in html else whole


def _apart(page: _Page, at: int, texts: _Texts) -> int:
    """What ``main`` leaves out: drawings, and what changes with the site's history."""
    end = page.row.end_of(at)
    texts.add_apart(_inside(page, at, end), "\n" if stamp.is_block(page.row.pieces[at].tag.name) else "")
    return end


def _table(page: _Page, at: int, texts: _Texts) -> int:
    """A table that the reader can sort: in ``rows`` its rows stand in the order of their texts, behind all else of it."""
    end = page.row.end_of(at)
    around: list[str] = []
    rows: list[str] = []
    place = at
    texts.main.append("\n")
    texts.whole.append("\n")
    while (row := _next_row(page.row, place + 1, end)) < end:
        around.append(texts.add_unordered(_inside(page, place, row)))
        place = page.row.end_of(row)
        rows.append(texts.add_unordered(_inside(page, row, place), "\n"))
    around.append(texts.add_unordered(_inside(page, place, end)))
    texts.main.append("\n")
    texts.whole.append("\n")
    texts.rows += ["\n", *around, "\n".join(sorted(rows)), "\n"]
    texts.sorted = True
    return end


def _next_row(row: Row, start: int, end: int) -> int:
    """The next row of a table that ends at ``end``, or ``end``."""
    return next((place for place in range(start, end) if row.pieces[place].tag.name == "tr" and not row.pieces[place].tag.closes), end)


_READERS = {OWN_WAY: _special, SORTABLE: _table, APART: _apart}


__all__ = ["Reading", "read"]
