"""The whole site by an engine on its own: MkDocs builds every page of a tree on disk, then each page is finished where it lies.

This is the plain meaning of ``build.build_aside``, which makes the same bytes by shorter ways. Tests compare the two, and it shows
what must be done after any other engine that builds the tree.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from macros.ledger import redirects
from macros.problems import Problem, errors_in
from macros.search.extract import Extract, extract
from macros.site.build import Result, site_files, write_engine_tree
from macros.site.data import catalog, exports
from macros.site.expand import former
from macros.site.html import csp, links, semantics, stamp
from macros.site.html.finishing import finished
from macros.site.making import assets, engine
from macros.site.placing.output import Output
from macros.site.project import Project
from macros.site.whole import finish, manifest, searching
from macros.site.whole.small_files import origin


def build_plain(project: Project, work: Path, stage: Path, run: Callable[[Path], list[Problem]] = engine.run) -> Result:
    """Build a project without errors to ``stage``, in ``work``, a folder of ours alone. ``run``: the engine (see ``others.py``)."""
    found = project.problems
    if errors_in(found):
        return Result(found)
    own = assets.collect()
    if refused := write_engine_tree(project, work, stage, own.names):
        return Result([*found, *refused])
    problems = run(work / "mkdocs.yml")
    if stage.is_dir():
        _finish(project, own, work, stage)
    pages = {path.relative_to(stage).as_posix(): finished(path.relative_to(stage).as_posix(), path.read_text(encoding="utf-8"))[1] for path in stage.rglob("*.html")}
    read = lambda name: (stage / name).read_text(encoding="utf-8")
    return Result([*found, *problems, *links.dead(pages, set(manifest.file_names(stage)), read)], len(project.documents))


def _finish(project: Project, own: assets.Assets, work: Path, stage: Path) -> None:
    finish.remove_leftovers(stage, project.sources.attachments)
    _drop_skip_links(stage)
    semantics.apply(stage)
    site_url = project.settings.site_url or ""
    finish.write_files(stage, site_files(project, own))
    stamp.apply(stage)
    finish.write_files(stage, csp.apply(stage))
    packs = exports.packs(project.view)
    words = partial(former.heading, project.history)
    finish.write_files(stage, redirects.files(project.ledger, site_url, partial(_read, stage), manifest.file_names(stage), packs, words))
    content = partial(_content, stage)
    finish.write_files(stage, {name: file for name, file in searching.Searching().files(project, content, {}).items() if file is not None})
    output = Output(stage, work / "packs")
    output.wanted = {name: ("", 0) for name in manifest.file_names(stage)}
    exports.write_packs(project, content, output)
    output.commit(drop=False)
    finish.write_files(stage, redirects.late_copies(project.ledger, partial(_read, stage), packs))
    made = manifest.collect(stage, **origin(project)).files
    finish.write_files(stage, {catalog.NAME: catalog.catalog(project.view, made, exports.domain(project.view.owner))})
    finish.write_files(stage, manifest.files(manifest.collect(stage, **origin(project))))  # last, for it names all the others


_SKIP_LINK = re.compile(r'<a\b[^>]*href="#__skip"[^>]*>.*?</a>', re.DOTALL)


def _drop_skip_links(stage: Path) -> None:
    """Zensical's frame has a skip link of its own, to a place that our pages, which bring theirs, do not have."""
    for path in stage.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'id="__skip"' not in text and _SKIP_LINK.search(text):
            path.write_text(_SKIP_LINK.sub("", text), encoding="utf-8", newline="\n")


def _read(stage: Path, name: str) -> bytes | None:
    return (stage / name).read_bytes() if os.path.isfile(stage / name) else None  # which knows that a name may be too long for any file


def _content(stage: Path, name: str) -> Extract:
    main = stamp.MAIN.search((stage / name).read_text(encoding="utf-8"))
    return extract(main[1] if main else "")


__all__ = ["build_plain"]
