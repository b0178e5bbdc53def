"""What templates may ask of the OIT forms: their checklists, their items, and the lines that lead to an item."""

from __future__ import annotations

from functools import lru_cache

from macros.oit import crosswalk, forms
from macros.oit.coverage import Coverage
from macros.pages.page import Link
from macros.pages.questions import NotThere, Part
from macros.pages.reads import asked, asked_property, kept
from macros.pages.views.causes import Cause
from macros.pages.views.checklist import STATES, Checklist, ItemView
from macros.pages.views.line import LineView
from macros.records import disclosed
from macros.records.collection import grouped
from macros.records.disclosure import Disclosure

_across = lru_cache(maxsize=None)(crosswalk.across)  # of the forms alone, no record has a part in it


class Checklists(Part):
    """Forms and checklists by fiscal year; an item by its year and id."""

    @asked_property
    def oit_years(self) -> tuple[int, ...]:
        """The years that have a checklist here: those of plans, results and disclosures whose form is known."""
        return tuple(sorted({*self.site.plan_years, *self.site.result_years, *disclosed.years_disclosed(self.records)} & set(forms.years())))

    def form(self, year: int) -> forms.Form:
        if year not in forms.years():
            raise NotThere("no-form-of-year", value=year, choices=", ".join(map(str, forms.years())))
        return forms.load(year)

    def form_if_known(self, year: int) -> forms.Form | None:
        return forms.load(year) if year in forms.years() else None

    @asked_property
    def checklist_year(self) -> int | None:
        """The year whose checklist the home page shows: that of the latest plan, else the latest one."""
        return self.site.latest_plan_year if self.site.latest_plan_year in self.oit_years else max(self.oit_years, default=None)

    def state_word(self, state: str) -> str:
        return STATES[state]

    @kept
    def oit_coverage(self, year: int) -> Coverage[Disclosure]:
        """How far the form of ``year`` is disclosed by records."""
        self.form(year)
        return disclosed.coverage_of(self.records, year)

    @kept
    def checklist(self, year: int) -> Checklist:
        return Checklist(self.site, self.form(year))

    @kept
    def item(self, year: int, item_id: str) -> ItemView:
        return ItemView(self.site, year, self.form(year).item(item_id))

    @asked
    def is_published(self, address: str) -> bool:
        """Whether the item at ``/oit/<year>/o<n>/`` is disclosed here, or said to be none this year."""
        _, year, item = address.strip("/").split("/")
        return self.item(int(year), item.upper()).state in ("published", "none")

    @asked
    def crossings(self, year: int, item_id: str) -> dict[int, tuple[tuple[Link, crosswalk.Crossing], ...]]:
        """Year → what the checklists of other years call the same thing, with how well that is known."""
        found = _across(year, item_id)
        return {
            other: tuple((link, crossing) for crossing in found[other] if (link := self._item_link(other, crossing.item_id)))
            for other in self.oit_years if found.get(other)
        }

    @asked
    def items_of_year(self, cause: Cause, year: int) -> tuple[Link, ...]:
        """The items of the form of ``year`` that ask for what failed in ``cause``."""
        form = self.form_if_known(cause.year)
        if cause.kind != "item" or form is None or not form.has(cause.label) or year not in self.oit_years:
            return ()
        if cause.year == year:
            return (link,) if (link := self._item_link(year, cause.label)) else ()
        return tuple(link for link, _ in self.crossings(cause.year, cause.label).get(year, ()))

    def preparing(self, year: int, item_id: str) -> tuple[LineView, ...]:
        """The lines of the plan of ``year`` that lead to this item of the year's form."""
        return tuple(map(self.site.line_at, self.addresses_preparing(year, item_id)))

    @asked
    def addresses_preparing(self, year: int, item_id: str) -> tuple[str, ...]:
        return self._preparing_in(year).get(f"/oit/{year}/{item_id.lower()}/", ())

    @asked
    def _preparing_in(self, year: int) -> dict[str, tuple[str, ...]]:
        """Address of an item → the addresses of the lines of the same year's plan that lead to it."""
        return grouped((item.address, line.address) for line in self.site.lines(year) for item in line.items)

    def items_of_unit(self, unit_id: str) -> tuple[tuple[int, tuple[tuple[ItemView, tuple[Link, ...]], ...]], ...]:
        """Newest form first: its year, and the items that ``unit_id`` or a unit below it answers for, each with the units below that do so for it."""
        found = ((year, grouped(self._unit_items_in(year).get(unit_id, ()))) for year in reversed(self.oit_years))
        below = lambda own: () if unit_id in own else self.site.links_of_units(own, True)
        return tuple((year, tuple((self.item(year, item), below(own)) for item, own in items.items())) for year, items in found if items)

    @asked
    def _unit_items_in(self, year: int) -> dict[str, tuple[tuple[str, str], ...]]:
        """Unit → the items of the form of ``year``, each with the unit that answers for it: this one or one below."""
        own = [(item.item.id, unit) for item in self.checklist(year).items for unit in item.own_units]
        return grouped((above, (item, unit)) for item, unit in own for above in self.site.units_above((unit,)))

    @asked
    def items_named(self, references: tuple[str, ...], year: int) -> tuple[Link, ...]:
        """The items of the form of ``year`` that ask for what the references name, each once."""
        return tuple(dict.fromkeys(link for cause in self.site.causes_named(references) for link in self.items_of_year(cause, year)))

    @asked
    def _item_link(self, year: int, item_id: str) -> Link | None:
        form = self.form_if_known(year)
        if form is None or not form.has(item_id) or year not in self.oit_years:
            return None
        return Link(f"{item_id} {form.item(item_id).title}", f"/oit/{year}/{item_id.lower()}/")
