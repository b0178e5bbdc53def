"""A ZIP file whose members are cleaned as they would be if each were attached by itself; what could not be is refused.

Its remarks, extra fields (whose numbers on which machine), times and what lies between the members go too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from macros.site.attachments.cleaning.archive import open_archive, read_part, rewritten
from macros.site.attachments.cleaning.errors import Member, Refused
from macros.site.inputs import attachments

_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)", re.IGNORECASE)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f]")


def cleaned(data: bytes, clean: Callable[[str, bytes], bytes]) -> bytes:
    """``clean`` makes the published bytes of a member from its name and bytes. Raises a ``Refused`` that names the member."""
    with open_archive(data) as archive:
        changed: dict[str, bytes | None] = {}
        for entry in archive.infolist():
            if _LITTER.search(entry.filename):
                changed[entry.filename] = None
            elif not entry.is_dir():
                part = read_part(archive, entry.filename)
                made = _member(entry, part, clean)
                if made != part:
                    changed[entry.filename] = made
        made = rewritten(archive, data, changed)
        return data if not changed and len(made) == len(data) else made


def _member(entry: zipfile.ZipInfo, part: bytes, clean: Callable[[str, bytes], bytes]) -> bytes:
    name = entry.filename
    if _OUTSIDE.search(entry.orig_filename) or PurePosixPath(name).suffix.lower() in ("", ".zip"):
        raise Member(name)
    if part and any(attachments.of_bytes(name, part)):
        raise Member(name)
    try:
        return clean(name, part) if part else part
    except Refused as refused:
        refused.params["name"] = name
        raise


__all__ = ["cleaned"]
