"""The texts of pages, each kept with what it asked for, and made again only when an answer has changed. See ``docs/remembering.md``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from macros.pages.page import Page
from macros.pages.reads import TITLES, Fact, Reads, ask_again, changed_records
from macros.pages.site_view import SiteView

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

    def changed(self, name: str, make: Callable[[], None]) -> bool:
        """Call ``make``, which makes a file (or several) by asking the site, unless what it asked for the last time would be answered
        as before; whether it was called. ``name``: the path of the file, without a slash before it."""
        if name in self._kept:
            return False
        with self._reads.noting() as facts:
            make()
        self._kept[name] = _Kept(None, facts, "")
        return True

    @property
    def _reads(self) -> Reads:
        assert self._site is not None
        return self._site.reads


def changed_facts(before: SiteView, now: SiteView) -> set[Fact]:
    """The records that differ, and the questions that are answered otherwise."""
    changed = changed_records(before.records.unnoted, now.records.unnoted)
    return changed | {fact for fact, answer in before.reads.answers.items() if _differs(now, fact, answer)}


def _differs(now: SiteView, fact: Fact, answer: object) -> bool:
    try:
        return ask_again(now, fact) != answer
    except LookupError:
        return True  # what it was about is not there any more
