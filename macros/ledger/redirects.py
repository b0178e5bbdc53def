"""What a built site needs so that old addresses lead on without JavaScript: files to write over the stage.

- A page or file that moved: a small page at the old address that leads on at once, with a plain link.
- An anchor that moved within its page: the old name stands as an empty element at the new place.
- An anchor that moved elsewhere or is gone, while its page lives: a note with that name at the end of the page.
- Addresses with a query (``/index.php?id=5``) cannot be told apart by plain files: one page lists where each of them went.
- All of them, those of other hosts included, as data and as a map for the web server (``data/redirects.*``, see ``server_map``). A server that
  uses the map answers each at once; browsers then keep the anchor, whose old name stands at the new place.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.ledger import server_map
from macros.ledger.html import heading_at, with_aliases, with_notes
from macros.ledger.model import Ledger, anchor_of, is_local, page_of
from macros.ledger.places import OWN, above, file_of, folders, is_copied, is_too_long
from macros.pages.links import relative
from macros.thai.dates import long_date_together

ReadFile = Callable[[str], "bytes | None"]


@dataclass(frozen=True)
class Note:
    """What stands at an old anchor: where it went, or since when it is gone and why. ``title``: of the page with which it went, which
    has its tombstone at ``to``; ``words``: of the heading that it was."""

    anchor: str
    to: str = ""
    on: object = None
    why: str = ""
    title: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        """What a reader is told of it; an anchor that was derived from words tells nothing."""
        return f"“{self.words or self.anchor}”" if self.words or not _DERIVED.search(self.anchor) else "หัวข้อหนึ่งของหน้านี้"


_DERIVED = re.compile(r"(?:^|-)[0-9a-f]{8}(?:-[0-9]+)?$")


def files(
    ledger: Ledger, site_url: str, read: ReadFile, there: Iterable[str] = (), coming: Container[str] = (), words: Callable[[str], str] = lambda address: "",
) -> dict[str, bytes]:
    """Path in the built site → bytes. ``read`` gives a file of the built site by its path, None when it has none; ``there``: the paths of its pages;
    ``coming``: of files that are not there yet, whose copies are left to ``late_copies``; ``words``: of the heading that an old anchor was.

    Addresses that the site has now are never overwritten, whatever the ledger says. What no file can answer is left to the server's map."""
    as_folders = folders([*there, *map(file_of, _pages(ledger))])
    late = names_of_copies(ledger, coming)
    made = {**_stubs(ledger, site_url, read, as_folders, late), **_choices(ledger, as_folders), **_data(ledger, site_url)}
    return {path: data for path, data in made.items() if _is_free(path, {*made, *late}, read)} | _anchored(ledger, read, words)


def _is_free(path: str, made: Container[str], read: ReadFile) -> bool:
    """Whether there can be a file, and is none yet."""
    is_below = any(folder in made or folder in OWN or read(folder) is not None for folder in above(path))
    return not is_below and not is_too_long(path) and read(path) is None


def changed(ledger: Ledger) -> set[str]:
    """The addresses of pages that ``files`` may change."""
    return {*_aliases(ledger), *_notes(ledger)} - set(ledger.moved)


def names(ledger: Ledger) -> set[str]:
    """Paths that ``files`` may write: what the last build left there is no page of the site."""
    pages = _pages(ledger)
    return {*_DATA, *map(file_of, pages), *(source.strip("/") for source in pages), *(f"{source.strip('/')}/index.html" for source in pages)}


def copies(ledger: Ledger, read: ReadFile) -> dict[str, bytes]:
    """Path in the built site → bytes, of the files that are published at their old address too."""
    found = {path: read(to) for path, to in copied(ledger).items()}
    return {path: data for path, data in found.items() if data is not None}


def late_copies(ledger: Ledger, read: ReadFile, coming: Container[str]) -> dict[str, bytes]:
    """Of ``copies`` those of files that were ``coming`` when ``files`` was asked, now that they and all others are there."""
    found = {path: read(to) for path, to in copied(ledger).items() if to in coming and _is_free(path, (), read)}
    return {path: data for path, data in found.items() if data is not None}


