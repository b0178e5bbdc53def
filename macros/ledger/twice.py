"""One address that two clones gave to two things: the one was published, and whoever merged it kept the row of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from macros.ledger.compare import is_far
from macros.ledger.model import FILE, Address
from macros.ledger.text import parse
from macros.problems import Place, Problem

Steps = Iterable["tuple[bytes | None, bytes | None]"]  # what each commit but a merge made of a file, and who edits it now: before and after, oldest first


def check(pages: Iterable[Address], ledger: bytes, before: Iterable[bytes], since: Callable[[], Iterable[tuple[bytes, Steps]]]) -> Iterator[Problem]:
    """``before``: the ledger as it was last committed and published. Only what reads otherwise there asks what became of the published one ``since``."""
    lines = ledger.splitlines()
    other = {_address(line) for version in before for line in set(version.splitlines()).difference(lines)}
    titles = {page.address.encode(): page.title for page in pages if page.address.encode() in other} if other else {}
    own = {name: (number, line) for number, line in enumerate(lines, 1) if (name := _address(line)) in titles}
    for published, steps in since() if own else ():
        for name, (number, line) in own.items():
            row = parse(_row(published, name) or b"")[0].living.get(name.decode())
            if row and row.title and is_far(row.title, titles[name]) and _is_own(name, line, steps):
                yield Problem("ledger-published-otherwise", Place(FILE, number), {"address": name.decode(), "before": row.title, "now": titles[name]})


def _is_own(name: bytes, line: bytes, steps: Steps) -> bool:
    """Whether the row came into being apart from the published one, or from a row that did; a title that was accepted came of the row that was there."""
    born: set[bytes | None] = set()
    accepted: set[bytes | None] = set()
    for before, after in steps:
        was, row = _row(before, name), _row(after, name)
        if row != was:
            (born if was is None or was in born else accepted).add(row)
    return line in born - accepted


def _address(line: bytes) -> bytes:
    return line.partition(b"\t")[0]


def _row(ledger: bytes | None, name: bytes) -> bytes | None:
    return next((line for line in (ledger or b"").splitlines() if _address(line) == name), None)
