"""A page in the index: its fields, and its lines as numbers."""

from array import array
from functools import lru_cache
from itertools import chain

from macros.search.document import Document
from macros.search.lines import Lines
from macros.search.packing import as_json
from macros.thai.fold import fold

_BREAK = " \n "
_CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))  # folding makes none of anything else


class Row:
    """`numbers`: of each section the heading's and its lines', at the end the title's; `item`: of a page without one its
    name."""

    __slots__ = ("address", "kind", "label", "year", "item", "empty", "numbers", "_own", "_shape")

    def __init__(self, document: Document, lines: Lines):
        self.address, self.kind, self.label = document.address, document.kind, document.kind_label
        self.year, self.item, self.empty = document.year or 0, document.item or document.name, document.empty
        texts: list[str] = []
        anchors: list[str] = []
        sizes: list[int] = []
        for section in document.sections:
            start = len(texts)
            texts.append(section.heading)
            texts += section.lines
            anchors.append(section.anchor)
            sizes.append(len(texts) - start)
        self._own = len(texts)
        if more := _more(document):
            texts += ("", *more)
            anchors.append("")
            sizes.append(len(more) + 1)
        texts.append(document.title)
        self.numbers, self._shape = array("I", list(map(lines.__getitem__, texts))), _shape(tuple(zip(anchors, sizes)))
        lines.use(self.numbers)

    @property
    def title(self) -> int:
        return self.numbers[-1]

    def own(self) -> "set[int]":
        """The distinct lines of the page itself."""
        return {*self.numbers[: self._own], self.numbers[-1]}

    def json(self, places: "dict[int, str]") -> str:
        """The row as the file has it; `places`: of each line that stood in it before its place from 1, to which those of the row come. The next line of the
        file's list is 0, which compresses to nothing."""
        numbers, sections, start = [], [], 0
        for number in self.numbers:
            numbers.append(places.get(number, "0"))
            places.setdefault(number, str(len(places) + 1))
        for anchor, size in self._shape:
            sections.append(f"[{anchor},{','.join(numbers[start : start + size])}]")
            start += size
        address, kind, item = map(as_json, (self.address, self.kind, self.item))
        return f"[{address},{numbers[-1]},{kind},{self.year},{item},[{','.join(sections)}]{',1' if self.empty else ''}]"


@lru_cache(maxsize=1 << 10)
def _shape(sections: "tuple[tuple[str, int], ...]") -> "tuple[tuple[str, int], ...]":
    """Of each section the anchor as JSON, and how many numbers it has. Pages of one kind have the same, which are kept once."""
    return tuple([(as_json(anchor), size) for anchor, size in sections])


def _more(document: Document) -> "list[str]":
    """Lines of what the page's head says and its text does not."""
    lines = list(chain.from_iterable([section.lines for section in document.sections]))
    there = f" {_BREAK.join(lines)} "
    more = [line for line in (document.description, *document.unit) if line and f" {line} " not in there and not _stands(line, lines)]
    return "\n".join(more).split("\n") if more else []


def _stands(line: str, lines: "list[str]") -> bool:
    """Does the line stand in these, or in one of them, all folded? Only lines with all of its consonants come into question."""
    folded = fold(line)
    for letter in _CONSONANTS.intersection(folded) if "\n" not in folded else ():
        lines = [text for text in lines if letter in text]
    return folded in "\n".join(filter(None, fold("\n".join(lines)).split("\n")))
