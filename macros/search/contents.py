"""What is read of each page, kept small: pages have most lines in common, and the index keeps these anyhow."""

from array import array
from typing import NamedTuple

from macros.search.document import Section
from macros.search.extract import Extract
from macros.search.lines import Lines

_Shape = tuple[tuple[str, int], ...]


class _Kept(NamedTuple):
    """`numbers`: of each section the heading's and its lines'; `shape`: the anchor of each section, and where it ends in them."""

    title: str
    numbers: array
    shape: _Shape
    files: "tuple[tuple[str, str], ...]"


class Contents:
    """Name of a page → what is read of it. `lines`: those of the index that is made from it."""

    def __init__(self):
        self.lines = Lines()
        self._kept: dict[str, _Kept] = {}
        self._shapes: dict[_Shape, _Shape] = {}  # pages of a kind have the same

    def __getitem__(self, name: str) -> Extract:
        kept, start, sections = self._kept[name], 0, []
        texts = list(map(self.lines.text.__getitem__, kept.numbers))
        for anchor, end in kept.shape:
            sections.append(Section.of_lines(anchor, texts[start], tuple(texts[start + 1 : end])))
            start = end
        return Extract(kept.title, tuple(sections), kept.files)

    def __setitem__(self, name: str, content: Extract) -> None:
        texts: list[str] = []
        ends: list[tuple[str, int]] = []
        for section in content.sections:
            texts += (section.heading, *section.lines)
            ends.append((section.anchor, len(texts)))
        numbers, shape = array("I", list(map(self.lines.__getitem__, texts))), tuple(ends)
        self.lines.hold(numbers)
        if name in self._kept:
            del self[name]
        self._kept[name] = _Kept(content.title, numbers, self._shapes.setdefault(shape, shape), content.files)

    def __delitem__(self, name: str) -> None:
        self.lines.let_go(self._kept.pop(name).numbers)


__all__ = ["Contents"]
