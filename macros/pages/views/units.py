"""What a unit answers for, with what the units below it answer for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from macros.pages.page import Link
from macros.pages.reads import kept_property
from macros.records.collection import grouped
from macros.records.model import Unit

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView
    from macros.pages.views.line import LineView


@dataclass(frozen=True)
class UnitView:
    site: SiteView
    unit: Unit

    @property
    def address(self) -> str:
        return f"/units/{self.unit.id}/"

    @property
    def title(self) -> str:
        return self.site.unit_name(self.unit.id)

    @property
    def parent(self) -> Link | None:
        parent = self.unit.parent
        return self.site.unit_link(parent) if parent and parent in self.site.records.units else None

    @kept_property
    def below(self) -> tuple[UnitView, ...]:
        return tuple(self.site.unit_view(unit.id) for unit in self.site.units if unit.parent == self.unit.id)

    @property
    def count(self) -> int:
        """The number of its lines, without reading them."""
        return len(self.site.addresses_of_unit(self.unit.id))

    @property
    def years(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Newest plan first: its year, and the addresses of the lines in it."""
        return self.site.addresses_of_unit_by_year(self.unit.id)

    def deadlines(self, addresses: tuple[str, ...]) -> tuple[tuple[date, str, tuple[LineView, ...]], ...]:
        """(last day, follow-up, lines), soonest first: lines that end and are followed up together."""
        groups = grouped(((line.due, line.line.follow_up), line) for line in map(self.site.line_at, addresses))
        return tuple((*key, lines) for key, lines in sorted(groups.items(), key=lambda group: group[0]))

    def through(self, line: LineView) -> tuple[Link, ...]:
        """The units below this one that carry ``line`` out; empty when this unit itself does."""
        if self.unit.id in line.line.responsible:
            return ()
        return tuple(self.site.unit_link(unit, True) for unit in line.line.responsible if unit in self._under)

    @kept_property
    def _under(self) -> frozenset[str]:
        """The ids of this unit and of all below it."""
        return frozenset(unit.id for unit in self.site.units if self.unit.id in self.site.units_above((unit.id,)))
