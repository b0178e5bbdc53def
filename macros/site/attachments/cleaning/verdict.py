"""What there is to say of one attachment, from its bytes alone: whether it can be published, and the personal data in its text."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from macros.records.disguised import find_disguised
from macros.records.privacy import find
from macros.search.attachments import text_of_pages
from macros.site.attachments.cleaning.clean import cleaned
from macros.site.attachments.cleaning.errors import Refused
from macros.site.attachments.cleaning.text import words

_MEGABYTE = 1_000_000
_LONGEST = 300_000  # characters; what is longer is a table of numbers, not words, and is searched as it stands
_PIECE_SECONDS = 0.7  # of the processor for one page or part


class TooLong(BaseException):
    """The time that was given is over. Not an ``Exception``, for readers swallow those."""


class Verdict(NamedTuple):
    """``code`` and ``params`` of the problem that stops it, code empty if none does; ``same``: the published copy has the very same
    bytes; ``personal``: (code, value, as it stands there), each value once; ``unread``: some of its
    text could not be read, so there may be more; ``text``: what a search finds in the pages of a PDF, packed, empty if some were not read."""

    code: str = ""
    params: dict = {}
    same: bool = False
    personal: tuple[tuple[str, str, str], ...] = ()
    unread: bool = False
    text: str = ""


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
    pages: list[str] = []
    found, unread = _personal(words(name, data, pages), give)
    text = _packed(text_of_pages(pages, len(data))) if name.lower().endswith(".pdf") and not unread else ""
    return Verdict(same=same, personal=tuple(found[value] for value in sorted(found)), unread=unread, text=text)


def _packed(text: str) -> str:
    """In a tenth of the room: the verdicts on all documents stay in memory."""
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()


def unpacked(text: str) -> str:
    """A text as the worker packed it into its verdict."""
    return zlib.decompress(base64.b64decode(text)).decode("utf-8", "surrogatepass")


def _personal(pieces: Iterator[str], give: Callable[[float], None]) -> tuple[dict[str, tuple[str, str, str]], bool]:
    found: dict[str, tuple[str, str, str]] = {}
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


__all__ = ["TooLong", "Verdict", "unpacked", "verdict"]
