"""What a site had when it was last published, read from git: for addresses that nobody has taken into the ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from macros.history import git
from macros.ledger import Address
from macros.site.project import load_project


def addresses(root: Path) -> Iterator[Address]:
    """Every address of the site in ``root`` as it was last published, as far as this clone knows, and as it was last committed."""
    for commit in reversed(git.standing(root)):
        with tempfile.TemporaryDirectory(prefix="prongsai-") as folder:
            try:
                git.export(commit, Path(folder))
            except git.GitFailed:
                continue  # the site was not in git then
            project = load_project(Path(folder))
            if project.made and project.records.agency:
                yield from project.addresses
