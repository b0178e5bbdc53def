"""The Markdown pages of ``content/``: front matter, what may stand in them, and their expansion to plain Markdown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field as data_field

from macros.pages.calls import BadCall, Call, find_calls, without_code
from macros.pages.links import address_of
from macros.pages.render import CallFailed, render_call
from macros.pages.site_view import SiteView
from macros.problems import Place, Problem, errors_in
from macros.records.fields import Text, YesNo, field
from macros.records.model import Part
from macros.records.decode import Refused, decode, place_at
from macros.records.read import Document, read
from macros.records.validate import validate_as


class PageMeta(Part):
    """ส่วนหัวของหน้า (ระหว่างเส้น ---)"""

    title: Text = field("ชื่อหน้า", "ชื่อที่แสดงบนหน้าและในผลการค้นหา", "เกี่ยวกับเว็บไซต์")
    description: Text | None = field("คำอธิบาย", "หนึ่งประโยค แสดงในผลการค้นหา", "เว็บไซต์นี้คืออะไร", default=None)
    wide: YesNo = field("หน้ากว้าง", "ใช่ สำหรับหน้าที่มีตารางกว้าง", "ใช่", default=False)


@dataclass
class ContentPage:
    """A page as written. ``text`` is the whole file, so that offsets are places; ``body`` is where the Markdown begins."""

    file: str
    address: str
    meta: PageMeta
    text: str = ""
    body: int = 0
    problems: list[Problem] = data_field(default_factory=list)

    def place(self, offset: int) -> Place:
        return place_at(self.text, offset, self.file)


_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_page(file: str, data: bytes) -> ContentPage:
    """Parse one page; what is wrong with it is in its ``problems``."""
    page = ContentPage(file, address_of(file.removeprefix("content/")), PageMeta(title="–"))
    try:
        page.text, found = decode(data, file)
    except Refused as refused:
        page.problems.append(refused.problem)
        return page
    page.problems += found
    if front := _FRONT.match(page.text):
        page.body = front.end()
        page.meta = _meta(page, front[1])
    elif page.text.startswith("---"):
        page.problems.append(Problem("front-matter-not-closed", Place(file)))
        return page
    elif title := _first_title(page.text):
        page.meta = PageMeta(title=title)
    else:
        page.problems.append(Problem("front-matter-missing", Place(file)))
    page.problems += _markdown_problems(page)
    return page


def _first_title(text: str) -> str | None:
    """The words of a page's first heading of the first rank, which name a page that has no front matter."""
    heading = re.search(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*(\{[^{}\n]*\})?[ \t]*$", without_code(text), re.MULTILINE)
    return heading[1] if heading else None


def _meta(page: ContentPage, yaml_text: str) -> PageMeta:
    document, problems = read(("\n" + yaml_text).encode(), page.file)  # one empty line for the opening ---
    page.problems += [problem for problem in problems if problem.code != "file-empty"]
    if document.value is None and errors_in(problems) and problems[0].code != "file-empty":
        return page.meta
    if not isinstance(document.value, dict):
        document = Document(page.file, {})
    meta, problems = validate_as(PageMeta, document)
    page.problems += problems
    return meta or page.meta


# What an editor may not write in a page. Markdown and macros do all that a page needs; raw HTML can break or deface it.
_ALLOWED_TAGS = frozenset("br hr sub sup abbr kbd mark details summary wbr ins del s u small".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|<(!--|!\w|\?)")
_LINK_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s{0,3}\[[^\]\n]+\]:\s*<?(\S+)", re.MULTILINE)
_BAD_SCHEME = re.compile(r"^(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*([#.][^{}\n]*|[^{}\n]*=[^{}\n]*)\}")
_GOOD_ATTRIBUTES = re.compile(r"#[a-z][a-z0-9-]*|(\.[a-z][a-z0-9-]*[ \t]*)+")
_SETEXT = re.compile(r"^(?![ \t]*([-*+>|#]|\d+\.))[^\n|]*\S[^\n|]*\n(=+|-+)[ \t]*$", re.MULTILINE)
_MAX_LINE = 5_000


def _markdown_problems(page: ContentPage) -> Iterator[Problem]:
    masked = " " * page.body + without_code(page.text[page.body:])
    masked = re.sub(r"\{\{[^\n]*?\}\}", lambda match: " " * len(match[0]), masked)
    yield from _raw_html(page, masked)
    yield from _targets(page, masked)
    for match in _ATTRIBUTES.finditer(masked):
        if not _GOOD_ATTRIBUTES.fullmatch(match[1].strip()):
            yield Problem("attribute-not-allowed", page.place(match.start()), {"value": match[0][:60]})
    for match in _SETEXT.finditer(masked, page.body):
        yield Problem("underlined-heading", page.place(match.start()), {"value": match[0].split("\n")[0][:60]})
    for number, line in enumerate(page.text.split("\n"), 1):
        if len(line) > _MAX_LINE:
            yield Problem("line-too-long", Place(page.file, number), {"length": len(line), "limit": _MAX_LINE})


def _raw_html(page: ContentPage, masked: str) -> Iterator[Problem]:
    for match in _TAG.finditer(masked):
        name = (match[2] or match[4]).lower()
        bare = not (match[3] or "").strip(" /")
        if name not in _ALLOWED_TAGS or not bare:
            yield Problem("raw-html", page.place(match.start()), {"value": match[0][:60], "allowed": ", ".join(sorted(_ALLOWED_TAGS))})


def _targets(page: ContentPage, masked: str) -> Iterator[Problem]:
    for match in _LINK_TARGET.finditer(masked):
        target = match[1] or match[2] or ""
        if _BAD_SCHEME.match(re.sub(r"[\x00-\x20]|&#?\w+;", "", target)) or "&#" in target or "&colon" in target.lower():
            yield Problem("link-scheme", page.place(match.start(1) if match[1] else match.start(2)), {"value": target[:60]})


def links_of(page: ContentPage) -> Iterator[tuple[int, str]]:
    """Offsets and targets of the links and pictures in a page's Markdown."""
    masked = " " * page.body + without_code(page.text[page.body:])
    for match in _LINK_TARGET.finditer(masked):
        group = 1 if match[1] else 2
        if match[group]:
            yield match.start(group), match[group]


@dataclass(frozen=True)
class Expanded:
    """A page's Markdown after its calls were answered."""

    markdown: str
    has_title: bool


def expand(page: ContentPage, site: SiteView, report: Callable[[Problem], None]) -> Expanded:
    """The page's Markdown with every call replaced by what it gives and an id on every heading.

    What cannot be expanded is handed to ``report`` and left out; the caller then writes nothing.
    """
    pieces, position = [], page.body
    for call in find_calls(page.text):
        if call.start < page.body:
            report(Problem("call-in-front-matter", page.place(call.start), {"source": call.source}))
            continue
        pieces += [page.text[position:call.start], _answer(page, site, call, report)]
        position = call.end if isinstance(call, Call) else call.start
    markdown = with_heading_ids("".join(pieces) + page.text[position:])
    has_title = bool(re.search(r"^# |<h1[ >]", without_code(markdown), re.MULTILINE))
    return Expanded(markdown, has_title)


def _answer(page: ContentPage, site: SiteView, call: Call | BadCall, report: Callable[[Problem], None]) -> str:
    place = page.place(call.start)
    if isinstance(call, BadCall):
        report(Problem(call.code, place, {"source": call.source}))
        return ""
    try:
        return render_call(site, page.address, call)
    except CallFailed as failure:
        report(Problem(failure.code, place, failure.params))
        return ""


_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_HAS_ID = re.compile(r"\{:?[^{}]*#([a-z][a-z0-9-]*)[^{}]*\}\s*$")


def with_heading_ids(markdown: str) -> str:
    """Every heading gets an ASCII id, made from its own words alone, so that no other heading can move it."""
    masked = without_code(markdown)
    taken = {match[1] for match in re.finditer(r"\{:?[^{}\n]*#([a-z][a-z0-9-]*)[^{}\n]*\}", masked)}
    pieces, position = [], 0
    for match in _HEADING.finditer(masked):
        words = markdown[match.start(2):match.end(2)]
        if _HAS_ID.search(words) or not words.strip():
            continue
        pieces.append(f"{markdown[position:match.end(2)]} {{#{_free(heading_id(words), taken)}}}")
        position = match.end(2)
    return "".join(pieces) + markdown[position:]


def heading_id(words: str) -> str:
    """Latin words and numbers as they are; what has none is named by eight letters of its hash."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    if re.search(r"[^\x00-\x7f]", words) or not plain:
        digest = hashlib.sha256("".join(words.split()).encode()).hexdigest()[:8]
        plain = f"{plain}-{digest}" if plain else digest
    return plain if plain[0].isalpha() else f"h-{plain}"


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name
