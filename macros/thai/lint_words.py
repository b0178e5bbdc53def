"""Words that cannot be: months that do not exist, two kinds of digits in one number, Latin letters in a Thai word."""

import re
from collections.abc import Iterator

from macros.thai.digits import to_arabic, to_thai
from macros.thai.finding import Finding, around, finding
from macros.thai.letters import ATTACHED, CONSONANTS, LETTERS
from macros.thai.months import LONG, SHORT, month_number, nearest_month

_MONTHS = "|".join(re.escape(name) for name in LONG + SHORT)
_ERA = r"(?:พ\.? ?ศ\.? ?)?"
_YEAR = r"(?:2[456][0-9]{2}|[5-7][0-9])(?![0-9]|[.,/%][0-9])"
_DASH = "[-–—]"

# ── months ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# Abbreviations that look like a month's and are none.
_NO_MONTHS = {"พ.ศ.", "ก.ต.", "ก.บ.", "ก.ศ.", "ส.ต.", "พ.ต.", "ร.ต.", "จ.ต.", "น.ต.", "ต.ต.", "ถ.ค.", "ร.ค."}
_TWO_LETTERS = re.compile(
    rf"(?<![{LETTERS}.])([เแ]?[{CONSONANTS}][ิีึื]?)\. ?([{CONSONANTS}])(?:\.|(?= ?[0-9]))(?![{LETTERS}])"
)
_THEN_A_DATE = re.compile(rf" {{0,2}}(?:{_ERA}{_YEAR}|{_DASH} ?(?:{_MONTHS})|ถึง ?(?:{_MONTHS}))")
_AFTER_A_DATE = re.compile(rf"(?:วันที่ ?[0-9]{{1,2}}|เดือน|(?:{_MONTHS})(?: ?[0-9]{{2,4}})? ?{_DASH}) ?\Z")
_DAY_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,2} ?\Z")
_FOUR_DIGIT_YEAR = re.compile(rf" {{0,2}}{_ERA}2[456][0-9]{{2}}(?![0-9])")
_WRITTEN_OUT = re.compile(
    rf"(?:เดือน ?|(?<![0-9])[0-9]{{1,2}} ?)(?!เดือน)([{LETTERS}]{{5,13}}) ?{_ERA}(?=2[456][0-9]{{2}}(?![0-9]))"
)
_BUDDHIST_YEAR = re.compile("2[456][0-9]{2}")
_REACH = 24  # characters before an abbreviation that decide whether it stands in a date


def months(text: str) -> Iterator[Finding]:
    """Abbreviations and names in the place of a month that are none of the twelve."""
    plain = to_arabic(text)
    for match in _TWO_LETTERS.finditer(plain) if "." in plain else ():
        name = f"{match[1]}.{match[2]}."
        if not month_number(name) and name not in _NO_MONTHS:
            yield from _abbreviation(plain, match, name)
    for match in _WRITTEN_OUT.finditer(plain) if _BUDDHIST_YEAR.search(plain) else ():
        nearest = None if month_number(match[1]) else nearest_month(match[1])
        if nearest:
            yield finding("thai-month-impossible", match.start(1), match[1], suggestion=nearest)


def _abbreviation(plain: str, match: re.Match[str], name: str) -> Iterator[Finding]:
    before = plain[max(0, match.start() - _REACH) : match.start()]
    nearest = nearest_month(name)
    if nearest and (_THEN_A_DATE.match(plain, match.end()) or _AFTER_A_DATE.search(before)):
        yield finding("thai-month-impossible", match.start(), match[0], suggestion=nearest)
    elif not nearest and match[2] in "คยพ" and _DAY_BEFORE.search(before) and _FOUR_DIGIT_YEAR.match(plain, match.end()):
        yield finding("thai-month-unclear", match.start(), match[0])


# ── digits ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_THAI_DIGIT = re.compile("[๐-๙]")
_NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,/:–-][0-9๐-๙]+)*")
_DATE = re.compile(rf"(?<![0-9๐-๙])[0-9๐-๙]{{1,2}} ?(?:{_MONTHS}) ?{_ERA}[0-9๐-๙]{{2,4}}")
_LETTER_O = re.compile(r"[๐-๙]+o(?![a-z])[๐-๙]*")


def mixed_digits(text: str) -> Iterator[Finding]:
    """Thai and Arabic digits within one number or one date."""
    if not _THAI_DIGIT.search(text):
        return
    dates = [match for match in _DATE.finditer(text) if _is_mixed(match[0])]
    inside = {place for match in dates for place in range(*match.span())}
    numbers = [match for match in _NUMBER.finditer(text) if _is_mixed(match[0]) and match.start() not in inside]
    for match in dates + numbers:
        yield _mixed(match.start(), match[0], match[0])
    for match in _LETTER_O.finditer(text):
        yield _mixed(match.start(), match[0], match[0].replace("o", "๐"))


def _is_mixed(number: str) -> bool:
    return to_arabic(number) != number != to_thai(number)


def _mixed(start: int, found: str, meant: str) -> Finding:
    return finding("thai-mixed-digits", start, found, arabic=to_arabic(meant), thai=to_thai(meant))


# ── Latin letters ────────────────────────────────────────────────────────────────────────────────────────────────────

_LATIN_BEFORE = re.compile(f"[A-Za-z](?=[{LETTERS}])")
_LATIN_BETWEEN = re.compile(rf"(?<=[{LETTERS}])[a-z]+(?=[{LETTERS}])|[A-Za-z](?=[{ATTACHED}])")


def latin_in_word(text: str) -> Iterator[Finding]:
    """Small Latin letters between Thai ones without a space, or a Latin letter that bears a Thai vowel or tone."""
    for match in _LATIN_BETWEEN.finditer(text) if _LATIN_BEFORE.search(text) else ():
        yield finding("thai-latin-in-word", match.start(), match[0], context=around(text, *match.span()))


RULES = (months, mixed_digits, latin_in_word)
