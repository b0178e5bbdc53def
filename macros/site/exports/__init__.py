"""What goes out of the site besides its pages: the OIT form as data and sheet, calendars of units, evidence packs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from macros.oit import forms
from macros.pages.site_view import SiteView
from macros.site.exports import pack
from macros.site.exports.deadlines import calendar_bytes
from macros.site.exports.rows import OitData, oit_data
from macros.site.exports.sheet import csv_sheet, excel_sheet


def files(site: SiteView, titles: Mapping[str, str]) -> dict[str, bytes]:
    """Path in the site → bytes. ``titles``: address → title of every page."""
    out: dict[str, bytes] = {}
    for year in site.oit_years:
        data = oit_data(site, year, titles)
        out[f"data/oit-{year}.json"] = _json(data)
        out[f"data/oit-{year}.csv"] = csv_sheet(data)
        out[f"data/oit-{year}.xlsx"] = excel_sheet(data, forms.load(year).starts)
    for unit in site.units:
        calendar = calendar_bytes(site, unit.id)
        if calendar:
            out[f"units/{unit.id}/calendar.ics"] = calendar
    return out


def _json(data: OitData) -> bytes:
    return (json.dumps(data.model_dump(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_packs(project, stage: Path) -> None:
    """Write ``data/pack-<year>.zip`` of every year into the built site ``stage``, from its own pages and data."""
    for year in project.view.oit_years:
        with (stage / "data" / f"pack-{year}.zip").open("wb") as out:
            pack.write_pack(out, _members(project, stage, year))


def _members(project, stage: Path, year: int):
    shown = project.view.records
    titles = {page.address: page.title for page in project.pages} | {page.address: page.meta.title for page in project.content}
    whole, withheld = pack.record_files(project.records, shown, year)
    texts = {"README.txt": pack.readme(project.view.agency.name, year, withheld)}
    for address in pack.addresses_of_year(shown, year, project.pages):
        html = (stage / address.strip("/") / "index.html").read_text(encoding="utf-8")
        texts[pack.text_name(address)] = pack.plain_text(titles[address], address, main_of(html))
    texts |= {file: project.sources.records[file] for file in whole}
    reads = {f"content/{name}": (project.root / "content" / name).read_bytes for name in pack.files_of_year(shown, year)}
    own = [stage / "data" / name.format(year) for name in ("oit-{}.json", "oit-{}.csv", "oit-{}.xlsx", "measures-{}.csv", "ita-{}.json")]
    reads |= {f"data/{path.name}": path.read_bytes for path in own if path.is_file()}
    return pack.members(texts, reads)


def main_of(html: str) -> str:
    """The main content of a built page."""
    start = html.find("<main")
    return html[start: html.find("</main>", start)] if start >= 0 else html


__all__ = ["OitData", "files", "main_of", "oit_data", "write_packs"]
