"""What each file of the open data holds, in words for the page ``/data/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.records.collection import grouped
from macros.records.status import STATUS_HELP

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView


_FORMS = {"json": "application/json", "csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip"}
CATALOG = "catalog.json"


@dataclass(frozen=True)
class DataFile:
    """A file below ``/data/``; ``schema`` is the address of its JSON Schema, '' where there is none."""

    name: str
    schema: str = ""

    @property
    def media_type(self) -> str:
        return _FORMS[self.name.rpartition(".")[2]]

    @property
    def address(self) -> str:
        return f"/data/{self.name}"


@dataclass(frozen=True)
class Dataset:
    """The same data in one or more forms. ``year``: the fiscal year (B.E.) they are of, None of all; ``shown_at``: the page that shows the same to readers,
    whose last change is theirs, '' where there is none."""

    name: str
    about: str
    files: tuple[DataFile, ...]
    year: int | None = None
    shown_at: str = ""


def years(site: SiteView) -> dict[int | None, tuple[Dataset, ...]]:
    """What is of all years, then what is of each, the newest first."""
    found = grouped((dataset.year, dataset) for dataset in (*_whole(), *_of_years(site)))
    return {year: tuple(found[year]) for year in (None, *sorted((year for year in found if year), reverse=True))}


def _whole() -> Iterator[Dataset]:
    yield _one("measures.json", "ทุกรายการของทุกแผน พร้อมขั้นตอน ผู้รับผิดชอบ ระยะเวลา และสถานะ")
    yield _one("pages.json", "ที่อยู่ของทุกหน้าที่เผยแพร่ พร้อมชื่อ ชนิด วันที่บันทึกครั้งแรกและแก้ไขล่าสุด")
    yield _one("redirects.json", "ที่อยู่เดิมและที่อยู่ใหม่ของหน้าที่ย้าย")
    yield _one("build.json", "รุ่นของโปรแกรมและรหัส commit ของข้อมูลที่ใช้สร้างเว็บไซต์นี้")
    yield _one("manifest.json", "ขนาดและค่าแฮช SHA-256 ของทุกไฟล์ที่เผยแพร่ ใช้ตรวจว่าสำเนาตรงกับต้นฉบับ")
    yield Dataset("sbom", "รายการโปรแกรมทั้งหมดที่ใช้สร้างเว็บไซต์นี้ (CycloneDX)", (DataFile("sbom.json"),))


def _one(name: str, about: str) -> Dataset:
    stem = name.partition(".")[0]
    return Dataset(stem, about, (DataFile(name, f"/data/schema/export-{stem}.json"),))


def _of_years(site: SiteView) -> Iterator[Dataset]:
    for year in site.plan_years:
        yield Dataset(f"measures-{year}", f"รายการของแผนปี {year} เป็นตาราง", (DataFile(f"measures-{year}.csv"),), year, f"/measures/{year}/")
    for year in site.result_years:
        result = DataFile(f"ita-{year}.json", "/data/schema/export-ita.json")
        yield Dataset(f"ita-{year}", f"ผลประเมิน ITA ปี {year} คะแนน จุดอ่อน ข้อที่ไม่ผ่าน และรายการที่แก้", (result,), year, f"/ita/{year}/")
    for year in site.oit_years:
        about = f"แบบ OIT ปี {year} ทุกข้อ เผยแพร่แล้วหรือยัง และเผยแพร่ที่ใด เป็นตารางสำหรับกรอกในระบบประเมินด้วย"
        yield Dataset(f"oit-{year}", about, _forms(f"oit-{year}", "/data/schema/export-oit.json"), year, f"/oit/{year}/")
    for year in site.register_years:
        for register in site.registers(year):
            files = _forms(f"{register.kind}-{year}", register.schema)
            yield Dataset(f"{register.kind}-{year}", f"{register.title} ทุกแถวและที่มาของข้อมูล", files, year, register.address)
    for year in site.oit_years:
        about = f"ชุดหลักฐานปี {year} ทั้งหมดในไฟล์เดียว ข้อความของหน้า ข้อมูล ไฟล์แนบ และรหัสตรวจสอบ"
        yield Dataset(f"pack-{year}", about, (DataFile(f"pack-{year}.zip"),), year)


def _forms(stem: str, schema: str) -> tuple[DataFile, ...]:
    return tuple(DataFile(f"{stem}.{ending}", schema if ending == "json" else "") for ending in ("json", "csv", "xlsx"))


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
