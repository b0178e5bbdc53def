"""Frames: the theme's page around a record's content, rendered once by MkDocs and filled for every record.

Pages that differ only in their texts have one frame. Its page is built by MkDocs from the same front matter with a mark in place
of each text; what stands around the marks is what stands around the texts. A mark carries the five signs that HTML escapes and a
word that is kept whole, so the frame itself shows what becomes of each text: the theme escapes it, and words are kept where it is
text that people read. A page of which this cannot be told is built by MkDocs like any other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from macros.site.html import line_breaks, links, stamp
from macros.site.html.pieces import Piece, pieces

if TYPE_CHECKING:
    from macros.site.making.frame import Meta
_SIGNS = "&<>\"'"
_WORD = line_breaks.whole_words()[0]
_ESCAPED = str(escape(_SIGNS)) + _WORD
_MARK = re.compile(r"Pzq([nt])(\w+?)z(.*?)qzP", re.DOTALL)  # n: a name or the content, printed as it is; t: a text, which carries the signs
_BROKEN = re.compile("pzq|qzp", re.IGNORECASE)
_THAI = re.compile("[\u0e00-\u0e7f]")
_NAME, _HEAD, _TAIL = "Pzqn0zqzP", "PzqnheadzqzP", "PzqntailzqzP"
_H1 = "</h1>"
_CONTENT = frozenset(("head", "tail"))
_LISTS = {"breadcrumbs": ("title", "address"), "toc": ("title", "anchor")}  # in the front matter, and what each entry says
_MAIN_BEGINS, _MAIN_ENDS = re.compile(r'<article\b[^>]*?\sclass="ps-content"[^>]*>'), "</article>"  # as in stamp.MAIN
_SLOT = re.compile("\ue000(\\d+)\ue001")

# Text that YAML would read otherwise than it is written, and our own marks.
_ODD_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|pzq|qzp", re.IGNORECASE)


class Content:
    """A page's content in two halves, up to the end of its heading and behind it, for the contents list stands between them."""

    def __init__(self, html: str):
        before, h1, after = html.rpartition(_H1)
        self.head, self.tail, self.has_h1, self.has_table = pieces(before + h1), pieces(after), bool(h1), "<table" in html
        self._is_block = html.startswith("<div") and html.endswith("</div>") and _H1 not in before

    @property
    def passes_unchanged(self) -> bool:
        """Is this one block that Python-Markdown passes on as it is, with one place at most for the contents list?"""
        return self._is_block and not any([piece.odd for piece in self.head]) and not any([piece.odd for piece in self.tail])


@dataclass(frozen=True)
class Outline:
    """What pages of one frame share. ``meta``: front matter with marks, as pairs; ``folder``: of the address, for links are relative; ``name``: the rest
    of the address, a mark where it differs."""

    folder: str
    name: str
    has_h1: bool
    meta: tuple[tuple[str, Any], ...]  # pairs of front matter, the entries of its lists as tuples


def outline(meta: Meta, address: str, content: Content, alone: bool = False) -> tuple[Outline, list[str]] | None:
    """The outline of a record's page and the texts that fill its frame; None for a page that no frame would be right for. ``alone``: the frame
    around it depends on which page it is, so it is that page's own."""
    if not content.passes_unchanged:
        return None
    folder, _, name = address.strip("/").rpartition("/")
    texts = _Texts(address, alone)
    marked = texts.marked(meta)
    if marked is None or _is_odd(texts.values):
        return None
    return Outline(folder, name if alone else _NAME, content.has_h1, marked), texts.values


def _is_odd(texts: Sequence[str]) -> bool:
    joined = "".join(texts)  # hardly any holds a sign that is not printed, or a letter of our marks
    return not (joined.isprintable() and "z" not in joined and "Z" not in joined) and any(map(_ODD_TEXT.search, texts)) or stamp.MARK in joined


def marked_meta(frame: Outline) -> dict[str, object]:
    """The front matter of the frame's page."""
    meta = dict(frame.meta)
    for name, keys in _LISTS.items():
        if name in meta:
            meta[name] = [dict(zip(keys, entry)) for entry in meta[name]]
    return meta


