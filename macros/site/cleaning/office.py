"""Word, Excel, PowerPoint and OpenDocument files without the names of their writers, times, templates and thumbnails.

No word of a document changes; who commented on it or changed it is left out.
"""

from __future__ import annotations

import re
import zipfile

from macros.site.cleaning import images
from macros.site.cleaning.archive import open_archive, read_part, rewritten
from macros.site.cleaning.errors import Damaged, Signed

# Part → elements that tell of people and of their machines.
_TELLING = {
    "docProps/core.xml": ("creator", "lastModifiedBy"),
    "docProps/app.xml": ("Company", "Manager", "Template", "HyperlinkBase"),  # the template's path often holds a user's name
    "meta.xml": ("initial-creator", "creator", "printed-by", "user-defined", "template"),
}
_NAMES = ("creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by")
# Who wrote a comment or changed a word: attributes, and elements, of parts that hold them.
_AUTHOR = re.compile(rb"""(\s(?:w|w15|p|p15)?:?(?:author|initials|userId|providerId|displayName)=)("[^"<>]*"|'[^'<>]*')""")
_WRITER = re.compile(rb"""(<(author|dc:creator|meta:creator-initials|text:sender-[\w-]+)>)[^<]+(?=</\2>)""")
_NAMED = re.compile(rb"""(<p:cmAuthor\b[^<>]*?\sname=)("[^"<>]*")""")
_WITH_AUTHORS = re.compile(r"^(word/[^/]+\.xml|xl/(comments\d*|persons/[^/]+)\.xml|ppt/(commentAuthors|authors)\.xml|(content|styles)\.xml)$")
_SIGNATURES = re.compile(r"^(_xmlsignatures/.*\.xml|META-INF/(documentsignatures|macrosignatures)\.xml)$")
_MEDIA = re.compile(r"(^|/)(media|Pictures)/[^/]+\.(jpe?g|png|webp|gif)$", re.IGNORECASE)
_CLEANERS = {"jpg": images.jpeg, "jpeg": images.jpeg, "png": images.png, "webp": images.webp, "gif": images.gif}
_CUSTOM = "docProps/custom.xml"
_LISTS = re.compile(r"\.rels$|^\[Content_Types\]\.xml$|^META-INF/manifest\.xml$")
_DROPPED = re.compile(r"^(docProps/thumbnail\.\w+|Thumbnails/.*)$")


def cleaned(data: bytes) -> bytes:
    """The document without these data; the very same bytes when it has none. Raises a ``Refused``."""
    with open_archive(data) as archive:
        names = [entry.filename for entry in archive.infolist()]
        changed = _changes(archive, names)
        if not changed:
            return data
        if any(_SIGNATURES.match(name) for name in names):
            found = ", ".join(dict.fromkeys(name for part in names if part in _TELLING or _WITH_AUTHORS.match(part) for name in _people(read_part(archive, part))))
            if found:
                raise Signed(found)
            return data
        return rewritten(archive, data, changed)


def _changes(archive: zipfile.ZipFile, names: list[str]) -> dict[str, bytes | None]:
    """Name → new bytes, or None of a part that goes; only of parts that differ from what they were."""
    changed: dict[str, bytes | None] = {name: None for name in names if _DROPPED.match(name)}
    gone = sorted(changed)
    for name in names:
        if name not in changed and (name in _TELLING or name == _CUSTOM or _MEDIA.search(name) or _WITH_AUTHORS.match(name) or (gone and _LISTS.search(name))):
            part = read_part(archive, name)
            if b"<!DOCTYPE" in part[:4096] and not _MEDIA.search(name):
                raise Damaged("DOCTYPE")  # Office writes none; entities in one swell without end in the reader's program
            made = _without_mention(_clean_part(name, part), gone) if _LISTS.search(name) else _clean_part(name, part)
            if made != part:
                changed[name] = made
    return changed


def _clean_part(name: str, part: bytes) -> bytes:
    if name in _TELLING:
        return _without(part, _TELLING[name])
    if name == _CUSTOM:
        return re.sub(rb"(<(?:\w+:)?Properties\b[^>]*?)(/>|>.*</(?:\w+:)?Properties>)", rb"\1/>", part, flags=re.DOTALL)
    if _WITH_AUTHORS.match(name):
        return _WRITER.sub(rb"\1", _NAMED.sub(rb'\1""', _AUTHOR.sub(rb'\1""', part)))
    if _MEDIA.search(name):
        try:
            return _CLEANERS[name.rpartition(".")[2].lower()](part)
        except (Damaged, IndexError):
            return part  # Its name deceives; as it is, Office shows it or does not.
    return part


def _without(part: bytes, names: tuple[str, ...]) -> bytes:
    for name in names:
        part = re.sub(rb"<((?:\w+:)?" + name.encode() + rb")\b[^<>]*(?:/>|>[^<]*</\1>)", b"", part)
    return part


def _people(part: bytes) -> list[str]:
    """Names of people and offices that a part tells."""
    found = [re.search(rb"<(?:\w+:)?" + name.encode() + rb"\b[^<>]*>([^<]+)<", part) for name in _NAMES]
    names = [match[1] for match in found if match] + [match[2][1:-1] for match in _AUTHOR.finditer(part)]
    return [name.decode("utf-8", "replace").strip() for name in names if name.strip()]


def _without_mention(part: bytes, gone: list[str]) -> bytes:
    """The lists of parts must not name what is gone."""
    for name in gone:
        part = re.sub(rb"<(?:[\w-]+:)?(?:Relationship|Override|file-entry)\b[^<>]*[\"'/]" + re.escape(name.encode()) + rb"[\"'][^<>]*/>", b"", part)
    return part
