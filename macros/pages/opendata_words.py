"""What each file of the open data holds, in words for the page ``/data/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.records.status import STATUS_HELP

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView


_FORMS = {"json": "JSON", "csv": "CSV รหัส UTF-8 เปิดด้วย Excel ได้", "xlsx": "Excel", "zip": "ZIP"}


@dataclass(frozen=True)
class DataFile:
    """A file below ``/data/``; ``schema`` is the address of its JSON Schema, '' where there is none."""

    name: str
    about: str
    schema: str = ""

    @property
    def form(self) -> str:
        return _FORMS[self.name.rpartition(".")[2]]

    @property
    def address(self) -> str:
        return f"/data/{self.name}"


def files(site: SiteView) -> tuple[DataFile, ...]:
    return tuple(_files(site))


def _files(site: SiteView) -> Iterator[DataFile]:
    yield DataFile("measures.json", "ทุกรายการของทุกแผน พร้อมขั้นตอน ผู้รับผิดชอบ ระยะเวลา และสถานะ", "/data/schema/export-measures.json")
    for year in site.plan_years:
        yield DataFile(f"measures-{year}.csv", f"รายการของแผนปี {year} เป็นตาราง")
    for year in site.result_years:
        yield DataFile(f"ita-{year}.json", f"ผลประเมิน ITA ปี {year} คะแนน จุดอ่อน ข้อที่ไม่ผ่าน และรายการที่แก้", "/data/schema/export-ita.json")
    for year in site.oit_years:
        yield DataFile(f"oit-{year}.json", f"แบบ OIT ปี {year} ทุกข้อ เผยแพร่แล้วหรือยัง และเผยแพร่ที่ใด", "/data/schema/export-oit.json")
        yield DataFile(f"oit-{year}.csv", f"แบบ OIT ปี {year} เป็นตาราง สำหรับกรอกในระบบประเมิน")
        yield DataFile(f"oit-{year}.xlsx", f"แบบ OIT ปี {year} เป็นตาราง Excel สำหรับกรอกในระบบประเมิน")
        yield DataFile(f"pack-{year}.zip", f"ชุดหลักฐานปี {year} ทั้งหมดในไฟล์เดียว ข้อความของหน้า ข้อมูล ไฟล์แนบ และรหัสตรวจสอบ")
    for year in site.register_years:
        for register in site.registers(year):
            stem = f"{register.kind}-{year}"
            yield DataFile(f"{stem}.json", f"{register.title} ทุกแถวและที่มาของข้อมูล", register.schema)
            yield DataFile(f"{stem}.csv", f"{register.title} เป็นตาราง")
            yield DataFile(f"{stem}.xlsx", f"{register.title} เป็นตาราง Excel")
    yield DataFile("pages.json", "ที่อยู่ของทุกหน้าที่เผยแพร่ พร้อมชื่อ ชนิด วันที่บันทึกครั้งแรกและแก้ไขล่าสุด", "/data/schema/export-pages.json")
    yield DataFile("redirects.json", "ที่อยู่เดิมและที่อยู่ใหม่ของหน้าที่ย้าย", "/data/schema/export-redirects.json")
    yield DataFile("build.json", "รุ่นของโปรแกรมและรหัส commit ของข้อมูลที่ใช้สร้างเว็บไซต์นี้", "/data/schema/export-build.json")
    yield DataFile("manifest.json", "ค่าแฮช SHA-256 ของทุกไฟล์ที่เผยแพร่ ใช้ตรวจว่าสำเนาตรงกับต้นฉบับ", "/data/schema/export-manifest.json")
    yield DataFile("sbom.json", "รายการโปรแกรมทั้งหมดที่ใช้สร้างเว็บไซต์นี้ (CycloneDX)")


FIELDS = (
    ("id", "รหัสของรายการ ไม่เปลี่ยนตลอดไปภายในปี"),
    ("fiscal_year", "ปีงบประมาณของแผน (พ.ศ.)"),
    ("measure", "รหัสของมาตรการที่รายการนี้อยู่"),
    ("title", "ชื่อรายการ"),
    ("steps", "ขั้นตอนตามลำดับ"),
    ("responsible", "รหัสของหน่วยงานที่รับผิดชอบ"),
    ("period", "เดือนเริ่มและเดือนสิ้นสุด (ค.ศ.) เช่น 2020-12"),
    ("follow_up", "รายงานผลที่ใด เมื่อใด"),
    ("repairs", "ข้อที่ไม่ผ่านหรือจุดอ่อนที่รายการนี้แก้ เช่น 2563/O11"),
    ("status", STATUS_HELP),
    ("url", "ที่อยู่ของหน้ารายการ"),
)
