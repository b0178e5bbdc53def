"""The outline of a site: its records, what of them is shown, its past, and which pages there are. No text is rendered for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from macros import history, ledger
from macros.admin import closed as closed_forms
from macros.history import History, Unknown, Value
from macros.history.moves import followed
from macros.history.reasons import Told
from macros.history.values import values_in, values_of
from macros.history.view import Gone, address_of
from macros.ledger import Ledger, tombstones
from macros.pages.dated import Dated
from macros.pages.environment import renewed_templates
from macros.pages.links import markdown_path_of
from macros.pages.page import Link, Page
from macros.pages.site_view import SiteView
from macros.problems import Problem
from macros.records.collection import Entry, Records
from macros.records.disclosed import published
from macros.site.content.calls import addresses_shown
from macros.site.content.pages import ContentPage
from macros.site.data import exports, opendata
from macros.site.expand import changes, former, reasons
from macros.site.expand.dates import Dates
from macros.site.expand.memory import Memory
from macros.site.expand.waiting import Waiting
from macros.site.inputs import attachments
from macros.site.inputs import settings as site_settings
from macros.site.inputs.settings import Settings
from macros.site.inputs.sources import Sources


@dataclass
class Outline:
    """What follows from the sources of a site, each worked out when it is first asked for. ``reading``: the problems of reading them.

    ``preview`` shows what executives have not approved yet; ``today`` is for warnings of the assessment's calendar.
    """

    root: Path
    sources: Sources
    settings: Settings
    records: Records
    content: list[ContentPage]
    reading: list[Problem]
    preview: bool = False
    today: date | None = None
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def shown(self) -> Records:
        """The records that this build may show: all, or those that executives have approved."""
        return published(self.records, self.settings.extra.prongsai.approval, self.preview)

    @cached_property
    def waiting(self) -> Waiting:
        return Waiting(self.records, self.shown, self.settings.extra.prongsai.approval, self.preview)

    @cached_property
    def view(self) -> SiteView:
        written = [Link(page.meta.title, page.address) for page in self.content]
        rendered, info = self.memory.rendered, site_settings.info(self.settings)
        view = SiteView(self.shown, info, written, self.sources.sizes, self.dates.of, rendered.page, rendered.part)
        rendered.renew(view, (info, self.preview, renewed_templates()))
        return view

    @cached_property
    def history(self) -> History | Unknown:
        """The git history behind the sources; asked only when pages are made."""
        found = history.read(self.root, {**self.sources.records, **self.sources.pages}, reader=self._values)
        if isinstance(found, Unknown):
            return found
        if self.waiting:
            found = replace(found, changes=self.waiting.told(found.changes))
        return followed(found, self.ledger.moved)

    def _values(self, path: str, data: bytes) -> tuple[Value, ...] | None:
        """The values in a source; what is as it lies here has been read already."""
        entry = self.entries.get(path) if self.sources.records.get(path) == data else None
        return values_in(entry.record, entry.document) if entry else values_of(path, data)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The records by their files."""
        return {entry.document.file: entry for entry in self.records.entries}

    @cached_property
    def ledger(self) -> Ledger:
        """The addresses ever published; empty while there is no ledger, or while it is damaged (which is an error of its own)."""
        return ledger.parse(self.sources.ledger or b"")[0]

    @cached_property
    def dates(self) -> Dates:
        self.memory.dates = Dates(self.records, self.history, self.ledger, self.hash_of, self.memory.dates)
        return self.memory.dates

    def hash_of(self, file: str) -> str:
        """The SHA-256 of an attachment below ``content/``; "" of one that is not there or cannot be read (problems of their own)."""
        signature = self.sources.signatures.get(file)
        return self.memory.kept("sha256", file, signature, partial(attachments.sha256, self.root / "content" / file)) if signature else ""

    def dated(self, page: Page | ContentPage) -> Dated:
        """The past of what ``page`` shows."""
        own = self.dates.of(page.address)
        return own.showing(map(self.dates.of, addresses_shown(page, self.view))) if isinstance(page, ContentPage) else own

    @cached_property
    def pages(self) -> list[Page]:
        """The pages made from records."""
        living = list(self.view.pages)
        addresses = {page.address for page in _both(living, self.content)}
        living.append(changes.page(self.history, changes.Addresses(addresses | {changes.ADDRESS}, self.shown), self.gone(addresses), self.ledger.moved))
        crumbs = {page.address: page.breadcrumbs for page in living}
        there = {*addresses, *self.ledger.gone}  # tombstones lead to each other
        taken = {*addresses, changes.ADDRESS, *(f"/{name}" for name in self.files)}
        living += tombstones.pages(self.ledger, taken, partial(former.past, self.view, self.history, there), crumbs)
        has_forms = self.settings.extra.prongsai.admin or closed_forms.ADDRESS in {page.address for page in _both(living, self.content)}
        return living if has_forms else [*living, closed_forms.page()]

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths in the site of attachments and open data."""
        return frozenset({*self.sources.attachments, *opendata.names(self.view), *exports.names(self.view), "changes/feed.xml"})

    def gone(self, living: Collection[str] = ()) -> Gone:
        """What was taken out and why; no tombstone is led to at the address of a ``living`` page, but at an item's whose disclosure was taken out."""
        return Gone({*map(address_of, self.ledger.withdrawn), *(set(self.ledger.gone) - set(living))}, self._why_gone)

    @cached_property
    def _why_gone(self) -> Told:
        return reasons.why_gone(self.root, self.ledger, self.history)

    @cached_property
    def there(self) -> frozenset[str]:
        """The addresses of all pages."""
        return frozenset(page.address for page in _both(self.pages, self.content))

    @property
    def paths(self) -> list[str]:
        """The Markdown paths of all pages, before any is rendered."""
        return [*(page.file.removeprefix("content/") for page in self.content), *self.pages_at]

    @cached_property
    def pages_at(self) -> dict[str, Page]:
        """Markdown path → the page made from records there."""
        return {markdown_path_of(page.address): page for page in self.pages}


def _both(made: Iterable[Page], written: Iterable[ContentPage]) -> Iterator[Page | ContentPage]:
    yield from made
    yield from written
