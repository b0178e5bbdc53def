"""The search index of the built site. The search itself lives in ``macros/search``."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, TypeGuard
from urllib.parse import unquote

from macros.pages.links import address_of
from macros.pages.page import Page
from macros.search import index, synonyms
from macros.search.attachments import text_of
from macros.search.extract import Extract, document
from macros.search.lines import Lines
from macros.site.attachments import cleaning
from macros.site.attachments.attached import Signature
from macros.site.content.pages import ContentPage
from macros.site.inputs.synonyms import site_synonyms
from macros.site.making.maker import path_in_site
from macros.site.project import Project

ContentOf = Callable[[str], Extract]
Put = Callable[[str, bytes], object]
FOLDER = "search/"
_WAYS = ("/a-z/", "/complaints/")  # offered, with the year's checklist, when nothing was found


class _Known(NamedTuple):
    """A page in the index: what it was made from, its path in the site, the files whose text it has, each with the state it was read in."""

    source: Page | ContentPage
    name: str
    files: tuple[tuple[str, Signature | None], ...]


class Searching:
    """Remembers the index of the last build, so that only what changed is made again. Of the pages it keeps no text but the ``lines``, which
    may be kept for more than that."""

    def __init__(self, lines: Lines | None = None) -> None:
        self._known: dict[str, _Known] = {}
        self._again: set[str] = set()
        self._units: dict[str, str] = {}
        self.index = index.Index(lines)
        self._own: bytes | None = None
        self._table = synonyms.default()

    def renew(self, name: str) -> None:
        """The page ``name`` (its path in the site) was made again: it may say something else now."""
        self._again.add(name)

    def files(self, project: Project, content: ContentOf, states: Mapping[str, Signature], put: Put | None = None) -> dict[str, bytes | None]:
        """Path in the site → bytes, None for a file that is as it was: the index, beside the page of results. ``content``: what is
        read of a page by its path in the site; it is asked for pages that are new, renewed or otherwise not as they were. ``states``: of
        attached files, by name. ``put``: gets pieces as soon as they are made; they are None then."""
        self._take_in(project, content, states)
        made = self.index.files(self._synonyms(project), _ways(project), put and (lambda name, data: put(FOLDER + name, data)))
        return {FOLDER + name: data for name, data in made.items()}

    def _take_in(self, project: Project, content: ContentOf, states: Mapping[str, Signature]) -> None:
        """Give the index the pages that are not as they were, and take those away that are there no more."""
        renamed = self._renamed_units(project)
        found = {path: source for path, source in project.made.items() if isinstance(source, ContentPage) or source.searchable}
        for path in self._known.keys() - found.keys():
            del self._known[path]
            self.index.drop(address_of(path))
        for path, source in found.items():
            known = self._known.get(path)
            if known is not None and known.source is source and not (known.files or renamed) and known.name not in self._again:
                continue
            if known is None or self._differs(project, known, source, states, renamed):
                self._known[path] = self._put(project, path, source, content, states)
            elif known.source is not source:
                self._known[path] = known._replace(source=source)
        self._again = set()

    def _put(self, project: Project, path: str, source: Page | ContentPage, content: ContentOf, states: Mapping[str, Signature]) -> _Known:
        address, name = address_of(path), path_in_site(path)
        read = Extract(source.title, ()) if _lists(source) else content(name)
        self.index.put(document(read, address, partial(_attached, project, address), **_fields(project, source)))
        linked = dict.fromkeys(_file_name(address, href) for href, _ in read.files)
        return _Known(source, name, tuple((file, states.get(file)) for file in linked))

    def _differs(self, project: Project, known: _Known, source: Page | ContentPage, states: Mapping[str, Signature], renamed: set[str]) -> bool:
        return (
            (known.name in self._again and not _lists(source))
            or any(states.get(file) != state for file, state in known.files)
            or (known.source is not source and _fields(project, known.source) != _fields(project, source))
            or bool(renamed and isinstance(source, Page) and not renamed.isdisjoint(source.units))
        )

    def _renamed_units(self, project: Project) -> set[str]:
        """The units that are called otherwise than last time."""
        before, self._units = self._units, {unit: project.view.unit_name(unit) for unit in project.view.records.units}
        return {unit for unit, name in self._units.items() if before.get(unit) != name}

    def _synonyms(self, project: Project) -> synonyms.Table:
        if project.sources.synonyms != self._own:
            self._own = project.sources.synonyms
            self._table = synonyms.merge(synonyms.default(), site_synonyms(self._own)[0])
        return self._table


def _ways(project: Project) -> list[tuple[str, str]]:
    year = project.view.checklist_year
    wanted = (*_WAYS, f"/oit/{year}/" if year else "/oit/")
    return [(project.view.title_of(address), address) for address in wanted if address in project.there]


def _attached(project: Project, address: str, href: str) -> str:
    """The text of an attached file by the link to it on the page at ``address``. What was judged is not read again."""
    name = _file_name(address, href)
    if name not in project.sources.attachments:
        return ""
    path = project.root / "content" / name
    known = cleaning.text_of_pages(path)
    return text_of(name, path.read_bytes()) if known is None else known


def _file_name(address: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(address, unquote(href.partition("#")[0]))).lstrip("/")


def _fields(project: Project, source: Page | ContentPage) -> dict[str, object]:
    """What is known of a page; the year and item of a content page are read from its address and title."""
    if isinstance(source, ContentPage):
        return {"title": source.meta.title, "description": source.meta.description}
    return {
        "title": source.title, "description": source.description, "kind": source.kind, "kind_label": source.kind_label,
        "year": source.year, "unit": (*map(project.view.unit_name, source.units), source.short),
        "item": source.item if source.kind == "oit-item" else None,  # a plan that meets an item is not that item
        "name": source.short or _room(source), "empty": source.empty,
    }


def _lists(source: Page | ContentPage) -> TypeGuard[Page]:
    return isinstance(source, Page) and source.lists


def _room(source: Page) -> str:
    """Of the page of a year that a room of the site begins with, the room's name: it stands in the breadcrumbs, and the title may be another."""
    return source.breadcrumbs[1].title if source.year and len(source.breadcrumbs) == 3 else ""
