"""When what a page shows was recorded and changed: history and ledger, asked by address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from macros.history import Change, History, Unknown, describe, folded, view
from macros.history.adoption import only_moved, since_adoption
from macros.ledger import Ledger
from macros.ledger.current import record_of
from macros.ledger.fixed import Hashes, adoptions, changed_since_adopted, files_since_adopted
from macros.ledger.model import PROGRESS, Adopted
from macros.ledger.promises import key_of, line_of
from macros.pages.dated import Dated, Difference, Withdrawn
from macros.records.collection import LineEntry, Records, changed_records, grouped
from macros.records.model import OfYear

_SHOWN = 10
_LISTED = ("line ", "measure ", "unit ", "disclosure ", "element ", "ita-result ")  # what stands as a row on pages of others


class Dates:
    """Answers are kept: a page asks for its frame and for its content, and the next look at the site (``before``: the last one)
    for whatever has not changed."""

    def __init__(self, records: Records, history: History | Unknown, ledger: Ledger, hashes: Hashes, before: Dates | None = None):
        self.records, self.history, self.ledger = records, history, ledger
        self.files_since_adopted = files_since_adopted(ledger, records, hashes)  # key of what names files that are not those of its adoption → these
        self._answers: dict[str, Dated] = {}
        self._said: dict[Dated, Dated] = {}  # of most pages the same is said
        self._differences: dict[str, tuple[Change, ...]] = {}  # key of what is not as adopted → what changed since
        if before and before.ledger is ledger and before.records.agency is records.agency and self._has_history_of(before):
            self._go_on_from(before)

    def _has_history_of(self, before: Dates) -> bool:
        return before.history.head == self.history.head and before.history.changes == self.history.changes

    def _go_on_from(self, before: Dates) -> None:
        """Take over what ``before`` said of pages that show nothing that has changed since."""
        differing = changed_records(before.records, self.records).values()
        gone, come = ({key_of(record) for record in records if record} for records in ([old for old, _ in differing], [new for _, new in differing]))
        files = {key for key, _ in self.files_since_adopted.items() ^ before.files_since_adopted.items()}
        adopted = set(self.changed_since_adopted) ^ set(before.changed_since_adopted)
        keys = set(self.history.pending ^ before.history.pending) | set(map(_shown_with, adopted | files)) | gone | come
        plans = tuple(view.address_of(key) for key in adopted if key.startswith("plan "))  # the pages below say it of their own lines
        self._answers = {address: said for address, said in before._answers.items() if not address.startswith(plans)}
        for address in {address for key in keys for address in (*view.addresses_showing(key), *self._listing(key))}:
            self._answers.pop(address, None)
        names = ("_keys", "_left", "_listed", "_places", *(["_recorded"] if gone == come else []))
        vars(self).update((name, vars(before)[name]) for name in names if name in vars(before))

    def of(self, address: str) -> Dated:
        """The past of the page at ``address``."""
        if address not in self._answers:
            self._answers[address] = self._said.setdefault(said := self._of(address), said)
        return self._answers[address]

    def last(self, address: str) -> date | None:
        """The day on which what the page at ``address`` shows changed."""
        return (self._answers.get(address) or self.of(address)).last

    def _of(self, address: str) -> Dated:
        keys, listed = (*self._keys.get(address, ()), *self._new.get(address, ())), self._listed.get(address, ())
        left = [self.history.changes[place] for place in self._left.get(address, ())]
        first, last = self.history.span(keys)[0], self.history.span((*keys, *listed), [change.date for change in left])[1]
        changes = self._changes(address, (*keys, *listed))
        recorded = self._recorded.get(address, ())  # what the records and the ledger say stands without a history too
        since = self._since_adopted(address, (*keys, *listed, *recorded, *{value.as_recorded.key for change in left for value in (change.before, change.after) if value}))
        return Dated(
            bool(keys) or address in self._recorded or address.startswith(_OF_RECORDS), first, last, tuple(map(self._told, changes[:_SHOWN])), max(0, len(changes) - _SHOWN),
            *since, self._corrections(address, recorded), self._withdrawn(address) if address.startswith("/oit/") else None,
            tuple(self._rewritten.get(address, ())),
        )

    @cached_property
    def _recorded(self) -> dict[str, list[str]]:
        """Address → the keys of the records behind it now, also of those that the history does not know, or not yet."""
        return view.by_address([key_of(entry.record) for entry in self.records.entries])

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        return view.by_address(self.history.keys(bool))

    @cached_property
    def _new(self) -> dict[str, list[str]]:
        """Address → what the page shows that is in no commit yet: it makes the day of the last change unknown, as an edit does."""
        return view.by_address([key for key in self.history.pending if not self.history.final(key)])

    @cached_property
    def _listed(self) -> dict[str, list[str]]:
        """Address → the lines and items of which the page shows a row, the units below the one that it shows, the result that its plan analyses."""
        found: dict[str, list[str]] = {}
        for key in self.history.keys(lambda key: key.startswith(_LISTED)):
            for address in self._listing(key):
                found.setdefault(address, []).append(key)
        return found

    def _listing(self, key: str) -> tuple[str, ...]:
        kind, _, rest = key.partition(" ")
        if kind == "ita-result":
            return self._analysing.get(rest, ())
        of = f"disclosure {rest.rpartition('/')[0]}" if kind == "element" else key  # its row shows how far all its elements are disclosed
        of = f"line {rest}" if kind == "measure" else of  # one that is its own only line, whose row shows its title
        value = self.history.final(of) if key.startswith(_LISTED) else None
        return view.addresses_listing(value, self._above) if value else ()

    @cached_property
    def _analysing(self) -> dict[str, tuple[str, ...]]:
        """Year of a result → the trace matrices of the plans that analyse it."""
        plans = ((f"/trace/{key.removeprefix('plan ')}/", self.history.final(key)) for key in self.history.keys(lambda key: key.startswith("plan ")))
        return grouped((str(plan.fields["analyses"]), address) for address, plan in plans if plan and plan.fields.get("analyses"))

    def _above(self, unit: str) -> tuple[str, ...]:
        return self.records.with_parents(unit) or (unit,)

    def _changes(self, address: str, keys: Sequence[str]) -> list[Change]:
        """The changes of ``keys``, and of what left the page, newest first."""
        places = {place for key in keys for place in self._places.get(key, ())} | {*self._left.get(address, ())}
        return [self.history.changes[place] for place in sorted(places)]

    @cached_property
    def _left(self) -> dict[str, list[int]]:
        """Address → where the changes stand in the history of what the page showed until then, and shows no more."""
        found: dict[str, list[int]] = {}
        for place, change in enumerate(self.history.changes):
            final = self.history.final(change.key)
            for address in view.addresses_left(change, final, self._above) if final else ():
                found.setdefault(address, []).append(place)
        return found

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Key → where its changes stand in the history."""
        found: dict[str, list[int]] = {}
        for place, change in enumerate(self.history.changes):
            found.setdefault(change.key, []).append(place)
        return found

    @cached_property
    def changed_since_adopted(self) -> dict[str, Adopted]:
        """Key of each record that is not what it was when adopted → that adoption. Another address of a line, unit or place is no change."""
        found = changed_since_adopted(self.ledger, self.records)
        now = adoptions(self.records) if found else {}
        there = {*(f"unit {name}" for name in self.records.units), *chain.from_iterable(map(_keys_of, self.records.lines))} if found else set()
        moved = lambda key: _in_history(key) and only_moved(self.history, key, found[key].digest, now[key].digest, there, self.ledger.moved)
        return {key: kept for key, kept in found.items() if not moved(key)}

    def _since_adopted(self, address: str, keys: Sequence[str]) -> tuple[date | None, tuple[Difference, ...]]:
        """When what the page shows was adopted, and what changed since: all of a plan, disclosure or register on its own page, on pages below a plan
        that of their lines."""
        changed = self.changed_since_adopted
        if own := next((key for key in keys if (key in changed or key in self.files_since_adopted) and view.address_of(key) == address), None):
            return self.ledger.adopted[own].on, tuple(self._own_differences(own))
        plan = f"plan {address.split('/')[2]}" if address.startswith("/measures/") else ""
        differences = tuple(self._difference(change) for change in self._since(plan) if change.key in keys) if plan in changed else ()
        return (changed[plan].on, differences) if differences else (None, ())

    def _own_differences(self, key: str) -> Iterator[Difference]:
        """Of a plan, a disclosure or a register; none where it is known only that something differs."""
        files, since = self.files_since_adopted.get(key, ()), self._since(key) if key in self.changed_since_adopted and _in_history(key) else ()
        if files and key in self.changed_since_adopted and not since:
            yield Difference("เนื้อหาไม่ตรงกับฉบับที่เห็นชอบ")
        yield from map(self._difference, since)
        yield from (Difference(f"ไฟล์ {file} ไม่ใช่ไฟล์เดิมที่เห็นชอบ") for file in files)

    @cached_property
    def _rewritten(self) -> dict[str, list[date]]:
        """Address of a line → the days of progress that is not as it was approved."""
        found: dict[str, list[date]] = {}
        for key in sorted({*self.changed_since_adopted, *self.files_since_adopted}):
            if key.startswith(PROGRESS):
                found.setdefault(view.address_of(_shown_with(key)), []).append(date.fromisoformat(key.rpartition("/")[2][:10]))
        return found

    def _since(self, key: str) -> tuple[Change, ...]:
        if key not in self._differences:
            self._differences[key] = since_adoption(self.history, key, self.changed_since_adopted[key].digest, self.ledger.moved) or ()
        return self._differences[key]

    def _withdrawn(self, address: str) -> Withdrawn | None:
        """Of the disclosure at an item's address that is no more; nobody knows what there was before the history and the ledger."""
        key = record_of(address, "item")
        final, published = self.history.final(key), key in self.ledger.adopted or key in self.ledger.disclosed
        if not key.startswith("disclosure ") or key in self._there or not (final or published):
            return None
        stone = self.ledger.withdrawn.get(key)
        return Withdrawn(
            published or bool(final and final.fields.get("approved")), self.history.first(key), self.history.removed(key) or (stone.on if stone else None), stone.why if stone else "",
        )

    @cached_property
    def _there(self) -> frozenset[str]:
        """The keys of the records, committed or not."""
        return frozenset(key_of(entry.record) for entry in self.records.entries)

    def _corrections(self, address: str, keys: Sequence[str]) -> tuple[tuple[date, str, str, str], ...]:
        """By day, of one day in the order of the record files, each with the page of what was corrected; none where that is this page."""
        found = sorted((*self._corrected[key], "" if view.address_of(key) == address else view.address_of(key)) for key in keys if key in self._corrected)
        told = ((correction.on, correction.what, correction.why, of) for _, corrections, of in found for correction in corrections)
        return tuple(sorted(told, key=lambda one: one[0]))

    @cached_property
    def _corrected(self) -> dict[str, tuple[int, tuple]]:
        records = [entry.record for entry in self.records.entries]
        return {key_of(record): (place, record.corrections) for place, record in enumerate(records) if isinstance(record, OfYear) and record.corrections}

    def _describe(self, change: Change) -> str:
        return describe(change, self.history.unit_names_at(change.commit))

    def _difference(self, change: Change) -> Difference:
        return Difference(self._describe(change), folded(change, self.history.unit_names_at(change.commit)))

    def _told(self, change: Change) -> tuple[date, str, str]:
        return change.date, self._describe(change), view.address_of(change.key) if change.what != "removed" else ""


_OF_RECORDS = ("/measures/", "/units/")  # each page there is made of a record, whatever the history knows of it


def _keys_of(line: LineEntry) -> tuple[str, str]:
    return f"line {line.fiscal_year}/{line.id}", f"measure {line.fiscal_year}/{line.measure.id}"


def _in_history(key: str) -> bool:
    """Whether the history can tell what of an adoption changed."""
    return key.startswith(("plan ", "disclosure "))


def _shown_with(key: str) -> str:
    """Progress stands on the page of its line."""
    return f"line {line_of(key)}" if key.startswith(PROGRESS) else key
