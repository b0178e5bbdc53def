"""The editor's own files, as published, kept beside this module and proved by their hash each time they are read.

``vendor/vendor.json`` says of each what it is, from which package and version, under which licence. A file that differs by one byte is
refused: the patches (``patching.py``) and the translation are made for exactly these.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "vendor"


@dataclass(frozen=True)
class Part:
    """One vendored file. ``integrity`` is of the file as read, ``package_integrity`` of the package it came in (both SRI, sha512)."""

    file: str
    name: str
    path: str
    version: str
    licence: str
    notice: str
    integrity: str
    package_integrity: str
    subset: str = ""


class VendorChanged(Exception):
    """A vendored file is not the one that was looked at. A programmer's mistake, not a user's."""


@lru_cache(maxsize=1)
def parts() -> tuple[Part, ...]:
    """Every vendored file, in the order of ``vendor.json``."""
    return tuple(Part(**entry) for entry in json.loads((_FOLDER / "vendor.json").read_text(encoding="utf-8")))


def read(file: str) -> bytes:
    """The bytes of a vendored file (unpacked, for one that is kept packed). Raises :class:`VendorChanged`."""
    part = next(part for part in parts() if part.file == file)
    data = (_FOLDER / file).read_bytes()
    data = gzip.decompress(data) if file.endswith(".gz") else data
    if integrity(data) != part.integrity:
        raise VendorChanged(file)
    return data


def notices() -> bytes:
    """The licences of all parts, to be served beside them."""
    texts = {part.notice: part for part in parts()}
    heads = ((f"{part.name} {part.version} ({part.licence})", (_FOLDER / notice).read_text(encoding="utf-8")) for notice, part in texts.items())
    return "\n\n".join(f"{head}\n{'=' * len(head)}\n\n{text.strip()}" for head, text in heads).encode() + b"\n"


def integrity(data: bytes) -> str:
    """``sha512-…`` as in ``integrity=`` of a script tag and in package lists."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
