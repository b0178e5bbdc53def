"""Building: check, expand, make pages, finish, and only then put the result in place of what was there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from macros.admin import files as admin
from macros.history.trust import problems as history_problems
from macros.ledger import redirects
from macros.pages.dated import Dated
from macros.pages.links import address_of
from macros.pages.page import Page
from macros.problems import Problem, errors_in
from macros.site.cache import Cache
from macros.site.data import catalog, exports, opendata
from macros.site.data.datafiles import Group, anew, contents, single
from macros.site.expand import former
from macros.site.expand.rendered import Text
from macros.site.html import csp, pieces
from macros.site.html.finishing import finished
from macros.site.inputs.sources import ROOMS
from macros.site.making import assets, engine, frame, maker
from macros.site.placing.aside import BEFORE, MARKER, alone_at, beside, swap
from macros.site.project import Project, Source, load_project
from macros.site.state import Place, State
from macros.site.whole import manifest, moved
from macros.site.whole.small_files import origin, small_files
from macros.thai.clock import thai_today


@dataclass
class Result:
    """``problems`` in the sources or the built site; ``pages`` is the number of pages, 0 when nothing was built."""

    problems: list[Problem]
    pages: int = 0

    @property
    def ok(self) -> bool:
        return not errors_in(self.problems)


Make = Callable[[Project, Path, Path], Result]


class OutputRefused(Exception):
    """The output folder holds something that is no site of ours: it must not be replaced."""


class OutputInside(OutputRefused):
    """The output folder lies among the sources, where every file means something."""


def build(root: Path, output: Path, say: Callable[[str], None] = lambda text: None, preview: bool = False, make: Make | None = None) -> Result:
    """Check the site in ``root`` and build it to ``output``, which changes only when all is well.

    ``preview`` shows also what executives have not approved yet, marked as such. ``make``: another way than ``build_aside``.
    """
    output = Path(os.path.realpath(output))  # where a link leads, for it is to stay a link
    _refuse_foreign(root, output)
    with beside(output) as work:
        stage = work / "site"
        if make is None:
            result = _build_on(Place(root, output, preview), root, output, work, say, preview)
        else:
            result = _checked(load_project(root, preview, thai_today()), lambda project: make(project, work, stage), say)
            if result.ok:
                with alone_at(output):
                    swap(stage, output, work / BEFORE)
    return result or build(root, output, say, preview)


def _build_on(place: Place, root: Path, output: Path, work: Path, say: Callable[[str], None], preview: bool) -> Result | None:
    """Go on from what the last build has left, if it has left anything. None when another build has put its own site there meanwhile."""
    with place.taken() as state:
        cache = state.cache.go_on(work, output, say) if state.cache else Cache.new(work, work / "site", say)
        result = _checked(load_project(root, preview, thai_today(), state.memory), partial(prepare, cache=cache), say)
        if not result.ok or not cache.output.differs:
            return result
        with alone_at(output):
            place.spent()
            if state.cache and not cache.output.lies_in(output):
                return None
            cache.output.commit()
            if not state.cache:
                swap(cache.output.folder, output, work / BEFORE)
            place.leave(State(state.memory, cache))
        return result


def _checked(project: Project, make: Callable[[Project], Result], say: Callable[[str], None]) -> Result:
    """What ``make`` gives for a project whose past can be read."""
    past = [*history_problems(project.history, project.ledger), *moved.moved(project)]
    if errors_in(past):
        return Result([*project.problems, *past])
    result = make(project)
    say(f"ตรวจแล้ว {len(project.sources.records)} ไฟล์ข้อมูล {len(project.sources.pages)} หน้า")
    return Result([*result.problems, *past], result.pages) if result.ok else result  # what cannot be read looks as if it were not committed


def build_aside(project: Project, work: Path, stage: Path, cache: Cache | None = None) -> Result:
    """Build a project to ``stage``. ``work`` is a folder of ours alone, on the same file system.

    ``cache`` is what the last build into the same ``stage`` left behind: then only what differs is made and written. Without one,
    all of it is, and the bytes are the same."""
    cache = cache or Cache.new(work, stage)
    result = prepare(project, cache)
    if result.ok:
        cache.output.commit()
    return result


def prepare(project: Project, cache: Cache) -> Result:
    """Make all that differs from the last build, ready to be put into place by the output's ``commit``."""
    result = build_pages(project, cache)
    pieces.forget()
    if result.ok:
        complete(project, cache)
        exports.write_packs(project, cache.content, cache.output, cache.packs)
        cache.output.put_all(redirects.late_copies(project.ledger, cache.output.read, exports.packs(project.view)))
        cache.output.put(catalog.NAME, catalog.catalog(project.view, cache.output.wanted, exports.domain(project.view.owner)))
        listed = manifest.Manifest(**origin(project), files=cache.output.wanted, pages=cache.texts())
        cache.output.write(manifest.NAME, partial(_write, manifest.encode(listed)))  # last, for it names all the others
        cache.output.put(manifest.SUMS, manifest.sums(listed, cache.output.wanted[manifest.NAME][0]))
    return result


