"""Judging results: how often a right page comes first, among the first five, or not at all."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

RIGHT = 2  # grade from which a page counts as right


@dataclass(frozen=True)
class Query:
    """`grades`: page (address without slashes at its ends) → 3 wanted, 2 also right, 1 related; empty: nothing is right."""

    id: str
    query: str
    category: str
    grades: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Outcome:
    """What one query gave: `pages` in order; `milliseconds` from the last key to the results."""

    query: Query
    pages: list[str]
    milliseconds: float

    @property
    def rank(self) -> "int | None":
        """Place of the first right page, from 1."""
        return next((n for n, page in enumerate(self.pages, 1) if self.query.grades.get(page, 0) >= RIGHT), None)


def load(path: Path) -> list[Query]:
    """Queries of a JSON file: [{id, query, category, relevant: [{page, grade}]}], `page` being a Markdown path without .md."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Query(row["id"], row["query"], row["category"], {page_name(r["page"]): r["grade"] for r in row.get("relevant", [])}) for row in rows]


def page_name(path: str) -> str:
    """'oit/2564/index' and '/oit/2564/' are one page: 'oit/2564'."""
    path = path.strip("/")
    return path.removesuffix("index").rstrip("/") if path == "index" or path.endswith("/index") else path


def figures(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """{queries, success@1, success@5, mrr, zero, false}; a rate is absent when no query asks for it."""
    outcomes = list(outcomes)
    answerable = [o for o in outcomes if o.query.grades]
    nonsense = [o for o in outcomes if not o.query.grades]
    result: dict[str, float] = {"queries": len(outcomes)}
    if answerable:
        ranks = [o.rank for o in answerable]
        result["success@1"] = _mean(rank == 1 for rank in ranks)
        result["success@5"] = _mean(rank is not None and rank <= 5 for rank in ranks)
        result["mrr"] = _mean(1 / rank if rank else 0 for rank in ranks)
        result["zero"] = _mean(not o.pages for o in answerable)
    if nonsense:
        result["false"] = _mean(bool(o.pages) for o in nonsense)
    return result


def table(systems: Mapping[str, list[Outcome]]) -> str:
    """A line for each system and category, all categories first."""
    lines = [f"{'system':<12} {'category':<17} {'queries':>7} {'s@1':>6} {'s@5':>6} {'mrr':>6} {'zero':>6} {'false':>6}"]
    for name, outcomes in systems.items():
        categories = sorted({o.query.category for o in outcomes})
        lines.append(_line(name, "all", figures(outcomes)))
        lines += [_line(name, c, figures(o for o in outcomes if o.query.category == c)) for c in categories]
    return "\n".join(lines)


_COSTS = {"first bytes": "KB to 1st", "done bytes": "KB 1st query", "all bytes": "KB all", "first ms": "ms to 1st", "median ms": "ms median", "slowest ms": "ms slowest"}


def costs_table(costs: Mapping[str, Mapping[str, float]]) -> str:
    """A line for each system: compressed KB of scripts and index, and milliseconds from the last key to the results."""
    lines = [" ".join([f"{'system':<12}", *(f"{heading:>12}" for heading in _COSTS.values())])]
    for name, values in costs.items():
        cells = [(f"{values[key] / 1000 if 'bytes' in key else values[key]:12.1f}" if key in values else f"{'–':>12}") for key in _COSTS]
        lines.append(" ".join([f"{name:<12}", *cells]))
    return "\n".join(lines)


def misses(outcomes: Iterable[Outcome]) -> list[str]:
    """One line for each query whose first result is not right, or that should have none."""
    lines = []
    for o in outcomes:
        if o.query.grades and o.rank != 1:
            lines.append(f"{o.query.id} {o.query.category}: {o.query.query} – first right at {o.rank}, {len(o.pages)} results, first {o.pages[:1]}")
        if not o.query.grades and o.pages:
            lines.append(f"{o.query.id} {o.query.category}: {o.query.query} – found {o.pages[0]}")
    return lines


def _line(name: str, category: str, values: Mapping[str, float]) -> str:
    cells = [f"{values[key]:6.2f}" if key in values else "     –" for key in ("success@1", "success@5", "mrr", "zero", "false")]
    return f"{name:<12} {category:<17} {int(values['queries']):>7} {' '.join(cells)}"


def _mean(values: Iterable) -> float:
    values = [float(value) for value in values]
    return sum(values) / len(values)
