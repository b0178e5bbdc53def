"""The text layer of attached PDF, Word and Excel files, so that what stands only in a document is found too.

Files come from outside, so every size is limited; a file that cannot be read has no text, which is no error of the site.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from xml.etree import ElementTree

LARGEST_FILE = 50_000_000  # bytes; above, a file is not opened
LARGEST_PART = 20_000_000  # bytes of one part once unpacked
LONGEST_TEXT = 200_000  # characters; what comes after is left out
MOST_PAGES = 300

# Programs that print Thai to PDF give one letter to the ring and the tone of น้ำ, for which they tell no characters.
_NAMELESS = re.compile(r"[\0-\x08\x0e-\x1f]")

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def text_of(name: str, data: bytes) -> str:
    """Text of the file, one line for each paragraph or row; '' for other kinds and for files that cannot be read."""
    read = _READERS.get(PurePath(name).suffix.lower())
    return tidy(read(data)) if read and len(data) <= LARGEST_FILE else ""


def text_of_pages(pages: Sequence[str], size: int) -> str:
    """The same of a PDF of `size` bytes whose pages somebody else has read."""
    return tidy(_lines(pages[:MOST_PAGES])) if size <= LARGEST_FILE else ""


def tidy(found: Iterable[str]) -> str:
    """The lines that a reader has `found`, as many as there is room for."""
    lines, length = [], 0
    try:
        for line in found:
            line = " ".join(_NAMELESS.sub("", line.replace("\0า", "ำ")).split())
            if line:
                lines.append(line[: LONGEST_TEXT - length])
                length += len(line) + 1
            if length >= LONGEST_TEXT:
                break
    except Exception:  # Broken and hostile files fail in ways of their own; what was read until then counts.
        pass
    return "\n".join(lines)


def _pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    yield from _lines(page.extract_text() or "" for page in PdfReader(io.BytesIO(data)).pages[:MOST_PAGES])


def _lines(pages: Iterable[str]) -> Iterator[str]:
    for page in pages:
        yield from page.splitlines()


def _docx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for paragraph in _elements(archive, "word/document.xml", f"{_WORD}p"):
            yield "".join(_run(element) for element in paragraph.iter())


def _run(element: ElementTree.Element) -> str:
    if element.tag == f"{_WORD}t":
        return element.text or ""
    return " " if element.tag in (f"{_WORD}tab", f"{_WORD}br") else ""


def _xlsx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = [_strings(item) for item in _elements(archive, "xl/sharedStrings.xml", f"{_SHEET}si")]
        sheets = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        for sheet in sheets[:MOST_PAGES]:
            for row in _elements(archive, sheet, f"{_SHEET}row"):
                yield " ".join(_cell(cell, shared) for cell in row.iter(f"{_SHEET}c"))


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    kind, value = cell.get("t"), cell.findtext(f"{_SHEET}v") or ""
    if kind == "s":
        return shared[int(value)] if re.fullmatch("[0-9]{1,9}", value) and int(value) < len(shared) else ""
    return _strings(cell) if kind == "inlineStr" else value


def _strings(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_SHEET}t"))


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    """Elements with `tag` of a part, each whole. Parts that are missing, too large or with a DTD have none."""
    if part not in archive.namelist() or archive.getinfo(part).file_size > LARGEST_PART:
        return
    with archive.open(part) as stream:
        content = stream.read(LARGEST_PART)
    if b"<!DOCTYPE" in content:  # Office writes none; entities in one could swell without end.
        return
    for _, element in ElementTree.iterparse(io.BytesIO(content)):
        if element.tag == tag:
            yield element
            element.clear()


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {".pdf": _pdf, ".docx": _docx, ".xlsx": _xlsx}
