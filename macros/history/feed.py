"""The Atom feed of ``/changes/``. The same history gives the same bytes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import islice
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from macros.history.model import Change
from macros.history.view import Gone, Item, Names, item, unnamed

ADDRESS = "/changes/feed.xml"
_ENTRIES = 100


class Publisher(NamedTuple):
    """Who tells what changed: the name and address of the ``site``, whose it is, and the ``domain`` of its ids, which tells it from all others."""

    site: str
    url: str
    author: str
    domain: str


def atom(changes: Iterable[Change], addresses: Container[str], publisher: Publisher, gone: Gone = Gone(), units: Names = unnamed, moved: Mapping[str, str] = {}) -> bytes:
    """The newest changes, in the words of the page, which are of ``gone``, ``units`` and ``moved`` too. Without a ``url`` links are relative to the feed. Ids
    stay when the site gets another address: whoever reads the feed would get everything again."""
    entries = list(islice(changes, _ENTRIES))
    base = publisher.url.rstrip("/")
    updated = entries[0].moment.isoformat() if entries else "1970-01-01T00:00:00+00:00"
    feed_id = f"tag:{publisher.domain},2021:changes"  # RFC 4151; the year only fixes who held the name
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">',
        f"<title>{_text('สิ่งที่เปลี่ยนแปลง – ' + publisher.site)}</title>", f"<id>{_text(feed_id)}</id>",
        f"<updated>{updated}</updated>", f"<author><name>{_text(publisher.author)}</name></author>",
        f'<link rel="self" href={quoteattr(base + ADDRESS if base else "feed.xml")}/>', f'<link href={quoteattr(base + "/changes/" if base else "./")}/>',
        *(_entry(change, item(change, addresses, gone, units, moved), base, feed_id) for change in entries), "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(change: Change, shown: Item, base: str, feed_id: str) -> str:
    address = shown.address or "/changes/"
    link = base + address if base else ".." + address
    return (
        f"<entry><title>{_text(shown.text)}</title><id>{_text(feed_id)}/{change.commit}/{_text(change.value.as_recorded.key.replace(' ', ':'))}</id>"
        f"<updated>{change.moment.isoformat()}</updated><link href={quoteattr(link)}/></entry>"
    )


def _text(text: str) -> str:
    return escape("".join(char for char in text if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"))
