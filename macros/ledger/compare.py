"""What the site has now against what was ever published: nothing may vanish, nothing may come to mean something else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import takewhile

from macros.ledger.model import FILE, Address, Gone, Ledger, Living, anchor_of, is_local, page_of
from macros.ledger.places import blocked
from macros.ledger.rows import lost, restored, together
from macros.ledger.text import parse
from macros.problems import Place, Problem
from macros.thai.dates import long_date

_BEGINS = {"line": "facts", "measure": "lines"}  # kind of a page → the anchor of what only pages of this kind have, at its head
_EACH = 3  # rows or addresses that are told one by one; more are told in one sentence


def check(data: bytes | None, current: Iterable[Address] | None, today: date | None = None, before: Iterable[bytes] = ()) -> list[Problem]:
    """Every problem of the ledger file ``data`` (None: there is none yet) for a site that has ``current`` (None: nobody knows yet).

    ``before``: the ledger as it was last committed, and last published; a row of these that is lost is an error, and the site is
    compared with the ledger as it should be. ``today``: no tombstone is dated later.
    """
    was = together(before)
    if data is None and was == Ledger():
        return [Problem("ledger-missing", Place(FILE))]
    ledger, problems = parse(data or b"")
    if problems:
        return problems  # what a damaged ledger seems to lack would only mislead
    told = _rows_lost(ledger, was) if data is not None else [Problem("ledger-lost", Place(FILE))]
    found = compare(restored(ledger, was), current) if current is not None else ()
    return [*told, *found, *_from_tomorrow(ledger, today)]


def _rows_lost(ledger: Ledger, before: Ledger) -> Iterator[Problem]:
    found = sorted(lost(ledger, before))
    if len(found) <= _EACH:
        yield from (Problem("ledger-row-lost", Place(FILE), {"address": address}) for address in found)
    else:
        yield Problem("ledger-rows-lost", Place(FILE), {"count": len(found), "names": ", ".join(found[:_EACH])})


def _from_tomorrow(ledger: Ledger, today: date | None) -> Iterator[Problem]:
    for group, days in ledger.taken_away.items():
        for name, day in sorted(days.items()):
            if today is not None and day > today:
                yield Problem("ledger-future", Place(FILE, ledger.rows.get((group, name), 1)), {"address": name, "day": long_date(day)})


def compare(ledger: Ledger, current: Iterable[Address]) -> list[Problem]:
    """Every problem between ``ledger`` and the addresses of the site. Only a new address is no error but a warning."""
    now = Now(ledger, current)
    return [*_pages(now), *_anchors(now), *_redirects(now), *_returned(now), *_new(now)]


class Now:
    """The addresses of the site beside its ledger."""

    def __init__(self, ledger: Ledger, current: Iterable[Address]):
        self.ledger = ledger
        self.pages = {address.address: address for address in current}

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(f"{page.address}#{name}" for page in self.pages.values() for name in page.anchors)

    def has(self, address: str) -> bool:
        """Whether a page, file or anchor is there now."""
        return address in self.pages or address in self.anchors

    def answers(self, address: str) -> bool:
        """Whether a reader who follows ``address`` finds something: content, or the tombstone of it."""
        return self.has(address) or address in self.ledger.gone or not is_local(address) or self._follows(address)

    def _follows(self, address: str) -> bool:
        return bool(anchor_of(address)) and page_of(address) in self.ledger.gone

    @cached_property
    def vanished(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.ledger.living) - set(self.pages)))

    @cached_property
    def vanished_anchors(self) -> tuple[str, ...]:
        return tuple(sorted(address for address in self.ledger.anchors - self.anchors if not self._anchor_lives(address)))

    def _anchor_lives(self, address: str) -> bool:
        page = page_of(address)
        if page in self.pages:
            return address in self.anchors
        if page in self.ledger.moved:
            return self._anchor_followed(address)
        return page in self.ledger.gone or page in self.ledger.living  # the page itself is reported

    def _anchor_followed(self, address: str) -> bool:
        """An anchor goes with its page. A redirect to an anchor takes all of the page there."""
        to = self.ledger.moved[page_of(address)]
        there = f"{to}#{anchor_of(address)}"
        return bool(anchor_of(to)) or not is_local(to) or self.answers(there) or there in self.ledger.moved

    def remade_at(self, page: str) -> str:
        """The anchor at which the page of a line begins that was a measure's, or of a measure that was its own only line and has titled ones now: all
        others come and go with that. Empty of any other page."""
        kinds = [pages[page].kind if page in pages else "" for pages in (self.ledger.living, self.pages)]
        return _BEGINS.get(kinds[1], "") if kinds[0] in _BEGINS and kinds[0] != kinds[1] else ""

    def goes_with(self, anchor: str, page: str) -> bool:
        """Whether ``anchor`` on another page was about the thing at ``page``: ``/measures/2564/#row-m3-1``."""
        name = page.rstrip("/").rpartition("/")[2]
        return bool(name) and ("-" + anchor_of(anchor)).endswith("-" + name) and not self.has(anchor)

    @cached_property
    def titles(self) -> dict[tuple[str, str, str], list[str]]:
        """Folder, kind and title → the addresses that were published so."""
        titles: dict[tuple[str, str, str], list[str]] = {}
        for address, row in sorted(self.ledger.living.items()):
            titles.setdefault((_folder(address), row.kind, row.title), []).append(address)
        return titles

    def place(self, address: str) -> Place:
        return Place(FILE, self.ledger.rows.get(("address", address), 1))


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]


