"""PDF without its writers' names and histories: no author, no XMP, no earlier revision, no Exif in its photographs, no scripts.

Files in the file are cleaned as they would be if each were attached by itself. Pages, structure, forms, links and the title stay. Nothing is packed again, so the result is the same on every machine.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Mapping

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject, TextStringObject

from macros.site.attachments.cleaning import images, text
from macros.site.attachments.cleaning.errors import Damaged, Encrypted, Member, Refused, Signed
from macros.site.inputs import attachments

Clean = Callable[[str, bytes], bytes]

_HARMLESS = frozenset({"/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"})
_SIGNED = re.compile(rb"/ByteRange\s*\[")
_XMP_NAMES = re.compile(rb"<([A-Za-z][\w.-]*:[\w.-]+)|\s([A-Za-z][\w.-]*:[\w.-]+)\s*=")
_XMP_HARMLESS = re.compile(
    rb"(x|rdf|xml|xmlns|pdfaid|pdfuaid|pdfaExtension|pdfaSchema|pdfaProperty|pdfaType|pdfaField):.*"
    rb"|dc:(title|format|language)|xmp:(CreateDate|ModifyDate|CreatorTool)|pdf:(Producer|PDFVersion|Trapped)"
)
# Objects that are streams are never packed into others, so that their kinds can be read from the file's own bytes.
_NUMBERED = rb"(\d{1,10})\s+(\d{1,5})\s+obj\b(?:(?!endobj|stream).){0,1000}?"
_METADATA = re.compile(_NUMBERED + rb"/Type\s*/Metadata\b", re.DOTALL)
_PHOTOGRAPHS = re.compile(_NUMBERED + rb"/DCTDecode\b", re.DOTALL)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on other people's files help no webmaster


def cleaned(data: bytes, clean: Clean) -> bytes:
    """The document without these data; the very same bytes when it has none. ``clean`` makes the published bytes of a file within it from
    its name and bytes. Raises a ``Refused``."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Encrypted()
        _refuse_pages_of_nothing(reader)
        told = ("JavaScript" if _ACTS.search(data) else "") or _told(reader) or _told_elsewhere(reader, data) or _told_within(reader, clean)
        if _SIGNED.search(data):
            if told:
                raise Signed(told)
            return data  # A signature is an added revision; the one before is what was signed.
        if not told and not _revised(data) and not _pictures_tell(reader, data) and b"/PieceInfo" not in data and not any(map(_signs, _notes_of(reader))):
            return data
        return _proved(_rewritten(reader, clean), len(reader.pages))
    except Refused:
        raise
    except Exception as error:  # Broken and hostile files fail in ways of their own.
        raise Damaged("PDF") from error


def _refuse_pages_of_nothing(reader: PdfReader) -> None:
    """Each page is an object of its own. A tree that announces more of them than the file has objects says one page ten thousand times."""
    pages = reader.root_object["/Pages"].get_object()
    objects = sum(map(len, reader.xref.values())) + len(reader.xref_objStm)
    if not isinstance(pages, DictionaryObject) or int(pages.get("/Count", 0)) > objects:
        raise Damaged("PDF")


def words(data: bytes, pages: list[str]) -> Iterator[str]:
    """The text of each page, which ``pages`` gets too, of its notes, links and forms, and of files in the file. Raises at the end if some could not
    be read."""
    reader, broken = PdfReader(io.BytesIO(data)), None
    yield "\n".join(str(value) for value in _information(reader).values())
    for page in reader.pages:
        for read, found in ((PageObject.extract_text, pages), (_notes, [])):
            try:
                found.append(read(page) or "")
                yield found[-1]
            except Exception as error:
                broken = error
    yield " ¶ ".join(_said_beside(reader))
    for name, inner in dict.fromkeys((name, file.get_data()) for found in _objects(reader) for name, file in _files_of(found)):
        yield from text.words(name, inner)
    if broken:
        raise Damaged("PDF") from broken


# What a reader's program would run or start by itself; a form loses what it computes and keeps its fields.
_ACTS = re.compile(rb"/JavaScript\b|/S\s*/(?:Launch|ImportData|SubmitForm)\b")
_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
_MOST_OBJECTS = 20_000
_DEEPEST = 20  # objects within objects
_SAID = ("/Alt", "/ActualText", "/Contents", "/V", "/TU", "/Title")


def _said_beside(reader: PdfReader) -> Iterator[str]:
    """What is read aloud for a picture, shown as a bookmark or filled into a form: texts of objects, and of objects within them."""
    waiting = list(_objects(reader))
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield from (str(found[key]) for key in _SAID if isinstance(found.get(key), TextStringObject))
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found


def _objects(reader: PdfReader) -> Iterator[object]:
    """The objects of the file, those that are packed into others too."""
    numbers = [number for generation in reader.xref.values() for number in generation] + list(reader.xref_objStm)
    yield from (reader.get_object(IndirectObject(number, 0, reader)) for number in numbers[:_MOST_OBJECTS] if number)


def _notes_of(reader: PdfReader | PdfWriter) -> Iterator[DictionaryObject]:
    for page in reader.pages:
        yield from (note.get_object() for note in page.annotations or ())


def _signs(note: object) -> bool:
    """Whether a note tells who wrote it. In a form the same key is the name of a field."""
    return isinstance(note, DictionaryObject) and note.get("/Subtype") not in (None, "/Widget", "/Link") and bool(note.get("/T"))


def _notes(page: PageObject) -> str:
    found = []
    for note in page.annotations or ():
        note = note.get_object()
        action = note.get("/A")
        found += [note.get("/Contents"), note.get("/V"), action.get_object().get("/URI") if action is not None else None]
    return "\n".join(str(value).removeprefix("mailto:") for value in found if value is not None)


