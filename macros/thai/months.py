"""The twelve Thai months: their names, and the nearest one to a misspelt name."""

import re
from functools import lru_cache

from macros.thai.fold import typed_one_way

LONG = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)
SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)

# Letters that are mistaken for each other when a document is retyped or scanned.
_LOOK_ALIKES = (
    "กถภฦ", "คตดศฅ", "มนฌฆณ", "พผฟฝฬฑ", "ธจรฐฮ", "สล", "ขชซฃ", "บปษย", "ยผ", "วงร", "เแ", "ิีึื", "็ั๊",
)
_LONGEST_WORD = 24
_NOT_LETTERS = re.compile(r"[.\s]+")


def _core(name: str) -> str:
    return _NOT_LETTERS.sub("", name)


_NUMBERS = {_core(name): number for names in (LONG, SHORT) for number, name in enumerate(names, 1)}


def month_number(name: str) -> int | None:
    """1–12 for a full name or an abbreviation (with or without dots and spaces, in whichever way it is typed), else None."""
    core = _core(name)
    return _NUMBERS.get(core) or _NUMBERS.get(typed_one_way(core))


@lru_cache(maxsize=1024)
def nearest_month(name: str) -> str | None:
    """The one month that `name` surely is meant to be, in the form (long or short) of `name`; None when in doubt."""
    word = _core(name)
    if not word or len(word) > _LONGEST_WORD:
        return None
    if begun := _begun(name):
        return begun
    names, limit = (SHORT, 0.5) if len(word) <= 4 else (LONG, min(2.0, 0.3 * len(word)))
    ranked = sorted((_distance(word, _core(month)), number) for number, month in enumerate(names))
    (best, number), (second, _) = ranked[:2]
    return names[number] if best <= limit and best < second else None


def _begun(name: str) -> str | None:
    """The one full name that begins with these three letters or more, as people shorten it: ``ตุลา``, ``ธันวาฯ``."""
    start = typed_one_way(name.rstrip(". ฯ"))
    found = [month for month in LONG if len(start) >= 3 and month.startswith(start)]
    return found[0] if len(found) == 1 else None


def _distance(one: str, other: str) -> float:
    """Edit distance in which a forgotten or added letter counts more than half, and a look-alike a little less."""
    row = [0.6 * column for column in range(len(other) + 1)]
    for letter in one:
        before, row = row, [row[0] + 0.6]
        for column, wanted in enumerate(other):
            changed = before[column] + _letter_distance(letter, wanted)
            row.append(min(changed, before[column + 1] + 0.6, row[column] + 0.6))
    return row[-1]


def _letter_distance(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return 0.4 if any(one in group and other in group for group in _LOOK_ALIKES) else 1.0
