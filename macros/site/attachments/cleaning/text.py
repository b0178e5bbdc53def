"""Every word that an attachment holds, for finding personal data in it: also in notes, headers, links, forms and hidden sheets.

Nothing here parses XML: tags are taken out of the text, so there are no entities to swell and no depth to run out of.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from macros.site.attachments.cleaning import columns, compound, old_office, old_sheets
from macros.site.attachments.cleaning.archive import open_archive, read_part

_LINE_ENDS = re.compile(r"</(?:w:p|a:p|text:p|text:h|si|c|table:table-cell|p|text|title|desc)>|<(?:w|a|text)?:?(?:br|tab|cr|line-break)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_LINKS = re.compile(r'"(?:mailto|tel):([^"]+)"', re.IGNORECASE)
_FRACTION = re.compile(r"(<v>-?\d+)\.\d+(?:[eE][+-]?\d+)?(?=</v>)")  # of a number in a cell: calculated digits are nobody's number
_POWER = re.compile(r"<v>(\d(?:\.\d+)?[eE]\+?\d{1,2})</v>")  # a long number, as workbooks keep some
# Words that are shown without being text: beside a picture, over a link, in a field of a form; remarks, and values that fields take.
_SHOWN = re.compile(r"""\s(?:descr|title|alt|tooltip|prompt|promptTitle|error|w:val|w:name|v|aria-label|svg:title)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')|<!--(.*?)-->""", re.DOTALL)
_SHEETS = re.compile(r"""<sheet\b[^<>]*?\sname\s*=\s*["']([^"'<>]*)""")
_NEXT = " ¶ "  # between what does not belong together: no number goes on beyond it
_WORDS = re.compile(r"\.(?:xml|rels|vml|txt|html?|mht|csv|rtf)$", re.IGNORECASE)
_NO_WORDS = re.compile(r"(?:^|/)(?:styles|theme\d*|fontTable|webSettings|numbering|calcChain)\.xml$")
_INNER = re.compile(r"(?:^|/)embeddings/[^/]+$")
_DEEPEST = 3  # documents within documents
_UID = re.compile(r"^UID:[a-z0-9_-]{16,}@google\.com\r?$", re.MULTILINE | re.IGNORECASE)
_PIECE = 1_000_000
_OLD_LETTERS = re.compile(rb"(?:[\t\x20-\x7e\xa1-\xfb]{6,})|(?:(?:[\t\x20-\x7e]\0|[\x01-\x5b]\x0e|[\x10-\x19]\xff){6,})")


def words(name: str, data: bytes, pages: list[str] | None = None) -> Iterator[str]:
    """Pieces of the text of the attachment ``name``: pages, parts, or all of it. Raises whatever its readers do. ``pages`` gets the text of each
    page of a PDF, as soon as it is read."""
    if pages is not None and name.lower().endswith(".pdf"):
        return _pdf(data, pages)
    read = READERS.get(PurePosixPath(name).suffix.lower())
    return read(data) if read else iter(())


def _plain(data: bytes) -> Iterator[str]:
    """In pieces of whole lines, for a table may be as large as attachments may be."""
    start = 0
    while start < len(data):
        end = start + _PIECE if start + _PIECE < len(data) else len(data)
        end = data.rfind(b"\n", start, end) + 1 or end
        yield _decoded(data[start:end])
        start = end


def _decoded(piece: bytes) -> str:
    try:
        return piece.decode("utf-8-sig")
    except UnicodeDecodeError:
        return piece.decode("cp874", "replace")


def _table(data: bytes) -> Iterator[str]:
    telephones = columns.Telephones()
    for piece in _plain(data):
        yield piece
        yield _NEXT.join(columns.in_rows(piece.splitlines(), telephones))


def _calendar(data: bytes) -> Iterator[str]:
    """A calendar folds its long lines: what begins with a blank goes on. Google names events like addresses, which are nobody's: UID:4k2j…@google.com."""
    yield _UID.sub("", re.sub(r"\r?\n[ \t]", "", _decoded(data)))


def _marked_up(data: bytes) -> Iterator[str]:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    yield _untagged(data.decode("utf-16" if wide else "utf-8", "replace"))


def _untagged(text: str) -> str:
    shown = _NEXT.join([*_LINKS.findall(text), *_SHEETS.findall(text), *("".join(found) for found in _SHOWN.findall(text) if any(map(str.strip, found)))])
    text = _POWER.sub(lambda found: f"<v>{int(float(found[1]))}</v>", text)
    return html.unescape(f"{_TAG.sub('', _LINE_ENDS.sub(chr(10), _FRACTION.sub(chr(92) + '1', text)))}{_NEXT}{shown}")


def _office(data: bytes, depth: int = 0) -> Iterator[str]:
    with open_archive(data) as archive:
        for entry in archive.infolist():
            if _INNER.search(entry.filename) and depth < _DEEPEST:
                yield from _inner(read_part(archive, entry.filename), depth + 1)
            elif _WORDS.search(entry.filename) and not _NO_WORDS.search(entry.filename):
                yield from _marked_up(read_part(archive, entry.filename))
        yield _NEXT.join(entry.filename for entry in archive.infolist())
        yield _NEXT.join(columns.in_workbook(archive))
        yield from columns.in_tables(archive)


def _inner(data: bytes, depth: int) -> Iterator[str]:
    """A document within a document."""
    if data.startswith(b"PK\3\4"):
        yield from _office(data, depth)
    elif data.startswith(compound.MARK):
        yield from _old_office(data)


def _archive(data: bytes) -> Iterator[str]:
    """A ZIP file: the names in it, and the text of each file."""
    with open_archive(data) as archive:
        for entry in archive.infolist():
            yield entry.filename
            if not entry.is_dir():
                yield from words(entry.filename, read_part(archive, entry.filename))


def _pdf(data: bytes, pages: list[str] | None = None) -> Iterator[str]:
    from macros.site.attachments.cleaning import pdf

    return pdf.words(data, [] if pages is None else pages)


def _old_office(data: bytes) -> Iterator[str]:
    """Word and Excel before 2007 keep text as it is, in the Thai code page or in two bytes for each letter. A stream may lie in pieces."""
    for name, stream in old_office.texts(data):
        for found in _OLD_LETTERS.finditer(stream):
            yield found[0].decode("utf-16-le" if found[0][1:2] in (b"\0", b"\x0e", b"\xff") else "cp874", "replace")
        if name == "Workbook":
            yield _NEXT.join(old_sheets.in_old_workbook(stream))


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".pdf": _pdf, ".zip": _archive, ".svg": _marked_up,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), _office),
    **dict.fromkeys((".txt", ".json"), _plain), ".csv": _table, ".ics": _calendar,
    **dict.fromkeys((".doc", ".xls", ".ppt"), _old_office),
}  # fmt: skip
