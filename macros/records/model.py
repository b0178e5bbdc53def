"""The record kinds. This one description of each field is its type, its check, its JSON Schema, its entry in the field
reference and its form in /admin/: change it here, or in ``disclosure.py``, ``parts.py`` and ``registers/``, and nowhere else.

Titles and help are Thai, for the person who fills the field in; field names are English, as the field says them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from macros.records.disclosure import Disclosure
from macros.records.fields import (
    BEGUN,
    Date,
    Email,
    FilePath,
    FiscalYear,
    Id,
    ItemNumber,
    Period,
    Phone,
    Reference,
    Score,
    Status,
    Text,
    Url,
    WholeNumber,
    YesNo,
    field,
)
from macros.records.parts import Adoption, Approved, Correction, Evidence, Part, Record
from macros.records.registers import REGISTERS, Register
from macros.records.status import STATUS_HELP


class Progress(Part):
    """ความคืบหน้าหนึ่งครั้ง"""

    on: Date = field("วันที่", "วัน เดือน ปี พ.ศ. ที่เกิดความคืบหน้า", "15 มกราคม 2564")
    text: Text = field("สิ่งที่ทำ", "ทำอะไรไปแล้ว หนึ่งถึงสามประโยค", "ประชุมหัวหน้าส่วนราชการเพื่อมอบหมายงานแล้ว")
    status: Annotated[Status | None, BEGUN] = field("สถานะนับจากวันนั้น", STATUS_HELP, "under-way", default=None)
    evidence: tuple[Evidence, ...] = field("หลักฐาน", "เอกสารหรือหน้าเว็บที่ยืนยันความคืบหน้านี้", default=())
    approved: Approved | None = field("การเห็นชอบ", "ผู้บริหารเห็นชอบให้เผยแพร่แล้ว", default=None)


class Line(Part):
    """รายการที่ต้องทำหนึ่งรายการของมาตรการ"""

    id: Id | None = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ใช้เป็นที่อยู่ของหน้า ห้ามเปลี่ยนหลังเผยแพร่ ไม่ต้องใส่ถ้ามาตรการมีรายการเดียวที่ไม่มีชื่อ", "m3-1", default=None)
    title: Text | None = field("ชื่อรายการ", "ชื่อรายการตามแผน ไม่ต้องใส่ถ้ามาตรการมีรายการเดียวที่ไม่มีชื่อ", "แผนการจัดซื้อจัดจ้าง", default=None)
    steps: tuple[Text, ...] = field("ขั้นตอน", "วิธีดำเนินการ ข้อละหนึ่งขีด ข้อย่อยอยู่ในข้อของตน", ["ตรวจสอบข้อมูลในระบบ e-GP"], min_length=1)
    responsible: tuple[Id, ...] = field("ผู้รับผิดชอบ", "รหัสของหน่วยงานที่อยู่ใน agency.yml", ["finance"], min_length=1)
    period: Period = field("ระยะเวลา", "เดือนเริ่มถึงเดือนสิ้นสุด ปี พ.ศ.", "ธ.ค. 2563 – มี.ค. 2564")
    follow_up: Text = field("การติดตามผล", "รายงานผลที่ใด เมื่อใด", "รายงานในที่ประชุมประจำเดือนเมษายน 2564")
    follow_up_month: Period | None = field("เดือนที่ติดตามผล", "เดือนของการติดตามผล ใช้แสดงบนเส้นเวลา", "เม.ย. 2564", default=None)
    repairs: tuple[Reference, ...] = field("ข้อที่แก้ไข", "ข้อที่ไม่ผ่านหรือจุดอ่อนในผลประเมิน เขียนเป็น ปี/ข้อ", ["2563/O21", "2563/IIT/use-of-budget"], default=())
    status: Status = field("สถานะ", STATUS_HELP, "unknown", default="unknown")
    progress: tuple[Progress, ...] = field("ความคืบหน้า", "บันทึกความคืบหน้า เรียงตามวันที่", default=())
    evidence: tuple[Evidence, ...] = field("หลักฐาน", "เอกสารหรือหน้าเว็บที่แสดงผลสำเร็จของรายการนี้", default=())
    source_notes: tuple[Text, ...] = field("หมายเหตุต้นฉบับ", "สิ่งที่เอกสารต้นฉบับเขียนขัดกันหรือไม่ชัด บอกไว้ ไม่แก้เงียบ ๆ", ["ต้นฉบับระบุปีงบประมาณไม่ตรงกับช่วงเดือน"], default=())
    official_text: Text | None = field("ข้อความทางการ", "ข้อความตามเอกสารต้นฉบับคำต่อคำ แสดงคู่กับคำอธิบายของเรา", "ตรวจสอบข้อมูลตามระเบียบที่เกี่ยวข้อง", default=None)


class Measure(Record):
    """มาตรการหนึ่งมาตรการของแผน พร้อมรายการที่ต้องทำ"""

    kind: Literal["measure"] = field("ชนิดของไฟล์", "เป็น measure เสมอ", "measure")
    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ใช้เป็นที่อยู่ของหน้า ห้ามเปลี่ยนหลังเผยแพร่", "m3")
    fiscal_year: FiscalYear = field("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ของแผน", 2564)
    number: WholeNumber = field("ลำดับที่", "ลำดับของมาตรการในแผน", 3)
    title: Text = field("ชื่อมาตรการ", "ชื่อเต็มของมาตรการ", "สร้างค่านิยมที่ถูกต้องในการให้บริการประชาชน")
    short_title: Text | None = field("ชื่อย่อ", "ชื่อสั้นไว้ใช้ในตารางและแผนภาพ", "ค่านิยมการบริการ", default=None)
    about: Text | None = field("คำอธิบาย", "มาตรการนี้แก้ปัญหาอะไร หนึ่งถึงสามประโยค", "แก้จุดอ่อนเรื่องคุณภาพการบริการ", default=None)
    lines: tuple[Line, ...] = field("รายการ", "รายการที่ต้องทำ อย่างน้อยหนึ่งรายการ", min_length=1)
    source_notes: tuple[Text, ...] = field("หมายเหตุต้นฉบับ", "สิ่งที่เอกสารต้นฉบับเขียนขัดกันหรือไม่ชัด", ["ต้นฉบับระบุปีงบประมาณไม่ตรงกับช่วงเดือน"], default=())
    corrections: tuple[Correction, ...] = field("การแก้ไข", "การแก้ไขหลังเห็นชอบหรือหลังปิดปี พร้อมวันที่และเหตุผล", default=())


class Source(Part):
    """เอกสารต้นทาง"""

    title: Text = field("ชื่อเอกสาร", "ชื่อเอกสารหรือรายงานต้นทาง", "รายงานผล ITA จากระบบ ITAS")
    url: Url | None = field("ที่อยู่เว็บ", "ที่อยู่ของเอกสารต้นทาง", "https://itas.nacc.go.th/", default=None)
    file: FilePath | None = field("ไฟล์", "ที่อยู่ของไฟล์ภายในโฟลเดอร์ content", "files/2564/plan.pdf", default=None)


class Plan(Record):
    """แผนหรือประกาศมาตรการของปีงบประมาณหนึ่ง"""

    kind: Literal["plan"] = field("ชนิดของไฟล์", "เป็น plan เสมอ", "plan")
    fiscal_year: FiscalYear = field("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ที่แผนใช้บังคับ", 2564)
    title: Text = field("ชื่อแผน", "ชื่อเต็มตามเอกสาร", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2564")
    adopted: Adoption | None = field("การเห็นชอบ", "แผนนี้เห็นชอบเมื่อใด ในที่ประชุมใด", default=None)
    analyses: FiscalYear | None = field("วิเคราะห์ผลปี", "ปีงบประมาณของผลประเมิน ITA ที่แผนนี้นำมาวิเคราะห์", 2563, default=None)
    item: ItemNumber | None = field("ข้อ OIT", "ข้อของแบบ OIT ในปีเดียวกันที่แผนนี้ตอบ", "O42", default=None)
    about: Text | None = field("คำอธิบาย", "แผนนี้คืออะไร สองถึงสี่ประโยค", "แผนแก้ไขข้อที่ไม่ผ่านการประเมิน", default=None)
    source: Source | None = field("เอกสารต้นฉบับ", "เอกสารที่ใช้อ้างอิง", default=None)
    source_notes: tuple[Text, ...] = field("หมายเหตุต้นฉบับ", "สิ่งที่เอกสารต้นฉบับเขียนขัดกันหรือไม่ชัด", ["ต้นฉบับระบุปีงบประมาณไม่ตรงกับช่วงเดือน"], default=())
    corrections: tuple[Correction, ...] = field("การแก้ไข", "การแก้ไขหลังเห็นชอบหรือหลังปิดปี พร้อมวันที่และเหตุผล", default=())


class IndicatorScore(Part):
    """คะแนนของตัวชี้วัดหนึ่งตัว"""

    indicator: Text = field("ตัวชี้วัด", "ชื่อทางการของตัวชี้วัด", "การปฏิบัติหน้าที่")
    score: Score = field("คะแนน", "0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง", 98.89)


class WeakPoint(Part):
    """จุดอ่อนจากแบบวัด IIT หรือ EIT"""

    indicator: Text = field("ตัวชี้วัด", "ชื่อทางการของตัวชี้วัด", "การใช้งบประมาณ")
    text: Text = field("จุดอ่อน", "ผลประเมินบอกว่าต้องปรับปรุงอะไร", "บุคลากรรับรู้แผนการใช้จ่ายงบประมาณน้อย")


class ItaResult(Record):
    """ผลการประเมิน ITA ของปีงบประมาณหนึ่ง"""

    kind: Literal["ita-result"] = field("ชนิดของไฟล์", "เป็น ita-result เสมอ", "ita-result")
    fiscal_year: FiscalYear = field("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ที่ประเมิน", 2563)
    scores: tuple[IndicatorScore, ...] = field("คะแนนรายตัวชี้วัด", "คะแนนของตัวชี้วัดทั้งสิบตัว อ้างด้วยชื่อ ไม่ใช่ลำดับ", default=())
    total: Score | None = field("คะแนนรวม", "คะแนนรวมที่ประกาศ", 74.95, default=None)
    level: Text | None = field("ระดับ", "ระดับผลการประเมินที่ประกาศ", "C", default=None)
    weak_points: tuple[WeakPoint, ...] = field("จุดอ่อนจากแบบวัด IIT และ EIT", "ประเด็นที่ต้องปรับปรุงจากการสำรวจ", default=())
    failed_items: tuple[ItemNumber, ...] = field("ข้อ OIT ที่ไม่ผ่าน", "ข้อที่ได้ 0 คะแนน", ["O11", "O21"], default=())
    source: Source | None = field("แหล่งที่มา", "รายงานที่นำคะแนนมา", default=None)
    source_notes: tuple[Text, ...] = field(
        "หมายเหตุต้นฉบับ", "สิ่งที่เอกสารต้นฉบับเขียนขัดกันหรือไม่ชัด ถ้าเกณฑ์ของปีนั้นยังไม่ได้รับการยืนยัน คะแนนหรือระดับที่เขียนไว้ในนี้จะไม่ถูกเตือนว่าไม่ตรงกับที่คำนวณ",
        ["รายงานประกาศคะแนนรวม 85.97 ซึ่งไม่ตรงกับที่คำนวณจากตัวชี้วัด"], default=(),
    )
    corrections: tuple[Correction, ...] = field("การแก้ไข", "การแก้ไขหลังเห็นชอบหรือหลังปิดปี พร้อมวันที่และเหตุผล", default=())

    @property
    def tells_items(self) -> bool:
        """It tells of each item whether it failed; a total or a level alone does not."""
        return bool(self.failed_items or self.scores)


class Unit(Part):
    """หน่วยงานภายใน (สำนัก กอง ฝ่าย)"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ใช้อ้างในแผนและเป็นที่อยู่ของหน้า ห้ามเปลี่ยนหลังเผยแพร่", "finance")
    name: Text = field("ชื่อ", "ชื่อทางการ", "กองคลัง")
    short_name: Text | None = field("ชื่อย่อ", "ชื่อสั้นไว้ใช้ในตาราง", "สำนักปลัด", default=None)
    parent: Id | None = field("สังกัด", "รหัสของหน่วยงานที่สังกัด เช่น ฝ่ายที่อยู่ใต้สำนัก", "clerk", default=None)


