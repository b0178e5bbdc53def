"""Which attachment is cleaned how."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from macros.site.attachments.cleaning import images, mp3, mp4, office, old_office, svg, zipped
from macros.site.attachments.cleaning.errors import Damaged, Encrypted, Signed


def _pdf(data: bytes) -> bytes:
    from macros.site.attachments.cleaning import pdf  # its reader takes a quarter of a second to load

    return pdf.cleaned(data, cleaned)


def _zip(data: bytes) -> bytes:
    return zipped.cleaned(data, cleaned)


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    ".pdf": _pdf, ".jpg": images.jpeg, ".jpeg": images.jpeg, ".png": images.png, ".webp": images.webp, ".gif": images.gif,
    **{ending: partial(office.of_kind, ending) for ending in (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")},
    **dict.fromkeys((".doc", ".xls", ".ppt"), old_office.cleaned), ".mp4": mp4.cleaned, ".mp3": mp3.cleaned, ".svg": svg.cleaned, ".zip": _zip,
}  # fmt: skip
KINDS = frozenset(_CLEANERS)


def cleaned(name: str, data: bytes) -> bytes:
    """The bytes to publish for the attachment ``name``; of a kind that is not cleaned, ``data`` itself. Raises a ``Refused``."""
    clean = _CLEANERS.get(PurePosixPath(name).suffix.lower())
    if clean is None:
        return data
    try:
        return clean(data)
    except (IndexError, struct.error) as error:  # ends where something was announced
        raise Damaged(PurePosixPath(name).suffix[1:].upper()) from error


__all__ = ["KINDS", "Damaged", "Encrypted", "Signed", "cleaned"]
