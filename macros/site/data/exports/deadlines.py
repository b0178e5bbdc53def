"""What a unit must do by when, as a calendar file (RFC 5545): all-day events for ends of periods and follow-up months.

Every unit has one, with lines or without: who follows it must not lose it with a plan that gives the unit nothing to do.

Nothing in it depends on the clock: the stamp of an event is the last day that the records themselves speak of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import chain, groupby

from macros.pages.site_view import SiteView
from macros.pages.views.line import LineView
from macros.pages.views.months import last_day
from macros.records.collection import LineEntry
from macros.records.model import Agency
from macros.site.data.datafiles import Part, Parts
from macros.site.data.exports.rows import absolute
from macros.thai.dates import Period, fiscal_year_period, period_text

_RUN = 50  # lines that are written together: an edit writes one such run again
_NOTHING_TO_DO = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Bangkok", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07",
    "END:STANDARD", "END:VTIMEZONE",
)  # the format wants one component at least, and this one says nothing
Events = Callable[[LineView], tuple[str, ...]]
"""The events of a line, in parts to be joined: both say the same but for their heads, and that is long."""


def events(site: SiteView) -> Events:
    """What gives the events of a line. A line stands in the calendars of its units and of those above them; who makes all of these asks one
    such function, which remembers, and forgets it with the last of them."""
    return site.reads.kept(partial(_made, site))


def calendar(site: SiteView, unit_id: str, of_line: Events) -> bytes | Parts:
    """The calendar of a unit and the units below it, in parts: the lines of a year, in runs."""
    lines = sorted(site.lines_of_unit(unit_id), key=lambda line: (line.fiscal_year, line.due, line.id))
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//prongsai//units//TH", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(site.unit_name(unit_id))}"]
    if not lines:
        return "".join(map(folded, [*head, *_NOTHING_TO_DO, "END:VCALENDAR"])).encode("utf-8")
    years = {year: tuple(inside) for year, inside in groupby(lines, key=lambda line: line.fiscal_year)}
    parts = tuple(_part(site, (year, start), inside[start : start + _RUN], of_line) for year, inside in years.items() for start in range(0, len(inside), _RUN))
    return Parts(parts, "".join(map(folded, head)).encode("utf-8"), b"", folded("END:VCALENDAR").encode("utf-8"))


def retired(address: str, on: date, why: str) -> bytes:
    """What a subscriber finds at the address of a calendar that is no more: one entry, on the day it went, that says so."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//prongsai//units//TH", "CALSCALE:GREGORIAN"]
    event = _head(f"{_domain_of(address)}", f"DTSTAMP:{_day(on)}T000000Z\r\n", f"ปฏิทินนี้เลิกเผยแพร่แล้ว เพราะ{why}", on, on)
    return f"{''.join(map(folded, head))}{event}TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def _part(site: SiteView, key: tuple[int, int], lines: tuple[LineView, ...], of_line: Events) -> Part:
    """``key``: the year of the lines, and where in it they begin."""
    basis = (site.info.url, site.owner, site.records.plans.get(key[0]), tuple((line.address, line.measure) for line in lines))
    return Part(key, basis, lambda: "".join(chain.from_iterable(map(of_line, lines))).encode("utf-8"))


def _made(site: SiteView, line: LineView) -> tuple[str, ...]:
    """The events of a line. What both say alike is folded once."""
    entry = line.entry
    own, of, place = entry.line, f"{entry.fiscal_year}-{entry.id}", domain(site.owner)
    stamp = f"DTSTAMP:{_day(_stamp(site, entry))}T000000Z\r\n"
    url = folded(f"URL:{absolute(site, entry.address)}") if site.info.url else ""
    rest = f"{folded('DESCRIPTION:' + escaped(_description(site, line)))}{url}TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
    due = last_day(own.period.end)
    events: tuple[str, ...] = _head(f"{of}-end@{place}", stamp, f"ครบกำหนด: {entry.title}", due, due), rest
    if month := own.follow_up_month:
        events += _head(f"{of}-follow-up@{place}", stamp, f"ติดตามผล: {entry.title}", _first_day(month), last_day(month.end)), rest
    return events


def _head(name: str, stamp: str, title: str, start: date, end: date) -> str:
    """``end`` is the last day of the event; the format wants the day after it."""
    days = f"DTSTART;VALUE=DATE:{_day(start)}\r\nDTEND;VALUE=DATE:{_day(end + timedelta(days=1))}\r\n"
    return f"BEGIN:VEVENT\r\n{folded(f'UID:{name}')}{stamp}{days}{folded('SUMMARY:' + escaped(title))}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _description(site: SiteView, line: LineView) -> str:
    own = line.line
    steps = [f"{number}. {step.text}" for number, step in enumerate(line.steps, 1)]
    units = ", ".join(map(site.unit_name, own.responsible))
    return "\n".join([*steps, f"ผู้รับผิดชอบ: {units}", f"ระยะเวลา: {period_text(own.period)}", f"การติดตามผล: {own.follow_up}"])


def domain(agency: Agency) -> str:
    """Parts what one agency publishes from what all others do, whatever address its site has."""
    return _domain_of(f"{agency.name}|{agency.district}|{agency.province}")


@lru_cache(maxsize=64)
def _domain_of(place: str) -> str:
    return hashlib.sha256(place.encode("utf-8")).hexdigest()[:16] + ".prongsai.invalid"


def _stamp(site: SiteView, entry: LineEntry) -> date:
    """When the event last changed, as far as the records tell: adoption of the plan or the latest progress."""
    plan = site.plan(entry.fiscal_year)
    adopted = plan.adopted.on if plan.adopted else _first_day(fiscal_year_period(entry.fiscal_year))
    return max([adopted, *(progress.on for progress in entry.line.progress)])


def _first_day(period: Period) -> date:
    return date(period.start.year, period.start.month, 1)


def escaped(text: str) -> str:
    """TEXT of RFC 5545, section 3.3.11."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
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
