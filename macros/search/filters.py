"""Which pairs of letters stand side by side in a piece, as bits: what a browser asks before it fetches the piece."""

import base64
from functools import lru_cache, reduce
from itertools import pairwise
from operator import or_

from macros.thai.fold import joined

_BITS = 4096


def bits_of(words: "list[str]") -> int:
    """A bit for each pair of neighbouring letters in a text of folded `words`, by the pair's hash. Pairs stand in a word or where two
    words meet."""
    met = {(first[-1], second[0]) for first, second in set(pairwise(words))}
    return reduce(or_, map(_pairs, set(words)), reduce(or_, map(_meeting, met), 0))


def may_hold(bits: int, text: str) -> bool:
    """Can folded `text` stand where these are the pairs?"""
    wanted = _pairs(text)
    return wanted & bits == wanted


def encoded(bits: int) -> str:
    """Base64, as the manifest gives it."""
    return base64.b64encode(bits.to_bytes(_BITS // 8, "little")).decode("ascii")


@lru_cache(maxsize=1 << 12)
def _pairs(text: str) -> int:
    places = {(ord(a) * 31 + ord(b)) % _BITS for a, b in zip(text, text[1:]) if a != "\n" != b}
    return reduce(or_, (1 << place for place in places), 0)


@lru_cache(maxsize=1 << 12)
def _meeting(ends: "tuple[str, str]") -> int:
    return _pairs(joined(ends))
