"""What there is to say of one attachment, from its bytes alone: whether it can be published, and the personal data in its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from macros.records.disguised import find_disguised
from macros.records.privacy import find
from macros.site.cleaning.clean import cleaned
from macros.site.cleaning.errors import Refused
from macros.site.cleaning.text import words

_MEGABYTE = 1_000_000
_LONGEST = 300_000  # characters; what is longer is a table of numbers, not words, and is searched as it stands
_PIECE_SECONDS = 0.7  # of the processor for one page or part


class TooLong(BaseException):
    """The time that was given is over. Not an ``Exception``, for readers swallow those."""


class Verdict(NamedTuple):
    """``code`` and ``params`` of the problem that stops it, code empty if none does; ``same``: the published copy has the very same
    bytes; ``personal``: (code, value, as it stands there), each value once; ``unread``: some of its
    text could not be read, so there may be more."""

    code: str = ""
    params: dict = {}
    same: bool = False
    personal: tuple[tuple[str, str, str], ...] = ()
    unread: bool = False


def verdict(name: str, data: bytes, give: Callable[[float], None] = lambda seconds: None) -> Verdict:
    """``give(seconds)`` is called before each piece of work; after so much time it may raise :class:`TooLong` in that work. 0: no limit."""
    try:
        give(0.4 + 4 * len(data) / _MEGABYTE)
        same = cleaned(name, data) == data
        give(0)
    except Refused as refused:
        return Verdict(refused.code, refused.params)
    except TooLong:
        return Verdict("attachment-endless", {})
    except MemoryError:
        return Verdict("attachment-damaged", {"reason": PurePosixPath(name).suffix[1:].upper()})
    found, unread = _personal(name, data, give)
    return Verdict(same=same, personal=tuple(found[value] for value in sorted(found)), unread=unread)


def _personal(name: str, data: bytes, give: Callable[[float], None]) -> tuple[dict[str, tuple[str, str, str]], bool]:
    found: dict[str, tuple[str, str, str]] = {}
    pieces = words(name, data)
    try:
        while True:
            give(_PIECE_SECONDS)
            text = next(pieces, None)
            if text is None:
                return found, False
            for one in find(text) if len(text) > _LONGEST else find_disguised(text):
                found.setdefault(one.value, (one.code, one.value, text[one.start:one.end]))
    except (Exception, TooLong):  # Broken and hostile files fail in ways of their own; what was read until then counts.
        return found, True
    finally:
        give(0)


__all__ = ["TooLong", "Verdict", "verdict"]
