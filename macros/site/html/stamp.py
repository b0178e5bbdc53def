"""The text of a page, and the hash of it that its footer prints: what a reader can compare years later.

Two readings of one page:

* ``main_text`` is what the footer's hash covers. Blanks and tags do not count, so it stays the same under another theme, and
  elements marked ``data-live`` do not count either, for what they say changes with the site's history.
* ``whole_text`` is what the manifest covers: every word of the main part, drawings too, and where its blocks end.

Neither counts what the site's own scripts write into a page in the reader's browser, so that a page saved by a browser is still
the page that was published. Such words are left out only where and as the scripts write them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from macros.search.markup import VOID
from macros.site.html import encoded

MARK = "prongsai-text-hash"
# Up to the last end, for cards within a page are articles too.
MAIN = re.compile(r'<article\b[^>]*?\sclass="ps-content"[^>]*>(.*)</article>', re.DOTALL)

_TOKEN = re.compile(r"""<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][^\s/>]*)([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>|([^<]+|<)""", re.DOTALL)
_NEVER = frozenset("script style template noscript".split())
_BLOCKS = frozenset("address blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary "
                    "table tbody td tfoot th thead tr ul".split())  # fmt: skip

_DAY = r"ณวันที่\d{1,2}[ก-๙]+\d{4}"
_WRITTEN_BY_SCRIPTS = (  # (attribute of the element, all that scripts may write there), see theme/js
    (re.compile(r'\sclass="(?:ps-status ps-status--overdue )?ps-due"'), rf"(อีก[\d,]+วัน|ครบกำหนดวันนี้|พ้นกำหนดแล้ว|เกินกำหนดมาแล้ว[\d,]+วัน)\({_DAY}\)|เกินกำหนด(\d+รายการ)?"),
    (re.compile(r"\sdata-late-chip\b"), r"เกินกำหนด\(\d+\)"),
    (re.compile(r"\sdata-as-of\b"), _DAY),
    (re.compile(r"\sdata-today-legend\b"), r"วันนี้"),  # hidden at most times, and MHTML leaves out what is hidden
    (re.compile(r"\sdata-filter-count\b"), r"แสดงทั้งหมด\d+รายการ|แสดง\d+จาก\d+รายการ|ไม่มีรายการที่ตรงกับตัวกรอง"),
    (re.compile(r"\sdata-copy\b"), r"คัดลอก(ลิงก์|แล้ว|ไม่สำเร็จ)"),
)
_RESULTS = re.compile(r"\sdata-search-page\b")
_OUTSIDE = re.compile(r"""<a\b[^>]*?\shref=["'](?:(?:https?:)?//([^/"'?#]+)|((?:mailto|tel):[^"'?]+))""", re.IGNORECASE)
_SOON = re.compile(r"\sdata-due-list\b")
_OWN_SIGNS = ("data-due-list", "data-search-page", "ps-due", "data-late-chip", "data-as-of", "data-today-legend", "data-filter-count", "data-copy")  # what none of these is without
_OWN_WAY = (_SOON, _RESULTS, *(place for place, _ in _WRITTEN_BY_SCRIPTS))
_LIVE = re.compile(r"\sdata-live\b")
_SORTABLE = re.compile(r"\sdata-sortable\b")


@dataclass(frozen=True, slots=True)
class PageText:
    """SHA-256 of a page's whole text (``whole_text``), as it stands there and with the rows of its tables sorted, the code
    that its footer prints, and where its links lead out."""

    text: str
    rows: str
    code: str
    hosts: tuple[str, ...] = ()


def main_text(html: str) -> str:
    """The visible text of a page's main part, without blanks, in Unicode's composed form; empty when it has none."""
    return _read(html, strict=False).replace("\n", "")


def whole_text(html: str, rows_sorted: bool = False) -> str:
    """Every word of a page's main part without blanks, a line for each block; with ``rows_sorted`` the rows of tables that a
    reader can sort stand in the order of their texts."""
    return _read(html, strict=True, rows_sorted=rows_sorted)


def hosts(html: str) -> list[str]:
    """The other machines that links of a page's main part lead to, and ways to write or call, sorted."""
    main = MAIN.search(html)
    return hosts_in(main[1]) if main else []


def hosts_in(main: str) -> list[str]:
    """``hosts`` of the HTML of a main part."""
    return sorted({(found[1] or found[2]).lower() for found in _OUTSIDE.finditer(unescape(main))})


def sha256(text: str) -> str:
    """In hexadecimal digits, of a text of any length."""
    return encoded.sha256(text).hexdigest()


