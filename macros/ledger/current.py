"""The addresses of a site as it is now, from the documents that the engine is given and the files that lie beside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from operator import itemgetter
from typing import Protocol

from macros.ledger.model import Address, is_passing
from macros.pages.links import address_of

_NOT_KEPT = ("gone", "forms-closed")  # tombstones are the ledger's own; the other page goes when the forms are turned on
MADE = ("data/", "changes/", "units/")  # folders of files that are made from records; no attachment may lie there


class FrontMatter(Protocol):
    @property
    def title(self) -> str: ...


class Written(Protocol):
    """A page of ``content/``, which has its title in its front matter."""

    @property
    def meta(self) -> FrontMatter: ...

    @property
    def file(self) -> str: ...


class Made(Protocol):
    """A page that is made from records."""

    @property
    def title(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def file(self) -> str: ...


def addresses(
    sources: Mapping[str, Made | Written], anchors: Callable[[str], tuple[str, ...]], files: Iterable[str] = (),
) -> Iterator[Address]:
    """``sources``: Markdown path → what it is made from (a page of records or of ``content/``); ``anchors``: those of the text at a
    path (``anchors_in``). ``files``: paths, relative to the site, of attachments and open data."""
    for path, source in sorted(sources.items(), key=itemgetter(0)):
        if getattr(source, "kind", "") not in _NOT_KEPT:
            yield _page(address_of(path), source, anchors(path))
    yield from (Address(f"/{path}", "data" if path.startswith(MADE) else "file", "", posixpath.basename(path)) for path in sorted(files))


def _page(address: str, source: Made | Written, anchors: tuple[str, ...]) -> Address:
    title, kind = (source.meta.title, "page") if hasattr(source, "meta") else (source.title, source.kind)
    kept = tuple(name for name in anchors if not is_passing(f"{address}#{name}"))
    return Address(address, kind, record_of(address, kind), title, kept, source.file)


_RECORD = (
    (re.compile(r"/measures/(\d{4})/"), "plan {0}"),
    (re.compile(r"/measures/(\d{4})/([^/]+)/"), "{kind} {0}/{1}"),
    (re.compile(r"/ita/(\d{4})/"), "ita-result {0}"),
    (re.compile(r"/oit/(\d{4})/(o\d+)/"), "disclosure {0}/{1}"),
    (re.compile(r"/registers/(\d{4})/([^/]+)/"), "{1} {0}"),
    (re.compile(r"/units/([^/]+)/"), "unit {0}"),
)


def record_of(address: str, kind: str) -> str:
    """Key of the record that a page of this address and kind shows (``line 2564/m3-1``); of a page of ``content/`` its own."""
    if kind == "page":
        return f"page {address}"
    for pattern, key in _RECORD:
        if match := pattern.fullmatch(address):
            parts = [part.upper() if key.startswith("disclosure") else part for part in match.groups()]
            return key.format(*parts, kind=kind)
    return ""


_ID = re.compile(r"id=\"([^\"]+)\"")
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*")
_HEADING_ID = re.compile(r"^#{1,6}[ \t].*\{:?[^{}\n]*#([a-z][a-z0-9-]*)[^{}\n]*\}[ \t]*$", re.MULTILINE)
# Entries of lists, which are named by their place or come and go with what is listed (home shows the newest plan): what they stand for has its own page.
# The notice that a plan is not as adopted goes when it is adopted anew.
ENTRIES = ("step-", "progress-", "evidence-", "due-", "channel-", "card-", "cards-", "row-", "letter-", "squares-", "since-", "day-")
_WIRING = frozenset("input select textarea button label datalist option output svg path rect g use symbol defs title desc".split())


def anchors_in(text: str) -> tuple[str, ...]:
    """The anchors of a page's text, Markdown and HTML alike. What only wires a form or a picture together is none, nor is the
    title of something that has an anchor itself (``weak`` and ``weak-title``), an entry of a list, or an id that begins with ``ps-`` or ``_``."""
    names = {unescape(name) for name in _ids(text)}
    names |= set(_HEADING_ID.findall(text)) if "\n#" in text or text.startswith("#") else set()
    return tuple(sorted(name for name in names if not _is_internal(name, names)))


def _ids(text: str) -> Iterator[str]:
    """The values of ``id`` in the tags of ``text`` that can be led to."""
    for found in _ID.finditer(text):
        if not text[found.start() - 1 : found.start()].isspace():
            continue
        tag = _TAG.match(text, text.rfind("<", 0, found.start()))
        if tag and tag.end() >= found.start() and tag[1].lower() not in _WIRING:
            yield found[1]


def _is_internal(name: str, names: set[str]) -> bool:
    return name.startswith(("ps-", "_", *ENTRIES)) or (name.endswith("-title") and name.removesuffix("-title") in names) or bool(re.search(r"\s", name))
