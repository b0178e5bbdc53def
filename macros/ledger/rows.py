"""Rows that a ledger had once and has no more, and how they come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import reduce

from macros.ledger.model import Fixed, Ledger, Named, year_of
from macros.ledger.text import parse


def together(versions: Iterable[bytes]) -> Ledger:
    """Every row that one of these has; the earlier version goes first where two differ."""
    found = [parse(data)[0] for data in versions]
    return reduce(restored, found) if found else Ledger()


def restored(ledger: Ledger, before: Ledger) -> Ledger:
    """``ledger`` with the rows that ``before`` had and it has no more."""
    if not (gone := lost(ledger, before)):
        return ledger
    back = lambda table: {key: value for key, value in table.items() if str(key) in gone}
    return replace(
        ledger, living=back(before.living) | ledger.living, anchors=ledger.anchors | (before.anchors & gone), moved=back(before.moved) | ledger.moved,
        gone=back(before.gone) | ledger.gone, closed=back(before.closed) | ledger.closed, fixed=back(before.fixed) | ledger.fixed,
        adopted={key: value for key, value in before.adopted.items() if _adoption(key) in gone} | ledger.adopted,
        adopted_files={named: value for named, value in before.adopted_files.items() if _adoption(named) in gone} | ledger.adopted_files,
        fixed_files={named: value for named, value in before.fixed_files.items() if _closing(named) in gone} | ledger.fixed_files,
        disclosed=ledger.disclosed | {key for key in before.disclosed if _disclosure(key) in gone},
    )


def lost(ledger: Ledger, before: Ledger) -> set[str]:
    """What the rows are about that ``before`` had and ``ledger`` has no more: addresses, years, records, adoptions and files."""
    if ledger is before:
        return set()
    left = {record for record in before.fixed if _left(record, ledger, before)}
    return _about(before) - _about(ledger) - left - {*map(_adoption, left), *_named_no_more(ledger, before, left)}


def _named_no_more(ledger: Ledger, before: Ledger, left: Collection[str]) -> Iterator[str]:
    """Rows of files that went because the record did, was corrected or was adopted anew, or the file moved."""
    for named in before.fixed_files:
        kept, was = ledger.fixed.get(named.record), before.fixed.get(named.record)
        if named.record in left or f"/{named.file}" in ledger.moved or (kept and was and kept.corrections > was.corrections):
            yield _closing(named)
    for named in before.adopted_files:
        adopted, earlier = ledger.adopted.get(named.record), before.adopted.get(named.record)
        if adopted and earlier and adopted.on != earlier.on:
            yield _adoption(named)


def _about(ledger: Ledger) -> set[str]:
    tables = (ledger.living, ledger.anchors, ledger.moved, ledger.gone, map(str, ledger.closed), ledger.fixed, map(_adoption, ledger.adopted))
    return set().union(*tables, map(_adoption, ledger.adopted_files), map(_closing, ledger.fixed_files), map(_disclosure, ledger.disclosed))


def _adoption(name: str | Named) -> str:
    """A record that is fixed too has a row of each, and so has a file that it names: the name is not enough."""
    return f"{name} adopted"


def _disclosure(key: str) -> str:
    return f"{key} disclosed"


def _closing(named: Named) -> str:
    return f"{named} fixed"


def _left(record: str, ledger: Ledger, before: Ledger) -> bool:
    """Whether ``record`` left its closed year by a correction of that year's plan."""
    plans = [one.fixed.get(f"plan {year_of(record)}", Fixed("")).corrections for one in (ledger, before)]
    return record not in ledger.fixed and plans[0] > plans[1]
