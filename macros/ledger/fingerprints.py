"""Fingerprints: the SHA-256 of a canonical text, by which a record is known again.

That of a promise (a plan with its lines, a disclosure) covers what was promised and never how far it has come; that of a register, of an entry of
progress and of a record of a closed year covers all of it but its approval and its corrections.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice, product
from operator import is_, itemgetter
from typing import TypeAlias

from pydantic import BaseModel

from macros.ledger.model import anchor_of, is_local, page_of
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


def fingerprint_of_whole(part: Part, leaving_out: Iterable[str] = ()) -> str:
    """Of a record or a part of one: all it says."""
    return digest(_said(part, leaving_out))


def fingerprints_before(part: Part, leaving_out: Iterable[str], former: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Of a record or a part of one as it was before what it names moved. ``former``: address → those that lead to it. Nobody knows which of them
    something had by then, or whether it had moved already: so each has its turn, first all of them at once, as when an office is reorganised."""
    said, moved = _said(part, leaving_out), dict[str, "tuple[str, ...]"]()

    def note(address: str) -> str:
        if names := formerly(address, former):
            moved[address] = (*names, address)
        return address

    _at(said, note)
    together = ([names[min(turn, len(names) - 1)] for names in moved.values()] for turn in range(max(map(len, moved.values()), default=0)))
    for before in chain(together, islice(product(*moved.values()), _MOST if moved else 0)):
        led = dict(zip(moved, before))
        yield digest(_at(said, lambda address: led.get(address, address)))  # noqa: B023


_MOST = 500  # of a record that names many things that moved, and is none of what it was


def former_addresses(moved: Mapping[str, str]) -> dict[str, list[str]]:
    """Address → those of this site that lead to it."""
    found: dict[str, list[str]] = {}
    for old, new in sorted(moved.items()):
        if is_local(old) and "?" not in old:
            found.setdefault(new, []).append(old)
    return found


def formerly(address: str, former: Mapping[str, Sequence[str]]) -> list[str]:
    """What was at ``address`` was at these; an anchor went with its page."""
    anchor = anchor_of(address)
    return [*former.get(address, ()), *(f"{page}#{anchor}" for page in former.get(page_of(address), ()) if anchor and not anchor_of(page))]


# Field of a record that names something of the site → what goes before and after the name in the address of that.
_NAMES = {"unit": ("/units/", "/"), "responsible": ("/units/", "/"), "file": ("/", ""), "page": ("", "")}


def _at(said: Json, lead: Callable[[str], str], field: str = "") -> Json:
    """What is ``said``, with the address that ``lead`` gives for each that it names."""
    if isinstance(said, dict):
        return {name: _at(inner, lead, name) for name, inner in said.items()}
    if isinstance(said, list):
        return [_at(inner, lead, field) for inner in said]
    if field not in _NAMES or not isinstance(said, str):
        return said
    before, after = _NAMES[field]
    return lead(before + said + after).removeprefix(before).removesuffix(after)


def _said(part: Part, leaving_out: Iterable[str]) -> Json:
    # Defaults are left out, or a field that a later engine adds would look like a change.
    return plain(part.model_dump(exclude_defaults=True, exclude=set(leaving_out)))


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
