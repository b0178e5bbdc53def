"""The anti-corruption action plan of a year and its two reports, as e-Plan NACC has them."""

from __future__ import annotations

from typing import Literal

from macros.records.fields import Date, FiscalYear, Id, Period, Status, Text, field
from macros.records.parts import Adoption, Evidence, Part
from macros.records.registers.base import Register, YearReport
from macros.records.registers.fields import Money
from macros.records.status import STATUS_HELP


class ProjectReport(Part):
    """ผลของโครงการในรอบหนึ่ง"""

    result: Text = field("ผลการดำเนินงาน", "ทำอะไรไปแล้ว ได้ผลอย่างไร", "จัดอบรมแล้ว 1 ครั้ง ผู้เข้าร่วม 40 คน")
    spent: Money = field("งบประมาณที่ใช้", "ใช้ไปแล้วตั้งแต่ต้นปีถึงสิ้นรอบ เป็นบาท ไม่ใช้งบประมาณใส่ 0", "18,000.00")
    status: Status = field("สถานะ", STATUS_HELP, "done", default="unknown")
    evidence: tuple[Evidence, ...] = field("หลักฐาน", "เอกสารหรือหน้าเว็บที่ยืนยันผลนี้", default=())


class Project(Part):
    """โครงการหรือกิจกรรมหนึ่งของแผน"""

    id: Id = field("รหัส", "รหัสภาษาอังกฤษตัวเล็ก ไม่ซ้ำในไฟล์ ห้ามเปลี่ยนหลังเผยแพร่", "a-01")
    title: Text = field("ชื่อโครงการ", "ชื่อโครงการ กิจกรรม หรือมาตรการ", "อบรมคุณธรรมจริยธรรมพนักงาน")
    dimension: Text = field("มิติ", "มิติหรือยุทธศาสตร์ของแผนที่โครงการอยู่ แถวของมิติเดียวกันเรียงติดกัน", "มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต")
    strategy: Text | None = field("กลยุทธ์", "กลยุทธ์หรือภารกิจตามมิติ", "สร้างจิตสำนึกแก่บุคลากร", default=None)
    unit: Id = field("ผู้รับผิดชอบ", "รหัสของหน่วยงานที่อยู่ใน agency.yml", "clerk")
    budget: Money = field("งบประมาณ", "เป็นบาท ไม่ใช้งบประมาณใส่ 0", "20,000.00")
    period: Period = field("ระยะเวลา", "เดือนเริ่มถึงเดือนสิ้นสุด ปี พ.ศ.", "ม.ค. 2564 – มี.ค. 2564")
    six_months: ProjectReport | None = field("ผลรอบ 6 เดือน", "ผลถึงวันที่ 31 มีนาคม", default=None)
    full_year: ProjectReport | None = field("ผลทั้งปี", "ผลถึงวันที่ 30 กันยายน", default=None)


class AnticorruptionPlan(Register):
    """แผนปฏิบัติการป้องกันการทุจริตของปีงบประมาณหนึ่ง และผลการดำเนินงาน"""

    kind: Literal["anticorruption-plan"] = field("ชนิดของไฟล์", "เป็น anticorruption-plan เสมอ", "anticorruption-plan")
    title: Text = field("ชื่อแผน", "ชื่อเต็มตามเอกสาร", "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2561–2565")
    first_year: FiscalYear | None = field("ปีแรกของแผน", "ปีงบประมาณแรก เมื่อแผนมีหลายปี", 2561, default=None)
    last_year: FiscalYear | None = field("ปีสุดท้ายของแผน", "ปีงบประมาณสุดท้าย เมื่อแผนมีหลายปี", 2565, default=None)
    adopted: Adoption | None = field("การเห็นชอบ", "แผนนี้เห็นชอบเมื่อใด ในที่ประชุมใด", default=None)
    total: Money | None = field("ยอดรวมตามเอกสาร", "ยอดรวมงบประมาณที่เอกสารต้นฉบับพิมพ์ไว้ ใช้ตรวจว่าแถวครบ", "120,000.00", default=None)
    six_months_on: Date | None = field("วันที่รายงานรอบ 6 เดือน", "วัน เดือน ปี พ.ศ. ที่รายงาน", "7 เมษายน 2564", default=None)
    annual_report: YearReport | None = field("รายงานประจำปี", "สรุปปัญหาและข้อเสนอแนะเมื่อสิ้นปี", default=None)
    projects: tuple[Project, ...] = field("โครงการ", "โครงการละหนึ่งแถว", min_length=1)
