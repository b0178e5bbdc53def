"""What the record kinds have in common."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from macros.records.fields import Date, FilePath, Text, Url, field


class Part(BaseModel):
    """Anything inside a record. Unknown fields are refused, values never change after reading. A kind that a site has none of needs no checker."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Record(Part):
    """A file of ``measures/``."""

    kind: str = field("ชนิดของไฟล์", "ชนิดของข้อมูลในไฟล์", "measure")


class Approved(Part):
    """ผู้บริหารเห็นชอบให้เผยแพร่"""

    by: Text = field("ผู้เห็นชอบ", "ตำแหน่งของผู้ที่เห็นชอบให้เผยแพร่", "ปลัดเทศบาล")
    on: Date = field("วันที่เห็นชอบ", "วัน เดือน ปี พ.ศ. ที่เห็นชอบ", "5 เมษายน 2564")


class Correction(Part):
    """การแก้ไขหลังเห็นชอบหรือหลังปิดปี"""

    on: Date = field("วันที่แก้ไข", "วัน เดือน ปี พ.ศ. ที่แก้ไข", "5 ตุลาคม 2564")
    why: Text = field("เหตุผล", "แก้เพราะอะไร", "พิมพ์ชื่อหน่วยงานผิด")
    what: Text = field("สิ่งที่แก้", "แก้อะไร จากอะไรเป็นอะไร", "แก้ผู้รับผิดชอบจากกองช่างเป็นกองคลัง")


class Evidence(Part):
    """หลักฐาน: ไฟล์ในเว็บนี้ หรือหน้าเว็บอื่น อย่างใดอย่างหนึ่ง"""

    title: Text = field("ชื่อหลักฐาน", "ชื่อที่ประชาชนอ่านแล้วรู้ว่าเป็นเอกสารอะไร", "รายงานการประชุมเดือนเมษายน 2564")
    file: FilePath | None = field("ไฟล์", "ที่อยู่ของไฟล์ภายในโฟลเดอร์ content", "files/2564/meeting-2564-04.pdf", default=None)
    url: Url | None = field("ที่อยู่เว็บ", "ที่อยู่ของหน้าเว็บ ขึ้นต้นด้วย https://", "https://www.example.go.th/report", default=None)
    on: Date | None = field("วันที่ของเอกสาร", "วัน เดือน ปี พ.ศ. ที่เอกสารออก", "30 เมษายน 2564", default=None)


class Adoption(Part):
    """แผนนี้เห็นชอบเมื่อใด ที่ไหน"""

    on: Date = field("วันที่", "วัน เดือน ปี พ.ศ. ที่เห็นชอบ", "25 พฤศจิกายน 2563")
    at: Text = field("ที่ประชุม", "ชื่อที่ประชุมหรือผู้เห็นชอบ", "ที่ประชุมคณะผู้บริหาร พนักงาน และลูกจ้าง")


def parts_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and all that lies in it, each once, in the order of the fields."""
    found = [model]
    for part in found:  # it grows by the parts of each
        for info in part.model_fields.values():
            found += [inner for inner in models_in(info.annotation) if inner not in found]
    return found


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a field of this type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from models_in(inner)
