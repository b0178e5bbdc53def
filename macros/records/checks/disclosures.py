"""Disclosures: they answer items of the year's form, and lead to where a citizen finds the data."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import urlsplit

from macros.oit import forms
from macros.oit.form import Form
from macros.oit.model import Item
from macros.problems import Place, Problem
from macros.records.checks.evidence import by_folded_name, file_problems
from macros.records.collection import Entry, Records
from macros.records.disclosed import entries_of, visible
from macros.records.disclosure import DisclosedAt, Disclosure
from macros.records.model import Plan, Record
from macros.records.read import Path
from macros.records.registers import Register
from macros.records.registers.answers import NAMES


def check(records: Records, attachments: Collection[str]) -> Iterator[Problem]:
    """What each disclosure and all together show without knowing the site's pages."""
    folded = by_folded_name(attachments)
    website = records.agency.website if records.agency else None
    yield from _twice(records)
    yield from _shared(records)
    for entry in entries_of(records):
        yield from _answer(entry)
        yield from _form(entry)
        for path, place in places_of(entry):
            yield from _place(entry, path, place, website)
            if place.file:
                yield from file_problems(entry, (*path, "file"), place.file, attachments, folded)


def check_pages(records: Records, addresses: Iterable[str]) -> Iterator[Problem]:
    """Places on pages that the site does not have; ``addresses`` are those of all its pages."""
    there = sorted(addresses)
    for entry in entries_of(records):
        for path, place in places_of(entry):
            address = (place.page or "").partition("#")[0]
            if address and address not in there:
                near = difflib.get_close_matches(address, there, 1, 0.5)
                params = {"value": place.page, **({"suggestion": near[0]} if near else {})}
                yield Problem("page-unknown-near" if near else "page-unknown", entry.place(*path, "page"), params)


def pages_led_to(records: Records) -> Iterator[tuple[Place, str]]:
    """Where a page is named, and its address."""
    for entry in entries_of(records):
        for path, place in places_of(entry):
            if place.page and not _is_patched(entry, (*path, "page")):
                yield entry.place(*path, "page"), place.page


def check_approval(records: Records, approval: str) -> Iterator[Problem]:
    """What a site whose ``approval`` is required does not publish yet."""
    for entry in entries_of(records):
        if not visible(entry.record, approval):
            yield Problem("not-approved", entry.place("item"), {"what": f"{entry.record.item} ปี {entry.record.fiscal_year}"})
    for register in records.of(Register):
        if not visible(register.record, approval):
            yield Problem("not-approved", register.place("kind"), {"what": f"{NAMES[register.record.kind]} ปี {register.record.fiscal_year}"})
    for line in records.lines:
        for index, progress in enumerate(line.line.progress):
            if not visible(progress, approval):
                yield Problem("not-approved", line.place("progress", index), {"what": f"{line.id} ปี {line.fiscal_year}"})


def check_plans(records: Records) -> Iterator[Problem]:
    """A plan that answers an item shows on that item's page only when a disclosure says where each element is met; the form must be known."""
    answered = {(entry.record.fiscal_year, entry.record.item) for entry in entries_of(records)}
    for entry in records.of(Plan):
        plan = entry.record
        if _is_patched(entry, ("item",), ("fiscal_year",)):
            continue
        if plan.fiscal_year > max(forms.years()):
            yield Problem("form-to-come", entry.place("fiscal_year"), {"year": plan.fiscal_year, "last": max(forms.years())})
        if plan.item and plan.fiscal_year in forms.years() and forms.load(plan.fiscal_year).has(plan.item) and (plan.fiscal_year, plan.item) not in answered:
            params = {"item": plan.item, "year": plan.fiscal_year, "file": f"measures/{plan.fiscal_year}/disclosures/{plan.item.lower()}.yml"}
            yield Problem("plan-undisclosed", entry.place("item"), params)


