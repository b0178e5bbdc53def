"""Parts of the texts of long pages, each kept with what it asked for: a page that is made anew is put together of those that still hold."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Container, Hashable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from macros.pages.reads import Fact, Reads

_LEVEL = 3  # of packing: as quick as the least, and half as long


class _Part(NamedTuple):
    """``packed``: its text; that of a plan's rows is a tenth as long so."""

    facts: tuple[Fact, ...]
    packed: bytes


class Parts:
    """The parts of each page, by what they are called there. The name of a part holds all that it depends on besides what it asks for."""

    def __init__(self) -> None:
        self._of: dict[str, dict[Hashable, _Part]] = {}
        self._before: dict[Hashable, _Part] = {}  # of the page that is being written, and those that it has by now
        self._used: dict[Hashable, _Part] = {}

    @contextmanager
    def of(self, page: str) -> Iterator[None]:
        """The text of ``page`` is written inside: from then on it has the parts that it asked for."""
        self._before = self._of.pop(page, {})
        try:
            yield
        finally:
            if self._used:
                self._of[page] = self._used
            self._before, self._used = {}, {}

    def part(self, reads: Reads, name: Hashable, make: Callable[[], str]) -> str:
        """A part of the page that is being written, made now or before."""
        part, text = self._before.get(name), None
        if part is None:
            with reads.noting() as facts:
                text = make()
            part = _Part(reads.small(facts), zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL))
        reads.note_all(part.facts)
        self._used[name] = part
        return zlib.decompress(part.packed).decode("utf-8", "surrogatepass") if text is None else text

    def drop(self, changed: set[Fact], standing: Container[str] = ()) -> None:
        """Forget the parts that asked for what has ``changed``; no part of a page that is ``standing`` did."""
        for page, parts in self._of.items():
            if page not in standing:
                self._of[page] = {name: part for name, part in parts.items() if changed.isdisjoint(part.facts)}

    def keep(self, pages: Container[str]) -> None:
        """Forget the parts of all other pages."""
        self._of = {page: parts for page, parts in self._of.items() if page in pages}

    def clear(self) -> None:
        self._of.clear()


__all__ = ["Parts"]
