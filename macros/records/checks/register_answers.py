"""Registers as answers: a disclosure that leads to a register finds there what its item asks for, and none lies unused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.oit import forms
from macros.oit.model import Item
from macros.problems import Problem
from macros.records.checks.registers import Monthly, months_told
from macros.records.collection import Entry, Records
from macros.records.disclosed import entries_of, years_disclosed
from macros.records.disclosure import Disclosure
from macros.records.read import Path
from macros.records.registers import Register
from macros.records.registers.answers import NAMES, PARTS, Address, answers_of, data_year, items_for, parse
from macros.records.registers.anticorruption import Project
from macros.records.registers.complaints import ComplaintCount
from macros.records.registers.months import first_half, month_list, months_of_year
from macros.records.registers.procurement import Contract, Purchase
from macros.records.registers.risks import Risk
from macros.records.registers.rows import contracts_by_plan, registers_of, rows
from macros.thai.dates import YearMonth


def check(records: Records) -> Iterator[Problem]:
    for entry in entries_of(records):
        item = _item(entry)
        if item and entry.record.answer == "none":
            yield from _denied(records, entry, item)
        for path, page in _pages(entry):
            address = parse(page)
            if address and item:
                yield from _one(records, entry, path, item, address)


def check_undisclosed(records: Records) -> Iterator[Problem]:
    """Registers that hold what an item asks for, while no disclosure of the item says so; only of years whose form is worked on."""
    years = sorted({*years_disclosed(records), *records.plans} & set(forms.years()))
    answered = {(entry.record.fiscal_year, entry.record.item) for entry in entries_of(records)}
    for (year, kind), entries in records.registers.items():
        for form in (forms.load(form_year) for form_year in years if form_year >= year):
            for item, answer in items_for(form, kind, year):
                if answer.whole and (form.fiscal_year, item.id) not in answered and not _lacking(records, entries, answer.part, item):
                    file = f"measures/{form.fiscal_year}/disclosures/{item.id.lower()}.yml"
                    params = {"kind": NAMES[kind], "item": item.id, "title": item.title, "year": form.fiscal_year, "page": Address(year, kind, answer.part), "file": file}
                    yield Problem("register-undisclosed", entries[0].place("kind"), params)


def _item(entry: Entry[Disclosure]) -> Item | None:
    record = entry.record
    if record.fiscal_year not in forms.years() or {("item",), ("fiscal_year",)} & entry.document.patched:
        return None
    form = forms.load(record.fiscal_year)
    return form.item(record.item) if form.has(record.item) else None


def _pages(entry: Entry[Disclosure]) -> Iterator[tuple[Path, str]]:
    for number, element in enumerate(entry.record.elements):
        for index, place in enumerate(element.places):
            path = ("elements", number, "places", index, "page")
            if place.page and path not in entry.document.patched:
                yield path, place.page


def _one(records: Records, entry: Entry[Disclosure], path: Path, item: Item, address: Address) -> Iterator[Problem]:
    registers = registers_of(records, address.kind, address.year)
    if not registers:
        return  # a page that is not there is told as such
    parts = PARTS[address.kind]
    place, params = entry.place(*path), {"value": str(address), "item": item.id, "title": item.title, "kind": NAMES[address.kind]}
    suited = [answer for answer in answers_of(item) if answer.kind == address.kind]
    if address.part and address.part not in (*parts, "source", "download"):
        yield Problem("register-part-unknown", place, {**params, "choices": " · ".join(f"#{part} {title}" for part, title in parts.items())})
    elif not suited:
        yield Problem("register-other-item", place, params)
    elif lacking := _lacking(records, registers, address.part if address.part in parts else suited[0].part, item):
        yield Problem("register-lacks-what-is-asked", place, {**params, "missing": " · ".join(lacking)})


def _denied(records: Records, entry: Entry[Disclosure], item: Item) -> Iterator[Problem]:
    """A register of this very site has what the disclosure says there was none of."""
    year = data_year(forms.load(entry.record.fiscal_year), item)
    for answer in answers_of(item) if ("answer",) not in entry.document.patched else ():
        registers = registers_of(records, answer.kind, year) if answer.whole else ()
        if count := sum(_happened(row, item, year) for register in registers for row in rows(register.record)):
            params = {"item": item.id, "title": item.title, "kind": NAMES[answer.kind], "page": Address(year, answer.kind, answer.part), "count": count}
            yield Problem("register-denied", entry.place("answer"), params)


def _happened(row: object, item: Item, year: int) -> bool:
    """Whether a row tells of something that came about in the months that ``item`` asks for."""
    if isinstance(row, ComplaintCount) and not row.received:
        return False
    month = row.period.start if isinstance(row, ComplaintCount) else row.month if isinstance(row, Contract) else None
    return month is None or item.period != "first_half" or month in first_half(year)


def _lacking(records: Records, registers: tuple[Entry[Register], ...], part: str, item: Item) -> list[str]:
    """What a part of a register lacks of what ``item`` asks for, in words; nothing where one of its files was not read in full."""
    if any(entry.document.patched for entry in registers):
        return []
    if part == "progress":
        return _without_status(records, registers)
    return list(_found_lacking([entry.record for entry in registers], part, item))


def _found_lacking(records: list[Register], part: str, item: Item) -> Iterator[str]:
    every = [row for record in records for row in rows(record)]
    monthly = [record for record in records if isinstance(record, Monthly)]
    if monthly and part != "plan":
        yield from _months_lacking(monthly, part, item)
    elif not every and not any(getattr(record, "none", None) for record in records):
        yield "ยังไม่มีแถวข้อมูล"
    elif part == "actions":
        yield from _idle("การดำเนินการของ", (row.id for row in every if isinstance(row, Risk) and not row.actions))
    elif part in _HALVES:
        yield from _idle("ผลของโครงการ", (row.id for row in every if isinstance(row, Project) and not getattr(row, _HALVES[part])))
    if part == "full-year" and not any(getattr(record, "annual_report", None) for record in records):
        yield "ปัญหาและข้อเสนอแนะ (annual_report)"


_HALVES = {"six-months": "six_months", "full-year": "full_year"}  # part → the field that reports it


def _months_lacking(records: list[Monthly], part: str, item: Item) -> Iterator[str]:
    year = records[0].fiscal_year
    told: set[YearMonth] = set().union(*map(months_told, records))
    wanted = first_half(year) if part == "six-months" or item.period == "first_half" else months_of_year(year) if _whole_year(part, item) else ()
    missing = [month for month in wanted if month not in told]
    if missing:
        yield f"ข้อมูลเดือน {month_list(missing)}"


def _idle(what: str, ids: Iterable[str]) -> Iterator[str]:
    named = ", ".join(ids)
    if named:
        yield f"{what} {named}"


def _whole_year(part: str, item: Item) -> bool:
    return part == "full-year" or item.period == "previous_year"


def _without_status(records: Records, registers: tuple[Entry[Register], ...]) -> list[str]:
    """A planned purchase has a status, or a contract that speaks for it."""
    bought = contracts_by_plan(records, registers[0].record.fiscal_year)
    planned = [row for entry in registers for row in rows(entry.record) if isinstance(row, Purchase)]
    return list(_idle("สถานะของ", (row.id for row in planned if row.status == "unknown" and row.id not in bought)))
