"""A site read into memory: its settings, records and pages, with every problem in them."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from macros.pages import routes
from macros.pages.links import markdown_path_of
from macros.pages.page import Link, Page
from macros.pages.render import CallFailed, render_page
from macros.pages.site_view import SiteView
from macros.problems import Place, Problem
from macros.problems.render import in_order
from macros.records.checks import check_records, disclosures
from macros.records.collection import Records
from macros.records.doubt import doubt_of
from macros.records.disclosed import published
from macros.records.load import load
from macros.site import content, settings as site_settings
from macros.site.content import ContentPage
from macros.site.lint import lint_texts
from macros.site.settings import Settings
from macros.site.sources import Sources, read_sources


@dataclass
class Project:
    """Everything known of a site before the engine runs. ``problems`` holds every problem of its sources, in order.

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

    @cached_property
    def view(self) -> SiteView:
        shown = published(self.records, self.settings.extra.prongsai.approval, self.preview)
        written = [Link(page.meta.title, page.address) for page in self.content]
        sizes = {name: (self.root / "content" / name).stat().st_size for name in self.sources.attachments}
        return SiteView(shown, site_settings.info(self.settings), written, sizes)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages made from records."""
        return list(routes.routes(self.view))

    @cached_property
    def documents(self) -> dict[str, tuple[Page | ContentPage, str]]:
        """Markdown path → what it is made from and its text: the tree that the engine builds. Complete after ``problems``."""
        return {}

    @cached_property
    def problems(self) -> list[Problem]:
        found = [*self.reading]
        found += check_records(self.records, self.sources.attachments, doubt_of({**self.sources.skipped, **self.sources.records}, self.reading), today=self.today)
        found += disclosures.check_approval(self.records, self.settings.extra.prongsai.approval)
        if self.records.agency is not None and not any(problem.severity == "error" for problem in found):
            found += self._expand()
        found += lint_texts(self.sources, self.records.agency)
        return in_order(found)

    def _expand(self) -> list[Problem]:
        found: list[Problem] = []
        for page in self.content:
            expanded = content.expand(page, self.view, found.append)
            title = "" if expanded.has_title else f"# {page.meta.title} {{#top}}\n\n"
            self.documents[page.file.removeprefix("content/")] = (page, title + expanded.markdown)
        for page in self.pages:
            try:
                self.documents[markdown_path_of(page.address)] = (page, render_page(self.view, page))
            except CallFailed as failure:
                found.append(Problem(failure.code, Place(page.sources[0] if page.sources else "measures/agency.yml"), failure.params))
        addresses = {page.address for page in (*self.pages, *self.content)}
        found += disclosures.check_pages(self.records, addresses)
        return [*found, *_collisions(self.content, self.pages), *_dead_links(self)]


def load_project(root: Path, preview: bool = False, today: date | None = None) -> Project:
    """Read the site in ``root``. Nothing is raised for what a user wrote; it is all in the project's problems."""
    sources = read_sources(root)
    settings, problems = site_settings.load_settings(sources.settings)
    records, found = load(sources.records)
    pages = [content.read_page(file, data) for file, data in sorted(sources.pages.items())]
    reading = [*sources.problems, *problems, *found, *(problem for page in pages for problem in page.problems)]
    if "content/index.md" not in sources.pages:
        reading.append(Problem("home-missing", Place("content/index.md")))
    return Project(root, sources, settings, records, pages, reading, preview, today)


def _collisions(pages: list[ContentPage], made: list[Page]) -> Iterator[Problem]:
    owners = {page.address: "records" for page in made}
    for page in pages:
        if page.address in owners:
            yield Problem("page-collision", Place(page.file), {"address": page.address, "other": owners[page.address]})
        owners[page.address] = page.file


def _dead_links(project: Project) -> Iterator[Problem]:
    """Links in content pages to pages or files that are not there, with their line."""
    paths = {*project.documents, *project.sources.attachments}
    for page in project.content:
        folder = posixpath.dirname(page.file.removeprefix("content/"))
        for offset, target in content.links_of(page):
            path = target.split("#")[0].split("?")[0]
            if not path or ":" in path or path.startswith("//"):
                continue
            if not _leads_somewhere(path, folder, paths):
                near = difflib.get_close_matches(path, paths, 1, 0.6)
                yield Problem("link-dead", page.place(offset), {"value": target, "suggestion": near[0] if near else "–"})


def _leads_somewhere(path: str, folder: str, paths: set[str]) -> bool:
    if path.startswith("/"):
        return False  # would break when the site lies in a folder of its server; the message says how to write it
    return posixpath.normpath(posixpath.join(folder, path)) in paths


