"""The page of what changed, and its feed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from macros.history import History, Unknown, view
from macros.history.feed import atom
from macros.pages.page import Link, Page

ADDRESS = "/changes/"
_SHOWN = 200


def page(history: History | Unknown, addresses: Collection[str], gone: Mapping[str, str] = {}) -> Page:
    """``/changes/``: newest first, in words. ``gone``: address of a tombstone → why."""
    total = len(history.changes)
    return Page(
        address=ADDRESS, title="สิ่งที่เปลี่ยนแปลง", layout="changes", kind="changes", kind_label="สิ่งที่เปลี่ยนแปลง",
        description="ข้อมูลใดเพิ่ม เปลี่ยน หรือเลิกเผยแพร่ เมื่อใด", breadcrumbs=(Link("หน้าแรก", "/"), Link("สิ่งที่เปลี่ยนแปลง", ADDRESS)), searchable=False,
        args={
            "days": view.days(history.changes, addresses, _SHOWN, gone, history.unit_names_at), "unknown": isinstance(history, Unknown),
            "shown": min(total, _SHOWN), "older": max(0, total - _SHOWN),
        },
    )


def feed(
    history: History | Unknown, addresses: Collection[str], site_name: str, site_url: str, author: str, gone: Mapping[str, str] = {},
) -> dict[str, bytes]:
    return {"changes/feed.xml": atom(history.changes, addresses, site_name, site_url, author, gone, history.unit_names_at)}
