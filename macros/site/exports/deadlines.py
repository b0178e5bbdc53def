"""What a unit must do by when, as a calendar file (RFC 5545): all-day events for ends of periods and follow-up months.

Nothing in it depends on the clock: the stamp of an event is the last day that the records themselves speak of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from macros.pages.site_view import SiteView
from macros.pages.views.line import LineView
from macros.site.exports.rows import absolute
from macros.site.kept import Kept
from macros.thai.dates import Period, fiscal_year_period, period_text

_kept: Kept[str] = Kept()  # most lines are those of the last build, and of the unit above


def calendar_bytes(site: SiteView, unit_id: str) -> bytes | None:
    """The calendar of a unit and the units below it; None when it has nothing to do."""
    lines = sorted(site.lines_of_unit(unit_id), key=lambda line: (line.fiscal_year, line.due, line.id))
    if not lines:
        return None
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//prongsai//units//TH", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(site.unit_name(unit_id))}"]
    return "".join([*map(folded, head), *(_text(site, line) for line in lines), folded("END:VCALENDAR")]).encode("utf-8")


def _text(site: SiteView, line: LineView) -> str:
    """The events of a line, as they stand in every calendar that has it."""
    behind = (line.measure, site.records.plans.get(line.fiscal_year), site.agency)
    return _kept.get((line.address, site.info.url), behind, partial(_made, site, line))


def _made(site: SiteView, line: LineView) -> str:
    return "".join(map(folded, _events(site, line)))


def _events(site: SiteView, line: LineView) -> Iterator[str]:
    yield from _event(site, line, "end", f"ครบกำหนด: {line.title}", line.due, line.due)
    month = line.line.follow_up_month
    if month:
        yield from _event(site, line, "follow-up", f"ติดตามผล: {line.title}", _first_day(month), line.follow_up_due)


def _event(site: SiteView, line: LineView, what: str, title: str, start: date, end: date) -> Iterator[str]:
    """``end`` is the last day of the event; the format wants the day after it."""
    yield "BEGIN:VEVENT"
    yield f"UID:{line.fiscal_year}-{line.id}-{what}@{_domain(site)}"
    yield f"DTSTAMP:{_stamp(site, line):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(_description(site, line))}"
    if site.info.url:
        yield f"URL:{absolute(site, line.address)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(site: SiteView, line: LineView) -> str:
    steps = [f"{number}. {step.text}" for number, step in enumerate(line.steps, 1)]
    units = ", ".join(site.unit_name(unit) for unit in line.line.responsible)
    return "\n".join([*steps, f"ผู้รับผิดชอบ: {units}", f"ระยะเวลา: {period_text(line.line.period)}", f"การติดตามผล: {line.line.follow_up}"])


def _domain(site: SiteView) -> str:
    """Parts the events of one agency from those of all others, also before its site has an address of its own."""
    place = f"{site.agency.name}|{site.agency.district}|{site.agency.province}"
    return hashlib.sha256(place.encode("utf-8")).hexdigest()[:16] + ".prongsai.invalid"


def _stamp(site: SiteView, line: LineView) -> date:
    """When the event last changed, as far as the records tell: adoption of the plan or the latest progress."""
    plan = site.plan(line.fiscal_year)
    adopted = plan.adopted.on if plan.adopted else _first_day(fiscal_year_period(line.fiscal_year))
    return max([adopted, *(entry.on for entry in line.progress)])


def _first_day(period: Period) -> date:
    return date(period.start.year, period.start.month, 1)


def escaped(text: str) -> str:
    """TEXT of RFC 5545, section 3.3.11."""
    for char in "\\;,":
        text = text.replace(char, "\\" + char)
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """The content line in pieces of at most 75 octets, each but the first led by a blank; no letter is cut in two."""
    data, pieces, room = line.encode("utf-8"), [], 75
    while len(data) > room:
        end = room
        while data[end] & 0xC0 == 0x80:  # inside a letter
            end -= 1
        pieces.append(data[:end])
        data, room = data[end:], 74
    return b"\r\n ".join([*pieces, data]).decode("utf-8") + "\r\n"
