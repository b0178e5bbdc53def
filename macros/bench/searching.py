"""Searching a built site of invented records in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from macros.bench import words
from macros.search.bench.score import Query

_QUERIES = 12


def ask(site: Path, records: int, say: Callable[[str], None]) -> dict[str, object]:
    """Milliseconds and kilobytes (compressed) of typing queries on ``/search/``; ``left_out`` says why when there is no browser."""
    try:
        from macros.search.bench import _browser, browser
    except ImportError as error:
        return {"left_out": f"no browser library: {error.name}"}
    queries = [Query(str(number), words.THINGS[number][:24], "text") for number in range(_QUERIES)]
    say(f"{records:>6} · search")
    try:
        with _browser() as chromium:
            outcomes, costs = browser.ask_ours(chromium, site, queries)
    except Exception as error:  # the browser library has many errors of its own, and the table is worth more than their difference
        return {"left_out": f"no browser: {str(error).splitlines()[0]}"}
    unanswered = sum(not outcome.pages for outcome in outcomes)
    names = {"first ms": "first result ms", "median ms": "median ms", "slowest ms": "slowest ms"}
    found = {new: costs[old] for old, new in names.items()}
    return {**found, "KB before the first result": costs["first bytes"] / 1000, "KB after all queries": costs["all bytes"] / 1000, "queries without a result": unanswered}
