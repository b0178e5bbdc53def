"""The OIT form of one fiscal year, and what can be asked of it: its items, groups, indicators and days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from macros.oit.errors import UnknownIndicator, UnknownItem
from macros.oit.model import Event, Group, Indicator, Item, LevelRule, Rule, Source, SubIndicator, SubmissionRule
from macros.thai.dates import BE_OFFSET
from macros.thai.fold import typed_one_way


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
    _items: dict[str, Item] = field(init=False, repr=False, compare=False, default_factory=dict)

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
    """``text`` without spaces and invisible characters, typed in one way: for comparing titles, never for showing."""
    visible = "".join(char for char in text if not char.isspace() and char not in "\u200b\u200c\u200d\ufeff\u00ad")
    return typed_one_way(visible)
