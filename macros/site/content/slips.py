"""Markdown that was meant and is none: readers get its signs as text. Judged by what a page becomes, so that no text that is right is disturbed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_WITHIN = frozenset("a abbr code del em img ins kbd mark s small strong sub sup u wbr".split())  # tags that begin no new paragraph
_BREAK = "\r"
_ITEM = re.compile(r"[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)|(?:[-–—•●▪]|\d{1,3}[.)])(?=[^\W\d]))")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t\r]*")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+[!-~]*")


class _Paragraphs(HTMLParser):
    """``texts``: each paragraph, cell or entry of a list, with its line breaks; ``bare``: the addresses that are no links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = [""]
        self.bare: list[str] = []
        self.inside: list[str] = []  # links and code

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if tag == "br":
            self.texts[-1] += _BREAK
        elif tag not in _WITHIN:
            self.texts.append("")
        if tag in ("a", "code", "pre"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)
        if tag not in _WITHIN:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += "…" if {"code", "pre"} & {*self.inside} else data  # what is in code is meant as it stands
        if not self.inside:
            self.bare += _ADDRESS.findall(data)


def slips(html: str) -> Iterator[tuple[str, list[str]]]:
    """The code of each slip in a rendered page, and the lines that show it."""
    reader = _Paragraphs()
    reader.feed(html)
    reader.close()
    for text in reader.texts:
        lines = text.strip("\n").split("\n")
        if len(rows := [line for line in lines if _ROW.fullmatch(line)]) > 1:
            yield "table-not-made", rows
        elif len(items := list(_items(lines))) > 1:
            yield "list-not-made", items
    yield from (("link-not-made", [address]) for address in reader.bare)


def _items(lines: list[str]) -> Iterator[str]:
    """The lines that begin as entries of a list do. One behind a forced line break stands on a line of its own all the same."""
    for before, line in zip(["", *lines], lines):
        if _ITEM.match(line) and not before.endswith(_BREAK):
            yield line
