"""What was adopted stays as adopted, and a closed year stays closed: fingerprints of records, kept in the ledger.

A fingerprint is the SHA-256 of a canonical text. That of a promise (a plan with its lines, a disclosure) covers what was
promised and never how far it has come; that of a record of a closed year covers all of it but its corrections.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import is_

from macros.ledger.edit import Refused
from macros.ledger.model import FILE, Adopted, Fixed, Ledger, year_of
from macros.problems import Place, Problem
from macros.records.collection import Entry, LineEntry, Records
from macros.records.model import Disclosure, Plan
from macros.records.registers.answers import NAMES
from macros.thai.dates import long_date

PROMISED = ("steps", "responsible", "period", "follow_up", "follow_up_month", "repairs")
ANSWERED = ("item", "answer", "statement", "unit", "elements")


def fingerprint(title: str, lines: Iterable[tuple[str, str, Mapping[str, object]]]) -> str:
    """Of a plan: its title and its lines, each as id, title and fields. The order of lines does not matter."""
    promised = [[key, _flat(name), {field: _plain(fields.get(field)) for field in PROMISED}] for key, name, fields in lines]
    return _digest([_flat(title), sorted(promised, key=lambda line: line[0])])


def fingerprint_of_plan(plan: Plan, lines: Iterable[LineEntry]) -> str:
    """Asked for every plan at each look, so that of the records a year had last is kept."""
    entries = tuple(lines)
    made_of = (plan, *(entry.line for entry in entries), *(entry.measure for entry in entries))
    known = _last.get(plan.fiscal_year)
    if known is None or len(known[0]) != len(made_of) or not all(map(is_, known[0], made_of)):
        known = made_of, fingerprint(plan.title, [(entry.id, entry.title, dict(entry.line)) for entry in entries])
        _last[plan.fiscal_year] = known
    return known[1]


_last: dict[int, tuple[tuple, str]] = {}


def fingerprint_of_disclosure(fields: Mapping[str, object]) -> str:
    """Of a disclosure, by its fields: what is disclosed and where. The order of elements does not matter."""
    answered = {name: _plain(fields.get(name)) for name in ANSWERED}
    return _digest({**answered, "elements": sorted(answered["elements"] or [], key=lambda element: element["element"])})


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def _plain(value: object) -> object:
    """Values as JSON has them; spaces and line breaks inside text do not count, nor does a field that is not filled in."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_defaults=True)
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # 25.00 is 25
    return value if value is None or isinstance(value, bool) else _flat(str(value))


def _flat(text: str) -> str:
    return " ".join(text.split())


# ── adopted ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def adoptions(records: Records) -> dict[str, Adopted]:
    """Key of each adopted plan and approved disclosure → day and fingerprint of what it says now."""
    found = {}
    for year, plan in records.plans.items():
        if plan.adopted:
            found[f"plan {year}"] = Adopted(plan.adopted.on, fingerprint_of_plan(plan, records.lines_of(year)))
    for entry in records.of(Disclosure):
        record = entry.record
        if record.approved:
            found[f"disclosure {record.fiscal_year}/{record.item}"] = Adopted(record.approved.on, fingerprint_of_disclosure(dict(record)))
    return found


def changed_since_adopted(ledger: Ledger, records: Records) -> dict[str, Adopted]:
    """Key of each record that is not what it was when adopted → the adoption as the ledger has it."""
    now = adoptions(records) if ledger.adopted else {}
    return {
        key: kept for key, kept in sorted(ledger.adopted.items())
        if key in now and now[key].on == kept.on and now[key].digest != kept.digest
    }


def with_adoptions(ledger: Ledger, records: Records) -> Ledger:
    """Take in adoptions that are new. A new day is a new adoption; the same day keeps the fingerprint it had."""
    new = {key: adopted for key, adopted in adoptions(records).items() if key not in ledger.adopted or ledger.adopted[key].on != adopted.on}
    return replace(ledger, adopted={**ledger.adopted, **new})


# ── closed years ─────────────────────────────────────────────────────────────────────────────────────────────────────


def close(ledger: Ledger, year: int, on: date, records: Records) -> Ledger:
    """Close a fiscal year: from now on its records change by corrections only."""
    if year in ledger.closed:
        raise Refused("year-closed-already", year=year, day=long_date(ledger.closed[year]))
    found = {key: _fixed(entry) for key, entry in _records_of(records, year)}
    if not found:
        raise Refused("year-without-records", year=year)
    return replace(ledger, closed={**ledger.closed, year: on}, fixed={**ledger.fixed, **found})


def with_corrections(ledger: Ledger, records: Records) -> Ledger:
    """Take in what corrections have changed in closed years. The caller has made sure that every change has one."""
    now = {key: _fixed(entry) for year in ledger.closed for key, entry in _records_of(records, year)}
    others = {key: fixed for key, fixed in ledger.fixed.items() if year_of(key) not in ledger.closed}
    return replace(ledger, fixed={**others, **now})


