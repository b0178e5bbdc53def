"""MkDocs kept warm: pages from memory to memory, with the configuration, theme and templates of one process.

``engine.run`` lets MkDocs build a whole tree from disk to disk, which any engine can do. This does the same for just the pages
that are asked for: the same ``Page`` objects, the same theme templates, the same context, so the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.pages.compiled import compiled
from macros.problems import Place, Problem
from macros.site.making.engine import collected_warnings, quiet_clock, write_configuration

NOT_FOUND = "404.html"


@dataclass
class Rendered:
    """``pages``: Markdown path → HTML as the theme gives it. ``problems``: what MkDocs warned of."""

    pages: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Renderer:
    """One configuration of the engine. Making one costs tenths of a second, so it is kept as long as the configuration stays."""

    def __init__(self, configuration: Mapping, folder: Path):
        """``folder`` is ours alone; MkDocs wants a configuration file and a folder of documents to exist."""
        os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice about a future MkDocs is no news to a webmaster
        from mkdocs.config import load_config

        (folder / "docs").mkdir(parents=True, exist_ok=True)
        write_configuration(configuration, folder / "mkdocs.yml")
        with collected_warnings():
            self._config = load_config(config_file=str(folder / "mkdocs.yml"))
            self._config.plugins.on_startup(command="build", dirty=False)
            self._config = self._config.plugins.on_config(self._config)
            self._env = self._config.theme.get_env()
        self._env.bytecode_cache = compiled(_environment)

    def render(self, texts: Mapping[str, str], others: Container[str]) -> Rendered:
        """``texts``: Markdown path → text with front matter. ``others``: what else links may lead to, Markdown paths and attachments."""
        from mkdocs.exceptions import Abort, MkDocsException

        done = Rendered()
        with quiet_clock(), collected_warnings() as messages:
            try:
                done.pages = self._render(texts, others)
            except (Abort, MkDocsException) as error:
                messages.append(str(error))
        done.problems = [Problem("engine-warning", Place("mkdocs.yml"), {"reason": message}) for message in messages]
        return done

    def _render(self, texts: Mapping[str, str], others: Container[str]) -> dict[str, str]:
        from mkdocs.structure.nav import get_navigation

        files = _files(self._config, texts, others)
        nav = get_navigation(files, self._config)
        pages = [files.get_file_from_path(path).page for path in texts]
        for page in pages:
            page.read_source(self._config)
            page.render(self._config, files)
        return {page.file.src_uri: self._page(page, nav, files) for page in pages}  # anchors are not validated: it would tell of these pages alone

    def _page(self, page, nav, files) -> str:
        from mkdocs.commands.build import get_context

        page.active = True
        html = self._env.get_template(page.meta.get("template", "main.html")).render(get_context(nav, files, self._config, page))
        page.active = False
        return html

    def not_found(self) -> str:
        """The page for addresses that are not there. Its links begin at the server's root, for it is shown at any address."""
        from urllib.parse import urlsplit

        from mkdocs.commands.build import get_context
        from mkdocs.structure.nav import get_navigation

        with quiet_clock(), collected_warnings():
            files = _files(self._config, {}, {"index.md"})
            context = get_context(get_navigation(files, self._config), files, self._config, base_url=urlsplit(self._config.site_url or "/").path)
            return self._env.get_template(NOT_FOUND).render(context)


def _environment() -> list[Path]:
    """What the theme's templates are compiled with, besides their own texts."""
    from mkdocs import theme
    from mkdocs.utils import templates

    return [Path(theme.__file__), Path(templates.__file__)]


def _files(config, texts: Mapping[str, str], others: Container[str]):
    """MkDocs' list of files: those of ``texts``, and each of ``others`` as soon as something asks for it, for a site may have very many."""
    from mkdocs.structure.files import File, Files, set_exclusions

    class Known(Files):
        def get_file_from_path(self, path: str) -> File | None:
            found = super().get_file_from_path(path)
            if found is None and path in others:
                found = File.generated(config, path, content="")
                set_exclusions([found], config)
            return found

    files = Known(File.generated(config, path, content=text) for path, text in texts.items())
    set_exclusions(files, config)
    return files


__all__ = ["NOT_FOUND", "Rendered", "Renderer"]
