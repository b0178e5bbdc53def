"""Which pages the records make. One function a kind of page; ``routes`` reads like the site's table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from macros.pages.page import Link, Page
from macros.pages.site_view import SiteView

HOME = Link("หน้าแรก", "/")


def routes(site: SiteView) -> Iterator[Page]:
    """Every page that is made from records, in a fixed order."""
    for year in site.plan_years:
        yield from _plan_pages(site, year)


def _plan_pages(site: SiteView, year: int) -> Iterator[Page]:
    plan = site.plan(year)
    here = Link(f"แผนปี {year}", f"/measures/{year}/")
    yield Page(
        address=here.address, title=plan.title, layout="plan", kind="plan", kind_label="แผน", year=year,
        description=plan.about or plan.title, args={"year": year}, breadcrumbs=(HOME,), wide=True,
    )
    for line in site.lines(year):
        yield Page(
            address=line.address, title=line.title, layout="line", kind="line", kind_label="รายการตามแผน", year=year,
            description=line.line.steps[0], args={"line": line}, breadcrumbs=(HOME, here), units=line.line.responsible,
        )
