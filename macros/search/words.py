"""The words of a site, for suggesting corrections and for cutting a query that occurs nowhere as a whole.

Pages are never found by these words but by the letters of the query, so a wrong cut here hides nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable
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
    words = Words()
    words.change(lines, 1)
    return words.vocabulary()


class Words:
    """The words of lines that come and go. Each distinct run of letters is cut once."""

    def __init__(self):
        self._runs: Counter[str] = Counter()
        self._words: Counter[str] = Counter()  # word → distinct runs with it
        self._pairs: Counter[str] = Counter()

    def change(self, lines: Iterable[str], by: int) -> None:
        """Folded lines come (`by` is 1) or go (-1)."""
        for run, times in Counter(run for line in lines for run in _RUN.findall(line)).items():
            before = self._runs[run]
            self._runs[run] = before + by * times
            self._change_run(run, by * times, (not before) - (not self._runs[run]))
            if not self._runs[run]:
                del self._runs[run]

    def _change_run(self, run: str, times: int, distinct: int) -> None:
        cut = segment(run, _dictionary())
        if distinct:
            for word in {word for word in cut if 2 <= len(word) <= _LONGEST}:
                self._words[word] += distinct
        for a, b in zip(cut, cut[1:]):
            if _is_pair(a, b):
                self._pairs[a + b] += times

    def vocabulary(self) -> Vocabulary:
        known = _dictionary()
        words = {word for word, runs in self._words.items() if runs}
        parts = {half for word in words for half in _halves(word, known)}
        return Vocabulary(sorted(words), sorted(parts - words), sorted({pair for pair, count in self._pairs.items() if count > 1} - words))


def segment(run: str, known: frozenset) -> "list[str]":
    """Cut an unspaced `run` into its longest known words; what is between them is one unknown word."""
    at, start, cut, lengths = 0, 0, [], _lengths(known)
    while at < len(run):
        end = _longest(run, at, known, lengths)
        if end is None:
            at += 1
            continue
        if start < at:
            cut.append(run[start:at])
        cut.append(run[at:end])
        at = start = end
    if start < len(run):
        cut.append(run[start:])
    return cut


def may_cut(text: str, at: int) -> bool:
    """May a word end before `text[at]`? True at both ends."""
    return not 0 < at < len(text) or (text[at] not in _FOLLOWING and text[at - 1] not in _LEADING)


def _longest(run: str, at: int, known: frozenset, lengths: dict) -> "int | None":
    if run[at] in _FOLLOWING or not may_cut(run, at):
        return None
    if run[at] < "\x7f":
        return len(run)
    for length in lengths.get(run[at : at + 2], ()):
        if run[at : at + length] in known and may_cut(run, at + length) and at + length <= len(run):
            return at + length
    return None


@lru_cache(maxsize=2)
def _lengths(known: frozenset) -> "dict[str, list[int]]":
    """First two letters → the lengths of the known words that begin so, longest first."""
    found: dict[str, set[int]] = {}
    for word in known:
        if 2 <= len(word) <= _LONGEST:
            found.setdefault(word[:2], set()).add(len(word))
    return {start: sorted(lengths, reverse=True) for start, lengths in found.items()}


@lru_cache(maxsize=1 << 15)
def _halves(word: str, known: frozenset) -> tuple[str, ...]:
    """Words that a known compound is made of."""
    cuts = range(2, len(word) - 1)
    return tuple(half for at in cuts for half in (word[:at], word[at:]) if word[:at] in known and word[at:] in known and may_cut(word, at))


def _is_pair(first: str, second: str) -> bool:
    return min(len(first), len(second)) <= _SHORT and 6 <= len(first + second) <= _PAIR_LONGEST


@lru_cache(maxsize=1)
def _dictionary() -> frozenset:
    text = Path(__file__).with_name("thai_words.txt").read_text(encoding="utf-8")
    return frozenset(fold("\n".join(word for word in text.splitlines() if not word.startswith("#"))).split("\n")) - {""}
