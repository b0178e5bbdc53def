"""The whole road from a document to the files that should be written, without touching any."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.importing.build import Built, Facts, build
from macros.importing.document import Document, Paragraph
from macros.importing.draft import PlanDraft
from macros.importing.editing import CannotEdit, with_units
from macros.importing.mending import mended
from macros.importing.merging import Change, Merged, merge
from macros.importing.outline import outline
from macros.importing.proof import Lost, unproved
from macros.importing.report import report
from macros.importing.writing import plan_text
from macros.oit import forms
from macros.records.collection import Records
from macros.records.model import Measure, Plan, Unit
from macros.thai.dates import ThaiDateError, long_date, parse_date
from macros.thai.digits import to_arabic
from macros.thai.fold import fold

_NEAR_TITLE = 0.9


@dataclass
class Site:
    """What an import needs to know of the site: ``texts`` maps a record's file to its text, ``base`` is the state of the
    last import (see :func:`state_text`), ``placeholders`` are texts of files that nobody has filled in yet, ``former_units`` ids of the ledger."""

    records: Records
    texts: Mapping[str, str]
    base: tuple[dict[str, Any], ...] = ()
    placeholders: frozenset[str] = frozenset()
    former_units: frozenset[str] = frozenset()

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.records.agency.units if self.records.agency else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the agency, and of others that are alike."""
        agency = self.records.agency
        return (agency.name, *agency.known_names) if agency else ()


@dataclass
class Import:
    """``files``: path below the site's root → text that should be written; ``asks``: some of it changes what is there."""

    built: Built
    merged: Merged
    report: str
    files: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    asks: bool = False
    lost: list[Lost] = field(default_factory=list)


def import_plan(document: Document, year: int, site: Site) -> Import:
    """Everything that importing ``document`` as the plan of fiscal ``year`` (B.E.) would do to ``site``."""
    facts = facts_of(site, year)
    draft = outline(document, title_test(facts))
    is_new = _is_unwritten(site, year)
    plan = _plan(draft, facts, is_new)
    built = build(draft, facts)
    merged = merge(built.measures, year, _there(site, year), site.base)
    text = report(built, merged.measures, document.name)
    made = Import(built, merged, text, changes=list(merged.changes), asks=merged.touches_records)
    made.lost = unproved(built, text, built.units.all)
    made.files = {f"measures/{year}/{name}": content for name, content in merged.files.items()}
    _refuse_taken(made, site, year)
    if is_new and built.measures:
        made.files[f"measures/{year}/plan.yml"] = plan_text(plan)
    _add_units(made, site)
    return made


def facts_of(site: Site, year: int) -> Facts:
    """What the site's records say about the plan of ``year``."""
    records = site.records
    plan = records.plans.get(year)
    analyses = plan.analyses if plan else (year - 1 if year - 1 in records.results else None)
    failed = records.results[analyses].failed_items if analyses in records.results else ()
    titles = {item.id: item.title for item in forms.load(analyses).items} if analyses in forms.years() else {}
    return Facts(year, site.names, site.units, site.former_units, analyses, {item: titles[item] for item in failed if item in titles})


def title_test(facts: Facts) -> Callable[[str], bool]:
    """A function: whether a text is the title of an OIT item of the plan's year or of the year that it analyses."""
    years = [year for year in (facts.analyses, facts.year, facts.year - 1) if year in forms.years()]
    known = {fold(item.title) for year in years for item in forms.load(year).items}

    def is_known(text: str) -> bool:
        plain = fold(text).replace("\n", "")
        return plain in known or bool(plain and difflib.get_close_matches(plain, known, 1, _NEAR_TITLE))

    return is_known


def _is_unwritten(site: Site, year: int) -> bool:
    """There is no plan of ``year``, or only one that nobody has filled in yet."""
    files = [entry.document.file for entry in site.records.of(Plan) if entry.record.fiscal_year == year]
    return all(site.texts[file] in site.placeholders for file in files)


def _there(site: Site, year: int) -> dict[str, tuple[Measure, str, str]]:
    found = {}
    for entry in site.records.of(Measure):
        file = entry.document.file
        if entry.record.fiscal_year == year and site.texts[file] not in site.placeholders:
            found[entry.record.id] = (entry.record, file.removeprefix(f"measures/{year}/"), site.texts[file])
    return found


