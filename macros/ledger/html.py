"""Old anchors in the HTML of a built page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

# Elements that may begin with an empty <span>. Into others (tables, lists, rows) it goes at the next place that may.
_MAY_HOLD = frozenset("h1 h2 h3 h4 h5 h6 p li td th dt dd div section article aside main figure figcaption caption details summary blockquote span a strong em b i small".split())
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_TAGS = re.compile(r"<[^<>]*>")


def with_aliases(html: str, aliases: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """``html`` with an empty element named by each old anchor at the start of the element that has the new one. Returns
    it with the aliases for which no place was found. A name that the page uses itself is left alone."""
    missed = {}
    for old, new in sorted(aliases.items()):
        if _has(html, old):
            continue
        place = _place(html, new)
        if place is None:
            missed[old] = new
        else:
            html = f'{html[:place]}<span id="{escape(old)}"></span>{html[place:]}'
    return html, missed


def _has(html: str, name: str) -> bool:
    return f' id="{escape(name)}"' in html


def _place(html: str, name: str) -> int | None:
    """Where an empty element may stand that marks the element with this id."""
    at = html.find(f' id="{escape(name)}"')
    if at < 0:
        return None
    start = html.rfind("<", 0, at)
    for tag in _TAG.finditer(html, start):
        if tag[1].lower() in _MAY_HOLD:
            return tag.end()
    return None


def heading_at(html: str, name: str) -> str:
    """The words of the heading with this id; empty when there is none."""
    found = re.search(rf'<(h[1-6])\b[^<>]* id="{re.escape(escape(name))}"[^<>]*>(.*?)</\1>', html, re.DOTALL)
    return unescape(_TAGS.sub("", found[2])).strip() if found else ""


def with_notes(html: str, notes: str) -> str:
    """``html`` with ``notes`` at the end of its content."""
    before, mark, after = html.rpartition("</article>")
    if not mark:
        before, mark, after = html.rpartition("</body>")
    return before + notes + mark + after if mark else html + notes
