"""All records of a site, with the questions that pages and checks ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar

from macros.oit import forms
from macros.oit.errors import UnknownIndicator
from macros.problems import Place
from macros.records.model import Agency, ItaResult, Line, Measure, Plan, Progress, Record, Unit
from macros.records.read import Document
from macros.records.registers import REGISTERS, Register

Key = TypeVar("Key")
Value = TypeVar("Value")
Made = TypeVar("Made")
Kind = TypeVar("Kind", bound=Record)
Yearly = TypeVar("Yearly", Plan, ItaResult)
Held_co = TypeVar("Held_co", bound=Record, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[Held_co]):
    """A record with the document it was read from."""

    record: Held_co
    document: Document

    def place(self, *path: str | int) -> Place:
        return self.document.place(*path)

    @cached_property
    def lines(self: Entry[Measure]) -> tuple[LineEntry, ...]:
        """Those of a measure, in the order of its file."""
        return tuple(LineEntry(line, self.record, self.document, index) for index, line in enumerate(self.record.lines))

    @cached_property
    def order(self: Entry[Measure]) -> tuple[int, int, str]:
        """Of a measure among all others: year, number, id."""
        return self.record.fiscal_year, self.record.number, self.record.id

    @property
    def ids(self: Entry[Measure]) -> list[str]:
        """Of a measure and of its lines, where they have their own."""
        return [self.record.id, *[line.id for line in self.record.lines if line.id is not None]]

    @property
    def responsible(self: Entry[Measure]) -> list[str]:
        """The ids of all units that a measure's lines name."""
        return [unit_id for line in self.record.lines for unit_id in line.responsible]

    def once(self, what: str, make: Callable[[Entry[Held_co]], Made]) -> Made:
        """``make(self)``, kept with the entry under ``what`` as long as that lives: for rooms that know more of a record than this one."""
        kept = vars(self).setdefault("_once", {})
        if what not in kept:
            kept[what] = make(self)
        return kept[what]


def holds(entry: Entry[Record], kind: type[Kind]) -> TypeGuard[Entry[Kind]]:
    """Whether the record of ``entry`` is one of ``kind``."""
    return isinstance(entry.record, kind)


class Told(NamedTuple):
    """How far a line was on a day, as an entry of its progress says."""

    on: date
    status: str


def last_told(progress: Iterable[Progress]) -> Told | None:
    """What is said last of how far a line is; of one day's entries, by the one that is written last."""
    return max(reversed([Told(entry.on, entry.status) for entry in progress if entry.status]), key=attrgetter("on"), default=None)


@dataclass(frozen=True)
class LineEntry:
    """A line with the measure it belongs to. Where a line leaves id or title to its measure, they are filled in here."""

    line: Line
    measure: Measure
    document: Document = field(compare=False, repr=False)
    index: int = 0

    @cached_property
    def id(self) -> str:
        return self.line.id or self.measure.id

    @property
    def title(self) -> str:
        return self.line.title or self.measure.title

    @property
    def fiscal_year(self) -> int:
        return self.measure.fiscal_year

    @cached_property
    def status(self) -> str:
        """The status of the record; where it leaves it at ``unknown``, the last one among the progress entries."""
        told = last_told(self.line.progress) if self.line.status == "unknown" else None
        return told.status if told else self.line.status

    @property
    def is_whole_measure(self) -> bool:
        """True when the measure has this one line and shares its page with it."""
        return self.id == self.measure.id

    @cached_property
    def address(self) -> str:
        return f"/measures/{self.fiscal_year}/{self.id}/"

    def place(self, *path: str | int) -> Place:
        return self.document.place("lines", self.index, *path)


Files = dict[tuple[int | None, str | None], tuple[str, ...]]  # (year, id or item) → files


