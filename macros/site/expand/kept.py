"""Results that stay while the records that they were made from are the very same objects."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import is_
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Kept(Generic[Result]):
    """One result for each key, with the records behind it. A record that did not change is the same object at the next look at a
    site (``docs/remembering.md``), so whatever is kept here is what making it anew would give."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[tuple[Any, ...], Result]] = {}

    def get(self, key: Hashable, records: tuple[Any, ...], make: Callable[[], Result]) -> Result:
        """``make()``, or what it gave for the same ``records``. ``key`` holds all else that the result depends on."""
        known = self._known.get(key)
        if known is None or not all(map(is_, known[0], records)):
            known = self._known[key] = records, make()
        return known[1]


__all__ = ["Kept"]