def _refuse_taken(made: Import, site: Site, year: int) -> None:
    """A new measure's file may have a name that another file bears already: that one stays."""
    edited = {name for _, name, _ in _there(site, year).values()}
    for name in [name for name in made.merged.files if name not in edited]:
        path = f"measures/{year}/{name}"
        if path in site.texts and site.texts[path] not in site.placeholders:
            del made.files[path]
            made.changes.append(Change("unwritable", path))


def _add_units(made: Import, site: Site) -> None:
    proposed = made.built.units.proposed
    used = {unit for measure in made.merged.measures for line in measure["lines"] for unit in line["responsible"]}
    used |= {unit.parent for unit in proposed if unit.id in used and unit.parent}
    units = [unit.model_dump(exclude_none=True) for unit in proposed if unit.id in used]
    if not units:
        return
    file = next(entry.document.file for entry in site.records.entries if entry.record is site.records.agency)
    try:
        made.files[file] = with_units(site.texts[file], units)
    except CannotEdit:
        made.changes.append(Change("unwritable", file))
    made.changes += [Change("add", file, "units", now=f"{unit['id']} {unit['name']}") for unit in units]
    made.asks = True


# ── the plan itself ──────────────────────────────────────────────────────────────────────────────────────────────────

_TITLE = re.compile(r"(?:ประกาศ\s*)?(?:เรื่อง\s*)?((?:มาตรการ|แผน).{4,160}ปี(?:งบประมาณ)?\s*(?:พ\.\s*ศ\.\s*)?(\d{4}))")
_MEETING = re.compile(r"(?:จาก|ใน|ตาม|มติ)(?:ที่|การ)ประชุม(.{3,120}?)\s*(?:เมื่อ)\s*(วันที่\s*\d{1,2}\s*[ก-๎.]+\s*(?:พ\.\s*ศ\.\s*)?\d{4})(?!\d)")


def _plan(draft: PlanDraft, facts: Facts, is_new: bool) -> dict[str, Any]:
    """Values of the plan's record, as far as the text around the tables tells them. The document's year is compared anyway."""
    year = facts.year
    title = f"มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}"
    lines = [(line, paragraph) for paragraph in draft.document.outside for line in mended(paragraph.text, facts.names)[0].split("\n")]
    found = [(match, paragraph) for line, paragraph in lines if (match := _TITLE.fullmatch(line.strip()))]
    for match, paragraph in found[:1]:
        if int(match[2]) != year:
            draft.note(paragraph.where, "year-differs", found=match[2], year=year)
        else:
            title = re.sub(r"พ\.\s*ศ\.\s*(?=\d)", "พ.ศ. ", match[1])
            draft.title += [paragraph.whole] * is_new
    values: dict[str, Any] = {"kind": "plan", "fiscal_year": year, "title": title}
    values |= {"analyses": facts.analyses} if facts.analyses else {}
    return values | (_adopted(draft, lines) if is_new else {}) | {"source": {"title": f"{title} (ไฟล์ {draft.document.name})"}}


def _adopted(draft: PlanDraft, lines: list[tuple[str, Paragraph]]) -> dict[str, Any]:
    """The meeting that agreed on the plan, when the text names exactly one with its date."""
    found = [(match, paragraph.where) for line, paragraph in lines for match in _MEETING.finditer(to_arabic(line))]
    if len(found) != 1:
        return {}
    match, where = found[0]
    try:
        on = long_date(parse_date(match[2]))
    except ThaiDateError:
        return {}
    at = f"ที่ประชุม{match[1].strip()}"
    draft.note(where, "adopted", on=on, at=at)
    return {"adopted": {"on": on, "at": at}}


# ── what the last import said ────────────────────────────────────────────────────────────────────────────────────────


def state_text(made: Import) -> str:
    """What the document said, to be kept with the records: only by it a later import can tell an edit by hand."""
    state = {"about": "ค่าที่อ่านจากเอกสารครั้งล่าสุด โปรแกรมใช้ดูว่าช่องใดแก้ด้วยมือแล้ว ห้ามแก้ไฟล์นี้", "file": made.built.draft.document.name, "measures": made.merged.measures}
    return json.dumps(state, ensure_ascii=False, indent=1) + "\n"


def read_state(text: str) -> tuple[dict[str, Any], ...]:
    """The base of :func:`state_text`; empty when there is none or when it cannot be read, which makes every difference
    an edit by hand."""
    try:
        measures = json.loads(text)["measures"]
        return tuple(measure for measure in measures if isinstance(measure["id"], str) and isinstance(measure["lines"], list) and measure["title"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
