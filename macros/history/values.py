"""From a file as it was in some commit to the values in it: what is compared, so that form, place and line ends are no change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from macros.history.model import Value
from macros.records.model import Record
from macros.records.read import Document, read
from macros.records.registers.rows import ROW_KINDS, ROWS
from macros.records.validate import validate
from macros.records.written import Path, value_at
from macros.records.written import Value as Written

# Field of a record → kind of the parts in it, and the field that names a part.
PARTS = {"lines": ("line", "id"), "units": ("unit", "id"), "elements": ("element", "element")}
PARTS |= {ROWS[kind]: (ROW_KINDS[kind], "id") for kind in ROWS}


def is_source(path: str) -> bool:
    """Whether a file of a site is a record or a page."""
    record = path.startswith("measures/") and path.endswith(".yml") and not path.startswith("measures/schema/")
    return record or (path.startswith("content/") and path.endswith(".md"))


def values_of(path: str, data: bytes) -> tuple[Value, ...] | None:
    """The values in a file; None when it cannot be read, as a file that was half written when it was committed."""
    return _page(path, data) if path.startswith("content/") else _record(path, data)


def _record(path: str, data: bytes) -> tuple[Value, ...] | None:
    document, _ = read(data, path)
    record = None if document.value is None else validate(document)[0]
    return None if record is None else values_in(record, document)


def values_in(record: Record, document: Document) -> tuple[Value, ...]:
    """The values in a record that was read already."""
    fields = _fields(record, document, ())
    return tuple(_split(record.kind, fields, document))


def _fields(part: BaseModel, document: Document, at: Path) -> dict[str, object]:
    """Typed values by field. What did not suit its field when it was written stays as written: the model would fill in an
    example for it, which nobody ever recorded."""
    typed = {name: value for name, value in part if name != "kind"}
    for path in document.patched:
        name = str(path[len(at)]) if path[: len(at)] == at and len(path) > len(at) else None
        if name in typed and (name not in PARTS or len(path) == len(at) + 1):
            typed[name] = _frozen(value_at(document.value, (*at, name)))
    return typed


def _frozen(raw: Written) -> object:
    if isinstance(raw, dict):
        return tuple((name, _frozen(value)) for name, value in raw.items())
    return tuple(_frozen(value) for value in raw) if isinstance(raw, list) else raw


def _split(kind: str, fields: dict[str, object], document: Document) -> Iterator[Value]:
    """The record, and apart from it each of its parts that has a life of its own."""
    year = fields.pop("fiscal_year", None)
    name = fields.pop("id", None) or (fields.pop("item") if kind == "disclosure" else None)
    own = f"{kind} {year}" if year else kind
    own = f"{own}/{name}" if name else own
    title = _text(fields.get("title") or fields.get("name")) or (f"{name} ปี {year}" if name else str(year or ""))
    for field, (part_kind, id_field) in PARTS.items():
        parts = fields.pop(field, None)
        for index, part in enumerate(parts if isinstance(parts, tuple) else ()):
            inner = _fields(part, document, (field, index)) if isinstance(part, BaseModel) else {}
            part_id = inner.pop(id_field, None) or name
            stem = f"{year}/{name}/" if part_kind == "element" else f"{year}/" if year else ""
            own_title = f"องค์ประกอบที่ {str(part_id).removeprefix('e')} ของข้อ {title}" if part_kind == "element" else title
            yield Value(f"{part_kind} {stem}{part_id}", _text(inner.get("title") or inner.get("name") or inner.get("subject")) or own_title, inner, own)
    yield Value(own, title, fields)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_TITLE = re.compile(r"\A---[ \t]*\n(?:.*\n)*?title:[ \t]*(.+)\n")


def _page(path: str, data: bytes) -> tuple[Value, ...] | None:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    title = _TITLE.match(text)
    address = re.sub(r"(^|/)index$", r"\1", path.removeprefix("content/").removesuffix(".md")).rstrip("/")
    address = f"/{address}/" if address else "/"
    lines = tuple(line.rstrip() for line in text.strip().split("\n"))
    return (Value(f"page {address}", title[1].strip().strip("\"'") if title else address, {"text": lines}),)
