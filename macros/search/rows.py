"""A page in the index: its fields, and its lines as numbers."""

from array import array
from functools import lru_cache

from macros.search.document import Document
from macros.search.lines import Lines
from macros.thai.fold import fold


class Row:
    """`numbers`: of each section the heading's and its lines', at the end the title's."""

    __slots__ = ("address", "kind", "label", "year", "item", "numbers", "_own", "_anchors", "_sizes")

    def __init__(self, document: Document, lines: Lines):
        self.address, self.kind, self.label = document.address, document.kind, document.kind_label
        self.year, self.item = document.year or 0, document.item or ""
        numbers, anchors, sizes, number = [], [], [], lines.__getitem__
        for section in document.sections:
            anchors.append(section.anchor)
            texts = section.text.split("\n")
            sizes.append(len(texts) + 1)
            numbers.append(number(section.heading))
            numbers += map(number, texts)
        self._own = len(numbers)
        if more := _more(document):
            anchors.append("")
            sizes.append(len(more) + 1)
            numbers += map(number, ("", *more))
        numbers.append(number(document.title))
        self.numbers, self._sizes, self._anchors = array("I", numbers), array("I", sizes), _same(tuple(anchors))
        lines.use(numbers)

    @property
    def title(self) -> int:
        return self.numbers[-1]

    def own(self) -> "set[int]":
        """The distinct lines of the page itself."""
        return {*self.numbers[: self._own], self.numbers[-1]}

    def packed(self, places: "dict[int, int]") -> list:
        """The row as the file has it; `places`: where its lines are in the file's list."""
        numbers, sections, start = list(map(places.__getitem__, self.numbers)), [], 0
        for anchor, size in zip(self._anchors, self._sizes):
            sections.append([anchor, *numbers[start : start + size]])
            start += size
        return [self.address, numbers[-1], self.kind, self.year, self.item, sections]


@lru_cache(maxsize=1 << 10)
def _same(anchors: "tuple[str, ...]") -> "tuple[str, ...]":
    """Pages of one kind have the same places; they are kept once."""
    return anchors


def _more(document: Document) -> "list[str]":
    """Lines of what the page's head says and its text does not."""
    text = "\n".join([section.text for section in document.sections])
    around = f"\n{text}\n"
    doubtful = [line for line in (document.description, *document.unit) if line and f"\n{line}\n" not in around]
    if doubtful:
        text = "\n".join(filter(None, fold(text).split("\n")))
        doubtful = [line for line in doubtful if fold(line) not in text]
    return "\n".join(doubtful).split("\n") if doubtful else []
