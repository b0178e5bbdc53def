"""Lines that end between words: Thai compounds that browsers' dictionaries would tear (``งบ|ประมาณ``) and names such as ``e-|GP`` are kept whole,
and a number stays with its word (``พ.ศ.| 2564``, ``31 มีนาคม| 2567``, ``30| วัน``).

Browsers find Thai words by dictionaries of their own, which lack many compounds. Each one of ``whole_words.txt`` is put into a span
that forbids a break inside. The text itself stays as it is, letter for letter, so nothing changes for search, copying or hashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from macros.thai.months import LONG

LEFT_ALONE = ("script", "style", "select", "textarea", "svg", "title", "code", "pre")
_NOT_TEXT = rf"<({'|'.join(LEFT_ALONE)})\b.*?</\1>|<!--.*?-->|<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>"
_LEADING = "เแโใไ"  # vowels written before their consonant: no word begins behind one
_MARK = "[ะ-ฺๅๆ็-๎]"  # what belongs to the consonant before it: no word ends in front of one

# The name of a place at the end of a phrase: no dictionary knows it.
_PLACE = r"(?:(?<=ตำบล)|(?<=อำเภอ)|(?<=จังหวัด))[ก-๎]{2,12}(?![ก-๎])"

_NAME = "(?<![A-Za-z0-9_@./-])[A-Za-z]-[A-Za-z]+"  # e-GP, e-LAAS, E-Service, which a browser breaks behind the hyphen; nothing within an address

_DIGIT, _BLANK = "[0-9๐-๙]", "[ \u00a0]"
_COUNTED = "วันทำการ|วัน|สัปดาห์|เดือน|ครั้ง|ข้อ|รายการ|คะแนน|บาท|เรื่อง|คน|แห่ง|ขั้นตอน"
_WITH_NUMBER = (  # a number with a word, or a day: short enough for a column of a phone; and two words that the search has no room for
    rf"(?:(?:ปี(?:งบประมาณ)?|พ\.ศ\.){_BLANK}{_DIGIT}{{4}}|ครั้งที่{_BLANK}{_DIGIT}[0-9๐-๙/]*|(?:ลง|ณ{_BLANK})?วันที่|ที่นี่"
    rf"|{_DIGIT}{{1,2}}{_BLANK}(?:{'|'.join(LONG)}){_BLANK}{_DIGIT}{{4}}|{_DIGIT}[0-9๐-๙.,]*{_BLANK}(?:{_COUNTED}))"
)

_OVER_BLANKS = re.compile(rf"{_DIGIT}|ณ ")
# A blank over which no number is kept: a title behind its number is a phrase that many pages have.
_BETWEEN_PHRASES = re.compile(rf" (?!{_DIGIT}|(?<=[0-9๐-๙.,] )(?:{'|'.join(LONG)}|{_COUNTED})|(?<=ณ )วันที่)")


def keep_words(html: str) -> str:
    """A page with each whole word of its body in a span. Doing it twice would nest them: do it once."""
    start = max(html.find("<body"), 0)
    return html[:start] + _pattern().sub(_kept, html[start:])


def keep_words_in_text(text: str) -> str:
    """``keep_words`` of a text without tags, phrase by phrase: only a number or a day is kept over a blank, and pages have most phrases in common."""
    if "<" in text:
        return keep_words(text)
    return " ".join(map(_kept_phrase, _BETWEEN_PHRASES.split(text) if _OVER_BLANKS.search(text) else text.split(" ")))


@lru_cache(maxsize=1 << 13)
def _kept_phrase(phrase: str) -> str:
    return keep_words(phrase)


forget = _kept_phrase.cache_clear  # the phrases of pages before


def places(text: str) -> list[tuple[int, int]]:
    """Where whole words stand in a plain text: begin and end, in letters."""
    return [found.span() for found in _pattern().finditer(text) if found["word"]]


def _kept(found: re.Match) -> str:
    return f'<span class="ps-w">{found[0]}</span>' if found["word"] or found["number"] else found[0]


@cache
def whole_words() -> tuple[str, ...]:
    """The words of the list, in its order."""
    lines = Path(__file__).with_name("whole_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _pattern() -> re.Pattern:
    """Tags and what holds no text are stepped over; then the longest word that begins and ends where words do."""
    return re.compile(rf"{_NOT_TEXT}|(?<![{_LEADING}])(?P<word>(?:{_PLACE}|{_any_of(whole_words())})(?!{_MARK})|{_NAME})|(?P<number>{_WITH_NUMBER})(?!{_DIGIT}|{_MARK})", re.DOTALL)


def _any_of(words: Iterable[str], depth: int = 2) -> str:
    """A pattern of all ``words``, longer ones first, told apart by their first letters: so each letter of a page is looked at once, and not once for
    each word. A tree of all letters would find no faster and take twice as long to compile."""
    if not depth:
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[:1], []).append(word[1:])
    return f"(?:{'|'.join(re.escape(letter) + _any_of(behind[letter], depth - 1) for letter in sorted(behind, reverse=True))})"


__all__ = ["LEFT_ALONE", "forget", "keep_words", "keep_words_in_text", "places", "whole_words"]
