"""The hash of a page's main text, printed in its footer: what a reader can compare years later.

Blanks and tags do not count, so the hash stays the same under another theme; what scripts add in the browser stands in
elements marked ``data-live``, which do not count either.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from html import unescape
from pathlib import Path

MARK = "prongsai-text-hash"
MAIN = re.compile(r'<article class="ps-content"[^>]*>(.*?)</article>', re.DOTALL)
_SILENT = re.compile(r"<(script|style|svg|template)\b.*?</\1>|<(\w+)\b[^>]*\sdata-live\b[^>]*>.*?</\2>", re.DOTALL)


def main_text(html: str) -> str:
    """The visible text of a page's main part, without blanks, in Unicode's composed form; empty when it has none."""
    main = MAIN.search(html)
    text = re.sub(r"<[^>]+>", "", _SILENT.sub("", main[1])) if main else ""
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", unescape(text)))


def text_hash(html: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the main text."""
    return hashlib.sha256(main_text(html).encode()).hexdigest()[:12]


def apply(site: Path) -> None:
    """Print each page's hash where its frame left the mark."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if MARK in html:
            path.write_text(html.replace(MARK, text_hash(html)), encoding="utf-8", newline="\n")
