"""Published disclosures that were taken out. The page of their item stays, for the form asks for it: so it says that they were there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from macros.ledger.edit import Refused, plain
from macros.ledger.model import FILE, Adopted, Ledger, Withdrawn, clean
from macros.ledger.promises import key_of
from macros.problems import Place, Problem
from macros.records.collection import Records
from macros.records.disclosed import visible
from macros.records.model import Disclosure
from macros.thai.dates import long_date


def keys(records: Records) -> set[str]:
    """Of the disclosures that are there, approved or not."""
    return {key_of(entry.record) for entry in records.of(Disclosure)}


def with_disclosed(ledger: Ledger, records: Records, approval: str) -> Ledger:
    """Take in what is published without an approval. Nothing else tells that it was: the page of an item is there before and after."""
    new = {key_of(entry.record) for entry in records.of(Disclosure) if not entry.record.approved and visible(entry.record, approval)}
    return replace(ledger, disclosed=ledger.disclosed | new)


def missing(ledger: Ledger, records: Records) -> dict[str, Adopted | None]:
    """Key of each published disclosure that is no more, and of which nobody has said why → its approval, None where it had none."""
    known = dict.fromkeys(ledger.disclosed) | {key: kept for key, kept in ledger.adopted.items() if key.startswith("disclosure ")}
    there = keys(records) if known else set()
    return {key: known[key] for key in sorted(known) if key not in there and key not in ledger.withdrawn}


def check(ledger: Ledger, records: Records) -> Iterator[Problem]:
    """Of a closed year too, although a correction of its plan is asked for as well: that does not tell readers why the disclosure went."""
    for key, kept in missing(ledger, records).items():
        word, day = ("adopted", {"day": long_date(kept.on)}) if kept else ("disclosed", {})
        year, _, item = key.partition(" ")[2].partition("/")
        yield Problem(f"{word}-removed", Place(FILE, ledger.rows.get((word, key), 1)), {"year": year, "item": item, "address": _address(key), **day})


def _address(key: str) -> str:
    return f"/oit/{key.partition(' ')[2].lower()}/"


def missing_at(ledger: Ledger, records: Records, address: str, below: bool) -> list[str]:
    """Those ``missing`` at ``address``, or ``below`` it as well."""
    page = plain(address)
    return [key for key in missing(ledger, records) if _address(key) == page or (below and _address(key).startswith(page))]


def withdraw(ledger: Ledger, gone: Collection[str], address: str, why: str, on: date) -> Ledger:
    """Say why the disclosures that are ``gone`` went."""
    if gone and not clean(why):
        raise Refused("ledger-why-missing", address=address)
    return replace(ledger, withdrawn=ledger.withdrawn | dict.fromkeys(gone, Withdrawn(on, clean(why))))


def returned(ledger: Ledger, records: Records) -> Ledger:
    """``ledger`` without the withdrawals of what is there again."""
    there = keys(records)
    return replace(ledger, withdrawn={key: stone for key, stone in ledger.withdrawn.items() if key not in there})
