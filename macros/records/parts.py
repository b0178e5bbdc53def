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