def _twice(records: Records) -> Iterator[Problem]:
    first: dict[tuple[int, str], Entry[Disclosure]] = {}
    for entry in entries_of(records):
        record = entry.record
        if _is_patched(entry, ("item",), ("fiscal_year",)):
            continue
        other = first.setdefault((record.fiscal_year, record.item), entry)
        if other is not entry:
            yield Problem("disclosure-twice", entry.place("item"), {"item": record.item, "year": record.fiscal_year, "first": other.place("item")})


def _shared(records: Records) -> Iterator[Problem]:
    """Two items of a year with one place. One item may show several elements in the same place."""
    first: dict[tuple[int, str], tuple[Entry[Disclosure], Path]] = {}
    for entry in entries_of(records):
        for path, place in places_of(entry):
            target = _target_path(path, place)
            if not place.target or _is_patched(entry, target):
                continue
            other, where = first.setdefault((entry.record.fiscal_year, _plain(place)), (entry, target))
            if other.record.item != entry.record.item:
                yield Problem("place-shared", entry.place(*target), {"value": place.target, "other": other.record.item, "first": other.place(*where)})


def _plain(place: DisclosedAt) -> str:
    """What makes two places the same: a web address without its scheme and last slash."""
    if not place.url:
        return place.target
    parts = urlsplit(place.url)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def _answer(entry: Entry[Disclosure]) -> Iterator[Problem]:
    record = entry.record
    if _is_patched(entry, ("answer",)):
        return
    if record.answer == "none" and record.statement is None:
        yield Problem("statement-missing", entry.place("answer"), {"item": record.item})
    if record.answer == "yes" and record.statement is not None:
        yield Problem("statement-without-none", entry.place("statement"), {"item": record.item})


def _form(entry: Entry[Disclosure]) -> Iterator[Problem]:
    """The item and its elements, against the form of the year."""
    record = entry.record
    if _is_patched(entry, ("item",), ("fiscal_year",)):
        return
    if record.fiscal_year not in forms.years():
        known = ", ".join(map(str, forms.years()))
        yield Problem("oit-unknown-year", entry.place("fiscal_year"), {"year": record.fiscal_year, "known": known})
        return
    form = forms.load(record.fiscal_year)
    if not form.has(record.item):
        yield Problem("item-unknown", entry.place("item"), {"value": record.item, "year": form.fiscal_year, "last": form.items[-1].number})
        return
    yield from _elements(entry, form.item(record.item))
    for path, place in places_of(entry):
        yield from _year(entry, path, place, form)


def _elements(entry: Entry[Disclosure], item: Item) -> Iterator[Problem]:
    known = {element.id: element.text for element in item.elements}
    first: dict[str, int] = {}
    for index, part in enumerate(entry.record.elements):
        path = ("elements", index, "element")
        if _is_patched(entry, ("elements", index, "element")):
            return
        if part.element not in known:
            choices = " · ".join(f"{element} {text}" for element, text in known.items())
            yield Problem("element-unknown", entry.place(*path), {"value": part.element, "item": item.id, "choices": choices})
        if part.element in first:
            line = entry.place("elements", first[part.element], "element").line
            yield Problem("element-twice", entry.place(*path), {"value": part.element, "first": line})
        first.setdefault(part.element, index)
    missing = [f"{element} ({text})" for element, text in known.items() if element not in first]
    # An element that nobody knows was meant to be one of those missing: it is reported by itself.
    if missing and set(first) <= set(known) and entry.record.answer == "yes":
        yield Problem("elements-missing", entry.place("elements"), {"item": item.id, "missing": " · ".join(missing)})


_YEAR_PART = re.compile(r"(?<![0-9])(2[45][0-9]{2})(?![0-9])")


