"""The search index of the built site. The search itself lives in ``macros/search``."""

from __future__ import annotations

from pathlib import Path

from macros.site.project import Project


def files(project: Project, stage: Path) -> dict[str, bytes]:
    """Path in the site → bytes."""
    return {}
