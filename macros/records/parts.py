"""What the record kinds have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from macros.records.fields import Date, Text, field


class Part(BaseModel):
    """Anything inside a record. Unknown fields are refused, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Record(Part):
    """A file of ``measures/``."""


class Approved(Part):
    """ผู้บริหารเห็นชอบให้เผยแพร่"""

    by: Text = field("ผู้เห็นชอบ", "ตำแหน่งของผู้ที่เห็นชอบให้เผยแพร่", "ปลัดเทศบาล")
    on: Date = field("วันที่เห็นชอบ", "วัน เดือน ปี พ.ศ. ที่เห็นชอบ", "5 เมษายน 2564")


class Correction(Part):
    """การแก้ไขหลังเห็นชอบหรือหลังปิดปี"""

    on: Date = field("วันที่แก้ไข", "วัน เดือน ปี พ.ศ. ที่แก้ไข", "5 ตุลาคม 2564")
    why: Text = field("เหตุผล", "แก้เพราะอะไร", "พิมพ์ชื่อหน่วยงานผิด")
    what: Text = field("สิ่งที่แก้", "แก้อะไร จากอะไรเป็นอะไร", "แก้ผู้รับผิดชอบจากกองช่างเป็นกองคลัง")
