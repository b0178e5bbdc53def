"""Zip archives whose bytes depend on their contents alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

_EPOCH = (1980, 1, 1, 0, 0, 0)


class FixedZip:
    """Writes members one after the other, without clock, system or compression library showing in the bytes.

    Members are stored as they are: compression libraries give different bytes in different versions, and most of what
    goes in (PDF, pictures) is compressed already.
    """

    def __init__(self, out: BinaryIO):
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)

    def add(self, name: str, data: bytes) -> None:
        member = zipfile.ZipInfo(name, _EPOCH)
        member.create_system, member.external_attr = 3, 0o644 << 16
        self._zip.writestr(member, data)

    def __enter__(self) -> FixedZip:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """``files`` as an archive, in their order: readers of workbooks want the list of contents first."""
    out = io.BytesIO()
    with FixedZip(out) as archive:
        for name, data in files.items():
            archive.add(name, data)
    return out.getvalue()
