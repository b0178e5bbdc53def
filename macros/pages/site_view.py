"""What templates may ask of the site. Read-only; every question about something that is not there raises :class:`NotThere`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from macros.oit import crosswalk, forms
from macros.oit.coverage import Coverage as OitCoverage
from macros.pages.dated import Dated
from macros.pages.page import Link, Page
from macros.pages.reads import OUTSIDE, TITLES, NotedRecords, Reads, asked_property, kept_property
from macros.pages.views import causes as cause_views
from macros.pages.views import months as month_views
from macros.pages.views import overview
from macros.pages.views.causes import Cause, Coverage
from macros.pages.views.checklist import STATES, Checklist, ItemView
from macros.pages.views.line import LineView
from macros.pages.views.registers import RegisterView, answers, registers
from macros.pages.views.result import ResultView
from macros.pages.views.units import UnitView
from macros.records import disclosed
from macros.records.collection import Records, grouped
from macros.records.disclosure import Disclosure
from macros.records.model import Agency, ItaResult, Measure, Plan, Progress, Unit
from macros.records.registers import Register
from macros.records.registers.rows import years_of
from macros.thai.collate import sort_key


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
    approval: str = "optional"
    report: object | None = None  # who hears of errors: who, email, phone, url


_KEPT = (
    "lines", "_places", "_measure_places", "item", "result_view", "unit_view", "coverage", "oit_coverage", "checklist", "milestones", "timeline", "registers",
)
_ASKED = (
    "causes", "cause", "causes_named", "crossings", "unit_name", "unit_link", "links_of_units", "units_above", "unit_order", "items_of_year", "items_named",
    "plan_item_link", "_item_link", "causes_answered", "is_published", "about_file", "dated", "addresses_around", "addresses_repairing", "addresses_preparing",
    "addresses_of_unit", "links_around_measure", "_repairs_in", "_preparing_in", "_unit_lines_in",
)


class SiteView:
    """The records of a site as its templates see them.

    ``written``: the pages of ``content/``, for the A–Z list; ``sizes``: bytes of the attached files by their path in ``content/``;
    ``dated``: the past of the page at an address; ``page``: gives a page that was made before, while it would be the same.
    What is asked is noted, see ``reads.py``.
    """

    def __init__(
        self, records: Records, info: SiteInfo, written: Iterable[Link] = (), sizes: Mapping[str, int] | None = None,
        dated: Callable[[str], Dated] = lambda address: Dated(), page: Callable[[str, Callable[[], Page]], Page] = lambda address, make: make(),
    ):
        self.reads = Reads()
        self.records = NotedRecords(records, self.reads)
        self.info = info
        self.written = tuple(written)
        self._dated = dated
        self.sizes = dict(sizes or {})
        self.page = page
        # The records never change, so every answer is worked out once.
        for name in _KEPT:
            setattr(self, name, self.reads.kept(getattr(self, name)))
        for name in _ASKED:
            setattr(self, name, self.reads.asked(name, getattr(self, name)))

    @property
    def agency(self) -> Agency | None:
        return self.records.agency

    @asked_property
    def cited_as(self) -> str:
        """Whose pages these are, for those who cite one."""
        return self.agency.name if self.info.official and self.agency else self.info.name

    def dated(self, address: str) -> Dated:
        """The past of the page at ``address``."""
        self.reads.note(*OUTSIDE)
        return self._dated(address)

    def absolute(self, address: str) -> str:
        """The permanent link of a page, '' while the site's settings name no address of its own."""
        return self.info.url.rstrip("/") + address if self.info.url else ""

    def waits(self, record: Disclosure | Progress | Register) -> bool:
        """Whether ``record`` is shown in this preview alone, because executives have not approved it yet."""
        return not disclosed.visible(record, self.info.approval)

    def title_of(self, address: str) -> str:
        """The title of a page of this site; the address itself when no page is known there."""
        self.reads.note(*TITLES)
        return self.titles.get(address.partition("#")[0], address)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page that is made from records."""
        from macros.pages.routes import routes  # that room asks this one

        return tuple(routes(self))

    @cached_property
    def titles(self) -> dict[str, str]:
        return {"/": "หน้าแรก", **{link.address: link.title for link in self.written}, **{page.address: page.title for page in self.pages}}

    def about_file(self, path: str) -> str:
        """``PDF, 240 KB``; without the size where it is not known."""
        self.reads.note(*OUTSIDE)
        kind = path.rpartition(".")[2].upper() if "." in path.rpartition("/")[2] else "ไฟล์"
        return f"{kind}, {size_text(self.sizes[path])}" if path in self.sizes else kind

    # ── plans ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @asked_property
    def plan_years(self) -> tuple[int, ...]:
        return tuple(self.records.plans)

    @asked_property
    def latest_plan_year(self) -> int | None:
        return max(self.records.plans, default=None)

    def plan(self, year: int) -> Plan:
        return self._found(self.records.plans, year, "no-plan-of-year")

    def plan_item_link(self, year: int) -> Link | None:
        """The item of the year's form that the plan itself answers."""
        item = self.records.plans[year].item if year in self.records.plans else None
        return self._item_link(year, item) if item else None

    def measures(self, year: int) -> tuple[Measure, ...]:
        return self.records.measures(year)

    def measure(self, year: int, measure_id: str) -> Measure:
        return self._found({measure.id: measure for measure in self.measures(year)}, measure_id, "no-measure-of-id")

    def links_around_measure(self, year: int, measure_id: str) -> tuple[Link | None, Link | None]:
        """The measures before and after one in its plan."""
        every, place = self.measures(year), self._measure_places(year)[measure_id]
        return tuple(_measure_link(every[at]) if 0 <= at < len(every) else None for at in (place - 1, place + 1))

    def _measure_places(self, year: int) -> dict[str, int]:
        return {measure.id: place for place, measure in enumerate(self.measures(year))}

    def lines(self, year: int) -> tuple[LineView, ...]:
        """The lines that someone carries out, in the order of the plan."""
        return tuple(LineView(self, entry) for entry in self.records.lines_of(year))

    def lines_of_measure(self, measure: Measure) -> tuple[LineView, ...]:
        return tuple(self.line_at(f"/measures/{measure.fiscal_year}/{line.id or measure.id}/") for line in measure.lines)

    def line(self, year: int, line_id: str) -> LineView:
        found = self.line_at(f"/measures/{year}/{line_id}/")
        return found or self._found({line.id: line for line in self.lines(year)}, line_id, "no-line-of-id")

    def line_at(self, address: str | None) -> LineView | None:
        line = self._views.get(address)
        if line is not None:
            self.reads.note("file", line.entry.document.file)
        return line

    @cached_property
    def _views(self) -> dict[str, LineView]:
        """Every line by its address, to be looked up; what is taken out is noted then."""
        with self.reads.noting():
            return {line.address: line for year in self._line_years for line in self.lines(year)}

    def position(self, line: LineView) -> int:
        """The place of ``line`` in its plan, from 0."""
        return self._places(line.fiscal_year)[line.address]

    def _places(self, year: int) -> dict[str, int]:
        return {line.address: place for place, line in enumerate(self.lines(year))}

    @asked_property
    def _line_years(self) -> tuple[int, ...]:
        return tuple(sorted({entry.record.fiscal_year for entry in self.records.of(Measure)}))

    def months(self, year: int) -> tuple[month_views.Month, ...]:
        return month_views.months(year)

    def timeline(self, year: int) -> tuple[overview.Row, ...]:
        return overview.timeline(self.lines(year))

    def step_count(self, year: int) -> int:
        return sum(len(line.steps) for line in self.lines(year))

    def plan_name(self, year: int) -> str:
        """The plan's title; a year that has lines and no plan is named by its year (the checks report it)."""
        return self.records.plans[year].title if year in self.records.plans else f"แผนปี {year}"

    def plans_answering(self, result_year: int) -> tuple[int, ...]:
        return tuple(year for year, plan in self.records.plans.items() if plan.analyses == result_year)

    def last_day(self, year: int) -> str:
        """30 September of the fiscal year, for data attributes."""
        return f"{month_views.months(year)[-1].iso}-30"

    def status_counts(self, lines: Iterable[LineView]) -> tuple[tuple[str, int], ...]:
        return overview.status_counts(lines)

    def open_days(self, lines: Iterable[LineView]) -> str:
        return overview.open_days(lines)

    def milestones(self, year: int) -> tuple[overview.Milestone, ...]:
        return overview.milestones(self.lines(year))

    def source_notes(self, year: int) -> tuple[tuple[Link, tuple[str, ...]], ...]:
        return overview.source_notes(self, year)

    @kept_property
    def example_queries(self) -> tuple[str, ...]:
        return overview.example_queries(self)

    @kept_property
    def channel_lines(self) -> tuple[LineView, ...]:
        """Lines that set up the channel for complaints of corruption."""
        return overview.lines_about(self, "complaint_channel")

    # ── results, and what repairs them ───────────────────────────────────────────────────────────────────────────────

    @asked_property
    def result_years(self) -> tuple[int, ...]:
        return tuple(self.records.results)

    @asked_property
    def latest_result_year(self) -> int | None:
        return max(self.records.results, default=None)

    def result(self, year: int) -> ItaResult:
        return self._found(self.records.results, year, "no-result-of-year")

    def result_view(self, year: int) -> ResultView:
        return ResultView(self, self.result(year), self.form_if_known(year))

    def causes(self, year: int) -> tuple[Cause, ...]:
        return cause_views.causes_of(self, year)

    def cause(self, reference: str) -> Cause:
        return cause_views.cause_of(self, reference)

    def coverage(self, year: int) -> Coverage:
        """The trace matrix of the plan of ``year``."""
        return cause_views.coverage(self, year)

    def repairing(self, reference: str) -> tuple[LineView, ...]:
        """The lines, of any plan, that name ``reference`` among their repairs."""
        return tuple(map(self.line_at, self.addresses_repairing(reference)))

    def repairing_in(self, reference: str, year: int) -> tuple[LineView, ...]:
        """Those of the plan of ``year``."""
        return tuple(map(self.line_at, dict.fromkeys(self._repairs_in(year).get(reference, ()))))

    def addresses_repairing(self, reference: str) -> tuple[str, ...]:
        return tuple(address for year in self._line_years for address in self._repairs_in(year).get(reference, ()))

    def _repairs_in(self, year: int) -> dict[str, tuple[str, ...]]:
        """Reference → the lines of the plan of ``year`` that name it."""
        return grouped((reference, line.address) for line in self.lines(year) for reference in line.line.repairs)

    def causes_named(self, references: tuple[str, ...]) -> tuple[Cause, ...]:
        return tuple(map(self.cause, references))

    def addresses_around(self, address: str) -> tuple[str | None, str | None]:
        """The lines before and after a line in its plan."""
        year = int(address.split("/")[2])
        lines, place = self.lines(year), self._places(year)[address]
        return (lines[place - 1].address if place else None), (lines[place + 1].address if place + 1 < len(lines) else None)

    def causes_answered(self, year: int) -> tuple[Cause, ...]:
        """What the lines of the plan of ``year`` repair, each once, in the order of the plan."""
        return tuple(dict.fromkeys(cause for line in self.lines(year) for cause in line.causes))

    # ── OIT forms ────────────────────────────────────────────────────────────────────────────────────────────────────

    @asked_property
    def oit_years(self) -> tuple[int, ...]:
        """The years that have a checklist here: those of plans, results and disclosures whose form is known."""
        return tuple(sorted({*self.plan_years, *self.result_years, *disclosed.years_disclosed(self.records)} & set(forms.years())))

    def form(self, year: int) -> forms.Form:
        if year not in forms.years():
            raise NotThere("no-form-of-year", value=year, choices=", ".join(map(str, forms.years())))
        return forms.load(year)

    def form_if_known(self, year: int) -> forms.Form | None:
        return forms.load(year) if year in forms.years() else None

    @asked_property
    def checklist_year(self) -> int | None:
        """The year whose checklist the home page shows: that of the latest plan, else the latest one."""
        return self.latest_plan_year if self.latest_plan_year in self.oit_years else max(self.oit_years, default=None)

    def state_word(self, state: str) -> str:
        return STATES[state]

    def oit_coverage(self, year: int) -> OitCoverage:
        """How far the form of ``year`` is disclosed by records."""
        self.form(year)
        return disclosed.coverage_of(self.records, year)

    def checklist(self, year: int) -> Checklist:
        return Checklist(self, self.form(year))

    def item(self, year: int, item_id: str) -> ItemView:
        return ItemView(self, year, self.form(year).item(item_id))

    def is_published(self, address: str) -> bool:
        """Whether the item at ``/oit/<year>/o<n>/`` is disclosed here, or said to be none this year."""
        _, year, item = address.strip("/").split("/")
        return self.item(int(year), item.upper()).state in ("published", "none")

    def crossings(self, year: int, item_id: str) -> dict[int, tuple[tuple[Link, crosswalk.Crossing], ...]]:
        """Year → what the checklists of other years call the same thing, with how well that is known."""
        found = _across(year, item_id)
        return {other: tuple((self._item_link(other, c.item_id), c) for c in found[other]) for other in self.oit_years if found.get(other)}

    def items_of_year(self, cause: Cause, year: int) -> tuple[Link, ...]:
        """The items of the form of ``year`` that ask for what failed in ``cause``."""
        form = self.form_if_known(cause.year)
        if cause.kind != "item" or form is None or not form.has(cause.label) or year not in self.oit_years:
            return ()
        if cause.year == year:
            return (self._item_link(year, cause.label),)
        return tuple(link for link, _ in self.crossings(cause.year, cause.label).get(year, ()))

    def preparing(self, year: int, item_id: str) -> tuple[LineView, ...]:
        """The lines of the plan of ``year`` that lead to this item of the year's form."""
        return tuple(map(self.line_at, self.addresses_preparing(year, item_id)))

    def addresses_preparing(self, year: int, item_id: str) -> tuple[str, ...]:
        return self._preparing_in(year).get(f"/oit/{year}/{item_id.lower()}/", ())

    def _preparing_in(self, year: int) -> dict[str, tuple[str, ...]]:
        """Address of an item → the addresses of the lines of the same year's plan that lead to it."""
        return grouped((item.address, line.address) for line in self.lines(year) for item in line.items)

    def items_named(self, references: tuple[str, ...], year: int) -> tuple[Link, ...]:
        """The items of the form of ``year`` that ask for what the references name, each once."""
        return tuple(dict.fromkeys(link for cause in self.causes_named(references) for link in self.items_of_year(cause, year)))

    def _item_link(self, year: int, item_id: str) -> Link | None:
        form = self.form_if_known(year)
        if form is None or not form.has(item_id) or year not in self.oit_years:
            return None
        return Link(f"{item_id} {form.item(item_id).title}", f"/oit/{year}/{item_id.lower()}/")

    # ── registers ────────────────────────────────────────────────────────────────────────────────────────────────────

    @asked_property
    def register_years(self) -> tuple[int, ...]:
        """The fiscal years that have a register, oldest first."""
        return years_of(self.records)

    def registers(self, year: int) -> tuple[RegisterView, ...]:
        """Procurement, budget and what else is kept as rows of figures of a fiscal year."""
        return registers(self, year)

    @asked_property
    def register_answers(self) -> dict[tuple[int, str], tuple[tuple[int, str], ...]]:
        """Year and kind of a register → year and number of the items that lead to it."""
        return answers(self.records)

    def registers_of_unit(self, unit_id: str) -> tuple[RegisterView, ...]:
        """The registers that ``unit_id`` itself answers for, newest year first."""
        return tuple(register for year in reversed(self.register_years) for register in self.registers(year) if unit_id in register.units)

    # ── units ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @asked_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self.records.units.values())

    def unit(self, unit_id: str) -> Unit:
        return self._found(self.records.units, unit_id, "no-unit-of-id")

    def unit_view(self, unit_id: str) -> UnitView:
        return UnitView(self, self.unit(unit_id))

    def unit_name(self, unit_id: str) -> str:
        """Name with the unit above it: ``ฝ่ายแผนงานและงบประมาณ สำนักปลัดเทศบาล``."""
        return " ".join(self.records.units[part].name for part in self.records.with_parents(unit_id))

    def unit_link(self, unit_id: str, short: bool = False) -> Link:
        """A unit that nobody knows (the checks report it) keeps its id as name."""
        unit = self.records.units.get(unit_id)
        name = (unit.short_name or unit.name) if unit and short else self.unit_name(unit_id)
        return Link(name or unit_id, f"/units/{unit_id}/")

    def unit_order(self, unit_id: str) -> int:
        """The place of a unit among all in dictionary order."""
        return self._unit_places.get(unit_id, len(self._unit_places))

    @kept_property
    def _unit_places(self) -> dict[str, int]:
        return {unit.id: place for place, unit in enumerate(sorted(self.units, key=lambda unit: sort_key(unit.name)))}

    def lines_of_unit(self, unit_id: str) -> tuple[LineView, ...]:
        """Lines that ``unit_id`` or a unit below it answers for."""
        return tuple(map(self.line_at, self.addresses_of_unit(unit_id)))

    def addresses_of_unit(self, unit_id: str) -> tuple[str, ...]:
        return tuple(address for year in self._line_years for address in self._unit_lines_in(year).get(unit_id, ()))

    def _unit_lines_in(self, year: int) -> dict[str, tuple[str, ...]]:
        """Unit → the lines of the plan of ``year`` that it or a unit below it answers for."""
        return grouped((unit, line.address) for line in self.lines(year) for unit in self.units_above(line.line.responsible))

    def units_above(self, units: tuple[str, ...]) -> tuple[str, ...]:
        """``units`` and those above them, each once."""
        return tuple(dict.fromkeys(above for unit in units for above in self.records.with_parents(unit) or (unit,)))

    def links_of_units(self, units: tuple[str, ...], short: bool = False) -> tuple[Link, ...]:
        return tuple(self.unit_link(unit, short) for unit in units)

    def _found(self, mapping: dict, key: object, code: str):
        if key not in mapping:
            raise NotThere(code, value=key, choices=", ".join(map(str, mapping)) or "–")
        return mapping[key]


_across = lru_cache(maxsize=None)(crosswalk.across)  # of the forms alone, no record has a part in it


def _measure_link(measure: Measure) -> Link:
    return Link(f"มาตรการที่ {measure.number} {measure.short_title or measure.title}", f"/measures/{measure.fiscal_year}/{measure.id}/")


def size_text(size: int) -> str:
    """``812 B``, ``240 KB``, ``1.4 MB``"""
    if size < 1000:
        return f"{size} B"
    return f"{round(size / 1000)} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
