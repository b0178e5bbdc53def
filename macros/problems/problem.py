"""The problem object: a code at a place, with the parameters its sentences need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from macros.problems.wording import severity_of


@dataclass(frozen=True, order=True)
class Place:
    """A position in a source file: path relative to the site's root with ``/``; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One finding. ``code`` is stable and documented; ``params`` fill the sentences of its wording."""

    code: str
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """``"error"`` stops publishing, ``"warning"`` does not."""
        return severity_of(self.code)

    @property
    def sort_key(self) -> tuple[Place, str, tuple[tuple[str, str], ...]]:
        return (self.place, self.code, tuple(sorted((name, str(value)) for name, value in self.params.items())))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Those of ``problems`` that stop publishing."""
    return [problem for problem in problems if problem.severity == "error"]
