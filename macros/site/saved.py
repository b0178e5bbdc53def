"""A page as browsers save it: plain HTML, MHTML (Chromium, "single file") or a web archive (Safari)."""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
from xml.parsers.expat import ExpatError

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w-]+)""", re.IGNORECASE)


def html_of(data: bytes) -> str | None:
    """The page's HTML; None when these bytes are no page."""
    if data.startswith(b"bplist00"):
        return _web_archive(data)
    if re.search(rb"^content-type:\s*multipart/related", data[:4096], re.IGNORECASE | re.MULTILINE):
        return _mhtml(data)
    return _decoded(data) if re.search(rb"<(!doctype html|html|head|body|article)\b", data, re.IGNORECASE) else None


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
