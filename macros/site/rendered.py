"""The texts of pages, each kept with what it asked for, and made again only when an answer has changed. See ``docs/remembering.md``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from macros.pages.page import Page
from macros.pages.reads import TITLES, Fact, Reads, changed_facts
from macros.pages.site_view import SiteView

Made = TypeVar("Made", bound="bytes | None")
Source = TypeVar("Source")  # a page made from records, or one of content/


@dataclass
class _Kept:
    source: object
    facts: set[Fact]
    text: str | None = None


class Rendered:
    """Texts by address, those of ``content/`` by file. They are what rendering all anew would give; a text that did not change is the same object."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._last: dict[str, str | None] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._site: SiteView | None = None
        self._frame: Hashable = None
        self._titles: dict[str, str] = {}

    def renew(self, site: SiteView, frame: Hashable) -> None:
        """Go over to ``site``. ``frame``: all that any page may depend on besides records and questions (settings, templates)."""
        self._last = {address: kept.text for address, kept in self._kept.items()}
        if self._site is None or frame != self._frame:
            self._kept.clear()
        else:
            changed = changed_facts(self._site, site)
            self._kept = {address: kept for address, kept in self._kept.items() if kept.text is not None and kept.facts.isdisjoint(changed)}
        self._site, self._frame, self._makers = site, frame, {}

    def page(self, address: str, make: Callable[[], Page]) -> Page:
        """The page at ``address``, made now or before. One that was made before has no ``args`` any more: its text is there."""
        self._makers[address] = make
        if address not in self._kept:
            with self._reads.noting() as facts:
                self._kept[address] = _Kept(make(), facts)
        return self._kept[address].source  # type: ignore[return-value]

    def retitle(self, titles: Mapping[str, str]) -> None:
        """The titles of all pages, known when all pages are made and before any text is: who shows one is made again when one differs."""
        if titles != self._titles:
            self._kept = {address: kept for address, kept in self._kept.items() if TITLES not in kept.facts}
        self._titles = dict(titles)

    def text(self, address: str, source: Source, render: Callable[[Source], str]) -> tuple[Source, str]:
        """``source`` with what ``render`` gives for it, or gave for an equal one."""
        if address in self._makers:
            source = self.page(address, self._makers[address])  # type: ignore[assignment]
        kept = self._kept.get(address)
        if kept is None or (kept.source is not source and kept.source != source):
            kept = self._kept[address] = _Kept(source, set())
        if kept.text is None:
            with self._reads.noting() as facts:
                text = render(source)
            kept.text = last if (last := self._last.get(address)) == text else text
            kept.facts |= facts
            source = replace(source, args={}) if address in self._makers else source  # they hold all of the site
        kept.source = source
        return source, kept.text

    def file(self, name: str, make: Callable[[], Made]) -> Made:
        """The bytes of a file that is made by asking the site, kept as the text of a page is. ``name``: its path, without a slash
        before it; None, for no file, is asked for again."""
        return self.text(name, None, lambda _: make())[1]  # type: ignore[arg-type, return-value]

    @property
    def _reads(self) -> Reads:
        assert self._site is not None
        return self._site.reads
