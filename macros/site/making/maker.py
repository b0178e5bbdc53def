"""Every page of a site as HTML: what did not change is not made again, records' pages fill frames, the rest goes through MkDocs.

A page depends on its text and front matter, on the engine's configuration (settings, theme, assets, what the frame shows), and,
where MkDocs resolves its links, on which other pages and files there are. Nothing else goes into it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from macros.pages.links import address_of, markdown_path_of
from macros.pages.page import Page
from macros.problems import Problem
from macros.site.content.pages import ContentPage
from macros.site.expand.rendered import Text
from macros.site.html import csp, finishing, frames
from macros.site.html.finishing import Facts
from macros.site.making import engine, frame
from macros.site.making.rendering import NOT_FOUND, Renderer

_AT_ONCE = 100  # pages that MkDocs holds in memory together


class Made(NamedTuple):
    """What a page was made from: compared with the next build's. ``digest``: of its text; ``source`` and ``last``: of its front matter; ``others`` is
    None where links do not matter."""

    digest: bytes
    source: Page | ContentPage
    last: date | None
    others: frozenset[str] | None

    @property
    def meta(self) -> frame.Meta:
        return frame.meta(self.source, self.last)


@dataclass
class Workshop:
    """What one build leaves to the next. All of it may be thrown away at any time: the pages come out the same."""

    folder: Path
    configuration: Mapping[str, object] = field(default_factory=dict)
    frames: dict[frames.Outline, frames.Frame | None] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    scripts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    _renderer: Renderer | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "_renderer": None}  # the engine is started anew in each process, if anything asks for it

    @property
    def renderer(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer(self.configuration, self.folder)
        return self._renderer

    def allowed(self) -> set[str]:
        """Every inline script of every page."""
        return set().union(*{*self.scripts.values()})

    def prepare(self, configuration: Mapping[str, object], others: frozenset[str]) -> None:
        """Begin a build. Under another configuration nothing made before holds."""
        if self.configuration != configuration:
            self.configuration, self._renderer = dict(configuration), None
            self.frames, self.made, self.scripts = {}, {}, {}
        if others != self.others:  # an equal set stays the same object, so that comparing costs nothing
            self.others = others


class Maker:
    """Makes the pages of one build, each as soon as its text is there, so that few are in memory at a time.

    ``put`` gets the path in the site, the finished page and what is known of it; ``keep`` the paths of those that are as they were; ``held`` the path
    and the page, not finished, of those at the addresses in ``again``, which are made in any case."""

    def __init__(self, workshop: Workshop, put: Callable[[str, str, Facts], None], keep: Callable[[Iterable[str]], None], held: dict[str, str], again: Collection[str] = ()):
        self._workshop, self._put, self._keep, self._held, self._again = workshop, put, keep, held, again
        self._named = named_addresses(workshop.configuration["extra"])
        self._direct: dict[str, tuple[Made, str]] = {}
        self._seen: set[str] = set()

    def take(self, path: str, source: Page | ContentPage, text: Text, last: date | None) -> None:
        """The page at the Markdown path ``path``, with its text and the day on which what it shows changed."""
        self._seen.add(path)
        of_content = isinstance(source, ContentPage)
        made = Made(text.digest, source, last, self._workshop.others if of_content else None)
        again = bool(self._again) and address_of(path) in self._again
        if not again and self._workshop.made.get(path) == made:
            self._keep((path_in_site(path),))
        else:
            page = None if again or of_content else self._framed(path, made, text)
            if page:
                self._put(path_in_site(path), *page)
            else:
                self._direct[path] = made, text.take()

    def keep(self, pages: Mapping[str, tuple[Page, bytes]], last: Callable[[str], date | None]) -> set[str]:
        """Of ``pages`` (Markdown path → page, digest of its text), keep those that were made of the same before; their paths."""
        before, again = self._workshop.made, {*map(markdown_path_of, self._again)}
        same = {
            path for path, (page, digest) in pages.items()
            if (made := before.get(path)) and made.source is page and made.digest == digest and made.last == last(page.address)
        } - again  # fmt: skip
        self._seen |= same
        self._keep([path_in_site(path) for path in same])
        return same

    def finish(self) -> list[Problem]:
        """The pages that MkDocs itself makes, and the one for addresses that are not there. What the engine warned of."""
        workshop = self._workshop
        problems: list[Problem] = []
        for path in workshop.made.keys() - self._seen:
            del workshop.made[path], workshop.scripts[path]
        for path, html in _rendered(workshop, self._direct, problems):
            name = path_in_site(path)
            if address_of(path) in self._again:
                self._held[name] = html
            else:
                self._put(name, *finishing.finished(name, html))
        if NOT_FOUND in workshop.scripts:  # it shows nothing but the configuration
            self._keep((NOT_FOUND,))
        else:
            html, workshop.scripts[NOT_FOUND] = _with_policy(workshop.renderer.not_found())
            self._put(NOT_FOUND, *finishing.finished(NOT_FOUND, html))
        return problems

    def _framed(self, path: str, made: Made, text: Text) -> tuple[str, Facts] | None:
        """The page made from its frame; None when it has none. What the frame shows of other pages depends on which page it is around, so
        pages that it leads to have one of their own, and so have those at the top, whose links the theme may know by name."""
        address = address_of(path)
        meta, content = made.meta, frames.Content(text.take())
        found = frames.outline(meta, address, content, alone=address in self._named or address.count("/") < 3)
        frame_of = _frame(self._workshop, found[0]) if found else None
        if found is None or frame_of is None:
            return None
        self._workshop.made[path], self._workshop.scripts[path] = made, frame_of.scripts
        return finishing.filled(path_in_site(path), frame_of, found[1], content)


def path_in_site(markdown_path: str) -> str:
    """``a/b.md`` and ``a/b/index.md`` → ``a/b/index.html``"""
    if markdown_path.endswith("/index.md"):
        return markdown_path[:-2] + "html"
    return f"{address_of(markdown_path).strip('/')}/index.html".lstrip("/")


def _frame(workshop: Workshop, outline: frames.Outline) -> frames.Frame | None:
    if outline not in workshop.frames:
        workshop.frames[outline] = _new_frame(workshop, outline)
    return workshop.frames[outline]


def _new_frame(workshop: Workshop, outline: frames.Outline) -> frames.Frame | None:
    path = frames.frame_path(outline)
    text = engine.front_matter(frames.marked_meta(outline)) + frames.frame_body(outline) + "\n"
    rendered = workshop.renderer.render({path: text}, {"index.md"})
    return None if rendered.problems else frames.read_frame(outline, *_with_policy(rendered.pages[path]))


def _with_policy(html: str) -> tuple[str, tuple[str, ...]]:
    """A rendered page, mended, with the policy of its inline scripts, and these."""
    page, scripts = csp.with_policy(finishing.mended(html))
    return page, tuple(scripts)


def _rendered(workshop: Workshop, todo: Mapping[str, tuple[Made, str]], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    paths = iter(todo)
    while some := list(islice(paths, _AT_ONCE)):
        texts = {path: engine.front_matter(todo[path][0].meta) + todo[path][1] + "\n" for path in some}
        rendered = workshop.renderer.render(texts, workshop.others)
        problems += rendered.problems
        for path, html in rendered.pages.items():
            html, workshop.scripts[path] = _with_policy(html)
            if not rendered.problems:  # what was warned of is warned of again
                workshop.made[path] = todo[path][0]
            yield path, html


def named_addresses(extra: object) -> set[str]:
    """The addresses that the frame shows on every page, and those above them: around such a page it looks different."""
    if isinstance(extra, str):
        parts = extra.split("/") if extra.startswith("/") else []
        return {"/".join(parts[:end]) + "/" for end in range(1, len(parts))}
    inner = extra.values() if isinstance(extra, Mapping) else extra if isinstance(extra, (list, tuple)) else ()
    return set().union(*map(named_addresses, inner))


__all__ = ["Made", "Maker", "Workshop", "named_addresses", "path_in_site"]
