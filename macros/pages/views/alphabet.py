"""Every page in the order of the Thai dictionary, under its first letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from macros.pages.page import Link
from macros.thai.collate import sort_key


class Entry(NamedTuple):
    """A page's title, address and kind (``ข้อ OIT``), with a year where titles alone would not tell pages apart."""

    title: str
    address: str
    kind: str
    year: int | None = None


@dataclass(frozen=True)
class Letter:
    letter: str
    anchor: str
    entries: tuple[Entry, ...]

    @property
    def link(self) -> Link:
        return Link(self.letter, f"#{self.anchor}")


@lru_cache(maxsize=1)  # of the last look at the site, since few edits change a title
def letters(entries: tuple[Entry, ...]) -> tuple[Letter, ...]:
    """``entries`` sorted and parted by first letter: ก–ฮ by the consonant a word begins with, then what is no Thai word."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (sort_key(e.title), -(e.year or 0), e.address)):
        groups.setdefault(first_letter(entry.title), []).append(entry)
    return tuple(Letter(letter, anchor_of(letter), tuple(found)) for letter, found in groups.items())


def first_letter(title: str) -> str:
    """``เกม`` → ก, ``O42`` → O, ``2564`` → ``0–9``, all else ``อื่น ๆ``."""
    for char in title:
        if "ก" <= char <= "ฮ":
            return char
        if char.isascii() and char.isalpha():
            return char.upper()
        if char.isdigit():
            return "0–9"
    return "อื่น ๆ"


def anchor_of(letter: str) -> str:
    """``ก`` → ``letter-0e01``: ASCII, and the same whatever else is in the list."""
    return f"letter-{ord(letter):04x}" if len(letter) == 1 else ("letter-digits" if letter == "0–9" else "letter-other")