class Channel(Part):
    """ช่องทางหนึ่งช่องทาง"""

    name: Text = field("ชื่อช่องทาง", "ชื่อที่ประชาชนเข้าใจ", "ยื่นด้วยตนเองที่สำนักปลัดเทศบาล")
    url: Url | None = field("ที่อยู่เว็บ", "หน้าเว็บของช่องทางนี้", "https://www.example.go.th/complaint", default=None)
    phone: Phone | None = field("โทรศัพท์", "หมายเลขทางการของหน่วยงาน", "0 2000 0000", default=None)
    email: Email | None = field("อีเมล", "อีเมลทางการของหน่วยงาน", "complaint@example.go.th", default=None)
    address: Text | None = field("สถานที่", "ที่อยู่สำหรับยื่นด้วยตนเองหรือส่งไปรษณีย์", "เลขที่ 1 หมู่ 1 ตำบลตัวอย่าง", default=None)
    hours: Text | None = field("เวลา", "วันและเวลาที่ติดต่อได้", "วันราชการ 08.30–16.30 น.", default=None)
    note: Text | None = field("คำแนะนำ", "สิ่งที่ผู้แจ้งควรรู้", "ไม่ต้องแจ้งชื่อก็ได้", default=None)


class ComplaintChannel(Part):
    """การรับเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"""

    channels: tuple[Channel, ...] = field("ช่องทาง", "ช่องทางที่หน่วยงานเปิดรับ", default=())
    unit: Id | None = field("ผู้รับผิดชอบ", "รหัสของหน่วยงานที่รับเรื่อง", "clerk", default=None)
    steps: tuple[Text, ...] = field("ขั้นตอนหลังรับเรื่อง", "หน่วยงานทำอะไรต่อ ภายในกี่วัน", ["แจ้งเลขรับเรื่องภายใน 1 วันทำการ"], default=())


