"""A line of a plan as pages show it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.pages.page import Link
from macros.pages.views.causes import Cause
from macros.pages.views.months import Span, last_day, span
from macros.records.collection import LineEntry
from macros.records.fields import STATUS_WORDS
from macros.records.model import Evidence, Progress

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView


class Step(NamedTuple):
    """A step's text and its lettered parts, if it has any. ``letters``: theirs as written, ``(ก)``; none when they are numbered."""

    text: str
    parts: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    @property
    def marked(self) -> tuple[str, ...]:
        """Each part with its letter or number."""
        marks = self.letters or (f"({number})" for number in range(1, len(self.parts) + 1))
        return tuple(f"{mark} {part}" for mark, part in zip(marks, self.parts))


class Station(NamedTuple):
    """A stop on the way from a weakness to its repair. ``state``: "there" or "empty" (said, never blank);
    ``open``: it is named, but nothing stands there yet."""

    label: str
    links: tuple[Link, ...]
    note: str = ""
    open: bool = False

    @property
    def state(self) -> str:
        return "empty" if self.open or (self.note and not self.links) else "there"


class LineView:
    """A line with all that is linked to it. The site view notes its file when it hands the line out."""

    __slots__ = ("site", "entry", "line", "measure")

    def __init__(self, site: SiteView, entry: LineEntry):
        self.site, self.entry, self.line, self.measure = site, entry, entry.line, entry.measure

    def __repr__(self) -> str:
        return f"LineView({self.address})"

    def __hash__(self) -> int:
        return hash(self.entry.address)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LineView) and other.entry.address == self.entry.address

    @property
    def number(self) -> str:
        """Its place in the plan: ``3.2`` for the second line of measure 3; a measure that is one line has its number."""
        return str(self.measure.number) if self.entry.is_whole_measure else f"{self.measure.number}.{self.entry.index + 1}"

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def title(self) -> str:
        return self.line.title or self.measure.title

    @property
    def fiscal_year(self) -> int:
        return self.measure.fiscal_year

    @property
    def address(self) -> str:
        return self.entry.address

    @property
    def is_whole_measure(self) -> bool:
        return self.entry.is_whole_measure

    @property
    def measure_link(self) -> Link:
        return Link(self.measure.title, f"/measures/{self.fiscal_year}/{self.measure.id}/")

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(map(step_of, self.line.steps))

    @property
    def status(self) -> str:
        return self.entry.status

    @property
    def is_open(self) -> bool:
        """Recorded, and not as done: what the browser calls overdue when its day is past."""
        return self.status in ("not-started", "under-way")

    @property
    def order(self) -> int:
        """A number that grows with its place in the plan, for sorting in the browser."""
        return 1000 * self.measure.number + self.entry.index

    @property
    def unit_order(self) -> int:
        """The place of its first unit among the units in dictionary order, for sorting in the browser."""
        return self.site.unit_order(self.line.responsible[0])

    @property
    def status_order(self) -> int:
        return list(STATUS_WORDS).index(self.status)

    @property
    def span(self) -> Span | None:
        """Where the period lies on the twelve months of the plan's year."""
        return span(self.fiscal_year, self.line.period)

    @property
    def progress(self) -> tuple[Progress, ...]:
        """Oldest first."""
        return tuple(sorted(self.line.progress, key=lambda entry: entry.on))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The line's own evidence, then that of its progress entries."""
        return (*self.line.evidence, *(document for entry in self.progress for document in entry.evidence))

    @property
    def units(self) -> tuple[Link, ...]:
        return self.site.links_of_units(self.line.responsible)

    @property
    def units_short(self) -> tuple[Link, ...]:
        """By their short names, for tables."""
        return self.site.links_of_units(self.line.responsible, True)

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The responsible units and those above them: a filter for a unit finds what is done below it."""
        return self.site.units_above(self.line.responsible)

    @property
    def causes(self) -> tuple[Cause, ...]:
        return self.site.causes_named(self.line.repairs) if self.line.repairs else ()

    @property
    def items(self) -> tuple[Link, ...]:
        """The items of this year's own form that ask for what this line repairs."""
        return self.site.items_named(self.line.repairs, self.fiscal_year) if self.line.repairs else ()

    @property
    def due(self) -> date:
        """Last day of the period."""
        return last_day(self.line.period.end)

    @property
    def follow_up_due(self) -> date | None:
        return last_day(self.line.follow_up_month.end) if self.line.follow_up_month else None

    @property
    def summary(self) -> str:
        return step_of(self.line.steps[0]).text

    @property
    def notes(self) -> tuple[str, ...]:
        """Source notes of the line; a whole measure shows its own with them."""
        return (*(self.measure.source_notes if self.is_whole_measure else ()), *self.line.source_notes)

    @property
    def neighbours(self) -> tuple[LineView | None, LineView | None]:
        """The lines before and after this one in the plan."""
        before, after = self.site.addresses_around(self.address)
        return self.site.line_at(before) if before else None, self.site.line_at(after) if after else None

    @property
    def around(self) -> tuple[Link | None, Link | None]:
        """Links to its neighbours, for the pager."""
        before, after = (Link(f"{line.number} {line.title}", line.address) if line else None for line in self.neighbours)
        return before, after

    @property
    def stations(self) -> tuple[Station, ...]:
        """The trace: what was weak → measure → steps → progress → evidence → item of this year."""
        return (
            Station(*_causes_station(self.causes)),
            Station(f"มาตรการที่ {self.measure.number}", (Link(self.measure.short_title or self.measure.title, self.measure_link.address),)),
            Station("ขั้นตอน", (Link(f"{len(self.steps)} ขั้นตอน", f"{self.address}#steps"),)),
            _counted("ความคืบหน้า", len(self.progress), f"{self.address}#progress", "ยังไม่มีการบันทึก"),
            _counted("หลักฐาน", len(self.evidence), f"{self.address}#evidence", "ยังไม่มีการบันทึก"),
            self._item_station(),
        )

    def _item_station(self) -> Station:
        label = f"ข้อ OIT ปี {self.fiscal_year}"
        if self.items or not self.causes:
            waiting = bool(self.items) and not any(self.site.is_published(link.address) for link in self.items)
            return Station(label, self.items, "ยังไม่เผยแพร่ที่นี่" if waiting else "" if self.items else "ไม่ได้ผูกกับข้อใด", waiting)
        plan_item = self.site.plan_item_link(self.fiscal_year)
        links = (Link(f"{plan_item.title} (แผนทั้งฉบับ)", plan_item.address),) if plan_item else ()
        survey = any(cause.kind == "survey" for cause in self.causes)
        return Station(label, links, f"{'จุดอ่อนนี้วัดด้วยแบบสำรวจ' if survey else 'แบบของปีนี้ไม่มีข้อเดียวกัน'} จึงเปิดเผยรวมกับแผนทั้งฉบับ")


