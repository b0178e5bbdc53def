"""What templates may ask of results, and of the lines that repair what failed in them."""

from __future__ import annotations

from macros.pages.questions import Part, found
from macros.pages.reads import asked, asked_property, kept
from macros.pages.views import causes as cause_views
from macros.pages.views.causes import Cause, Coverage
from macros.pages.views.line import LineView
from macros.pages.views.result import ResultView
from macros.records.collection import grouped
from macros.records.model import ItaResult


class Results(Part):
    """Results by fiscal year; a cause by the reference that records name it with."""

    @asked_property
    def result_years(self) -> tuple[int, ...]:
        return tuple(self.records.results)

    @asked_property
    def latest_result_year(self) -> int | None:
        return max(self.records.results, default=None)

    def result(self, year: int) -> ItaResult:
        return found(self.records.results, year, "no-result-of-year")

    @kept
    def result_view(self, year: int) -> ResultView:
        return ResultView(self.site, self.result(year), self.site.form_if_known(year))

    @asked
    def causes(self, year: int) -> tuple[Cause, ...]:
        return cause_views.causes_of(self.site, year)

    @asked
    def cause(self, reference: str) -> Cause:
        return cause_views.cause_of(self.site, reference)

    @kept
    def coverage(self, year: int) -> Coverage:
        """The trace matrix of the plan of ``year``."""
        return cause_views.coverage(self.site, year)

    def repairing(self, reference: str) -> tuple[LineView, ...]:
        """The lines, of any plan, that name ``reference`` among their repairs."""
        return tuple(map(self.site.line_at, self.addresses_repairing(reference)))

    def repairing_in(self, reference: str, year: int) -> tuple[LineView, ...]:
        """Those of the plan of ``year``."""
        return tuple(map(self.site.line_at, dict.fromkeys(self._repairs_in(year).get(reference, ()))))

    @asked
    def addresses_repairing(self, reference: str) -> tuple[str, ...]:
        return tuple(address for year in self.site._line_years for address in self._repairs_in(year).get(reference, ()))

    @asked
    def _repairs_in(self, year: int) -> dict[str, tuple[str, ...]]:
        """Reference → the lines of the plan of ``year`` that name it."""
        return grouped((reference, line.address) for line in self.site.lines(year) for reference in line.line.repairs)

    @asked
    def causes_named(self, references: tuple[str, ...]) -> tuple[Cause, ...]:
        return tuple(map(self.cause, references))

    @asked
    def addresses_around(self, address: str) -> tuple[str | None, str | None]:
        """The lines before and after a line in its plan."""
        year = int(address.split("/")[2])
        lines, place = self.site.lines(year), self.site._places(year)[address]
        return (lines[place - 1].address if place else None), (lines[place + 1].address if place + 1 < len(lines) else None)

    @asked
    def causes_answered(self, year: int) -> tuple[Cause, ...]:
        """What the lines of the plan of ``year`` repair, each once, in the order of the plan."""
        return tuple(dict.fromkeys(cause for line in self.site.lines(year) for cause in line.causes))
