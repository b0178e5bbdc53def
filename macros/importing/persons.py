"""Names of persons among those who are responsible: a person is no unit, and the plan's pages need none."""

from __future__ import annotations

import re
from collections.abc import Callable

_RANK = r"(?:ว่าที่\s*)?(?:(?:พล|[พรจสนดว])\.\s?(?:[จสตทอ]\.\s?){1,2}|(?:ร้อย|สิบ|จ่าสิบ|จ่า|พันจ่า|พัน)(?:ตรี|โท|เอก)|ดาบตำรวจ|ดร\.)\s*(?:หญิง)?"
_OFFICES = "ก(?:เทศ|องค์|อบ|สภา|สมาคม|เมือง|ฯ|$|[^ก-๎])|ช่าง|ทะเบียน|อำเภอ|แพทย์|สัตว|ตรวจ"  # นายก, นายช่าง, … are no persons
_TITLE = rf"(?:(?<![ก-๎.])|(?<=และ)|(?<=หรือ)|(?<=กับ))(?:{_RANK}|นาย(?!{_OFFICES})|นางสาว|นาง)"
_PERSON = re.compile(rf"{_TITLE}(?:\s*(?:นาย|นางสาว|นาง)(?=\s*[ก-ฮเ-ไ]))?\s*[ก-ฮเ-ไ][ก-๎]+")
_WORD = re.compile(r"\s+(ณ\s+)?(?![-–•]|[0-9๐-๙]+[.)])([^\s(),;/]+)")
_MOST = 12  # words of a surname and a position
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


def without_persons(written: str, office: Callable[[str, bool], int]) -> tuple[str, list[str]]:
    """``written`` with a comma for each person, with the rank and the position that follow; and what was taken out.

    ``office``: where in a word an office, or who leads one, begins, or -1; True for the word that may be the surname."""
    found, kept, place = [], "", 0
    while match := _PERSON.search(written, place):
        end = _end(written, match.end(), office)
        found.append(written[match.start() : end].strip())
        kept, place = f"{kept}{written[place : match.start()]} , ", end
    return kept + written[place:], found


def is_person(text: str) -> bool:
    """A name in brackets, as below a signature."""
    return text.startswith("(") and bool(_PERSON.match(text.strip("( ")))


def _end(written: str, place: int, office: Callable[[str, bool], int]) -> int:
    """Behind the surname and the position: where an office, a sign or another person begins."""
    may_be_surname = True
    for _ in range(_MOST):
        if not (word := _WORD.match(written, place)):
            break
        begins = 0 if _PERSON.match(written, word.start(2)) else office(word[2], may_be_surname)
        if begins >= 0:
            return word.start(2) + begins
        place, may_be_surname = word.end(), False
    beside = _BRACKETS.match(written, place)
    return beside.end() if beside and all(office(word, False) < 0 for word in beside[1].split()) else place
