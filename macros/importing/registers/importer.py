"""The whole road from a document to the register that should be written, without touching a file."""

from __future__ import annotations

import calendar
import datetime
import json
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from macros.importing.document import Document
from macros.importing.importer import Site
from macros.importing.registers.filling import HALVES, hidden
from macros.importing.registers.grid import Found, grids_of, kinds_in
from macros.importing.registers.kinds import KINDS, PERSON
from macros.importing.registers.mapping import OPEN, Asked, Mapping, path_of
from macros.importing.registers.merging import Merged, merge
from macros.importing.registers.proposal import DOUBTFUL, Choice, Column, fields_of
from macros.importing.registers.rows import Note, Reader, Table
from macros.importing.registers.values import amount
from macros.importing.units import offices_alone
from macros.importing.when import told_period
from macros.records.registers.anticorruption import AnticorruptionPlan
from macros.thai.dates import Period, ThaiDateError, YearMonth, long_date, parse_date, parse_period, period_text
from macros.thai.digits import to_arabic

_UNITS = {"procurement-plan": "คลัง|พัสดุ", "procurement-results": "คลัง|พัสดุ", "budget-report": "คลัง|งบประมาณ|การเงิน"}
_FIRST_HALF = re.compile(r"(?:รอบ\s*)?6\s*เดือน|ครึ่งปีแรก|รอบที่\s*1")


@dataclass
class Made:
    """``new``: what nobody has confirmed yet; ``open``: what only a person can decide, while it is not empty nothing is merged."""

    mapping: Mapping
    table: Table
    new: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    merged: Merged = field(default_factory=Merged)


def kind_of(document: Document, year: int) -> tuple[str | None, list[str]]:
    """The kind of register that the document's tables hold, and all that they might be; None where two fit as well as each other."""
    found = kinds_in(document, year)
    best = [name for name, known in found.items() if known == max(found.values())]
    return (best[0] if len(best) == 1 else None), list(found)


def import_register(document: Document, kind: str, year: int, site: Site, confirmed: Mapping | None, base: Map[str, Any], told: Sequence[str] = ()) -> Made | None:
    """What importing ``document`` would do; None where it has no table of ``kind``. ``told``: what was new of the mapping before a
    person answered questions."""
    found = grids_of(document, kind, year)
    if not any(grid.rows for grid in found.grids):
        return None
    mapping, new = _mapping(found, kind, year, site, confirmed)
    new += told
    reader = _reader(mapping, site)
    table = reader.read(found, document)
    if _ask_more(mapping, reader, table, new, {column.heading for grid in found.grids for column in grid.columns}):
        reader = _reader(mapping, site)
        table = reader.read(found, document)
    made = Made(mapping, table, new, mapping.open())
    if not table.as_of and mapping.settings.get("as_of") != OPEN:
        table.notes.append(Note(None, f"เอกสารไม่ได้บอกว่าข้อมูล ณ วันที่ใด ใช้ {mapping.settings['as_of']} (แก้ได้ที่ as_of ใน {path_of(kind, year)})"))
    if not made.open:
        entries = site.records.registers.get((year, kind), ())
        rows = [{name: value for name, value in item.values.items() if not name.startswith("_")} for item in table.items]
        top = _top(mapping, table, rows)
        made.merged = merge(kind, year, top, rows, entries, site.texts, dict(base))
    return made


def _reader(mapping: Mapping, site: Site) -> Reader:
    return Reader(mapping, site.units, site.names)


# ── the mapping ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _mapping(found: Found, kind: str, year: int, site: Site, confirmed: Mapping | None) -> tuple[Mapping, list[str]]:
    """What was confirmed, with a proposal for the columns that nobody has seen yet."""
    mapping = Mapping(kind, year, dict(confirmed.settings) if confirmed else {}, [], dict(confirmed.defaults) if confirmed else {}, dict(confirmed.words) if confirmed else {})
    known = {column.heading: column for column in (confirmed.columns if confirmed else ())}
    new: list[str] = []
    text = _around(found)
    for grid in found.grids:
        for column, choice in zip(grid.columns, fields_of(grid.columns, KINDS[kind], year)):
            if column.heading in {asked.heading for asked in mapping.columns} or not (column.heading or column.cells):
                continue
            if column.heading in known:
                choice = known[column.heading].choice
            else:
                new.append(f"คอลัมน์ “{column.heading}”")
                choice = _completed(choice, kind, year, text)
            mapping.columns.append(Asked(column.heading, choice, _samples(column, choice, kind, site)))
    used = {column.heading for column in mapping.columns}
    mapping.columns += [column for heading, column in known.items() if heading not in used]
    for name, value in _settings(kind, year, site, text).items():
        if name not in mapping.settings:
            mapping.settings[name] = value
            new.append(name)
    return mapping, new


