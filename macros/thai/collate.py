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

_LEADING = re.compile(rf"[{LEADING_VOWELS}][{CONSONANTS}]")
_SIGNS = re.compile(f"[{INVISIBLE}]+")
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)
_NUMBER_IN = re.compile("([0-9]+)")
_UNUSUAL = re.compile("[^ -~ก-๎–“”‘’…]")  # what is read letter by letter
_SECOND_LEVEL = "็่้๊๋์ํฺ๎"
_MARK_SIGNS = "012345678"
_NUMBER, _OTHER = "\1", "\uf000"  # before a number and before a letter of another script, so that Latin and Thai stand between

SortKey = tuple[str, str, str, str]


@lru_cache(maxsize=1 << 15)
def sort_key(text: str) -> SortKey:
    """A key for `sorted()`; equal only for equal texts."""
    spelled = _LEADING.sub(_swapped, _plain(text))
    letters, marks = _by_letter(spelled) if _UNUSUAL.search(spelled) else _at_once(spelled)
    # Swapped case puts small letters before capitals.
    return letters, marks, spelled.swapcase(), text


def _swapped(match: re.Match[str]) -> str:
    return match[0][::-1]


def _by_letter(spelled: str) -> tuple[str, str]:
    """The letters of a text, and the marks on each of them after a sign for it."""
    letters: list[str] = []
    marks: list[str] = []
    for token in _TOKEN.findall(spelled):
        if token in _SECOND_LEVEL:
            if letters:
                marks.append(_MARK_SIGNS[_SECOND_LEVEL.index(token)])
        elif letter := _letter(token):
            letters.append(letter)
            marks.append("\0")
    return "".join(letters), "".join(marks)


def _at_once(spelled: str) -> tuple[str, str]:
    """The same for what holds nothing but Thai, Latin letters and usual signs."""
    pieces = _NUMBER_IN.split(spelled)  # every other one is a number
    marks = [piece.translate(_MARKS) for piece in pieces]
    letters = [piece.translate(_LETTERS) for piece in pieces]
    letters[1::2], marks[1::2] = map(_letter, pieces[1::2]), "\0" * (len(pieces) // 2)
    return "".join(letters), "".join(marks).lstrip(_MARK_SIGNS)


def _plain(text: str) -> str:
    """Arabic digits, Latin letters apart from their accents, ำ in one piece, nothing invisible."""
    return unicodedata.normalize("NFD", to_arabic(_SIGNS.sub("", text))).replace("ํา", "ำ")


def _letter(token: str) -> str:
    """A number as its length and itself, a letter as itself, each as characters that sort as they do; nothing for what is neither."""
    if token[0] in "0123456789":
        number = token.lstrip("0")
        return f"{_NUMBER}{chr(len(number))}{number}"
    if "ก" <= token <= "ฮ" or "ะ" <= token <= "ู" or "เ" <= token <= "ๅ":
        return token
    if not token.isalpha():
        return ""
    return token.lower() if token.isascii() else f"{_OTHER}{token.lower()}\0"


_PLAIN_LETTERS = [chr(code) for span in ((0x20, 0x7F), (0xE01, 0xE4F)) for code in range(*span)] + [*"–“”‘’…"]
_LETTERS = {ord(char): "" if char in _SECOND_LEVEL else _letter(char) for char in _PLAIN_LETTERS}
_MARKS = {ord(char): _MARK_SIGNS[_SECOND_LEVEL.index(char)] if char in _SECOND_LEVEL else "\0" if _letter(char) else "" for char in _PLAIN_LETTERS}
