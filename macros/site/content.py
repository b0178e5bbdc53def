"""The Markdown pages of ``content/``: front matter, what may stand in them, and their expansion to plain Markdown."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field as data_field
from itertools import islice

from macros.pages.calls import BadCall, Call, find_calls, without_code
from macros.pages.links import address_of
from macros.pages.render import CallFailed, bound, look_up, render_call
from macros.pages.site_view import SiteView
from macros.problems import Place, Problem, errors_in
from macros.records.fields import Text, YesNo, field
from macros.records.model import Part
from macros.records.decode import Refused, control_in, decode, place_at
from macros.records.read import Document, read
from macros.records.validate import validate_as
from macros.site import markup


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
    if not page.text.strip():
        page.problems.append(Problem("file-empty", Place(file), {"file": file}))
    elif front := _FRONT.match(page.text):
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
    return heading[1].strip() or None if heading else None


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


# Where a slip stands; whether it is one is judged by ``markup.findings`` as well, which looks at what becomes of the page.
_TAG = re.compile(r"(?<!\]\()<(?!https?://|[^\s<>@]+@)(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|<(!--|!\w|\?)")
_LINK_TARGET = re.compile(r"(?:(!)\[[^\[\]\n]*)?\]\(\s*<?([^)\s>]*)|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?(\S+)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*([#.][^{}\n]*|[^{}\n]*=[^{}\n]*)\}")
_GOOD_ATTRIBUTES = re.compile(r"(?:#[a-z][a-z0-9-]*(?:[ \t]+|$))?(?:\.[a-z][a-z0-9-]*(?:[ \t]+|$))*")
_SETEXT = re.compile(r"^(?![ \t]*(?:[-*+>|#]|\d+\.))[ \t]*[^\s|][^\n|]*\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_CALL = re.compile(r"\{\{(?:(?!\{\{)[^\n]){0,500}?\}\}")
_ENTITY = re.compile(r"&#?\w{1,31};?")
_MAX_LINE = 5_000
_MOST = 50  # problems of one sort in one page; who has more mends these first


def _markdown_problems(page: ContentPage) -> list[Problem]:
    """What an editor may not write in a page. Markdown and macros do all it needs; raw HTML can break or deface it."""
    masked = _CALL.sub(_blank, " " * page.body + without_code(page.text[page.body:]))
    endless = list(_endless(page))
    found = [problem for look in (_entities, _raw_html, _targets, _attributes) for problem in islice(look(page, masked), _MOST)]
    seen = {problem.code for problem in found}
    seen |= {"heading-inside"} if "underlined-heading" in seen else set()
    seen |= {"attribute-not-allowed", "link-scheme", "image-foreign"} if "raw-html" in seen else set()  # of the tags reported
    rendered = () if endless else _rendered(page)
    return [*endless[:_MOST], *found, *(problem for problem in rendered if problem.code not in seen)]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _endless(page: ContentPage) -> Iterator[Problem]:
    for number, line in enumerate(page.text[page.body:].split("\n"), page.place(page.body).line):
        if len(line) > _MAX_LINE:
            yield Problem("line-too-long", Place(page.file, number), {"length": len(line), "limit": _MAX_LINE})
    for offset, sign in islice(markup.tangles(page.text[page.body:]), 1):
        yield Problem("markdown-tangled", page.place(page.body + offset), {"value": sign})


def _entities(page: ContentPage, masked: str) -> Iterator[Problem]:
    """Direction marks and controls written as HTML writes them: the file looks clean, the page does not."""
    for match in _ENTITY.finditer(masked):
        if hidden := control_in(html.unescape(match[0])):
            yield Problem("control-character", page.place(match.start()), hidden)


def _raw_html(page: ContentPage, masked: str) -> Iterator[Problem]:
    opened: set[str] = set()
    for match in _TAG.finditer(masked):
        name = (match[2] or match[4]).lower()
        bare = not (match[3] or "").strip(" /")
        if name in opened and match[1]:
            continue  # the end of what is reported already
        if name not in markup.RAW_TAGS or not bare:
            opened.add(name)
            yield _html_problem(page.place(match.start()), match[0])


def _html_problem(place: Place, words: str) -> Problem:
    return Problem("raw-html", place, {"value": words[:60], "allowed": ", ".join(sorted(markup.RAW_TAGS))})


def _targets(page: ContentPage, masked: str) -> Iterator[Problem]:
    for match in _LINK_TARGET.finditer(masked):
        target, start = (match[2], match.start(2)) if match[2] is not None else (match[3], match.start(3))
        if markup.bad_target(html.unescape(target)):
            yield Problem("link-scheme", page.place(start), {"value": target[:60]})
        elif match[1] and ":" in target:
            yield Problem("image-foreign", page.place(start), {"value": target[:60]})


def _attributes(page: ContentPage, masked: str) -> Iterator[Problem]:
    for match in _ATTRIBUTES.finditer(masked):
        if not _GOOD_ATTRIBUTES.fullmatch(match[1].strip()):
            yield Problem("attribute-not-allowed", page.place(match.start()), {"value": match[0][:60]})
    for match in _SETEXT.finditer(masked, page.body):
        yield Problem("underlined-heading", page.place(match.start()), {"value": match[0].split("\n")[0][:60]})


def _rendered(page: ContentPage) -> Iterator[Problem]:
    """What the patterns above did not see, at the first place in the source that looks like it."""
    text = with_heading_ids(_CALL.sub("", page.text[page.body:]))
    for found in dict.fromkeys(markup.findings(text)):
        offset = max(page.text.find(found.piece, page.body), page.body) if found.piece else page.body
        params = {"value": found.words[:60], "allowed": ", ".join(sorted(markup.RAW_TAGS))}
        yield Problem(found.code, page.place(offset), params)


def links_of(page: ContentPage) -> Iterator[tuple[int, str]]:
    """Offsets and targets of the links and pictures in a page's Markdown; none of a page that is too tangled to be read."""
    if any(problem.code == "markdown-tangled" for problem in page.problems):
        return
    masked = " " * page.body + without_code(page.text[page.body:])
    for match in _LINK_TARGET.finditer(masked):
        group = 2 if match[2] is not None else 3
        if match[group]:
            yield match.start(group), match[group]