def check_closed(ledger: Ledger, records: Records) -> Iterator[Problem]:
    """Changes in closed years that no correction speaks of, and corrections that the ledger has not taken in: until then, one would cover
    whatever is changed after it."""
    for year, on in sorted(ledger.closed.items()):
        now = dict(_records_of(records, year))
        corrected = any(_new_corrections(ledger, f"plan {year}", now.get(f"plan {year}")))
        for key in sorted({key for key in ledger.fixed if year_of(key) == year} - set(now)):
            if not corrected:
                yield Problem("closed-year-removed", Place(FILE, _row(ledger, key)), {"year": year, "record": _in_words(key), "day": long_date(on)})
        for key, entry in now.items():
            yield from _check_record(ledger, year, key, entry)


def first_change(before: object, now: object, path: tuple = ()) -> tuple:
    """The path of the first value in ``now`` that is not as ``before``; empty when all are, or when something is only left out."""
    if isinstance(now, dict) and isinstance(before, dict):
        inside = ((key, before.get(key), value) for key, value in now.items())
    elif isinstance(now, list) and isinstance(before, list):
        inside = ((place, before[place] if place < len(before) else None, value) for place, value in enumerate(now))
    else:
        return path
    return next((first_change(was, value, (*path, step)) for step, was, value in inside if was != value), path)


def check_adopted(records: Records, changed: Mapping[str, Adopted]) -> Iterator[Problem]:
    """A warning for each record that differs from what was adopted (``changed``); its page says so too."""
    entries = {key: entry for year in records.plans for key, entry in _records_of(records, year)} if changed else {}
    for key, kept in changed.items():
        place = entries[key].place("kind") if key in entries else Place(FILE)
        yield Problem("adopted-changed", place, {"record": _in_words(key), "day": long_date(kept.on)})


def check_unsaid(ledger: Ledger, records: Records) -> Iterator[Problem]:
    """A warning for each record that says no more that it was adopted: nobody would be told that it changed since."""
    said = adoptions(records) if ledger.adopted else {}
    left = {key: kept for key, kept in sorted(ledger.adopted.items()) if key not in said}
    entries = {key: entry for year in {*map(year_of, left)} for key, entry in _records_of(records, year)}
    for key in sorted(left.keys() & entries.keys()):
        yield Problem("adopted-unsaid", entries[key].place("kind"), {"record": _in_words(key), "day": long_date(left[key].on)})


def _in_words(key: str) -> str:
    """``plan 2564`` → ``แผนปี 2564``, ``measure 2564/m3`` → ``มาตรการ m3 ปี 2564``, for messages."""
    kind, _, name = key.partition(" ")
    year, _, item = name.partition("/")
    return f"{_WORDS.get(kind) or NAMES.get(kind, kind)}{f' {item} ' if item else ''}ปี {year}"


_WORDS = {"plan": "แผน", "measure": "มาตรการ", "disclosure": "การเปิดเผยข้อ", "ita-result": "ผลประเมิน ITA "}


def _check_record(ledger: Ledger, year: int, key: str, entry: Entry) -> Iterator[Problem]:
    kept, now = ledger.fixed.get(key), _fixed(entry)
    params = {"year": year, "record": _in_words(key), "day": long_date(ledger.closed[year])}
    new = list(_new_corrections(ledger, key, entry))
    if kept is not None and now.corrections < kept.corrections:
        yield Problem("closed-year-correction-lost", entry.place("corrections"), params)
    elif (kept is None or kept.digest != now.digest) and not new:
        yield Problem("closed-year-added" if kept is None else "closed-year-changed", entry.place("kind"), params)
    for index in _rewritten(kept, now):
        yield Problem("closed-year-correction-changed", entry.place("corrections", index), {**params, "number": index + 1})
    for index, _ in new[:1]:
        yield Problem("closed-year-correction-new", entry.place("corrections", index), params)
    for index, correction in new:
        if correction.on < ledger.closed[year]:
            yield Problem("closed-year-correction-early", entry.place("corrections", index, "on"), params)


def _rewritten(kept: Fixed | None, now: Fixed) -> Iterator[int]:
    """Which of the corrections that the ledger knows say something else now. Where one is gone, nobody knows which."""
    if kept is not None and now.corrections >= kept.corrections:
        yield from (index for index, (then, said) in enumerate(zip(kept.said, now.said)) if then != said)


def _new_corrections(ledger: Ledger, key: str, entry: Entry | None) -> Iterator[tuple[int, object]]:
    """Corrections that came after those the ledger knows of, with their index."""
    known = ledger.fixed[key].corrections if key in ledger.fixed else 0
    corrections = getattr(entry.record, "corrections", ()) if entry else ()
    return iter(list(enumerate(corrections))[known:])


def _fixed(entry: Entry) -> Fixed:
    # Defaults are left out, or a field that a later engine adds would look like a change.
    content = entry.record.model_dump(exclude_defaults=True, exclude={"corrections"})
    said = tuple(_digest(_plain(correction)) for correction in getattr(entry.record, "corrections", ()))
    return Fixed(_digest(_plain(content)), len(said), said)


def _records_of(records: Records, year: int) -> Iterator[tuple[str, Entry]]:
    for entry in records.entries:
        record = entry.record
        if getattr(record, "fiscal_year", None) == year:
            name = getattr(record, "id", None) or (record.item if isinstance(record, Disclosure) else None)
            yield f"{record.kind} {year}" + (f"/{name}" if name else ""), entry


def _row(ledger: Ledger, key: str) -> int:
    return ledger.rows.get(("fixed", key), 1)
