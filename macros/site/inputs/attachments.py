"""Attached files: of a kind that people can open, of a size that they can load, and really of the kind their name says."""

from __future__ import annotations

import hashlib
import re
import xml.parsers.expat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from macros.problems import Place, Problem
from macros.site.inputs.unreadable import unreadable

_MAX_BYTES = 100_000_000
_MAX_SHOWN = 25_000_000  # pictures and text: no reader's telephone opens more than that at once
_MAX_SVG = 1_000_000
_LIMITS = {".svg": _MAX_SVG, **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".gif", ".csv", ".txt", ".json", ".ics"), _MAX_SHOWN)}
_HEAD = 4096
_POINTER = b"version https://git-lfs.github.com/spec/"  # what Git LFS leaves in place of a file
_TEXTS = (".svg", ".csv", ".txt", ".json", ".ics")

_ZIP, _OLE = rb"PK\x03\x04", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = rb"(?!(?:\xef\xbb\xbf)?\s*<(?i:!doctype|!--|html|head|body|script|svg|\?xml))"  # what browsers take for a page, whatever its name
_TEXT = rb"(?!%PDF-|PK\x03\x04|\x89PNG)" + _MARKUP + rb"[^\x00]*\Z"

# Ending → what a file of that kind begins with.
KINDS: dict[str, bytes] = {
    ".pdf": rb".{0,1019}%PDF-", ".png": rb"\x89PNG\r\n\x1a\n", ".jpg": rb"\xff\xd8\xff", ".jpeg": rb"\xff\xd8\xff",
    ".gif": rb"GIF8[79]a", ".webp": rb"RIFF.{4}WEBP", ".svg": rb"[^\x00]*<svg[\s>]",
    ".mp3": rb"ID3|\xff[\xe2-\xff]", ".mp4": rb".{4}ftyp",
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"), _ZIP),
    **dict.fromkeys((".doc", ".xls", ".ppt"), _OLE),
    ".csv": _TEXT, ".txt": _TEXT, ".json": rb"(\xef\xbb\xbf)?\s*[\[{\"0-9tfn-]", ".ics": rb"(\xef\xbb\xbf)?BEGIN:VCALENDAR",
}


def check(file: str, path: Path) -> Iterator[Problem]:
    """What is wrong with the attachment ``path``, named ``file`` in problems. Only its first bytes are read (of SVG all)."""
    ending, name = PurePosixPath(file).suffix.lower(), PurePosixPath(file).name
    if ending not in KINDS:
        yield Problem("file-kind", Place(file), {"name": name, "ending": ending or "–", "kinds": " ".join(sorted(KINDS))})
        return
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_MAX_SVG if ending == ".svg" else _HEAD)
    except OSError as error:
        yield unreadable(file, error)
        return
    yield from _content(file, ending, head, size)


def of_bytes(file: str, data: bytes) -> Iterator[Problem]:
    """The same of a file that lies in an archive."""
    ending = PurePosixPath(file).suffix.lower()
    if ending not in KINDS:
        yield Problem("file-kind", Place(file), {"name": PurePosixPath(file).name, "ending": ending or "–", "kinds": " ".join(sorted(KINDS))})
    else:
        yield from _content(file, ending, data if ending == ".svg" else data[:_HEAD], len(data))


