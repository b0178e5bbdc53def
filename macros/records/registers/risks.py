"""The corruption-risk assessment of a year, and what was done about each risk. A risk's level is worked out, never stored."""

from __future__ import annotations

from typing import Literal

from macros.records.fields import Date, Id, Period, Text, WholeNumber, field
from macros.records.parts import Evidence, Part
from macros.records.registers.base import Register
from macros.records.registers.fields import Rating, RiskLevel


class RiskAction(Part):
    """สิ่งที่ทำเพื่อจัดการความเสี่ยง"""

    on: Date = field("วันที่", "วัน เดือน ปี พ.ศ. ที่ทำ", "15 มกราคม 2564")
    text: Text = field("สิ่งที่ทำ", "ทำอะไร ได้ผลอย่างไร", "สลับผู้ตรวจรับพัสดุทุกไตรมาสแล้ว")
    evidence: tuple[Evidence, ...] = field("หลักฐาน", "เอกสารหรือหน้าเว็บที่ยืนยัน", default=())


class Risk(Part):
    """ความเสี่ยงหนึ่งเรื่อง"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ไม่ซ้ำในไฟล์ ห้ามเปลี่ยนหลังเผยแพร่", "r-01")
    title: Text = field("เหตุการณ์ความเสี่ยง", "เหตุการณ์ที่อาจเกิดการทุจริต", "ผู้ตรวจรับพัสดุเอื้อประโยชน์แก่ผู้ขาย")
    process: Text = field("กระบวนงาน", "งานหรือขั้นตอนที่เสี่ยง", "การตรวจรับพัสดุ")
    area: Text | None = field("ด้าน", "ด้านของความเสี่ยงตามแบบของปีนั้น", "การจัดซื้อจัดจ้าง", default=None)
    likelihood: Rating = field("โอกาสเกิด", "1 น้อยที่สุด ถึง 5 มากที่สุด", 3)
    impact: Rating = field("ผลกระทบ", "1 น้อยที่สุด ถึง 5 มากที่สุด", 4)
    stated_level: RiskLevel | None = field("ระดับตามเอกสาร", "ระดับที่เอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจเท่านั้น ระดับที่แสดงคำนวณจากโอกาสและผลกระทบ", "สูง", default=None)
    existing_measure: Text | None = field("มาตรการที่มีอยู่", "สิ่งที่ทำอยู่แล้วเพื่อป้องกัน", "แต่งตั้งกรรมการตรวจรับ 3 คน", default=None)
    added_measure: Text = field("มาตรการที่เพิ่ม", "สิ่งที่จะทำเพิ่มเพื่อลดความเสี่ยง", "สลับผู้ตรวจรับทุกไตรมาส")
    unit: Id = field("ผู้รับผิดชอบ", "รหัสของหน่วยงานที่อยู่ใน agency.yml", "finance")
    period: Period = field("ระยะเวลา", "เดือนเริ่มถึงเดือนสิ้นสุด ปี พ.ศ.", "ม.ค. 2564 – ก.ย. 2564")
    actions: tuple[RiskAction, ...] = field("การดำเนินการ", "สิ่งที่ทำแล้วเพื่อจัดการความเสี่ยงนี้ เรียงตามวันที่", default=())


class RiskBands(Part):
    """เกณฑ์ระดับความเสี่ยง: คะแนน (โอกาส × ผลกระทบ) ตั้งแต่เท่าใดเป็นระดับใด"""

    medium: WholeNumber = field("ปานกลางตั้งแต่", "คะแนนน้อยที่สุดของระดับปานกลาง", 4, default=4)
    high: WholeNumber = field("สูงตั้งแต่", "คะแนนน้อยที่สุดของระดับสูง", 9, default=9)
    extreme: WholeNumber = field("สูงมากตั้งแต่", "คะแนนน้อยที่สุดของระดับสูงมาก", 15, default=15)

    def level(self, score: int) -> str:
        """``low``, ``medium``, ``high`` or ``extreme``"""
        return next((name for name in ("extreme", "high", "medium") if score >= getattr(self, name)), "low")


class RiskAssessment(Register):
    """การประเมินความเสี่ยงการทุจริตของปีงบประมาณหนึ่ง"""

    kind: Literal["risk-assessment"] = field("ชนิดของไฟล์", "เป็น risk-assessment เสมอ", "risk-assessment")
    bands: RiskBands = field("เกณฑ์ระดับ", "ใส่เมื่อเกณฑ์ของหน่วยงานต่างจาก 4 9 15", default=RiskBands())
    risks: tuple[Risk, ...] = field("ความเสี่ยง", "เรื่องละหนึ่งแถว", min_length=1)