class Agency(Record):
    """หน่วยงานเจ้าของเว็บไซต์"""

    kind: Literal["agency"] = field("ชนิดของไฟล์", "เป็น agency เสมอ", "agency")
    name: Text = field("ชื่อหน่วยงาน", "ชื่อทางการเต็ม", "เทศบาลตำบลสมมติ")
    district: Text | None = field("อำเภอ", "อำเภอหรือเขต", "อำเภอตัวอย่าง", default=None)
    province: Text | None = field("จังหวัด", "จังหวัด", "จังหวัดตัวอย่าง", default=None)
    website: Url | None = field("เว็บไซต์หลัก", "เว็บไซต์ทางการที่ใช้ส่งประเมิน", "https://www.example.go.th/", default=None)
    fictional: YesNo = field("หน่วยงานสมมติ", "ใช่ เมื่อเป็นข้อมูลตัวอย่าง ทุกหน้าจะบอกไว้", "ใช่", default=False)
    known_names: tuple[Text, ...] = field("ชื่อหน่วยงานอื่นที่คล้ายกัน", "ชื่อหน่วยงานข้างเคียงที่สะกดใกล้เคียง เพื่อไม่ให้ถูกเตือนว่าสะกดผิด", ["เทศบาลตำบลตัวอย่างใต้"], default=())
    units: tuple[Unit, ...] = field("หน่วยงานภายใน", "สำนัก กอง ฝ่าย พร้อมรหัสที่ไม่เปลี่ยน", min_length=1)
    complaints: ComplaintChannel | None = field("ช่องทางร้องเรียนการทุจริต", "ช่องทางที่หน่วยงานเปิดรับเรื่อง", default=None)


OfYear = ItaResult | Plan | Measure | Disclosure | Register  # what is recorded of a fiscal year: all but the agency

KINDS: dict[str, type[Record]] = {"agency": Agency, "ita-result": ItaResult, "plan": Plan, "measure": Measure, "disclosure": Disclosure, **REGISTERS}
