"""A saved page beside the published one: does it show the same, do its links lead to the same places, are its files the same bytes?"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from macros.site.html import stamp, targets
from macros.site.verifying.saved import Saved
from macros.site.verifying.shown import differences, shown
from macros.site.verifying.strange import strange
from macros.site.whole import manifest as manifests
from macros.site.whole.manifest import Manifest


class Resemblance(NamedTuple):
    """``links``: what the copy has and the published page has not (``+ words → target``), and the other way round (``- …``);
    ``pictures``: those that are not the published ones; ``absent``: how many are not saved with the copy, so that nobody can tell;
    ``base``: where the links within the site lead to, "" when they are written without it; ``shown``: how all that a reader sees differs, as in
    :func:`macros.site.verifying.shown.differences`; ``unstyled``: style sheets that are not saved with the copy as published, so that nobody can tell how
    it is shown; ``hidden``: rows that do not show, though the published page shows them; ``odd``: what is ``strange`` in the published page itself."""

    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    absent: int = 0
    base: str = ""
    shown: tuple[str, ...] = ()
    unstyled: tuple[str, ...] = ()
    hidden: int = 0
    odd: tuple[str, ...] = ()


def compare(copy: Path, saved: Saved, name: str, site: Path, manifest: Manifest) -> Resemblance | None:
    """The page saved as ``copy`` beside the page ``name`` of the folder ``site``; None when that folder does not hold it as published."""
    page = site / name
    if not page.is_file() or manifests.digest(page)[0] != manifest.files[name][0]:
        return None
    html, saved = page.read_text(encoding="utf-8"), _with_own_anchors(saved, name)
    ours, theirs = _main(html), _main(saved.html)
    published = Counter(targets.links(ours, name))
    beside = partial(_beside, copy, saved, manifest, {line.rpartition(" → ")[2] for line in published})
    tried = [(base, Counter(targets.links(theirs, name, base, beside))) for base in _bases(saved, name, theirs, list(published))]
    base, found = min(tried, key=lambda one: sum(((one[1] - published) + (published - one[1])).values()))
    changed = [*(f"+ {line}" for line in sorted(found - published)), *(f"- {line}" for line in sorted(published - found))]
    files = _Files(copy, saved, manifest, name, base)
    wanted, seen = shown(html, files.published), shown(saved.html, files.of_copy)
    pictures, absent = _pictures(files, [_published(manifest, address) for address in targets.pictures(html, name)], seen.is_sorted)
    differing, hidden = differences(seen, wanted), max(seen.hidden - wanted.hidden, 0)
    return Resemblance(tuple(changed), pictures, absent, base, differing, tuple(dict.fromkeys(files.unproved)), hidden, strange(html))


class _Files:
    """How links and files of the page ``name`` are compared: as the first published file of the same bytes, or the address that they lead to.
    ``unproved`` fills with style sheets of the copy whose bytes nobody has, or that MHTML wrote anew."""

    def __init__(self, copy: Path, saved: Saved, manifest: Manifest, name: str, base: str):
        self.copy, self.saved, self.manifest, self.name, self.base = copy, saved, manifest, name, base
        self.first: dict[str, str] = {}
        for known, (digest, _) in sorted(manifest.files.items()):
            self.first.setdefault(digest, "/" + known)
        self.unproved: list[str] = []

    def published(self, link: str, _: str) -> str:
        return self._same_bytes(targets.target(link, self.name))

    def of_copy(self, link: str, tag: str) -> str:
        data = _bytes(self.copy, self.saved, link)
        known = self.first.get(hashlib.sha256(data).hexdigest()) if data is not None else None
        if known:
            return known
        if data is not None and (tag == "script" or (tag == "link" and not self.saved.parts)):
            return link  # a file of its own, and none of ours
        address = targets.target(link, self.name, self.base)
        self.unproved += [address] if tag == "link" else []
        return self._same_bytes(address)

    def picture(self, source: str) -> tuple[bool, str | None]:
        """Whether its bytes are there, and their digest; without them that of the published file to which it leads, None of one that was saved beside
        the page and is no more, and "" of any other: it is shown from elsewhere."""
        data = _bytes(self.copy, self.saved, source)
        if data is None:
            data = _bytes(self.copy, self.saved, re.split("[?#]", source)[0])  # of a file, browsers leave out the rest
        if data is not None:
            return True, hashlib.sha256(data).hexdigest()
        address = targets.target(source, self.name, self.base)
        return False, _published(self.manifest, address) or ("" if ":" in source or source.startswith(("/", "\\")) else None)

    def _same_bytes(self, address: str) -> str:
        digest = _published(self.manifest, address)
        return self.first[digest] if digest else address


def _with_own_anchors(saved: Saved, name: str) -> Saved:
    """Links of a page into itself as they are published: a browser writes them with what stands behind the ``?``, as a search or a filter does."""
    own = saved.url.partition("#")[0]
    if not unquote(own.partition("?")[0]).endswith(targets.address_of(name)):
        return saved
    return saved._replace(html=saved.html.replace(f'href="{escape(own)}#', 'href="#'))


def _main(html: str) -> str:
    found = stamp.MAIN.search(html)
    return found[1] if found else ""


def _bases(saved: Saved, name: str, main: str, inside: list[str]) -> list[str]:
    """Where the page says that it was saved from, where its links lead, or nowhere: links may be written without it."""
    address, url = targets.address_of(name), unquote(saved.url.partition("#")[0].partition("?")[0])
    said = [url[: -len(address)] + "/"] if url.endswith(address) else []
    return [*said, *targets.bases(main, inside), ""]


def _published(manifest: Manifest, address: str) -> str:
    return manifest.files.get(address.lstrip("/"), ("", 0))[0]


def _beside(copy: Path, saved: Saved, manifest: Manifest, wanted: set[str], link: str) -> str:
    """The published address that a link stands for when it leads to a file saved beside the copy with the same bytes: browsers lead a
    link to a picture of the page to their own copy of it."""
    data = _bytes(copy, saved, link)
    digest = hashlib.sha256(data).hexdigest() if data is not None else ""
    return next(("/" + name for name, (known, _) in sorted(manifest.files.items()) if known == digest and "/" + name in wanted), "")


def _pictures(files: _Files, published: list[str], is_sorted: bool) -> tuple[tuple[str, ...], int]:
    """Pictures of the copy that are none of the published ones, or stand where another one stood, and the number of those that are not there to be
    compared: saved beside a page that lost them, or shown from where they were published."""
    sources = targets.sources(files.saved.html)
    found = [files.picture(source) for source in sources]
    absent = sum(not data for data, _ in found)
    digests = [digest for _, digest in found]
    if len(digests) == len(published) and not is_sorted:
        return tuple(source for source, digest, ours in zip(sources, digests, published) if digest not in (None, ours)), absent
    left, other = Counter(published), []
    for source, digest in zip(sources, digests):
        if digest is not None and left[digest]:
            left[digest] -= 1
        elif digest is not None:
            other.append(source)
    missing = sum(left.values()) - digests.count(None)
    return (*other, *(["–"] * max(missing - len(other), 0))), absent


def _bytes(copy: Path, saved: Saved, source: str) -> bytes | None:
    if source in saved.parts:
        return saved.parts[source]
    if source[:5].lower() == "data:":
        return _in_itself(source)
    path = copy.parent / unquote(source)
    inside = not unquote(source).startswith(("/", "\\")) and ":" not in source
    return path.read_bytes() if inside and path.is_file() else None


def _in_itself(source: str) -> bytes:
    """What a ``data:`` address holds."""
    head, _, data = source.partition(",")
    held = unquote_to_bytes(data)
    try:
        return base64.b64decode(held) if head.lower().rstrip().endswith("base64") else held
    except ValueError:
        return b""
