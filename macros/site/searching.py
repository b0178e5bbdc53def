"""The search index of the built site. The search itself lives in ``macros/search``."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from macros.pages.links import address_of
from macros.pages.page import Page
from macros.search import index, synonyms
from macros.search.document import Document
from macros.search.extract import Extract, document
from macros.site import cleaning
from macros.site.content import ContentPage
from macros.site.making import path_in_site
from macros.site.project import Project
from macros.site.synonyms import site_synonyms

ContentOf = Callable[[str], Extract]
FOLDER = "search/"
_WAYS = ("/a-z/", "/complaints/")  # offered, with the year's checklist, when nothing was found


def files(project: Project, content: ContentOf) -> dict[str, bytes]:
    """Path in the site → bytes: the index, beside the page of results. ``content``: what is read of a page by its path in the site."""
    table = synonyms.merge(synonyms.default(), site_synonyms(project.sources.synonyms)[0])
    built = index.build(_documents(project, content), table, _ways(project))
    return {FOLDER + name: data for name, data in built.items()}


def _ways(project: Project) -> list[tuple[str, str]]:
    there = {page.address for page in (*project.pages, *project.content)}
    year = project.view.latest_plan_year
    wanted = (*_WAYS, f"/oit/{year}/" if year else "/oit/")
    return [(project.view.title_of(address), address) for address in wanted if address in there]


def _documents(project: Project, content: ContentOf) -> Iterator[Document]:
    for path, (source, _) in sorted(project.documents.items()):
        if isinstance(source, ContentPage) or source.searchable:
            address = address_of(path)
            yield document(content(path_in_site(path)), address, partial(_attached, project, address), **_fields(project, source))


def _attached(project: Project, address: str, href: str) -> bytes | None:
    """An attached file by the link to it on the page at ``address``."""
    name = posixpath.normpath(posixpath.join(address, unquote(href.partition("#")[0]))).lstrip("/")
    if name not in project.sources.attachments:
        return None
    path = project.root / "content" / name
    return None if cleaning.judge(path).unread else path.read_bytes()  # what takes too long to read once is not read again


def _fields(project: Project, source: Page | ContentPage) -> dict[str, object]:
    """What is known of a page; the year and item of a content page are read from its address and title."""
    if isinstance(source, ContentPage):
        return {"title": source.meta.title, "description": source.meta.description}
    return {
        "title": source.title, "description": source.description, "kind": source.kind, "kind_label": source.kind_label,
        "year": source.year, "unit": tuple(project.view.unit_name(unit) for unit in source.units),
        "item": source.item if source.kind == "oit-item" else None,  # a plan that meets an item is not that item
    }