def _content(file: str, ending: str, head: bytes, size: int) -> Iterator[Problem]:
    name, limit = PurePosixPath(file).name, _LIMITS.get(ending, _MAX_BYTES)
    if size > limit:
        yield Problem("attachment-too-large", Place(file), {"size": size // 1_000_000, "limit": limit // 1_000_000})
    elif not size:
        yield Problem("attachment-empty", Place(file), {"name": name})
    elif head.startswith(_POINTER):
        yield Problem("attachment-pointer", Place(file), {"name": name})
    elif not re.match(KINDS[ending], head, re.DOTALL):
        params = {"name": name, "ending": ending}
        if meant := ending_of(head):
            yield Problem("attachment-name-differs", Place(file), {**params, "found": meant})
        else:
            yield Problem("attachment-kind-differs", Place(file), params | guess(_kind_of(head)))
    elif ending == ".svg" and (found := active_svg(head)):
        yield Problem("svg-active", Place(file, found[0], found[1]), {"found": found[2]})


def sha256(path: Path) -> str:
    """Of the file's content; "" when it cannot be read. Git may keep a text with other line ends than an office program wrote: these do not count."""
    found, carry, is_text = hashlib.sha256(), b"", path.suffix.lower() in _TEXTS
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                block = carry + block
                carry = b"\r" if is_text and block.endswith(b"\r") else b""
                block = block.removesuffix(carry)
                found.update(block.replace(b"\r\n", b"\n") if is_text else block)
    except OSError:
        return ""
    found.update(carry)
    return found.hexdigest()


_SHOWN = (".pdf", ".png", ".jpg", ".gif", ".webp", ".svg")  # whose first bytes tell what they are
# The name of a part, behind the head of its entry in the archive: what kind of document the archive is.
_PART = re.compile(rb"PK\x03\x04.{26}(?:(word/)|(xl/)|(ppt/)|mimetypeapplication/vnd\.oasis\.opendocument\.(?:(text)|(spreadsheet)|(presentation))(?!-))", re.DOTALL)
_DOCUMENTS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


def ending_of(head: bytes) -> str:
    """The ending that is right for a file that begins so, of those that may be attached; empty where its first bytes do not tell."""
    kind = _kind_of(head)
    if kind == "ZIP":
        part = _PART.search(head)
        return _DOCUMENTS[part.lastindex - 1] if part and part.lastindex else ""
    return "" if kind != "?" else next((ending for ending in _SHOWN if re.match(KINDS[ending], head, re.DOTALL)), "")


def guess(kind: str) -> dict[str, str]:
    """What the message says of the ``kind`` that a file probably is; nothing where nobody knows."""
    return {"found": f" (น่าจะเป็น {kind})", "found_en": f" (probably {kind})"} if kind != "?" else {"found": "", "found_en": ""}


def _kind_of(head: bytes) -> str:
    """A guess at what a file is that is none of these, for the message."""
    signs = {"HTML": rb"\s*<(?i:!doctype|html|script)", "EXE": b"MZ", "ZIP": _ZIP, "DOC/XLS/PPT": _OLE}
    return next((kind for kind, sign in signs.items() if re.match(sign, head)), "?")


_SVG_ELEMENTS = frozenset(
    "svg g defs title desc metadata path rect circle ellipse line polyline polygon text tspan textPath use symbol marker clipPath mask "
    "pattern linearGradient radialGradient stop style filter switch view image".split()
) | {f"fe{name}" for name in "Blend ColorMatrix ComponentTransfer Composite Flood FuncA FuncB FuncG FuncR GaussianBlur Merge MergeNode Offset".split()}
_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\s*\(|image-set|\bsrc\s*\(|//|\\", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,", re.IGNORECASE)


def active_svg(data: bytes) -> tuple[int, int, str] | None:
    """Line, column and words of the first thing in an SVG that runs, moves or reaches out of the file; None when it is only a picture."""
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    found: list[tuple[int, int, str]] = []
    inside: list[str] = []

    def note(words: str) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, words[:60]))

    def start(name: str, attributes: dict[str, str]) -> None:
        if _is_active(name, is_root=not inside):
            note(f"<{name.rpartition(' ')[2]}>")
        inside.append(name)
        for attribute, value in attributes.items():
            _attribute(note, attribute.rpartition(" ")[2], value)

    def text(words: str) -> None:
        if inside and inside[-1].endswith("style") and _OUTSIDE.search(words):
            note(words.strip())

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: inside.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = lambda *_: note("<!ENTITY")
    parser.ProcessingInstructionHandler = lambda target, _: note(f"<?{target}")
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        found.append((error.lineno, error.offset + 1, "XML"))
    return min(found, default=None)


def _is_active(name: str, is_root: bool) -> bool:
    """Whether an element may do more than show a picture. Those of other languages than HTML, such as a drawing program's own, mean nothing to a browser."""
    space, _, local = name.rpartition(" ")
    foreign = space not in ("", _SVG)
    return (is_root and foreign) or (not foreign and local not in _SVG_ELEMENTS) or space == _XHTML or local.lower() == "script"


def _attribute(note: Callable[[str], None], name: str, value: str) -> None:
    if name.lower().startswith("on") or name == "base":
        note(f"{name}=")
    elif name == "href" and not value.strip().startswith("#") and not _PICTURE.match(value.strip()):
        note(f"href={value}")
    elif name == "style" or "url(" in value.lower():
        if _OUTSIDE.search(value):
            note(f"{name}={value}")
