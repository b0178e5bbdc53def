"""The words of a site, for suggesting corrections and for cutting a query that occurs nowhere as a whole.

Pages are never found by these words but by the letters of the query, so a wrong cut here hides nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from macros.thai.fold import by_the_table

_RUN = re.compile(r"[\u0e01-\u0e4e]+|[a-z]+(?:[0-9]+)?")
# A word neither begins with a mark or a vowel that follows its consonant, nor ends with one that leads the next; none in the dictionary does.
_FOLLOWING = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎")
_LEADING = frozenset("เแโใไ")
_LONGEST = 24
_PAIR_LONGEST = 10  # longer texts with a slip are found without knowing any words
_SHORT = 5
_START = 4  # letters of a word by which others that begin so are found
_SHORT_LENGTHS = (3, 2)


class Vocabulary(NamedTuple):
    """`parts`: words that the compounds among `words` are made of. `pairs`: two neighbours, one of them short, that stand
    together at least twice: a slip of the pen in a short word can only be mended beside its neighbour."""

    words: list[str]
    parts: list[str]
    pairs: list[str]


def vocabulary(lines: Iterable[str]) -> Vocabulary:
    """The words of folded `lines`, sorted."""
    words = Words()
    words.change(runs_of("\n".join(lines)), 1)
    words.settle()
    return words.vocabulary()


def runs_of(text: str) -> "Counter[str]":
    """The runs of letters in folded `text`, which are cut into words."""
    return Counter(_RUN.findall(text))


class Words:
    """How often each word and each pair stands in the lines of a site, which come and go."""

    def __init__(self):
        self._words: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._more_words: Counter[str] = Counter()  # since the last `settle`
        self._more_pairs: Counter[str] = Counter()

    def change(self, runs: "Counter[str]", by: int) -> None:
        """Runs of letters come (`by` is 1) or go (-1)."""
        words, pairs = self._more_words, self._more_pairs
        for run, times in runs.items():
            cut, times = segment(run), by * times
            for word in cut:
                words[word] += times
            for a, b in zip(cut, cut[1:]):
                if 6 <= len(a) + len(b) <= _PAIR_LONGEST and (len(a) <= _SHORT or len(b) <= _SHORT):
                    pairs[a + b] += times

    def settle(self) -> bool:
        """Take in what came and went. Is the vocabulary another now?"""
        changed = [_add(self._words, self._more_words, 1), _add(self._pairs, self._more_pairs, 2)]
        self._more_words, self._more_pairs = Counter(), Counter()
        return any(changed)

    def vocabulary(self) -> Vocabulary:
        known = _dictionary()
        words = {word for word in self._words if 2 <= len(word) <= _LONGEST}
        parts = {half for word in words for half in _halves(word, known)}
        return Vocabulary(sorted(words), sorted(parts - words), sorted({pair for pair, count in self._pairs.items() if count > 1} - words))


def _add(counts: "Counter[str]", more: "Counter[str]", enough: int) -> bool:
    """Does anything that is there `enough` times get rarer, or the other way round?"""
    changed = False
    for text, times in more.items():
        before = counts[text]
        counts[text] = now = before + times
        changed |= (before >= enough) != (now >= enough)
        if not now:
            del counts[text]
    return changed


def segment(run: str) -> "list[str]":
    """Cut an unspaced `run` into its longest known words; what is between them is one unknown word."""
    if run.isascii():
        return [run]
    at, start, end, cut, known, lengths = 0, 0, len(run), [], _dictionary(), _lengths()
    while at < end:
        if at == start or run[at - 1] not in _LEADING:
            for length in lengths.get(run[at : at + _START], _SHORT_LENGTHS):
                word = run[at : at + length]
                if word in known and run[at + length : at + length + 1] not in _FOLLOWING:
                    if start < at:
                        cut.append(run[start:at])
                    cut.append(word)
                    at = start = at + length
                    break
            else:
                at += 1
        else:
            at += 1
    if start < end:
        cut.append(run[start:])
    return cut


def may_cut(text: str, at: int) -> bool:
    """May a word end before `text[at]`? True at both ends."""
    return not 0 < at < len(text) or (text[at] not in _FOLLOWING and text[at - 1] not in _LEADING)


@lru_cache(maxsize=1)
def _lengths() -> "dict[str, list[int]]":
    """First letters → the lengths of the known words that a text may begin with where it begins so, longest first. Where it begins in a
    way that is not there, only words shorter than that are left."""
    known, found = _dictionary(), {}
    for word in sorted((word for word in known if _START <= len(word) <= _LONGEST), key=len, reverse=True):
        lengths = found.setdefault(word[:_START], [])
        if not lengths or lengths[-1] != len(word):
            lengths.append(len(word))
    for start, lengths in found.items():
        lengths += [length for length in _SHORT_LENGTHS if start[:length] in known]
    return found


@lru_cache(maxsize=1 << 15)
def _halves(word: str, known: frozenset) -> tuple[str, ...]:
    """Words that a known compound is made of."""
    cuts = range(2, len(word) - 1)
    return tuple(half for at in cuts for half in (word[:at], word[at:]) if word[:at] in known and word[at:] in known and may_cut(word, at))


@lru_cache(maxsize=1)
def _dictionary() -> frozenset:
    text = Path(__file__).with_name("thai_words.txt").read_text(encoding="utf-8")
    return frozenset(by_the_table("\n".join(word for word in text.splitlines() if not word.startswith("#"))).split("\n")) - {""}
