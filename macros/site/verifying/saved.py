"""A page as browsers save it: plain HTML, MHTML (Chromium, "single file") or a web archive (Safari)."""

from __future__ import annotations

import email
import email.policy
import plistlib
import posixpath
import re
from collections.abc import Mapping
from email.message import Message
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.parsers.expat import ExpatError

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w-]+)""", re.IGNORECASE)


_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(\S+) -->")


class Saved(NamedTuple):
    """``url``: where it was saved from, "" when it does not say; ``parts``: address → bytes of what is saved in the same file."""

    html: str
    url: str = ""
    parts: Mapping[str, bytes] = {}


def read(data: bytes, name: str = "") -> Saved | None:
    """The saved page; None when these bytes are no page. Never raises. ``name``: of the file, by which a browser knows what it is."""
    is_plain = name.lower().endswith((".html", ".htm"))
    html = _plain_html(data) if is_plain else html_of(data)
    if html is None:
        return None
    if not is_plain and _is_mhtml(data):
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        located = [(str(part.get("Content-Location", "")), _held(part)) for part in message.walk() if not part.is_multipart()]
        kept: dict[str, set[bytes]] = {}
        for address, held in located:
            kept.setdefault(_plain(address), set()).add(held)
        # Of two under one address nobody knows which a browser shows.
        return Saved(html, str(message.get("Snapshot-Content-Location", "")).strip(), {a: held if len(kept[_plain(a)]) == 1 else b"" for a, held in located})
    marked = _FROM.search(data[:4096])
    return Saved(html, marked[1].decode("utf-8", "replace") if marked else "")


def _plain(address: str) -> str:
    """An address as browsers compare it, however it is written."""
    try:
        parts = urlsplit(unquote(address).strip())
        return f"{parts.scheme}://{parts.hostname or ''}{posixpath.normpath(parts.path)}?{parts.query}"
    except ValueError:
        return address


def _is_mhtml(data: bytes) -> bool:
    """Its headers stand first: browsers take what begins otherwise for HTML, whatever comes later."""
    head = re.match(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", data[:8192])
    return bool(head and re.search(rb"^content-type:\s*multipart/related", head[0], re.IGNORECASE | re.MULTILINE))


def html_of(data: bytes) -> str | None:
    """The page's HTML; None when these bytes are no page."""
    if data.startswith(b"bplist00"):
        return _web_archive(data)
    if _is_mhtml(data):
        return _mhtml(data)
    return _plain_html(data)


def _plain_html(data: bytes) -> str | None:
    return _decoded(data) if data[:2] in (b"\xff\xfe", b"\xfe\xff") or re.search(rb"<(!doctype html|html|head|body|article)\b", data, re.IGNORECASE) else None


def _decoded(data: bytes) -> str | None:
    """None of a page that says it is written in another way than ours are: Python and browsers may read it differently."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = {found.lower() for found in _CHARSET.findall(data)}
    return data.decode("utf-8-sig", "replace") if said <= {b"utf-8", b"utf8"} else None


def _mhtml(data: bytes) -> str | None:
    """A browser shows the first part."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    first = next(part for part in message.walk() if not part.is_multipart())
    charset = first.get_content_charset("utf-8")
    page = first.get_content_type() == "text/html" and charset in ("utf-8", "utf8")
    return _decoded(_held(first)) if page else None


def _held(part: Message) -> bytes:
    """What a part that has no others in it holds."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _web_archive(data: bytes) -> str | None:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        return main["WebResourceData"].decode(main.get("WebResourceTextEncodingName") or "utf-8", "replace")
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, AttributeError, LookupError, ValueError):
        return None
