"""Word, Excel, PowerPoint and OpenDocument files without the names of their writers, times, templates, thumbnails, printers and paths.

No word of a document changes; who commented on it or changed it is left out.
"""

from __future__ import annotations

import re
import zipfile

from macros.site.attachments.cleaning import compound, images, old_office, paths
from macros.site.attachments.cleaning.archive import open_archive, read_part, rewritten
from macros.site.attachments.cleaning.errors import Damaged, Differs, Misnamed, Signed

# Parts, and the elements in them that tell of people and of their machines. Programs name the first as they like.
_TELLING = (
    (re.compile(r"^docProps/core\d*\.xml$|\.psmdcp$", re.IGNORECASE), ("creator", "lastModifiedBy")),
    (re.compile(r"^docProps/app\d*\.xml$", re.IGNORECASE), ("Company", "Manager", "Template", "HyperlinkBase", "HLinks")),  # a path often holds a user's name
    (re.compile(r"(^|/)meta\.xml$"), ("initial-creator", "creator", "printed-by", "user-defined", "template")),
    (re.compile(r"^xl/workbook\.xml$"), ("absPath",)),
)
_NAMES = ("creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by")
# Who wrote a comment or changed a word: attributes, and elements, of parts that hold them.
_AUTHOR = re.compile(rb"""(\s(?:w|w15|p|p15)?:?(?:author|initials|userId|userName|providerId|displayName|refreshedBy)\s*=\s*)("[^"<>]*"|'[^'<>]*')""")
_WRITER = re.compile(rb"""(<((?:\w+:)?(?:author|creator|creator-initials|sender-[\w-]+|DisplayName|AccountId))\b[^<>]*(?<!/)>).+?(?=</\2\s*>)""", re.DOTALL)
_NAMED = re.compile(rb"""(<(?:\w+:)?(?:cmAuthor|author|userInfo)\b[^<>]*?\sname\s*=\s*)("[^"<>]*"|'[^'<>]*')""")
_PRINTER = re.compile(rb"""(<config:config-item\b[^<>]*"(?:PrinterName|PrinterSetup)"[^<>]*>)[^<]+""")
_TEMPLATE = re.compile(rb"""(<Relationship\b(?=[^<>]*/attachedTemplate["'])[^<>]*?\sTarget\s*=\s*)("[^"<>]*"|'[^'<>]*')""")
_WITH_AUTHORS = re.compile(
    r"^(word/(glossary/)?[^/]+\.xml|word/_rels/settings\.xml\.rels|xl/(workbook|comments\d*|persons/[^/]+|revisions/[^/]+|pivotCache/[^/]+)\.xml"
    r"|ppt/(commentAuthors|authors)\.xml|(.*/)?(content|styles|settings)\.xml|customXml/item\d*\.xml)$"
)
_SIGNATURES = re.compile(r"^(_xmlsignatures/.*\.xml|META-INF/(documentsignatures|macrosignatures)\.xml)$")
_MEDIA = re.compile(r"(^|/)(media|Pictures)/[^/]+\.(jpe?g|png|webp|gif)$", re.IGNORECASE)
_CLEANERS = {"jpg": images.jpeg, "jpeg": images.jpeg, "png": images.png, "webp": images.webp, "gif": images.gif}
_EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+$")
_DEEPEST = 3  # documents within documents
_CUSTOM = "docProps/custom.xml"
_LISTS = re.compile(r"\.rels$|^\[Content_Types\]\.xml$|^META-INF/manifest\.xml$")
_DROPPED = re.compile(r"^(docProps/thumbnail\.\w+|Thumbnails/.*)$")


# Ending → where such a document keeps its words; another archive has taken its name.
_HOME = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/", ".odt": "content.xml", ".ods": "content.xml", ".odp": "content.xml"}


def of_kind(ending: str, data: bytes) -> bytes:
    """The same for a document that must be what its ending says."""
    with open_archive(data) as archive:
        names = archive.namelist()
    if not _holds(names, _HOME[ending]):
        meant = [other for other in (".docx", ".xlsx", ".pptx") if _holds(names, _HOME[other])]
        raise Misnamed(ending, meant[0]) if len(meant) == 1 else Differs(ending, "ZIP")
    return cleaned(data)


def _holds(names: list[str], home: str) -> bool:
    return any(name.startswith(home) for name in names)


