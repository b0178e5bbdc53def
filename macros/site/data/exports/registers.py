"""Registers as open data: JSON with all that a register says and what follows from it, and its rows as a table.

The rows' form is worked out from the record kinds themselves, so that a field that is added there is exported at once.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any

from pydantic import BaseModel, Field, TypeAdapter, create_model

from macros.importing.registers.sheet_cells import canonical
from macros.importing.sheet_rows import mark_of
from macros.pages.site_view import SiteView
from macros.pages.views.registers import RegisterView
from macros.records.fields import STATUS_WORDS
from macros.records.parts import Part
from macros.records.registers import REGISTERS, Register
from macros.records.registers import Row as RegisterRow
from macros.records.registers.budget import Expense
from macros.records.registers.complaints import ComplaintCount
from macros.records.registers.fields import METHOD_WORDS, RISK_LEVEL_WORDS
from macros.records.registers.figures import figures, pending, risk_level, risk_score
from macros.records.registers.risks import Risk, RiskAssessment
from macros.records.registers.rows import ROWS, row_model, rows
from macros.records.schema import DIALECT, as_bytes
from macros.site.data.datafiles import Group
from macros.site.data.exports.column import Column
from macros.site.data.pretty import pretty
from macros.site.data.tables import csv_bytes
from macros.thai.dates import Period, YearMonth, fiscal_year_period, iso_month, long_date, period_text

Number = int | Decimal
_ENDINGS = ("json", "csv", "xlsx")

# What follows from a row, beside what it says: name, Thai name, type.
_DERIVED: dict[str, tuple[tuple[str, str, type], ...]] = {
    "budget-report": (("spent", "เบิกจ่ายรวม", float), ("left", "คงเหลือ", float)),
    "risk-assessment": (("score", "คะแนน", int), ("level", "ระดับ", str)),
    "complaint-statistics": (("waiting", "อยู่ระหว่างดำเนินการ", int),),
}
# Of the form of a record, no use to a reader of data: of a register, and of its rows.
_LEFT_OUT = ("kind", "approved", "corrections")
_LEFT_OUT_OF_ROWS = ("stated_level",)


def _derived(row: RegisterRow, register: Register) -> dict[str, object]:
    if isinstance(row, Expense):
        sums = figures(row)
        return {"spent": sums.spent, "left": sums.balance}
    if isinstance(row, Risk) and isinstance(register, RiskAssessment):
        return {"score": risk_score(row), "level": risk_level(row, register.bands)}
    return {"waiting": pending(row)} if isinstance(row, ComplaintCount) else {}


# ── JSON and its schema ──────────────────────────────────────────────────────────────────────────────────────────────


class PeriodData(BaseModel):
    """Months, Common Era: ``2020-12``."""

    start: str
    end: str


def groups(site: SiteView) -> Iterator[Group]:
    """Every register that is shown, as JSON, as CSV and as workbook."""
    for year in site.register_years:
        for place, register in enumerate(site.registers(year)):
            yield Group(paths(year, register.kind), partial(_made, site, year, place))


def _made(site: SiteView, year: int, place: int) -> tuple[bytes, bytes, bytes]:
    from macros.site.data.exports.workbook import workbook_bytes  # its library takes a quarter of a second to load, which ``check`` never needs

    register = site.registers(year)[place]
    columns, cells = _table(register)
    book = workbook_bytes(f"{register.kind} {year}"[:31], register.title, columns, cells, _first_day(year))
    return (pretty(_data(register)) + "\n").encode("utf-8"), csv_bytes([column.title for column in columns], cells), book


def names(site: SiteView) -> set[str]:
    """The paths of ``files``, without making them."""
    return {path for register in _registers(site) for path in paths(register.year, register.kind)}


def paths(year: int, kind: str) -> tuple[str, ...]:
    """Of the files of one register."""
    return tuple(f"data/{kind}-{year}.{ending}" for ending in _ENDINGS)


def schemas() -> dict[str, bytes]:
    """JSON Schema of each exported file, by its name in ``data/schema/``."""
    return {f"export-{kind}.json": as_bytes({"$schema": DIALECT, **TypeAdapter(exported_type(kind)).json_schema()}) for kind in REGISTERS}


def _registers(site: SiteView) -> Iterator[RegisterView]:
    return (register for year in site.register_years for register in site.registers(year))


def _first_day(year: int) -> date:
    start = fiscal_year_period(year).start
    return date(start.year, start.month, 1)


def _data(register: RegisterView) -> list[dict]:
    """One entry a file of the register, mostly one in all."""
    found = []
    for record in register.records:
        fields = {name: _plain(getattr(record, name)) for name in type(record).model_fields if name not in (*_LEFT_OUT, ROWS[register.kind])}
        every = [{**_fields_of(row), **{name: _plain(value) for name, value in _derived(row, record).items()}} for row in rows(record)]
        found.append({"kind": register.kind, **fields, "rows": every, "url": register.site.info.url.rstrip("/") + register.address})
    return found


def _fields_of(part: BaseModel) -> dict[str, object]:
    return {name: _plain(inner) for name, inner in part if name not in _LEFT_OUT_OF_ROWS}


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return _fields_of(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, YearMonth):
        return iso_month(value)
    if isinstance(value, Period):
        return {"start": iso_month(value.start), "end": iso_month(value.end)}
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


@cache
def exported_type(kind: str) -> type[list]:
    """The type of an exported file: a list of models, one a file of the register."""
    model = REGISTERS[kind]
    row = row_model(kind)
    derived: dict[str, Any] = {name: (of, Field(title=title)) for name, title, of in _DERIVED.get(kind, ())}
    entry = create_model(f"{row.__name__}Row", __doc__=row.__doc__, **_fields(row), **derived)
    own = {name: field for name, field in _fields(model).items() if name not in (*_LEFT_OUT, ROWS[kind])}
    every = list[entry]  # type: ignore[valid-type]  # a model that is only made here
    register = create_model(f"{model.__name__}Data", __doc__=model.__doc__, kind=(str, ...), **own, rows=(every, ...), url=(str, ...))
    return list[register]  # type: ignore[valid-type]  # likewise


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """Name → type and ``Field``, as ``create_model`` takes them."""
    return {
        name: (_exported(info.annotation), Field(title=info.title, description=info.description))
        for name, info in model.model_fields.items() if name not in _LEFT_OUT_OF_ROWS
    }


def _exported(annotation: object) -> object:
    """The type of an exported value, from that of the field."""
    simple = {Decimal: float, YearMonth: str, Period: PeriodData, date: str}
    if annotation in simple:
        return simple[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return create_model(annotation.__name__, __doc__=annotation.__doc__, **_fields(annotation))
    inner = typing.get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _exported(inner[0])
    if typing.get_origin(annotation) is tuple:
        return list[_exported(inner[0])]  # type: ignore[misc]
    if type(None) in inner:
        return typing.Optional[_exported(next(one for one in inner if one is not type(None)))]  # noqa: UP045  a value, made here
    return annotation


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(register: RegisterView) -> tuple[list[Column], list[list[str | Number]]]:
    """Columns of a row's own fields, then of what follows from it, then the mark by which a sheet that comes back from Excel tells
    what was edited; Thai title and the field's name in each head."""
    own = list(_columns(row_model(register.kind)))
    columns = own + [Column(name, f"{title} ({name})", 16) for name, title, _ in _DERIVED.get(register.kind, ())] + [Column("row", "ลายพิมพ์ของแถว ห้ามแก้ (row)", 14)]
    cells = []
    for record in register.records:
        for row in rows(record):
            values = {**dict(_values(register.site, row)), **{name: _text(register.site, name, value) for name, value in _derived(row, record).items()}}
            values["row"] = mark_of(canonical(register.kind, column.name, str(values.get(column.name, ""))) for column in own)
            cells.append([values.get(column.name, "") for column in columns])
    return columns, cells


