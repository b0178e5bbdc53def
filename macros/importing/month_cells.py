"""Columns of months or quarters side by side: a row ticks those of its time, or says in them what is done then."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.importing import columns as c
from macros.importing.columns import Columns
from macros.importing.document import Cell
from macros.importing.draft import PlanDraft, Step
from macros.importing.steps import read_groups
from macros.thai.digits import to_arabic
from macros.thai.months import LONG, SHORT

MARK = re.compile(r"(?![-–—.]{1,2}$)[^\w\s](?:[^\w]*[^\w\s])?|[xXüP]")  # a lone dash is none
# Words of a time, an amount or a state: a cell of nothing else does not say what is done.
_NO_DEED = re.compile(
    "|".join(map(re.escape, sorted(LONG + SHORT, key=len, reverse=True)))
    + "|ดำเนินการ|ดำเนินงาน|แล้วเสร็จ|ต่อเนื่อง|ตลอด|ภายใน|ตั้งแต่|เป็นต้นไป|ระหว่าง|ถึง|ไม่เกิน|ทุก|สิ้น|ต้น|กลาง|ปลาย|วัน|สัปดาห์|เดือน|ไตรมาส|ปีงบประมาณ|ปี|ที่"
    "|จำนวน|ร้อยละ|บาท|ล้าน|ครั้ง|โครงการ|กิจกรรม|เรื่อง|ฉบับ|แห่ง|คน|ราย|หน่วยงาน|ไม่มี"
)
_MEASURED = re.compile(r"\s*(?:จำนวน|ร้อยละ|เป้าหมาย|ค่าเป้า).*|.*แล้ว\s*", re.DOTALL)  # what is to be reached, or was done
_SHORTEST = 5  # letters of a deed


class Filled(NamedTuple):
    """What stands in a row's columns of months. ``time``: the headings of the first and the last that are filled; ``apart``: of each of them,
    where empty ones lie between; ``deeds``: the cells that say what is done, each with the words of its headings."""

    ticks: list[Cell]
    time: list[Cell]
    apart: list[Cell]
    deeds: dict[Cell, str]


def filled(row: list[Cell], columns: Columns) -> Filled | None:
    """None where nothing is ticked or said. With a column of steps, words below months are no further ones."""
    known = {place: heading for place, heading in columns.months.items() if place < len(row)}
    ticks = [place for place in known if MARK.fullmatch(row[place].text.strip())]
    deeds = [place for place in known if c.STEPS not in columns.known and _says_what(row[place].text)]
    if not (places := sorted(ticks + deeds)):
        return None
    time = list(dict.fromkeys((known[places[0]], known[places[-1]])))
    between = [place for place in known if places[0] <= place <= places[-1]]
    apart = [known[place] for place in places] if len(places) < len(between) else []
    said = {cell: _told([known[place] for place in deeds if row[place] is cell]) for cell in dict.fromkeys(row[place] for place in deeds)}
    return Filled(list(dict.fromkeys(row[place] for place in ticks)), time, apart, said)


def _says_what(text: str) -> bool:
    return not _MEASURED.fullmatch(text) and len(re.findall("[ก-ฮa-zA-Z]", _NO_DEED.sub("", to_arabic(text)))) >= _SHORTEST


def _told(headings: list[Cell]) -> str:
    return " – ".join(dict.fromkeys(" ".join(to_arabic(heading.text).split()) for heading in (headings[0], headings[-1])))


def steps_of(deeds: dict[Cell, str], draft: PlanDraft) -> list[Step]:
    """A step for each thing that is done, with its time before it."""
    steps: list[Step] = []
    for cell, time in deeds.items():
        draft.note(cell.where, "steps-by-time", time=time)
        for group in read_groups(cell.lines(), draft, lambda text: False, False):
            own = [*([Step(group.title)] if group.title else []), *group.steps]
            steps += [Step(step.lines, parts={0: f"{time}: ", **step.parts}) for step in own]
    return steps
