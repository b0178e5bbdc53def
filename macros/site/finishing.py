"""What becomes of one page after the engine: pure, from HTML to HTML, and what the rest of the site needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from macros.search.extract import Extract, extract
from macros.site import links, semantics, stamp
from macros.site.line_breaks import keep_words
from macros.site.line_breaks import keep_words
from macros.site.manifest import PageText, page_text


@dataclass(frozen=True)
class Facts:
    """``links``: where the page leads within the site; ``ids``: its anchors; ``content``: what a search reads of its main part;
    ``text``: what the manifest says of it, None of a page without a main part."""

    links: tuple[links.Target, ...]
    ids: tuple[str, ...]
    content: Extract
    text: PageText | None


def finished(html: str) -> str:
    """The page as it is published, but for its policy: with tables that all can use, words kept whole at the ends of lines, and the hash of its text."""
    if "<table" in html:
        html = semantics.with_semantics(html)
    html = keep_words(html)
    return html.replace(stamp.MARK, stamp.text_hash(html)) if stamp.MARK in html else html


def facts_of(name: str, html: str) -> Facts:
    """What is to be known of the finished page ``name`` (its path in the site)."""
    main = stamp.MAIN.search(html)
    return Facts(links.targets(name, html), links.ids(html), extract(main[1] if main else ""), page_text(html))


__all__ = ["Facts", "facts_of", "finished"]
