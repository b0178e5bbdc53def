"""What a page's Markdown really becomes: rendered once more here and looked through tag by tag.

The patterns of ``rules.py`` find a slip's place; this finds whatever they miss, because it looks at what a browser would
get. Everything not on the lists is refused.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

import markdown

from macros.site.content.slips import slips

EXTENSIONS = ("attr_list", "tables", "admonition", "def_list", "fenced_code", "footnotes", "sane_lists")

# Raw tags that an editor may write, without attributes.
RAW_TAGS = frozenset("br hr sub sup abbr kbd mark details summary wbr ins del s u small".split())
_TAGS = RAW_TAGS | frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li a img em strong code pre div blockquote table thead tbody tr th td dl dt dd".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_NAME = re.compile(r"[a-zA-Z][\w:.-]*( [a-zA-Z][\w:.-]*)*")
_SCHEME = re.compile(r"(?!(?:https?|mailto|tel):)[^/?#]*:|[\\/]{2}|/\\|https?:(?!//[^\\/?#])", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


class Found(NamedTuple):
    """A finding: its problem code, the words to show, and a piece of text to look for in the source."""

    code: str
    words: str
    piece: str


def bad_target(target: str) -> bool:
    """Whether a link's target leads to anything but a web page, a mail address, a telephone or a page of this site.

    Browsers drop control characters inside an address, so they are dropped before looking; and they find a site in ``http:name``, where others see none.
    """
    try:
        urlsplit(target)
    except ValueError:  # brackets around what is no number, letters that become a slash: browsers and programs disagree
        return True
    return bool(_SCHEME.match(_INVISIBLE.sub("", target)))


# The only form of tag that is let through; a reader that is cleverer than ours sees the same tags in it.
_WELL_FORMED = re.compile(r'</?[a-z][a-z0-9]*(?: [a-z]+="[^"<>]*")* ?/?>')
_STRAY = re.compile(r"<.{0,40}")


@lru_cache(maxsize=256)
def findings(text: str) -> tuple[Found, ...]:
    """What in the Markdown ``text`` (calls taken out) may not be published."""
    try:
        html = _rendered(text)
    except RecursionError:
        return (Found("markdown-tangled", "> - [", ""),)
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # Python's reader gives up at a declaration that no HTML has
        reader.found.append(Found("raw-html", "<![", "<!["))
    if not reader.found and (stray := _STRAY.search(_WELL_FORMED.sub("", html))):
        reader.found.append(Found("raw-html", stray[0], stray[0]))
    if not reader.found:
        reader.found += (Found(code, lines[0].strip(), _piece(lines, text)) for code, lines in slips(html))
    return tuple(reader.found)


def _piece(lines: list[str], text: str) -> str:
    """What to look for in the source to find the first of ``lines`` of a rendered page: itself, or the line that has its words among signs, as in
    ``- **ก** ข``."""
    begun = {_bare(line)[:20] for line in lines} - {""}
    written = (line.strip() for line in text.split("\n") if any(_bare(line).startswith(words) for words in begun))
    return next((line.strip() for line in lines if line.strip() in text), "") or next(written, "")


def _bare(line: str) -> str:
    return re.sub(r"\]\([^()]*\)|[*_`~\[\]\\]", "", line).strip()


def _rendered(text: str) -> str:
    return markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs={"tables": {"use_align_attribute": True}})


class _Reader(HTMLParser):
    CDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]  # a script's content is looked at like everything else, whatever the library calls final

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.found.append(Found("raw-html", f"<{tag}>", f"<{tag}"))
        for name, value in attributes:
            self.found += _attribute(tag, name, value or "")
        if re.fullmatch("h[1-6]", tag) and not any(name == "id" for name, _ in attributes):
            self.found.append(Found("heading-inside", tag, "#"))

    def handle_comment(self, data: str) -> None:
        self.found.append(Found("raw-html", "<!--", "<!"))

    def handle_decl(self, decl: str) -> None:
        self.found.append(Found("raw-html", f"<!{decl}", "<!"))

    def unknown_decl(self, data: str) -> None:
        self.found.append(Found("raw-html", f"<![{data}", "<!"))

    def handle_pi(self, data: str) -> None:
        self.found.append(Found("raw-html", f"<?{data}", "<?"))


def _attribute(tag: str, name: str, value: str) -> Iterator[Found]:
    if name in ("id", "class"):
        if not _NAME.fullmatch(value):
            yield Found("attribute-not-allowed", f"{name}={value}", value)
    elif name not in _ATTRIBUTES.get(tag, ()):
        yield Found("attribute-not-allowed", f"{name}={value}", name)
    elif name == "href" and bad_target(value) or name == "src" and bad_target(value):
        yield Found("link-scheme", value, value)
    elif name == "src" and ":" in value:
        yield Found("image-foreign", value, value)


# Signs of which Markdown's parsers, or Python's of HTML, look through the rest of a page at each: cheap in any number that
# people write, and minutes in the thousands. (what, how many in one page, how many in one block without an empty line)
_COSTLY = (
    (re.compile(r"\|"), 6_000, 6_000),
    (re.compile(r"\["), 5_000, 1_000),
    (re.compile(r"<[a-zA-Z/!?][^<>]*(?=<|\Z)"), 50, 50),
    (re.compile(r"^ {0,3}\[[^\]\n]*\]:", re.MULTILINE), 300, 100),
    (re.compile(r"^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.][ \t])){40}", re.MULTILINE), 0, 0),
    (re.compile(r"^(?: {4}|\t){40}[ \t]*(?:[-*+]|\d{1,9}[.])[ \t]", re.MULTILINE), 0, 0),
    (re.compile(r"[*_&<\\]"), 24_000, 8_000),
)
_BLOCK_END = re.compile(r"\n[ \t]*\n")
_OPEN, _CLOSE = "([", ")]"
MAX_DEPTH = 20
MAX_RUN = 12


def _too_many(text: str) -> Iterator[tuple[int, str]]:
    ends = [match.start() for match in _BLOCK_END.finditer(text)]
    for pattern, of_page, of_block in _COSTLY:
        found = [match.start() for match in pattern.finditer(text)]
        blocks = [bisect.bisect(ends, start) for start in found]
        over = next((start for number, start in enumerate(found) if number >= of_page or (number >= of_block and blocks[number - of_block] == blocks[number])), None)
        if over is not None:
            yield over, text[over:over + MAX_RUN].split("\n")[0]


def tangles(text: str) -> Iterator[tuple[int, str]]:
    """Offsets and words of what makes Markdown parsers take minutes."""
    yield from _nested(text)
    yield from _too_many(text)


def _nested(text: str) -> Iterator[tuple[int, str]]:
    """Offsets of brackets nested so deep, or signs repeated so often, that Markdown parsers take minutes over them."""
    for match in re.finditer(rf"`{{{MAX_RUN},}}", text):
        yield match.start(), match[0][:MAX_RUN]
    depth = {"(": 0, "[": 0}
    ticks = 0
    for match in re.finditer(r"\n[ \t]*\n|[\[\]()]|`+", text):
        sign = match[0]
        if sign.startswith("\n"):
            depth, ticks = {"(": 0, "[": 0}, 0
        elif sign in _OPEN:
            depth[sign] += 1
        elif sign in _CLOSE:
            opened = _OPEN[_CLOSE.index(sign)]
            depth[opened] = max(0, depth[opened] - 1)
        else:
            ticks += 1
        if depth["("] > MAX_DEPTH or depth["["] > MAX_DEPTH or ticks > 40 * MAX_DEPTH:
            yield match.start(), sign[:MAX_RUN]
            return
