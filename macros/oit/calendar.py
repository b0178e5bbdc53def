"""When an item can be complete and until when it is answered. All dates are Common Era; today is given, never asked."""

from __future__ import annotations

from datetime import date

from macros.oit.form import Form
from macros.oit.model import Event, Item
from macros.thai.dates import BE_OFFSET


def answer_window(form: Form) -> Event | None:
    """When agencies answer the year's form, with its confidence; ``start`` is None where only the end is known."""
    return form.calendar.get("answer")


def window_closes(form: Form) -> date | None:
    """The last day of the answer window, None when it is not known."""
    window = answer_window(form)
    return window.end if window else None


def data_period(form: Form, item: Item) -> tuple[date, date] | None:
    """First and last day that the item's data cover; None when the item is about what is in force, not about a time."""
    start, end = _fiscal_year(item.data_year) if item.data_year else (form.starts, form.ends)
    if item.period == "first_half":
        return start, date(end.year, 3, 31)
    return (start, end) if item.period in ("current_year", "previous_year") else None


def earliest_complete(form: Form, item: Item) -> date:
    """The first day on which the item's disclosure can be complete.

    Data of the first half-year are complete on 31 March, a report of last year when that year has ended; all else can
    be complete from the first day of the fiscal year.
    """
    period = data_period(form, item)
    if item.period in ("first_half", "previous_year") and period:
        return period[1]
    return form.starts


def _fiscal_year(year: int) -> tuple[date, date]:
    ends_in = year - BE_OFFSET
    return date(ends_in - 1, 10, 1), date(ends_in, 9, 30)
