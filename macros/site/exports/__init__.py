"""What goes out of the site besides its pages: the OIT form as data and sheet, calendars of units, evidence packs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros.oit import forms
from macros.pages.site_view import SiteView
from macros.site.exports import pack
from macros.site.exports.deadlines import calendar_bytes
from macros.site.exports.rows import OitData, oit_data
from macros.site.exports.sheet import csv_sheet, excel_sheet
from macros.site.stamp import MAIN

if TYPE_CHECKING:
    from macros.site.project import Project


def files(site: SiteView) -> dict[str, bytes]:
    """Path in the site → bytes."""
    out: dict[str, bytes] = {}
    for year in site.oit_years:
        data = oit_data(site, year)
        out[f"data/oit-{year}.json"] = _json(data)
        out[f"data/oit-{year}.csv"] = csv_sheet(data)
        out[f"data/oit-{year}.xlsx"] = excel_sheet(data, forms.load(year).starts)
    calendars = {unit.id: calendar_bytes(site, unit.id) for unit in site.units}
    return out | {f"units/{unit}/calendar.ics": calendar for unit, calendar in calendars.items() if calendar}


def names(site: SiteView) -> set[str]:
    """The paths of ``files`` and of the packs, without making the sheets."""
    sheets = {f"data/oit-{year}.{ending}" for year in site.oit_years for ending in ("json", "csv", "xlsx")}
    packs = {f"data/pack-{year}.zip" for year in site.oit_years}
    return sheets | packs | {f"units/{unit.id}/calendar.ics" for unit in site.units if calendar_bytes(site, unit.id)}


def _json(data: OitData) -> bytes:
    return (json.dumps(data.model_dump(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_packs(project: Project, stage: Path) -> None:
    """Write ``data/pack-<year>.zip`` of every year into the built site ``stage``, from its own pages and data."""
    for year in project.view.oit_years:
        with (stage / "data" / f"pack-{year}.zip").open("wb") as out:
            pack.write_pack(out, _members(project, stage, year))


def _members(project: Project, stage: Path, year: int) -> Iterator[pack.Member]:
    site = project.view
    whole, withheld = pack.record_files(project.records, site.records, year)
    texts = {"README.txt": pack.readme(site.agency.name, year, withheld)}
    for address in pack.addresses_of_year(site.records, year, project.pages):
        main = MAIN.search((stage / address.strip("/") / "index.html").read_text(encoding="utf-8"))
        texts[pack.text_name(address)] = pack.plain_text(site.title_of(address), address, main[1] if main else "")
    texts |= {file: project.sources.records[file] for file in whole}
    reads = {f"content/{name}": (stage / name).read_bytes for name in pack.files_of_year(site.records, year)}
    own = [stage / "data" / name.format(year) for name in _DATA_OF_YEAR]
    return pack.members(texts, reads | {f"data/{path.name}": path.read_bytes for path in own if path.is_file()})


_DATA_OF_YEAR = ("oit-{}.json", "oit-{}.csv", "oit-{}.xlsx", "measures-{}.csv", "ita-{}.json")

__all__ = ["OitData", "files", "names", "oit_data", "write_packs"]
