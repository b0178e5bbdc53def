"""A page as browsers save it: plain HTML, MHTML (Chromium, "single file") or a web archive (Safari)."""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers.expat import ExpatError

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w-]+)""", re.IGNORECASE)


_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(\S+) -->")


class Saved(NamedTuple):
    """``url``: where it was saved from, "" when it does not say; ``parts``: address → bytes of what is saved in the same file."""

    html: str
    url: str = ""
    parts: Mapping[str, bytes] = {}


def read(data: bytes) -> Saved | None:
    """The saved page; None when these bytes are no page. Never raises."""
    html = html_of(data)
    if html is None:
        return None
    if _is_mhtml(data):
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        located = [(str(part.get("Content-Location", "")), part.get_payload(decode=True) or b"") for part in message.walk() if not part.is_multipart()]
        return Saved(html, str(message.get("Snapshot-Content-Location", "")).strip(), dict(located))
    marked = _FROM.search(data[:4096])
    return Saved(html, marked[1].decode("utf-8", "replace") if marked else "")


def _is_mhtml(data: bytes) -> bool:
    return bool(re.search(rb"^content-type:\s*multipart/related", data[:4096], re.IGNORECASE | re.MULTILINE))


def html_of(data: bytes) -> str | None:
    """The page's HTML; None when these bytes are no page."""
    if data.startswith(b"bplist00"):
        return _web_archive(data)
    if _is_mhtml(data):
        return _mhtml(data)
    return _decoded(data) if data[:2] in (b"\xff\xfe", b"\xfe\xff") or re.search(rb"<(!doctype html|html|head|body|article)\b", data, re.IGNORECASE) else None


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    try:
        return data.decode(declared[1].decode() if declared else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _mhtml(data: bytes) -> str | None:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            return part.get_payload(decode=True).decode(part.get_content_charset() or "utf-8", "replace")
    return None


def _web_archive(data: bytes) -> str | None:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        return main["WebResourceData"].decode(main.get("WebResourceTextEncodingName") or "utf-8", "replace")
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, AttributeError, LookupError, ValueError):
        return None
