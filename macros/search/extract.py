"""Turn the main content of a built page into sections of plain text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from typing import NamedTuple

from macros.search import markup
from macros.search.document import Document, Section
from macros.search.fields import guess
from macros.thai.fold import fold

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main ol option p pre section summary table td th tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset("nav footer script style template svg noscript button select textarea".split())
_INLINE = frozenset("a abbr b cite code em i small span strong sub sup time u".split())
_MARKS = frozenset({"headerlink"})
_DOCUMENT = re.compile(r"\.(?:pdf|docx|xlsx)(?:[?#]|$)", re.IGNORECASE)
_ODD_BLANKS = "\t\r\f\v\u00a0"
_SPACES = re.compile("  +")


@dataclass(frozen=True)
class Extract:
    """What is read of a page's main content. `files`: (href, anchor of the section) of each link to a document."""

    title: str
    sections: tuple[Section, ...]
    files: tuple[tuple[str, str], ...] = ()


def extract(html: "str | list[str]") -> Extract:
    """What is in the main content `html`, given as text or split into texts and tags (`markup.split`).

    Left out: navigation, footers, scripts, and every element with data-search="off". A heading starts a section; the
    page's own title (h1) belongs to the first.
    """
    reader = _Reader()
    reader.read(markup.split(html) if isinstance(html, str) else html)
    return Extract(reader.title, reader.sections(), tuple(dict.fromkeys(reader.files)))


def document_from_html(html: str, address: str, read_text: "Callable[[str], str] | None" = None, **fields) -> Document:
    """The page at `address` with the sections of its main content `html`.

    `fields`: what is known of the page (`title`, `kind`, `kind_label`, `year`, `unit`, `item`, `description`, `name`, `empty`); what is
    missing is read from the address and from the first heading. `read_text(href)` gives the text of a PDF, Word or Excel file
    that the page links to (`attachments.text_of`), which is then found under the heading where the link stands.
    """
    return document(extract(html), address, read_text, **fields)


def document(content: Extract, address: str, read_text: "Callable[[str], str] | None" = None, **fields) -> Document:
    """`document_from_html` of content that was read before."""
    attached = _attached(content.files, read_text) if read_text else ()
    title = fields.get("title") or content.title or address
    known = {name: value for name, value in fields.items() if value is not None}
    return Document(**{**vars(guess(address, title)), **known, "address": address, "title": title, "sections": (*_headed(content, title), *attached)})


def _headed(content: Extract, title: str) -> tuple[Section, ...]:
    """The sections, under the page's own heading where that says more than its title: `หน้าแรก` is headed by whose it is."""
    first, own = content.sections[:1] or (Section("", "", ""),), content.title
    if not own or own in title or fold(own) in fold(title):
        return content.sections
    if first[0].anchor or first[0].heading:
        return (Section("", own, ""), *content.sections)
    return (Section.of_lines("", own, first[0].lines), *content.sections[1:])


def _attached(files: Iterable[tuple[str, str]], read_text: "Callable[[str], str]") -> Iterator[Section]:
    for href, anchor in files:
        if text := read_text(href):
            yield Section(anchor, "", text)


