"""What a reader of a page is shown, header to footer: every element and every word, each with the elements it stands in.

Of a saved page and the published one these must be equal. Left out is what a browser rewrites when it saves a page, and what the site's own
scripts put in or switch, only where and as they do it. Words of the content that scripts write are judged in ``stamp``. Where two pages may be
read in different ways by different readers of HTML, see ``strange``.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple

from macros.search import markup
from macros.site.html import stamp
from macros.site.verifying.strange import is_todays_line

Attributes = dict[str, str]

_ADDRESSES = frozenset("action cite data formaction href poster src xlink:href".split())
_SWITCHED = frozenset("aria-activedescendant aria-autocomplete aria-controls aria-expanded aria-sort checked open selected tabindex".split())  # by scripts and readers
_STATES = frozenset({"ps-found", "ps-found-host", "ps-table--sorted"})  # classes that scripts give and take
_ROLES = frozenset("input table tbody td tfoot th thead tr".split())  # say again what they are
_IN_HEAD = frozenset("base link meta".split())  # shown is only what such a link brings in
_ANNOUNCED = (  # (tag, attributes, words) of what scripts add: at the end of a page for who hears it, and a filter for what is overdue
    ("p", {"class": "ps-visually-hidden", "role": "status"}, re.compile(r"คัดลอก(?:แล้ว|ไม่สำเร็จ)")),
    ("div", {"class": "ps-found__live", "aria-live": "polite"}, re.compile(r"พบ [\d,]+ หน้า")),
    ("label", {"class": "ps-chip", "data-late-chip": ""}, re.compile(r"เกินกำหนด \(\d+\)")),
)
_LATE_BOX = {"type": "checkbox", "name": "status", "value": "overdue"}
_CLOSES = {  # an element that begins ends these, up to the nearest of those
    **dict.fromkeys(("td", "th"), ({"td", "th"}, {"tr", "table"})), "tr": ({"tr", "td", "th"}, {"table", "thead", "tbody", "tfoot"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"}, {"table"})),
    "li": ({"li", "p"}, {"ul", "ol", "menu"}), **dict.fromkeys(("dt", "dd"), ({"dt", "dd", "p"}, {"dl"})),
    "option": ({"option"}, {"select", "optgroup", "datalist"}), "body": ({"head"}, {"html"}),
}  # fmt: skip
_ENDS_P = frozenset("address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section "
                    "table ul".split())  # fmt: skip


class Piece(NamedTuple):
    """``path``: a digest of it and the elements that it stands in; ``label``: as a person is told of it; ``may_lack``: is hidden where scripts
    run, or until one shows it, and so left out of MHTML; ``row``: number of the row that it stands in, of those that may change places, or 0."""

    path: str
    label: str
    may_lack: bool = False
    row: int = 0


class _Open(NamedTuple):
    tag: str
    attributes: Attributes
    path: str
    is_left_out: bool = False  # the tag itself: its content stands in what is around it
    is_silent: bool = False  # its words are judged in ``stamp``
    is_skipped: bool = False  # with all that is in it
    in_content: bool = False
    may_lack: bool = False
    row: int = 0


class Shown(NamedTuple):
    """``pieces`` in their order; ``scripts``: the address of each, or the text of one that stands in the page; ``hidden``: how many rows do not
    show, as when a filter is set; ``is_sorted``: whether readers, or the day, may have put things in another order."""

    pieces: list[Piece]
    scripts: list[str]
    hidden: int
    is_sorted: bool


def shown(html: str, address: Callable[[str, str], str]) -> Shown:
    """What a page shows. ``address``: a link or file as it is written, and the tag → as it is compared."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    reader.say()
    reader.pieces += [Piece(_digest(path, "due"), label) for path, label in reader.due if path not in reader.dated]
    return Shown(reader.pieces, reader.scripts, reader.hidden, reader.is_sorted)


def differences(copy: Shown, published: Shown) -> tuple[str, ...]:
    """What the copy shows and the published page does not (``+ …``), and the other way round (``- …``). A copy may lack scripts."""
    found, wanted = [Counter(piece.path for piece in one.pieces) for one in (copy, published)]
    more = [f"+ <script> {script[:80]}" for script in copy.scripts if script not in published.scripts]
    more += [f"+ {piece.label}" for piece in _among(copy, found - wanted)]
    less = [f"- {piece.label}" for piece in _among(published, wanted - found) if not piece.may_lack]
    if not more and not less and (moved := _torn(copy, published) if copy.is_sorted else _moved(copy, published)):
        return (f"↕ {moved}",)
    return (*more, *less)


