"""Where the links of a page lead and what its pictures are, in a form that a browser's rewriting does not change.

A browser that saves a page turns links into full addresses and names pictures anew. So both are written here as addresses within the
site, links with their words; of pictures a copy is proved by its bytes.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r"<a\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_PICTURE = re.compile(r"<img\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SRC = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_FOUND_LATER = re.compile(r"\sdata-search-page\b")  # what a search finds, the browser writes
_TAG = re.compile(r"<[^>]*>")


def address_of(name: str) -> str:
    """The address of a page's file in the site: ``/oit/2564/`` for ``oit/2564/index.html``."""
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", name)


def links(main: str, name: str, base: str = "", local: Callable[[str], str] = lambda link: "") -> list[str]:
    """``words → target`` of each link in the main part of the page ``name``, sorted. ``base``: where the site stood when it was saved.
    ``local``: what a link to a file saved beside the page stands for, if it is one."""
    if _FOUND_LATER.search(main):
        return []
    found = ((_attribute(_HREF, attributes), words) for attributes, words in _LINK.findall(main))
    return sorted(f"{_words(words)} → {local(link) or target(link, name, base)}" for link, words in found if link is not None)


def pictures(main: str, name: str, base: str = "") -> list[str]:
    """Addresses of the pictures in their order, as :func:`target` gives them."""
    return [target(source, name, base) for source in sources(main)]


def sources(main: str) -> list[str]:
    """The addresses of pictures as they are written."""
    return [source for attributes in _PICTURE.findall(main) if (source := _attribute(_SRC, attributes)) is not None]


def _attribute(pattern: re.Pattern[str], attributes: str) -> str | None:
    match = pattern.search(attributes)
    return unescape(next(group for group in match.groups() if group is not None)).strip() if match else None


def _words(inner: str) -> str:
    return unicodedata.normalize("NFC", "".join(unescape(_TAG.sub("", inner)).split()))


def target(link: str, name: str, base: str = "") -> str:
    """A link of the page ``name`` as an address within the site, or in full when it leads out. Never raises."""
    here = address_of(name)
    if base and (link + "/").startswith(base):
        link = "/" + link[len(base):]
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    if parts.scheme or parts.netloc:
        return _outside(link)
    path = unquote(parts.path)
    if not path:
        path = here
    elif not path.startswith("/"):
        path = posixpath.join(here if here.endswith("/") else posixpath.dirname(here) + "/", path)
    return _tidy(path) + _rest(parts.query, parts.fragment)


def _tidy(path: str) -> str:
    kept = "/" if path.endswith(("/", "/.", "/..")) else ""
    tidy = posixpath.normpath(path)
    tidy = re.sub(r"^/+", "/", tidy) if tidy.startswith("/") else f"/{tidy}"
    return re.sub(r"/index\.html$", "/", tidy if tidy == "/" else tidy + kept)


def _outside(link: str) -> str:
    parts = urlsplit(link)
    host = host_of(parts.netloc or "")
    web = parts.scheme.lower() in ("http", "https")
    return f"{parts.scheme.lower()}:{'//' + host if host else ''}{unquote(parts.path) or ('/' if web else '')}{_rest(parts.query, parts.fragment)}"


def host_of(written: str) -> str:
    """A host as browsers write it: in lower case, a Thai one in its ASCII form."""
    user, at, place = written.lower().rpartition("@")
    host, colon, port = (place, "", "") if place.isascii() else place.partition(":")
    try:
        return user + at + (host if host.isascii() else host.encode("idna").decode()) + colon + port
    except UnicodeError:
        return written.lower()


def _rest(query: str, fragment: str) -> str:
    return (f"?{unquote(query)}" if query else "") + (f"#{unquote(fragment)}" if fragment else "")


def bases(main: str, inside: list[str]) -> list[str]:
    """Where a saved page's site may have stood, likeliest first: what stands in its full addresses before one of the site's own."""
    tails = sorted({line.rpartition(" → ")[2] for line in inside}, key=len, reverse=True)
    tails = [tail for tail in tails if tail.startswith("/") and tail != "/"]
    full = (unescape(found) for found in re.findall(r"""\shref="(https?://[^"]+|file:[^"]+)\"""", main))
    found = Counter(link[: -len(tail)] + "/" for link in map(unquote, full) for tail in tails[:200] if link.endswith(tail))
    return [base for base, _ in found.most_common(3)]
