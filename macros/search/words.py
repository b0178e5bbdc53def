"""The words of a site, for suggesting corrections and for cutting a query that occurs nowhere as a whole.

Pages are never found by these words but by the letters of the query, so a wrong cut here hides nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

_RUN = re.compile(r"[\u0e01-\u0e4e]+|[a-z]+(?:[0-9]+)?")
# A word neither begins with a mark or a vowel that follows its consonant, nor ends with one that leads the next; none in the dictionary does.
_FOLLOWING = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎")
_LEADING = frozenset("เแโใไ")
_LONGEST = 24
_PAIR_LONGEST = 8  # longer texts with a slip are found without knowing any words
_SHORT = 5
_TAIL = 40  # letters
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
        cut = defaultdict(list)  # how often a run comes → the words of such runs
        for run, times in runs.items():
            cut[by * times].append(segment(run))
        for times, texts in cut.items():
            for word, count in Counter(chain.from_iterable(texts)).items():
                self._more_words[word] += count * times
            for (first, second), count in Counter(chain.from_iterable(map(pairwise, texts))).items():
                if _is_pair(first, second):
                    self._more_pairs[first + second] += count * times

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
    cut, at = _cut(run, len(run) - _TAIL)
    return cut + _tail(run[at:])


@lru_cache(maxsize=1 << 12)  # many runs end alike
def _tail(run: str) -> "list[str]":
    return _cut(run, len(run))[0]


def _cut(run: str, until: int) -> "tuple[list[str], int]":
    """The words of `run` as far as one begins at `until` or later, and where that is."""
    at, start, end, cut = 0, 0, len(run), []
    while not at == start >= until and at < end:
        word = _first_word(run[at : at + _LONGEST + 1]) if at == start or run[at - 1] not in _LEADING else ""
        if not word:
            at += 1
            continue
        if start < at:
            cut.append(run[start:at])
        cut.append(word)
        at = start = at + len(word)
    if start < at:
        cut.append(run[start:])
    return cut, at


@lru_cache(maxsize=1 << 14)  # texts of a site go on alike
def _first_word(text: str) -> str:
    """The longest known word that `text` begins with, or nothing."""
    known = _dictionary()
    for length in _lengths().get(text[:_START], _SHORT_LENGTHS):
        if text[:length] in known and text[length : length + 1] not in _FOLLOWING:
            return text[:length]
    return ""


def may_cut(text: str, at: int) -> bool:
    """May a word end before `text[at]`? True at both ends."""
    return not 0 < at < len(text) or (text[at] not in _FOLLOWING and text[at - 1] not in _LEADING)


@lru_cache(maxsize=1)
def _lengths() -> "dict[str, list[int]]":
    """First letters → the lengths of the known words that a text may begin with where it begins so, longest first. Where it begins in a
    way that is not there, only words shorter than that are left."""
    known = _dictionary()
    found: dict[str, list[int]] = {}
    for word in sorted((word for word in known if _START <= len(word) <= _LONGEST), key=len, reverse=True):
        lengths = found.setdefault(word[:_START], [])
        if not lengths or lengths[-1] != len(word):
            lengths.append(len(word))
    for start, lengths in found.items():
        lengths += [length for length in _SHORT_LENGTHS if start[:length] in known]
    return found


def _is_pair(first: str, second: str) -> bool:
    return 6 <= len(first) + len(second) <= _PAIR_LONGEST and (len(first) <= _SHORT or len(second) <= _SHORT)


@lru_cache(maxsize=1 << 15)
def _halves(word: str, known: frozenset) -> tuple[str, ...]:
    """Words that a known compound is made of."""
    cuts = range(2, len(word) - 1)
    return tuple(half for at in cuts for half in (word[:at], word[at:]) if word[:at] in known and word[at:] in known and may_cut(word, at))


@lru_cache(maxsize=1)
def _dictionary() -> frozenset:
    text = Path(__file__).with_name("thai_words.txt").read_text(encoding="utf-8")
    return frozenset(word for word in text.split("\n") if word and word[0] != "#")