def cleaned(data: bytes, depth: int = 0) -> bytes:
    """The document without these data; the very same bytes when it has none. Raises a ``Refused``."""
    if depth > _DEEPEST:
        raise Damaged("ZIP")
    with open_archive(data) as archive:
        names = [entry.filename for entry in archive.infolist()]
        changed = _changes(archive, names, depth)
        if not changed:
            return data
        if any(_SIGNATURES.match(name) for name in names):
            found = ", ".join(dict.fromkeys(name for part in names if _is_text(part) for name in _people(part, read_part(archive, part))))
            if found:
                raise Signed(found)
            return data
        return rewritten(archive, data, changed)


def _changes(archive: zipfile.ZipFile, names: list[str], depth: int) -> dict[str, bytes | None]:
    """Name → new bytes, or None of a part that goes; only of parts that differ from what they were."""
    changed: dict[str, bytes | None] = {name: None for name in names if _DROPPED.match(name) or paths.is_printer(name)}
    gone, printing = sorted(changed), paths.with_printers(names)
    for name in names:
        is_file = _MEDIA.search(name) or _EMBEDDED.search(name)
        if name not in changed and (is_file or name == _CUSTOM or _is_text(name) or name in printing or (gone and _LISTS.search(name))):
            part = read_part(archive, name)
            if not is_file and (b"<!DOCTYPE" in part[:4096] or b"\0" in part[:4096]):
                raise Damaged("XML")  # Office writes no DOCTYPE, in which entities swell, and UTF-8 alone
            made = _embedded(part, depth) if _EMBEDDED.search(name) else _clean_part(name, part)
            made = paths.without_printer(made) if name in printing else made
            made = _without_mention(name, made, gone) if _LISTS.search(name) else made
            if made != part:
                changed[name] = made
    return changed


def _is_text(name: str) -> bool:
    """Whether the part of this name is one in which writers, machines and paths are named."""
    return bool(_telling(name) or _WITH_AUTHORS.match(name) or paths.may_tell(name))


def _telling(name: str) -> tuple[str, ...]:
    """The elements that tell in the part of this name."""
    return next((elements for pattern, elements in _TELLING if pattern.search(name)), ())


def _embedded(part: bytes, depth: int) -> bytes:
    """A document within a document."""
    if part.startswith(b"PK\3\4"):
        return cleaned(part, depth + 1)
    return old_office.cleaned(part) if part.startswith(compound.MARK) else part


def _clean_part(name: str, part: bytes) -> bytes:
    part = paths.silent(name, _without(part, _telling(name)))
    if name == _CUSTOM:
        return re.sub(rb"(<(?:\w+:)?Properties\b[^>]*?)(/>|>.*</(?:\w+:)?Properties>)", rb"\1/>", part, flags=re.DOTALL)
    if _WITH_AUTHORS.match(name):
        part = _TEMPLATE.sub(rb'\1"Normal.dotm"', _PRINTER.sub(rb"\1", part))
        return _WRITER.sub(rb"\1", _NAMED.sub(rb'\1""', _AUTHOR.sub(rb'\1""', part)))
    if _MEDIA.search(name):
        try:
            return _CLEANERS[name.rpartition(".")[2].lower()](part)
        except (Damaged, IndexError):
            return part  # Its name deceives; as it is, Office shows it or does not.
    return part


def _without(part: bytes, names: tuple[str, ...]) -> bytes:
    for name in names:
        part = re.sub(rb"<((?:\w+:)?" + name.encode() + rb")\b[^<>]*(?:/>|>.*?</\1\s*>)", b"", part, flags=re.DOTALL)
    return part


def _people(part: str, data: bytes) -> list[str]:
    """Names of people and offices that a part tells, and paths."""
    names: list[bytes] = []
    if _telling(part) or _WITH_AUTHORS.match(part):
        found = [re.search(rb"<(?:\w+:)?" + name.encode() + rb"\b[^<>]*>([^<]+)<", data) for name in _NAMES]
        names = [match[1] for match in found if match] + [match[2][1:-1] for match in _AUTHOR.finditer(data)]
    return [*(name.decode("utf-8", "replace").strip() for name in names if name.strip()), *paths.told(part, data)]


def _without_mention(name: str, part: bytes, gone: list[str]) -> bytes:
    """The lists of parts must not name what is gone."""
    if name.endswith(".rels"):
        return paths.without_relations(name, part, gone)
    for path in gone:
        part = re.sub(rb"<(?:[\w-]+:)?(?:Override|file-entry)\b[^<>]*[\"'/]" + re.escape(path.encode()) + rb"[\"'][^<>]*/>", b"", part)
    return part
