"""What a year's OIT form is made of: plain values, no files, no clock.

Years are Buddhist-era fiscal years (2564); dates are Common Era. Points and scores are exact: ``Fraction`` or whole
numbers of 0–100, rounded only where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from macros.oit.errors import UnknownIndicator, UnknownItem
from macros.thai.dates import BE_OFFSET

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


@dataclass(frozen=True, eq=False)
class Form:
    """The OIT form of one fiscal year with the rules that score it.

    ``item_values`` is what an item that is not met and one that is met get; ``weights`` are shares of 1 by instrument;
    ``rules`` and ``calendar`` are keyed by the names explained in ``rules/legend.yml`` and ``rules/calendar.yml``.
    """

    fiscal_year: int
    item_count: int
    indicators: tuple[Indicator, ...]
    item_values: tuple[int, int]
    weights: Mapping[str, Fraction]
    level_rule: LevelRule
    rules: Mapping[str, Rule]
    calendar: Mapping[str, Event]
    submission_rules: tuple[SubmissionRule, ...]
    sources: tuple[Source, ...]
    note: str = ""
    _items: Mapping[str, Item] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._items.update({item.id: item for sub in self.sub_indicators for item in sub.items})

    @cached_property
    def sub_indicators(self) -> tuple[SubIndicator, ...]:
        return tuple(sub for indicator in self.indicators for sub in indicator.sub_indicators)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the form."""
        return tuple(self._items.values())

    @property
    def survey_indicators(self) -> tuple[Indicator, ...]:
        """The indicators of IIT and EIT, scored by asking people."""
        return tuple(indicator for indicator in self.indicators if not indicator.sub_indicators)

    @property
    def oit_indicators(self) -> tuple[Indicator, ...]:
        """The indicators scored from the items: 9 and 10."""
        return tuple(indicator for indicator in self.indicators if indicator.sub_indicators)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Items under the form's headings, in form order; a heading starts anew in each sub-indicator."""
        headed: dict[tuple[str, str], list[Item]] = {}
        for item in self.items:
            headed.setdefault((item.sub_indicator, item.group), []).append(item)
        return tuple(Group(title, sub, tuple(items)) for (sub, title), items in headed.items())

    @property
    def starts(self) -> date:
        """First day of the fiscal year."""
        return date(self.fiscal_year - BE_OFFSET - 1, 10, 1)

    @property
    def ends(self) -> date:
        """Last day of the fiscal year."""
        return date(self.fiscal_year - BE_OFFSET, 9, 30)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Names of the scoring rules of this year that are assumed and not proved."""
        return tuple(name for name, rule in self.rules.items() if rule.basis == "assumed")

    @property
    def basis(self) -> str:
        """``proved`` when every scoring rule of this year was confirmed, else ``assumed``."""
        return "assumed" if self.assumed else "proved"

    def has(self, item_id: str) -> bool:
        return item_id in self._items

    def item(self, item_id: str) -> Item:
        """The item ``"O42"``; :class:`UnknownItem` when the form has none."""
        if item_id not in self._items:
            raise UnknownItem(item_id, self.fiscal_year, self.items[-1].id)
        return self._items[item_id]

    def sub_indicator(self, sub_id: str) -> SubIndicator:
        """The sub-indicator ``"9.1"``; ``KeyError`` when there is none."""
        return {sub.id: sub for sub in self.sub_indicators}[sub_id]

    def indicator(self, slug_or_id: str) -> Indicator:
        """The indicator ``"use-of-budget"`` or ``"2"``; :class:`UnknownIndicator` when there is none."""
        found = [i for i in self.indicators if slug_or_id in (i.slug, i.id)]
        return self._only(found, slug_or_id)

    def indicator_by_title(self, text: str) -> Indicator:
        """The indicator with this official or alternate title; :class:`UnknownIndicator` when there is none."""
        found = self._titled.get(title_key(text))
        return self._only([found] if found else [], text)

    @cached_property
    def _titled(self) -> Mapping[str, Indicator]:
        """Key of each title → the first indicator with it."""
        return {title_key(name): indicator for indicator in reversed(self.indicators) for name in indicator.names}

    def _only(self, found: list[Indicator], wanted: str) -> Indicator:
        if not found:
            raise UnknownIndicator(wanted, self.fiscal_year, [indicator.title for indicator in self.indicators])
        return found[0]


def title_key(text: str) -> str:
    """``text`` without spaces and invisible characters, SARA AM composed: for comparing titles, never for showing."""
    visible = "".join(char for char in text if not char.isspace() and char not in "\u200b\u200c\u200d\ufeff\u00ad")
    return visible.replace("\u0e4d\u0e32", "\u0e33")
