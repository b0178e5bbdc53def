"""The figures of a benchmark as a table or as JSON. Pure, but for weighing a folder."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import platform
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from macros.bench.meter import Cost
from macros.oit.report import table

_AGAINST = "Hugo + Pagefind"
_MIB = 1 << 20


@dataclass(frozen=True)
class Run:
    """One measurement of one system. ``detail`` is the kind of edit, where there are several."""

    system: str
    operation: str
    cost: Cost
    detail: str = ""


@dataclass(frozen=True)
class Weight:
    """What a built site holds: number and bytes of pages, bytes of all files; compressed bytes of the middle page and of all below ``search/``."""

    pages: int
    html: int
    all: int
    files: int
    page_gzip: int
    search_gzip: int


@dataclass
class Size:
    """All that was measured with sites of ``records`` records in ``rounds`` rounds. ``left_out``: peer → why."""

    records: int
    rounds: int
    runs: list[Run] = field(default_factory=list)
    weights: dict[str, Weight] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    search: dict[str, object] | None = None
    changed: tuple[int, int] | None = None  # files of ours that one edit changes, and their bytes

    def weigh(self, system: str, folder: Path) -> None:
        """Note what ``folder`` holds, once a system."""
        if system not in self.weights:
            self.weights[system] = _weight(folder)


def _weight(folder: Path) -> Weight:
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    pages = sorted((size, path) for path, size in sizes.items() if path.name == "index.html")
    page = _compressed([pages[len(pages) // 2][1]]) if pages else 0
    search = _compressed(path for path in sizes if path.parent == folder / "search" and path.name != "index.html")
    return Weight(len(pages), sum(size for size, _ in pages), sum(sizes.values()), len(sizes), page, search)


def digests(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Path below ``folder`` → hash and size."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = (hashlib.sha256(data).digest(), len(data))
    return found


def differing(before: dict[str, tuple[bytes, int]], after: dict[str, tuple[bytes, int]]) -> tuple[int, int]:
    """How many files are new or other than before, and their bytes."""
    sizes = [found[1] for name, found in after.items() if before.get(name) != found]
    return len(sizes), sum(sizes)


def _compressed(paths: Iterable[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


class Measured(TypedDict):
    """A system and an operation: medians, and the worst peak."""

    system: str
    operation: str
    measurements: int
    cpu_seconds: float | None
    wall_seconds: float | None
    peak_mib: float | None
    cpu_ms_per_record: float | None
    ratio: float | None


def rows(size: Size) -> list[Measured]:
    """One row a system and operation, in the order of measuring."""
    found: list[Measured] = []
    for system, operation in dict.fromkeys((run.system, run.operation) for run in size.runs):
        costs = [run.cost for run in size.runs if (run.system, run.operation) == (system, operation)]
        cpu = _median(cost.cpu for cost in costs)
        peaks = [cost.peak for cost in costs if cost.peak is not None]
        found.append({
            "system": system, "operation": operation, "measurements": len(costs), "cpu_seconds": cpu, "wall_seconds": _median(cost.wall for cost in costs),
            "peak_mib": max(peaks) / _MIB if peaks else None, "cpu_ms_per_record": None if cpu is None else cpu / size.records * 1000,
            "ratio": _ratio(size, operation, cpu),
        })
    return found


def _ratio(size: Size, operation: str, cpu: float | None) -> float | None:
    """CPU time against that of Hugo + Pagefind in the same rounds: cold against cold, any edit against its build after an edit."""
    other = "cold" if operation == "cold" else "after an edit"
    against = _median(run.cost.cpu for run in size.runs if (run.system, run.operation) == (_AGAINST, other))
    return cpu / against if cpu is not None and against else None


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def as_json(sizes: list[Size]) -> str:
    """``{"machine", "sizes": [{"records", "rounds", "rows", "kinds", "weights", "search", "left_out", "changed"}]}``; seconds, MiB and bytes unrounded."""
    found = [
        {
            "records": size.records, "rounds": size.rounds, "rows": rows(size), "kinds": kinds(size), "search": size.search, "left_out": size.left_out, "changed": size.changed,
            "weights": {system: vars(weight) for system, weight in size.weights.items()},
        }
        for size in sizes
    ]
    return json.dumps({"machine": machine(), "sizes": found}, ensure_ascii=False, indent=1)


def kinds(size: Size) -> dict[str, float | None]:
    """Kind of edit → median CPU seconds in the warm process."""
    names = dict.fromkeys(run.detail for run in size.runs if run.detail)
    return {name: _median(run.cost.cpu for run in size.runs if run.detail == name and run.operation == "edit") for name in names}


def machine() -> dict[str, object]:
    return {"system": platform.system(), "cores": os.cpu_count(), "python": platform.python_version()}


def as_text(sizes: list[Size]) -> str:
    """Tables for people: one a size, then the curve over the sizes."""
    about = machine()
    parts = [f"{about['system']}, {about['cores']} cores, Python {about['python']}; CPU seconds with all child processes; medians; peak of the largest process"]
    parts += [_text(size) for size in sizes]
    if len(sizes) > 1:
        parts.append(_curve(sizes))
    return "\n\n".join(parts)


def _text(size: Size) -> str:
    head = ("", "", "CPU s", "wall s", "peak MiB", "CPU ms/record", f"/ {_AGAINST}")
    lines = [head, *(_cells(row) for row in rows(size))]
    parts = [f"{size.records:,} records, {size.rounds} rounds", table(lines, right=(2, 3, 4, 5, 6)), _weights(size)]
    parts += [f"one edit changes {size.changed[0]:,} files, {size.changed[1] / 1e6:,.2f} MB"] if size.changed else []
    parts += [f"edits, CPU s: {', '.join(f'{kind} {seconds(value)}' for kind, value in kinds(size).items())}"] if kinds(size) else []
    parts += [f"search: {_search(size.search)}"] if size.search else []
    return "\n".join([*parts, *(f"{name} is left out: {reason}" for name, reason in size.left_out.items())])


def _cells(row: Measured) -> tuple[str, ...]:
    cells = [seconds(row["cpu_seconds"]), seconds(row["wall_seconds"]), _number(row["peak_mib"], 0), _number(row["cpu_ms_per_record"], 2), _number(row["ratio"], 3)]
    return (row["system"], row["operation"], *cells)


def _weights(size: Size) -> str:
    lines: list[tuple[str, ...]] = [("", "pages", "HTML MB", "KB/page", "gzip KB", "files", "all MB")]
    for system, weight in size.weights.items():
        page = [_number(weight.html / 1e3 / max(1, weight.pages), 1), _number(weight.page_gzip / 1e3, 1)]
        lines.append((system, f"{weight.pages:,}", _number(weight.html / 1e6, 1), *page, f"{weight.files:,}", _number(weight.all / 1e6, 1)))
    own = size.weights.get("Prongsai")
    return table(lines, right=tuple(range(1, 7))) + (f"\nour search, all of it compressed: {own.search_gzip / 1e3:,.0f} KB" if own else "")


def _search(found: dict) -> str:
    return found.get("left_out") or ", ".join(f"{name} {value:,.1f}" for name, value in found.items())


def _curve(sizes: list[Size]) -> str:
    """Ours alone: what a record costs and how much memory it takes, size by size."""
    lines: list[tuple[str, ...]] = [("records", "pages", "cold CPU s", "ms/record", "ms/page", "edit CPU s", "cold peak MiB", "edit peak MiB")]
    for size in sizes:
        own = {row["operation"]: row for row in rows(size) if row["system"] == "Prongsai"}
        cold, edit = own["cold"], own["edit"]
        pages = size.weights["Prongsai"].pages
        page = None if cold["cpu_seconds"] is None else cold["cpu_seconds"] / pages * 1000
        costs = [seconds(cold["cpu_seconds"]), _number(cold["cpu_ms_per_record"], 2), _number(page, 2), seconds(edit["cpu_seconds"])]
        lines.append((f"{size.records:,}", f"{pages:,}", *costs, _number(cold["peak_mib"], 0), _number(edit["peak_mib"], 0)))
    return "The curve\n" + table(lines, right=tuple(range(len(lines[0]))))


def seconds(value: float | None) -> str:
    return _number(value, 2 if value is None or value >= 1 else 3)


def _number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:,.{places}f}"
