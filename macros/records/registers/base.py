"""What all registers have in common: of which year, as of which day, who answers for it, and where the figures come from."""

from __future__ import annotations

from macros.records.fields import Date, FilePath, FiscalYear, Id, Text, Url, field
from macros.records.parts import Approved, Correction, Part, Record


class Origin(Part):
    """ที่มาของข้อมูล"""

    system: Text = field("ระบบหรือเอกสาร", "ข้อมูลมาจากระบบหรือเอกสารใด", "ระบบ e-GP")
    exported_on: Date | None = field("วันที่ส่งออก", "วัน เดือน ปี พ.ศ. ที่ส่งออกจากระบบ", "5 เมษายน 2564", default=None)
    unit: Id | None = field("ส่งออกโดย", "รหัสของหน่วยงานที่ส่งออกข้อมูล", "finance", default=None)
    file: FilePath | None = field("ไฟล์ต้นฉบับ", "ที่อยู่ของไฟล์ภายในโฟลเดอร์ content", "files/2564/egp-export.xlsx", default=None)
    url: Url | None = field("ที่อยู่เว็บ", "ที่อยู่ของข้อมูลต้นฉบับ", "https://www.example.go.th/report", default=None)


class YearReport(Part):
    """รายงานผลเมื่อสิ้นปี"""

    on: Date = field("วันที่รายงาน", "วัน เดือน ปี พ.ศ. ที่รายงาน", "15 ตุลาคม 2564")
    problems: Text = field("ปัญหาและอุปสรรค", "ปัญหาและอุปสรรคที่พบ ถ้าไม่มีให้เขียนว่าไม่มี", "ราคาวัสดุสูงขึ้นระหว่างปี")
    suggestions: Text = field("ข้อเสนอแนะ", "สิ่งที่ควรปรับปรุงในปีต่อไป", "ทบทวนราคากลางทุกไตรมาส")


class Register(Record):
    """ทะเบียนของปีงบประมาณหนึ่ง: แถวของข้อมูล กับที่มาของข้อมูล"""

    fiscal_year: FiscalYear = field("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ของข้อมูล ไม่ใช่ปีที่ประเมิน", 2564)
    as_of: Date = field("ข้อมูล ณ วันที่", "วัน เดือน ปี พ.ศ. ที่ข้อมูลเป็นจริง", "31 มีนาคม 2564")
    unit: Id = field("ผู้รับผิดชอบ", "รหัสของหน่วยงานที่อยู่ใน agency.yml", "finance")
    source: Origin = field("ที่มาของข้อมูล", "ระบบหรือเอกสารที่ข้อมูลมา ส่งออกเมื่อใด โดยใคร")
    note: Text | None = field("หมายเหตุ", "สิ่งที่ผู้อ่านควรรู้ก่อนใช้ตัวเลข", "ไม่รวมเงินอุดหนุนเฉพาะกิจ", default=None)
    approved: Approved | None = field("การเห็นชอบ", "ผู้บริหารเห็นชอบให้เผยแพร่แล้ว", default=None)
    corrections: tuple[Correction, ...] = field("การแก้ไข", "การแก้ไขหลังเห็นชอบหรือหลังปิดปี พร้อมวันที่และเหตุผล", default=())
