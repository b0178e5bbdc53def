"""What each file of the open data holds, in words for the page ``/data/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView


@dataclass(frozen=True)
class DataFile:
    """A file below ``/data/``; ``schema`` is the address of its JSON Schema, '' for CSV."""

    name: str
    about: str
    schema: str = ""

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
    yield DataFile("pages.json", "ที่อยู่ของทุกหน้าที่เผยแพร่ พร้อมชื่อและชนิด", "/data/schema/export-pages.json")


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
    ("status", "unknown ไม่มีข้อมูล · not-started ยังไม่เริ่ม · under-way กำลังดำเนินการ · done แล้วเสร็จ"),
    ("url", "ที่อยู่ของหน้ารายการ"),
)
