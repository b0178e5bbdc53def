"""What no published page holds and no browser adds when it saves one: frames, redirections, events, addresses that run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_FOREIGN = frozenset({"iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data"})
_RUNS = re.compile(r"(?:javascript|vbscript|data:text)", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]")
_MOST = 20


def strange(html: str) -> tuple[str, ...]:
    """Words for each such thing in a page, in order; what lies in the text of a page can be right while these deceive its reader."""
    reader = _Reader(convert_charrefs=True)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # Python's reader gives up at a declaration that no HTML has
        reader.found.append("<![")
    return tuple(dict.fromkeys(reader.found))[:_MOST]


class _Reader(HTMLParser):
    def __init__(self, **options: bool) -> None:
        super().__init__(**options)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attributes)}  # of two, browsers take the first
        if tag in _FOREIGN or (tag == "meta" and values.get("http-equiv", "").lower() == "refresh"):
            self.found.append(f"<{tag}>")
        if tag == "article" and "hidden" in values:
            self.found.append("<article hidden>")
        for name, value in values.items():
            if name.startswith("on") or (name in _ADDRESSES and _RUNS.match(_BLANKS.sub("", value))):
                self.found.append(f"{name}={value[:40]}")


__all__ = ["strange"]
