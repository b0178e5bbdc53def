"""Procurement: what is planned to be bought in a year, and what was bought month by month (form สขร.1)."""

from __future__ import annotations

from typing import Literal

from macros.records.disclosure import Statement
from macros.records.fields import Date, Id, Month, Status, Text, field
from macros.records.parts import Part
from macros.records.registers.base import Register, YearReport
from macros.records.registers.fields import Method, Money
from macros.records.status import STATUS_HELP

_METHOD_HELP = "วิธีตามกฎหมายจัดซื้อจัดจ้าง เช่น เฉพาะเจาะจง คัดเลือก ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"


class Purchase(Part):
    """รายการหนึ่งของแผนการจัดซื้อจัดจ้าง"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ไม่ซ้ำในไฟล์ ห้ามเปลี่ยนหลังเผยแพร่", "p-001")
    title: Text = field("ชื่อโครงการ", "งานที่จะซื้อหรือจ้าง", "ซื้อครุภัณฑ์คอมพิวเตอร์")
    method: Method = field("วิธีจัดหา", _METHOD_HELP, "เฉพาะเจาะจง")
    budget: Money = field("งบประมาณ", "วงเงินเป็นบาท", "480,000.00")
    planned: Month = field("เดือนที่คาดว่าจะเริ่ม", "เดือนและปี พ.ศ. ที่คาดว่าจะประกาศจัดซื้อจัดจ้าง", "ธ.ค. 2563")
    fund: Text | None = field("แหล่งงบประมาณ", "เงินจากแหล่งใด", "เทศบัญญัติงบประมาณรายจ่าย", default=None)
    unit: Id | None = field("หน่วยงานเจ้าของโครงการ", "รหัสของหน่วยงานที่อยู่ใน agency.yml", "public-works", default=None)
    number: Text | None = field("เลขที่ในระบบ", "รหัสแผนหรือเลขที่โครงการในระบบ e-GP", "P64010012345", default=None)
    status: Status = field("สถานะ", STATUS_HELP, "unknown", default="unknown")
    note: Text | None = field("หมายเหตุ", "เช่น ยกเลิก หรือเปลี่ยนวิธี เพราะอะไร", "เลื่อนจากเดือนพฤศจิกายน", default=None)


class ProcurementPlan(Register):
    """แผนการจัดซื้อจัดจ้างของปีงบประมาณหนึ่ง"""

    kind: Literal["procurement-plan"] = field("ชนิดของไฟล์", "เป็น procurement-plan เสมอ", "procurement-plan")
    none: Statement | None = field("ข้อความว่าไม่มี", "ใส่เมื่อปีนี้ไม่มีรายการที่กฎหมายให้ประกาศแผน", default=None)
    total: Money | None = field("ยอดรวมตามเอกสาร", "ยอดรวมงบประมาณที่เอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจว่าแถวครบ", "12,500,000.00", default=None)
    purchases: tuple[Purchase, ...] = field("รายการในแผน", "รายการละหนึ่งแถว", default=())


class Bidder(Part):
    """ผู้เสนอราคาหนึ่งราย"""

    name: Text = field("ชื่อผู้เสนอราคา", "ชื่อนิติบุคคลหรือชื่อบุคคล ไม่ใส่เลขประจำตัวประชาชน", "บริษัท ตัวอย่าง จำกัด")
    price: Money = field("ราคาที่เสนอ", "เป็นบาท", "475,000.00")


class Contract(Part):
    """การจัดซื้อจัดจ้างหนึ่งรายการ ตามแบบ สขร.1"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ไม่ซ้ำในปี ห้ามเปลี่ยนหลังเผยแพร่", "c-2563-10-01")
    month: Month = field("เดือน", "เดือนที่รายงานใน สขร.1", "ต.ค. 2563")
    title: Text = field("งานที่จัดซื้อหรือจัดจ้าง", "ชื่องานตามเอกสาร", "ซื้อวัสดุสำนักงาน")
    budget: Money = field("วงเงิน", "วงเงินที่จะซื้อหรือจ้างเป็นบาท", "20,000.00")
    median_price: Money | None = field("ราคากลาง", "เป็นบาท", "20,000.00", default=None)
    method: Method = field("วิธีซื้อหรือจ้าง", _METHOD_HELP, "เฉพาะเจาะจง")
    bidders: tuple[Bidder, ...] = field("ผู้เสนอราคา", "รายชื่อผู้เสนอราคาและราคาที่เสนอ", default=())
    winner: Text = field("ผู้ได้รับคัดเลือก", "ชื่อนิติบุคคลหรือชื่อบุคคล ไม่ใส่เลขประจำตัวประชาชน", "บริษัท ตัวอย่าง จำกัด")
    price: Money = field("ราคาที่ตกลง", "ราคาที่ตกลงซื้อหรือจ้างเป็นบาท", "19,500.00")
    reason: Text | None = field("เหตุผลที่คัดเลือก", "เหตุผลโดยสรุป", "เสนอราคาต่ำสุดและมีคุณสมบัติครบ", default=None)
    number: Text | None = field("เลขที่สัญญา", "เลขที่ของสัญญา ใบสั่งซื้อ หรือใบสั่งจ้าง", "1/2564", default=None)
    on: Date | None = field("วันที่ทำสัญญา", "วัน เดือน ปี พ.ศ. ของสัญญา ใบสั่งซื้อ หรือใบสั่งจ้าง", "12 ตุลาคม 2563", default=None)
    plan: Id | None = field("รายการในแผน", "รหัสของรายการในแผนการจัดซื้อจัดจ้างปีเดียวกัน", "p-001", default=None)
    note: Text | None = field("หมายเหตุ", "สิ่งที่ผู้อ่านควรรู้ เช่น เหตุที่ราคาสูงกว่าราคากลาง", "ราคากลางคำนวณก่อนราคาน้ำมันปรับขึ้น", default=None)


class ProcurementResults(Register):
    """ผลการจัดซื้อจัดจ้างรายเดือนของปีงบประมาณหนึ่ง (สขร.1)"""

    kind: Literal["procurement-results"] = field("ชนิดของไฟล์", "เป็น procurement-results เสมอ", "procurement-results")
    id: Id | None = field("รหัสของไฟล์", "ใส่เมื่อแยกเป็นหลายไฟล์ เช่น เดือนละไฟล์ แต่ละไฟล์มีรหัสของตน", "october", default=None)
    months_without: tuple[Month, ...] = field("เดือนที่ไม่มี", "เดือนที่ไม่มีการจัดซื้อจัดจ้าง ต้องบอกไว้ทุกเดือนที่ไม่มี", "พ.ย. 2563", default=())
    total: Money | None = field("ยอดรวมตามเอกสาร", "ยอดรวมราคาที่ตกลงซึ่งเอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจว่าแถวครบ", "980,000.00", default=None)
    annual_report: YearReport | None = field("รายงานประจำปี", "สรุปปัญหาและข้อเสนอแนะเมื่อสิ้นปี", default=None)
    contracts: tuple[Contract, ...] = field("รายการ", "รายการละหนึ่งแถว ตามแบบ สขร.1", default=())