class Records:
    """Immutable once made. Years ascend, measures follow their number, lines the order of their file."""

    def __init__(self, entries: Iterable[Entry[Record]]):
        self.entries = tuple(entries)
        self._of: dict[type[Record], tuple[Entry[Any], ...]] = {}  # kind → the entries of that kind, which no type of a dict can say
        self._files: dict[type[Record], Files] = {}

    def of(self, kind: type[Kind]) -> Iterator[Entry[Kind]]:
        if kind not in self._of:
            kinds = [known for known in self._by_kind if issubclass(known, kind)]
            self._of[kind] = self._by_kind[kinds[0]] if len(kinds) == 1 else tuple(entry for entry in self.entries if type(entry.record) in kinds)
        return iter(self._of[kind])

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Entry[Record], ...]]:
        return grouped((type(entry.record), entry) for entry in self.entries)

    @cached_property
    def by_file(self) -> dict[str, Record]:
        return {entry.document.file: entry.record for entry in self.entries}

    def entries_of(self, year: int | None) -> tuple[Entry[Record], ...]:
        """The records of a year; None: those of no year."""
        return self._by_year.get(year, ())

    @cached_property
    def _by_year(self) -> dict[int | None, tuple[Entry[Record], ...]]:
        return grouped((year_and_name(entry.record)[0], entry) for entry in self.entries)

    def files(self, kind: type[Record]) -> Files:
        """(year, id or item) → the files of the records of a kind; without an id all of the year. An agency has no year."""
        if kind not in self._files:
            named = [(entry.document.file, *year_and_name(entry.record)) for entry in self.of(kind)]
            every = ((key, file) for file, year, name in named for key in dict.fromkeys(((year, None), (year, name))))
            self._files[kind] = grouped(every)
        return self._files[kind]

    @cached_property
    def agency(self) -> Agency | None:
        return next((entry.record for entry in self.of(Agency)), None)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """By their ids: of two with the same the first, and none whose own could not be read."""
        found: dict[str, Unit] = {}
        for entry in self.of(Agency):
            for index, unit in enumerate(entry.record.units if entry.record is self.agency else ()):
                if ("units", index, "id") not in entry.document.patched:
                    found.setdefault(unit.id, unit)
        return found

    @cached_property
    def plans(self) -> dict[int, Plan]:
        return {entry.record.fiscal_year: entry.record for entry in _by_year(self.of(Plan))}

    @cached_property
    def results(self) -> dict[int, ItaResult]:
        return {entry.record.fiscal_year: entry.record for entry in _by_year(self.of(ItaResult))}

    @cached_property
    def registers(self) -> dict[tuple[int, str], tuple[Entry[Register], ...]]:
        """(Year, kind) of each register → its files, by name; by year, then in the order of the kinds."""
        found: dict[tuple[int, str], tuple[Entry[Register], ...]] = {}
        kinds = list(REGISTERS)
        for entry in sorted(self.of(Register), key=lambda e: (e.record.fiscal_year, kinds.index(e.record.kind), e.document.file)):
            key = (entry.record.fiscal_year, entry.record.kind)
            found[key] = (*found.get(key, ()), entry)
        return found

    @cached_property
    def lines(self) -> tuple[LineEntry, ...]:
        """Every line that someone carries out, in the order of year, measure number and file."""
        return tuple(line for entry in self._measures for line in entry.lines)

    @cached_property
    def _measures(self) -> list[Entry[Measure]]:
        return sorted(self.of(Measure), key=attrgetter("order"))

    def measures(self, year: int) -> tuple[Measure, ...]:
        return self._measures_by_year.get(year, ())

    @cached_property
    def _measures_by_year(self) -> dict[int, tuple[Measure, ...]]:
        return grouped((entry.order[0], entry.record) for entry in self._measures)

    @property
    def measure_years(self) -> list[int]:
        return sorted(self._measures_by_year)

    def lines_of(self, year: int) -> tuple[LineEntry, ...]:
        return self._lines_by_year.get(year, ())

    @cached_property
    def _lines_by_year(self) -> dict[int, tuple[LineEntry, ...]]:
        return grouped((entry.order[0], line) for entry in self._measures for line in entry.lines)

    @cached_property
    def repairing(self) -> dict[str, tuple[LineEntry, ...]]:
        """Reference of a failed item or weak point → the lines that repair it."""
        return grouped((reference, entry) for entry in self.lines for reference in entry.line.repairs)

    def to_repair(self, year: int) -> Mapping[str, tuple[str, int]]:
        """References to all that failed or was weak in the result of ``year`` → path of it in the result's file."""
        return self._to_repair.get(year, {})

    @cached_property
    def _to_repair(self) -> dict[int, dict[str, tuple[str, int]]]:
        return {year: _failures(year, result) for year, result in self.results.items()}

    def with_parents(self, unit_id: str) -> tuple[str, ...]:
        """``unit_id`` and the units above it, nearest first. A cycle (reported by the checks) ends the walk."""
        chain: list[str] = []
        current: str | None = unit_id
        while current in self.units and current not in chain:
            chain.append(current)
            current = self.units[current].parent
        return tuple(chain)


def changed_records(before: Records, now: Records) -> dict[str, tuple[Record | None, Record | None]]:
    """File → its record before and now, where that is another object, or came, or went."""
    old, new = before.by_file, now.by_file
    files = [file for file, record in new.items() if old.get(file) is not record]
    return {file: (old.get(file), new.get(file)) for file in (*files, *(old.keys() - new.keys()))}


def _failures(year: int, result: ItaResult) -> dict[str, tuple[str, int]]:
    weak = {reference_of(year, point.indicator): ("weak_points", index) for index, point in enumerate(result.weak_points)}
    return {**weak, **{f"{year}/{item}": ("failed_items", index) for index, item in enumerate(result.failed_items)}}


def reference_of(year: int, indicator_title: str) -> str:
    """How ``repairs`` names a survey weak point: ``2563/IIT/use-of-budget``."""
    if year not in forms.years():
        return f"{year}/{indicator_title}"
    try:
        indicator = forms.load(year).indicator_by_title(indicator_title)
    except UnknownIndicator:
        return f"{year}/{indicator_title}"  # reported where it is written, see checks/results.py
    return f"{year}/{indicator.instrument}/{indicator.slug}"


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """Key → its values, in the order of ``pairs``."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def year_and_name(record: Record) -> tuple[int | None, str | None]:
    return getattr(record, "fiscal_year", None), getattr(record, "id", None) or getattr(record, "item", None)


def _by_year(entries: Iterable[Entry[Yearly]]) -> list[Entry[Yearly]]:
    return sorted(entries, key=lambda entry: (entry.record.fiscal_year, entry.document.file))