def _among(one: Shown, paths: Counter[str]) -> list[Piece]:
    return [piece for piece in one.pieces if paths[piece.path]]


def _torn(copy: Shown, published: Shown) -> str:
    """The first piece of a row that no published row is like; of sorted rows each still says what it said."""
    there, here = [_rows(pieces) for pieces in _firm(copy, published)]
    left = Counter(tuple(piece.path for piece in row) for row in here)
    for row in there:
        paths = tuple(piece.path for piece in row)
        if not left[paths]:
            like = max(here, key=lambda other: len(set(paths) & {piece.path for piece in other}), default=[])
            return next((piece.label for piece, ours in zip(row, like) if piece.path != ours.path), row[0].label)
        left[paths] -= 1
    return ""


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(piece.row, []).append(piece)
    return list(rows.values())


def _firm(copy: Shown, published: Shown) -> list[list[Piece]]:
    """The pieces of both that neither may lack."""
    loose = {piece.path for one in (copy, published) for piece in one.pieces if piece.may_lack}
    return [[piece for piece in one.pieces if piece.path not in loose] for one in (copy, published)]


def _moved(copy: Shown, published: Shown) -> str:
    """The first piece that stands elsewhere."""
    there, here = _firm(copy, published)
    return next((theirs.label for theirs, ours in zip(there, here) if theirs.path != ours.path), "")


