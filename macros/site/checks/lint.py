"""The linter for Thai text, run over every text file of a site as it is written, so that places are exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from macros.problems import Place, Problem
from macros.records.decode import Refused, decode, place_at
from macros.records.model import Agency
from macros.site.expand.memory import Memory
from macros.site.inputs.sources import Sources
from macros.site.starting.points import LEFT, UNIT_MARK
from macros.thai.lint import lint, lint_names

_MOST = 500  # findings in one file; who has more mends these first


def lint_texts(sources: Sources, agency: Agency | None, memory: Memory) -> Iterator[Problem]:
    """Findings in every readable page and record."""
    names = (agency.name, *agency.known_names) if agency else ()
    files = {**sources.pages, **sources.records, **({"mkdocs.yml": sources.settings} if sources.settings else {})}
    found = memory.of_each("lint", dict(sorted(files.items())), lambda file, data: _lint(file, data, names), frame=names)
    return chain.from_iterable(found.values())


def _lint(file: str, data: bytes, names: tuple[str, ...]) -> tuple[Problem, ...]:
    try:
        text, _ = decode(data, file)
    except Refused:
        return ()  # reported by its reader
    return (*islice(lint_file(file, text, names), _MOST), *_left_over(file, text))


def _left_over(file: str, text: str) -> Iterator[Problem]:
    """Words of a starting text that ask to be changed, and were not."""
    if "(แก้" not in text or not (UNIT_MARK in text or LEFT.search(text)):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.lstrip().startswith("#") or file.endswith(".md"):
            yield from (Problem("starter-text-left", Place(file, number, line.index("(", found.start()) + 1), {"text": found[0].strip()}) for found in LEFT.finditer(line))
        elif line.lstrip().startswith(UNIT_MARK):
            yield Problem("starter-unit-left", Place(file, number, line.index("#") + 1), {"text": UNIT_MARK})


def without_repeats(findings: Iterable[Problem], said: Iterable[Problem]) -> Iterator[Problem]:
    """Of the linter's ``findings`` those that no check of the record's value on that line has ``said`` already."""
    lines = {(problem.place.file, problem.place.line) for problem in said if problem.place.file.startswith("measures/")}
    return (finding for finding in findings if (finding.place.file, finding.place.line) not in lines)


def lint_file(file: str, text: str, names: Sequence[str]) -> Iterator[Problem]:
    """What is written wrong in the text of a file, each at its place. ``names``: those of the agency that it may misspell."""
    for finding in [*lint(text), *lint_names(text, names)]:
        yield Problem(finding.code, place_at(text, finding.start, file), finding.params)
