"""Fingerprints: the SHA-256 of a canonical text, by which a record is known again.

That of a promise (a plan with its lines, a disclosure) covers what was promised and never how far it has come; that of a register, of an entry of
progress and of a record of a closed year covers all of it but its approval and its corrections.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import is_, itemgetter
from typing import TypeAlias

from pydantic import BaseModel

from macros.records.collection import LineEntry
from macros.records.model import Plan
from macros.records.parts import Part

Json: TypeAlias = "dict[str, Json] | list[Json] | str | bool | None"

PROMISED = ("steps", "responsible", "period", "follow_up", "follow_up_month", "repairs")
ANSWERED = ("item", "answer", "statement", "unit", "elements")


def fingerprint(title: str, lines: Iterable[tuple[str, str, Mapping[str, object]]], measures: Mapping[str, str]) -> str:
    """Of a plan: its title, its lines, each as id, title and fields, and the measures above lines that have titles of their own, by id. The order of
    lines does not matter."""
    each = ((key, flat(name), {field: plain(fields.get(field)) for field in PROMISED}) for key, name, fields in lines)
    promised = sorted(each, key=itemgetter(0))
    above = [{name: flat(measure) for name, measure in measures.items()}] if measures else []
    return digest([flat(title), promised, *above])


def fingerprint_of_plan(plan: Plan, lines: Iterable[LineEntry]) -> str:
    """Asked for every plan at each look, so that of the records a year had last is kept."""
    entries = tuple(lines)
    made_of = (plan, *(entry.line for entry in entries), *(entry.measure for entry in entries))
    known = _last.get(plan.fiscal_year)
    if known is None or len(known[0]) != len(made_of) or not all(map(is_, known[0], made_of)):
        above = {entry.measure.id: entry.measure.title for entry in entries if not entry.is_whole_measure}
        known = made_of, fingerprint(plan.title, [(entry.id, entry.title, dict(entry.line)) for entry in entries], above)
        _last[plan.fiscal_year] = known
    return known[1]


_last: dict[int, tuple[tuple[Part, ...], str]] = {}


def fingerprint_of_disclosure(fields: Mapping[str, object]) -> str:
    """Of a disclosure, by its fields: what is disclosed and where. The order of elements does not matter."""
    answered = {name: plain(fields.get(name)) for name in ANSWERED}
    elements = answered["elements"]
    return digest({**answered, "elements": sorted(elements, key=_element_of) if isinstance(elements, list) else []})


def _element_of(disclosed: Json) -> str:
    return str(disclosed["element"]) if isinstance(disclosed, dict) else ""


def fingerprint_of_whole(part: Part, leaving_out: Iterable[str] = (), names: Mapping[str, str] = {}) -> str:
    """Of a record or a part of one: all it says. ``names``: units and files under the names to take them by."""
    # Defaults are left out, or a field that a later engine adds would look like a change.
    said = plain(part.model_dump(exclude_defaults=True, exclude=set(leaving_out)))
    return digest(_named(said, names) if names else said)


def _named(said: object, names: Mapping[str, str]) -> object:
    if isinstance(said, dict):
        return {name: names.get(inner, inner) if name in ("unit", "file") and isinstance(inner, str) else _named(inner, names) for name, inner in said.items()}
    return [_named(inner, names) for inner in said] if isinstance(said, list) else said


def digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def plain(value: object) -> Json:
    """Values as JSON has them; spaces and line breaks inside text do not count, nor does a field that is not filled in."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_defaults=True)
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # 25.00 is 25
    return value if value is None or isinstance(value, bool) else flat(str(value))


def flat(text: str) -> str:
    return " ".join(text.split())
