"""Where in the built site an old address leads on, and where it cannot: a web server reads files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Set

from macros.ledger.model import anchor_of, is_local, page_of

# What the build writes besides pages, attachments and open data, of which the ledger knows nothing. No server may lead on from there.
OWN = frozenset(
    "404.html headers.conf robots.txt sitemap.xml admin/headers.conf assets/OFL.txt data/build.json data/catalog.json data/manifest.json data/manifest.sha256 "
    "data/redirects.json data/redirects.nginx data/sbom.json search/manifest.json".split()
)
_MOST_IN_A_STEP, _MOST_IN_ALL = 255, 1000  # bytes that file systems and programs take for a name, and for a path


def file_of(address: str) -> str:
    """The file that a web server reads for ``address``. What has no page of its own becomes a folder with an index in it,
    so that ``/index.php`` is answered as a page and not by the ending of its name."""
    path = page_of(address).partition("?")[0].strip("/")
    return path if path.endswith((".html", ".htm")) else posixpath.join(path, "index.html")


def is_too_long(path: str) -> bool:
    """Whether no disk takes a file of this name. Old systems made addresses of whole titles, and a Thai letter is three bytes."""
    return len(path.encode()) > _MOST_IN_ALL or any(len(step.encode()) > _MOST_IN_A_STEP for step in path.split("/"))


def is_own(address: str) -> bool:
    """Whether the build itself writes a file at ``address``."""
    return is_local(address) and "?" not in address and page_of(address).strip("/") in OWN


def above(path: str) -> Iterator[str]:
    """What must be a folder for ``path`` to be a file."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def blocked(moved: Mapping[str, str], living: Set[str]) -> dict[str, str]:
    """Old address → the file of the site below which it would lie. ``living``: the addresses that the site has now."""
    sources = [source for source in sorted(moved) if is_local(source) and not anchor_of(source) and source not in living]
    if not sources:
        return {}
    files = {*OWN, *(file_of(address) if address.endswith("/") else address.strip("/") for address in living)}
    files |= {source.strip("/") if is_copied(source, moved[source]) else file_of(source) for source in sources if not _may_be_folder(source, moved[source])}
    found = {source: next((f"/{folder}" for folder in above(_wanted(source, moved[source])) if folder in files), "") for source in sources}
    return {source: other for source, other in found.items() if other}


def is_copied(source: str, to: str) -> bool:
    """Whether the file at ``to`` is published at ``source`` too: no page could stand in for a PDF."""
    ending = posixpath.splitext(source)[1].lower()
    return bool(ending) and is_local(to) and ending == posixpath.splitext(to)[1].lower() and ending not in (".html", ".htm")


def folders(paths: Iterable[str]) -> set[str]:
    """The folders of ``paths`` that are named as pages are: a page of that name is the index in it."""
    return {folder for path in paths if ".htm" in path for folder in above(path) if folder.endswith((".html", ".htm"))}


def _may_be_folder(source: str, to: str) -> bool:
    return "?" in source or (not is_copied(source, to) and file_of(source) == source.strip("/"))


def _wanted(source: str, to: str) -> str:
    """The file at ``source``. Of one with a query it is that path itself, which answers whatever it is asked."""
    return page_of(source).partition("?")[0].strip("/") if "?" in source or is_copied(source, to) else file_of(source)
