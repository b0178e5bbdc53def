"""The sites of many agencies below one folder: which there are, and how to share them out among several machines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_ROOMS = ("content", "measures")
_FIXED = 100  # the pages that every site has, counted as records


@dataclass(frozen=True)
class Site:
    """``name`` is the folder's path below the common one, with ``/``; ``records`` is the number of its record files."""

    name: str
    root: Path
    records: int = 0


def find(folder: Path) -> list[Site]:
    """Every folder below ``folder`` that holds ``mkdocs.yml`` and ``content/`` or ``measures/``, by name. Hidden folders and links are
    passed over, and so is what lies inside a site."""
    found = []
    for path, names, files in os.walk(folder):
        root = Path(path)
        if "mkdocs.yml" in files and set(_ROOMS) & set(names) and root != folder:
            found.append(Site(root.relative_to(folder).as_posix(), root, sum(1 for _ in (root / "measures").rglob("*.yml"))))
            names.clear()
        names[:] = [name for name in names if not name.startswith(".") and name != "node_modules"]
    return sorted(found, key=lambda site: site.name)


def shares(sites: Iterable[Site], count: int) -> list[list[Site]]:
    """``sites`` in ``count`` shares of about as many records each; every site is in exactly one. The largest go first, each to
    the share that has least so far, so equal folders are shared out alike on every machine."""
    found: list[list[Site]] = [[] for _ in range(count)]
    loads = [0] * count
    for site in sorted(sites, key=lambda site: (-site.records, site.name)):
        place = loads.index(min(loads))
        found[place].append(site)
        loads[place] += site.records + _FIXED
    return [sorted(share, key=lambda site: site.name) for share in found]


def matrix(sites: list[Site], count: int) -> dict[str, list[str]]:
    """The matrix of a hosted workflow: one job a share, none without a site."""
    count = max(1, min(count, len(sites)))
    return {"shard": [f"{place}/{count}" for place in range(1, count + 1)]}


def shard(text: str) -> tuple[int, int]:
    """``2/8`` as (2, 8); raises ValueError for anything else."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", text)
    if not found or int(found[1]) > int(found[2]):
        raise ValueError(text)
    return int(found[1]), int(found[2])
