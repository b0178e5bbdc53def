"""What becomes of one page after the engine: pure, from HTML to HTML, and what the rest of the site needs to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.search.extract import Extract
from macros.site.html import line_breaks, links, sections, semantics, stamp
from macros.site.html.frames import Content, Frame
from macros.site.html.pieces import MENDED, Row, pieces
from macros.site.html.reading import read
from macros.site.html.stamp import PageText


@dataclass(frozen=True)
class Facts:
    """``links``: where the page leads within the site, but for anchors of its own; ``ids``: its anchors; ``content``: what a search reads of its main part;
    ``text``: what the manifest says of it, None of a page without a main part."""

    links: tuple[links.Target, ...]
    ids: frozenset[str]
    content: Extract
    text: PageText | None


def mended(html: str) -> str:
    """A page with tables that all can use, and with words kept whole."""
    return line_breaks.keep_words(semantics.with_semantics(html))


def finished(name: str, html: str) -> tuple[str, Facts]:
    """The mended page ``name`` (its path in the site) with the hash of its text printed, and what is to be known of it."""
    main = stamp.MAIN.search(html)
    row, found = Row(pieces(main[1]) if main else []), set(links.written(html))
    facts = _facts(row, links.targets(name, found), links.ids(html))
    return html.replace(stamp.MARK, facts.text.code) if facts.text else html, facts


def filled(name: str, frame: Frame, texts: Sequence[str], content: Content) -> tuple[str, Facts]:
    """``finished`` of the page that ``frame`` becomes with these texts and this content (see ``Frame.fill``)."""
    page, head, tail = frame.fill(texts), content.head, content.tail
    before, between, after = page.main()
    row = Row([*before, *head, *between, *tail, *after])
    heading, rest = len(before) + len(head), len(before) + len(head) + len(between)
    targets = links.targets(name, row.links() | page.links)
    facts = _facts(row, targets + frame.targets, {*frame.ids, *row.ids()})
    mended = row.with_whole_words()
    known = not content.has_table or semantics.mend(row, mended, row.where(MENDED))
    html = page.whole(mended[len(before) : heading], mended[rest : rest + len(tail)], facts.text.code if facts.text else stamp.MARK)
    return html if known else semantics.with_semantics(html), facts


def _facts(row: Row, targets: Iterable[links.Target], ids: Iterable[str]) -> Facts:
    own = frozenset(ids)
    return Facts(tuple([target for target in targets if target[0] or target[1] not in own]), own, sections.extract(row), _text(row))


def _text(row: Row) -> PageText | None:
    found = read(row)
    return PageText(found.whole, found.rows, found.main[:12], tuple(sorted(row.hosts()))) if found else None


__all__ = ["Facts", "filled", "finished", "mended"]