def text_hash(html: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the main text."""
    return sha256(main_text(html))[:12]


def apply(site: Path) -> None:
    """Print each page's hash where its frame left the mark."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if MARK in html:
            path.write_text(html.replace(MARK, text_hash(html)), encoding="utf-8", newline="\n")


@dataclass
class _Open:
    """An element that is not closed yet, with the text read in it. ``units``: texts of its rows, where their order is not kept."""

    name: str
    attributes: str = ""
    text: list[str] = field(default_factory=list)
    units: list[str] | None = None


def _read(html: str, strict: bool, rows_sorted: bool = False) -> str:
    main = MAIN.search(html)
    return lines(text_of(main[1], strict, rows_sorted)) if main else ""


def text_of(html: str, strict: bool, rows_sorted: bool = False) -> str:
    """The text of a piece of a page as it goes into a reading, before ``lines``. ``strict``: for ``whole_text``."""
    stack = [_Open("article")]
    for closing, name, attributes, text in _tokens(html):
        if text:
            stack[-1].text.append(text)
        elif closing:
            _close(stack, name, strict)
        elif name in VOID:
            stack[-1].text.append("\n" if name in _BLOCKS else "")
        else:
            ordered = not (_SOON.search(attributes) or (rows_sorted and name == "table" and _SORTABLE.search(attributes)))
            stack.append(_Open(name, attributes, units=None if ordered else []))
    while len(stack) > 1:
        _close(stack, stack[-1].name, strict)
    return "".join(stack[0].text)


def has_a_way_of_its_own(name: str, attributes: str) -> bool:
    """Does more of such an element count, or less, than its text where it stands? Rows of tables aside."""
    return name in _NEVER or (any([sign in attributes for sign in _OWN_SIGNS]) and any(place.search(attributes) for place in _OWN_WAY))


def is_written_by_scripts(attributes: str) -> bool:
    """Do the site's scripts write the words of such an element?"""
    return any(place.search(attributes) for place, _ in _WRITTEN_BY_SCRIPTS)


def is_live(attributes: str) -> bool:
    """Does what such an element says change with the site's history?"""
    return "data-live" in attributes and bool(_LIVE.search(attributes))


def is_block(name: str) -> bool:
    """Does text before and behind such a tag stand in lines of its own?"""
    return name in _BLOCKS


def _tokens(html: str) -> Iterator[tuple[bool, str, str, str]]:
    """(closes, tag, attributes, "") of a tag, or (False, "", "", text)."""
    for found in _TOKEN.finditer(html):
        if found[4]:
            yield False, "", "", "".join(unescape(found[4]).split())
        elif found[2]:
            yield bool(found[1]), found[2].lower(), found[3], ""


def _close(stack: list[_Open], name: str, strict: bool) -> None:
    """Give the text of the innermost element of this name to the one around it, and of all that was left open in it."""
    if stack[-1].name != name and name not in [element.name for element in stack]:
        return
    while len(stack) > 1:
        element = stack.pop()
        text = _kept(element, strict)
        owner = next((outer for outer in reversed(stack) if outer.units is not None), None) if element.name in ("tr", "li") else None
        if owner is not None and owner.units is not None and element.name == ("tr" if owner.name == "table" else "li") and not _inside_unit(stack, owner):
            owner.units.append(text)
        else:
            stack[-1].text.append(text)
        if element.name == name:
            return


def _inside_unit(stack: list[_Open], owner: _Open) -> bool:
    below = stack[next(at for at, element in enumerate(stack) if element is owner) + 1 :]
    return any(element.name in ("tr", "li") for element in below)


def _kept(element: _Open, strict: bool) -> str:
    """What counts of an element's text. Found by a search may be anything; its place leaves a mark, or one could be added unseen."""
    if element.name in _NEVER or (not strict and (element.name == "svg" or _LIVE.search(element.attributes))):
        return ""
    if _RESULTS.search(element.attributes):
        return "\n[search]\n"
    text = "".join(element.text) + "\n".join(sorted(element.units or ()))
    marked = "data-" in element.attributes or "ps-due" in element.attributes
    for place, words in _WRITTEN_BY_SCRIPTS if marked else ():
        if place.search(element.attributes) and re.fullmatch(words, text.replace("\n", ""), re.DOTALL):
            return ""
    return f"\n{text}\n" if element.name in _BLOCKS else text


def lines(text: str) -> str:
    """A line for each block, in Unicode's composed form."""
    return composed("\n".join(filter(None, text.split("\n"))))


def composed(text: str) -> str:
    """A text of one spelling, whichever way its marks were typed."""
    return unicodedata.normalize("NFC", text)
