"""Approved disclosures that were taken out. The page of their item stays, for the form asks for it: so it says that they were there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from macros.ledger.current import record_of
from macros.ledger.edit import Refused, plain
from macros.ledger.model import FILE, Adopted, Ledger, Withdrawn, clean
from macros.problems import Place, Problem
from macros.records.collection import Records
from macros.records.model import Disclosure
from macros.thai.dates import long_date


def keys(records: Records) -> set[str]:
    """Of the disclosures that are there, approved or not."""
    return {f"disclosure {entry.record.fiscal_year}/{entry.record.item}" for entry in records.of(Disclosure)}


def missing(ledger: Ledger, records: Records) -> dict[str, Adopted]:
    """Key of each approved disclosure that is no more, and of which nobody has said why → its approval."""
    there = keys(records) if ledger.adopted else set()
    return {key: kept for key, kept in sorted(ledger.adopted.items()) if key.startswith("disclosure ") and key not in there and key not in ledger.withdrawn}


def check(ledger: Ledger, records: Records) -> Iterator[Problem]:
    """Of a closed year too, although a correction of its plan is asked for as well: that does not tell readers why the disclosure went."""
    for key, kept in missing(ledger, records).items():
        place = Place(FILE, ledger.rows.get(("adopted", key), 1))
        year, _, item = key.partition(" ")[2].partition("/")
        yield Problem("adopted-removed", place, {"year": year, "item": item, "day": long_date(kept.on), "address": f"/oit/{year}/{item.lower()}/"})


def is_missing(ledger: Ledger, records: Records, address: str) -> bool:
    return record_of(plain(address), "item") in missing(ledger, records)


def withdraw(ledger: Ledger, address: str, why: str, on: date) -> Ledger:
    """Say why the disclosure at ``address`` went."""
    if not clean(why):
        raise Refused("ledger-why-missing", address=address)
    return replace(ledger, withdrawn={**ledger.withdrawn, record_of(plain(address), "item"): Withdrawn(on, clean(why))})


def returned(ledger: Ledger, records: Records) -> Ledger:
    """``ledger`` without the withdrawals of what is there again."""
    there = keys(records)
    return replace(ledger, withdrawn={key: stone for key, stone in ledger.withdrawn.items() if key not in there})
