"""Every page of a site as HTML: what did not change is not made again, records' pages fill frames, the rest goes through MkDocs.

A page depends on its text and front matter, on the engine's configuration (settings, theme, assets, what the frame shows), and,
where MkDocs resolves its links, on which other pages and files there are. Nothing else goes into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from macros.pages.links import address_of
from macros.pages.page import Page
from macros.problems import Problem
from macros.site import csp, engine, finishing, frames, semantics
from macros.site.content import ContentPage
from macros.site.rendering import NOT_FOUND, Renderer

Document = tuple["Page | ContentPage", str]
_AT_ONCE = 100  # pages that MkDocs holds in memory together


@dataclass(frozen=True)
class Made:
    """What a page was made from: compared with the next build's. ``others`` is None where links do not matter."""

    text: str
    meta: Mapping[str, object]
    others: frozenset[str] | None


@dataclass
class Workshop:
    """What one build leaves to the next. All of it may be thrown away at any time: the pages come out the same."""

    folder: Path
    renderer: Renderer | None = None
    frames: dict[frames.Outline, frames.Frame | None] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    scripts: dict[str, list[str]] = field(default_factory=dict)
    others: frozenset[str] = frozenset()

    def allowed(self) -> set[str]:
        """Every inline script of every page."""
        return set().union(*self.scripts.values())

    def prepare(self, configuration: Mapping[str, object], others: frozenset[str]) -> None:
        """Begin a build. Under another configuration nothing made before holds."""
        if self.renderer is None or self.renderer.configuration != configuration:
            self.renderer = Renderer(configuration, self.folder)
            self.frames, self.made, self.scripts = {}, {}, {}
        if others != self.others:  # an equal set stays the same object, so that comparing costs nothing
            self.others = others


@dataclass
class Pages:
    """``kept``: Markdown paths of pages that are as they were. ``html``: path in the site and page, whole but for the hash of its text, one by one, for all
    others; ``problems`` is complete when it has come to its end."""

    kept: list[str]
    html: Iterator[tuple[str, str]]
    problems: list[Problem]


def pages(workshop: Workshop, documents: Mapping[str, Document], metas: Mapping[str, Mapping[str, object]], again: Collection[str] = ()) -> Pages:
    """The pages of ``documents`` (Markdown path → source and text) with the front matter ``metas``; those at the addresses in ``again``
    in any case."""
    wanted = {path: _needs(workshop, source, text, metas[path]) for path, (source, text) in documents.items()}
    todo = {path: made for path, made in wanted.items() if workshop.made.get(path) != made or address_of(path) in again}
    for path in set(workshop.made) - set(wanted):
        del workshop.made[path], workshop.scripts[path]
    problems: list[Problem] = []
    kept = [path for path in wanted if path not in todo]
    return Pages(kept, _made(workshop, todo, documents, problems), problems)


def not_found(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """The page for addresses that are not there."""
    html, workshop.scripts[NOT_FOUND] = csp.with_policy(finishing.mended(workshop.renderer.not_found()))
    yield NOT_FOUND, html


def path_in_site(markdown_path: str) -> str:
    """``a/b.md`` and ``a/b/index.md`` → ``a/b/index.html``"""
    return f"{address_of(markdown_path).strip('/')}/index.html".lstrip("/")


def _needs(workshop: Workshop, source: Page | ContentPage, text: str, meta: Mapping[str, object]) -> Made:
    return Made(text, meta, workshop.others if isinstance(source, ContentPage) else None)


def _made(workshop: Workshop, todo: Mapping[str, Made], documents: Mapping[str, Document], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    named = named_addresses(workshop.renderer.configuration["extra"])
    direct = []
    for path, made in todo.items():
        html = None if isinstance(documents[path][0], ContentPage) else _framed(workshop, path, made, named)
        if html is None:
            direct.append(path)
        else:
            workshop.made[path] = made
            yield path_in_site(path), html
    yield from _rendered(workshop, {path: todo[path] for path in direct}, problems)


def _framed(workshop: Workshop, path: str, made: Made, named: Collection[str]) -> str | None:
    """The page from its frame; None when it has none. What the frame shows of other pages depends on which page it is around, so
    pages that it leads to have none, and nor have those at the top, whose links the theme may know by name."""
    address = address_of(path)
    found = None if address in named or address.count("/") < 3 else frames.outline(made.meta, address, made.text)
    if found is None:
        return None
    outline, texts = found
    if outline not in workshop.frames:
        workshop.frames[outline] = _frame(workshop, outline, made.meta, address)
    frame = workshop.frames[outline]
    if frame is None:
        return None
    workshop.scripts[path] = frame.scripts
    html = frame.fill(texts, finishing.mended_content(made.text))
    return semantics.with_semantics(html) if "<table" in made.text else html


def _frame(workshop: Workshop, outline: frames.Outline, meta: Mapping[str, object], address: str) -> frames.Frame | None:
    path = frames.frame_path(outline)
    text = engine.front_matter(frames.marked_meta(meta, address)) + frames.frame_body(outline) + "\n"
    rendered = workshop.renderer.render({path: text}, {"index.md"})
    if rendered.problems:
        return None
    html, scripts = csp.with_policy(finishing.mended(rendered.pages[path]))
    return frames.read_frame(outline, html, scripts)


def _rendered(workshop: Workshop, todo: Mapping[str, Made], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    paths = iter(todo)
    while some := list(islice(paths, _AT_ONCE)):
        texts = {path: engine.front_matter(todo[path].meta) + todo[path].text + "\n" for path in some}
        rendered = workshop.renderer.render(texts, workshop.others)
        problems += rendered.problems
        for path, html in rendered.pages.items():
            html, workshop.scripts[path] = csp.with_policy(finishing.mended(html))
            if not rendered.problems:  # what was warned of is warned of again
                workshop.made[path] = todo[path]
            yield path_in_site(path), html


def named_addresses(extra: object) -> set[str]:
    """The addresses that the frame shows on every page, and those above them: around such a page it looks different."""
    if isinstance(extra, str):
        parts = extra.split("/") if extra.startswith("/") else []
        return {"/".join(parts[:end]) + "/" for end in range(1, len(parts))}
    inner = extra.values() if isinstance(extra, Mapping) else extra if isinstance(extra, (list, tuple)) else ()
    return set().union(*map(named_addresses, inner))


__all__ = ["Pages", "Workshop", "named_addresses", "not_found", "pages", "path_in_site"]
