"""When what a page shows was recorded and changed: history and ledger, asked by address."""

from __future__ import annotations

from functools import cached_property, lru_cache

from macros.history import History, Unknown, describe, view
from macros.history.adoption import since_adoption
from macros.ledger import Ledger
from macros.ledger.fixed import changed_since_adopted
from macros.pages.dated import Dated
from macros.records.collection import Records

_SHOWN = 10


class Dates:
    """Answers are kept: a page asks for its frame and for its content."""

    def __init__(self, records: Records, history: History | Unknown, ledger: Ledger):
        self.records, self.history, self.ledger = records, history, ledger
        self.of = lru_cache(maxsize=None)(self.of)  # type: ignore[method-assign]

    def of(self, address: str) -> Dated:
        """The past of the page at ``address``."""
        keys = view.keys_behind(address, self._keys)
        first, last = self.history.span(keys)
        changes = view.of_records(self.history, keys)
        key = next((key for key in keys if key in self._changed), None)
        return Dated(
            bool(keys) or self._has_record(address), first, last, tuple((change.date, describe(change)) for change in changes[:_SHOWN]), max(0, len(changes) - _SHOWN),
            self._changed[key].on if key else None, self._since(key) if key else (), self._corrections(keys),
        )

    def _has_record(self, address: str) -> bool:
        """Whether records stand behind the page now, although the history does not know them yet."""
        return bool(view.keys_behind(address, [_key(entry.record) for entry in self.records.entries]))

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return self.history.keys(bool)

    @cached_property
    def _changed(self) -> dict:
        return changed_since_adopted(self.ledger, self.records)

    def _since(self, key: str) -> tuple[str, ...]:
        return since_adoption(self.history, key, self._changed[key].digest) or ()

    def _corrections(self, keys: tuple[str, ...]) -> tuple:
        found = [correction for entry in self.records.entries if _key(entry.record) in keys for correction in getattr(entry.record, "corrections", ())]
        return tuple((correction.on, correction.what, correction.why) for correction in found)


def _key(record) -> str:
    names = [str(getattr(record, name)) for name in ("fiscal_year", "id", "item") if getattr(record, name, None) is not None]
    if record.kind == "plan":
        names = names[:1]
    return f"{record.kind} {'/'.join(names)}"
