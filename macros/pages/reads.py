"""What a page asks for while it is made: noted by itself, so that the page is made again only when something of it has changed.

A *fact* is what can change: a record file, the records of a kind, or a question to the site with its arguments. Three rules:
``Records`` are read through ``NotedRecords``, and a line is noted where the site view hands it out; an answer that is kept (``kept``,
``kept_property``) hands what went into it on to whoever asks again; a question with a plain answer (``asked``, ``asked_property``) is
noted as itself, and counts as changed when its answer differs, whatever went into it. So nothing in this room may be kept in any
other way.

What went into an answer is kept beside it, so that ``changed_facts`` asks again only what can have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

from macros.pages.dated import Dated
from macros.records.collection import Entry, Files, Kind, LineEntry, Records, changed_records, year_and_name
from macros.records.model import Agency, ItaResult, Measure, Plan, Record
from macros.records.registers import Register

Ask = TypeVar("Ask", bound=Callable)
Made = TypeVar("Made")
Fact = tuple
ANY: Fact = ("any",)  # some record, nobody knows which
TITLES: Fact = ("titles",)  # of all pages
OUTSIDE: Fact = ("outside",)  # the attached files


class Answer(NamedTuple):
    """The answer to a question, and the facts that went into it."""

    fact: Fact
    value: Any
    facts: tuple[Fact, ...]


class Reads:
    """The notes of one site view. ``answers``: every question that was asked; what an answer asked itself stands before it."""

    def __init__(self) -> None:
        self._noted: set[Fact] | None = None
        self._facts: dict[Fact, Fact] = {}
        self._asks: dict[str, Callable] = {}
        self.answers: dict[Fact, Answer] = {}

    def note(self, *fact: object) -> None:
        if self._noted is not None:
            self._noted.add(fact)

    def note_all(self, facts: Iterable[Fact]) -> None:
        if self._noted is not None:
            self._noted.update(facts)

    @contextmanager
    def noting(self) -> Iterator[set[Fact]]:
        """What is read inside is noted in the set, and not outside."""
        before, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            self._noted = before

    def small(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """``facts`` to be kept for long: equal ones are the same object."""
        known = self._facts
        return tuple([known.setdefault(fact, fact) for fact in facts])

    def _noted_of(self, ask: Callable, arguments: tuple) -> tuple[Any, tuple[Fact, ...]]:
        """An answer, and what went into it. Asked very often, so it does by itself what ``noting`` does."""
        before = self._noted
        facts: set[Fact] = set()
        self._noted = facts
        try:
            value = ask(*arguments)
        finally:
            self._noted = before
        return value, self.small(facts)

    def kept(self, ask: Callable) -> Callable:
        """``ask`` with its answers kept."""
        known: dict[tuple, tuple[Any, tuple[Fact, ...]]] = {}

        def answer(*arguments: object) -> Any:
            if arguments not in known:
                known[arguments] = self._noted_of(ask, arguments)
            value, facts = known[arguments]
            self.note_all(facts)
            return value

        return answer

    def asked(self, ask: Callable) -> Callable:
        """``ask``, a method, as a question that is noted as itself."""
        name = ask.__name__
        self._asks[name] = ask

        def answer(*arguments: object) -> Any:
            return self.answer(("asked", name, arguments), ask, arguments)

        return answer

    def answer(self, fact: Fact, ask: Callable, arguments: tuple) -> Any:
        found = self.answers.get(fact)
        if found is None:
            value, facts = self._noted_of(ask, arguments)
            found = self.answers[fact] = Answer(self._facts.setdefault(fact, fact), value, facts)
        if self._noted is not None:
            self._noted.add(found.fact)
        return found.value

    def still(self, before: Answer) -> bool:
        """Whether a question that an earlier view was asked has the same answer now."""
        _, name, arguments = before.fact
        value, facts = self._noted_of(self._asks[name], arguments)
        same = value is before.value or value == before.value
        self.answers[before.fact] = before if same and facts == before.facts else Answer(before.fact, value, facts)
        return same


def kept(ask: Ask) -> Ask:
    """Marks a method of a site view whose answers are kept."""
    vars(ask)["noted"] = Reads.kept
    return ask


def asked(ask: Ask) -> Ask:
    """Marks a method of a site view that is a question noted as itself."""
    vars(ask)["noted"] = Reads.asked
    return ask


def note_answers(site: Any) -> None:
    """From now on the marked methods of ``site`` answer through its notes."""
    for name in dir(type(site)):
        if noted := getattr(getattr(type(site), name), "noted", None):
            setattr(site, name, noted(site.reads, getattr(site, name)))


class kept_property(Generic[Made]):
    """A property that is worked out once. Its owner is a site view (it has ``reads``) or a view (it has ``site``)."""

    def __init__(self, make: Callable[[Any], Made]):
        self.make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = f"kept {name}"

    @overload
    def __get__(self, view: None, owner: type) -> kept_property[Made]: ...
    @overload
    def __get__(self, view: object, owner: type | None = None) -> Made: ...
    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        reads: Reads = _site_of(view).reads
        if self.name not in view.__dict__:
            with reads.noting() as facts:
                value = self.make(view)
            view.__dict__[self.name] = value, reads.small(facts)
        value, facts = view.__dict__[self.name]
        reads.note_all(facts)
        return value


class asked_property(Generic[Made]):
    """A question of a site view without arguments."""

    def __init__(self, ask: Callable[[Any], Made]):
        self.ask, self.__doc__ = ask, ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.fact = ("asked", name)

    @overload
    def __get__(self, site: None, owner: type) -> asked_property[Made]: ...
    @overload
    def __get__(self, site: object, owner: type | None = None) -> Made: ...
    def __get__(self, site: Any, owner: type | None = None) -> Any:
        return self if site is None else site.reads.answer(self.fact, self.ask, (site,))


def _site_of(view: Any) -> Any:
    return view.__dict__.get("site", view)


def changed_facts(before: Any, now: Any) -> set[Fact]:
    """The records that differ between two looks at a site, and the questions that are answered otherwise. An answer that nothing
    which has changed went into is that of the new look as well."""
    changed = {OUTSIDE, *_facts_of(_differing(before, now.records.unnoted))}
    changed.update(("dated", address) for address, past in before.pasts.items() if now.dated(address) != past)
    answers = now.reads.answers
    for fact, answer in (before.answers if isinstance(before, Left) else before.reads.answers).items():
        if changed.isdisjoint(answer.facts):
            answers[fact] = answer
        elif not _still(now, answer):
            changed.add(fact)
    return changed


def _still(now: Any, answer: Answer) -> bool:
    try:
        return now.reads.still(answer) if len(answer.fact) > 2 else getattr(now, answer.fact[1]) == answer.value
    except LookupError:
        return False  # what it was about is not there any more


if TYPE_CHECKING:
    _Asked = Records  # what is asked of them is answered, so they stand wherever records are asked for
else:
    _Asked = object


class NotedRecords(_Asked):
    """``Records`` whose reading is noted; a question that is not listed here counts as having read any record."""

    def __init__(self, records: Records, reads: Reads):
        self.unnoted, self._reads = records, reads

    def of(self, kind: type[Kind]) -> Iterator[Entry[Kind]]:
        self._reads.note("of", kind)
        return self.unnoted.of(kind)

    def measures(self, year: int) -> tuple[Measure, ...]:
        self._reads.note("of", Measure, year)
        return self.unnoted.measures(year)

    def lines_of(self, year: int) -> tuple[LineEntry, ...]:
        self._reads.note("of", Measure, year)
        return self.unnoted.lines_of(year)

    def files(self, kind: type[Record]) -> Files:
        self._reads.note("files", kind)
        return self.unnoted.files(kind)

    def __getattr__(self, name: str) -> Any:
        self._reads.note(*(("of", _KINDS[name]) if name in _KINDS else ANY))
        return getattr(self.unnoted, name)


_KINDS = {
    "agency": Agency, "units": Agency, "with_parents": Agency, "plans": Plan, "results": ItaResult, "to_repair": ItaResult, "registers": Register,
}


class _Kind(NamedTuple):
    """What of a record decides which facts are about it."""

    of: type[Record]
    where: tuple

    @classmethod
    def known(cls, record: Record) -> _Kind:
        return cls(type(record), year_and_name(record))


@dataclass(frozen=True)
class Left:
    """What a look leaves to another process: the answers, the past of each page, and of each record file its content's digest and the record's kind."""

    answers: dict[Fact, Answer]
    pasts: dict[str, Dated]
    files: dict[str, tuple[bytes, _Kind]]

    @classmethod
    def of(cls, site: Any) -> Left:
        return site if isinstance(site, cls) else cls(site.reads.answers, site.pasts, _states(site.records.unnoted))


def _states(records: Records) -> dict[str, tuple[bytes, _Kind]]:
    return {entry.document.file: (entry.document.digest, _Kind.known(entry.record)) for entry in records.entries}


def _differing(before: Any, now: Records) -> Iterator[tuple[str, _Kind | None, _Kind | None]]:
    """The files of which the record is another one, or came, or went, with what it was and is."""
    if isinstance(before, Left):
        old, new = before.files, _states(now)
        for file in {file for file, state in new.items() if old.get(file) != state} | (old.keys() - new.keys()):
            yield file, old[file][1] if file in old else None, new[file][1] if file in new else None
    else:
        for file, (old_record, new_record) in changed_records(before.records.unnoted, now).items():
            yield file, _Kind.known(old_record) if old_record else None, _Kind.known(new_record) if new_record else None


def _facts_of(differing: Iterable[tuple[str, _Kind | None, _Kind | None]]) -> Iterator[Fact]:
    for file, old, new in differing:
        yield from (ANY, ("file", file))
        moved = old is None or new is None or old.where != new.where
        for record in filter(None, (old, new)):
            for kind in record.of.__mro__:
                yield "of", kind
                yield "of", kind, record.where[0]
                if moved:
                    yield "files", kind


__all__ = ["OUTSIDE", "TITLES", "Left", "NotedRecords", "Reads", "asked", "asked_property", "changed_facts", "kept", "kept_property", "note_answers"]