def names_of_copies(ledger: Ledger, names: Container[str]) -> set[str]:
    """The old paths at which the files with these ``names`` are published too."""
    return {path for path, to in copied(ledger).items() if to in names}


def copied(ledger: Ledger) -> dict[str, str]:
    """Old path in the built site → the path now, of the files that are published at both."""
    return {source.strip("/"): to.strip("/") for source, to in sorted(ledger.moved.items()) if is_local(source) and is_copied(source, to)}


def old_anchors(ledger: Ledger) -> set[str]:
    """The addresses of anchors that ``files`` lets stand on pages although their text has them no more."""
    aliases = {f"{page}#{name}" for page, names in _aliases(ledger).items() for name in names}
    return aliases | {f"{page}#{note.anchor}" for page, notes in _notes(ledger).items() for note in notes}


# ── pages that lead on ───────────────────────────────────────────────────────────────────────────────────────────────


def _stubs(ledger: Ledger, site_url: str, read: ReadFile, as_folders: Container[str], late: Container[str]) -> dict[str, bytes]:
    made = copies(ledger, read)
    pages = [source for source in _pages(ledger) if "?" not in source and source.strip("/") not in made and source.strip("/") not in late]
    anchors = _anchors(ledger) if pages else {}
    for source in pages:
        here, path = _placed(source, as_folders)
        made[path] = _stub(ledger, source, here, site_url, anchors.get(source, []), read)
    return made


def _pages(ledger: Ledger) -> list[str]:
    """The old addresses that are no anchors, and of this host."""
    return [source for source in sorted(ledger.moved) if is_local(source) and not anchor_of(source)]


def _placed(source: str, as_folders: Container[str]) -> tuple[str, str]:
    """The address that a browser shows for ``source``, and the file: in a folder of its name where others lie in that."""
    path = file_of(source)
    return (f"/{path}/", f"{path}/index.html") if path in as_folders else (source, path)


def _stub(ledger: Ledger, source: str, here: str, site_url: str, known: list[str], read: ReadFile) -> bytes:
    """``here``: the address that a browser shows when it has the page."""
    to = ledger.moved[source]
    ends = {anchor_of(address): _end(ledger, address, to) for address in known}
    anchors, titles = {name: _link(here, end) for name, end in ends.items()}, _titles(ends.values(), read)
    return _render(
        "redirect.html", to=_link(here, to), address=to, canonical=_canonical(to, site_url),
        anchors=[(name, link, titles[ends[name]]) for name, link in sorted(anchors.items())], elsewhere={name: link for name, link in sorted(anchors.items()) if link.partition("#")[2] != name},
        script=SCRIPT, policy=f"default-src 'none'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'",
    )


def _titles(addresses: Iterable[str], read: ReadFile) -> dict[str, str]:
    """What a reader finds at each address: the heading there, or else the address itself."""
    pages = {page: (read(file_of(page)) or b"").decode("utf-8", "replace") for page in map(page_of, addresses) if is_local(page)}
    return {address: heading_at(pages.get(page_of(address), ""), anchor_of(address)) or address for address in addresses}


def _canonical(to: str, site_url: str) -> str:
    """The whole address; empty when the site does not know its own."""
    if not is_local(to):
        return to
    return site_url.rstrip("/") + quote(to, safe="/#") if site_url else ""


def _end(ledger: Ledger, address: str, to: str) -> str:
    if address in ledger.moved:
        return ledger.moved[address]
    return to if anchor_of(to) or not is_local(to) else f"{to}#{anchor_of(address)}"


def _anchors(ledger: Ledger) -> dict[str, list[str]]:
    """Page → the anchors that it ever had."""
    found: dict[str, list[str]] = {}
    for address in sorted({*ledger.anchors, *ledger.moved, *ledger.gone}):
        if anchor_of(address):
            found.setdefault(page_of(address), []).append(address)
    return found


def _link(here: str, there: str) -> str:
    """The relative link; ``here`` is served from a folder of its own even when its name looks like a file's."""
    if not is_local(there):
        return there
    folder = here if here.endswith(("/", ".html", ".htm")) else here + "/"
    return quote(relative(folder, there), safe="/#?=&%~+,;@!$'()*:._-")