def _causes_station(causes: tuple[Cause, ...]) -> tuple[str, tuple[Link, ...], str]:
    years = " ".join(str(year) for year in sorted({cause.year for cause in causes}))
    kinds = {cause.kind for cause in causes}
    word = {frozenset({"item"}): "ข้อที่ไม่ผ่าน", frozenset({"survey"}): "จุดอ่อน"}.get(frozenset(kinds), "จุดอ่อนและข้อที่ไม่ผ่าน")
    links = tuple(Link(cause.name, cause.address) for cause in causes)
    return f"{word} ปี {years}".removesuffix(" ปี "), links, "" if links else "ไม่ได้ระบุ"


def _counted(label: str, count: int, address: str, empty: str) -> Station:
    return Station(label, (Link(f"{count} รายการ", address),) if count else (), "" if count else empty)


# What a part begins with: (1), (ก) or ก. – the last only before a blank, for ก.พ. is a word.
_MARKS = (re.compile(r"[(（]\s*[0-9๐-๙]{1,2}\s*[)）]\s*"), re.compile(r"[(（]\s*([ก-ฮ])\s*[)）]\s*"), re.compile(r"([ก-ฮ])\.\s+"))
_IN_LISTS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # ฃ ฅ ฆ are mostly passed over


@lru_cache(maxsize=1 << 12)  # of the text alone; pages of a year ask one after the other
def step_of(text: str) -> Step:
    """``"Intro\\n(1) one\\n(2) two"`` → text and parts. A line without a mark, or with one of another kind, goes on with the one before it."""
    rows = [row for row in map(str.strip, text.splitlines()) if row]
    lists = filter(_is_list, ([mark.match(row) for row in rows] for mark in _MARKS))
    found = min(lists, key=lambda found: found.index(next(filter(None, found))), default=[])
    if not found or found[0]:  # no parts, or nothing that they are parts of
        return Step(" ".join(rows))
    pieces: list[str] = []
    for row, match in zip(rows, found):
        if match or not pieces:
            pieces.append(row[match.end():] if match else row)
        else:
            pieces[-1] = f"{pieces[-1]} {row}".strip()
    return Step(pieces[0], tuple(pieces[1:]), tuple(re.sub(r"\s", "", match[0]) for match in found if match and match.re.groups))


def _is_list(found: list[re.Match | None]) -> bool:
    """Two marks or more; letters in their order from the first, lest a word be taken for one."""
    marks = [match for match in found if match]
    letters = [match[1] for match in marks if match.re.groups]
    common = [letter for letter in letters if letter not in "ฃฅฆ"]
    return len(marks) > 1 and letters == sorted(letters) and "".join(common) == _IN_LISTS[:len(common)]