def build_pages(project: Project, cache: Cache, data: bool = True) -> Result:
    """What a reader sees first: the pages with their style, and data unless they may come later. Search, packs and the manifest are
    not there yet, and nothing is in place before the output's ``commit``. Each page is made as soon as its text is rendered."""
    pages = _Pages(project, cache)
    found = project.expand(pages.take, pages.keep)
    if errors_in(found):
        return Result(found)
    output = cache.output
    problems = pages.finish()
    problems += cache.attachments.put(project.sources, output)
    output.put_all(pages.own.files)
    if data:
        _put_data(project, cache)
    later = _later(project, () if data else output.files)
    pages.lead_on(exports.packs(project.view), before=() if data else later)
    problems += cache.dead_links(frozenset({*output.wanted, *later}))
    return Result([*found, *problems], len(project.made))


def complete(project: Project, cache: Cache, data: bool = False) -> None:
    """What can come a moment after the pages, while they are looked at already: the search, and data if they are not there yet."""
    if data:
        _put_data(project, cache)
        again = redirects.copies(project.ledger, cache.output.read)  # of data that has changed since the pages led on to it
        cache.output.put_all({name: file for name, file in again.items() if name in cache.output.wanted})
    cache.output.put_all(cache.searching.files(project, cache.content, cache.attachments.states, cache.output.put))


class _Pages:
    """Every page. Those to which the ledger adds something are held back until it has; then come those that lead on from old addresses."""

    def __init__(self, project: Project, cache: Cache):
        self._project, self._cache = project, cache
        self._held: dict[str, str] = {}

    @cached_property
    def own(self) -> assets.Assets:
        return assets.collect()

    @cached_property
    def _maker(self) -> maker.Maker:
        """What the first page, or the end of all, begins with: nothing is touched while there are errors in the records."""
        project, cache = self._project, self._cache
        cache.output.begin()
        extra = {"assets": self.own.names, "prongsai": frame.site(project)}
        configuration = engine.configuration(project.settings, cache.workshop.folder / "docs", cache.workshop.folder / "site", extra)
        cache.workshop.prepare(configuration, frozenset({*project.paths, *project.files}))
        return maker.Maker(cache.workshop, cache.put_page, cache.output.keep_all, self._held, redirects.changed(project.ledger))

    def take(self, path: str, source: Source, text: Text) -> None:
        self._maker.take(path, source, text, self._project.dated(source).last)

    def keep(self, pages: dict[str, tuple[Page, bytes]]) -> set[str]:
        return self._maker.keep(pages, self._project.dates.last)

    def finish(self) -> list[Problem]:
        problems = self._maker.finish()
        self._cache.output.put("headers.conf", csp.headers(self._cache.workshop.allowed()))
        return problems

    def lead_on(self, coming: Container[str], before: Container[str]) -> None:
        """Old addresses lead to what is there now: pages, attachments and data. Copies of what is ``coming`` follow it. Of the files named in
        ``before``, which serve makes a moment later, those of the build before are looked at."""
        cache, ledger, held = self._cache, self._project.ledger, {name: html.encode() for name, html in self._held.items()}
        read = lambda name: held.get(name) or cache.output.read(name) or (cache.output.left(name) if name in before else None)
        old = redirects.files(ledger, self._project.settings.site_url or "", read, cache.output.wanted, coming, partial(former.heading, self._project.history))
        for name, page in {**held, **old}.items():
            cache.put_page(name, *finished(name, page.decode())) if name.endswith(".html") else cache.output.put(name, page)
        cache.drop_pages()


