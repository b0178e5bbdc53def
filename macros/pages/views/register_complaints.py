"""The page of the statistics of complaints: how many, of what, and how many are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.pages.views import tables
from macros.pages.views.register_sections import Figure, Made, Section
from macros.pages.views.tables import Cell, Chart, Column, Group, Row, Table
from macros.records.registers.complaints import ComplaintCount, ComplaintStatistics
from macros.records.registers.figures import pending
from macros.thai.dates import Period, long_date, period_text

if TYPE_CHECKING:
    from macros.pages.views.registers import RegisterView

_COUNTS = (Column("ประเภทเรื่อง"), Column("รับเรื่อง", "รับเรื่อง", number=True), Column("แล้วเสร็จ", "แล้วเสร็จ", number=True), Column("อยู่ระหว่างดำเนินการ", "ดำเนินการ", number=True))


def statistics(register: RegisterView[ComplaintStatistics]) -> Made:
    record = register.latest
    received, done = sum(count.received for count in record.counts), sum(count.done for count in record.counts)
    figures = (
        Figure(f"{received:,}", "เรื่อง", "รับเรื่องร้องเรียน", "statistics"),
        Figure(f"{done:,}", f"จาก {received:,}", "เรื่องที่แล้วเสร็จ", "statistics"),
        Figure(f"{received - done:,}", "เรื่อง", "อยู่ระหว่างดำเนินการ", "statistics", f"ณ\u00a0วันที่\u00a0{long_date(record.as_of)}"),
    )
    said = f"{record.none.text} ณ\u00a0วันที่\u00a0{long_date(record.none.on)}" if record.none else "ยังไม่มีข้อมูล"
    return figures, (Section("statistics", "จำนวนเรื่องร้องเรียน", chart=_chart(record), table=_table(register, record), empty=said),)


def _periods(record: ComplaintStatistics) -> list[Period]:
    return sorted({*(count.period for count in record.counts), *record.periods_without})


def _of(record: ComplaintStatistics, period: Period) -> list[ComplaintCount]:
    return [count for count in record.counts if count.period == period]


def _chart(record: ComplaintStatistics) -> Chart | None:
    if not record.counts:
        return None
    entries = []
    for period in _periods(record):
        done, waiting = sum(count.done for count in _of(record, period)), sum(map(pending, _of(record, period)))
        words = f"รับ {done + waiting} แล้วเสร็จ {done} ดำเนินการ {waiting}" if done + waiting else "ไม่มีเรื่องร้องเรียน"
        entries.append((period_text(period, short=True), done, waiting, words))
    return Chart("เรื่องร้องเรียนแต่ละช่วง", tables.split_bars(entries), parts=("แล้วเสร็จ", "อยู่ระหว่างดำเนินการ"))


def _table(register: RegisterView, record: ComplaintStatistics) -> Table:
    groups = []
    for period in _periods(record):
        rows = tuple(Row(count.id, (Cell(count.subject), *_numbers([count]))) for count in _of(record, period))
        groups.append(Group(rows, period_text(period) + ("" if rows else "\u00a0· ไม่มีเรื่องร้องเรียน")))
    return Table(f"สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ {register.year}", _COUNTS, tuple(groups), (Cell("รวม"), *_numbers(record.counts)))


def _numbers(counts) -> tuple[Cell, ...]:
    received, done = sum(count.received for count in counts), sum(count.done for count in counts)
    return tables.number(received), tables.number(done), tables.number(received - done)
