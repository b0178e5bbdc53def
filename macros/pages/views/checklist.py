"""The OIT form of a year as pages show it: what each item asks, where it is met, what failed and what repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from macros.oit import forms
from macros.oit.coverage import ItemCoverage
from macros.oit.crosswalk import Crossing
from macros.oit.forms import Element, Form, Group, Item, SubIndicator
from macros.pages.page import Link
from macros.pages.reads import kept_property
from macros.records.disclosure import DisclosedAt, Disclosure
from macros.records.registers.answers import PARTS, answers_of, data_year, parse

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView
    from macros.pages.views.line import LineView
    from macros.pages.views.registers import RegisterView

STATES = {
    "published": "เผยแพร่แล้ว", "none": "ประกาศว่าไม่มี", "partly": "เผยแพร่บางส่วน", "missing": "ยังไม่เผยแพร่ที่นี่",
    "waiting": "รอเห็นชอบ",  # in previews alone: whatever it answers, it is not published yet
}


@dataclass(frozen=True)
class Where:
    """A place that meets an element: a page of this site, a file of it (``file`` is its path) or an address elsewhere. ``on``: the day of the document."""

    title: str
    address: str
    note: str = ""
    file: str = ""
    on: date | None = None


@dataclass(frozen=True)
class ItemView:
    """An item of the form of ``year`` with all that the site knows of it."""

    site: SiteView
    year: int
    item: Item

    @property
    def address(self) -> str:
        return f"/oit/{self.year}/{self.item.id.lower()}/"

    @property
    def title(self) -> str:
        return f"{self.item.id} {self.item.title}"

    @property
    def is_plan(self) -> bool:
        """True when the plan of this year is what the item asks for."""
        return self.year in self.site.plan_years and self.site.plan(self.year).item == self.item.id

    @kept_property
    def coverage(self) -> ItemCoverage[Disclosure]:
        return self.site.oit_coverage(self.year).of(self.item.id)

    @property
    def disclosure(self) -> Disclosure | None:
        return self.coverage.disclosure

    @property
    def state(self) -> str:
        """One of ``STATES``, from the disclosures alone: a plan that names the item says not yet where each element is met."""
        waits = self.disclosure is not None and self.coverage.state != "missing" and self.site.waits(self.disclosure)
        return "waiting" if waits else self.coverage.state

    @property
    def state_word(self) -> str:
        return STATES[self.state]

    @property
    def state_order(self) -> int:
        return list(STATES).index(self.state)

    @kept_property
    def all_places(self) -> tuple[Where, ...]:
        """Where its elements are met, each place once."""
        return tuple(dict.fromkeys(place for element in self.item.elements for place in self.places(element)))

    @kept_property
    def registers(self) -> tuple[RegisterView, ...]:
        """Those that its disclosure leads to, and those of what it asks for, of the year that it asks for and of its own."""
        found = {(register.year, register.kind) for place in self.all_places if (register := parse(place.address))}
        asked = {self.year, data_year(self.site.form(self.year), self.item)}
        found |= {(year, answer.kind) for year in asked for answer in answers_of(self.item)}
        years = sorted({year for year, _ in found}.intersection(self.site.register_years))
        return tuple(register for year in years for register in self.site.registers(year) if (year, register.kind) in found)

    @property
    def own_units(self) -> tuple[str, ...]:
        """The ids of the units that answer for it; without a disclosure, of those that carry out the lines which lead to it."""
        own = (self.disclosure.unit,) if self.disclosure else (unit for line in self.prepared_by for unit in line.line.responsible)
        return tuple(dict.fromkeys(own))

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """Who answers for it, and the units above them."""
        return tuple(dict.fromkeys(above for unit in self.own_units for above in self.site.records.with_parents(unit)))

    @property
    def units(self) -> tuple[Link, ...]:
        return tuple(map(self.site.unit_link, self.own_units))

    @property
    def failed(self) -> bool:
        """It failed in the recorded result of this very year."""
        return self.year in self.site.result_years and self.item.id in self.site.result(self.year).failed_items

    @property
    def passed(self) -> bool:
        """A result of this year tells which items failed, and does not name this one."""
        return self.year in self.site.result_years and self.site.result(self.year).tells_items and not self.failed

    @kept_property
    def repaired_by(self) -> tuple[LineView, ...]:
        """Lines, of whatever plan, that repair this item's failure."""
        return self.site.repairing(f"{self.year}/{self.item.id}")

    @kept_property
    def prepared_by(self) -> tuple[LineView, ...]:
        """Lines of this year's plan that repair an earlier failure of what this item asks for."""
        return self.site.preparing(self.year, self.item.id)

    @property
    def other_years(self) -> dict[int, tuple[tuple[Link, Crossing], ...]]:
        """The same thing in the other years that have a checklist here."""
        return self.site.crossings(self.year, self.item.id)

    def places(self, element: Element) -> tuple[Where, ...]:
        """Where an element is met; empty when it is not met here."""
        return tuple(self._where(place) for place in self.coverage.places.get(element.id, ()))

    def _where(self, place: DisclosedAt) -> Where:
        if place.page:
            return Where(self.site.title_of(place.page) + _part(place.page), place.page, place.note or "", on=place.on)
        if place.file:
            return Where(place.file.rpartition("/")[2], f"/{place.file}", place.note or "", place.file, place.on)
        url = place.url or ""  # a place is one of the three
        return Where(url, url, place.note or "", on=place.on)

    @property
    def shared_doubt(self) -> str:
        """How well the elements are known when that is the same for all and not confirmed, so that it is said once."""
        known = {element.confidence for element in self.item.elements}
        return known.pop() if len(known) == 1 and "confirmed" not in known else ""

    @property
    def period_word(self) -> str:
        return forms.legend()["period"][self.item.period]["th"]

    @property
    def kind_word(self) -> str:
        return forms.legend()["kind"][self.item.kind]["th"]

    @property
    def group(self) -> str:
        """The heading of the form above the item: ``9.2 การบริหารงาน``."""
        sub = self.site.form(self.year).sub_indicator(self.item.sub_indicator)
        return f"{sub.id} {sub.title}"

    @property
    def neighbours(self) -> tuple[ItemView | None, ItemView | None]:
        """The items before and after this one on the form."""
        items = self.site.checklist(self.year).items
        place = self.site.checklist(self.year).position(self.item.id)
        return (items[place - 1] if place else None), (items[place + 1] if place + 1 < len(items) else None)

    @property
    def around(self) -> tuple[Link | None, Link | None]:
        """Links to its neighbours, for the pager."""
        before, after = (Link(item.title, item.address) if item else None for item in self.neighbours)
        return before, after

    @kept_property
    def lines(self) -> tuple[LineView, ...]:
        """All lines that have to do with the item, each once."""
        return tuple(dict.fromkeys((*self.repaired_by, *self.prepared_by)))


