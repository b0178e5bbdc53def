"""Changes to the ledger, each from one ledger to the next. What cannot be done is :class:`Refused`, with a code of ``problems``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar
from urllib.parse import unquote

from macros.ledger.compare import Now, end_of
from macros.ledger.model import Address, Gone, Ledger, Living, anchor_of, clean, is_address, is_local, page_of
from macros.ledger.places import blocked, is_own
from macros.thai.dates import long_date

Kept = TypeVar("Kept")


class Refused(Exception):
    """A change that would break a promise or makes no sense; ``code`` and ``params`` as in ``problems``."""

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code, self.params = code, params


def accept(ledger: Ledger, current: Iterable[Address]) -> Ledger:
    """Take in what is new and the titles as they are now. The caller has made sure that nothing vanished."""
    pages = list(current)
    living = {page.address: Living(page.kind, page.record, clean(page.title)) for page in pages}
    anchors = {f"{page.address}#{name}" for page in pages for name in page.anchors}
    taken = {*living, *anchors}
    return replace(
        ledger, living={**ledger.living, **living}, anchors=ledger.anchors | anchors,
        gone=_without(ledger.gone, taken), moved=_without(ledger.moved, taken),
    )


def same(ledger: Ledger, addresses: Iterable[str], current: Iterable[Address]) -> Ledger:
    """``ledger`` once the pages at ``addresses`` are known to be of the same thing: anchors of a measure's only line lead to the list of its lines, where
    it has titled ones now, and back."""
    pages = list(current)
    now, known = Now(ledger, pages), set(addresses)
    for anchor in now.vanished_anchors:
        page = page_of(anchor)
        if page in known and (begins := now.remade_at(page)):
            ledger = move(ledger, anchor, f"{page}#{begins}", pages)
    return ledger


def take_in(ledger: Ledger, published: Iterable[Address], current: Iterable[Address]) -> Ledger:
    """``ledger`` with what was ``published`` but never accepted, and is no more: so it can be moved or retired like all else."""
    there = {page.address for page in current}
    return accept(ledger, [page for page in published if page.address not in there and not ledger.knows(page.address)])


def move(ledger: Ledger, old: str, new: str, current: Iterable[Address]) -> Ledger:
    """Redirect ``old`` (a published address or anchor that is no more, or an address of an older website) to ``new``.

    Redirects that led to ``old`` are led on, so that no chain arises. Anchors of other pages that were about the same thing
    (``/measures/2564/#row-old``) move with it where their new names exist, and so do files made of the same records (a unit's calendar).
    """
    now = Now(ledger, current)
    old, new = plain(old), plain(new)
    _may_move(now, old, new)
    moved, companions = ledger.moved, _companions(now, old, new)
    going = {old: new} | companions
    for one, there in going.items():
        moved = {source: _led_on(to, one, there) for source, to in moved.items()}
    moved |= going
    ledger = replace(ledger, moved=moved, living=_without(ledger.living, moved), anchors=ledger.anchors - set(moved), gone=_without(ledger.gone, {old}))
    targets = [now.pages[to] for to in (page_of(new), *companions.values()) if to in now.pages]
    return accept(ledger, targets) if targets else ledger


def _may_move(now: Now, old: str, new: str) -> None:
    for text in (old, new):
        if not is_address(text):
            raise Refused("ledger-address-form", value=text)
    if now.has(old):
        raise Refused("ledger-still-there", address=old)
    if old == new:
        raise Refused("ledger-redirect-cycle", address=old, to=new)
    if is_own(old):
        raise Refused("ledger-redirect-own", address=old)
    if other := blocked({**now.ledger.moved, old: new}, now.pages.keys()).get(old):
        raise Refused("ledger-redirect-below", address=old, to=new, other=other)
    if not is_local(new) or now.has(new):
        return
    end = end_of(now.ledger, new)
    if end is None or end == old or page_of(end) == old:
        raise Refused("ledger-redirect-cycle", address=old, to=new)
    if end != new:
        raise Refused("ledger-redirect-chain", address=old, to=new, end=end)
    raise Refused("ledger-redirect-nowhere", address=old, to=new)


def _led_on(to: str, old: str, new: str) -> str:
    """Where a redirect to ``to`` leads once ``old`` is ``new``; an anchor of the old page stays an anchor of the new one."""
    if to == old:
        return new
    if page_of(to) == old and not anchor_of(old):
        return new if anchor_of(new) else f"{new}#{anchor_of(to)}"
    return to


def _companions(now: Now, old: str, new: str) -> dict[str, str]:
    names = [address.rstrip("/").rpartition("/")[2] for address in (old, new)]
    below = {file: new + file.removeprefix(old) for file in now.vanished if old.endswith("/") and file.startswith(old) and now.ledger.living[file].kind == "data"}
    found = {file: to for file, to in below.items() if now.has(to)}
    for anchor in now.vanished_anchors:
        if not anchor_of(old) and page_of(anchor) != old and now.goes_with(anchor, old):
            to = anchor.removesuffix(names[0]) + names[1]
            if now.has(to):
                found[anchor] = to
    return found


def _accepted_title(row: Living) -> str:
    return row.title


def retire(
    ledger: Ledger, address: str, why: str, on: date, current: Iterable[Address], title_of: Callable[[Living], str] = _accepted_title,
) -> Ledger:
    """Put a tombstone where a published address or anchor was. Anchors that vanished with a page get one too: those that were
    about the same thing, and those of pages made from records, which list what there is. So do data files made from records, and
    all that vanished below the page. ``title_of``: what a row was called last, which may be newer than what was accepted."""
    now = Now(ledger, current)
    address, why = plain(address), clean(why)
    _may_retire(now, address, why)
    stones = {one: Gone(row.kind, row.record, clean(title_of(row)), on, why) for one, row in _buried(now, address).items()}
    return replace(ledger, gone={**ledger.gone, **stones}, living=_without(ledger.living, stones), anchors=ledger.anchors - set(stones))


def _buried(now: Now, address: str) -> dict[str, Living]:
    """What gets a tombstone together with ``address``, each with what is known of it."""
    living = now.ledger.living
    if address not in living:
        return {address: Living("anchor")}
    row = living[address]
    anchors = {anchor: Living("anchor", row.record, row.title) for anchor in now.vanished_anchors if _went_with(now, anchor, address)}
    along = [other for other in now.vanished if living[other].kind == "data" or (address.endswith("/") and other.startswith(address))]
    return {**{other: living[other] for other in along}, **anchors, address: row}


def _went_with(now: Now, anchor: str, page: str) -> bool:
    holder = now.pages.get(page_of(anchor))
    on_made = holder is not None and holder.kind != "page" and not now.remade_at(page_of(anchor))
    return page_of(anchor) != page and (now.goes_with(anchor, page) or on_made)


def _may_retire(now: Now, address: str, why: str) -> None:
    if not why:
        raise Refused("ledger-why-missing", address=address)
    if now.has(address):
        raise Refused("ledger-still-there", address=address)
    if address in now.ledger.gone:
        raise Refused("ledger-gone-already", address=address, day=long_date(now.ledger.gone[address].on))
    if address not in now.ledger.living and address not in now.ledger.anchors:
        near = difflib.get_close_matches(address, [*now.vanished, *now.vanished_anchors], 1, 0.5)
        raise Refused("ledger-unknown-near", address=address, suggestion=near[0]) if near else Refused("ledger-unknown", address=address)


def at_home(text: str, site_url: str) -> str:
    """A whole address of this site, by http or https, as the path that it has here; all else as it is."""
    (home, base), (host, path) = _host_and_path(site_url), _host_and_path(text.strip())
    base = base.rstrip("/")
    rest = path[len(base) :]
    if not host or host != home or not path.startswith(base) or rest[:1] not in ("", "/", "?", "#"):
        return text
    return rest if rest.startswith("/") else "/" + rest


def _host_and_path(address: str) -> tuple[str, str]:
    """``HTTPS://A.go.th:443/x?y`` → ``a.go.th`` and ``/x?y``; no host of what is no web address."""
    found = re.fullmatch(r"(?i:https?)://([^/?#]*?)(?::80|:443)?([/?#].*)?", address)
    return (found[1].lower(), found[2] or "") if found else ("", "")


def plain(text: str) -> str:
    """An address as the ledger writes it: without escapes (``%20``), and a folder of this site with its closing slash."""
    text = text.strip()
    if not is_local(text) or "?" in text:
        return text
    page, mark, anchor = unquote(text).partition("#")
    last = page.rpartition("/")[2]
    return page + ("/" if last and "." not in last else "") + (mark + anchor if anchor else "")


def _without(table: Mapping[str, Kept], keys: Iterable[str]) -> dict[str, Kept]:
    left = set(keys)
    return {key: value for key, value in table.items() if key not in left}
