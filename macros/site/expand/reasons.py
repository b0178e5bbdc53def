"""Why records were taken out: what the ledger says, and what it said until they came back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.history import History, Unknown, git
from macros.history.reasons import Reason, Told, is_back, told
from macros.history.view import address_of
from macros.ledger import FILE, Ledger, parse
from macros.ledger.model import anchor_of

_TITLED = ("page ", "measure ", "line ", "unit ")  # records whose pages bear their own titles, and whose ids may be given to something else


def why_gone(root: Path, ledger: Ledger, history: History | Unknown) -> Told:
    """Commit and key of all that was taken out with a reason → that."""
    return told(history.changes, [*(_former(root, ledger) if is_back(history.changes) else ()), *_reasons(ledger)])


def _former(root: Path, ledger: Ledger) -> Iterator[Reason]:
    """What was ever said, at the addresses that things have now."""
    for row in git.lines_ever(root, FILE):
        if b"\tgone\t" in row or b"\twithdrawn\t" in row:
            for reason in _reasons(parse(row)[0]):
                yield reason._replace(address=ledger.moved.get(reason.address, reason.address))


def _reasons(ledger: Ledger) -> Iterator[Reason]:
    for key, out in ledger.withdrawn.items():
        yield Reason(address_of(key), out.on, out.why)
    for address, gone in ledger.gone.items():
        if not anchor_of(address):
            yield Reason(address, gone.on, gone.why, gone.title if gone.record.startswith(_TITLED) else "")