class _Reader:
    def __init__(self):
        self.title = ""
        self.files: list[tuple[str, str]] = []  # (href, anchor of the section) of each link to a document
        self._parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]  # anchor, heading, text
        self._text = self._parts[-1][2]  # where text goes
        self._open: list[tuple[str, bool, bool]] = []  # (tag, is silent, is preformatted) of the elements that are not closed yet
        self._silent = self._preformatted = False
        self._heading: str | None = None

    def read(self, tokens: "list[str]") -> None:
        for text, tag in zip_longest(tokens[::2], map(known, tokens[1::2])):
            if text and not self._silent:
                text = unescape(text)
                self._text.append(text if self._preformatted else text.replace("\n", " "))
            if tag and (self._silent or not tag.inline):
                self._tag(tag)

    def _tag(self, tag: "Known") -> None:
        if tag.closes:
            self._close(tag)
            return
        if tag.name not in markup.VOID and tag.name:
            self._open.append((tag.name, self._silent or tag.hides, self._preformatted or tag.name == "pre"))
            _, self._silent, self._preformatted = self._open[-1]
        if self._silent:
            return
        if tag.name in _BLOCKS:
            self._text.append("\n")
        if tag.name in HEADINGS and self._heading is None:
            self._start(tag.name, tag.anchor)
        if tag.file:
            self.files.append((tag.file, self._parts[-1][0]))
        if tag.alt:
            self._text.append(f" {tag.alt} ")

    def _close(self, tag: "Known") -> None:
        innermost = self._open[-1][0] if self._open else ""
        if innermost != tag.name and all(name != tag.name for name, _, _ in self._open):
            return
        while self._open.pop()[0] != tag.name:
            pass  # Elements that the page forgot to close end with this one.
        _, self._silent, self._preformatted = self._open[-1] if self._open else ("", False, False)
        if tag.name == self._heading:
            self._end_heading()
        if tag.name in _BLOCKS and not self._silent:
            self._text.append("\n")

    def sections(self) -> tuple[Section, ...]:
        return sections_of(self._parts)

    def _start(self, tag: str, anchor: str):
        self._heading = tag
        self._parts.append((anchor, [], []))
        self._text = self._parts[-1][1]

    def _end_heading(self):
        if self._heading == "h1" and not self.title:
            self.title = line("".join(self._parts[-1][1]))
            self._parts[-1] = ("", [], [])  # The title is the document's; what follows is the part above all headings.
        self._text = self._parts[-1][2]
        self._heading = None


def sections_of(parts: "Iterable[tuple[str, list[str], list[str]]]") -> tuple[Section, ...]:
    """`parts`: anchor, pieces of the heading, pieces of the text. Those that say nothing are left out."""
    found = [Section.of_lines(anchor, line("".join(heading)), lines("".join(text))) for anchor, heading, text in parts]
    return tuple([section for section in found if section.heading or section.lines != ("",)])


class Known(NamedTuple):
    """What matters of a tag: does it hide what is in it, the `anchor` of a heading, the document that it links to, the words for a picture;
    `inline`: nothing at all, as long as the text around it is read; `edge`: the end of a line, or nothing; `marks`: does more
    follow from it than an edge?"""

    name: str
    closes: bool
    hides: bool = False
    anchor: str = ""
    file: str = ""
    alt: str = ""
    inline: bool = False
    edge: str = ""
    marks: bool = False


def known(text: str) -> Known:
    """What matters of the tag `text`."""
    return _remembered(text) if len(text) < markup.LONG else judged(markup.parsed(text))


def judged(found: markup.Tag) -> Known:
    """What matters of a tag."""
    name, closes = found.name, found.closes
    attributes = markup.attributes_of(found) if not closes and _may_matter(name, found.attributes.lower()) else {}
    href = attributes.get("href", "")
    hides, file = name in _SILENT or _hides(attributes), href if name == "a" and _DOCUMENT.search(href) else ""
    alt = attributes.get("alt", "") if name == "img" else ""
    marks = (hides and not closes and name not in markup.VOID) or name in HEADINGS or name == "pre" or bool(file or alt)
    inline = name in _INLINE and not (hides or file)
    return Known(name, closes, hides, attributes.get("id", ""), file, alt, inline, "\n" if name in _BLOCKS else "", marks)


@lru_cache(maxsize=1 << 12)  # pages of a site have most of their tags in common
def _remembered(text: str) -> Known:
    return judged(markup.parsed(text))


def _may_matter(name: str, a: str) -> bool:
    """Drawings, links and rows have long ones, of which nothing follows here."""
    if name in HEADINGS and "id" in a:
        return True
    return "hidden" in a or "data-search" in a or "headerlink" in a or "alt" in a or ".pdf" in a or ".docx" in a or ".xlsx" in a or "&" in a


def _hides(attributes: "dict[str, str]") -> bool:
    return attributes.get("data-search") == "off" or "hidden" in attributes or bool(_MARKS.intersection(attributes.get("class", "").split()))


def line(text: str) -> str:
    return " ".join(text.split())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a section, tidy; one that is empty when it has none."""
    for blank in _ODD_BLANKS:
        text = text.replace(blank, " ")
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return tuple(filter(None, map(str.strip, text.split("\n")))) or ("",)
