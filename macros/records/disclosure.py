"""The record of a disclosure: which item of the year's OIT form is answered, and where each of its elements is met."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, WithJsonSchema

from macros.records.fields import Date, FilePath, FiscalYear, Id, ItemNumber, Text, Url, field, refuse
from macros.records.meant import suggested
from macros.records.parts import Approved, Correction, Part, Record
from macros.thai.fold import typed_one_way

# The stored form of an answer, and the words that people write and read for it.
ANSWER_WORDS = {"yes": "มี", "none": "ไม่มี"}


def _answer(text: str) -> str:
    stored = {words: answer for answer, words in ANSWER_WORDS.items()}.get(typed_one_way(text), text.lower())
    if stored not in ANSWER_WORDS:
        near = suggested(text, [*ANSWER_WORDS.values(), *ANSWER_WORDS], 0.5)
        raise refuse("answer-unknown" if near else "answer-not-found", value=text, **near)
    return stored


_ADDRESS = re.compile(r"/(?:[^\s/?#\"'<>\\%]+/)*(?:#[a-z][a-z0-9-]*)?")


def _page(text: str) -> str:
    if not _ADDRESS.fullmatch(text) or "//" in text:
        raise refuse("page-address-form", value=text, suggestion=_mended(text))
    return text


def _mended(text: str) -> str:
    """The address that was probably meant: ``measures/2564`` → ``/measures/2564/``."""
    path, mark, anchor = text.partition("#")
    path = re.sub(r"^https?://[^/]*|\?.*$|(index)?\.(md|html?)$", "", path).strip("/ ")
    return (f"/{path}/" if path else "/") + (mark + anchor if re.fullmatch("[a-z][a-z0-9-]*", anchor) else "")


_ELEMENT = re.compile(r"e[1-9][0-9]?")


def _element(text: str) -> str:
    if not _ELEMENT.fullmatch(text.lower()):
        raise refuse("element-form", value=text)
    return text.lower()


Answer = Annotated[Text, AfterValidator(_answer), WithJsonSchema({"enum": [*ANSWER_WORDS.values(), *ANSWER_WORDS]})]
PageAddress = Annotated[Text, AfterValidator(_page), WithJsonSchema({"type": "string", "pattern": r"^/([^\s/?#]+/)*(#[a-z][a-z0-9-]*)?$"})]
ElementId = Annotated[Text, AfterValidator(_element), WithJsonSchema({"type": "string", "pattern": f"^{_ELEMENT.pattern}$"})]


class DisclosedAt(Part):
    """ที่ที่เปิดเผย: หน้าในเว็บนี้ ไฟล์ในเว็บนี้ หรือหน้าเว็บอื่น อย่างใดอย่างหนึ่ง"""

    page: PageAddress | None = field("หน้าในเว็บนี้", "ที่อยู่ของหน้า ขึ้นต้นและลงท้ายด้วย / ใส่ #หัวข้อ ต่อท้ายได้", "/measures/2564/", default=None)
    file: FilePath | None = field("ไฟล์", "ที่อยู่ของไฟล์ภายในโฟลเดอร์ content", "files/2564/plan.pdf", default=None)
    url: Url | None = field("ที่อยู่เว็บ", "ที่อยู่ของหน้าบนเว็บไซต์หลัก ขึ้นต้นด้วย https://", "https://www.example.go.th/report", default=None)
    note: Text | None = field("ดูตรงไหน", "บอกให้ชัดว่าดูส่วนใดของหน้าหรือไฟล์", "หน้า 3 ตารางที่ 1", default=None)
    on: Date | None = field("วันที่ของเอกสาร", "วัน เดือน ปี พ.ศ. ที่เอกสารออก", "30 เมษายน 2564", default=None)

    @property
    def target(self) -> str:
        """The page's address, the file's path or the web address; empty when none is given (the checks report it)."""
        return self.page or self.file or self.url or ""


class DisclosedElement(Part):
    """องค์ประกอบหนึ่งของข้อ และที่ที่เปิดเผย"""

    element: ElementId = field("องค์ประกอบ", "รหัสขององค์ประกอบตามแบบของปีนั้น", "e1")
    places: tuple[DisclosedAt, ...] = field("เปิดเผยที่", "หน้า ไฟล์ หรือที่อยู่เว็บ อย่างน้อยหนึ่งแห่ง", min_length=1)


class Statement(Part):
    """ข้อความว่าปีนี้ไม่มี"""

    text: Text = field("ข้อความ", "ประกาศให้ชัดว่าไม่มีเรื่องใด ในช่วงใด", "ปีงบประมาณ 2563 ไม่มีเรื่องร้องเรียนการทุจริต")
    on: Date = field("ณ วันที่", "วัน เดือน ปี พ.ศ. ที่ยืนยันว่าไม่มี", "31 มีนาคม 2564")


class Disclosure(Record):
    """การเปิดเผยข้อมูลของข้อหนึ่งในแบบ OIT"""

    kind: Literal["disclosure"] = field("ชนิดของไฟล์", "เป็น disclosure เสมอ", "disclosure")
    fiscal_year: FiscalYear = field("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ของแบบ OIT", 2564)
    item: ItemNumber = field("ข้อ OIT", "เลขข้อตามแบบของปีนั้น", "O42")
    answer: Answer = field("คำตอบ", "มี หรือ ไม่มี (ไม่มี คือปีนี้ไม่มีเรื่องให้เปิดเผย และประกาศไว้ว่าไม่มี)", "มี")
    statement: Statement | None = field("ข้อความว่าไม่มี", "ใส่เมื่อคำตอบคือ ไม่มี", default=None)
    unit: Id = field("ผู้รับผิดชอบ", "รหัสของหน่วยงานที่อยู่ใน agency.yml", "planning")
    elements: tuple[DisclosedElement, ...] = field("องค์ประกอบที่เปิดเผยแล้ว", "แต่ละองค์ประกอบดูได้ที่ใด", default=())
    note: Text | None = field("หมายเหตุ", "สิ่งที่ผู้อ่านหรือผู้ประเมินควรรู้", "แผนเผยแพร่เป็นหน้าเว็บแทนไฟล์", default=None)
    approved: Approved | None = field("การเห็นชอบ", "ผู้บริหารเห็นชอบให้เผยแพร่แล้ว", default=None)
    corrections: tuple[Correction, ...] = field("การแก้ไข", "การแก้ไขหลังเห็นชอบหรือหลังปิดปี พร้อมวันที่และเหตุผล", default=())
