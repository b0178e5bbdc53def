"""Disclosures against the year's calendar. Today is given; without it nothing is said, so that a check can be repeated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.oit import calendar, forms
from macros.oit.coverage import Coverage, ItemCoverage
from macros.oit.form import Form
from macros.oit.model import Event
from macros.problems import Place, Problem
from macros.records.collection import Entry, Records
from macros.records.disclosed import coverage_of, entries_of, years_disclosed
from macros.records.model import Plan, Record
from macros.thai.dates import long_date

NOTICE_DAYS = 30
_NAMED = 8


def check_calendar(records: Records, today: date | None) -> Iterator[Problem]:
    """What the calendar of each year says ``today``: one warning a year, however many items it is about."""
    if today is None:
        return
    for year in sorted({*years_disclosed(records), *records.plans} & set(forms.years())):
        found = coverage_of(records, year)
        yield from _too_early(records, found, today)
        yield from _window(records, found, today)


def _too_early(records: Records, found: Coverage, today: date) -> Iterator[Problem]:
    form = found.form
    early = [one for one in found.items if one.item.period == "first_half" and one.state == "published" and today < calendar.earliest_complete(form, one.item)]
    if early:
        date_ = max(calendar.earliest_complete(form, one.item) for one in early)
        yield Problem("first-half-too-early", _place(records, form, early), {"year": form.fiscal_year, "date": long_date(date_), **_items(early)})


def _window(records: Records, found: Coverage, today: date) -> Iterator[Problem]:
    """From a month before the answer window closes to the end of the fiscal year; after that it is history."""
    form, window = found.form, calendar.answer_window(found.form)
    if window is None or window.end is None or not found.open or today > form.ends:
        return
    left = (window.end - today).days
    params = {"year": form.fiscal_year, "date": long_date(window.end), **_items(found.open), **_confidence(window)}
    place = _place(records, form, ())
    if left < 0:
        yield Problem("answer-window-closed", place, params)
    elif left <= NOTICE_DAYS:
        yield Problem("answer-window-closing", place, {**params, "days": left})


def _items(found: list[ItemCoverage] | tuple[ItemCoverage, ...]) -> dict[str, object]:
    names = [one.item.id for one in found]
    return {"count": len(names), "items": " ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")}


def _confidence(window: Event) -> dict[str, str]:
    words = forms.legend()["confidence"][window.confidence]
    return {"confidence": words["th"], "confidence_en": words["en"]}


def _place(records: Records, form: Form, items: list[ItemCoverage] | tuple[()]) -> Place:
    """The first disclosure that the warning is about, else the year's plan, else any disclosure of the year."""
    about = {one.item.id for one in items}
    entries: list[tuple[Entry[Record], str]] = [(e, "item") for e in entries_of(records, form.fiscal_year) if e.record.item in about]
    entries += [(e, "fiscal_year") for e in records.of(Plan) if e.record.fiscal_year == form.fiscal_year]
    entries += [(e, "fiscal_year") for e in entries_of(records, form.fiscal_year)]
    entry, field = entries[0]
    return entry.place(field)
