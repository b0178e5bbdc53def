"""What the history of a site is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from macros.thai.clock import THAI_TIME

_FIRST = datetime(1970, 1, 1, 7, tzinfo=THAI_TIME)


@dataclass(frozen=True)
class Value:
    """A record, or a part of one that has a page or an anchor of its own. ``key``: ``line 2564/m3-1``; ``fields`` holds
    typed values by the model's field names; ``within``: the key of the record that a part lies in; ``recorded``: as it was
    written then, when it, or a unit that it names, has moved since. Two values are the same when their fields are: the title is for people."""

    key: str
    title: str = field(compare=False)
    fields: Mapping[str, object] = field(hash=False)
    within: str = field(default="", compare=False)
    recorded: Value | None = field(default=None, compare=False, repr=False)

    @property
    def kind(self) -> str:
        return self.key.partition(" ")[0]

    @property
    def as_recorded(self) -> Value:
        return self.recorded or self


@dataclass(frozen=True)
class Commit:
    """A commit as the walk needs it. ``time``: seconds since 1970, the committer's; ``changed``: path below the site's root → blob of each file that
    its first parent has not or has otherwise, None of those that are gone."""

    id: str
    time: int
    parents: tuple[str, ...]
    changed: Mapping[str, str | None]

    @property
    def moment(self) -> datetime:
        return _FIRST + timedelta(seconds=self.time)  # every system reckons so; datetime.fromtimestamp ends in the year 3000 on Windows


@dataclass(frozen=True)
class FieldChange:
    name: str
    before: object
    after: object


@dataclass(frozen=True)
class Change:
    """One record in one commit. ``what``: ``added``, ``removed``, ``changed`` or ``moved`` (then ``fields`` says in what, if in anything)."""

    moment: datetime
    commit: str
    what: str
    before: Value | None
    after: Value | None

    @property
    def date(self) -> date:
        return self.moment.date()

    @property
    def value(self) -> Value:
        return self.after or self.before  # type: ignore[return-value]  # a change has one of them at least

    @property
    def key(self) -> str:
        return self.value.key

    @cached_property
    def fields(self) -> tuple[FieldChange, ...]:
        """In the order of the model."""
        if self.before is None or self.after is None:
            return ()
        before, after = self.before.fields, self.after.fields
        names = dict.fromkeys((*after, *before))
        return tuple(FieldChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name))


class Origin(NamedTuple):
    """The commit that brought a value."""

    commit: str
    moment: datetime


@dataclass(frozen=True)
class History:
    """The whole history of a site up to commit ``head``. ``changes``: newest first. ``pending``: keys of records that are
    not as committed; of these no day is told. ``origins``: of the present value of each key. ``odd``: commits of a day that no calendar has."""

    head: str
    changes: tuple[Change, ...]
    pending: frozenset[str] = frozenset()
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)
    odd: tuple[str, ...] = ()

    def first(self, key: str) -> date | None:
        """The day on which the record was first recorded; None when that is not known."""
        return self._first.get(key) if key not in self.pending else None

    def last(self, key: str) -> date | None:
        """The day on which the record got the value it has now; of a removed one, the day of its last change."""
        if key in self.pending:
            return None
        origin = self.origins.get(key)
        return origin.moment.date() if origin else self._last_before_removal.get(key)

    def span(self, keys: Collection[str], left: Iterable[date] = ()) -> tuple[date | None, date | None]:
        """First recorded and last changed of all that a page shows or showed: what was taken out changed it on that day, as did what ``left`` it.
        One that is not known makes the last change unknown."""
        firsts = [self.first(key) for key in keys]
        lasts = [self.last(key) if key in self.origins or key in self.pending else self._removed.get(key) for key in keys]
        lasts += left
        known = [day for day in lasts if day]
        return (min((day for day in firsts if day), default=None), max(known) if known and len(known) == len(lasts) else None)

    def keys(self, match: Callable[[str], bool]) -> tuple[str, ...]:
        """Keys that ``match``, of all records that there ever were, sorted."""
        return tuple(sorted(key for key in {*self.origins, *self._removed} if match(key)))

    def removed(self, key: str) -> date | None:
        """The day on which the record was taken out; None while it is there, and when that is not committed."""
        return None if key in self.origins or key in self.pending else self._removed.get(key)

    def final(self, key: str) -> Value | None:
        """The last value that a record had, removed or not."""
        return self._final.get(key)

    def unit_names_at(self, commit: str) -> Mapping[str, str]:
        """Id of each unit → its name once ``commit`` was made; of one that came later, its first."""
        return self._unit_names.get(commit, {})

    @cached_property
    def _unit_names(self) -> dict[str, Mapping[str, str]]:
        """By commit. Few change a name; the others share what the one before has."""
        names: Mapping[str, str] = {change.key.removeprefix("unit "): change.value.title for change in self.changes if change.value.kind == "unit"}
        found: dict[str, Mapping[str, str]] = {}
        for change in reversed(self.changes):
            if change.value.kind == "unit" and change.after:
                names = {**names, change.key.removeprefix("unit "): change.value.title}
            found[change.commit] = names
        return found

    @cached_property
    def _first(self) -> dict[str, date]:
        days: dict[str, date] = {}
        for change in self.changes:
            if change.what == "added":
                days[change.key] = min(change.date, days.get(change.key, change.date))
        return days

    @cached_property
    def _last_before_removal(self) -> dict[str, date]:
        return {change.key: change.date for change in reversed(self.changes) if change.what != "removed"}

    @cached_property
    def _removed(self) -> dict[str, date]:
        """The last day on which each record was taken out."""
        return {change.key: change.date for change in reversed(self.changes) if change.what == "removed"}

    @cached_property
    def _final(self) -> dict[str, Value]:
        return {change.key: change.value for change in reversed(self.changes)}


@dataclass(frozen=True)
class Unknown:
    """Why the history cannot be told; ``code`` and ``params`` as in ``problems``."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    head: str = ""
    changes: tuple[Change, ...] = ()
    pending: frozenset[str] = frozenset()

    def first(self, key: str) -> None:
        return None

    def last(self, key: str) -> None:
        return None

    def span(self, keys: Collection[str], left: Iterable[date] = ()) -> tuple[None, None]:
        return (None, None)

    def keys(self, match: Callable[[str], bool]) -> tuple[str, ...]:
        return ()

    def removed(self, key: str) -> None:
        return None

    def final(self, key: str) -> None:
        return None

    def unit_names_at(self, commit: str) -> Mapping[str, str]:
        return {}


def newest_first(changes: Iterable[tuple[int, Change]]) -> tuple[Change, ...]:
    """By day and time, then as git orders commits that share a second (``int``: place in that order, from the root), then by key."""
    ordered = sorted(changes, key=lambda pair: pair[1].key)
    return tuple(change for _, change in sorted(ordered, key=lambda pair: (pair[1].moment, pair[0]), reverse=True))
