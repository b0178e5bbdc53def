"""What goes out of the site besides its pages: the OIT form as data and sheet, calendars of units, evidence packs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from macros.oit import forms
from macros.pages.page import Page
from macros.pages.site_view import SiteView
from macros.records.collection import grouped
from macros.site.data.datafiles import Group, contents, single
from macros.site.data.exports import pack, registers
from macros.site.data.exports.deadlines import calendar, domain, events, retired
from macros.site.data.exports.rows import OitData, oit_data
from macros.site.data.exports.sheet import csv_sheet, excel_sheet
from macros.site.data.pretty import pretty
from macros.site.placing.output import digest_of

if TYPE_CHECKING:
    from macros.search.extract import Extract
    from macros.site.placing.output import Output
    from macros.site.project import Project


def groups(site: SiteView) -> Iterator[Group]:
    """All but the packs."""
    for year in site.oit_years:
        yield Group(tuple(f"data/oit-{year}.{ending}" for ending in ("json", "csv", "xlsx")), partial(_oit, site, year))
    of_line = events(site)
    for unit in site.units:
        yield single(f"units/{unit.id}/calendar.ics", partial(calendar, site, unit.id, of_line))


def files(site: SiteView) -> dict[str, bytes]:
    """Path in the site → bytes."""
    return dict(contents(groups(site)))


def _oit(site: SiteView, year: int) -> tuple[bytes, bytes, bytes]:
    """The form of a year as JSON, as CSV and as workbook."""
    data = oit_data(site, year)
    return (pretty(data.model_dump()) + "\n").encode("utf-8"), csv_sheet(data), excel_sheet(data, forms.load(year).starts)


def names(site: SiteView) -> set[str]:
    """The paths of ``files`` and of the packs, without making the sheets."""
    sheets = {f"data/oit-{year}.{ending}" for year in site.oit_years for ending in ("json", "csv", "xlsx")}
    return sheets | packs(site) | {f"units/{unit.id}/calendar.ics" for unit in site.units}


def packs(site: SiteView) -> set[str]:
    """The paths of the packs, which come after all that they are made of."""
    return {f"data/pack-{year}.zip" for year in site.oit_years}


def write_packs(project: Project, content: Callable[[str], Extract], output: Output, known: dict[int, list] | None = None) -> None:
    """``data/pack-<year>.zip`` of every year, from the site's own pages and data. ``content``: what is read of a page by its path in
    the site. ``known`` remembers what the packs were made of; one that would be made of the same is kept."""
    known = {} if known is None else known
    of_year = grouped((_year_of(page), page.address) for page in project.pages)
    for year in known.keys() - {*project.view.oit_years}:
        del known[year]  # its pack goes with it
    for year in project.view.oit_years:
        addresses = pack.addresses_of_year(project.view.records, year, of_year.get(year, ()))
        name, basis = f"data/pack-{year}.zip", _basis(project, output, year, addresses)
        if known.get(year) == basis:
            output.keep(name)
        else:
            known[year] = basis
            output.write(name, partial(_write_pack, _members(project, content, output, year, addresses)))


def pack_of(project: Project, content: Callable[[str], Extract], output: Output, name: str) -> bytes | None:
    """The bytes of the pack with the path ``name``, made now; None when there is no such pack."""
    years = [year for year in project.view.oit_years if name == f"data/pack-{year}.zip"]
    if not years:
        return None
    out, own = io.BytesIO(), {page.address for page in project.pages if _year_of(page) == years[0]}
    pack.write_pack(out, _members(project, content, output, years[0], pack.addresses_of_year(project.view.records, years[0], own)))
    return out.getvalue()


def _write_pack(members: Iterator[pack.Member], path: Path) -> bool:
    with path.open("wb") as out:
        pack.write_pack(out, members)
    return True


def _basis(project: Project, output: Output, year: int, addresses: tuple[str, ...]) -> list:
    """All that the pack of a year is made of, in short: titles stand on the pages."""
    site = project.view
    whole, withheld = pack.record_files(project.records, site.records, year)
    pages = [output.wanted[_page(address)] for address in addresses]
    records = [(file, digest_of(project.sources.records[file])) for file in whole]
    return [site.owner.name, withheld, addresses, pages, records, [(member, output.wanted[name]) for member, name in _files_in(project, output, year).items()]]


def _members(project: Project, content: Callable[[str], Extract], output: Output, year: int, addresses: tuple[str, ...]) -> Iterator[pack.Member]:
    site = project.view
    whole, withheld = pack.record_files(project.records, site.records, year)
    texts = {"README.txt": pack.readme(site.owner.name, year, withheld)}
    stones = {page.address: page.title for page in project.pages if page.kind == "gone"}
    for address in addresses:
        texts[pack.text_name(address)] = pack.plain_text(stones.get(address) or site.title_of(address), address, content(_page(address)).sections)
    for file in whole:
        source = project.sources.records[file]
        texts |= {file: pack.record(source), pack.twin_name(file): pack.twin(source, file)}
    return pack.members(texts, {member: output.path(name).read_bytes for member, name in _files_in(project, output, year).items()})


def _files_in(project: Project, output: Output, year: int) -> dict[str, str]:
    """Member of the pack → file of the site."""
    own = [f"data/{name.format(year)}" for name in _DATA_OF_YEAR]
    own += [name for of, kind in pack.registers_of_year(project.view.records, year) for name in registers.paths(of, kind)]
    attached = {f"content/{name}": name for name in pack.files_of_year(project.view.records, year)}
    return attached | {name: name for name in own if name in output.wanted}


def _year_of(page: Page) -> int | None:
    """What was withdrawn from a year, with what it said last, is evidence of that year too."""
    stone = re.match("/[a-z]+/([0-9]{4})/", page.address) if page.kind == "gone" else None
    return int(stone[1]) if stone else page.year


def _page(address: str) -> str:
    return f"{address.strip('/')}/index.html".lstrip("/")


_DATA_OF_YEAR = ("oit-{}.json", "oit-{}.csv", "oit-{}.xlsx", "measures-{}.csv", "ita-{}.json")

__all__ = ["OitData", "domain", "files", "names", "oit_data", "pack_of", "packs", "retired", "write_packs"]
