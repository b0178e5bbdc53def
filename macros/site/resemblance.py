"""A saved page beside the published one: do its links lead to the same places, and are its pictures the same bytes?"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from macros.site import manifest as manifests, stamp, targets
from macros.site.manifest import Manifest
from macros.site.saved import Saved


class Resemblance(NamedTuple):
    """``links``: what the copy has and the published page has not (``+ words → target``), and the other way round (``- …``);
    ``pictures``: those that are not the published ones; ``absent``: how many are not saved with the copy, so that nobody can tell;
    ``base``: where the links within the site lead to, "" when they are written without it."""

    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    absent: int = 0
    base: str = ""


def compare(copy: Path, saved: Saved, name: str, site: Path, manifest: Manifest) -> Resemblance | None:
    """The page saved as ``copy`` beside the page ``name`` of the folder ``site``; None when that folder does not hold it as published."""
    page = site / name
    if not page.is_file() or manifests.digest(page)[0] != manifest.files[name][0]:
        return None
    ours, theirs = _main(page.read_text(encoding="utf-8")), _main(saved.html)
    published = Counter(targets.links(ours, name))
    beside = partial(_beside, copy, saved, manifest, {line.rpartition(" → ")[2] for line in published})
    tried = [(base, Counter(targets.links(theirs, name, base, beside))) for base in _bases(saved, name, theirs, list(published))]
    base, found = min(tried, key=lambda one: sum(((one[1] - published) + (published - one[1])).values()))
    changed = [*(f"+ {line}" for line in sorted(found - published)), *(f"- {line}" for line in sorted(published - found))]
    pictures, absent = _pictures(copy, saved, theirs, [_published(manifest, address) for address in targets.pictures(ours, name)])
    return Resemblance(tuple(changed), pictures, absent, base)


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


def _pictures(copy: Path, saved: Saved, main: str, published: list[str]) -> tuple[tuple[str, ...], int]:
    """Pictures of the copy that are none of the published ones, and the number of those that are not there to be compared."""
    left, other, absent = Counter(published), [], 0
    for source in targets.sources(main):
        data = _bytes(copy, saved, source)
        if data is None:
            absent += 1
        elif left[hashlib.sha256(data).hexdigest()] > 0:
            left[hashlib.sha256(data).hexdigest()] -= 1
        else:
            other.append(source)
    missing = sum(left.values()) - absent
    return (*other, *(["–"] * max(missing - len(other), 0))), absent


def _bytes(copy: Path, saved: Saved, source: str) -> bytes | None:
    if source in saved.parts:
        return saved.parts[source]
    path = copy.parent / unquote(source)
    inside = not unquote(source).startswith(("/", "\\")) and ":" not in source
    return path.read_bytes() if inside and path.is_file() else None
