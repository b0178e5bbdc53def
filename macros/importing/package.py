"""Word and Excel files are zip files of XML. This opens them without believing anything that they say of themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from macros.importing.refusal import CannotRead

MAX_FILE = 50_000_000
MAX_PART = 20_000_000
MAX_TOTAL = 60_000_000
MAX_PARTS = 5_000
MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 150

Element = ElementTree.Element


class Package:
    """The parts of an Office file. Raises :class:`CannotRead` for whatever is not one."""

    def __init__(self, data: bytes):
        if len(data) > MAX_FILE:
            raise CannotRead("too-large")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError):
            raise CannotRead("broken") from None
        if len(self.names) > MAX_PARTS:
            raise CannotRead("too-large")
        self._left = MAX_TOTAL

    def part(self, name: str) -> bytes:
        """The bytes of a part, counted while they are unpacked: the sizes in the file may lie."""
        limit = min(MAX_PART, self._left)
        try:
            with self._zip.open(name) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, OSError):
            raise CannotRead("broken") from None
        if len(data) > limit:
            raise CannotRead("too-large")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element:
        return parse(self.part(name))

    def check_all(self) -> None:
        """Unpack and parse every XML part once, for readers that open the file by themselves."""
        for name in sorted(self.names):
            data = self.part(name)
            if name.endswith((".xml", ".rels", ".vml")):
                parse(data)


def parse(data: bytes) -> Element:
    """XML without document types and entities, of bounded depth and size."""
    # An Office file has no use for a document type, and every XML attack has. In UTF-16 one could hide.
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:100] or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise CannotRead("hostile")
    parser = ElementTree.XMLParser(target=_Bounded())
    try:
        parser.feed(data)
        return parser.close()
    except CannotRead:
        raise
    except (ElementTree.ParseError, ValueError, LookupError):
        raise CannotRead("broken") from None


class _Bounded(ElementTree.TreeBuilder):
    depth = elements = 0

    def start(self, tag, attrs):
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise CannotRead("hostile" if self.depth > MAX_DEPTH else "too-large")
        return super().start(tag, attrs)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def local(element: Element) -> str:
    """The tag without its namespace: the strict form of the format has other namespaces for the same tags."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """The attribute ``name`` of any namespace."""
    if element is None:
        return default
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def child(element: Element | None, name: str) -> Element | None:
    return next((inner for inner in (() if element is None else element) if local(inner) == name), None)


def children(element: Element | None, name: str) -> list[Element]:
    return [inner for inner in (() if element is None else element) if local(inner) == name]