def _samples(column: Column, choice: Choice, kind: str, site: Site) -> tuple[str, ...]:
    """What stands in a column, without numbers of persons, and without their names where offices are looked for."""
    slot = KINDS[kind].slot(choice.field)
    texts = () if choice.field == PERSON else [hidden(cell.text)[0] for cell in column.cells]
    shown = [offices_alone(text, site.units)[0] for text in texts] if slot and slot.type == "unit" else texts
    return tuple(dict.fromkeys(filter(None, shown)))


def _around(found: Found) -> str:
    return " \n".join(" ".join(to_arabic(paragraph.text).split()) for paragraph in found.outside)


def _completed(choice: Choice, kind: str, year: int, text: str) -> Choice:
    """Months of spending, or the half of a report, from the text around the tables where the heading does not say; else a person
    must."""
    if choice.field == "spending" and not choice.period:
        return choice._replace(period=_period_in(text, year) or OPEN, sure=DOUBTFUL)
    if kind == "anticorruption-plan" and choice.field in ("result", "spent", "status"):
        half = "six_months" if _FIRST_HALF.search(text) else "full_year" if re.search(r"12\s*เดือน|ประจำปี|สิ้นปี", text) else ""
        return choice._replace(field=f"{half}.{choice.field}" if half else OPEN, sure=DOUBTFUL)
    return choice


_SPAN = re.compile(r"(?:ตั้งแต่|ระหว่าง|ช่วง)?\s*(?:วันที่|เดือน)?\s*((?:\d{1,2}\s*)?[ก-๎.]+\s*\d{4})\s*(?:ถึง|-|–)\s*(?:วันที่|เดือน)?\s*((?:\d{1,2}\s*)?[ก-๎.]+\s*\d{4})(?!\d)")


def _period_in(text: str, year: int) -> str:
    """The months that the text over a table names."""
    for match in _SPAN.finditer(text):
        start, end = (_month_of(part) for part in match.groups())
        if start and end and start <= end:
            return period_text(Period(start, end))
    for match in re.finditer(r"ไตรมาส(?:ที่)?\s*[1-4]", text):
        if period := told_period(match[0], year):
            return period_text(period)
    if _FIRST_HALF.search(text):
        return period_text(Period(YearMonth(year - 544, 10), YearMonth(year - 543, 3)))
    return ""


def _month_of(text: str) -> YearMonth | None:
    for reader in (parse_date, lambda part: parse_period(part).start):
        try:
            found = reader(text)
            return YearMonth(found.year, found.month)
        except ThaiDateError:
            continue
    return None


_PLAN = re.compile(r"^(?:รายงาน.{0,60}?|แบบ.{0,40}?)?(แผน(?:ปฏิบัติ)?การ(?:ป้องกัน|ต่อต้าน).{0,20}การทุจริต.{0,100}?(?:\s*\n\s*(?:ประจำ)?(?:ปี|พ\.\s?ศ\.).{0,40}?)?)(?:\s*\(?รอบ.*)?\s*$", re.MULTILINE)


def _title_in(text: str) -> str:
    """What the text over the tables calls the plan, where it calls it one thing."""
    named = {" ".join(match[1].split()) for match in _PLAN.finditer(text)}
    full = [title for title in named if not any(other != title and other.startswith(title) for other in named)]
    return full[0] if len(full) == 1 else OPEN


def _settings(kind: str, year: int, site: Site, text: str) -> dict[str, str]:
    """Of the register itself: as the site has it, else a proposal, with the help of the ``text`` around its tables."""
    there = site.records.registers.get((year, kind), ())
    if there:
        record = there[-1].record
        found = {"as_of": OPEN, "unit": record.unit, "system": record.source.system}
        return {**found, "title": record.title} if isinstance(record, AnticorruptionPlan) else found
    wanted = _UNITS.get(kind, "ปลัด|นิติการ|ตรวจสอบ")
    unit = next((unit.id for unit in site.units if re.search(wanted, unit.name)), OPEN)
    found = {"as_of": OPEN, "unit": unit, "system": KINDS[kind].system}
    return {**found, "title": _title_in(text)} if kind == "anticorruption-plan" else found


def _ask_more(mapping: Mapping, reader: Reader, table: Table, new: list[str], headings: set[str]) -> bool:
    """Adds to the mapping what only reading the rows shows: words to be confirmed, fields without a column, the day of the figures."""
    _settle_day(mapping, table, new)
    before = len(new)
    for key, proposal in reader.words.asked.items():
        if mapping.words.get(key) != proposal:
            mapping.words[key] = proposal
            new.append(f"คำว่า “{key[1]}”")
    for name in _without_column(mapping, table, headings):
        mapping.defaults.setdefault(name, OPEN)
        new.append(name)
    return len(new) > before


