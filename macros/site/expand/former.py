"""What is told of what is no more: what a record last said, by names, with links to what is still there; the words of a heading."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from macros.history import History, Unknown, Value
from macros.history.pieces import OF_UNITS
from macros.history.words import fields_shown
from macros.ledger.model import Living, anchor_of, clean, page_of
from macros.ledger.tombstones import Past
from macros.pages.page import Link
from macros.pages.site_view import SiteView
from macros.site.content.headings import heading_id

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*(?:\{[^{}]*#([\w-]+)[^{}]*\})?\s*$")


def heading(history: History | Unknown, address: str) -> str:
    """The words of the heading that the anchor ``address`` of a page of ``content/`` was, '' when no commit had one."""
    page, wanted = f"page {page_of(address)}", anchor_of(address)
    values = (value for change in history.changes for value in (change.after, change.before) if value and value.as_recorded.key == page)
    found = (_HEADING.match(line) for value in values for line in _lines(value))
    return next((one[1] for one in found if one and one[1] and wanted in (one[2], heading_id(one[1]))), "")


def _lines(page: Value) -> tuple[str, ...]:
    text = page.fields["text"]
    return text if isinstance(text, tuple) else ()


def last_title(history: History | Unknown, row: Living) -> str:
    """What a row of the ledger was called when it was last committed, which need not have been accepted. A page that never bore the title of its
    record keeps the one it was accepted with."""
    final = history.final(row.record)
    keys = {row.record, final.within} if final and _is_whole(final) else {row.record}
    titles = [clean(value.title) for change in history.changes if change.key in keys for value in (change.after, change.before) if value]
    return titles[0] if row.title in titles else row.title


def past(site: SiteView, history: History | Unknown, there: Collection[str], key: str) -> Past:
    """What is known of the record ``key``. ``there``: the addresses of all pages."""
    value = history.final(key)
    fields = fields_shown(value, partial(_named, site, history, there)) if value else ()
    return Past(history.first(key), history.last(key), fields, _number(history, value) if value else "")


def _number(history: History | Unknown, value: Value) -> str:
    """``มาตรการที่ 2``, also for the only line of that measure; a line among several had no number of its own in the records."""
    measure = history.final(value.within) if value.kind == "line" else value if value.kind == "measure" else None
    if measure is None or "number" not in measure.fields:
        return ""
    number = f"มาตรการที่ {measure.fields['number']}"
    return number if measure is value or _is_whole(value) else f"รายการของ{number}"


def _is_whole(line: Value) -> bool:
    """Whether it is the only line of its measure, and has the measure's title."""
    return line.kind == "line" and line.key.partition(" ")[2] == line.within.partition(" ")[2]


def _named(site: SiteView, history: History | Unknown, there: Collection[str], field: str, text: str) -> Link | str:
    if field in OF_UNITS:
        former = history.final(f"unit {text}")
        link = site.unit_link(text) if text in site.records.units or former is None else Link(former.title, f"/units/{text}/")
    elif field == "repairs" and (found := _cause(site, text)):
        link = found
    else:
        return text
    return link if page_of(link.address) in there else link.in_words


def _cause(site: SiteView, reference: str) -> Link | None:
    try:
        cause = site.cause(reference)
    except ValueError:
        return None  # a reference that was never right is shown as it was written
    listed = cause.year in site.result_years and cause in site.causes(cause.year)  # else its result has no anchor for it
    return Link(f"{cause.name} (ปี {cause.year})", cause.address if listed else page_of(cause.address))
