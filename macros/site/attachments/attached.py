"""Attachments on their way into the built site: each is cleaned once, and again when its file has changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from macros.problems import Problem
from macros.site.attachments import cleaning
from macros.site.inputs import sources
from macros.site.inputs.sources import Sources
from macros.site.placing.output import Output

Signature = tuple[int, ...]


class Attached:
    """``states``: the state of each file that lies in the output."""

    def __init__(self) -> None:
        self.states: dict[str, Signature] = {}

    def put(self, site: Sources, output: Output) -> list[Problem]:
        """Want every attachment of the site in ``output``. Returns why some are refused."""
        problems: list[Problem] = []
        self.states = {name: state for name, state in self.states.items() if name in site.attachments}
        for name in sorted(site.attachments):
            source = site.root / "content" / name
            state = signature(source)
            if self.states.get(name) == state:
                output.keep(name)
            else:
                output.write(name, partial(_clean, name, source, problems))
                if name in output.wanted:
                    self.states[name] = state
        return problems


def _clean(name: str, source: Path, problems: list[Problem], target: Path) -> bool:
    found = cleaning.copy(f"content/{name}", source, target)
    problems += found
    return not found


def signature(path: Path) -> Signature:
    """What tells that a file has changed without reading it."""
    return sources.signature(path.stat())


__all__ = ["Attached", "Signature", "signature"]
