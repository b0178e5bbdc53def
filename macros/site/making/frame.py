"""What the theme's frame shows around a page: doors, footer, breadcrumbs. Its words stand here, its form in ``theme/``."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from macros.pages.page import Link, Page
from macros.site.content.pages import ContentPage
from macros.site.html import stamp
from macros.site.project import Project
from macros.thai.dates import long_date


class Crumb(TypedDict):
    title: str
    address: str


class Heading(TypedDict):
    title: str
    anchor: str


class Meta(TypedDict, total=False):
    """The front matter of a page for the engine."""

    title: str
    description: str | None
    kind: str
    wide: bool
    robots: str | None
    breadcrumbs: list[Crumb]
    toc: list[Heading]
    room: str
    text_hash: str
    changed: str | None


def site(project: Project) -> dict[str, object]:
    """``config.extra.prongsai`` of the engine: the same for every page."""
    agency, view = project.view.owner, project.view
    place = " ".join(part for part in (agency.district, agency.province) if part)
    return {
        "agency": agency.name, "agency_place": place, "agency_url": agency.website or "", "fictional": agency.fictional,
        "report": "/about/" if any(page.address == "/about/" for page in project.content) else "",
        "official": project.settings.extra.prongsai.official, "colour": project.settings.extra.prongsai.colour,
        "doors": _links([
            Link("หน้าแรก", "/"), Link("แผนและมาตรการ", _year_page("measures", view.latest_plan_year)),
            Link("ผลประเมิน ITA", _year_page("ita", view.latest_result_year)),
            Link("การเปิดเผยข้อมูล OIT", _year_page("oit", view.checklist_year)),
            Link("ทะเบียนข้อมูล", _year_page("registers", next(reversed(view.register_years), None))), Link("ร้องเรียนการทุจริต", "/complaints/"),
        ], project),
        "footer": _links([
            Link("เกี่ยวกับเว็บไซต์", "/about/"), Link("ข้อมูลเปิด", "/data/"), Link("สิ่งที่เปลี่ยนแปลง", "/changes/"), Link("ดัชนี ก–ฮ", "/a-z/"),
            Link("การเข้าถึง", "/accessibility/"), Link("ความเป็นส่วนตัว", "/privacy/"),
        ], project),
    }


def _year_page(room: str, year: int | None) -> str:
    return f"/{room}/{year}/" if year else f"/{room}/"


def _links(links: list[Link], project: Project) -> list[dict[str, str]]:
    """Only what exists in this site."""
    return [{"title": link.title, "address": link.address, "room": _room(link.address)} for link in links if link.address in project.there]


def _room(address: str) -> str:
    """The first part of an address: what a door of the site leads into."""
    return address.split("/")[1]


def meta(page: Page | ContentPage, last: date | None) -> Meta:
    """The front matter of a page. ``last``: the day on which what it shows changed."""
    return {**_of(page), "room": _room(page.address), "text_hash": stamp.MARK, "changed": long_date(last) if last else None}


def _of(page: Page | ContentPage) -> Meta:
    if isinstance(page, ContentPage):
        crumbs: list[Crumb] = [] if page.address == "/" else [{"title": "หน้าแรก", "address": "/"}, {"title": page.meta.title, "address": page.address}]
        return {"title": page.meta.title, "description": page.meta.description, "kind": "page", "wide": page.meta.wide, "breadcrumbs": crumbs}
    return {
        "title": page.title, "description": page.description, "kind": page.kind, "wide": page.wide, "robots": None if page.indexed else "noindex",
        "breadcrumbs": [{"title": link.title, "address": link.address} for link in page.breadcrumbs],
        "toc": [{"title": title, "anchor": anchor} for title, anchor in page.toc],
    }
