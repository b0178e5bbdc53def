"""What a year's OIT form (``form.py``) is made of: plain values, no files, no clock.

Years are Buddhist-era fiscal years (2564); dates are Common Era. Points and scores are exact: ``Fraction`` or whole
numbers of 0–100, rounded only where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

CONFIDENCE = ("confirmed", "from-example", "inferred", "from-memory", "doubtful")
"""How well a fact is known, best first; ``rules/legend.yml`` says what each word means."""

PERIODS = ("current", "current_year", "first_half", "previous_year", "multi_year_covering", "analysis_of_previous_year")
KINDS = ("page", "document", "channel")
INSTRUMENTS = ("IIT", "EIT", "OIT")


def weakest(*confidences: str) -> str:
    """The least certain of ``confidences``; of none at all, ``confirmed``."""
    return max(confidences, key=CONFIDENCE.index, default="confirmed")


@dataclass(frozen=True)
class Source:
    """Where a fact was read. ``url`` is empty when the source has no public address."""

    id: str
    title: str
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """How well one rule of a year's scoring is known, and from which sources (their ids)."""

    confidence: str
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def basis(self) -> str:
        """``proved`` when the rule was confirmed, else ``assumed``."""
        return "proved" if self.confidence == "confirmed" else "assumed"


@dataclass(frozen=True)
class Element:
    """One thing that must be shown for an item to count. ``id`` is stable within its item: an anchor."""

    id: str
    text: str
    confidence: str
    note: str = ""

    @property
    def confirmed(self) -> bool:
        return self.confidence == "confirmed"


@dataclass(frozen=True)
class NoneStatement:
    """How to answer when there is nothing to disclose: a published statement that there was none."""

    text: str
    confidence: str


@dataclass(frozen=True)
class Item:
    """One item (ข้อ) of the form. ``data_year`` is the fiscal year that its data are of; None: whatever is in force."""

    id: str
    concept: str
    title: str
    title_en: str
    group: str
    period: str
    kind: str
    confidence: str
    elements_confidence: str
    elements: tuple[Element, ...]
    sub_indicator: str
    data_year: int | None = None
    none: NoneStatement | None = None
    local_document: str = ""
    note: str = ""

    @property
    def number(self) -> int:
        return int(self.id[1:])

    def element(self, element_id: str) -> Element:
        """The element with this id; ``KeyError`` when there is none."""
        return {element.id: element for element in self.elements}[element_id]


@dataclass(frozen=True)
class Group:
    """Items that stand under one heading of the form, in form order."""

    title: str
    sub_indicator: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class SubIndicator:
    """``title_en`` is this project's translation."""

    id: str
    title: str
    title_en: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Indicator:
    """One of the ten ITA indicators. Documents renumber them: find them by title or slug. IIT and EIT have no items."""

    id: str
    slug: str
    instrument: str
    title: str
    title_en: str
    alternates: tuple[str, ...] = ()
    sub_indicators: tuple[SubIndicator, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.alternates)


@dataclass(frozen=True)
class Level:
    """One level of the result and what it asks for. ``every_instrument_min`` is None where only the total counts."""

    name: str
    title_en: str
    total_min: Fraction
    every_instrument_min: Fraction | None = None
    confidence: str = "confirmed"
    meaning: str = ""

    def holds(self, total: Fraction, instruments: Mapping[str, Fraction]) -> bool:
        """Whether these scores, already rounded as printed, reach this level."""
        floor = self.every_instrument_min
        return total >= self.total_min and (floor is None or min(instruments.values()) >= floor)


@dataclass(frozen=True)
class LevelRule:
    """The levels of a year, best first."""

    id: str
    title: str
    levels: tuple[Level, ...]
    pass_min: Fraction

    def level(self, total: Fraction, instruments: Mapping[str, Fraction]) -> Level:
        """The best level that holds; scores as printed, that is rounded to two decimals."""
        return next(level for level in self.levels if level.holds(total, instruments))

    def of_total(self, total: Fraction) -> Iterator[Level]:
        """The levels that ``total`` may have, whatever the instruments were."""
        for level in self.levels:
            if total >= level.total_min:
                yield level
                if level.every_instrument_min is None:
                    return

    def rank(self, level: Level) -> int:
        """0 is the best."""
        return self.levels.index(level)


@dataclass(frozen=True)
class Event:
    """A dated step of a year's assessment. ``start`` or ``end`` is None where it is not known."""

    id: str
    title: str
    title_en: str
    start: date | None
    end: date | None
    confidence: str
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class SubmissionRule:
    """What the assessor accepts, in this project's words."""

    id: str
    text: str
    confidence: str
    sources: tuple[str, ...] = ()
