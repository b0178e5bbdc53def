"""Texts as UTF-8, a block at a time: pages of thousands of lines have several megabytes, and while one is encoded at once, thrice as many are in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

_BLOCK = 1 << 18  # letters


def blocks(text: str, errors: str = "strict") -> Iterator[bytes]:
    """The bytes of ``text``, in order."""
    return (text[start : start + _BLOCK].encode("utf-8", errors) for start in range(0, len(text), _BLOCK))


def sha256(text: str) -> hashlib._Hash:
    """The hash of ``text``, whatever is in it."""
    total = hashlib.sha256()
    for block in blocks(text, "surrogatepass"):
        total.update(block)
    return total


__all__ = ["blocks", "sha256"]
