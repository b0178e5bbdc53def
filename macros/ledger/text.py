"""The ledger as text: one row a line, cells parted by tabs, rows sorted, so that git merges it and people can read it.

``address page kind record title`` · ``address anchor`` · ``address moved to`` · ``address gone kind record day title why``
``year closed day`` · ``record adopted day digest`` · ``record withdrawn day why`` · ``record disclosed`` · ``record fixed digest corrections [digest of each]``
``record adopted-file path digest`` · ``record fixed-file path digest``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from macros.ledger.model import FILE, HEADER, PROGRESS, Adopted, Fixed, Gone, Ledger, Living, Named, Withdrawn, clean, is_address, is_passing
from macros.ledger.places import is_own
from macros.problems import Place, Problem

_EACH = 3  # rows that are told one by one; more are told in one sentence
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")


class _BadCell(ValueError):
    """A cell that does not hold what its row needs; ``index`` counts from 0. ``code``: of the problem that it is."""

    def __init__(self, index: int, code: str = "ledger-row"):
        super().__init__(index)
        self.index, self.code = index, code


def parse(data: bytes) -> tuple[Ledger, list[Problem]]:
    """The ledger in ``data`` and what is wrong with the file. Rows that cannot be read are left out. Never raises."""
    ledger, problems = _parsed(data)
    return ledger, list(problems)


@lru_cache(maxsize=4)  # check, pages and dates each ask for the same file
def _parsed(data: bytes) -> tuple[Ledger, tuple[Problem, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Ledger(), (Problem("encoding-not-utf8", Place(FILE), {"encoding": "UTF-16"}),)
    reader = _Reader()
    for number, line in enumerate(data.split(b"\n"), 1):
        if anchor := _PLAIN_ANCHOR.match(line):
            reader.put_anchor(number, anchor[1].decode())
        else:
            reader.take(number, line.removesuffix(b"\r"))
    return reader.ledger(), tuple(_in_few_words(reader.problems, b"\t" in data))


def _in_few_words(problems: list[Problem], has_tabs: bool) -> list[Problem]:
    """What a program or an editor did to many rows alike is one problem, whose repair is to bring the file back."""
    unread = [problem for problem in problems if problem.code in ("ledger-row", "encoding-not-utf8")]
    if len(unread) <= _EACH:
        return problems
    others, first = [problem for problem in problems if problem not in unread], unread[0].place
    if all(problem.code == "encoding-not-utf8" for problem in unread):
        return [*others, unread[0]]  # saved anew in the right encoding, all is there
    if not has_tabs:
        return [*others, Problem("ledger-tabs-gone", Place(FILE, first.line))]
    rows = ", ".join(str(problem.place.line) for problem in unread[:_EACH])
    return [*others, Problem("ledger-rows-unread", Place(FILE, first.line), {"count": len(unread), "rows": rows})]


_PLAIN_ANCHOR = re.compile(rb"(/(?!/)[!-\x22$-~]*#[!-~]+)\tanchor\r?$")


class _Reader:
    def __init__(self) -> None:
        self.tables: dict[str, dict[Any, Any]] = {word: {} for word in _WORDS}
        self.rows: dict[tuple[str, str], int] = {}
        self.problems: list[Problem] = []

    def take(self, number: int, line: bytes) -> None:
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8", "replace")) + 1
            self.problems.append(Problem("encoding-not-utf8", Place(FILE, number, column), {"encoding": "Windows-874 / TIS-620"}))
            return
        if _CONFLICT.match(text):
            self.problems.append(Problem("merge-conflict", Place(FILE, number)))
        elif text.strip() and not text.startswith("#"):
            self._row(number, text)

    def _row(self, number: int, text: str) -> None:
        cells = text.split("\t")
        word = cells[1] if len(cells) > 1 else ""
        try:
            key, value = _read(word, cells)
        except _BadCell as bad:
            column = len("\t".join(cells[: bad.index])) + (2 if bad.index else 1)
            self.problems.append(Problem(bad.code, Place(FILE, number, column), {"value": clean(text)[:60], "address": clean(cells[0])}))
            return
        self._put(number, word, key, value)

    def put_anchor(self, number: int, address: str) -> None:
        """Most rows are anchors, and there are tens of thousands; twice the same one is no fault."""
        if self.rows.setdefault(("address", address), number) == number:
            self.tables["anchor"][address] = True
        else:
            self._put(number, "anchor", address, True)

    def _put(self, number: int, word: str, key: object, value: object) -> None:
        group = "address" if word in _ADDRESS_WORDS else word
        first = self.rows.get((group, str(key)))
        if first is None:
            self.rows[group, str(key)] = number
            self.tables[word][key] = value
        elif self.tables[word].get(key) != value:  # twice the same row is how a merge of two branches may end
            self.problems.append(Problem("ledger-twice", Place(FILE, number), {"address": str(key), "first": first}))

    def ledger(self) -> Ledger:
        tables = dict(self.tables)
        living, disclosed = tables.pop("page"), frozenset(tables.pop("disclosed"))
        anchors = frozenset(anchor for anchor in tables.pop("anchor") if not is_passing(anchor))  # an older ledger has these
        files = {"adopted_files": tables.pop("adopted-file"), "fixed_files": tables.pop("fixed-file")}
        return Ledger(living, anchors, **tables, **files, disclosed=disclosed, rows=self.rows)


def _read(word: str, cells: list[str]) -> tuple[object, object]:
    if word not in _WORDS:
        raise _BadCell(min(1, len(cells) - 1))
    number, reader = _WORDS[word]
    if len(cells) < number or (len(cells) > number and word not in _LONGER):
        raise _BadCell(min(number, len(cells)) - 1)
    if word in _ADDRESS_WORDS and not is_address(cells[0]):
        raise _BadCell(0)
    for index, cell in enumerate(cells):
        if cell != clean(cell):
            raise _BadCell(index)
    return reader(cells)


def _anchor(cells: list[str]) -> tuple[str, bool]:
    if not cells[0].partition("#")[2]:
        raise _BadCell(0)
    return cells[0], True


def _moved(cells: list[str]) -> tuple[str, str]:
    if not is_address(cells[2]):
        raise _BadCell(2)
    if is_own(cells[0]):
        raise _BadCell(0, "ledger-redirect-own")
    return cells[0], cells[2]


def _closed(cells: list[str]) -> tuple[int, date]:
    if not re.fullmatch(r"2[0-9]{3}", cells[0]):
        raise _BadCell(0)
    return int(cells[0]), _day(cells, 2)


def _adopted(cells: list[str]) -> tuple[str, Adopted]:
    return _record(cells), Adopted(_day(cells, 2), _digest(cells, 3))


def _withdrawn(cells: list[str]) -> tuple[str, Withdrawn]:
    return _record(cells), Withdrawn(_day(cells, 2), cells[3])


def _fixed(cells: list[str]) -> tuple[str, Fixed]:
    said = tuple(_digest(cells, index) for index in range(4, len(cells)))
    if not re.fullmatch("0|[1-9][0-9]{0,5}", cells[3]) or len(said) not in (0, int(cells[3])):
        raise _BadCell(3)
    return _record(cells), Fixed(_digest(cells, 2), int(cells[3]), said)


def _file(cells: list[str]) -> tuple[Named, str]:
    if not cells[2]:
        raise _BadCell(2)
    return Named(_record(cells), cells[2]), _digest(cells, 3)


def _gone(cells: list[str]) -> tuple[str, Gone]:
    return cells[0], Gone(cells[2], cells[3], cells[5], _day(cells, 4), cells[6])


_RECORD = re.compile(r"[a-z-]+ [0-9]{4}(?:/[A-Za-z0-9-]+){0,2}")
_PROGRESS = re.compile(rf"{PROGRESS}[0-9]{{4}}/[A-Za-z0-9-]+/([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:-[0-9]+)?")


def _record(cells: list[str]) -> str:
    found = (_PROGRESS if cells[0].startswith(PROGRESS) else _RECORD).fullmatch(cells[0])
    if not found:
        raise _BadCell(0)
    if found.lastindex:
        _day([found[1]], 0)
    return cells[0]


def _day(cells: list[str], index: int) -> date:
    try:
        day = date.fromisoformat(cells[index])
    except ValueError:
        raise _BadCell(index) from None
    if day.isoformat() != cells[index]:  # newer Pythons read more forms than the one we write
        raise _BadCell(index)
    return day


def _digest(cells: list[str], index: int) -> str:
    if not re.fullmatch("[0-9a-f]{64}", cells[index]):
        raise _BadCell(index)
    return cells[index]


# Word of a row → number of its cells and what reads them: key and value in the ledger's table of that word.
_WORDS: dict[str, tuple[int, Callable[[list[str]], tuple[Any, Any]]]] = {
    "page": (5, lambda cells: (cells[0], Living(*cells[2:]))), "anchor": (2, _anchor), "moved": (3, _moved), "gone": (7, _gone),
    "closed": (3, _closed), "adopted": (4, _adopted), "withdrawn": (4, _withdrawn), "fixed": (4, _fixed),
    "disclosed": (2, lambda cells: (_record(cells), True)), "adopted-file": (4, _file), "fixed-file": (4, _file),
}
_LONGER = ("fixed",)  # has a cell for each correction as well
_ADDRESS_WORDS = ("page", "anchor", "moved", "gone")


def render(ledger: Ledger) -> bytes:
    """The file: header, then the rows by their letters, so that an address and its anchors stand together."""
    rows = sorted("\t".join(clean(cell) for cell in cells) for cells in _cells(ledger))
    return (HEADER + "".join(f"{row}\n" for row in rows)).encode("utf-8")


def _cells(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    for address, page in ledger.living.items():
        yield address, "page", page.kind, page.record, page.title
    for address in ledger.anchors:
        yield address, "anchor"
    for address, to in ledger.moved.items():
        yield address, "moved", to
    for address, gone in ledger.gone.items():
        yield address, "gone", gone.kind, gone.record, gone.on.isoformat(), gone.title, gone.why
    for year, on in ledger.closed.items():
        yield str(year), "closed", on.isoformat()
    for record, adopted in ledger.adopted.items():
        yield record, "adopted", adopted.on.isoformat(), adopted.digest
    for record, withdrawn in ledger.withdrawn.items():
        yield record, "withdrawn", withdrawn.on.isoformat(), withdrawn.why
    for record in ledger.disclosed:
        yield record, "disclosed"
    for record, fixed in ledger.fixed.items():
        yield record, "fixed", fixed.digest, str(fixed.corrections), *fixed.said
    for word, files in (("adopted-file", ledger.adopted_files), ("fixed-file", ledger.fixed_files)):
        yield from ((named.record, word, named.file, digest) for named, digest in files.items())