class _Texts:
    """Puts marks in place of the texts that differ from page to page, and keeps the texts. The first is the page's own name."""

    def __init__(self, address: str, alone: bool):
        folder, _, name = address.strip("/").rpartition("/")
        self.values = [name]
        self._address, self._folder, self._alone = address, f"/{folder}/" if folder else "/", alone

    def marked(self, meta: Meta) -> tuple[tuple[str, Any], ...] | None:
        """``meta`` as pairs, with marks; None when an address in it can be no mark."""
        out: dict[str, Any] = dict(meta)
        for key in ("title", "description", "changed"):
            if isinstance(out.get(key), str) and out[key]:
                out[key] = self._mark(out[key])
        out["breadcrumbs"] = crumbs = tuple([(self._mark(step["title"]), self._place(step["address"])) for step in meta.get("breadcrumbs") or ()])
        if "toc" in meta:
            out["toc"] = tuple([(self._mark(entry["title"]), self._mark(entry["anchor"])) for entry in meta["toc"]])
        return None if any([address is None for _, address in crumbs]) else tuple(out.items())

    def _mark(self, text: str) -> str:
        self.values.append(text)
        return f"Pzqt{len(self.values) - 1}z{_SIGNS}{_WORD}qzP"

    def _place(self, address: str) -> str | None:
        """An address that is a step on the way to the page stays; of another one the last part differs from page to page."""
        if self._alone or not address or self._folder.startswith(address):
            return address
        if address == self._address:
            return f"{self._folder}{_NAME}/"
        parent, _, name = address.strip("/").rpartition("/")
        if address.startswith(self._address) or not re.fullmatch(r"[a-z0-9-]+", name):
            return None
        self.values.append(name)
        return f"/{parent}/Pzqn{len(self.values) - 1}zqzP/".replace("//", "/")


def frame_path(frame: Outline) -> str:
    """The Markdown path of the frame's page."""
    return posixpath.join(frame.folder, frame.name, "index.md")


def frame_body(frame: Outline) -> str:
    """The content of the frame's page, with marks for what stands before and after the place of the contents list."""
    return f"<div>{_HEAD}<h1></h1>{_TAIL}</div>" if frame.has_h1 else f"<div>{_TAIL}</div>"


class Page:
    """A frame with its texts. ``links``: those of the frame that are this page's alone, as they are written."""

    def __init__(self, frame: Frame, out: list[str], links: set[str]):
        """``out``: what the page consists of, but for its content."""
        self._frame, self._out, self.links = frame, out, links

    def main(self) -> tuple[list[Piece], list[Piece], list[Piece]]:
        """What of the frame stands in the page's main part before the content, between its halves and behind it."""
        frame = self._frame
        return frame.before, pieces("".join(self._out[frame.head + 1 : frame.tail])) if frame.between is None else frame.between, frame.after

    def whole(self, head: Iterable[str], tail: Iterable[str], code: str) -> str:
        """The page with both parts of its content, in pieces which are mended already, and the hash of its text."""
        out, frame = self._out, self._frame
        for place in frame.marked:
            out[place] = out[place].replace(stamp.MARK, code)
        halves = (head, out[frame.head + 1 : frame.tail]) if frame.head != frame.tail else (head,)
        return "".join(chain(out[: frame.head], *halves, tail, out[frame.tail + 1 :]))


