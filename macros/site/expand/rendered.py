"""The texts of pages, each kept with what it asked for, and made again only when an answer has changed. See ``docs/remembering.md``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from macros.pages.page import Page
from macros.pages.reads import TITLES, Fact, Left, Reads, changed_facts
from macros.pages.site_view import SiteView
from macros.site.expand.parts import Parts
from macros.site.html import encoded

Source = TypeVar("Source")  # a page made from records, or one of content/


@dataclass(slots=True)
class Text:
    """The text of a page, rendered ``again`` if it is not at hand. ``digest`` tells it from others."""

    digest: bytes
    _again: Callable[[], str]
    _at_hand: str | None = None

    def read(self) -> str:
        return self._again() if self._at_hand is None else self._at_hand

    def take(self) -> str:
        """``read`` for the last time: it may be long, and nothing is kept of it here."""
        text, self._at_hand = self.read(), None
        return text


@dataclass(slots=True)
class _Kept:
    """``made``: the digest of a page's text, or a file's bytes; None before it is made. ``is_asked``: the source itself was made by asking the site,
    as no tombstone is, which may stand where a page was and comes to be again."""

    source: object
    facts: tuple[Fact, ...]
    made: bytes | None = None
    is_asked: bool = False


class Rendered:
    """Digests of texts by address, those of ``content/`` by file, with what each text asked for: while the answers are the same, so is the text."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._parts = Parts()
        self._makers: dict[str, Callable[[], Page]] = {}
        self.site: SiteView | Left | None = None
        self._frame: Hashable = None
        self._titles: dict[str, str] = {}

    def let_go(self) -> None:
        """Keep only what another process can go on with: of pages that have a text, and of the site what was asked."""
        site = self.site
        self._kept = {name: kept for name, kept in self._kept.items() if kept.made is not None}
        self._parts.keep(self._kept)
        self.site, self._makers = site and Left.of(site), {}
        if isinstance(site, SiteView):
            vars(site).clear()  # what it holds refers to it in turn, and would stay

    def renew(self, site: SiteView, frame: Hashable) -> None:
        """Go over to ``site``. ``frame``: all that any page may depend on besides records and questions (settings, templates)."""
        if self.site is None or frame != self._frame:
            self._kept.clear()
            self._parts.clear()
        else:
            changed = changed_facts(self.site, site)
            self._kept = {address: kept for address, kept in self._kept.items() if kept.made is not None and changed.isdisjoint(kept.facts)}
            self._parts.drop(changed, self._kept)
        self.site, self._frame, self._makers = site, frame, {}

    def page(self, address: str, make: Callable[[], Page]) -> Page:
        """The page at ``address``, made now or before. One that was made before has no ``args`` any more: its text is there."""
        self._makers[address] = make
        kept = self._kept.get(address)
        if kept is None or not kept.is_asked:
            with self._reads.noting() as facts:
                page = make()
            kept = self._kept[address] = _Kept(page, self._reads.small(facts), is_asked=True)
        return kept.source  # type: ignore[return-value]

    def retitle(self, titles: Mapping[str, str]) -> None:
        """The titles of all pages, known when all pages are made and before any text is: who shows one is made again when one differs."""
        if titles != self._titles:
            self._kept = {address: kept for address, kept in self._kept.items() if TITLES not in kept.facts}
            self._parts.drop({TITLES})
        self._titles = dict(titles)

    def text(self, address: str, source: Source, render: Callable[[Source], str]) -> tuple[Source, Text]:
        """``source`` with what ``render`` gives for it, or gave for an equal one."""
        if address in self._makers:
            source = self.page(address, self._makers[address])  # type: ignore[assignment]
        kept = self._kept_for(address, source)
        text, again = None, partial(self._again, address, source, render)
        if kept.made is None:
            with self._reads.noting() as facts, self._parts.of(address):
                text = render(source)
            kept.made = digest(text)
            kept.facts = self._reads.small({*kept.facts, *facts})
            if address in self._makers:
                source.args.clear()  # type: ignore[attr-defined]  # they hold all of the site
        kept.source = source
        return source, Text(kept.made, again, text)

    def part(self, name: Hashable, make: Callable[[], str]) -> str:
        """A part of the text that is being rendered, made now or before; see ``Parts``."""
        return self._parts.part(self._reads, name, make)

    def forget(self, name: str) -> None:
        """Make the text of ``name`` again at the next look: something in it could not be answered, which is to be told again."""
        self._kept.pop(name, None)

    def standing(self, pages: Iterable[Page]) -> Iterator[tuple[Page, bytes]]:
        """Of ``pages``, after ``retitle``, those whose text is that of the last look, with its digest."""
        for page in pages:
            kept = self._kept.get(page.address)
            if kept is not None and kept.made is not None and kept.source is page:
                yield page, kept.made

    def _again(self, address: str, source: Source, render: Callable[[Source], str]) -> str:
        with self._reads.noting(), self._parts.of(address):
            return render(self._makers[address]() if address in self._makers else source)  # type: ignore[arg-type]

    def changed(self, name: str, make: Callable[[], None]) -> bool:
        """Call ``make``, which makes a file (or several) by asking the site, unless what it asked for the last time would be answered
        as before; whether it was called. ``name``: the path of the file, without a slash before it."""
        if name in self._kept:
            return False
        with self._reads.noting() as facts:
            make()
        self._kept[name] = _Kept(None, self._reads.small(facts), b"")
        return True

    def _kept_for(self, name: str, source: object) -> _Kept:
        kept = self._kept.get(name)
        if kept is None or (kept.source is not source and kept.source != source):
            kept = self._kept[name] = _Kept(source, ())
        return kept

    @property
    def _reads(self) -> Reads:
        assert self.site is not None
        return self.site.reads  # type: ignore[union-attr]  # ``renew`` has put the view of this look in place of what another process left


def digest(text: str) -> bytes:
    """What tells a text from those that were at its address before."""
    return encoded.sha256(text).digest()[:16]  # today's processors have instructions for it
