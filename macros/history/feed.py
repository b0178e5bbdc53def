"""The Atom feed of ``/changes/``. The same history gives the same bytes."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from macros.history.model import Change
from macros.history.view import Gone, Item, Names, item, unnamed

ADDRESS = "/changes/feed.xml"
_ENTRIES = 100


def atom(changes: Iterable[Change], addresses: Container[str], site_name: str, site_url: str, author: str, gone: Gone = {}, units: Names = unnamed) -> bytes:
    """The newest changes, in the words of the page, which are of ``gone`` and ``units`` too. Without ``site_url`` links are relative to the feed, and ids stand on the site's name alone."""
    entries = list(islice(changes, _ENTRIES))
    base = site_url.rstrip("/")
    updated = entries[0].moment.isoformat() if entries else "1970-01-01T00:00:00+00:00"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">',
        f"<title>{_text('สิ่งที่เปลี่ยนแปลง – ' + site_name)}</title>", f"<id>{_text(_tag(site_url, site_name))}</id>",
        f"<updated>{updated}</updated>", f"<author><name>{_text(author)}</name></author>",
        f'<link rel="self" href={quoteattr(base + ADDRESS if base else "feed.xml")}/>', f'<link href={quoteattr(base + "/changes/" if base else "./")}/>',
        *(_entry(change, item(change, addresses, gone, units), site_url, site_name) for change in entries), "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(change: Change, shown: Item, site_url: str, site_name: str) -> str:
    base, address = site_url.rstrip("/"), shown.address or "/changes/"
    link = base + address if base else ".." + address
    return (
        f"<entry><title>{_text(shown.text)}</title><id>{_text(_tag(site_url, site_name))}/{change.commit}/{_text(change.value.as_recorded.key.replace(' ', ':'))}</id>"
        f"<updated>{change.moment.isoformat()}</updated><link href={quoteattr(link)}/></entry>"
    )


def _tag(site_url: str, site_name: str) -> str:
    """A tag URI (RFC 4151) for the site; the year only fixes who held the name."""
    host = urlsplit(site_url).hostname
    return f"tag:{host},2021:changes{urlsplit(site_url).path.rstrip('/')}" if host else f"urn:x-prongsai:{'-'.join(site_name.split())}"


def _text(text: str) -> str:
    return escape("".join(char for char in text if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"))
