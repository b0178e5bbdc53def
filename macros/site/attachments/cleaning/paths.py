"""Where things lay on the computers that an Office file was made on: such paths hold the names of users, machines and printers.

What such a path leads to cannot be opened from the published copy anyway. Nothing that another part refers to goes, or the file would not open.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote

_NOWHERE = "left-out"  # stands for each path: a name without a folder, which every program takes

_RELATION = re.compile(rb"""<(?:[\w-]+:)?Relationship\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_TARGET = re.compile(rb"""(\sTarget\s*=\s*)("[^"<]*"|'[^'<]*')""")
_EXTERNAL = re.compile(rb"""\sTargetMode\s*=\s*["']External["']""")
_LOCAL = re.compile(rb"file:|[a-z]:[\\/]|\\\\|//", re.IGNORECASE)
_WEB = re.compile(rb"(?!file:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_LINKED_BOOK = re.compile(rb"""\sType\s*=\s*["'][^"']*/externalLink""")  # in a store in the web, its path names the user

_VALUE = rb"""(\s[\w:.-]+\s*=\s*)("(?:%(path)s)[^"<]*"|'(?:%(path)s)[^'<]*')""" % {b"path": rb"file:|[A-Za-z]:\\|\\\\[\w.-]+\\"}
_PATH = re.compile(_VALUE)
_MARKUP = re.compile(rb"""<[^<>]*["'](?:file:|[A-Za-z]:\\|\\\\)[^<>]*>""")  # words in quotation marks are no attribute
_SOURCE = re.compile(rb"""(\s(?:sourceFile|odcFile|connection|command|serverCommand|localConnection|url|description|singleSignOnId|user)\s*=\s*)("[^"<]*"|'[^'<]*')""")
_MERGED = re.compile(rb"""(<w:(?:connectString|udl|query)\b[^<>]*?\sw:val\s*=\s*)("[^"<]*"|'[^'<]*')""")
_WITH_PATHS = re.compile(r"^(word/(glossary/)?[^/]+|ppt/(slides|slideLayouts|slideMasters|notesSlides)/[^/]+|xl/(drawings|externalLinks|queryTables)/[^/]+|xl/connections)\.xml$")
_OPEN_DOCUMENT = re.compile(r"(^|/)(content|styles|settings)\.xml$")
_ANY = re.compile(rb"""(?:file:|\b[A-Za-z]:\\|\\\\)[^"'<>&]+""")
_TAG = re.compile(rb"<[^<>]*file:/[^<>]*>")
_FILE = re.compile(rb"""file:/(?:(?!&apos;|&quot;)[^"'<>#])*""")

_PRINTER = re.compile(r"(^|/)printerSettings/[^/]+$")
_OWN_PRINTER = re.compile(rb"""(<(?:\w+:)?pageSetup\b[^<>]*?)\s\w+:id\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")
_WORD_PRINTER = re.compile(rb"<w:printerSettings\b[^<>]*/>")


def may_tell(name: str) -> bool:
    """Whether the part of this name may hold such paths."""
    return bool(name.endswith(".rels") or _WITH_PATHS.match(name) or _OPEN_DOCUMENT.search(name))


def silent(name: str, part: bytes) -> bytes:
    """``part`` without them."""
    if name.endswith(".rels"):
        return _RELATION.sub(lambda found: _TARGET.sub(rb'\1"%s"' % _NOWHERE.encode(), found[0]) if _leads_there(found[0]) else found[0], part)
    if _WITH_PATHS.match(name):
        part = _MERGED.sub(rb'\1""', _MARKUP.sub(lambda tag: _PATH.sub(rb'\1""', tag[0]), part))
        return _SOURCE.sub(rb'\1""', part) if name == "xl/connections.xml" else part
    return _numbered(part) if _OPEN_DOCUMENT.search(name) else part


def told(name: str, part: bytes) -> list[str]:
    """The first few of them."""
    if not may_tell(name) or silent(name, part) == part:
        return []
    found = [path.decode("utf-8", "replace") for path in _ANY.findall(part)]
    return list(dict.fromkeys(found))[:3] or [posixpath.basename(name)]


def _leads_there(relation: bytes) -> bool:
    found = _TARGET.search(relation)
    target = found[2][1:-1].strip() if found else b""
    if not target or target == _NOWHERE.encode() or _LOCAL.match(target):
        return bool(target) and target != _NOWHERE.encode()
    if not _EXTERNAL.search(relation) or target.startswith(b"#"):
        return False
    outside = _WEB.match(target) and not _LINKED_BOOK.search(relation)
    return not outside and bool(re.search(rb"[\\/:%&]", target))


def _numbered(part: bytes) -> bytes:
    """In OpenDocument, tables and formulas know another file by its path: the same number stands for the same path."""
    numbers: dict[bytes, int] = {}

    def nowhere(found: re.Match[bytes]) -> bytes:
        return f"{_NOWHERE}-{numbers.setdefault(found[0], len(numbers) + 1)}".encode()

    return _TAG.sub(lambda tag: _FILE.sub(nowhere, tag[0]), part)


def is_printer(name: str) -> bool:
    """Whether the part of this name holds the settings of a printer, as its driver wrote them."""
    return bool(_PRINTER.search(name))


def with_printers(names: Collection[str]) -> frozenset[str]:
    """Parts that may refer to settings of a printer: those that have relations and lie in a file with such settings."""
    if not any(map(is_printer, names)):
        return frozenset()
    return frozenset(name for name in names if re.match(r"xl/(work|chart|dialog)sheets/[^/]+\.xml$|word/[^/]+\.xml$", name) and _relations_of(name) in names)


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return f"{folder}/_rels/{base}.rels"


def without_printer(part: bytes) -> bytes:
    """A part of an Office file without the name of the printer, which often tells of a person."""
    return _WORD_PRINTER.sub(b"", _OWN_PRINTER.sub(rb"\1", part))


def without_relations(name: str, part: bytes, gone: Collection[str]) -> bytes:
    """The relations in ``part`` without those that lead to a part that is gone."""
    home = posixpath.dirname(posixpath.dirname(name))

    def kept(found: re.Match[bytes]) -> bytes:
        target = _TARGET.search(found[0])
        path = unquote(target[2][1:-1].decode("utf-8", "replace")) if target else ""
        return b"" if path and posixpath.normpath(posixpath.join("/" + home, path)).lstrip("/") in gone else found[0]

    return _RELATION.sub(kept, part)
