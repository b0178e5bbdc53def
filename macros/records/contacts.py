"""Telephone numbers and e-mail addresses as people write them, and what a browser makes of them."""

from __future__ import annotations

import re

from macros.thai.digits import to_arabic

_NOT_OF_A_NUMBER = re.compile(r"[^0-9+() \u00a0.\-‐‑–]")
_RANGE = re.compile(r"\s*[-‐‑–]\s*[0-9]{1,2}\s*$")  # 0 2000 0000-3: the lines beside it
_DIALLED = re.compile(r"[0-9]{3,4}|[01][0-9]{8,9}|(?:\+|00)[0-9]{9,14}")  # a hotline; a number of the country; one of the world
MAIL = re.compile(r"[^\s@<>()\[\],;:\"'/\\]+@[^\s@<>()\[\],;:\"'/\\.]+(?:\.[^\s@<>()\[\],;:\"'/\\.]+)+")


def number_of(text: str) -> str:
    """The number to dial: ``0 2000 0000 ต่อ 12`` and ``0 2000 0000-3`` → ``020000000``, up to the first word."""
    first = _NOT_OF_A_NUMBER.split(to_arabic(text), maxsplit=1)[0]
    alone = _digits(_RANGE.sub("", first))
    return alone if len(alone) >= 9 else _digits(first)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9+]", "", text)


def is_phone(text: str) -> bool:
    """Whether ``text`` begins with a number that can be dialled; hours, extensions and other numbers may follow."""
    return _DIALLED.fullmatch(number_of(text)) is not None


def is_mail(text: str) -> bool:
    """Whether ``text`` is an e-mail address and nothing else."""
    return MAIL.fullmatch(text) is not None
