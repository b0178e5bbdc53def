"""The engine: MkDocs + Material over a tree of plain Markdown. Nothing of records is known here."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from macros.problems import Place, Problem
from macros.site.attachments import cleaning
from macros.site.inputs.settings import Settings
from macros.site.making.assets import THEME


def configuration(settings: Settings, docs: Path, site: Path, extra: Mapping[str, object]) -> dict:
    """MkDocs' configuration, for a file beside the folder ``docs``. Every validation is on; records' pages stay out of the nav, which would cost quadratic time."""
    return {
        "site_name": settings.site_name,
        "site_url": settings.site_url or "",
        "site_description": settings.site_description or settings.site_name,
        "docs_dir": docs.name,
        "site_dir": os.path.relpath(site, docs.parent),
        "use_directory_urls": True,
        "theme": {"name": "material", "custom_dir": str(THEME), "language": "th", "font": False, "features": []},
        "plugins": [],
        "nav": ["index.md"],
        "not_in_nav": "*",
        "markdown_extensions": ["attr_list", {"tables": {"use_align_attribute": True}}, "admonition", "def_list", "fenced_code", "footnotes", "sane_lists", "toc"],
        "validation": {
            "nav": {"omitted_files": "info", "not_found": "warn", "absolute_links": "warn"},
            "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
        },
        "extra": dict(extra),
    }


def write_configuration(config: Mapping, path: Path) -> None:
    """As JSON, which is YAML too: any engine that reads ``mkdocs.yml`` builds the same tree from it."""
    path.write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def front_matter(meta: Mapping[str, object]) -> str:
    """A page's header. JSON strings are YAML strings with everything escaped, so no title can break out of it."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items() if value not in (None, "", [], ())]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def write_tree(docs: Path, texts: Mapping[str, str], attachments: Mapping[str, Path]) -> list[Problem]:
    """Make ``docs`` hold exactly these files. Files that are right already are left alone, others go. Attachments are copied
    without what they tell of people; those that cannot be are problems."""
    wanted = {*texts, *attachments}
    for path in sorted(docs.rglob("*"), reverse=True) if docs.exists() else ():
        if path.is_dir():
            _remove_if_empty(path)
        elif path.relative_to(docs).as_posix() not in wanted:
            path.unlink()
    for name, text in texts.items():
        _write_if_changed(docs / name, text.encode("utf-8"))
    return [problem for name, source in sorted(attachments.items()) for problem in cleaning.copy(f"content/{name}", source, docs / name)]


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _write_if_changed(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def run(config_file: Path) -> list[Problem]:
    """Build with MkDocs in this process. What it warns of comes back as problems: ``--strict`` would be too late and too quiet."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice about a future MkDocs is no news to a webmaster
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    with quiet_clock(), collected_warnings() as messages:
        try:
            config = load_config(config_file=str(config_file))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except (Abort, MkDocsException) as error:
            messages.append(str(error))
    return [Problem("engine-warning", Place("mkdocs.yml"), {"reason": message}) for message in messages]


@contextmanager
def collected_warnings() -> Iterator[list[str]]:
    """Collects what MkDocs logs as warning or worse, and keeps it off the terminal."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def quiet_clock() -> Iterator[None]:
    """MkDocs stamps the day of building into its files; a fixed day makes equal input give equal bytes."""
    before = os.environ.pop("SOURCE_DATE_EPOCH", None)  # whatever it is, and be it no number
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
