"""Whether a copy is what was published: a folder against the manifest, or one file, which a browser may have rewritten."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from macros.site.html.targets import host_of
from macros.site.inputs.attachments import ending_of
from macros.site.verifying import saved
from macros.site.verifying.resemblance import Resemblance, compare
from macros.site.verifying.strange import strange
from macros.site.whole import manifest as manifests
from macros.site.whole.manifest import Manifest, NoManifest, PageText

_MAX_PAGE = 20_000_000
_CODE = re.compile(r"รหัสตรวจสอบเนื้อหา\s*<code[^>]*>\s*([0-9a-f]{12})\s*</code>")
_SPAN = re.compile(r"</?span\b[^>]*>")  # around words that must not be torn at the end of a line
_RIGHT_WORDS = ("text", "rows", "links", "shown", "code")  # outcomes of a page whose words are as they should be
_PICTURED = (".pdf", ".png", ".jpg", ".gif", ".webp")
_SORTED = re.compile(r"""<th\b[^>]*\saria-sort=""")


@dataclass(frozen=True)
class Reference:
    """What a copy is compared with. ``listed``: the bytes of the manifest, None when there is none. ``own``: it came with the copy, so
    who forged the one had the other to hand."""

    manifest: Manifest | None = None
    listed: bytes | None = None
    place: Path | None = None
    own: bool = False


@dataclass(frozen=True)
class Verdict:
    """``outcome``: ``bytes`` (the same file or folder), ``text`` (a page with the same text), ``rows`` (the same, its tables sorted
    by the reader), ``links`` (the same text, but links that lead elsewhere or other pictures), ``shown`` (the same text of the content, but a reader
    sees something else around or within it), ``code`` (no manifest: the page agrees with the code that it prints itself), ``strange`` (the same
    text, with what no published page holds), ``different``, ``kind`` (a page may have been printed to it, and nobody can compare it), or ``unknown``
    (nothing to compare with). ``resemblance``: how links, pictures and all that is shown compare; None where the published page itself is not at
    hand. ``page``: the published file that it is, or says that it is. ``whole``: the text of a page that differs agrees at least with
    the code that it prints itself, as it does in a page of another day."""

    outcome: str
    page: str = ""
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    whole: bool = False
    reference: Reference = field(default_factory=Reference)
    resemblance: Resemblance | None = None
    strange: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return self.outcome in ("bytes", "text", "rows", "code")


class CannotRead(Exception):
    """``str()`` is the path of what is not there or cannot be read as what it should be."""


def reference_at(path: Path) -> Reference:
    """The manifest at ``path``: the file itself, or that of a site's folder. Raises :class:`CannotRead`."""
    place = path / manifests.NAME if path.is_dir() else path
    try:
        data = place.read_bytes()
        return Reference(manifests.decode(data), data, place)
    except (OSError, NoManifest) as error:
        raise CannotRead(place) from error


def reference_near(path: Path, *others: Path) -> Reference:
    """The manifest of the site that the file lies in, or else of the first of ``others`` that has one; an empty one if none has."""
    around = Path(os.path.realpath(path)).parents  # of a link to itself it is that
    for folder in (*around, *others):
        if (folder / manifests.NAME).is_file():
            return replace(reference_at(folder), own=folder in around)
    return Reference()


def check_folder(folder: Path, reference: Reference) -> Verdict:
    """Every file of a copy of a site. Raises ``OSError``."""
    if reference.manifest is None or reference.listed is None:
        return Verdict("unknown", reference=reference)
    wanted = {name: checksum for name, (checksum, _) in reference.manifest.files.items()}
    wanted[manifests.NAME] = own = hashlib.sha256(reference.listed).hexdigest()
    wanted[manifests.SUMS] = hashlib.sha256(manifests.sums(reference.manifest, own)).hexdigest()
    links = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink()}  # lead elsewhere, wherever that is
    there = set(manifests.file_names(folder)) | links
    changed = [name for name in sorted(there & set(wanted)) if name in links or manifests.digest(folder / name)[0] != wanted[name]]
    missing, added = sorted(set(wanted) - there), sorted(there - set(wanted))
    outcome = "different" if changed or missing or added else "bytes"
    return Verdict(outcome, changed=tuple(changed), missing=tuple(missing), added=tuple(added), reference=reference)


