"""The disclosures of a year for programs: one row an item of the form, disclosed or not."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel

from macros.oit.coverage import ItemCoverage
from macros.oit.model import Element
from macros.pages.site_view import SiteView
from macros.records.disclosure import DisclosedAt, Disclosure


class PlaceRow(BaseModel):
    """Where an element is met. ``url`` is absolute when the site knows its own address; ``note`` says where on the page, ``on`` is the ISO day of the document."""

    title: str
    url: str
    note: str | None
    on: str | None


class ElementRow(BaseModel):
    """What the item asks for. ``confidence``: how well this reading of the manual is known."""

    id: str
    text: str
    confidence: str
    met: bool
    places: list[PlaceRow]


class StatementRow(BaseModel):
    """That there was nothing to disclose this year. ``on`` is an ISO day."""

    text: str
    on: str


class ApprovalRow(BaseModel):
    """Who approved the publication, and the ISO day."""

    by: str
    on: str


class UnitRow(BaseModel):
    """The unit that answers for the item, with the units above it in its name."""

    id: str
    name: str


class ItemRow(BaseModel):
    """An item of the form. ``answer`` is null where nothing is disclosed here; ``where`` are the steps from the home page."""

    item: str
    title: str
    sub_indicator: str
    group: str
    state: Literal["published", "none", "partly", "missing"]
    answer: Literal["yes", "none"] | None
    statement: StatementRow | None
    url: str
    where: list[str]
    unit: UnitRow | None
    elements: list[ElementRow]
    note: str | None
    approved: ApprovalRow | None


class CountsRow(BaseModel):
    """How many items are in each state."""

    published: int
    none: int
    partly: int
    missing: int


class OitData(BaseModel):
    """The form of a fiscal year (Buddhist era) and what of it this site discloses."""

    fiscal_year: int
    agency: str
    counts: CountsRow
    items: list[ItemRow]


def oit_data(site: SiteView, year: int) -> OitData:
    """Every item of the form of ``year``. Raises NotThere when no form of that year is known."""
    found = site.oit_coverage(year)
    return OitData(
        fiscal_year=year, agency=site.owner.name, counts=CountsRow(**found.counts),
        items=[_item(site, year, one) for one in found.items],
    )


def _item(site: SiteView, year: int, one: ItemCoverage[Disclosure]) -> ItemRow:
    said = one.disclosure if one.state != "missing" else None
    return ItemRow(
        item=one.item.id, title=one.item.title, sub_indicator=one.item.sub_indicator, group=one.item.group, state=one.state,
        answer=None if said is None else "none" if said.answer == "none" else "yes", url=absolute(site, f"/oit/{year}/{one.item.id.lower()}/"),
        statement=StatementRow(text=said.statement.text, on=said.statement.on.isoformat()) if said and said.statement else None,
        where=["หน้าแรก", "การเปิดเผยข้อมูล OIT", f"ปี {year}", f"{one.item.id} {one.item.title}"],
        unit=UnitRow(id=one.unit, name=site.unit_name(one.unit)) if one.unit else None,
        elements=[_element(site, one, element) for element in one.item.elements], note=said.note if said else None,
        approved=ApprovalRow(by=said.approved.by, on=said.approved.on.isoformat()) if said and said.approved else None,
    )


def _element(site: SiteView, one: ItemCoverage[Disclosure], element: Element) -> ElementRow:
    places = [_place(site, place) for place in one.places.get(element.id, ())]
    return ElementRow(id=element.id, text=element.text, confidence=element.confidence, met=bool(places), places=places)


def _place(site: SiteView, place: DisclosedAt) -> PlaceRow:
    on = place.on.isoformat() if place.on else None
    if place.url:
        return PlaceRow(title=place.url, url=place.url, note=place.note, on=on)
    if place.file:
        return PlaceRow(title=place.file.rpartition("/")[2], url=absolute(site, "/" + quote(place.file)), note=place.note, on=on)
    page = place.page or ""  # a place is one of the three
    return PlaceRow(title=site.title_of(page), url=absolute(site, page), note=place.note, on=on)


def absolute(site: SiteView, address: str) -> str:
    """The address with that of the site before it; alone where the site does not know its own."""
    return site.info.url.rstrip("/") + address
