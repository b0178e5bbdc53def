"""Which attachment is cleaned how."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from macros.problems import Place, Problem
from macros.site.cleaning import images, office, pdf
from macros.site.cleaning.errors import Damaged, Encrypted, Refused, Signed

_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    ".pdf": pdf.cleaned, ".jpg": images.jpeg, ".jpeg": images.jpeg, ".png": images.png, ".webp": images.webp, ".gif": images.gif,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), office.cleaned),
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


def check_attachment(file: str, data: bytes) -> list[Problem]:
    """Why the attachment ``file`` cannot be published; nothing for one that is, or can be made, fit."""
    try:
        cleaned(file, data)
    except Refused as refused:
        return [_problem(file, refused)]
    return []


def copy(file: str, source: Path, target: Path) -> list[Problem]:
    """Write to ``target`` what is published of the attachment ``file``, which lies at ``source``; or say why nothing is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if PurePosixPath(file).suffix.lower() not in KINDS:
        shutil.copyfile(source, target)
        return []
    try:
        target.write_bytes(cleaned(file, source.read_bytes()))
    except Refused as refused:
        return [_problem(file, refused)]
    return []


def _problem(file: str, refused: Refused) -> Problem:
    return Problem(refused.code, Place(file), {"name": PurePosixPath(file).name, **refused.params})


__all__ = ["KINDS", "Damaged", "Encrypted", "Signed", "check_attachment", "cleaned", "copy"]