def call_problems(page: ContentPage) -> Iterator[Problem]:
    """What is wrong with the page's calls as they stand, whatever the records say."""
    yield from islice(_call_problems(page), _MOST)


def _call_problems(page: ContentPage) -> Iterator[Problem]:
    for call in find_calls(page.text):
        if call.start < page.body:
            yield Problem("call-in-front-matter", page.place(call.start), {"source": call.source})
        elif isinstance(call, BadCall):
            yield Problem(call.code, page.place(call.start), {"source": call.source})
        elif failure := _failure(call):
            yield Problem(failure.code, page.place(call.start), failure.params)


def _failure(call: Call) -> CallFailed | None:
    try:
        bound(call)
    except CallFailed as failure:
        return failure
    return None


def lookup_problems(page: ContentPage, site: SiteView) -> Iterator[Problem]:
    """Calls of what the site does not have, of a page without ``call_problems`` that cannot be expanded yet."""
    for call in find_calls(page.text):
        try:
            if isinstance(call, Call):
                look_up(site, call)
        except CallFailed as failure:
            yield Problem(failure.code, page.place(call.start), failure.params)


@dataclass(frozen=True)
class Expanded:
    """A page's Markdown after its calls were answered."""

    markdown: str
    has_title: bool


def expand(page: ContentPage, site: SiteView, report: Callable[[Problem], None]) -> Expanded:
    """The page's Markdown with every call replaced by what it gives and an id on every heading.

    For pages without ``call_problems``. What cannot be expanded (there is no such year) is handed to ``report`` and left
    out; the caller then writes nothing.
    """
    pieces, position = [], page.body
    for call in find_calls(page.text):
        if isinstance(call, Call) and call.start >= page.body:
            pieces += [page.text[position:call.start], _answer(page, site, call, report)]
            position = call.end
    markdown = with_heading_ids("".join(pieces) + page.text[position:])
    has_title = bool(re.search(r"^# |<h1[ >]", without_code(markdown), re.MULTILINE))
    return Expanded(markdown, has_title)


def _answer(page: ContentPage, site: SiteView, call: Call, report: Callable[[Problem], None]) -> str:
    try:
        return render_call(site, page.address, call)
    except CallFailed as failure:
        report(Problem(failure.code, page.place(call.start), failure.params))
        return ""


_HEADING = re.compile(r"^(?:> ?)*#{1,6}(?!#)", re.MULTILINE)
_WORDS = re.compile(r"[ \t]*((?:\\.|[^\\\n])*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_LIST = re.compile(r"\{:?([^{}\n]*)\}$")


def with_heading_ids(markdown: str) -> str:
    """Every heading gets an ASCII id, made from its own words alone, so that no other heading can move it."""
    masked = without_code(markdown)
    taken = {match[1] for match in re.finditer(r"\{:?[^{}\n]*#([a-z][a-z0-9-]*)[^{}\n]*\}", masked)}
    pieces, position = [], 0
    for heading in _HEADING.finditer(masked):
        words = _WORDS.match(markdown, heading.end())
        given = _LIST.search(words[1]) if words else None
        if not words or not words[1] or (given and "#" in given[1]):
            continue
        name = _free(heading_id(words[1][: given.start()] if given else words[1]), taken)
        end, piece = (words.start(1) + given.start() + 1, f"#{name} ") if given else (words.end(1), f" {{#{name}}}")
        pieces += [markdown[position:end], piece]
        position = end
    return "".join(pieces) + markdown[position:]


_SIGNS = re.compile(r"[&<>\"'`*_~\\{}\[\]!#|$^=+@\n]")


def heading_of(title: str) -> str:
    """The heading of a page that has only the title of its front matter: a title is text, whatever Markdown or HTML it looks like."""
    return f"# {_SIGNS.sub(_as_entity, title)} {{#top}}"


def _as_entity(sign: re.Match[str]) -> str:
    return " " if sign[0] == "\n" else f"&#{ord(sign[0])};"


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
