"""What an editor may not write in a page of ``content/``. Markdown and macros do all it needs; raw HTML can break or deface it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from macros.pages.calls import without_code
from macros.problems import Place, Problem
from macros.records.decode import control_in
from macros.site.content import markup
from macros.site.content.headings import given_again, numbered, with_heading_ids

if TYPE_CHECKING:
    from macros.site.content.pages import ContentPage

# Where a slip stands; whether it is one is judged by ``markup.findings`` as well, which looks at what becomes of the page.
_TAG = re.compile(r"(?<!\]\()<(?!https?://|[^\s<>@]+@)(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|<(!--|!\w|\?)")
LINK_TARGET = re.compile(r"(?:(!)\[[^\[\]\n]*)?\]\(\s*<?((?<=<)[^<>\n]*|[^)\s>]*)|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?(\S+)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*([#.][^{}\n]*|[^{}\n]*=[^{}\n]*)\}")
_GOOD_ATTRIBUTES = re.compile(r"(?:#[a-z][a-z0-9-]*(?:[ \t]+|$))?(?:\.[a-z][a-z0-9-]*(?:[ \t]+|$))*")
_SETEXT = re.compile(r"^(?![ \t]*(?:[-*+>|#]|\d+\.))[ \t]*[^\s|][^\n|]*\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_CALL = re.compile(r"\{\{(?:(?!\{\{)[^\n]){0,500}?\}\}")
_ENTITY = re.compile(r"&#?\w{1,31};?")
_MAX_LINE = 5_000
MOST = 50
"""Problems of one sort that are told of one page; who has more mends these first."""


def rule_problems(page: ContentPage) -> list[Problem]:
    """Every rule that the Markdown of ``page`` breaks."""
    masked = _CALL.sub(_blank, " " * page.body + without_code(page.text[page.body:]))
    endless = list(_endless(page))
    found = [problem for look in (_entities, _raw_html, _targets, _attributes, _given_again) for problem in islice(look(page, masked), MOST)]
    seen = {problem.code for problem in found}
    seen |= {"heading-inside"} if "underlined-heading" in seen else set()
    seen |= {"attribute-not-allowed", "link-scheme", "image-foreign"} if "raw-html" in seen else set()  # of the tags reported
    rendered = () if endless else _rendered(page)
    return [*endless[:MOST], *found, *(problem for problem in rendered if problem.code not in seen), *islice(_twice(page), 1)]


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
    for match in LINK_TARGET.finditer(masked):
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


def _given_again(page: ContentPage, masked: str) -> Iterator[Problem]:
    for offset, name in given_again(masked):
        yield Problem("anchor-twice", page.place(offset), {"anchor": name})


def _twice(page: ContentPage) -> Iterator[Problem]:
    """Headings of the same words; of those with a call nobody knows the words yet."""
    for offset, words, name in numbered(page.text[page.body:]):
        if "{{" not in words:
            yield Problem("heading-twice", page.place(page.body + offset), {"value": words[:60], "name": name})


def _rendered(page: ContentPage) -> Iterator[Problem]:
    """What the patterns above did not see, at the first place in the source that looks like it."""
    text = with_heading_ids(_CALL.sub("", page.text[page.body:]))
    for found in dict.fromkeys(markup.findings(text)):
        piece = r"\s+".join(map(re.escape, re.split(r"\s+", found.piece)))  # a tab became blanks
        first = next((seen for before in (r"(?<![(<])", "") if (seen := re.compile(before + piece).search(page.text, page.body))), None)  # best not in a link's target
        offset = first.start() if first else page.body
        params = {"value": found.words[:60], "allowed": ", ".join(sorted(markup.RAW_TAGS))}
        yield Problem(found.code, page.place(offset), params)
