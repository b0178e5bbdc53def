"""What a page says of its own past. Worked out in ``site/expand/dates.py``, from the git history and the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Difference(NamedTuple):
    """What differs from what was adopted: a sentence, and what it does not quote: title, texts as they were, texts as they are."""

    text: str
    values: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


class Withdrawn(NamedTuple):
    """What was disclosed and is no more: whether it is sure that readers saw it, which a draft for approval was not; days of its first recording
    and of its end, None when not known, and why it went."""

    published: bool
    first: date | None
    on: date | None
    why: str = ""


class Dated(NamedTuple):
    """``recorded``: the page shows records, as yet committed or not. ``first`` and ``last``: days of recording, None when not known. ``changes``: day, sentence and the address of what changed ("" when it is no more), newest first; ``older``: how
    many more there are. ``adopted``: the day of adoption when what the page shows differs from what was adopted, with what
    differs (empty when the history cannot tell). ``corrections``: day, what was mended, why, and the page of it
    ("" for the page itself). ``withdrawn``: of an item's page whose disclosure is no more.
    ``rewritten``: of a line's page the days of progress that is not as it was approved."""

    recorded: bool = False
    first: date | None = None
    last: date | None = None
    changes: tuple[tuple[date, str, str], ...] = ()
    older: int = 0
    adopted: date | None = None
    since_adopted: tuple[Difference, ...] = ()
    corrections: tuple[tuple[date, str, str, str], ...] = ()
    withdrawn: Withdrawn | None = None
    rewritten: tuple[date, ...] = ()

    def showing(self, others: Iterable[Dated]) -> Dated:
        """The same of a page that shows what ``others`` are the past of: it changed last when one of them did."""
        lasts = [self.last, *(other.last for other in others if other.recorded)]
        return self._replace(last=None if None in lasts else max(lasts))  # type: ignore[type-var]
