"""Turn the main content of a built page into sections of plain text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from macros.search.attachments import text_of
from macros.search.document import Document, Section
from macros.search.fields import guess

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main ol option p pre section summary table td th tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset("nav footer script style template svg noscript button select textarea".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_MARKS = frozenset({"headerlink"})
_DOCUMENT = re.compile(r"\.(?:pdf|docx|xlsx)(?:[?#]|$)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")


@dataclass(frozen=True)
class Extract:
    """What is read of a page's main content. `files`: (href, anchor of the section) of each link to a document."""

    title: str
    sections: tuple[Section, ...]
    files: "tuple[tuple[str, str], ...]" = ()


def extract(html: str) -> Extract:
    """The main content `html`, read once."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Extract(reader.title, reader.sections(), tuple(dict.fromkeys(reader.files)))


def document_from_html(html: str, address: str, read_file: "Callable[[str], bytes | None] | None" = None, **fields) -> Document:
    """The page at `address` with the sections of its main content `html`.

    `fields`: what is known of the page (`title`, `kind`, `kind_label`, `year`, `unit`, `item`, `description`); what is
    missing is read from the address and from the first heading. `read_file(href)` gives the bytes of a file that the page
    links to, or None; the text of PDF, Word and Excel files is then found under the heading where the link stands.
    """
    return document(extract(html), address, read_file, **fields)


def document(content: Extract, address: str, read_file: "Callable[[str], bytes | None] | None" = None, **fields) -> Document:
    """`document_from_html` of content that was read before."""
    attached = _attached(content.files, read_file) if read_file else ()
    title = fields.get("title") or content.title or address
    known = {name: value for name, value in fields.items() if value is not None}
    return Document(**{**vars(guess(address, title)), **known, "address": address, "title": title, "sections": (*content.sections, *attached)})


def sections_from_html(html: str) -> tuple[Section, ...]:
    """Sections of the main content in `html`, in order.

    Left out: navigation, footers, scripts, and every element with data-search="off". A heading starts a section; the
    page's own title (h1) belongs to the first.
    """
    return extract(html).sections


def _attached(files: Iterable[tuple[str, str]], read_file: "Callable[[str], bytes | None]") -> Iterator[Section]:
    for href, anchor in files:
        data = read_file(href)
        if text := text_of(href.split("#")[0].split("?")[0], data) if data else "":
            yield Section(anchor, "", text)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.files = []  # (href, anchor of the section) of each link to a document
        self._parts = [("", [], [])]  # anchor, heading, text
        self._open = []  # (tag, is silent) of the elements that are not closed yet
        self._heading = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in _VOID:
            self._open.append((tag, self._is_silent() or _hides(tag, attributes)))
        if self._is_silent():
            return
        if tag in _BLOCKS:
            self._text().append("\n")
        if tag in _HEADINGS and self._heading is None:
            self._start(tag, attributes.get("id") or "")
        if tag == "a" and _DOCUMENT.search(attributes.get("href") or ""):
            self.files.append((attributes["href"], self._parts[-1][0]))
        if tag == "img" and attributes.get("alt"):
            self._text().append(f" {attributes['alt']} ")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in (name for name, _ in self._open):
            return
        while self._open.pop()[0] != tag:
            pass  # Elements that the page forgot to close end with this one.
        if tag == self._heading:
            self._end_heading()
        if tag in _BLOCKS and not self._is_silent():
            self._text().append("\n")

    def handle_data(self, data):
        if not self._is_silent():
            self._text().append(data if self._is_preformatted() else data.replace("\n", " "))

    def sections(self) -> tuple[Section, ...]:
        parts = [Section(anchor, _line("".join(heading)), _lines("".join(text))) for anchor, heading, text in self._parts]
        return tuple(part for part in parts if part.heading or part.text)

    def _is_silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _is_preformatted(self) -> bool:
        return any(tag == "pre" for tag, _ in self._open)

    def _text(self) -> list:
        return self._parts[-1][1 if self._heading else 2]

    def _start(self, tag: str, anchor: str):
        self._heading = tag
        self._parts.append((anchor, [], []))

    def _end_heading(self):
        if self._heading == "h1" and not self.title:
            self.title = _line("".join(self._parts[-1][1]))
            self._parts[-1] = ("", [], [])  # The title is the document's; what follows is the part above all headings.
        self._heading = None


def _hides(tag: str, attributes: dict) -> bool:
    classes = (attributes.get("class") or "").split()
    return tag in _SILENT or attributes.get("data-search") == "off" or "hidden" in attributes or bool(_MARKS.intersection(classes))


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
