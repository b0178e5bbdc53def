"""The page of what changed, and its feed."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from functools import cached_property

from macros.history import History, Unknown, view
from macros.history.feed import Publisher, atom
from macros.history.view import Gone
from macros.ledger.model import page_of
from macros.pages.page import Link, Page
from macros.records.collection import Records
from macros.records.disclosure import Disclosure
from macros.records.registers import Register
from macros.records.registers.rows import ROW_KINDS, rows

ADDRESS = "/changes/"
_SHOWN = 200


class Addresses:
    """Where changes may lead: to ``pages``, and on them to what is in ``records`` now. An anchor of what is no more would lead nowhere."""

    def __init__(self, pages: Collection[str], records: Records):
        self._pages, self._records = pages, records

    def __contains__(self, address: object) -> bool:
        return address in self._pages or (address in self._anchors and page_of(str(address)) in self._pages)

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(map(view.address_of, _parts(self._records)))


def _parts(records: Records) -> Iterator[str]:
    """The keys of all that has an anchor on the page of its record."""
    for disclosure in (entry.record for entry in records.of(Disclosure)):
        yield from (f"element {disclosure.fiscal_year}/{disclosure.item}/{element.element}" for element in disclosure.elements)
    for register in (entry.record for entry in records.of(Register)):
        yield from (f"{ROW_KINDS[register.kind]} {register.fiscal_year}/{row.id}" for row in rows(register))


def page(history: History | Unknown, addresses: Container[str], gone: Gone = Gone(), moved: Mapping[str, str] = {}) -> Page:
    """``/changes/``: newest first, in words. ``addresses``: where changes may lead; ``moved``: old address → new."""
    total = len(history.changes)
    return Page(
        address=ADDRESS, title="สิ่งที่เปลี่ยนแปลง", layout="changes", kind="changes", kind_label="สิ่งที่เปลี่ยนแปลง",
        description="ข้อมูลใดเพิ่ม เปลี่ยน หรือเลิกเผยแพร่ เมื่อใด", breadcrumbs=(Link("หน้าแรก", "/"), Link("สิ่งที่เปลี่ยนแปลง", ADDRESS)), lists=True,
        args={
            "days": view.days(history.changes, addresses, _SHOWN, gone, history.unit_names_at, moved),
            "shown": min(total, _SHOWN), "older": max(0, total - _SHOWN),
        },
    )


def feed(
    history: History | Unknown, addresses: Container[str], publisher: Publisher, gone: Gone = Gone(), moved: Mapping[str, str] = {},
) -> dict[str, bytes]:
    """Path in the site → bytes of the Atom feed. The arguments are those of ``page``."""
    return {"changes/feed.xml": atom(history.changes, addresses, publisher, gone, history.unit_names_at, moved)}