class _Reader(HTMLParser):
    def __init__(self, address: Callable[[str, str], str]):
        super().__init__(convert_charrefs=True)
        self.address = address
        self.pieces: list[Piece] = []
        self.scripts: list[str] = []
        self.hidden, self.is_sorted, self.count = 0, False, 0
        self.filtered: set[str] = set()  # lists that a filter is for
        self.due: list[tuple[str, str]] = []  # where words on what is due stand, and their tag
        self.dated: set[str] = set()  # where scripts write such words: in what bears a day, and before it
        self.stack: list[_Open] = [_Open("", {}, "")]
        self.words: list[str] = []

    # ---- tags ------------------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, listed: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(listed)}  # of two, browsers take the first
        self._end_before(tag)
        if tag == "script":
            self.scripts.append(self.address(attributes["src"], tag) if "src" in attributes else "")
        self.hidden += "hidden" in attributes and (tag == "tr" or "data-filter-row" in attributes)
        self.filtered.update(attributes.get("data-filter-for", "").split())
        self.is_sorted |= "aria-sort" in attributes or "data-due-list" in attributes
        opened = self._opened(tag, attributes)
        if opened.is_silent and "ps-due" in attributes.get("class", "").split():
            self.due.append((self.stack[-1].path, _label(tag, attributes)))
        if "data-due" in attributes or "data-late" in attributes:
            self.dated |= {opened.path, self.stack[-1].path}
        if not opened.is_left_out:
            self.say()
            if not self._announced(opened):
                self.pieces.append(Piece(opened.path, _label(tag, attributes), opened.may_lack, opened.row))
        if tag not in markup.VOID:
            self.stack.append(opened)

    def handle_startendtag(self, tag: str, listed: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, listed)
        if any(element.tag in ("svg", "math") for element in self.stack):  # elsewhere browsers do not close at “/>”
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.stack):
            while self._close() != tag:
                pass

    def _close(self) -> str:
        if not self.stack[-1].is_left_out:
            self.say()
        return self.stack.pop().tag

    def _end_before(self, tag: str) -> None:
        """Ends that HTML lets a page leave out, and browsers write."""
        ended, until = _CLOSES.get(tag, ({"p"}, {"button", "td", "th", "li"}) if tag in _ENDS_P else (set(), set()))
        above = [element.tag for element in self.stack[1:]]
        for place in range(len(above) - 1, -1, -1):
            if above[place] in until:
                break
            if above[place] in ended:
                while len(self.stack) > place + 1:
                    self._close()

    # ---- what counts -----------------------------------------------------------------------------------------------------

    def _opened(self, tag: str, attributes: Attributes) -> _Open:
        around = self.stack[-1]
        in_content = around.in_content or (tag == "article" and "ps-content" in attributes.get("class", ""))
        written = "".join(f' {name}="{value}"' for name, value in attributes.items())
        silent = in_content and (around.is_silent or stamp.is_written_by_scripts(written))
        results = (in_content and "data-search-page" in around.attributes) or (attributes.get("class") == "ps-found ps-found--drop" and "hidden" in attributes)
        skipped = around.is_skipped or tag in ("script", "style") or results
        out = skipped or (silent and tag == "span") or self._is_left_out(tag, attributes)
        path = around.path if out else _digest(around.path, tag, self._kept(tag, attributes))
        may_lack = around.may_lack or tag == "noscript" or ("hidden" in attributes and self._may_hide(tag, attributes))
        self.count += (is_row := tag == "tr" or (tag == "li" and "data-due-list" in around.attributes))
        return _Open(tag, attributes, path, out, silent, skipped, in_content, may_lack, self.count if is_row else around.row)

    def _is_left_out(self, tag: str, attributes: Attributes) -> bool:
        """Tags without a word of their own, which browsers and scripts add."""
        if tag in ("html", "head") or (tag == "tbody" and not self._kept(tag, attributes)):
            return True
        if tag in _IN_HEAD:
            return not (tag == "link" and "stylesheet" in attributes.get("rel", "").lower().split())
        if tag == "span" and set(attributes) <= {"class", "style"}:
            return attributes.get("class") == "ps-w" or (attributes.get("class") == "ps-timeline__today" and is_todays_line(attributes.get("style", "")))
        if tag == "input":
            return "data-late-chip" in self.stack[-1].attributes and {name: attributes[name] for name in attributes.keys() - _SWITCHED} == _LATE_BOX
        return tag == "button" and attributes == {"type": "button", "class": "ps-sort"} and self.stack[-1].tag == "th"

    def _kept(self, tag: str, attributes: Attributes) -> str:
        """The attributes of a tag as they are compared."""
        kept = {name: value for name, value in attributes.items() if name not in _SWITCHED and not (name == "role" and tag in _ROLES)}
        if self._may_hide(tag, attributes):
            kept.pop("hidden", None)
        if "class" in kept:
            kept["class"] = " ".join(sorted(set(kept["class"].split()) - _STATES))
        if "data-status" in kept:
            kept["data-status"] = kept["data-status"].removesuffix(" overdue")
        if tag == "img":
            kept.pop("src", None)  # pictures are compared by their bytes
        if tag == "input" and kept.get("type") == "search":
            kept.pop("value", None)  # what a reader has typed
        if tag == "link":
            kept = {name: value for name, value in kept.items() if name in ("href", "media", "disabled")}
        written = ((name, self.address(value, tag) if name in _ADDRESSES else " ".join(value.split())) for name, value in sorted(kept.items()))
        return "".join(f' {name}="{value}"' for name, value in written if (name, value) != ("class", ""))

    def _may_hide(self, tag: str, attributes: Attributes) -> bool:
        """Scripts hide and show rows that a filter is for, what is due in a list, and what is of no use without them."""
        if tag == "tr" or "data-filter-row" in attributes:
            return any(element.attributes.get("id") in self.filtered for element in self.stack)
        return "data-due-list" in self.stack[-1].attributes or any(name in attributes for name in ("data-due-none", "data-today-legend", "data-copy"))

    # ---- words -----------------------------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        here = self.stack[-1]
        if here.tag == "script" and self.scripts and "src" not in here.attributes:
            self.scripts[-1] += data
        elif not here.is_skipped and not here.is_silent:
            self.words.append(data)

    def say(self) -> None:
        """What was said so far is one piece of text."""
        words, here = " ".join("".join(self.words).split()), self.stack[-1]
        if words and not ((expected := self._announced(here)) and expected.fullmatch(words)):
            self.pieces.append(Piece(_digest(here.path, "", words), words, here.may_lack, here.row))
        self.words.clear()

    def _announced(self, element: _Open) -> re.Pattern[str] | None:
        """What scripts announce in such an element, if it is one of theirs; a filter's choice only in a filter."""
        if "data-late-chip" in element.attributes and not any("data-filter-for" in around.attributes for around in self.stack):
            return None
        return next((words for tag, attributes, words in _ANNOUNCED if (tag, attributes) == (element.tag, element.attributes)), None)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _label(tag: str, attributes: Attributes) -> str:
    return f"<{tag}" + "".join(f' {name}="{value}"' for name, value in attributes.items())[:80] + ">"
