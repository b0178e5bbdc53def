"""The Content-Security-Policy of each page: what its scripts are is known at build, so nothing else may ever run.

The policy stands in a ``<meta>`` of every page, for hosts that cannot set headers, and in ``headers.conf`` for those that can.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)


def policy(inline_scripts: Iterable[str]) -> str:
    """The policy for a page whose inline scripts are exactly these."""
    hashes = sorted({f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline_scripts})
    return "; ".join([
        "default-src 'none'", " ".join(["script-src 'self'", *hashes]), "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "media-src 'self'", "form-action 'self'", "base-uri 'none'", "manifest-src 'self'",
    ])


def with_policy(html: str) -> tuple[str, list[str]]:
    """The page, or the frame of many, with its policy in it; and the inline scripts that this allows."""
    scripts = _INLINE.findall(html)
    tag = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'
    return _CHARSET.sub(lambda _: tag, html, count=1), scripts


def apply(site: Path) -> dict[str, bytes]:
    """Put each page's policy into it. Returns the header file, whose one policy allows what any page needs."""
    allowed: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        html, scripts = with_policy(path.read_text(encoding="utf-8"))
        allowed.update(scripts)
        path.write_text(html, encoding="utf-8", newline="\n")
    return {"headers.conf": headers(allowed)}


def headers(scripts: Iterable[str]) -> bytes:
    """Security headers in the form of an nginx include."""
    values = {
        "Content-Security-Policy": policy(scripts) + "; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in values.items()).encode()
