"""What templates may ask of the agency's units, and of the lines that one answers for."""

from __future__ import annotations

from macros.pages.page import Link
from macros.pages.questions import Part, found
from macros.pages.reads import asked, asked_property, kept, kept_property
from macros.pages.views.line import LineView
from macros.pages.views.units import UnitView
from macros.records.collection import grouped
from macros.records.model import Unit
from macros.thai.collate import sort_key


class Units(Part):
    """Units by their id."""

    @asked_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self.records.units.values())

    def unit(self, unit_id: str) -> Unit:
        return found(self.records.units, unit_id, "no-unit-of-id")

    @kept
    def unit_view(self, unit_id: str) -> UnitView:
        return UnitView(self.site, self.unit(unit_id))

    @asked
    def unit_name(self, unit_id: str) -> str:
        """Name with the unit above it: ``ฝ่ายแผนงานและงบประมาณ สำนักปลัดเทศบาล``."""
        return " ".join(self.records.units[part].name for part in self.records.with_parents(unit_id))

    @asked
    def unit_link(self, unit_id: str, short: bool = False) -> Link:
        """By its ``short`` name it stands without those above it. A unit that nobody knows (the checks report it) keeps its id as name."""
        unit = self.records.units.get(unit_id)
        name = (unit.short_name if short else "") or unit.name if unit else unit_id
        return Link(name, f"/units/{unit_id}/", self.unit_name(unit.parent) if unit and unit.parent and not short else "")

    @asked
    def unit_order(self, unit_id: str) -> int:
        """The place of a unit among all in dictionary order."""
        return self._unit_places.get(unit_id, len(self._unit_places))

    @kept_property
    def _unit_places(self) -> dict[str, int]:
        return {unit.id: place for place, unit in enumerate(sorted(self.units, key=lambda unit: sort_key(unit.name)))}

    def lines_of_unit(self, unit_id: str) -> tuple[LineView, ...]:
        """Lines that ``unit_id`` or a unit below it answers for."""
        return tuple(map(self.site.line_at, self.addresses_of_unit(unit_id)))

    @asked
    def addresses_of_unit(self, unit_id: str) -> tuple[str, ...]:
        return tuple(address for year in self.site._line_years for address in self._unit_lines_in(year).get(unit_id, ()))

    @asked
    def addresses_of_unit_by_year(self, unit_id: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Those of each plan that has any, newest first."""
        found = ((year, self._unit_lines_in(year).get(unit_id, ())) for year in reversed(self.site._line_years))
        return tuple((year, addresses) for year, addresses in found if addresses)

    @asked
    def units_of_plan(self, year: int) -> tuple[str, ...]:
        """Those that have lines in the plan of ``year``, themselves or below them, in the order of the agency."""
        return tuple(unit.id for unit in self.units if unit.id in self._unit_lines_in(year))

    @asked
    def _unit_lines_in(self, year: int) -> dict[str, tuple[str, ...]]:
        """Unit → the lines of the plan of ``year`` that it or a unit below it answers for."""
        return grouped((unit, line.address) for line in self.site.lines(year) for unit in self.units_above(line.line.responsible))

    @asked
    def units_above(self, units: tuple[str, ...]) -> tuple[str, ...]:
        """``units`` and those above them, each once."""
        return tuple(dict.fromkeys(above for unit in units for above in self.records.with_parents(unit) or (unit,)))

    @asked
    def links_of_units(self, units: tuple[str, ...], short: bool = False) -> tuple[Link, ...]:
        return tuple(self.unit_link(unit, short) for unit in units)

    def units_of(self, lines: tuple[LineView, ...]) -> tuple[Link, ...]:
        """Who carries them out, each once, by their short names."""
        return tuple(dict.fromkeys(unit for line in lines for unit in line.units_short))
