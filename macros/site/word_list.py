"""The words that are kept whole at the ends of lines, packed for the search: it shows texts that no build has seen."""

from __future__ import annotations

from functools import lru_cache
from os.path import commonprefix

from macros.site.line_breaks import whole_words

_MOST = 25  # letters that a word may share with the one before: one Latin letter says how many


@lru_cache(maxsize=1)
def packed_words() -> bytes:
    """Each word as the number of letters that it shares with the one before (``a``: none) and its other letters, in windows-874."""
    words = sorted(whole_words())
    shared = (min(len(commonprefix(pair)), _MOST) for pair in zip(["", *words], words))
    return "".join(chr(ord("a") + n) + word[n:] for n, word in zip(shared, words)).encode("cp874") + b"\n"


__all__ = ["packed_words"]
