"""The headings of Markdown pages and their ids, which are addresses: they stay as long as the heading has the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from macros.pages.calls import without_code

_HEADING = re.compile(r"^(?:> ?)*#{1,6}(?!#)", re.MULTILINE)
_WORDS = re.compile(r"[ \t]*((?:\\.|[^\\\n])*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_LIST = re.compile(r"\{:?([^{}\n]*)\}$")
_GIVEN = re.compile(r"\{:?[^{}\n]*#([a-z][a-z0-9-]*)[^{}\n]*\}")
_IN_A_TAG = re.compile(r'<[^<>]*?\sid="([^"]+)"')
OF_THE_FRAME = frozenset({"content", "ps-contents-title", "ps-search-box"})
"""The ids that the theme's frame has around every page."""


def with_heading_ids(markdown: str) -> str:
    """Every heading gets an ASCII id, made from its own words alone, so that no heading of other words can move it."""
    pieces, position = [], 0
    for words, given, _, name in _unnamed(markdown):
        end, piece = (words.start(1) + given.start() + 1, f"#{name} ") if given else (words.end(1), f" {{#{name}}}")
        pieces += [markdown[position:end], piece]
        position = end
    return "".join(pieces) + markdown[position:]


def numbered(markdown: str) -> Iterator[tuple[int, str, str]]:
    """Offset, words and id of each heading that has the words of one before it: another one between them would take its id."""
    before = set()
    for words, given, wanted, name in _unnamed(markdown):
        if wanted in before:
            yield words.start(1), words[1][: given.start()].rstrip() if given else words[1], name
        before.add(wanted)


def _unnamed(markdown: str) -> Iterator[tuple[re.Match[str], re.Match[str] | None, str, str]]:
    """The words of each heading without an id, what else is given in braces, the id that its words make, and the one that it gets."""
    masked = without_code(markdown)
    taken = given_ids(masked) | set(_IN_A_TAG.findall(masked)) | OF_THE_FRAME
    for heading in _HEADING.finditer(masked):
        words = _WORDS.match(markdown, heading.end())
        given = _LIST.search(words[1]) if words else None
        if words and words[1] and not (given and "#" in given[1]):
            wanted = heading_id(words[1][: given.start()] if given else words[1])
            yield words, given, wanted, _free(wanted, taken)


def given_ids(masked: str) -> set[str]:
    """The ids that stand in Markdown whose code is blanked out."""
    return set(_GIVEN.findall(masked))


def given_again(masked: str) -> Iterator[tuple[int, str]]:
    """Offset and name of each given id that the page, or the frame around it, has already: links to it lead to the other place."""
    before = set(OF_THE_FRAME)
    for given in _GIVEN.finditer(masked):
        if not _BEHIND_ALL.match(masked, given.end()) and masked[given.start() - 1 : given.start()] not in _ENDS_OF_PARTS:
            continue  # braces within a sentence give nothing an id
        if given[1] in before:
            yield given.start(1), given[1]
        before.add(given[1])


_BEHIND_ALL = re.compile(r"[ \t]*$", re.MULTILINE)
_ENDS_OF_PARTS = tuple(")]*_`>")  # of a line that an id can belong to


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
