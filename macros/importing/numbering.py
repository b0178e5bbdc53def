"""The numbers and bullets at the beginning of lines: ๑. 1) (๑) 1.2 ข้อ ๑ ก. – •"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.importing.document import Span
from macros.thai.digits import to_arabic

BULLET = "-"


class Ordinal(NamedTuple):
    """``style`` tells levels apart (``1.`` ``(1)`` ``1.1`` ``ก.`` ``-``), ``number`` is 0 for bullets, ``length`` counts
    the characters of the line that it takes, the spaces after it included."""

    style: str
    number: int
    length: int


_WORD = "(?:ข้อ|มาตรการ|กิจกรรม|ขั้นตอน|แนวทาง|รายการ)"
_AMOUNT = r"น\.|ล้าน|แสน|หมื่น|พัน|บาท|คะแนน|เท่า|ชั่วโมง|กิโลเมตร|ไร่"  # 3.5 ล้านบาท is no item 3.5
_FORMS = (
    ("word", re.compile(rf"{_WORD}(?:ที่)? ?(\d{{1,2}})(?!\d|\.\d)[.):]?\s+")),
    ("1.1", re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.([1-9]\d?)(?!\d)[.)]?\s*(?![\s\d.,%]|{_AMOUNT})")),
    ("(1)", re.compile(r"\( ?(\d{1,2}) ?\)\s*")),
    ("1.", re.compile(r"(\d{1,2}) ?\.(?!\d)\s*")),
    ("1)", re.compile(r"(\d{1,2}) ?\)\s*")),
    ("(ก)", re.compile(r"\(([ก-ฮ])\)\s*")),
    ("ก.", re.compile(r"([ก-ฮ])[.)]\s+(?![ก-ฮ]\.)")),
    (BULLET, re.compile(r"[-–—•▪●○◦·*➢✓\uf0b7\uf0a7\uf0d8]\s*(?=[^\s\d-])")),
)
LETTERS = "กขคงจฉชซฌญฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # by which items are lettered: without ฃ ฅ ฆ ฎ ฏ


def ordinal(text: str) -> Ordinal | None:
    """The ordinal that ``text`` begins with."""
    plain = to_arabic(text)
    for style, pattern in _FORMS:
        if match := pattern.match(plain):
            return Ordinal(style, _number(match), match.end())
    return None


def _number(match: re.Match[str]) -> int:
    if not match.re.groups:
        return 0
    return int(match[1]) if match[1].isdigit() else LETTERS.find(match[1]) + 1


def ordinal_of(line: Span) -> Ordinal | None:
    """As :func:`ordinal`, also of a number that the word processor shows before the paragraph (``length`` 0)."""
    if line.paragraph.label and not line.paragraph.text[: line.start].strip():
        found = ordinal(line.paragraph.label + " x")
        number = re.search(r"(\d+)\D*$", to_arabic(line.paragraph.label))
        return found._replace(length=0) if found else Ordinal("label", int(number[1]) if number else 0, 0)
    return ordinal(line.text)


def number_above(line: Span) -> int:
    """The number of what a line belongs to that begins with one of two levels: 1 for ``๑.๒ …``; 0 for any other."""
    found = ordinal_of(line)
    said = line.paragraph.label if found and not found.length else line.text
    match = re.match(r"\s*(\d{1,2})\.\d{1,2}(?![.\d]*\d)", to_arabic(said))
    return int(match[1]) if found and found.style == "1.1" and match else 0


def split_inline(line: Span) -> Iterator[Span]:
    """``๑. … ๒. … ๓. …`` written on without a break, part by part: only where the numbers go up one by one."""
    found = ordinal_of(line)
    if found is None:
        first = _inline(line, "1.", 1) or _inline(line, "1)", 1)
        if first and _inline(line.part(first), *_style_and_next(line.part(first))):
            yield line.part(0, first).stripped()
            yield from split_inline(line.part(first))
            return
    elif found.style in ("1.", "1)", "word") and (end := _inline(line, found.style, found.number + 1)):
        yield line.part(0, end).stripped()
        yield from split_inline(line.part(end))
        return
    yield line


def _style_and_next(line: Span) -> tuple[str, int]:
    found = ordinal(line.text)
    return (found.style, found.number + 1) if found else ("1.", 2)


def _inline(line: Span, style: str, number: int) -> int:
    """Where in ``line`` the ordinal of this style and number stands, or 0."""
    mark = {"1.": rf"{number} ?\.(?!\d)", "1)": rf"(?<!\(){number} ?\)", "word": rf"{_WORD}(?:ที่)? ?{number}(?!\d)"}[style]
    match = re.search(rf"(?<=\s){mark}\s*(?=[^\s\d])", to_arabic(line.text))
    return match.start() if match else 0
