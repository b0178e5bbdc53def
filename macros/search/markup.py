"""HTML as a row of texts and tags, for readers that look at every page of a site."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"""(<(?:(?:script|style)\b.*?</(?:script|style)\s*>|/?[a-zA-Z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>|!--.*?(?:-->|\Z)))""", re.DOTALL | re.IGNORECASE)
_PARTS = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
LONG = 1000  # letters: a drawing, which is not worth remembering, for no two are alike
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Tag(NamedTuple):
    """`name` is in lower case, empty of a comment and of a whole script or style; `attributes` is what stands behind it, as written."""

    name: str
    closes: bool
    attributes: str


def split(html: str) -> list[str]:
    """Text, tag, text, tag, …, text. Joined, they are `html` again."""
    return _TAG.split(html)


def tag(text: str) -> Tag:
    """What the tag `text` is."""
    return _known(text) if len(text) < LONG else parsed(text)


def parsed(text: str) -> Tag:
    """The same, not remembered."""
    found = _PARTS.fullmatch(text)
    return Tag(found[2].lower(), bool(found[1]), found[3]) if found else Tag("", False, "")


_known = lru_cache(maxsize=1 << 12)(parsed)  # pages of a site have most of their tags in common


def attributes_of(found: Tag) -> "dict[str, str]":
    """Name → value of its attributes; of equal names the first counts."""
    pairs = ((name.lower(), unescape(a or b or c)) for name, a, b, c in _ATTRIBUTE.findall(found.attributes))
    return dict(reversed(list(pairs)))


def end_of(tokens: list[str], at: int) -> int:
    """The place of the tag that closes the element which `tokens[at]` opens; the last tag's when there is none."""
    name, depth = tag(tokens[at]).name, 0
    for place in range(at, len(tokens), 2):
        other, closes, _ = tag(tokens[place])
        if other == name:
            depth += -1 if closes else 1
            if depth == 0:
                return place
    return max(at, len(tokens) - 2)
