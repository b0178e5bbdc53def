"""The readings of ``stamp`` for pages of our own making, all in one pass: tags are balanced there, so most of them need no memory.

What ``stamp`` treats in a way of its own (what scripts write, what changes with the history, lists without order) is handed to it.
Tests compare the two on every page of several sites. Copies of unknown origin are read by ``stamp`` alone.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from macros.site.html import stamp
from macros.site.html.pieces import APART, OWN_WAY, READ, SORTABLE, Row


class Reading(NamedTuple):
    """``main``: as ``stamp.main_text`` gives it; ``whole`` and ``rows``: as ``stamp.whole_text`` does, without and with sorted rows, but not yet in
    ``lines``. Where ``rows`` says what ``whole`` says, it is the same object."""

    main: str
    whole: str
    rows: str


class Hashes(NamedTuple):
    """SHA-256 of each reading."""

    main: str
    whole: str
    rows: str


def read(row: Row) -> Hashes | None:
    """What tells the readings of a page's main part from others; None when it says nothing. One reading is taken after the other, for those of a long
    page have megabytes."""
    main, whole, rows = _read(_Page(row), 0, row.size)
    if not whole.strip("\n"):
        return None
    of_whole = stamp.sha256(stamp.lines(whole))
    of_rows = of_whole if rows is whole else stamp.sha256(stamp.lines(rows))
    return Hashes(stamp.sha256(stamp.composed(main).replace("\n", "")), of_whole, of_rows)


class _Page:
    """A page's pieces, and the places (``apart``) of those whose tag changes more than the flow of text."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._apart = row.where(READ)

    def apart(self, start: int, end: int) -> list[int]:
        """Those from ``start`` up to ``end``."""
        first = bisect_left(self._apart, start)
        return self._apart[first : bisect_left(self._apart, end, first)]


def _read(page: _Page, start: int, end: int, before: str = "") -> Reading:
    """The pieces from ``start`` up to ``end``, behind a text. Runs of what is the same in all readings go into them in one piece."""
    flow, at = page.row.flow, start
    main, whole, rows = [before], [before], [before]
    for place in page.apart(start, end):
        if place >= at:
            closing, reading = _READERS[page.row.pieces[place].tag.kind](page, place)
            run, behind, at = "".join(flow[at:place]), page.row.pieces[closing].bare, closing + 1
            main += (run, reading.main, behind)
            whole += (run, reading.whole, behind)
            rows += (run, reading.rows, behind)
    rest = "".join(flow[at:end])
    said = "".join(whole) + rest
    if at == start:
        return Reading(said, said, said)
    return Reading("".join(main) + rest, said, said if rows == whole else "".join(rows) + rest)


def _inside(page: _Page, at: int, end: int) -> Reading:
    """The text behind the tag of the piece ``at``, and what follows up to the piece ``end``."""
    return _read(page, at + 1, end, page.row.pieces[at].bare)


def _special(page: _Page, at: int) -> tuple[int, Reading]:
    end = page.row.end_of(at)
    return end, _own_way(page.row.alike(at, end) + page.row.pieces[end].tag_html)


@lru_cache(maxsize=1 << 10)  # buttons and what scripts count are the same on many pages
def _own_way(html: str) -> Reading:
    """What an element says in each reading."""
    whole = stamp.text_of(html, strict=True)
    main = stamp.text_of(html, strict=False) if "<svg" in html or "data-live" in html else whole
    return Reading(main, whole, stamp.text_of(html, strict=True, rows_sorted=True) if "data-sortable" in html else whole)


def _apart(page: _Page, at: int) -> tuple[int, Reading]:
    """What ``main`` leaves out: drawings, and what changes with the site's history."""
    end = page.row.end_of(at)
    edge, inner = "\n" if stamp.is_block(page.row.pieces[at].tag.name) else "", _inside(page, at, end)
    whole = f"{edge}{inner.whole}{edge}"
    return end, Reading("", whole, whole if inner.rows is inner.whole else f"{edge}{inner.rows}{edge}")


def _table(page: _Page, at: int) -> tuple[int, Reading]:
    """A table that the reader can sort: in ``rows`` its rows stand in the order of their texts, behind all else of it."""
    end, place = page.row.end_of(at), at
    parts: list[Reading] = []  # what stands before a row, and the row, in turn
    while (row := _next_row(page.row, place + 1, end)) < end:
        closing = page.row.end_of(row)
        parts += (_inside(page, place, row), _inside(page, row, closing))
        place = closing
    main, whole, rows = zip(*parts, _inside(page, place, end))
    ordered = "".join(rows[::2]) + "\n".join(sorted(map(_block, rows[1::2])))
    return end, Reading(_block("\n".join(main)), _block("\n".join(whole)), _block(ordered))


def _block(text: str) -> str:
    return f"\n{text}\n"


def _next_row(row: Row, start: int, end: int) -> int:
    """The next row of a table that ends at ``end``, or ``end``."""
    place = row.next("tr", start, end)
    while place < end and row.pieces[place].tag.closes:
        place = row.next("tr", place + 1, end)
    return place


_READERS = {OWN_WAY: _special, SORTABLE: _table, APART: _apart}


__all__ = ["Hashes", "read"]
