"""What a unit must do by when, as a calendar file (RFC 5545): all-day events for ends of periods and follow-up months.

Nothing in it depends on the clock: the stamp of an event is the last day that the records themselves speak of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from macros.pages.site_view import SiteView
from macros.pages.views.line import LineView
from macros.site.datafiles import Part, Parts
from macros.site.exports.rows import absolute
from macros.thai.dates import Period, fiscal_year_period, period_text

def calendar(site: SiteView, unit_id: str) -> Parts:
    """The calendar of a unit with something to do and the units below it, in parts of a year each."""
    lines = sorted(site.lines_of_unit(unit_id), key=lambda line: (line.fiscal_year, line.due, line.id))
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//prongsai//units//TH", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(site.unit_name(unit_id))}"]
    parts = tuple(_part(site, year, tuple(inside)) for year, inside in groupby(lines, key=lambda line: line.fiscal_year))
    return Parts(parts, "".join(map(folded, head)).encode("utf-8"), b"", folded("END:VCALENDAR").encode("utf-8"))


def calendar_bytes(site: SiteView, unit_id: str) -> bytes | None:
    """All of a unit's calendar at once; None when it has nothing to do."""
    return calendar(site, unit_id).whole() if site.addresses_of_unit(unit_id) else None


def _part(site: SiteView, year: int, lines: tuple[LineView, ...]) -> Part:
    basis = (site.info.url, site.agency, site.records.plans.get(year), tuple((line.address, line.measure) for line in lines))
    return Part(year, basis, lambda: "".join(_made(site, line) for line in lines).encode("utf-8"))


def _made(site: SiteView, line: LineView) -> str:
    own = line.line
    stamp = f"DTSTAMP:{_day(_stamp(site, line))}T000000Z"
    common = "".join(map(folded, _common(site, line)))  # what both events say is folded once
    parts = [_event(site, line, "end", stamp, f"ครบกำหนด: {line.title}", line.due, line.due), common]
    if own.follow_up_month:
        parts += [_event(site, line, "follow-up", stamp, f"ติดตามผล: {line.title}", _first_day(own.follow_up_month), line.follow_up_due), common]
    return "".join(parts)


def _event(site: SiteView, line: LineView, what: str, stamp: str, title: str, start: date, end: date) -> str:
    """The head of an event. ``end`` is its last day; the format wants the day after it."""
    said = (
        "BEGIN:VEVENT", f"UID:{line.fiscal_year}-{line.id}-{what}@{_domain(site)}", stamp, f"DTSTART;VALUE=DATE:{_day(start)}",
        f"DTEND;VALUE=DATE:{_day(end + timedelta(days=1))}", f"SUMMARY:{escaped(title)}",
    )
    return "".join(map(folded, said))


def _common(site: SiteView, line: LineView) -> Iterator[str]:
    yield f"DESCRIPTION:{escaped(_description(site, line))}"
    if site.info.url:
        yield f"URL:{absolute(site, line.address)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _description(site: SiteView, line: LineView) -> str:
    steps = [f"{number}. {step.text}" for number, step in enumerate(line.steps, 1)]
    units = ", ".join(site.unit_name(unit) for unit in line.line.responsible)
    return "\n".join([*steps, f"ผู้รับผิดชอบ: {units}", f"ระยะเวลา: {period_text(line.line.period)}", f"การติดตามผล: {line.line.follow_up}"])


def _domain(site: SiteView) -> str:
    """Parts the events of one agency from those of all others, also before its site has an address of its own."""
    return _domain_of(f"{site.agency.name}|{site.agency.district}|{site.agency.province}")


@lru_cache(maxsize=64)
def _domain_of(place: str) -> str:
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


_ROOM = 75  # octets in a line
_MORE = re.compile(rb".{1,74}(?![\x80-\xbf])", re.DOTALL)  # no letter is cut in two


def folded(line: str) -> str:
    """The content line in pieces of at most 75 octets, each but the first led by a blank; no letter is cut in two."""
    if len(line) <= _ROOM and line.isascii():
        return line + "\r\n"
    data = line.encode("utf-8")
    end = _ROOM if len(data) > _ROOM else len(data)
    while end < len(data) and data[end] & 0xC0 == 0x80:  # inside a letter
        end -= 1
    return b"\r\n ".join([data[:end], *_MORE.findall(data, end)]).decode("utf-8") + "\r\n"
