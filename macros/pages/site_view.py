"""What templates may ask of the site. Read-only; every question about something that is not there raises :class:`NotThere`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.oit import forms
from macros.records.collection import LineEntry, Records
from macros.records.model import ItaResult, Measure, Plan, Unit


class NotThere(LookupError):
    """A macro asked for a record that does not exist; ``code`` and ``params`` as in ``problems``."""

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True)
class SiteInfo:
    """The settings of a site that pages show."""

    name: str
    url: str = ""
    official: bool = False
    description: str = ""


class SiteView:
    """The records of a site as its templates see them."""

    def __init__(self, records: Records, info: SiteInfo):
        self.records = records
        self.info = info
        self.agency = records.agency

    @property
    def plan_years(self) -> tuple[int, ...]:
        return tuple(self.records.plans)

    @property
    def result_years(self) -> tuple[int, ...]:
        return tuple(self.records.results)

    @property
    def latest_plan_year(self) -> int | None:
        return max(self.records.plans, default=None)

    @property
    def latest_result_year(self) -> int | None:
        return max(self.records.results, default=None)

    def plan(self, year: int) -> Plan:
        return self._found(self.records.plans, year, "no-plan-of-year")

    def result(self, year: int) -> ItaResult:
        return self._found(self.records.results, year, "no-result-of-year")

    def measures(self, year: int) -> tuple[Measure, ...]:
        return self.records.measures(year)

    def lines(self, year: int) -> tuple[LineEntry, ...]:
        return self.records.lines_of(year)

    def line(self, year: int, line_id: str) -> LineEntry:
        lines = {line.id: line for line in self.lines(year)}
        return self._found(lines, line_id, "no-line-of-id")

    def measure(self, year: int, measure_id: str) -> Measure:
        return self._found({measure.id: measure for measure in self.measures(year)}, measure_id, "no-measure-of-id")

    def unit(self, unit_id: str) -> Unit:
        return self._found(self.records.units, unit_id, "no-unit-of-id")

    def unit_name(self, unit_id: str) -> str:
        """Name with the unit above it: ``ฝ่ายแผนงานและงบประมาณ สำนักปลัดเทศบาล``."""
        return " ".join(self.records.units[part].name for part in self.records.with_parents(unit_id))

    def form(self, year: int) -> forms.Form:
        if year not in forms.years():
            raise NotThere("no-form-of-year", value=year, choices=", ".join(map(str, forms.years())))
        return forms.load(year)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self.records.units.values())

    def lines_of_unit(self, unit_id: str) -> tuple[LineEntry, ...]:
        """Lines that ``unit_id`` or a unit below it answers for."""
        return tuple(
            line for line in self.records.lines
            if any(unit_id in self.records.with_parents(responsible) for responsible in line.line.responsible)
        )

    def _found(self, mapping: dict, key: object, code: str):
        if key not in mapping:
            raise NotThere(code, value=key, choices=", ".join(map(str, mapping)) or "–")
        return mapping[key]