def _pages(now: Now) -> Iterator[Problem]:
    new = {address: successor(now, address, now.ledger.living[address]) for address in now.vanished}
    folders = _folders([address for address in now.vanished if not new[address]])
    for address in now.vanished:
        params = {"address": address, "title": now.ledger.living[address].title or address, "suggestion": new[address] or "–"}
        if address in folders:
            yield Problem("ledger-vanished-below", now.place(address), {**params, "count": len(folders[address]), "names": ", ".join(folders[address][:_EACH])})
        elif new[address] or not address.startswith((*folders,)):
            yield Problem("ledger-vanished-near" if new[address] else "ledger-vanished", now.place(address), params)
    for address in sorted(set(now.ledger.living) & set(now.pages)):
        yield from _meaning(now, address)


def _folders(vanished: list[str]) -> dict[str, list[str]]:
    """Each page that took more with it than is told one by one → the addresses below it. ``vanished`` is sorted: a folder goes before what is in it."""
    found: dict[str, list[str]] = {}
    for place, address in enumerate(vanished):
        if address.endswith("/") and not address.startswith((*found,)):
            below = list(takewhile(lambda other: other.startswith(address), vanished[place + 1 :]))  # noqa: B023
            if len(below) > _EACH:
                found[address] = below
    return found


def successor(now: Now, address: str, row: Living) -> str | None:
    """The new page that most likely is the vanished one under another address: one of its title, or beside it and of nearly its title.

    The addresses themselves tell nothing: all lines of a plan are named alike."""
    new = [page for page in now.pages.values() if not now.ledger.knows(page.address) and page.kind == row.kind and row.title]
    beside = [page for page in new if _folder(page.address) == _folder(address)]
    same = [page.address for page in [*beside, *new] if page.title == row.title]
    near = {page.title: page.address for page in beside if _numbers(page.title) == _numbers(row.title)}
    return next(iter([*same, *(near[title] for title in difflib.get_close_matches(row.title, near, 1, 0.8))]), None)


def _numbers(title: str) -> list[str]:
    """The report of one year is not that of the next."""
    return re.findall(r"\d+", title)


def _meaning(now: Now, address: str) -> Iterator[Problem]:
    row, page = now.ledger.living[address], now.pages[address]
    if (row.kind, row.record, row.title) == (page.kind, page.record, page.title):
        return
    place = now.place(address)
    params = {"address": address, "before": row.title or row.record or row.kind, "now": page.title or page.record or page.kind}
    if (row.kind, row.record) != (page.kind, page.record):
        yield Problem("ledger-reused", place, {**params, "before": f"{row.kind} {row.record}".strip(), "now": f"{page.kind} {page.record}".strip()})
    elif row.title != page.title and (other := _owner_of_title(now, address, page.title)):
        yield Problem("ledger-swapped", place, {**params, "other": other})
    elif row.title and is_far(row.title, page.title):
        yield Problem("ledger-title", place, params)


def is_far(title: str, other: str) -> bool:
    """Whether nobody would take the two for one thing that was renamed."""
    return difflib.SequenceMatcher(None, title, other, autojunk=False).ratio() < 0.5


