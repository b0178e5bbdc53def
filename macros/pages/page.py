"""A page of the site before the engine sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Link(NamedTuple):
    """A title and the site-absolute address it leads to. ``within``: of a unit, the names of those above it."""

    title: str
    address: str
    within: str = ""

    @property
    def in_words(self) -> str:
        """As plain text: ``ฝ่ายแผนงานและงบประมาณ (สำนักปลัดเทศบาล)``."""
        return f"{self.title} ({self.within})" if self.within else self.title


@dataclass(frozen=True, slots=True)
class Page:
    """A page made from a record by ``layouts/<layout>.jinja``; ``args`` are what the template gets beside ``site``,
    and are let go when the text is there.

    ``kind`` and ``kind_label`` (Thai) group search results; ``year``, ``units`` and ``item`` are fields of the search;
    ``file`` is the record file that problems of the page are told of; ``toc`` is the page's own contents list;
    ``indexed``: may other search engines show it; ``empty``: what it is about is not published here yet; ``short``: what it is called
    for short; ``lists``: it only lists what other pages say, so a search finds it by its title and description.
    """

    address: str
    title: str
    layout: str
    kind: str
    kind_label: str
    description: str = ""
    args: dict[str, object] = field(default_factory=dict)
    breadcrumbs: tuple[Link, ...] = ()
    toc: tuple[tuple[str, str], ...] = ()
    year: int | None = None
    units: tuple[str, ...] = ()
    item: str | None = None
    file: str = ""
    wide: bool = False
    searchable: bool = True
    lists: bool = False
    indexed: bool = True
    empty: bool = False
    short: str = ""
