"""The site as templates see it. Read-only; every question about something that is not there raises ``NotThere``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.pages.dated import Dated
from macros.pages.page import Link, Page
from macros.pages.questions import NotThere
from macros.pages.questions.checklists import Checklists
from macros.pages.questions.plans import Plans
from macros.pages.questions.registers import Registers
from macros.pages.questions.results import Results
from macros.pages.questions.units import Units
from macros.pages.reads import OUTSIDE, TITLES, NotedRecords, Reads, asked, asked_property, note_answers
from macros.records import disclosed
from macros.records.collection import Records
from macros.records.disclosure import Disclosure
from macros.records.model import Agency, Progress
from macros.records.registers import Register


@dataclass(frozen=True)
class SiteInfo:
    """The settings of a site that pages show."""

    name: str
    url: str = ""
    official: bool = False
    description: str = ""
    approval: str = "optional"
    report: object | None = None  # who hears of errors: who, email, phone, url


class SiteView(Plans, Results, Checklists, Registers, Units):
    """The records of a site as its templates see them.

    ``written``: the pages of ``content/``, for the A–Z list; ``sizes``: bytes of the attached files by their path in ``content/``;
    ``dated``: the past of the page at an address; ``page`` and ``part``: give a page, or a part of its text, that was made before, while it would be the same.
    What is asked is noted, see ``reads.py``.
    """

    def __init__(
        self, records: Records, info: SiteInfo, written: Iterable[Link] = (), sizes: Mapping[str, int] | None = None,
        dated: Callable[[str], Dated] = lambda address: Dated(), page: Callable[[str, Callable[[], Page]], Page] = lambda address, make: make(),
        part: Callable[[Hashable, Callable[[], str]], str] = lambda name, make: make(),
    ):
        self.site = self
        self.reads = Reads()
        self.records = NotedRecords(records, self.reads)
        self.info = info
        self.written = tuple(written)
        self._dated = dated
        self.pasts: dict[str, Dated] = {}
        self.sizes = dict(sizes or {})
        self.page, self.part = page, part
        note_answers(self)  # the records never change, so every answer is worked out once

    @property
    def agency(self) -> Agency | None:
        return self.records.agency

    @property
    def owner(self) -> Agency:
        """The agency, where nothing is without one: no page is made of a site that lacks its record."""
        agency = self.records.agency
        if agency is None:
            raise NotThere("agency-missing")
        return agency

    @asked_property
    def cited_as(self) -> str:
        """Whose pages these are, for those who cite one."""
        return self.agency.name if self.info.official and self.agency else self.info.name

    def dated(self, address: str) -> Dated:
        """The past of the page at ``address``."""
        self.reads.note("dated", address)
        past = self.pasts[address] = self._dated(address)
        return past

    def absolute(self, address: str) -> str:
        """The permanent link of a page, '' while the site's settings name no address of its own."""
        return self.info.url.rstrip("/") + address if self.info.url else ""

    def waits(self, record: Disclosure | Progress | Register) -> bool:
        """Whether ``record`` is shown in this preview alone, because executives have not approved it yet."""
        return not disclosed.visible(record, self.info.approval)

    def title_of(self, address: str) -> str:
        """The title of a page of this site; the address itself when no page is known there."""
        self.reads.note(*TITLES)
        return self.titles.get(address.partition("#")[0], address)

    def has_page(self, address: str) -> bool:
        """Whether there is a page of this site at the address; its anchor is not asked for."""
        self.reads.note(*TITLES)
        return address.partition("#")[0] in self.titles

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page that is made from records."""
        from macros.pages.routes import routes  # that room asks this one

        return tuple(routes(self))

    @cached_property
    def titles(self) -> dict[str, str]:
        return {"/": "หน้าแรก", **{link.address: link.title for link in self.written}, **{page.address: page.title for page in self.pages}}

    @asked
    def about_file(self, path: str) -> str:
        """``PDF, 240 KB``; without the size where it is not known."""
        self.reads.note(*OUTSIDE)
        kind = path.rpartition(".")[2].upper() if "." in path.rpartition("/")[2] else "ไฟล์"
        return f"{kind}, {size_text(self.sizes[path])}" if path in self.sizes else kind


def size_text(size: int) -> str:
    """``812 B``, ``240 KB``, ``1.4 MB``"""
    if size < 1000:
        return f"{size} B"
    return f"{round(size / 1000)} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
