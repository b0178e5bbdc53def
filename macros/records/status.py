"""The statuses of a line, and what people write for them.

A word that means the opposite of what was written would put a false status on the site, so a suggestion is made only where it is
sure; for all other words the choices are told.
"""

from __future__ import annotations

import difflib
import re

from macros.thai.digits import to_arabic
from macros.thai.fold import typed_one_way

# The stored form of a status, and the words that people write and read for it.
STATUS_WORDS = {"unknown": "ไม่มีข้อมูล", "not-started": "ยังไม่เริ่ม", "under-way": "กำลังดำเนินการ", "done": "แล้วเสร็จ"}
_STORED = {words: status for status, words in STATUS_WORDS.items()}
CHOICES = " · ".join(f"{status} ({words})" for status, words in STATUS_WORDS.items())
STATUS_HELP = " · ".join(f"{status} {words}" for status, words in STATUS_WORDS.items())  # in the help of a field

# Tried in order: letter by letter ดำเนินการแล้ว (has been done) is nearest to what is still going on. None: no status says it.
_FINISHED = "เสร็จ|สำเร็จ|เรียบร้อย|ครบ"
_MEANT = tuple((re.compile(words), status) for words, status in (
    ("ยกเลิก|^ไม่ดำเนินการ|^ไม่(ทราบ|ระบุ|มี)$", "unknown"),
    (rf"ยังไม่.*({_FINISHED})|ไม่\S*({_FINISHED})|^เริ่ม|ระหว่าง|กำลัง|บางส่วน|ครึ่ง|เกือบ|ใกล้|progress|going|under.?way|^(started|incomplete|unfinished)", "under-way"),
    ("^(ยังไม่|รอ)|ไม่(ได้)?เริ่ม|ไม่ได้|not.(yet|started)|^(pending|waiting|planned|to.?do)$", "not-started"),
    ("ไม่|มิได้|หยุด|ระงับ|ชะลอ|เลื่อน|งด|เลิก|จะ|คาด|^(no|in|un(?!k))", None),
    ("แล้ว$|เสร็จ|เรียบร้อย|สำเร็จ|^(complet|finish)", "done"),
))  # fmt: skip
_OVERDUE = re.compile("^(เกิน|เลย|พ้น|ล่าช้า)|^(over.?due|late|delayed)$")
_PER_CENT = re.compile(r"([0-9]+)(?:\.[0-9]+)?\s*(?:%|เปอร์เซ็นต์)|ร้อยละ\s*([0-9]+)")


def stored(text: str) -> str | None:
    """The stored form of the status that ``text`` names, in whichever way it is typed."""
    status = _STORED.get(typed_one_way(text), text.lower())
    return status if status in STATUS_WORDS else None


def is_overdue(text: str) -> bool:
    """Whether ``text`` says that the time is over, which the site works out by itself."""
    return bool(_OVERDUE.search(_plain(text)))


def meant(text: str) -> str | None:
    """The status that ``text`` surely means, in the language it is written in."""
    status, plain = _of_share(text), _plain(text)
    if status in (None, "done"):  # “ไม่ถึง 100%” is told by its words
        status = next((status for words, status in _MEANT if words.search(plain)), status or _misspelled(plain))
    return status if text.isascii() else STATUS_WORDS.get(status or "")


def _plain(text: str) -> str:
    return typed_one_way(text).lower()


def _of_share(text: str) -> str | None:
    share = _PER_CENT.search(to_arabic(text))
    number = int(share[1] or share[2]) if share else None
    return None if number is None else "done" if number == 100 else "not-started" if number == 0 else "under-way"


def _misspelled(text: str) -> str | None:
    """The status whose name is nearest; a slip of the keyboard seldom takes the first letter."""
    names = [name for name in (*STATUS_WORDS.values(), *STATUS_WORDS) if name[0] == text[:1]]
    near = difflib.get_close_matches(text, names, 1, 0.7)
    return stored(near[0]) if near else None
