"""Sorting by the order of the Royal Society's dictionary (พจนานุกรม ฉบับราชบัณฑิตยสภา).

1. A vowel written before its consonant (เ แ โ ใ ไ) counts after it: เกม sorts as กเม.
2. Letters first, from left to right: ก–ฮ (ฤ after ร, ฦ after ล), then ะ ั า ำ ิ ี ึ ื ุ ู เ แ โ ใ ไ.
3. Where all letters agree, ไม้ไต่คู้, the four tones and การันต์ decide, in this order, none before any: กา ก่า ก้า.
4. What is no Thai word goes before: numbers by value (๙ = 9 < 10), then Latin letters, small before capital.
   Spaces and punctuation count last of all.
"""

import re
import unicodedata
from functools import lru_cache

from macros.thai.digits import to_arabic
from macros.thai.letters import CONSONANTS, INVISIBLE, LEADING_VOWELS

_LEADING = re.compile(rf"([{LEADING_VOWELS}])([{CONSONANTS}])")
_SIGNS = re.compile(f"[{INVISIBLE}]+")
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)
_SECOND_LEVEL = "็่้๊๋์ํฺ๎"
_NUMBER, _LATIN, _THAI, _OTHER = range(4)

SortKey = tuple[str, str, str, str]


@lru_cache(maxsize=1 << 15)
def sort_key(text: str) -> SortKey:
    """A key for `sorted()`; equal only for equal texts."""
    spelled = _LEADING.sub(r"\2\1", _plain(text))
    letters: list[str] = []
    marks: list[str] = []
    for token in _TOKEN.findall(spelled):
        if token in _SECOND_LEVEL:
            if marks:
                marks[-1] += str(_SECOND_LEVEL.index(token))
        elif letter := _letter(token):
            letters.append(letter)
            marks.append("")
    # Swapped case puts small letters before capitals.
    return "\0".join(letters), "\0".join(marks), spelled.swapcase(), text


def _plain(text: str) -> str:
    """Arabic digits, Latin letters apart from their accents, ำ in one piece, nothing invisible."""
    return unicodedata.normalize("NFD", to_arabic(_SIGNS.sub("", text))).replace("ํา", "ำ")


def _letter(token: str) -> str | None:
    """Script, length of a number, the number or letter itself, each as characters that sort as they do."""
    if token[0] in "0123456789":
        number = token.lstrip("0")
        return f"{_NUMBER}{chr(len(number))}{number}"
    if "ก" <= token <= "ฮ" or "ะ" <= token <= "ู" or "เ" <= token <= "ๅ":
        return f"{_THAI}{token}"
    if not token.isalpha():
        return None
    script = _LATIN if token.isascii() else _OTHER
    return f"{script}{token.lower()}"
