"""The page that stands at ``/admin/`` of a published site while the forms are off, for whoever has read of that address."""

from __future__ import annotations

from macros.pages.page import Link, Page

ADDRESS, KIND = "/admin/", "forms-closed"


def page() -> Page:
    """It says that the forms are off and how a webmaster turns them on. No search finds it, and no ledger holds it: it goes when they are on."""
    return Page(
        ADDRESS, "แก้ไขข้อมูลด้วยแบบฟอร์ม", layout=KIND, kind=KIND, kind_label="แบบฟอร์ม", description="เว็บไซต์นี้ไม่ได้เปิดแบบฟอร์มแก้ไขข้อมูล",
        breadcrumbs=(Link("หน้าแรก", "/"), Link("แบบฟอร์ม", ADDRESS)), searchable=False, indexed=False,
    )
