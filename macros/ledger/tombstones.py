"""The pages of what is no more: at its old address, under a banner, with what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from macros.ledger.model import Gone, Ledger, anchor_of, page_of
from macros.pages.page import Link, Page

LABELS = {
    "plan": "แผน", "measure": "มาตรการ", "line": "รายการตามแผน", "ita": "ผลประเมิน", "oit": "แบบ OIT", "oit-item": "ข้อ OIT",
    "trace": "ตารางเชื่อมโยง", "print": "ฉบับพิมพ์", "register": "ทะเบียนข้อมูล", "unit": "หน่วยงาน", "file": "ไฟล์", "data": "ข้อมูลเปิด",
}


@dataclass(frozen=True)
class Past:
    """What the history knows of a record that is gone: days, its last fields as title and texts or links, and its ``number`` in words."""

    first: date | None = None
    last: date | None = None
    fields: tuple[tuple[str, tuple[str | Link, ...]], ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Stone:
    """What the layout ``gone`` shows. ``above``: the page that it belonged to, when there is one."""

    address: str
    label: str
    title: str
    on: date
    why: str
    anchors: tuple[str, ...]
    first: date | None
    last: date | None
    fields: tuple[tuple[str, tuple[str | Link, ...]], ...]
    above: Link | None


def is_calendar(address: str) -> bool:
    """A program reads it, not a person: where it was there stands a calendar that says so, not a page."""
    return address.endswith(".ics")


def pages(
    ledger: Ledger, living: Iterable[str], past: Callable[[str], Past] = lambda record: Past(), crumbs: Mapping[str, tuple[Link, ...]] = {},
) -> list[Page]:
    """One page for each tombstone, for the layout ``gone``. ``living``: addresses that have a page of their own, which goes
    first. ``past`` answers for a record key; see ``macros.site.expand.former.past``. ``crumbs``: address of a page → its breadcrumbs."""
    there = set(living)
    return [
        _page(ledger, address, gone, past(gone.record), _above(address, crumbs)) for address, gone in sorted(ledger.gone.items())
        if not anchor_of(address) and address not in there and not is_calendar(address)
    ]


def _above(address: str, crumbs: Mapping[str, tuple[Link, ...]]) -> tuple[Link, ...]:
    """The breadcrumbs of the nearest page above that is still there."""
    while address.strip("/"):
        address = address.rstrip("/").rpartition("/")[0] + "/"
        if address in crumbs:
            return crumbs[address]
    return (Link("หน้าแรก", "/"),)


def _page(ledger: Ledger, address: str, gone: Gone, past: Past, above: tuple[Link, ...]) -> Page:
    label = past.number or LABELS.get(gone.kind, "หน้าเว็บ")
    title = gone.title or address
    names = {anchor_of(anchor) for anchor in ledger.anchors if page_of(anchor) == address} - {"top", "last-content" if past.fields else ""}
    stone = Stone(address, label, title, gone.on, gone.why, tuple(sorted(names)), past.first, past.last, past.fields, above[-1] if above[1:] else None)
    return Page(
        # A tombstone of a file stands in a folder of the file's name, which every server finds.
        address=address if address.endswith("/") else address + "/", title=title, layout="gone", kind="gone", kind_label="เลิกเผยแพร่", description=f"เลิกเผยแพร่แล้ว: {title}",
        args={"stone": stone}, breadcrumbs=(*above, Link(label, address)), searchable=False,
    )