def _part(page: str) -> str:
    """Of a register the part that answers: `` – ผลรอบ 6 เดือน``."""
    address = parse(page)
    title = PARTS[address.kind].get(address.part) if address else None
    return f" – {title}" if title else ""


@dataclass(frozen=True)
class Checklist:
    """The whole form of a year, in its groups."""

    site: SiteView
    form: Form

    @property
    def year(self) -> int:
        return self.form.fiscal_year

    def position(self, item_id: str) -> int:
        """The place of the item on the form, from 0."""
        return self._positions[item_id]

    @kept_property
    def _positions(self) -> dict[str, int]:
        return {item.item.id: place for place, item in enumerate(self.items)}

    @kept_property
    def groups(self) -> tuple[tuple[Group, tuple[ItemView, ...]], ...]:
        return tuple((group, tuple(self.site.item(self.year, item.id) for item in group.items)) for group in self.form.groups)

    @kept_property
    def items(self) -> tuple[ItemView, ...]:
        return tuple(self.site.item(self.year, item.id) for item in self.form.items)

    @kept_property
    def sub_indicators(self) -> tuple[tuple[SubIndicator, tuple[ItemView, ...]], ...]:
        return tuple((sub, tuple(self.site.item(self.year, item.id) for item in sub.items)) for sub in self.form.sub_indicators)

    @property
    def published(self) -> int:
        """The items of which nothing is wanting; a statement that there was none counts."""
        return self.counts["published"] + self.counts["none"]

    @property
    def counts(self) -> dict[str, int]:
        """State → number of items, every state there."""
        found = [item.state for item in self.items]
        return {state: found.count(state) for state in STATES}

    @property
    def failed(self) -> tuple[ItemView, ...]:
        return tuple(item for item in self.items if item.failed)

    @property
    def is_judged(self) -> bool:
        """A result of this year tells of each item whether it failed."""
        return self.year in self.site.result_years and self.site.result(self.year).tells_items


def word_of_confidence(confidence: str) -> str:
    """The Thai word for how well a fact is known, from the forms' own legend."""
    return forms.legend()["confidence"][confidence]["th"]