class Frame:
    """A rendered frame: ``fill`` makes a page of it. ``scripts``: its inline scripts; ``ids``: its anchors; ``targets``: where it leads within the
    site; ``before``, ``between`` (None where texts stand in it) and ``after``: what of it stands around the two halves of the content in the main part;
    ``marked``: where the hash of its text is printed. They are those of each of its pages."""

    def __init__(self, folder: str, parts: Sequence[str], slots: Sequence[tuple[str, str]], main: tuple[int, int], scripts: Sequence[str] = ()):
        """``folder``: of the addresses; ``slots``: what goes after each part but the last, and what became of its mark; ``main``: where the page's main
        part begins in the one before its content, and where it ends in the one behind it."""
        self.scripts = tuple(scripts)
        self.ids = frozenset(name for part in parts for name in links.ids(part))
        self._out = [""] * (2 * len(slots) + 1)
        self._out[::2] = parts
        self.marked = [2 * place for place, part in enumerate(parts) if stamp.MARK in part]
        places = {name: 2 * place + 1 for place, (name, _) in enumerate(slots)}
        self._slots = [(2 * place + 1, int(name), sign) for place, (name, sign) in enumerate(slots) if name.isdecimal()]
        self.tail = places["tail"]
        self.head = places.get("head", self.tail)
        self.before, self.after = pieces(self._out[self.head - 1][main[0]:]), pieces(self._out[self.tail + 1][: main[1]])
        self.between = pieces(self._out[self.head + 1]) if self.tail == self.head + 2 else None
        found = set(links.written("".join(chain.from_iterable(zip(parts, (*map(_slot, range(len(slots))), ""))))))
        self._written = [link for link in found if _SLOT.search(link)]
        self._own = {link for link in found.difference(self._written) if not link.startswith("../")}
        self.targets = links.targets(posixpath.join(folder, "page", "index.html"), found.difference(self._written, self._own))

    def fill(self, texts: Sequence[str]) -> Page:
        """The page with these texts (in the order of ``outline``), still without its content."""
        out = self._out.copy()
        for place, number, sign in self._slots:
            out[place] = _as_shown(texts[number], sign)
        return Page(self, out, self._own.union([_SLOT.sub(lambda found: out[2 * int(found[1]) + 1], link) for link in self._written]))


def _slot(place: int) -> str:
    return f"\ue000{place}\ue001"


@lru_cache(maxsize=1 << 12)  # steps above a page and headings in it are those of many pages
def _as_shown(text: str, sign: str) -> str:
    """A text as it stands in the page, where a mark with the signs became ``sign``."""
    escaped = str(escape(text)) if sign else text
    return line_breaks.keep_words(escaped) if sign == _kept() else escaped


@cache  # when the first frame is made: what keeps words takes longer to load than all else of a check
def _kept() -> str:
    """What becomes of a mark's signs where words are kept whole."""
    return line_breaks.keep_words(_ESCAPED)


def read_frame(frame: Outline, html: str, scripts: Sequence[str] = ()) -> Frame | None:
    """The frame in the rendered page ``html``; None when a mark was changed on its way, so that nothing is known of texts in its place, or when there
    is a table in it, which a heading of the content might name."""
    if "<table" in html:
        return None
    body = {f"<div>{_HEAD}<h1></h1>": _HEAD, f"{_TAIL}</div>": _TAIL} if frame.has_h1 else {f"<div>{_TAIL}</div>": _TAIL}
    for found, mark in body.items():
        if html.count(found) != 1:
            return None
        html = html.replace(found, mark)
    split = _MARK.split(html)
    parts, kinds, names, signs = (split[start::4] for start in range(4))
    changed = [name for kind, name, sign in zip(kinds, names, signs) if sign not in ((_ESCAPED, _kept()) if kind == "t" else ("",))]
    main = _main(parts, names)
    if changed or main is None or any(map(_BROKEN.search, parts)) or any(map(_touching, parts, parts[1:], signs)):
        return None
    return Frame(frame.folder, parts, list(zip(names, signs)), main, scripts)


def _main(parts: Sequence[str], names: Sequence[str]) -> tuple[int, int] | None:
    """Where the page's main part begins in the part before its content, and where it ends in the one behind it; None if it does not."""
    before, after = min(map(names.index, _CONTENT & {*names})), names.index("tail") + 1
    begins = [found.end() for found in _MAIN_BEGINS.finditer(parts[before])]
    ends = parts[after].rfind(_MAIN_ENDS)
    elsewhere = [part for place, part in enumerate(parts) if (place < before and _MAIN_BEGINS.search(part)) or (place > after and _MAIN_ENDS in part)]
    return (begins[0], ends) if begins and ends >= 0 and not elsewhere else None


def _touching(before: str, after: str, sign: str) -> bool:
    """Could a word reach from the text into what stands around it?"""
    return sign == _kept() and bool(_THAI.match(before[-1:]) or _THAI.match(after[:1]))


__all__ = ["Frame", "Outline", "frame_body", "frame_path", "marked_meta", "outline", "read_frame"]