def _owner_of_title(now: Now, address: str, title: str) -> str | None:
    """The neighbour that was published under ``title``: ids that changed hands are noticed by the titles they carried."""
    for other in now.titles.get((_folder(address), now.ledger.living[address].kind, title), ()):
        if other != address and (other not in now.pages or now.pages[other].title != title):
            return other
    return None


def _anchors(now: Now) -> Iterator[Problem]:
    for address in now.vanished_anchors:
        page = page_of(address)
        if now.remade_at(page) or any(now.goes_with(address, page) for page in now.vanished):
            continue  # mended together with that page
        names = now.pages[page].anchors if page in now.pages else ()
        new = [name for name in names if not now.ledger.knows(f"{page}#{name}")]
        near = difflib.get_close_matches(anchor_of(address), new, 1, 0.3) or (new if len(new) == 1 else [])
        to = f"{page}#{near[0]}" if near else "–"
        if page in now.ledger.moved:
            yield Problem("ledger-anchor-left", now.place(address), {"address": address, "to": now.ledger.moved[page]})
        else:
            yield Problem("ledger-anchor-vanished-near" if near else "ledger-anchor-vanished", now.place(address), {"address": address, "suggestion": to})


def _redirects(now: Now) -> Iterator[Problem]:
    for source, other in blocked(now.ledger.moved, now.pages.keys()).items():
        yield Problem("ledger-redirect-below", now.place(source), {"address": source, "to": now.ledger.moved[source], "other": other})
    for source, to in sorted(now.ledger.moved.items()):
        place, params = now.place(source), {"address": source, "to": to}
        end = end_of(now.ledger, source)
        if now.has(source) and now.remade_at(page_of(source)):
            continue  # forgotten together with what the page was
        if now.has(source):
            yield Problem("ledger-redirect-living", place, params)
        elif end is None:
            yield Problem("ledger-redirect-cycle", place, params)
        elif end != to:
            yield Problem("ledger-redirect-chain", place, {**params, "end": end})
        elif not now.answers(to):
            yield Problem("ledger-redirect-nowhere", place, params)


def end_of(ledger: Ledger, source: str) -> str | None:
    """Where the redirects that start at ``source`` end; None when they go in a circle."""
    seen, address = {source}, source
    while (step := _step(ledger, address)) is not None:
        if step in seen:
            return None
        seen.add(step)
        address = step
    return address


def _step(ledger: Ledger, address: str) -> str | None:
    """One redirect further; an anchor goes with its page unless it has a redirect of its own."""
    if address in ledger.moved:
        return ledger.moved[address]
    page, anchor = page_of(address), anchor_of(address)
    if not anchor or page not in ledger.moved:
        return None
    to = ledger.moved[page]
    return to if anchor_of(to) else f"{to}#{anchor}"


def _returned(now: Now) -> Iterator[Problem]:
    for address, gone in sorted(now.ledger.gone.items()):
        if not now.has(address):
            continue
        same = anchor_of(address) or _same_thing(gone, now.pages[address])
        yield Problem("ledger-returned" if same else "ledger-gone-living", now.place(address), {"address": address, "title": gone.title or address})


def _same_thing(gone: Gone, page: Address) -> bool:
    return (gone.kind, gone.record, gone.title) == (page.kind, page.record, page.title)


def _new(now: Now) -> Iterator[Problem]:
    found = list(_each_new(now))
    if len(found) <= _EACH:
        yield from found
    else:
        names = ", ".join(str(problem.params["address"]) for problem in found[:_EACH])
        yield Problem("ledger-new-many", Place(FILE), {"count": len(found), "names": names})


def _each_new(now: Now) -> Iterator[Problem]:
    known = {*now.ledger.living, *now.ledger.anchors, *now.ledger.moved, *now.ledger.gone}
    if known.issuperset(now.pages) and known.issuperset(now.anchors):
        return
    for address, page in sorted(now.pages.items()):
        place = Place(page.source) if page.source else Place(FILE)
        if not now.ledger.knows(address):
            yield Problem("ledger-new", place, {"address": address})
            continue
        names = [name for name in page.anchors if not now.ledger.knows(f"{address}#{name}")]
        if names and address in now.ledger.living:
            yield Problem("ledger-new-anchors", place, {"address": address, "anchors": ", ".join(f"#{name}" for name in names)})