def check_file(path: Path, reference: Reference) -> Verdict:
    """One file of a site, as it was published or as a browser saved it. Raises ``OSError``."""
    checksum, size = manifests.digest(path)
    files = reference.manifest.files if reference.manifest else {}
    published = sorted(name for name, (known, _) in files.items() if known == checksum)
    if published:
        return Verdict("bytes", published[0], reference=reference)
    if (name := _name_beside(path, reference)) in files:  # of a copy of the site, in which no browser has written anything
        return Verdict("different", name, reference=reference)
    copy = saved.read(path.read_bytes(), path.name) if size <= _MAX_PAGE else None
    page = manifests.page_text(copy.html) if copy else None
    if copy is None or page is None:
        return Verdict(_without_text(path, files) if reference.manifest else "unknown", reference=reference)
    verdict = _with_links(path, copy, _check_page(copy.html, page, reference))
    known = verdict.resemblance.odd if verdict.resemblance else ()
    found = tuple(one for one in strange(copy.html) if one not in known) if verdict.outcome in _RIGHT_WORDS else ()
    return replace(verdict, outcome="strange", strange=found) if found else verdict


def _name_beside(path: Path, reference: Reference) -> str:
    """The name of a file in the folder in which the manifest was found; empty for one that lies elsewhere."""
    folder, here = reference.place and reference.place.parent.parent.resolve(), path.resolve()
    return here.relative_to(folder).as_posix() if folder and here.is_relative_to(folder) else ""


def _without_text(path: Path, files: Collection[str]) -> str:
    """What can be said of bytes that were not published and are no page. A page may have been printed to PDF or photographed, and no longer says
    what it said; but what bears the name of a published file claims to be that."""
    with path.open("rb") as stream:
        kind = ending_of(stream.read(1024))
    is_named = any(name.rpartition("/")[2] == path.name for name in files)
    return "kind" if kind in _PICTURED and not is_named else "different"


def _with_links(path: Path, copy: saved.Saved, verdict: Verdict) -> Verdict:
    """A page of the same text whose links or pictures are others, or that shows something else, is not the same page."""
    manifest, place = verdict.reference.manifest, verdict.reference.place
    if verdict.outcome not in ("text", "rows") or manifest is None or place is None:
        return verdict
    found = compare(path, copy, verdict.page, place.parent.parent, manifest)
    changed = "" if found is None else "links" if found.links or found.pictures else "shown" if found.shown else ""
    return replace(verdict, outcome=changed or verdict.outcome, resemblance=found, hosts=_foreign(verdict.hosts, found))


def _foreign(hosts: tuple[str, ...], found: Resemblance | None) -> tuple[str, ...]:
    """Of the machines that the links of a copy lead to, those that no published link explains: full addresses of the site itself do not count."""
    if found is None:
        return hosts
    return tuple(host for host in hosts if host != urlsplit(found.base).netloc.lower()) if found.links else ()


def _check_page(html: str, page: PageText, reference: Reference) -> Verdict:
    """A saved page. Its footer's code tells which page it claims to be; alone it proves only that nothing got lost."""
    printed = _CODE.search(_SPAN.sub("", html))
    code = printed[1] if printed else ""
    if reference.manifest is None:
        return Verdict("unknown" if not code else "code" if code == page.code else "different", reference=reference)
    outcome, name = _match(page, reference.manifest.pages, bool(_SORTED.search(html)))
    if not name or (code and code != reference.manifest.pages[name].code):
        claimed = (name for name, known in sorted(reference.manifest.pages.items()) if code and known.code == code)
        return Verdict("different", next(claimed, ""), whole=code == page.code, reference=reference)
    foreign = {host_of(host) for host in page.hosts} - {host_of(host) for host in reference.manifest.pages[name].hosts}
    return Verdict(outcome, name, hosts=tuple(sorted(foreign)), reference=reference)


def _match(page: PageText, pages: Mapping[str, PageText], is_sorted: bool) -> tuple[str, str]:
    """How and with which published page the text agrees. Another order of rows counts only where a table says it was sorted."""
    for name, known in sorted(pages.items()):
        if page.text == known.text:
            return "text", name
    for name, known in sorted(pages.items()) if is_sorted else ():
        if page.rows == known.rows:
            return "rows", name
    return "", ""


__all__ = ["CannotRead", "Reference", "Verdict", "check_file", "check_folder", "reference_at", "reference_near"]