# A reader without scripts lands at the head of the new page; with them, at the very heading.
SCRIPT = (
    'var d=document.currentScript.dataset,h=location.hash.slice(1),a=JSON.parse(d.anchors);try{h=decodeURIComponent(h)}catch(e){}'
    'location.replace(Object.prototype.hasOwnProperty.call(a,h)?a[h]:d.to+(h&&d.to.indexOf("#")<0?"#"+h:""))'
)
SCRIPT_HASH = "sha256-" + base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()


def _choices(ledger: Ledger, as_folders: Container[str]) -> dict[str, bytes]:
    """For each path of an older website whose pages differed by their query: a page that lists them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for source, to in sorted(ledger.moved.items()):
        if is_local(source) and "?" in source:
            groups.setdefault(source.partition("?")[0], []).append((source, to))
    placed = {page: _placed(page, as_folders) for page in groups if page not in ledger.moved}
    return {path: _render("moved.html", rows=[(source, to, _link(here, to)) for source, to in groups[page]]) for page, (here, path) in placed.items()}


# ── anchors on pages that live ───────────────────────────────────────────────────────────────────────────────────────


def _anchored(ledger: Ledger, read: ReadFile, words: Callable[[str], str]) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    aliases, notes = _aliases(ledger), _notes(ledger, words)
    for page in sorted(changed(ledger)):
        data = read(file_of(page))
        if data is not None:
            html, missed = with_aliases(data.decode("utf-8"), aliases.get(page, {}))
            left = [*notes.get(page, ()), *(Note(old, f"{page}#{new}") for old, new in missed.items())]
            made[file_of(page)] = (with_notes(html, _notes_html(page, left)) if left else html).encode("utf-8")
    return made


def _notes_html(page: str, notes: list[Note]) -> str:
    return _render("notes.html", notes=[(note, _link(page, note.to)) for note in notes]).decode("utf-8")


def _aliases(ledger: Ledger) -> dict[str, dict[str, str]]:
    """Page → old name → the anchor of that page at which it must stand. Names of pages that moved come along, for servers
    that redirect by the map: browsers take the anchor with them."""
    found: dict[str, dict[str, str]] = {}
    for source, to in sorted(ledger.moved.items()):
        page, target = page_of(source), page_of(to)
        followed = ledger.moved.get(page) == target
        if anchor_of(source) and anchor_of(to) and (page == target or followed):
            found.setdefault(target, {})[anchor_of(source)] = anchor_of(to)
    return found


def _notes(ledger: Ledger, words: Callable[[str], str] = lambda address: "") -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for source, to in sorted(ledger.moved.items()):
        if anchor_of(source) and (page_of(source) != page_of(to) or not anchor_of(to)):
            found.setdefault(page_of(source), []).append(Note(anchor_of(source), to, words=words(source)))
    stones = {gone.record: address for address, gone in ledger.gone.items() if gone.record and not anchor_of(address)}
    for source, gone in sorted(ledger.gone.items()):
        if anchor_of(source):
            page, stone = ledger.moved.get(page_of(source), page_of(source)), stones.get(gone.record, "")
            found.setdefault(page_of(page), []).append(Note(anchor_of(source), stone, gone.on, gone.why, gone.title if stone else "", words(source)))
    return found


# ── data ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


_DATA = ("data/redirects.json", "data/redirects.nginx")


def _data(ledger: Ledger, site_url: str) -> dict[str, bytes]:
    rows = [{"from": source, "to": to} for source, to in sorted(ledger.moved.items())]
    data = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    table = server_map.nginx(server_map.rows(sorted(ledger.moved.items()), ledger.living, urlsplit(site_url).path.rstrip("/")))
    return dict(zip(_DATA, (data.encode("utf-8"), (server_map.RECIPE + table).encode("ascii"))))


@cache
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _render(template: str, **values: object) -> bytes:
    return _environment().get_template(template).render(long_date=long_date_together, **values).encode("utf-8")
