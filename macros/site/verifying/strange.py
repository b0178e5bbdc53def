"""What no published page holds and no browser adds when it saves one: frames, redirections, events, addresses that run, style of its own,
and what one reader of HTML takes for a comment and another for the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_FOREIGN = frozenset({"iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data"})
_RUNS = re.compile(r"(?:javascript|vbscript|data:text)", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]")
_TODAY = re.compile(r"inset-inline-start: ?\d+(?:\.\d+)?%;?")  # the line on a timeline, which a script places
_PLAIN = re.compile(r"<!--[^<>]*-->|<!doctype html>", re.IGNORECASE)
_READ_IN_TWO_WAYS = re.compile(r"<[!?].{0,30}|</[^a-zA-Z].{0,30}", re.DOTALL)
_MOST = 20


def strange(html: str) -> tuple[str, ...]:
    """Words for each such thing in a page, in order; what lies in the text of a page can be right while these deceive its reader."""
    reader = _Reader(convert_charrefs=True)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # Python's reader gives up at a declaration that no HTML has
        reader.found.append("<![")
    doubtful = (" ".join(found.split()) for found in _READ_IN_TWO_WAYS.findall(_PLAIN.sub("", html)))
    return tuple(dict.fromkeys([*reader.found, *doubtful]))[:_MOST]


def is_todays_line(style: str) -> bool:
    """Has a script of ours written this ``style``, if any?"""
    return not style or bool(_TODAY.fullmatch(style))


class _Reader(HTMLParser):
    def __init__(self, **options: bool) -> None:
        super().__init__(**options)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attributes)}  # of two, browsers take the first
        if tag in _FOREIGN or (tag == "meta" and values.get("http-equiv", "").lower() == "refresh"):
            self.found.append(f"<{tag}>")
        if tag in ("article", "html", "head") and "hidden" in values:
            self.found.append(f"<{tag} hidden>")
        if tag == "style" or not is_todays_line(values.get("style", "")):
            self.found.append("<style>" if tag == "style" else f"style={values['style'][:40]}")
        for name, value in values.items():
            if name.startswith("on") or (name in _ADDRESSES and _RUNS.match(_BLANKS.sub("", value))):
                self.found.append(f"{name}={value[:40]}")


__all__ = ["is_todays_line", "strange"]
