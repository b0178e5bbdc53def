"""The words that are kept whole at the ends of lines, packed for the search: it shows texts that no build has seen."""

from __future__ import annotations

from functools import lru_cache

from macros.search.packing import front_coded
from macros.site.html.line_breaks import whole_words


@lru_cache(maxsize=1)
def packed_words() -> bytes:
    """In windows-874."""
    return front_coded(whole_words()).encode("cp874") + b"\n"


__all__ = ["packed_words"]