def row_texts(site: SiteView, row: Part) -> dict[str, str]:
    """Field → text of its cell, as the sheet of the open data has it."""
    return {name: str(value) for name, value in _values(site, row)}


def _columns(model: type[BaseModel], prefix: str = "", above: str = "") -> Iterator[Column]:
    for name, info in model.model_fields.items():
        if name in _LEFT_OUT_OF_ROWS:
            continue
        inner = _part(info.annotation)
        if inner:
            yield from _columns(inner, f"{prefix}{name}.", f"{info.title} ")
        else:
            title = f"{above}{info.title} ({prefix}{name})"
            yield Column(prefix + name, title, 40 if name in ("title", "result", "added_measure", "existing_measure", "actions", "bidders") else 18)


def _part(annotation: object) -> type[BaseModel] | None:
    """The one part that a field holds; None for lists of them and for plain values."""
    found = [one for one in (annotation, *typing.get_args(annotation)) if isinstance(one, type) and issubclass(one, BaseModel)]
    return found[0] if found and typing.get_origin(annotation) is not tuple else None


def _values(site: SiteView, part: BaseModel, prefix: str = "") -> Iterator[tuple[str, str | Number]]:
    for name, value in part:
        if isinstance(value, BaseModel):
            yield from _values(site, value, f"{prefix}{name}.")
        else:
            yield prefix + name, _text(site, name, value)


_WORDS = {"status": STATUS_WORDS, "method": METHOD_WORDS, "level": RISK_LEVEL_WORDS}


def _text(site: SiteView, name: str, value: object) -> str | Number:
    """A value as a person reads it; amounts and counts stay numbers. Entries of lists stand one a line, their parts after bars."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    if name in _WORDS and isinstance(value, str):
        return _WORDS[name][value]
    if name == "unit" and value:
        return site.unit_name(str(value)) or str(value)
    if isinstance(value, YearMonth):
        return period_text(Period(value, value))
    if isinstance(value, Period):
        return period_text(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, tuple):
        return "\n".join(_line(site, one) for one in value)
    return "" if value is None else str(value)


def _line(site: SiteView, part: object) -> str:
    if not isinstance(part, BaseModel):
        return str(_text(site, "", part))
    texts: Iterable[str] = (str(_text(site, name, value)).replace("\n", " ") for name, value in part)
    return " | ".join(filter(None, texts))

