"""Pages in order, in runs that are cut before pages which their own address chooses, and in pieces inside a run by size.

So a page that comes, goes or grows moves no piece but those of its run.
"""

import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import filterfalse

from macros.search import filters
from macros.search.lines import Lines
from macros.search.packing import as_json, encoded, name_of
from macros.search.rows import Row
from macros.thai.fold import fold, words

_PIECE = 64_000  # characters of distinct text: about 20 KB once compressed
_RUN = 128  # pages, on the average


class Piece:
    """A file of pages. Its bytes go to `put` with its name, and are not kept."""

    def __init__(self, rows: "list[Row]", lines: Lines, put: "Callable[[str, bytes], object]"):
        self.rows, self._lines = rows, lines
        places: dict[int, str] = {}
        listed = ",".join([row.json(places) for row in rows])
        texts = list(map(lines.text.__getitem__, places))
        content = encoded(f'{{"pages":[{listed}],"lines":{as_json(texts)}}}')
        self.name = name_of("pages", content)
        put(self.name, content)
        self._bits = filters.bits_of(words("\n".join(texts)))

    @property
    def filter(self) -> str:
        return filters.encoded(self._bits)

    def may_hold(self, name: str) -> bool:
        return filters.may_hold(self._bits, name)

    def folded(self) -> str:
        """The text of its lines, made again."""
        texts = {self._lines.text[number] for row in self.rows for number in row.numbers}
        return fold("\n".join(texts))


class Pieces:
    """All pieces of an index, in order."""

    def __init__(self, lines: Lines):
        self._lines = lines
        self._runs: list[list[Piece]] = []
        self._starts: list[tuple] = []  # order of the first page of each run

    def __iter__(self) -> Iterator[Piece]:
        return (piece for run in self._runs for piece in run)

    def rows(self) -> Iterator[Row]:
        """All pages in order."""
        return (row for piece in self for row in piece.rows)

    def change(self, came: Iterable[Row], went: Iterable[Row], put: "Callable[[str, bytes], object]") -> None:
        """Some pages come and some go; pieces with the same pages as before stay, and `put` gets the others."""
        coming, going = defaultdict(list), set(went)
        for row in came:
            coming[self._place(row)].append(row)
        touched = {*coming, *map(self._place, going)}
        for place in range(max(touched, default=-1), -1, -1):  # from the end, so that places still to come do not move
            if place in touched:
                before = [piece for run in self._runs[place : place + 1] for piece in run]
                rows = [row for piece in before for row in piece.rows if row not in going] + coming[place]
                runs = list(_runs(sorted(rows, key=self._order)))
                if place and runs and not _begins(runs[0][0]):
                    coming[place - 1] += runs.pop(0)
                    touched.add(place - 1)
                self._runs[place : place + 1] = [self._pieces(run, before, put) for run in runs]
                self._starts[place : place + 1] = [self._order(run[0]) for run in runs]

    def _pieces(self, run: "list[Row]", before: "list[Piece]", put: "Callable[[str, bytes], object]") -> "list[Piece]":
        known = {piece.rows[0]: piece for piece in before}
        return [known[part[0]] if part[0] in known and known[part[0]].rows == part else Piece(part, self._lines, put) for part in self._parts(run)]

    def _parts(self, run: "list[Row]") -> "Iterator[list[Row]]":
        part: list[Row] = []
        seen: set[int] = set()
        size, text = 0, self._lines.text
        for row in run:
            numbers = row.own()
            new = sum([len(text[number]) for number in numbers - seen])
            if part and size + new > _PIECE:
                yield part
                part, seen, size = [], set(), 0
                new = sum([len(text[number]) for number in numbers])
            part.append(row)
            seen |= numbers
            size += new
        yield part

    def _place(self, row: Row) -> int:
        """The place of the run in which the page is, or is to be."""
        return max(0, bisect_right(self._starts, self._order(row)) - 1) if self._starts else 0

    def _order(self, row: Row) -> tuple:
        # Pages that say the same in other years stand side by side, so that their lines are stored once and compress well.
        title = "".join(filterfalse(str.isdigit, fold(self._lines.text[row.title])))
        return row.kind, title, row.address


def _runs(rows: "list[Row]") -> "Iterator[list[Row]]":
    starts = [place for place, row in enumerate(rows) if place == 0 or _begins(row)]
    for start, end in zip(starts, [*starts[1:], len(rows)]):
        yield rows[start:end]


def _begins(row: Row) -> bool:
    """Does a run begin with this page?"""
    return zlib.crc32(row.address.encode()) % _RUN == 0