def _settle_day(mapping: Mapping, table: Table, new: list[str]) -> None:
    """The day of the figures: as the document says, else as confirmed, else the end of the last month that the rows speak of."""
    if table.as_of:
        mapping.settings["as_of"] = table.as_of
        return
    ends = [month for item in table.items for month in _months(item.values)]
    if not ends or mapping.kind in ("procurement-plan", "risk-assessment", "anticorruption-plan"):
        return
    last = max(ends)
    day = datetime.date(last.year, last.month, calendar.monthrange(last.year, last.month)[1])
    try:
        is_later = day > parse_date(mapping.settings["as_of"])
    except ThaiDateError:
        is_later = True
    if is_later:
        mapping.settings["as_of"] = long_date(day)
        new.append("as_of")


def _months(values: Map[str, Any]) -> Iterator[YearMonth]:
    texts = [values.get("month"), values.get("period"), *(one.get("period") for one in values.get("spending", ()))]
    for text in filter(None, texts):
        try:
            yield parse_period(text).end
        except ThaiDateError:
            continue


def _without_column(mapping: Mapping, table: Table, headings: set[str]) -> list[str]:
    """Fields that a record cannot be without and that no row has a value for."""
    kind = KINDS[mapping.kind]
    used = {column.choice.field for column in mapping.columns if column.heading in headings}
    halved = ("result", "spent", "status") if mapping.kind == "anticorruption-plan" else ()
    # Where a word waits to be confirmed, the column is there.
    found = [slot.name for slot in kind.slots if slot.needed and slot.name not in used and not any(slot.name in item.values for item in table.items)]
    found += sorted(table.lacks)
    for half in HALVES:
        if any(half in item.values for item in table.items) and f"{half}.spent" not in used:
            found.append(f"{half}.spent")
    if any("actions" in item.values for item in table.items) and "action_on" not in used:
        found.append("action_on")
    return [name for name in found if name not in halved and name not in mapping.defaults]


# ── the register itself ──────────────────────────────────────────────────────────────────────────────────────────────


def _top(mapping: Mapping, table: Table, rows: list[dict[str, Any]]) -> dict[str, Any]:
    settings = mapping.settings
    top: dict[str, Any] = {
        "kind": mapping.kind, "fiscal_year": str(mapping.year), "as_of": settings.get("as_of", OPEN), "unit": settings.get("unit", OPEN),
        "source": {"system": settings.get("system", KINDS[mapping.kind].system)},
    }  # fmt: skip
    if "title" in settings:
        top["title"] = settings["title"]
    if mapping.kind == "budget-report":
        totals = {name: table.totals[name] for name in ("approved", "transfers", "spent", "balance") if name in table.totals}
        top |= {"totals": totals} if totals else {}
    elif KINDS[mapping.kind].total in table.totals and mapping.kind != "procurement-results":  # months are imported one by one
        top["total"] = table.totals[KINDS[mapping.kind].total]
    if mapping.kind == "procurement-results" and table.without:
        top["months_without"] = table.without
    if mapping.kind == "complaint-statistics":
        _take_out_nothing(top, rows)
    return top


def _take_out_nothing(top: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """A period in which nothing was received is said as such, not as rows of zeros."""
    periods = list(dict.fromkeys(row.get("period") for row in rows if row.get("period")))
    empty = [period for period in periods if all(amount(str(row.get("received", ""))) == 0 for row in rows if row.get("period") == period)]
    if empty:
        top["periods_without"] = empty
        rows[:] = [row for row in rows if row.get("period") not in empty]


# ── what the last import said ────────────────────────────────────────────────────────────────────────────────────────


def state_path(kind: str, year: int) -> str:
    return f"imports/{kind}-{year}.json"


def state_text(made: Made, document: str) -> str:
    """What the document said, to be kept with the records: only by it a later import can tell an edit by hand."""
    state = {
        "about": "ค่าที่อ่านจากเอกสารครั้งล่าสุด โปรแกรมใช้ดูว่าช่องใดแก้ด้วยมือแล้ว ห้ามแก้ไฟล์นี้", "file": document, "kind": made.mapping.kind,
        "top": made.merged.top, "rows": made.merged.rows,
    }  # fmt: skip
    return json.dumps(state, ensure_ascii=False, indent=1) + "\n"


def read_state(text: str) -> dict[str, Any]:
    """The base of :func:`state_text`; empty when there is none or it cannot be read, which makes every difference an edit by hand."""
    try:
        state = json.loads(text)
        rows = [row for row in state["rows"] if isinstance(row, dict) and isinstance(row.get("id"), str)]
        return {"rows": rows, "top": state["top"] if isinstance(state.get("top"), dict) else {}}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
