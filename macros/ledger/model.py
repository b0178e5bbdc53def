"""The ledger in memory, and an address of the site as it is now."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

FILE = "measures/ledger.tsv"

HEADER = """\
# บัญชีที่อยู่: ทุกที่อยู่และทุกหัวข้อที่เคยเผยแพร่ ห้ามลบแถว · Every address and anchor ever published; never delete a row
# แก้ด้วยคำสั่ง scripts/ledger.py เท่านั้น คั่นช่องด้วยแท็บ วันที่เป็น ค.ศ. · Edited by scripts/ledger.py; tab-separated, dates are C.E.
"""


@dataclass(frozen=True)
class Address:
    """An address that the site has now. ``record``: key of the record behind it (``line 2564/m3-1``), empty when it has
    none; ``anchors``: the ids on the page; ``source``: the file to point at, when there is one."""

    address: str
    kind: str
    record: str = ""
    title: str = ""
    anchors: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Living:
    """A published page or file."""

    kind: str
    record: str = ""
    title: str = ""


@dataclass(frozen=True)
class Gone:
    """A tombstone: what stood there, when it was taken away and why."""

    kind: str
    record: str
    title: str
    on: date
    why: str


@dataclass(frozen=True)
class Adopted:
    """The fingerprint of what was adopted or approved, when its adoption of day ``on`` was first seen."""

    on: date
    digest: str


class Named(NamedTuple):
    """A file below ``content/``, named by a record."""

    record: str
    file: str

    def __str__(self) -> str:
        return f"{self.record} {self.file}"


@dataclass(frozen=True)
class Withdrawn:
    """When a disclosure was taken out, and why."""

    on: date
    why: str


@dataclass(frozen=True)
class Fixed:
    """A record of a closed year: its fingerprint, how many corrections it had by then, and the fingerprint of each (none in an older ledger)."""

    digest: str
    corrections: int = 0
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """Immutable. Anchors are whole addresses (``/about/#team``). An anchor whose page moved or went stays an anchor: it
    follows its page. ``moved`` leads to an address of the site or of another one. ``adopted_files`` and ``fixed_files``: the SHA-256 of each file
    that was named. ``disclosed``: keys of the disclosures that were published without an approval, which ``adopted`` does not
    know. ``rows`` tells the line of each row."""

    living: dict[str, Living] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    moved: dict[str, str] = field(default_factory=dict)
    gone: dict[str, Gone] = field(default_factory=dict)
    closed: dict[int, date] = field(default_factory=dict)
    adopted: dict[str, Adopted] = field(default_factory=dict)
    adopted_files: dict[Named, str] = field(default_factory=dict)
    fixed: dict[str, Fixed] = field(default_factory=dict)
    fixed_files: dict[Named, str] = field(default_factory=dict)
    withdrawn: dict[str, Withdrawn] = field(default_factory=dict)
    disclosed: frozenset[str] = frozenset()
    rows: dict[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def taken_away(self) -> dict[str, dict[str, date]]:
        """Group of rows → what of it was taken away, and on which day."""
        return {"address": {name: gone.on for name, gone in self.gone.items()}, "withdrawn": {name: out.on for name, out in self.withdrawn.items()}}

    def knows(self, address: str) -> bool:
        return address in self.living or address in self.anchors or address in self.moved or address in self.gone


def page_of(address: str) -> str:
    """``/about/#team`` → ``/about/``"""
    return address.partition("#")[0]


def anchor_of(address: str) -> str:
    """``/about/#team`` → ``team``; empty for a page."""
    return address.partition("#")[2]


_PASSING = re.compile(
    r"/oit/[0-9]{4}/o[0-9]+/#none|/trace/[0-9]{4}/#trace-.+|/units/(?:#unit-.+|[^/]+/#(?:oit|year-[0-9]{4}))|/(?:measures|ita|print)/.+/#(?:notes|official-text)"
)


def is_passing(anchor: str) -> bool:
    """Whether ``anchor`` is promised to nobody: what it marks goes once a statement is taken back, a row of the matrix was repaired or corrected, a
    unit's last line of a year passes to another unit, it comes under another, or a note on the source or its wording is settled."""
    return bool(_PASSING.fullmatch(anchor))


PROGRESS = "progress "  # begins the key of an entry of progress, which is no record of its own: ``progress 2567/m1-1/2024-01-15``


def year_of(record: str) -> int:
    """``measure 2564/m3`` → 2564"""
    return int(record.split()[1].partition("/")[0])


def is_local(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def is_address(text: str) -> bool:
    """Whether ``text`` can stand in the ledger: a path of this site, in which no step leads up or nowhere, or a whole web address."""
    return bool(text) and text == clean(text) and (_is_path(text) if is_local(text) else _is_whole(text))


def _is_whole(address: str) -> bool:
    """Whether programs can take the web address apart: they refuse brackets around what is no number, letters that fold to a slash."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_path(address: str) -> bool:
    """Whether a file of this site can answer for it: a page is written where its address says."""
    path = page_of(address).partition("?")[0]
    return path == "/" or ("\\" not in path and all(step.strip(".") for step in path[1:].removesuffix("/").split("/")))


_ODD = re.compile(r"[^!-~ก-ฺ฿-๛“”– ]|  |^ | $")  # what may need cleaning
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str) -> str:
    """``text`` on one line, without what a terminal or a reader could be fooled by: fit for a cell of the ledger."""
    if not _ODD.search(text):
        return text
    shown = "".join(" " if char.isspace() else char for char in text if char.isspace() or not _is_hidden(char))
    return " ".join(shown.split())


def _is_hidden(char: str) -> bool:
    return char in _BIDI or unicodedata.category(char) in ("Cc", "Cs", "Cn")
