"""The search index of the built site. The search itself lives in ``macros/search``."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from macros.pages.links import address_of
from macros.pages.page import Page
from macros.search import index, synonyms
from macros.search.document import Document
from macros.search.extract import Extract, document
from macros.site import cleaning
from macros.site.attached import Signature, signature
from macros.site.content import ContentPage
from macros.site.making import path_in_site
from macros.site.project import Project
from macros.site.synonyms import site_synonyms

ContentOf = Callable[[str], Extract]
FOLDER = "search/"
_WAYS = ("/a-z/", "/complaints/")  # offered, with the year's checklist, when nothing was found


class Searching:
    """Remembers documents and index of the last build, so that only what changed is made again."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[tuple, Document]] = {}
        self._index = index.Memory()

    def files(self, project: Project, content: ContentOf) -> dict[str, bytes | None]:
        """Path in the site → bytes, None for a file that is as it was: the index, beside the page of results. ``content``: what is
        read of a page by its path in the site."""
        table = synonyms.merge(synonyms.default(), site_synonyms(project.sources.synonyms)[0])
        made = index.update(self._index, self._known(project, content), table, _ways(project))
        return {FOLDER + name: data for name, data in made.items()}

    def _known(self, project: Project, content: ContentOf) -> list[Document]:
        """A document that is made from the same as last time is the same object."""
        before, self._documents = self._documents, {}
        for path, source in project.made.items():
            if isinstance(source, ContentPage) or source.searchable:
                read, fields = content(path_in_site(path)), _fields(project, source)
                basis = (read, fields, [_state(project, address_of(path), href) for href, _ in read.files])
                known = before.get(path)
                same = known and known[0][0] is read and known[0][1:] == basis[1:]
                self._documents[path] = known if same else (basis, _document(project, address_of(path), read, fields))
        return [document for _, document in self._documents.values()]


def _document(project: Project, address: str, read: Extract, fields: Mapping[str, object]) -> Document:
    return document(read, address, partial(_attached, project, address), **fields)


def _ways(project: Project) -> list[tuple[str, str]]:
    there = {page.address for page in (*project.pages, *project.content)}
    year = project.view.latest_plan_year
    wanted = (*_WAYS, f"/oit/{year}/" if year else "/oit/")
    return [(project.view.title_of(address), address) for address in wanted if address in there]


def _attached(project: Project, address: str, href: str) -> bytes | None:
    """An attached file by the link to it on the page at ``address``."""
    path = _file(project, address, href)
    return path.read_bytes() if path else None


def _state(project: Project, address: str, href: str) -> Signature | None:
    path = _file(project, address, href)
    return signature(path) if path else None


def _file(project: Project, address: str, href: str) -> Path | None:
    name = posixpath.normpath(posixpath.join(address, unquote(href.partition("#")[0]))).lstrip("/")
    return project.root / "content" / name if name in project.sources.attachments else None


def _fields(project: Project, source: Page | ContentPage) -> dict[str, object]:
    """What is known of a page; the year and item of a content page are read from its address and title."""
    if isinstance(source, ContentPage):
        return {"title": source.meta.title, "description": source.meta.description}
    return {
        "title": source.title, "description": source.description, "kind": source.kind, "kind_label": source.kind_label,
        "year": source.year, "unit": tuple(project.view.unit_name(unit) for unit in source.units),
        "item": source.item if source.kind == "oit-item" else None,  # a plan that meets an item is not that item
    }