def _year(entry: Entry[Disclosure], path: Path, place: DisclosedAt, form: Form) -> Iterator[Problem]:
    item = form.item(entry.record.item)
    target = place.page or place.file or (urlsplit(place.url).path if place.url else "")
    found = [int(year) for year in _YEAR_PART.findall(target)]
    allowed = _years_of(item, form.fiscal_year)
    if not found or _is_patched(entry, _target_path(path, place)) or any(map(allowed, found)):
        return
    code = "place-of-other-year" if place.page else "address-of-other-year"
    params = {"item": item.id, "year": form.fiscal_year, "value": place.target, "found": found[0], "allowed": _years_word(item, form.fiscal_year)}
    yield Problem(code, entry.place(*_target_path(path, place)), params)


def _years_of(item: Item, year: int) -> Callable[[int], bool]:
    """Which years an address of this item may name. What is in force may stand on a page of an earlier year."""
    if item.data_year is None:
        return lambda found: found <= year
    return lambda found: found in _named_years(item, year)


def _named_years(item: Item, year: int) -> set[int]:
    """The year of the form, that of the data, and the year before where the item is about it."""
    before = {year - 1} if item.period in ("previous_year", "analysis_of_previous_year") else set()
    return {year, *before} if item.data_year is None else {year, item.data_year, *before}


def _years_word(item: Item, year: int) -> str:
    if item.data_year is None:
        return f"≤ {year}"
    return ", ".join(map(str, sorted(_named_years(item, year))))


_HOME = re.compile(r"/*(index|home|default|main)?(\.(html?|php|aspx?|jsp))?/*", re.IGNORECASE)
_LOGIN_WORDS = frozenset("login log-in logon signin sign-in sign_in signon sso wp-login wp-admin administrator".split())
_LOGIN_HOSTS = frozenset("login signin sso auth accounts idp".split())


def _place(entry: Entry[Disclosure], path: Path, place: DisclosedAt, website: str | None) -> Iterator[Problem]:
    given = [target for target in (place.page, place.file, place.url) if target]
    if not given and _is_patched(entry, path[:-1]):  # there are no places at all
        return
    if len(given) != 1:
        code = "place-several" if given else "place-nowhere"
        yield Problem(code, entry.place(*path), {"value": " · ".join(given)})
        return
    target = _target_path(path, place)
    bad = _bad_page(place.page) if place.page else _bad_url(place.url, website) if place.url else None
    if bad and not _is_patched(entry, target):
        yield Problem(bad, entry.place(*target), {"value": place.target})


def _bad_page(page: str) -> str | None:
    address = page.partition("#")[0]
    if address == "/":
        return "place-is-home"
    return "place-is-checklist" if address.startswith("/oit/") else None


def _bad_url(url: str, website: str | None) -> str | None:
    parts = urlsplit(url)
    home = _HOME.fullmatch(parts.path) and not parts.query and not parts.fragment
    if home or (website and _root(url) == _root(website)):
        return "place-is-home"
    words = set(re.split(r"[/?&=#.]", f"{parts.path}?{parts.query}#{parts.fragment}".lower()))
    host = parts.netloc.lower().split(".")[0]
    behind = words & _LOGIN_WORDS or host in _LOGIN_HOSTS or re.search(r"/admin/?(index\.\w+)?$", parts.path, re.IGNORECASE)
    return "place-needs-login" if behind else None


def _root(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.lower()).rstrip("/")


def places_of(entry: Entry[Disclosure]) -> Iterator[tuple[Path, DisclosedAt]]:
    for number, part in enumerate(entry.record.elements):
        for index, place in enumerate(part.places):
            yield ("elements", number, "places", index), place


def _target_path(path: Path, place: DisclosedAt) -> Path:
    return (*path, "page" if place.page else "file" if place.file else "url")


def _is_patched(entry: Entry[Record], *paths: Path) -> bool:
    """Validation replaced a value here; the mistake is reported already."""
    return any(path in entry.document.patched for path in paths)


__all__ = ["check", "check_approval", "check_pages", "check_plans", "pages_led_to", "places_of"]
