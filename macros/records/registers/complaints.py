"""Statistics of complaints about corruption: how many came, by period and subject, and how many are settled. No complaint itself."""

from __future__ import annotations

from typing import Literal

from macros.records.disclosure import Statement
from macros.records.fields import Id, Period, Text, WholeNumber, field
from macros.records.parts import Part
from macros.records.registers.base import Register


class ComplaintCount(Part):
    """จำนวนเรื่องร้องเรียนของช่วงหนึ่งและประเภทหนึ่ง"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ไม่ซ้ำในไฟล์ ห้ามเปลี่ยนหลังเผยแพร่", "q1-procurement")
    period: Period = field("ช่วงเดือน", "เดือน ไตรมาส หรือครึ่งปีที่รับเรื่อง", "ต.ค.–ธ.ค. 2563")
    subject: Text = field("ประเภทเรื่อง", "ประเภทของเรื่องร้องเรียน ไม่ใส่ชื่อหรือรายละเอียดของเรื่อง", "การจัดซื้อจัดจ้าง")
    received: WholeNumber = field("รับเรื่อง", "จำนวนเรื่องที่รับในช่วงนี้", 2)
    done: WholeNumber = field("แล้วเสร็จ", "ในจำนวนที่รับ เสร็จแล้วกี่เรื่อง", 1)
    pending: WholeNumber | None = field("อยู่ระหว่างดำเนินการตามเอกสาร", "จำนวนที่เอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจเท่านั้น", 1, default=None)


class ComplaintStatistics(Register):
    """สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของปีงบประมาณหนึ่ง"""

    kind: Literal["complaint-statistics"] = field("ชนิดของไฟล์", "เป็น complaint-statistics เสมอ", "complaint-statistics")
    none: Statement | None = field("ข้อความว่าไม่มี", "ใส่เมื่อปีนี้ไม่มีเรื่องร้องเรียน", default=None)
    periods_without: tuple[Period, ...] = field("ช่วงที่ไม่มี", "ช่วงเดือนที่ไม่มีเรื่องร้องเรียน ต้องบอกไว้ทุกช่วงที่ไม่มี", "ม.ค.–มี.ค. 2564", default=())
    counts: tuple[ComplaintCount, ...] = field("จำนวนเรื่อง", "ช่วงและประเภทละหนึ่งแถว", default=())
