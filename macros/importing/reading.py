"""Bytes of a file → :class:`Document`, by what is in it and not by what it is called."""

from __future__ import annotations

from macros.importing.document import Document
from macros.importing.docx import read_docx
from macros.importing.package import Package
from macros.importing.refusal import CannotRead
from macros.importing.sheets import read_csv, read_xlsx

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .doc, .xls, and anything with a password


def read_document(data: bytes, name: str) -> Document:
    """The document in ``data``; ``name`` is the file's. Raises :class:`CannotRead` with one plain sentence."""
    if not data.strip():
        raise CannotRead("empty")
    for beginning, code in ((_OLE, "old-office"), (b"%PDF", "pdf"), (b"{\\rtf", "rtf")):
        if data.startswith(beginning):
            raise CannotRead(code)
    try:
        if data.startswith(b"PK"):
            return _office(data, name)
        if name.lower().endswith(".csv"):
            return read_csv(data, name)
    except RecursionError:
        raise CannotRead("hostile") from None
    raise CannotRead("not-office")


def _office(data: bytes, name: str) -> Document:
    package = Package(data)
    if any(part.startswith("xl/workbook") for part in package.names):
        return read_xlsx(data, name)
    if any(part.startswith("word/") for part in package.names):
        return read_docx(data, name)
    raise CannotRead("open-document" if "content.xml" in package.names else "not-office")
