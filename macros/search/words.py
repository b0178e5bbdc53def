"""The words of a site, for suggesting corrections and for cutting a query that occurs nowhere as a whole.

Pages are never found by these words but by the letters of the query, so a wrong cut here hides nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from macros.thai.fold import fold

_RUN = re.compile(r"[\u0e01-\u0e4e]+|[a-z]+(?:[0-9]+)?")
# A word neither begins with a mark or a vowel that follows its consonant, nor ends with one that leads the next.
_FOLLOWING = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎")
_LEADING = frozenset("เแโใไ")
_LONGEST = 24
_PAIR_LONGEST = 10  # longer texts with a slip are found without knowing any words
_SHORT = 5


class Vocabulary(NamedTuple):
    """`parts`: words that the compounds among `words` are made of. `pairs`: two neighbours, one of them short, that stand
    together at least twice: a slip of the pen in a short word can only be mended beside its neighbour."""

    words: list[str]
    parts: list[str]
    pairs: list[str]


def vocabulary(lines: Iterable[str]) -> Vocabulary:
    """The words of folded `lines`, sorted."""
    known = _dictionary()
    words: set[str] = set()
    pairs: Counter[str] = Counter()
    for line in lines:
        for run in _RUN.findall(line):
            cut = list(segment(run, known))
            words.update(word for word in cut if 2 <= len(word) <= _LONGEST)
            pairs.update(a + b for a, b in zip(cut, cut[1:]) if _is_pair(a, b))
    parts = {half for word in words for half in _halves(word, known)}
    return Vocabulary(sorted(words), sorted(parts - words), sorted({pair for pair, count in pairs.items() if count > 1} - words))


def segment(run: str, known: frozenset) -> Iterator[str]:
    """Cut an unspaced `run` into its longest known words; what is between them is one unknown word."""
    at, start = 0, 0
    while at < len(run):
        end = _longest(run, at, known)
        if end is None:
            at += 1
            continue
        if start < at:
            yield run[start:at]
        yield run[at:end]
        at = start = end
    if start < len(run):
        yield run[start:]


def may_cut(text: str, at: int) -> bool:
    """May a word end before `text[at]`? True at both ends."""
    return not 0 < at < len(text) or (text[at] not in _FOLLOWING and text[at - 1] not in _LEADING)


def _longest(run: str, at: int, known: frozenset) -> "int | None":
    if run[at] in _FOLLOWING or not may_cut(run, at):
        return None
    if run[at] < "\x7f":
        return len(run)
    ends = range(min(len(run), at + _LONGEST), at + 1, -1)
    return next((end for end in ends if run[at:end] in known and may_cut(run, end)), None)


def _halves(word: str, known: frozenset) -> tuple[str, ...]:
    """Words that a known compound is made of."""
    cuts = range(2, len(word) - 1)
    return tuple(half for at in cuts for half in (word[:at], word[at:]) if word[:at] in known and word[at:] in known and may_cut(word, at))


def _is_pair(first: str, second: str) -> bool:
    return min(len(first), len(second)) <= _SHORT and 6 <= len(first + second) <= _PAIR_LONGEST


@lru_cache(maxsize=1)
def _dictionary() -> frozenset:
    text = Path(__file__).with_name("thai_words.txt").read_text(encoding="utf-8")
    return frozenset(fold(word) for word in text.splitlines() if word and not word.startswith("#"))
