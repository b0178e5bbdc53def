"""A register's page: its sections, where its figures come from, which items it answers and its files of data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from macros.pages.page import Link
from macros.pages.reads import kept_property
from macros.pages.views import register_anticorruption, register_budget, register_complaints, register_procurement, register_risks
from macros.pages.views.checklist import ItemView
from macros.pages.views.register_sections import Figure, Made, Section
from macros.records import disclosed
from macros.records.collection import Entry, Records
from macros.records.registers import Register
from macros.records.registers.answers import NAMES, Address, parse

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView

_MAKERS: dict[str, Callable[[RegisterView[Any]], Made]] = {  # each of the registers of its kind
    "procurement-plan": register_procurement.plan, "procurement-results": register_procurement.results, "budget-report": register_budget.report,
    "anticorruption-plan": register_anticorruption.plan, "risk-assessment": register_risks.assessment, "complaint-statistics": register_complaints.statistics,
}
_ABOUT = {
    "procurement-plan": "รายการที่หน่วยงานจะซื้อหรือจ้างในปีงบประมาณ {year} วงเงิน วิธี และเดือนที่คาดว่าจะเริ่ม",
    "procurement-results": "ผลการจัดซื้อจัดจ้างแต่ละเดือนของปีงบประมาณ {year} ใครเสนอราคา ใครได้รับคัดเลือก ราคาเท่าใด",
    "budget-report": "งบประมาณปี {year} แต่ละหมวดได้รับเท่าใด ใช้ไปเท่าใด เหลือเท่าใด",
    "anticorruption-plan": "โครงการป้องกันการทุจริตปีงบประมาณ {year} งบประมาณ ผู้รับผิดชอบ และผลการดำเนินงาน",
    "risk-assessment": "งานใดเสี่ยงต่อการทุจริตในปีงบประมาณ {year} เสี่ยงระดับใด ป้องกันอย่างไร และทำอะไรไปแล้ว",
    "complaint-statistics": "จำนวนเรื่องร้องเรียนการทุจริตและประพฤติมิชอบในปีงบประมาณ {year} แล้วเสร็จกี่เรื่อง",
}

Kept = TypeVar("Kept", bound=Register)


@dataclass(frozen=True, eq=False)
class RegisterView(Generic[Kept]):
    """The register of ``kind`` and ``year``; ``entries`` are its files, mostly one."""

    site: SiteView
    kind: str
    year: int
    entries: tuple[Entry[Kept], ...]

    @property
    def records(self) -> tuple[Kept, ...]:
        return tuple(entry.record for entry in self.entries)

    @property
    def address(self) -> str:
        return str(Address(self.year, self.kind))

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def title(self) -> str:
        return f"{self.name} ปี {self.year}"

    @property
    def about(self) -> str:
        return _ABOUT[self.kind].format(year=self.year)

    @property
    def latest(self) -> Kept:
        """The file with the newest figures."""
        return max(self.records, key=lambda record: record.as_of)

    @kept_property
    def _made(self) -> tuple[tuple[Figure, ...], tuple[Section, ...]]:
        return _MAKERS[self.kind](self)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The three numbers that the reader came for."""
        return self._made[0]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._made[1]

    @property
    def toc(self) -> tuple[tuple[str, str], ...]:
        return tuple((section.title, section.id) for section in self.sections)

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(record.unit for record in self.records))

    @kept_property
    def answers(self) -> tuple[ItemView, ...]:
        """The items whose disclosures lead here, by year and number."""
        found = self.site.register_answers.get((self.year, self.kind), ())
        return tuple(self.site.item(year, item) for year, item in found if year in self.site.oit_years and self.site.form(year).has(item))

    @property
    def files(self) -> tuple[Link, ...]:
        """Its open data."""
        stem = f"/data/{self.kind}-{self.year}"
        return (Link("ตาราง CSV เปิดด้วย Excel ได้", f"{stem}.csv"), Link("ตาราง Excel", f"{stem}.xlsx"), Link("ข้อมูล JSON", f"{stem}.json"))

    @property
    def schema(self) -> str:
        return f"/data/schema/export-{self.kind}.json"


def answers(records: Records) -> dict[tuple[int, str], tuple[tuple[int, str], ...]]:
    """Year and kind of each register that disclosures lead to → year and number of their items, in that order."""
    found: dict[tuple[int, str], dict[tuple[int, str], None]] = {}
    for entry in disclosed.entries_of(records):
        for place in (place for element in entry.record.elements for place in element.places):
            if place.page and (address := parse(place.page)):
                found.setdefault((address.year, address.kind), {})[entry.record.fiscal_year, entry.record.item] = None
    return {key: tuple(items) for key, items in found.items()}


def registers(site: SiteView, year: int) -> tuple[RegisterView, ...]:
    """The registers of a fiscal year, in the order of the kinds."""
    return tuple(RegisterView(site, kind, year, entries) for (of_year, kind), entries in site.records.registers.items() if of_year == year)