def _information(reader: PdfReader) -> Mapping[str, object]:
    return reader.metadata or {}


def _told(reader: PdfReader) -> str:
    """What the document tells of its writers, as words for the message; empty when nothing."""
    info = _information(reader)
    author = str(info.get("/Author") or "").strip()
    others = sorted(key for key, value in info.items() if key not in _HARMLESS and str(value or "").strip())
    metadata = reader.root_object.get("/Metadata")
    xmp = metadata.get_object().get_data() if metadata is not None else b""
    return author or ", ".join(others) or ("XMP" if _xmp_tells(xmp) else "")


def _told_within(reader: PdfReader, clean: Clean) -> str:
    """The names of the files in the file that tell something."""
    notes = (note for note in _notes_of(reader) if isinstance(note, DictionaryObject))
    listed = "/EmbeddedFiles" in (reader.root_object.get("/Names") or {}) or "/AF" in reader.root_object
    if not listed and not any(note.get("/Subtype") == "/FileAttachment" for note in notes):
        return ""
    files = (file for found in _objects(reader) for file in _files_of(found))
    return ", ".join(dict.fromkeys(name for name, file in files if _member(name, file.get_data(), clean) != file.get_data()))


def _files_of(found: object) -> Iterator[tuple[str, StreamObject]]:
    """The file that an object puts into the document, by its name: in one form, or in several for several systems."""
    if not isinstance(found, DictionaryObject) or (held := found.get("/EF")) is None:
        return
    name = str(found.get("/UF") or found.get("/F") or "")
    for file in held.get_object().values():
        if isinstance(file := file.get_object(), StreamObject):
            yield name, file


def _member(name: str, data: bytes, clean: Clean) -> bytes:
    if data and any(attachments.of_bytes(name, data)):
        raise Member(name)
    return clean(name, data) if data else data


def _revised(data: bytes) -> bool:
    """Whether something was added to the file after it had been written. One written for the web has two ends from the start."""
    return len(re.findall(rb"%%EOF", data)) > (2 if b"/Linearized" in data[:2048] else 1)


def _told_elsewhere(reader: PdfReader, data: bytes) -> str:
    """Metadata of a page or a picture: where a photograph was taken, whoever put it into the document."""
    return "XMP" if any(_xmp_tells(found.get_data()) for found in _numbered(reader, data, _METADATA)) else ""


def _xmp_tells(xmp: bytes) -> bool:
    return any(not _XMP_HARMLESS.fullmatch(one or other) for one, other in _XMP_NAMES.findall(xmp))


def _pictures_tell(reader: PdfReader, data: bytes) -> bool:
    return any(_photograph(found) is not None for found in _numbered(reader, data, _PHOTOGRAPHS))


def _numbered(reader: PdfReader, data: bytes, kind: re.Pattern[bytes]) -> Iterator[StreamObject]:
    """The streams of this kind wherever they are used: on pages, in drawings within drawings, in notes."""
    for number, generation in dict.fromkeys(kind.findall(data)):
        found = reader.get_object(IndirectObject(int(number), int(generation), reader))
        if isinstance(found, StreamObject):
            yield found


def _photograph(stream: StreamObject) -> bytes | None:
    """The bytes of a JPEG without what it tells; None for other streams and when it tells nothing."""
    kinds = stream.get("/Filter")
    kinds = kinds.get_object() if kinds is not None else None
    if kinds != "/DCTDecode" and kinds != ["/DCTDecode"]:
        return None
    raw = stream._data  # as it stands in the file; pypdf offers it only unpacked
    try:
        made = images.jpeg(raw)
    except (Damaged, IndexError):
        return None
    return None if len(made) >= len(raw.rstrip(b"\r\n\0")) else made


def _proved(made: bytes, pages: int) -> bytes:
    """The copy, after reading it again: out of a twisted file may come one that nobody can open, or that tells still."""
    again = PdfReader(io.BytesIO(made))
    if len(again.pages) != pages or _told(again):
        raise Damaged("PDF")
    return made


def _rewritten(reader: PdfReader, clean: Clean) -> bytes:
    writer = PdfWriter(clone_from=reader)
    title = str(_information(reader).get("/Title") or "")
    writer.metadata = {"/Title": title} if title else None
    writer._ID = None  # it would name the file that this one was
    for note in filter(_signs, _notes_of(writer)):
        del note[NameObject("/T")]
    for found in writer._objects:
        found = found.get_object() if found is not None else None
        if isinstance(found, DictionaryObject):
            for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                if key in found:
                    del found[NameObject(key)]
        _silence_actions(found)
        for name, file in _files_of(found):
            _put_in_place(file, _member(name, file.get_data(), clean))
        if isinstance(found, StreamObject) and (made := _photograph(found)) is not None:
            found._data = made
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _put_in_place(file: StreamObject, data: bytes) -> None:
    """These bytes, not packed, in place of those of a file within; its size and days go."""
    if data != file.get_data():
        for key in ("/Filter", "/DecodeParms", "/Params"):
            file.pop(NameObject(key), None)
        file._data = data


def _silence_actions(found: object, depth: int = 0) -> None:
    """Empty the actions in an object and in those that lie directly within it."""
    if isinstance(found, DictionaryObject):
        if "/JS" in found or found.get("/S") in _ACTIONS:
            found.clear()
        if "/JavaScript" in found:  # scripts of the whole document, by their names
            del found[NameObject("/JavaScript")]
    inner = found.values() if isinstance(found, DictionaryObject) else found if isinstance(found, ArrayObject) else ()
    for value in inner if depth < _DEEPEST else ():
        if isinstance(value, (DictionaryObject, ArrayObject)):
            _silence_actions(value, depth + 1)
