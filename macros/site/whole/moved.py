"""The address at which a site is published: every link that was given out bears the one of its day."""

from __future__ import annotations

from collections.abc import Iterator

from macros.history.git import file_as_it_stood
from macros.problems import Problem
from macros.records.read import read
from macros.site.inputs.settings import FILE, load_settings
from macros.site.project import Project


def moved(project: Project) -> Iterator[Problem]:
    """A warning when the site's address is another than when it was last committed, or last published as far as this clone knows."""
    settings, before = project.sources.settings, file_as_it_stood(project.root, FILE)
    now = _address(settings)
    was = next((address for address in map(_address, before) if address not in ("", now)), "")
    if settings and now and was:
        yield Problem("site-moved", read(settings, FILE)[0].place("site_url"), {"before": f"{was}/", "value": f"{now}/"})


def _address(settings: bytes | None) -> str:
    return (load_settings(settings)[0].site_url or "").rstrip("/")


__all__ = ["moved"]
