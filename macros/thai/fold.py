"""Fold text, so that all ways of writing the same word become the same characters.

The specification is the table ``fold.json``, which the search script in the browser runs too. Fold only to compare and
to search, never to show: spaces, dots and capitals are lost.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from macros.thai.letters import LETTERS

SPECIFICATION = json.loads(Path(__file__).with_name("fold.json").read_text(encoding="utf-8"))

_DIGITS = str.maketrans(SPECIFICATION["digits"], "0123456789")
_FOREIGN = re.compile(r"[^\x00-\x7f\u0e00-\u0e7f]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_LETTER_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")


def fold(text: str) -> str:
    """`text` in the form that is compared: one way of writing, lines kept apart by one line break."""
    return _EMPTY_LINES.sub("\n", joined(words(text)))


def typed_one_way(text: str) -> str:
    """`text` with each Thai word as `fold` has it and all else as it stands: for words that one chooses among, where a sign more, such
    as a question mark, may mean something else."""
    return _THAI.sub(lambda found: fold(found[0]), text)


def words(text: str) -> list[str]:
    """The folded words of `text`, as written with spaces between them; a line break stands as a word of its own. Few words make up
    many texts, and no step of the table but the last, which `joined` does, looks across a space."""
    return list(filter(None, map(_word, text.replace("\n", " \n ").split(" "))))


def joined(words: Iterable[str]) -> str:
    """Folded text of folded words; lines that have none stay, as empty lines."""
    return _SPACE_BESIDE_THAI.sub("", " ".join(words))


def by_the_table(text: str) -> str:
    """What `fold` does, step by step as the table says it."""
    text = _FOREIGN.sub(lambda match: _plain(match.group()), text).lower().translate(_DIGITS)
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=1 << 14)
def _word(text: str) -> str:
    return text if _UNTOUCHED.fullmatch(text) else by_the_table(text)


def skeleton(text: str) -> str:
    """Folded `text` without tone marks and other silent marks, doubled letters single, the two r that sound like a short
    a as that: what misspellings share. The browser alone searches by it; here it is what the browser's own is compared with."""
    return _DOUBLED.sub(r"\1", _DOUBLE_R.sub("\u0e31", _MARKS.sub("", text)))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", character))


def _compile(step: list[str]) -> tuple[re.Pattern[str], str]:
    _, pattern, replacement = step
    replacement = _LETTER_ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\n", replacement)
    return re.compile(pattern, re.ASCII), re.sub(r"\$(\d)", r"\\\1", replacement)


_STEPS = [_compile(step) for step in SPECIFICATION["steps"]]
# Most words are such: each letter with one vowel and one tone mark at most, in this order, and nothing that any step of the table is about.
_UNTOUCHED = re.compile("(?:[ก-ฮ][ัิ-ู็]?[่-๋]?์?|[ะาำโใไๆ]|เ(?!เ)|แ(?!แ))+|[a-z]+|[0-9]+")
_SPACE_BESIDE_THAI = re.compile(" (?:(?=[\u0e01-\u0e4e\n])|(?<=[\u0e01-\u0e4e\n] ))")  # led by what is looked for: fast
_THAI = re.compile(f"[{LETTERS}]+")
_EMPTY_LINES = re.compile("\n\n+")
_MARKS = re.compile("[\u0e3a\u0e47-\u0e4e]")
_DOUBLE_R = re.compile("รร(?![\u0e30-\u0e39])")
_DOUBLED = re.compile(r"([^\d\n])\1+")
