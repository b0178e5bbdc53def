"""A site's ``mkdocs.yml``: data, not configuration of a program. Known keys only; no hook or plugin can come in by it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Literal
from urllib.parse import urlsplit

from macros.admin.editing import Editing
from macros.pages.site_view import SiteInfo
from macros.problems import Place, Problem
from macros.records.fields import AnyUrl, Email, Phone, Text, Url, YesNo, field
from macros.records.model import Part
from macros.records.own_network import is_own
from macros.records.read import Document, read
from macros.records.validate import validate_as

FILE = "mkdocs.yml"
UNREACHABLE = "site-url-of-own-network"  # of the site's own address


class Reviewed(Part):
    """ข้อมูลส่วนบุคคลที่ตรวจแล้วว่าเผยแพร่ได้"""

    value: Text = field("ค่า", "หมายเลขหรืออีเมลที่ตรวจแล้ว เขียนอย่างที่อยู่ในหน้า", "08 0000 0000")
    why: Text = field("เหตุผล", "เผยแพร่ได้เพราะอะไร ใครตรวจ", "หมายเลขกลางของหน่วยงาน ปลัดเทศบาลตรวจแล้ว")


class Report(Part):
    """ผู้รับแจ้งข้อผิดพลาดในเว็บไซต์ ไม่ใช่เรื่องร้องเรียนการทุจริต"""

    who: Text | None = field("ผู้รับแจ้ง", "หน่วยงานหรือตำแหน่งที่ดูแลเว็บไซต์", "งานเทคโนโลยีสารสนเทศ สำนักปลัดเทศบาล", default=None)
    email: Email | None = field("อีเมล", "อีเมลกลางของหน่วยงาน ไม่ใช่ของบุคคล", "web@example.go.th", default=None)
    phone: Phone | None = field("โทรศัพท์", "หมายเลขกลางของหน่วยงาน", "0 2000 0000", default=None)
    url: Url | None = field("แบบฟอร์ม", "หน้าเว็บที่รับแจ้ง", "https://www.example.go.th/contact", default=None)


class Prongsai(Part):
    """การตั้งค่าของโปร่งใส"""

    official: YesNo = field("เว็บไซต์ทางการ", "ใช่ เมื่อหน่วยงานเจ้าของข้อมูลรับรองเว็บไซต์นี้ มิฉะนั้นทุกหน้าจะบอกว่าไม่เป็นทางการ", "ไม่", default=False)
    approval: Literal["required", "optional"] = field("การเห็นชอบก่อนเผยแพร่", "required เมื่อผู้บริหารต้องเห็นชอบก่อน การเปิดเผยและความคืบหน้าที่ยังไม่มี approved จะเห็นได้เฉพาะในหน้าตัวอย่าง", "required", default="optional")
    colour: Literal["teal", "blue", "green", "maroon", "violet", "brown"] = field("สีหลัก", "teal เขียวน้ำทะเล · blue น้ำเงิน · green เขียว · maroon แดงเลือดหมู · violet ม่วง · brown น้ำตาล", "teal", default="teal")
    admin: Editing | None = field("แก้ไขด้วยแบบฟอร์ม", "เปิดหน้า /admin/ ในเว็บไซต์ที่เผยแพร่ ไม่ใส่คือปิด ส่วนในเครื่องที่ใช้คำสั่ง serve เปิดได้เสมอ", default=None)
    report: Report | None = field("แจ้งข้อผิดพลาด", "ผู้ที่รับแจ้งข้อมูลผิดหรือลิงก์เสียของเว็บไซต์นี้ แสดงในหน้าเกี่ยวกับเว็บไซต์", default=None)
    reviewed: tuple[Reviewed, ...] = field("ข้อมูลส่วนบุคคลที่ตรวจแล้ว", "หมายเลขและอีเมลที่ตรวจแล้วว่าเผยแพร่ได้ พร้อมเหตุผล", default=())


class Extra(Part):
    """ส่วนเพิ่มเติม"""

    prongsai: Prongsai = field("โปร่งใส", "การตั้งค่าของโปร่งใส", default=Prongsai())


class Settings(Part):
    """mkdocs.yml ของเว็บไซต์"""

    site_name: Text = field("ชื่อเว็บไซต์", "ชื่อที่แสดงบนทุกหน้า", "ความโปร่งใส เทศบาลตำบลสมมติ")
    site_url: AnyUrl | None = field("ที่อยู่เว็บไซต์", "ที่อยู่เต็มที่เว็บไซต์นี้เผยแพร่ ใช้ทำลิงก์ถาวร", "https://ita.example.go.th/", default=None)
    site_description: Text | None = field("คำอธิบายเว็บไซต์", "หนึ่งประโยค", "มาตรการและผลประเมิน ITA ของหน่วยงาน", default=None)
    extra: Extra = field("ส่วนเพิ่มเติม", "การตั้งค่าที่ MkDocs ไม่รู้จัก", default=Extra())


def load_settings(data: bytes | None) -> tuple[Settings, list[Problem]]:
    """The settings in ``data``, the bytes of ``mkdocs.yml``; a stand-in and the problems when they cannot be read."""
    fallback = Settings(site_name="–")
    if data is None:
        return fallback, [Problem("settings-missing", Place(FILE))]
    document, problems = read(data, FILE)
    if document.value is None:
        return fallback, problems
    if not isinstance(document.value, dict):
        return fallback, [*problems, Problem("not-a-record", document.place())]
    settings, found = validate_as(Settings, document)
    settings = settings or fallback
    return settings, [*problems, *found, *_unsaid(settings, document, document.value), *_no_folder(settings, document), *_seen_by_nobody(settings, document)]


def _unsaid(settings: Settings, document: Document, written: Container[str]) -> Iterator[Problem]:
    """What the agency's own site tells, and does not say yet. ``written``: the fields that the file has."""
    if not settings.extra.prongsai.official:
        return
    place = document.place("extra", "prongsai", "official")
    if settings.extra.prongsai.report in (None, Report()):  # every page asks its readers to tell of mistakes
        yield Problem("report-missing", place)
    if settings.site_url is None and "site_url" not in written:  # one that was misspelt is told already
        yield Problem("site-url-missing", place)


_FILE_NAME = re.compile(r"[^/]*\.(?:html?|php|aspx?|jsp)/*$", re.IGNORECASE)


def _no_folder(settings: Settings, document: Document) -> Iterator[Problem]:
    """An address copied from a browser with what belongs to one page: every lasting link would go on behind it."""
    bare = re.split("[?#]", settings.site_url or "")[0]
    meant = _FILE_NAME.sub("", bare) if urlsplit(bare).path else bare
    if meant != (settings.site_url or ""):
        yield Problem("site-url-of-page", document.place("site_url"), {"value": settings.site_url, "suggestion": meant.rstrip("/") + "/"})


def _seen_by_nobody(settings: Settings, document: Document) -> list[Problem]:
    """The lasting links and QR codes of a site are made with its address; what only asks for the address takes any."""
    address = settings.site_url or ""
    return [Problem(UNREACHABLE, document.place("site_url"), {"value": address})] if is_own(address) else []


def info(settings: Settings) -> SiteInfo:
    """The settings that pages show."""
    own = settings.extra.prongsai
    return SiteInfo(settings.site_name, settings.site_url or "", own.official, settings.site_description or "", own.approval, own.report)
