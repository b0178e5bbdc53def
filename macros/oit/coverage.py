"""How far a year's form is disclosed: each item against the records that answer it.

Pure: it takes any objects shaped like a disclosure, so that this room needs no record kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Literal, Protocol, TypeVar

from macros.oit.form import Form
from macros.oit.model import Element, Item

State = Literal["published", "none", "partly", "missing"]
STATES: tuple[State, ...] = ("published", "none", "partly", "missing")
"""All elements disclosed · stated that there was none this year · some elements disclosed · nothing disclosed here."""


class DisclosedElementLike(Protocol):
    @property
    def element(self) -> str: ...

    @property
    def places(self) -> tuple[Any, ...]: ...


class DisclosureLike(Protocol):
    """A disclosure: ``answer`` is ``yes`` or ``none``, ``elements`` say where each element is met."""

    @property
    def fiscal_year(self) -> int: ...

    @property
    def item(self) -> str: ...

    @property
    def answer(self) -> str: ...

    @property
    def unit(self) -> str: ...

    @property
    def elements(self) -> tuple[DisclosedElementLike, ...]: ...


Given = TypeVar("Given", bound=DisclosureLike)


@dataclass(frozen=True)
class ItemCoverage(Generic[Given]):
    """One item. ``places`` maps ids of elements to where they are met, in the order of the form."""

    item: Item
    disclosure: Given | None
    places: Mapping[str, tuple[Any, ...]]

    @property
    def state(self) -> State:
        """One of :data:`STATES`."""
        if self.disclosure is None:
            return "missing"
        if self.disclosure.answer == "none":
            return "none"
        if not self.unmet:
            return "published"
        return "partly" if self.met else "missing"

    @property
    def disclosed(self) -> bool:
        """Nothing of the item is wanting: all of it is there, or the statement that there was none."""
        return self.state in ("published", "none")

    @property
    def met(self) -> tuple[Element, ...]:
        return tuple(element for element in self.item.elements if element.id in self.places)

    @property
    def unmet(self) -> tuple[Element, ...]:
        """The elements still to be disclosed; a statement that there was none leaves none open."""
        if self.disclosure is not None and self.disclosure.answer == "none":
            return ()
        return tuple(element for element in self.item.elements if element.id not in self.places)

    @property
    def unit(self) -> str | None:
        return self.disclosure.unit if self.disclosure else None


@dataclass(frozen=True, eq=False)
class Coverage(Generic[Given]):
    """Every item of a year's form, in its order."""

    form: Form
    items: tuple[ItemCoverage[Given], ...]

    def of(self, item_id: str) -> ItemCoverage[Given]:
        """The coverage of ``"O42"``; ``KeyError`` when the form has no such item."""
        return self._by_id[item_id]

    @cached_property
    def _by_id(self) -> dict[str, ItemCoverage[Given]]:
        return {one.item.id: one for one in self.items}

    @property
    def disclosed(self) -> tuple[str, ...]:
        """Ids of the items of which nothing is wanting, for ``score.failed_from``."""
        return tuple(one.item.id for one in self.items if one.disclosed)

    @property
    def open(self) -> tuple[ItemCoverage[Given], ...]:
        """The items that are not disclosed, or not wholly."""
        return tuple(one for one in self.items if not one.disclosed)

    @property
    def counts(self) -> dict[State, int]:
        """State → number of items; every state is there."""
        states = [one.state for one in self.items]
        return {state: states.count(state) for state in STATES}


def coverage(form: Form, disclosures: Iterable[Given]) -> Coverage[Given]:
    """The items of ``form`` with the disclosures that answer them.

    Those of other years or of no item of the form are passed over, and of two for one item the first counts: the checks
    report them.
    """
    answers: dict[str, Given] = {}
    for disclosure in disclosures:
        if disclosure.fiscal_year == form.fiscal_year:
            answers.setdefault(disclosure.item, disclosure)
    return Coverage(form, tuple(_item(item, answers.get(item.id)) for item in form.items))


def _item(item: Item, disclosure: Given | None) -> ItemCoverage[Given]:
    given: dict[str, tuple[Any, ...]] = {}
    for part in disclosure.elements if disclosure else ():
        given[part.element] = (*given.get(part.element, ()), *part.places)
    return ItemCoverage(item, disclosure, {e.id: given[e.id] for e in item.elements if given.get(e.id)})
