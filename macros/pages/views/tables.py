"""Tables and bars as data: what a register's page shows, whatever the register. One template prints them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from macros.pages.page import Link
from macros.records.fields import STATUS_WORDS
from macros.thai.dates import Period, YearMonth, period_text, short_date, short_month


@dataclass(frozen=True)
class Column:
    """``label`` names the value on a phone, where a row is a card; ``unit``, which the title says in brackets, follows it there."""

    title: str
    label: str = ""
    number: bool = False

    @property
    def unit(self) -> str:
        return "บาท" if self.number and self.title.endswith("(บาท)") else ""


@dataclass(frozen=True)
class Cell:
    """``text`` with notes below it in smaller letters, or ``lines`` of name and number; ``status`` is one of the four stored
    statuses, ``level`` one of the levels of risk; ``order`` puts rows in order; ``label``: where the column's does not name the value."""

    text: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    status: str = ""
    level: str = ""
    order: str = ""
    label: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.notes or self.lines or self.links)


@dataclass(frozen=True)
class Row:
    """``id`` is the row's anchor without its prefix; the first cell names the row."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own, which may be an anchor. A heading without rows says why there are none."""

    rows: tuple[Row, ...]
    title: str = ""
    id: str = ""


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: tuple[Cell, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(group.rows or group.title for group in self.groups)


@dataclass(frozen=True)
class Bar:
    """``share`` and ``rest``: widths in percent of the plot, ``rest`` follows ``share``. ``value`` is what both mean in words."""

    title: str
    value: str
    share: Decimal
    rest: Decimal = Decimal(0)
    address: str = ""


@dataclass(frozen=True)
class Chart:
    caption: str
    bars: tuple[Bar, ...]
    legend: str = ""
    parts: tuple[str, str] = ("", "")  # what share and rest are, for the legend


def money(amount: Decimal | None) -> Cell:
    """``1,234,567.00``; an empty cell where nothing is said."""
    return Cell() if amount is None else Cell(baht(amount), order=str(amount))


def baht(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace("-", "−")


def in_baht(amount: Decimal) -> str:
    """``1,234,567.00 บาท``, never parted at the end of a line."""
    return f"{baht(amount)}\u00a0บาท"


def number(count: int) -> Cell:
    return Cell(f"{count:,}", order=str(count))


def percentage(value: Decimal | None) -> Cell:
    return Cell() if value is None else Cell(f"{value:,.2f}", order=str(value))


def status(stored: str) -> Cell:
    return Cell(STATUS_WORDS[stored], status=stored, order=str(list(STATUS_WORDS).index(stored)))


def month(value: YearMonth) -> Cell:
    return Cell(short_month(value), order=f"{value.year}-{value.month:02d}")


def period(value: Period) -> Cell:
    return Cell(period_text(value, short=True), order=f"{value.start.year}-{value.start.month:02d}")


def day(value: date | None) -> Cell:
    return Cell(short_date(value), order=value.isoformat()) if value else Cell()


def bars(entries: Iterable[tuple[str, Decimal, str, str]]) -> tuple[Bar, ...]:
    """Title, amount, value in words and address of each; the longest bar is the whole width."""
    entries = tuple(entries)
    most = max((amount for _, amount, _, _ in entries), default=Decimal(0))
    return tuple(Bar(title, value, _share(amount, most), address=address) for title, amount, value, address in entries)


def split_bars(entries: Iterable[tuple[str, int, int, str]]) -> tuple[Bar, ...]:
    """Title, two counts that make a whole, and both in words."""
    entries = tuple(entries)
    most = Decimal(max((first + second for _, first, second, _ in entries), default=0))
    return tuple(Bar(title, value, _share(Decimal(first), most), _share(Decimal(second), most)) for title, first, second, value in entries)


def _share(amount: Decimal, most: Decimal) -> Decimal:
    return (max(amount, Decimal(0)) * 100 / most).quantize(Decimal("0.1")) if most > 0 else Decimal(0)


def grouped(rows: Iterable[tuple[str, Row]]) -> tuple[Group, ...]:
    """Rows that follow one another with the same title stand together under it."""
    found: list[Group] = []
    for title, row in rows:
        if found and found[-1].title == title:
            found[-1] = replace(found[-1], rows=(*found[-1].rows, row))
        else:
            found.append(Group((row,), title))
    return tuple(found)
