"""Which row of a document is which row of the register that is there, and what new ones are called."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from macros.importing.registers.kinds import KINDS
from macros.records.registers.rows import row_model
from macros.thai.dates import BE_OFFSET, ThaiDateError, parse_month
from macros.thai.fold import fold

Values = dict[str, Any]  # by field, as a record writes them: texts, and of reports and lists what lies within
_NEAR, _MOST_PAIRS = 0.9, 10_000
# What names a row: the first set that it has in full.
KEYS = {
    "procurement-plan": (("number",), ("title", "budget"), ("title",)), "procurement-results": (("number", "month"), ("month", "title", "winner"), ("month", "title")),
    "budget-report": (("group", "title"), ("title",)), "anticorruption-plan": (("dimension", "title"), ("title",)), "risk-assessment": (("process", "title"), ("title",)),
    "complaint-statistics": (("period", "subject"),),
}  # fmt: skip


def name_of(values: Values) -> str:
    """What a report calls the row."""
    return str(values.get("title") or values.get("subject") or values["id"])


def comparable(kind: str, values: Values) -> Values:
    """Values in one way of writing, as far as they can be read."""
    record = record_of(kind, values)
    return {name: str(getattr(record, name)) for name in values if name != "id"} if record else values


def record_of(kind: str, values: Values | None) -> Any:
    """The row as its model; None when it has values that cannot be read, or lacks some."""
    try:
        return row_model(kind).model_validate({"id": "x", **(values or {})})
    except ValidationError:
        return None


def with_ids(kind: str, new: Sequence[Values], known: Mapping[str, Values]) -> list[Values]:
    """``new`` with the ids of ``known`` (id → row), or new ones. An id is an anchor that is published: a row keeps it by what names it, wherever
    it moves in the table."""
    known = {key: comparable(kind, values) for key, values in known.items()}
    plain = [comparable(kind, values) for values in new]
    found: dict[int, str] = {}
    for names in KEYS[kind]:
        free: dict[tuple[str, ...], list[str]] = {}
        taken = set(found.values())
        for key, values in known.items():
            if key not in taken and (said := _key(values, names)):
                free.setdefault(said, []).append(key)
        for place, values in enumerate(plain):
            same = free.get(said, []) if place not in found and (said := _key(values, names)) else []
            if own := next((key for key in same if not _are_two(values, known[key])), None):
                found[place] = own
                same.remove(own)
    _find_similar(kind, plain, known, found)
    given = new_ids(kind, plain, {*known, *found.values()}, found)
    return [{"id": given[place], **values} for place, values in enumerate(new)]


def _key(values: Values, names: Sequence[str]) -> tuple[str, ...] | None:
    said = tuple(fold(str(values.get(name) or "")).replace("\n", "") for name in names)
    return said if all(said) else None


def _are_two(one: Values, other: Values) -> bool:
    """Fuel is bought at one place twice a month: another number with another price is another contract, not this one corrected."""
    return all(one.get(name) and other.get(name) and one[name] != other[name] for name in ("number", "price"))


def _find_similar(kind: str, plain: Sequence[Values], known: Mapping[str, Values], found: dict[int, str]) -> None:
    """A title that was corrected is still the same row, where only one comes near; not looked for among masses."""
    waiting = [place for place in range(len(plain)) if place not in found]
    taken = set(found.values())
    left = [key for key in known if key not in taken]
    if len(waiting) * len(left) > _MOST_PAIRS:
        return
    for place in waiting:
        values = plain[place]
        same = [name for name in ("month", "period", "group", "dimension") if name in values]
        free = [key for key in left if key not in found.values() and all(known[key].get(name) == values[name] for name in same) and not _are_two(values, known[key])]
        title = fold(name_of({"id": "", **values}))
        near = [key for key in free if difflib.SequenceMatcher(None, title, fold(name_of({"id": "", **known[key]})), autojunk=False).ratio() >= _NEAR]
        if len(near) == 1:
            found[place] = near[0]


def new_ids(kind: str, plain: Sequence[Values], taken: set[str], found: dict[int, str]) -> dict[int, str]:
    """Place of each row of ``plain`` → its id: that of ``found``, where it was known again, else the next that is not ``taken``."""
    given = dict(found)
    last: dict[str, int] = {}
    for place, values in enumerate(plain):
        if place in given:
            continue
        start = _beginning(kind, values)
        if start not in last:
            last[start] = max((int(match[1]) for key in taken if (match := re.fullmatch(rf"{re.escape(start)}-(\d+)", key))), default=0)
        last[start] += 1
        given[place] = f"{start}-{last[start]:0{3 if kind == 'procurement-plan' else 2}d}"
    return given


def _beginning(kind: str, values: Values) -> str:
    start = KINDS[kind].id
    match = re.search(r"year=(\d+), month=(\d+)", str(values.get("month", "")))
    if match:
        return f"{start}-{int(match[1]) + BE_OFFSET}-{int(match[2]):02d}"
    try:
        month = parse_month(str(values["month"]))
        return f"{start}-{month.year + BE_OFFSET}-{month.month:02d}"
    except (KeyError, ThaiDateError):
        return start
