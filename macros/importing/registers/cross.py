"""Statistics of complaints with a group of columns for each subject, or for each month, as the list that they would be: one row for each of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from macros.importing.document import Cell, Document, Paragraph, Table, Where
from macros.importing.registers.kinds import KINDS
from macros.importing.registers.proposal import parts, plain
from macros.importing.when import told_period

_KIND = "complaint-statistics"
_SLOTS = {slot.name: slot for slot in KINDS[_KIND].slots}
_COUNTS = {name: re.compile(_SLOTS[name].words) for name in ("pending", "done", "received")}
_HEADINGS = {name: _SLOTS[name].title for name in ("period", "subject", "received", "done", "pending")}
_DOWN = {"period": re.compile(_SLOTS["period"].words), "subject": re.compile(r"^ประเภท|^เรื่อง|^ประเด็น|^ลักษณะ")}
_WITHIN = 20  # rows above a heading


class _Cross(NamedTuple):
    """``down``: what the rows are of; ``groups``: what stands across → field → column; ``rest``: columns of sums and remarks; the row after the heading."""

    down: str
    place: int
    groups: dict[str, dict[str, int]]
    rest: dict[int, tuple[str, ...]]
    end: int


def listed(document: Document, kind: str, year: int) -> Document:
    """``document`` with its cross tables as lists; the others, and those of other kinds, as they are."""
    if kind != _KIND:
        return document
    return replace(document, blocks=[_list(block, year) if isinstance(block, Table) else block for block in document.blocks])


def is_of_one_figure(document: Document, year: int) -> bool:
    """Whether a table counts complaints, by month and subject, in one figure each: nobody can tell received ones from settled ones."""
    is_named = any("ร้องเรียน" in paragraph.text for paragraph in document.paragraphs())
    return is_named and any(sum(bool(told_period(_text(row[0]), year)) for row in table.rows if _figures(row) > 1) > 1 for table in document.tables)


def _figures(row: Sequence[Cell]) -> int:
    return sum(bool(re.fullmatch(r"[\d๐-๙]{1,4}|-", cell.text.strip())) for cell in row[1:])


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _list(table: Table, year: int) -> Table:
    found = next((cross for start in range(min(len(table.rows) - 2, _WITHIN)) if (cross := _cross(table, start, year))), None)
    if found is None:
        return table
    across = "subject" if found.down == "period" else "period"
    counts = [name for name in _COUNTS if all(name in group for group in found.groups.values())][::-1]
    where = table.rows[found.end - 1][0].where
    heading = [*(_said(_HEADINGS[name], where) for name in (found.down, across, *counts)), *(_said(" ".join(head), where) for head in found.rest.values())]
    rows = [*(_padded(row, len(heading)) for row in table.rows[: found.end - 2]), heading]
    for number, (name, group) in enumerate(found.groups.items()):
        for row in table.rows[found.end :]:
            beside = [row[place] if not number else _said("", where) for place in found.rest]
            rows.append([row[found.place], _said(name, row[group["received"]].where), *(row[group[count]] for count in counts), *beside])
    sums = {pair[1]: place for place, head in found.rest.items() if (pair := _pair(head))}
    for row in table.rows[found.end :] if set(counts) <= set(sums) else ():
        if plain(row[found.place].text).startswith("รวม"):
            rows.append([row[found.place], _said("", where), *(row[sums[name]] for name in counts), *(_said("", where) for _ in found.rest)])
    return Table(table.where, rows, [1.0] * len(heading))


def _said(text: str, where: Where) -> Cell:
    return Cell(where, [Paragraph(text, where)] if text else [])


def _padded(row: list[Cell], width: int) -> list[Cell]:
    """What stands above the heading, in as many columns as the list has."""
    found = list(dict.fromkeys(cell for cell in row if not cell.is_empty))
    return [*found, *(_said("", row[0].where) for _ in range(width - len(found)))][: max(width, len(found))]


def _cross(table: Table, start: int, year: int) -> _Cross | None:
    """The heading in rows ``start`` and the next, where each of its columns is understood."""
    rows, width = table.rows[start : start + 2], min(map(len, table.rows[start : start + 3]))
    heads = [parts(rows, place) for place in range(width)]
    down = next(((name, place) for place, head in enumerate(heads[:2]) for name, words in _DOWN.items() if len(head) == 1 and words.search(plain(head[0]))), None)
    if down is None:
        return None
    groups: dict[str, dict[str, int]] = {}
    rest: dict[int, tuple[str, ...]] = {}
    for place in range(down[1] + 1, width):
        pair = _pair(heads[place])
        if re.match("รวม|ทั้งหมด|หมายเหตุ|ร้อยละ", plain(heads[place][0])):
            rest[place] = heads[place]
        elif pair is None or (down[0] == "subject" and not told_period(pair[0], year)) or pair[1] in groups.get(pair[0], {}):
            return None
        else:
            groups.setdefault(pair[0], {})[pair[1]] = place
    return _Cross(*down, groups, rest, start + 2) if len(groups) > 1 and all({"received", "done"} <= set(group) for group in groups.values()) else None


def _pair(head: Sequence[str]) -> tuple[str, str] | None:
    """A subject or a month, and what is counted of it, whichever stands above."""
    if len(head) != 2:
        return None
    counted = [next((name for name, words in _COUNTS.items() if words.search(plain(part))), "") for part in head]
    if bool(counted[0]) == bool(counted[1]):
        return None
    return (head[0], counted[1]) if counted[1] else (head[1], counted[0])
