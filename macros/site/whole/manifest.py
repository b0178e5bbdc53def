"""The list of everything that was published, with hashes: what ``scripts/verify.py`` compares a copy with.

``data/manifest.json``     every file but itself and the next, and the text of every page
``data/manifest.sha256``   the same hashes and that of ``manifest.json``, as ``sha256sum --check`` reads them: this is the file to sign
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TypedDict

from macros.site.data.pretty import pretty
from macros.site.html import stamp
from macros.site.html.stamp import PageText
from macros.site.placing.output import digest

NEXT = "\n  "  # a line of a row
NAME, SUMS = "data/manifest.json", "data/manifest.sha256"


class Origin(TypedDict):
    """Whose site it is, and what made it from what."""

    site: str
    engine: str
    commit: str | None


@dataclass(frozen=True)
class Manifest:
    """``files``: path → (SHA-256, size in bytes); ``pages``: path of a page → its text. ``commit`` is None when it is not known."""

    site: str
    engine: str
    commit: str | None
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    pages: Mapping[str, PageText] = field(default_factory=dict)


def collect(folder: Path, site: str, engine: str, commit: str | None) -> Manifest:
    """What lies in the built site ``folder``."""
    names = [name for name in file_names(folder) if name not in (NAME, SUMS)]
    files = {name: digest(folder / name) for name in names}
    return Manifest(site, engine, commit, files, dict(_pages(folder, names)))


def file_names(folder: Path) -> list[str]:
    """Every file below ``folder``, its path with ``/``, sorted by code points. Raises ``OSError`` where it may not look."""
    return sorted(_files_below(folder)) if folder.is_dir() else []


def _files_below(folder: Path, below: str = "") -> Iterator[str]:
    with os.scandir(folder / below) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(folder, f"{below}{entry.name}/")
            elif entry.is_file():
                yield below + entry.name


def files(manifest: Manifest) -> dict[str, bytes]:
    """Path in the site → bytes, for both forms."""
    listed = b"".join(encode(manifest))
    return {NAME: listed, SUMS: sums(manifest, hashlib.sha256(listed).hexdigest())}


def sums(manifest: Manifest, own: str) -> bytes:
    """The second form; ``own`` is the checksum of the first."""
    found = {name: checksum for name, (checksum, _) in manifest.files.items()} | {NAME: own}
    return "".join(f"{found[name]}  {name}\n" for name in sorted(found)).encode()


def encode(manifest: Manifest) -> Iterator[bytes]:
    """The first form, in parts: it has two rows for each page of the site."""
    head = pretty({"generator": "prongsai", "site": manifest.site, "engine": manifest.engine, "commit": manifest.commit}, step=" ")
    yield head.removesuffix("\n}").encode()
    yield from _rows("files", ((name, {"sha256": checksum, "size": size}) for name, (checksum, size) in sorted(manifest.files.items())))
    yield from _rows("pages", ((name, _page(page)) for name, page in sorted(manifest.pages.items())))
    yield b"\n}\n"


def _rows(of: str, rows: Iterator[tuple[str, dict]]) -> Iterator[bytes]:
    """An object of objects."""
    first = next(rows, None)
    yield f',\n "{of}": {{'.encode()
    for row in chain((first,), rows) if first else ():
        yield f"{'' if row is first else ','}{NEXT}{pretty(row[0])}: {pretty(row[1], ' ', NEXT)}".encode()
    yield b"\n }" if first else b"}"


def _page(page: PageText) -> dict[str, object]:
    return {"text": page.text, "rows": page.rows, "code": page.code, "hosts": page.hosts}


class NoManifest(ValueError):
    """These bytes are no manifest of ours."""


def decode(data: bytes) -> Manifest:
    """The manifest in ``data``. Raises :class:`NoManifest`."""
    try:
        document = json.loads(data)
        listed = {name: (row["sha256"], row["size"]) for name, row in document["files"].items()}
        pages = {name: PageText(row["text"], row["rows"], row["code"], tuple(row["hosts"])) for name, row in document["pages"].items()}
        return Manifest(document["site"], document["engine"], document["commit"], listed, pages)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoManifest(str(error)) from error


def page_text(html: str) -> PageText | None:
    """What the manifest says of a page; None of one without a main part, such as a redirect."""
    whole = stamp.whole_text(html)
    if not whole:
        return None
    rows = stamp.whole_text(html, rows_sorted=True) if "data-sortable" in html else whole
    return PageText(stamp.sha256(whole), stamp.sha256(rows), stamp.text_hash(html), tuple(stamp.hosts(html)))


def _pages(folder: Path, names: list[str]) -> Iterator[tuple[str, PageText]]:
    for name in names:
        if name.endswith(".html") and (page := page_text((folder / name).read_text(encoding="utf-8"))):
            yield name, page