def site_files(project: Project, own: assets.Assets) -> dict[str, bytes]:
    """Path in the site → bytes, of all that is made from records alone: style and scripts, data, what robots read."""
    return {**own.files, **small_files(project), **dict(contents(_groups(project))), **dict(contents([_page_list(project)]))}


def _put_data(project: Project, cache: Cache) -> None:
    """Want what ``site_files`` gives besides style and scripts."""
    cache.output.put_all(small_files(project))
    cache.data.put_all(cache.output, _groups(project), project.memory.rendered.changed)
    cache.data.put_all(cache.output, [_page_list(project)], anew)  # it asks for pages, not for records


def _groups(project: Project) -> Iterator[Group]:
    return chain(opendata.groups(project.view), exports.groups(project.view))


def _page_list(project: Project) -> Group:
    return single(opendata.PAGES, lambda: opendata.page_list(_page_rows(project), _page_row))


def _later(project: Project, before: Iterable[str]) -> set[str]:
    """The files that pages may lead to although they come after them. Of those that were there ``before`` all are taken for granted that are neither a
    page nor an old address: what this build has of these is there by now."""
    copies = redirects.names_of_copies(project.ledger, exports.packs(project.view))
    later = {*exports.names(project.view), *copies, catalog.NAME, manifest.NAME, manifest.SUMS}
    if before:
        made = {name for name in before if not name.endswith(".html") or name.startswith(f"{admin.FOLDER}/")}
        later |= opendata.names(project.view) | made - redirects.names(project.ledger)
    return later


def write_engine_tree(project: Project, work: Path, stage: Path, names: dict[str, object]) -> list[Problem]:
    """Everything that an engine needs to build ``stage``: ``work/docs`` and ``work/mkdocs.yml``. Returns why attachments are refused."""
    docs = work / "docs"
    texts = {path: engine.front_matter(frame.meta(source, project.dated(source).last)) + text + "\n" for path, (source, text) in project.documents.items()}
    attachments = {name: project.root / "content" / name for name in project.sources.attachments}
    refused = engine.write_tree(docs, texts, attachments)
    config = engine.configuration(project.settings, docs, stage, {"assets": names, "prongsai": frame.site(project)})
    engine.write_configuration(config, work / "mkdocs.yml")
    return refused


def _page_rows(project: Project) -> list[tuple[str, Source, Dated]]:
    """Every address with what is there and its past."""
    return [(address_of(path), source, project.dated(source)) for path, source in project.made.items()]


def _page_row(page: tuple[str, Source, Dated]) -> opendata.Row:
    """Address, title, kind and days."""
    address, source, dated = page
    title, kind = (source.title, source.kind) if isinstance(source, Page) else (source.meta.title, "page")
    days = [day.isoformat() if day else None for day in (dated.first, dated.last)]
    return address, title, kind, *days


def _write(parts: Iterable[bytes], path: Path) -> bool:
    with path.open("wb") as out:
        out.writelines(parts)
    return True


def _refuse_foreign(root: Path, output: Path) -> None:
    if output.is_symlink():  # to itself, for all others have been followed
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(output))
    if not {output, *output.parents}.isdisjoint(Path(os.path.realpath(root / room)) for room in ROOMS):
        raise OutputInside(output)
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise OutputRefused(output)
    if output.exists() and not output.is_dir():
        raise OutputRefused(output)


__all__ = ["OutputInside", "OutputRefused", "Result", "build", "build_aside", "build_pages", "complete", "site_files", "write_engine_tree"]
