"""What waits for the approval of executives: it is on no page, and its changes are not told either."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from macros.history import Change, Value
from macros.records.collection import Records
from macros.records.disclosed import approved_progress, visible
from macros.records.model import Disclosure
from macros.records.registers.rows import ROW_KINDS

_REGISTER_OF = {name: kind for kind, row in ROW_KINDS.items() for name in (kind, row)}
Thing = tuple[str, str]  # year and item of a disclosure, year and kind of a register


@dataclass
class Waiting:
    """The difference between a site's ``records`` and those ``shown``."""

    records: Records
    shown: Records
    approval: str
    preview: bool

    def __bool__(self) -> bool:
        """Whether anything may wait; ``published`` gives the records themselves where nothing does."""
        return self.shown is not self.records

    def told(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """``changes`` without those of what waits, and of what went without ever being approved. Of a line without progress that waited then."""
        changes = tuple(changes)
        approved = {_thing(value) for change in changes for value in (change.before, change.after) if value and _is_approved(value)}
        may = self._seen | (approved - self._there) | {None}
        found = (replace(change, before=_approved(change.before), after=_approved(change.after)) for change in changes if _thing(change.value) in may)
        return tuple(change for change in found if change.what != "changed" or change.fields)

    @property
    def disclosures(self) -> Records:
        return Records(entry for entry in self.records.of(Disclosure) if not visible(entry.record, self.approval, self.preview))

    @cached_property
    def _there(self) -> set[Thing | None]:
        return _things(self.records)

    @cached_property
    def _seen(self) -> set[Thing | None]:
        """Of a register in several files only when none of them waits."""
        partly = {key for key, entries in self.records.registers.items() if len(self.shown.registers.get(key, ())) < len(entries)}
        return _things(self.shown) - {(str(year), kind) for year, kind in partly}


def _things(records: Records) -> set[Thing | None]:
    items = ((str(entry.record.fiscal_year), entry.record.item) for entry in records.of(Disclosure))
    return {*items, *((str(year), kind) for year, kind in records.registers)}


def _thing(value: Value) -> Thing | None:
    """What ``value`` is, or is a part of; None where it needs no approval as a whole."""
    year, _, rest = value.key.partition(" ")[2].partition("/")
    if value.kind in ("disclosure", "element"):
        return year, rest.partition("/")[0]
    return (year, _REGISTER_OF[value.kind]) if value.kind in _REGISTER_OF else None


def _is_approved(value: Value) -> bool:
    return (value.kind == "disclosure" or value.kind in ROW_KINDS) and bool(value.fields.get("approved"))


def _approved(value: Value | None) -> Value | None:
    """A line as pages show it; all else as it is."""
    written = value.fields.get("progress") if value and value.kind == "line" else None
    if value is None or not written or not isinstance(written, Collection):
        return value
    progress, status = approved_progress(written, value.fields.get("status"))
    return value if progress == written else replace(value, fields={**value.fields, "progress": progress, "status": status})
