"""What waits for the approval of executives: it is on no page, and its changes are not told either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.history import Change
from macros.records.collection import Records
from macros.records.disclosed import visible
from macros.records.model import Disclosure
from macros.records.registers.rows import ROW_KINDS


@dataclass
class Waiting:
    """The difference between a site's ``records`` and those ``shown``."""

    records: Records
    shown: Records
    approval: str
    preview: bool

    def __bool__(self) -> bool:
        return bool(self._items or self._registers)

    def may_be_told(self, change: Change) -> bool:
        """Whether ``change`` is of nothing that waits."""
        item = change.key.partition(" ")[2].split("/")[:2]
        if (item[0], change.value.kind) in self._registers:
            return False
        return change.value.kind not in ("disclosure", "element") or tuple(item) not in self._items

    @property
    def disclosures(self) -> Records:
        return Records(entry for entry in self.records.of(Disclosure) if not visible(entry.record, self.approval, self.preview))

    @cached_property
    def _items(self) -> set[tuple[str, str]]:
        """Year and item of what is disclosed in none of the records that are shown."""
        everything, seen = ({(str(e.record.fiscal_year), e.record.item) for e in records.of(Disclosure)} for records in (self.records, self.shown))
        return everything - seen

    @cached_property
    def _registers(self) -> set[tuple[str, str]]:
        """Year and kind of the registers that wait, and of their rows."""
        waiting = {key for key, entries in self.records.registers.items() if len(self.shown.registers.get(key, ())) < len(entries)}
        return {(str(year), name) for year, kind in waiting for name in (kind, ROW_KINDS[kind])}
