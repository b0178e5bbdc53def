"""What becomes of one page after the engine: pure, from HTML to HTML, and what the rest of the site needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from macros.search import markup
from macros.search.extract import Extract, extract
from macros.site import line_breaks, links, semantics, stamp
from macros.site.manifest import PageText
from macros.site.reading import Reading, read


@dataclass(frozen=True)
class Facts:
    """``links``: where the page leads within the site; ``ids``: its anchors; ``content``: what a search reads of its main part;
    ``text``: what the manifest says of it, None of a page without a main part."""

    links: tuple[links.Target, ...]
    ids: tuple[str, ...]
    content: Extract
    text: PageText | None


def mended(html: str) -> str:
    """A page with tables that all can use, and with words kept whole."""
    return line_breaks.keep_words(semantics.with_semantics(html))


def mended_content(html: str) -> str:
    """``mended`` of the content of a page whose frame is mended: tables come later, for they ask what stands before them."""
    tokens = markup.split(html)
    mended, read = tokens[:], -1
    mended[::2] = map(_kept, tokens[::2])
    for at in (2 * number + 1 for number, alone in enumerate(map(_is_left_alone, tokens[1::2])) if alone):
        if at > read:
            read = markup.end_of(tokens, at)
            mended[at:read] = tokens[at:read]
    return "".join(mended)


@lru_cache(maxsize=1 << 15)  # pages of a site say many things alike
def _kept(text: str) -> str:
    return line_breaks.keep_words(text)


@lru_cache(maxsize=1 << 14)
def _is_left_alone(tag: str) -> bool:
    found = markup.tag(tag)
    return found.name in line_breaks.LEFT_ALONE and not found.closes


def finished(name: str, html: str) -> tuple[str, Facts]:
    """The mended page ``name`` (its path in the site) with the hash of its text printed, and what is to be known of it."""
    main = stamp.MAIN.search(html)
    tokens = markup.split(main[1]) if main else []
    text = _text(main[1], read(tokens)) if main else None
    if text and stamp.MARK in html:
        html = html.replace(stamp.MARK, text.code)
    return html, Facts(links.targets(name, html), links.ids(html), extract(tokens), text)


def _text(main: str, reading: Reading) -> PageText | None:
    if not reading.whole:
        return None
    return PageText(stamp.sha256(reading.whole), stamp.sha256(reading.rows), stamp.sha256(reading.main)[:12], tuple(stamp.hosts_in(main)))


__all__ = ["Facts", "finished", "mended", "mended_content"]
