"""The budget of a year and how much of it is spent, as e-LAAS reports it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from macros.records.fields import Id, Period, Text, field
from macros.records.parts import Part
from macros.records.registers.base import Register, YearReport
from macros.records.registers.fields import Money, SignedMoney


class Spending(Part):
    """การเบิกจ่ายในช่วงหนึ่ง"""

    period: Period = field("ช่วงเดือน", "เดือน ไตรมาส หรือครึ่งปีที่จ่าย ไม่ซ้อนกับช่วงอื่น", "ต.ค.–ธ.ค. 2563")
    amount: Money = field("เบิกจ่าย", "จำนวนที่จ่ายในช่วงนี้ ไม่ใช่ยอดสะสม เป็นบาท", "250,000.00")


class Expense(Part):
    """งบประมาณหนึ่งหมวดหรือหนึ่งแผนงาน"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ไม่ซ้ำในไฟล์ ห้ามเปลี่ยนหลังเผยแพร่", "personnel")
    title: Text = field("หมวดรายจ่าย", "ชื่อหมวดรายจ่าย งบ หรือโครงการ", "งบบุคลากร")
    group: Text | None = field("แผนงาน", "แผนงานหรือด้านที่หมวดนี้อยู่ แถวของแผนงานเดียวกันเรียงติดกัน", "แผนงานบริหารงานทั่วไป", default=None)
    approved: Money = field("งบประมาณอนุมัติ", "ตามเทศบัญญัติหรือข้อบัญญัติ เป็นบาท", "1,000,000.00")
    transfers: SignedMoney = field("โอนเพิ่มหรือลด", "ผลรวมของการโอน ลดใส่เครื่องหมายลบ เป็นบาท", "-50,000.00", default=Decimal("0.00"))
    spending: tuple[Spending, ...] = field("การเบิกจ่าย", "ช่วงละหนึ่งแถว", default=())
    balance: SignedMoney | None = field("คงเหลือตามเอกสาร", "ยอดคงเหลือที่เอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจว่าตัวเลขตรงกัน", "700,000.00", default=None)


class BudgetTotals(Part):
    """ยอดรวมที่เอกสารต้นฉบับพิมพ์ไว้"""

    approved: Money | None = field("งบประมาณอนุมัติ", "เป็นบาท", "1,000,000.00", default=None)
    transfers: SignedMoney | None = field("โอนเพิ่มหรือลด", "เป็นบาท", "0.00", default=None)
    spent: Money | None = field("เบิกจ่าย", "เป็นบาท", "250,000.00", default=None)
    balance: SignedMoney | None = field("คงเหลือ", "เป็นบาท", "750,000.00", default=None)


class BudgetReport(Register):
    """งบประมาณและการใช้จ่ายของปีงบประมาณหนึ่ง"""

    kind: Literal["budget-report"] = field("ชนิดของไฟล์", "เป็น budget-report เสมอ", "budget-report")
    totals: BudgetTotals | None = field("ยอดรวมตามเอกสาร", "ยอดรวมที่เอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจว่าแถวครบ", default=None)
    annual_report: YearReport | None = field("รายงานประจำปี", "สรุปปัญหาและข้อเสนอแนะเมื่อสิ้นปี", default=None)
    expenses: tuple[Expense, ...] = field("รายจ่าย", "หมวดละหนึ่งแถว", min_length=1)
