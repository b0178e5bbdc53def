"""Make the search index: a small manifest, pieces of pages, and a piece of words. Pure: values in, files out.

A piece holds pages and the distinct lines they consist of, each line once, as written; the browser folds them. The form
of the files is described in README.md.
"""

import base64
import hashlib
import json
import operator
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from macros.search.document import Document, Section
from macros.search.synonyms import Table
from macros.search.words import Words
from macros.thai.fold import SPECIFICATION, fold

MANIFEST = "manifest.json"
_PIECE = 64_000  # characters of distinct text: about 20 KB once compressed
_RUN = 128  # pages, on the average
_FILTER_BITS = 4096


def build(documents: Iterable[Document], synonyms: Table, ways: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """File name → bytes, to be put into the site's folder ``search/``; `MANIFEST` names all the others.

    `ways`: (title, address) of pages that are offered when nothing was found. Names of pieces contain their hash, so they
    may be cached for ever. The same documents in any order give the same bytes.
    """
    return {name: data for name, data in update(Memory(), documents, synonyms, ways).items() if data is not None}


class Memory:
    """What one build leaves to the next in the same process: only pieces with changed documents are made again."""

    def __init__(self):
        self.runs: dict[str, _Run] = {}
        self.words = _Words()


def update(memory: Memory, documents: Iterable[Document], synonyms: Table, ways: Iterable[tuple[str, str]] = ()) -> "dict[str, bytes | None]":
    """As `build`; None for the bytes of a file that is as the last build made it. A document that did not change is to be the same object."""
    documents = sorted(documents, key=_order)
    memory.words.ask({other for others in synonyms.values() for other in others})
    before, memory.runs = memory.runs, {}
    for part in _runs(documents):
        old = before.pop(part[0].address, None)
        memory.runs[part[0].address] = old if old and old.has(part) else _Run(part, old, memory.words)
    for gone in before.values():
        memory.words.drop(gone.pieces)
    pieces = [piece for run in memory.runs.values() for piece in run.pieces]
    words = _named("words", memory.words.content(synonyms))
    manifest = {
        "version": 1,
        "pages": len(documents),
        "kinds": dict(sorted({d.kind: d.kind_label for d in documents}.items())),
        "years": sorted({d.year for d in documents if d.year}, reverse=True),
        "pieces": [[piece.name, piece.filter] for piece in pieces],
        "words": words[0],
        "ways": [list(way) for way in ways],
        "fold": {key: SPECIFICATION[key] for key in ("digits", "steps")},
    }
    return {**{piece.name: piece.taken() for piece in pieces}, **dict([words]), MANIFEST: _json(manifest)}


@lru_cache(maxsize=1 << 15)
def _title_order(title: str) -> str:
    return "".join(c for c in fold(title) if not c.isdigit())


def _order(document: Document) -> tuple:
    # Pages that say the same in other years stand side by side, so that their lines are stored once and compress well.
    return document.kind, _title_order(document.title), document.address


def _runs(documents: list[Document]) -> Iterator[list[Document]]:
    """Neighbours, cut before pages that their address alone chooses: a page that grows moves no piece but those of its run."""
    run: list[Document] = []
    for document in documents:
        if run and zlib.crc32(document.address.encode()) % _RUN == 0:
            yield run
            run = []
        run.append(document)
    if run:
        yield run


class _Run:
    """The pieces of some neighbouring documents. Those that `old` has already are taken from it."""

    def __init__(self, documents: list[Document], old: "_Run | None", words: "_Words"):
        self._documents = documents
        parts = list(_parts(documents))
        known = {piece.documents[0].address: piece for piece in old.pieces} if old else {}
        kept = {place: piece for place, part in enumerate(parts) if (piece := known.get(part[0].address)) and _same(piece.documents, part)}
        self.pieces = [kept.get(place) or _Piece(part, words) for place, part in enumerate(parts)]
        words.drop(piece for piece in known.values() if piece not in kept.values())  # last, for most lines stay

    def has(self, documents: list[Document]) -> bool:
        return _same(self._documents, documents)


def _same(some: list[Document], others: list[Document]) -> bool:
    return len(some) == len(others) and all(map(operator.is_, some, others))


def _parts(documents: list[Document]) -> Iterator[list[Document]]:
    part, seen, size = [], set(), 0
    for document in documents:
        lines = set(_lines(document))
        new = sum(map(len, lines - seen))
        if part and size + new > _PIECE:
            yield part
            part, seen, size = [], set(), 0
            new = sum(map(len, lines))
        part.append(document)
        seen |= lines
        size += new
    yield part


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    for section in document.sections:
        yield section.heading
        yield from section.text.split("\n")


class _Piece:
    """A file of pages. `taken` gives its bytes once, for they are not kept."""

    def __init__(self, documents: list[Document], words: "_Words"):
        self.documents = documents
        self._numbers: dict[str, int] = {}
        rows = [self._row(document) for document in documents]
        self.name, self._content = _named("pages", packed({"pages": rows, "lines": list(self._numbers)}))
        folded = set(map(fold, self._numbers))
        text = "\n".join(("", *folded, ""))
        triples = set(zip(text, text[1:], text[2:]))
        self.filter = _filter({(a, b) for a, b, _ in triples if a != "\n" != b})
        del self._numbers
        words.add(self, folded, text, triples)

    def taken(self) -> "bytes | None":
        content, self._content = self._content, None
        return content

    def lines(self) -> set[str]:
        """The folded lines, made again."""
        written = {line for document in self.documents for line in (document.title, *_row_lines(document))}
        return set(map(fold, written))

    def _row(self, document: Document) -> list:
        sections = [[s.anchor, self._number(s.heading), *map(self._number, s.text.split("\n"))] for s in _sections(document)]
        return [document.address, self._number(document.title), document.kind, document.year or 0, document.item or "", sections]

    def _number(self, line: str) -> int:
        return self._numbers.setdefault(line, len(self._numbers))


def _filter(pairs: "set[tuple[str, str]]") -> str:
    """Base64 of a bit for each pair of neighbouring letters that occurs, by the pair's hash."""
    bits = bytearray(_FILTER_BITS // 8)
    for a, b in pairs:
        place = (ord(a) * 31 + ord(b)) % _FILTER_BITS
        bits[place >> 3] |= 1 << (place & 7)
    return base64.b64encode(bits).decode("ascii")


def _sections(document: Document) -> list[Section]:
    """(anchor, heading, text) of each section; what the page's head alone says comes at the end, without an anchor."""
    lines = chain.from_iterable(section.text.split("\n") for section in document.sections)
    text = "\n".join(filter(None, map(fold, lines)))  # line by line, for pages share lines
    more = [line for line in (document.description, *document.unit) if line and fold(line) not in text]
    return [*document.sections, Section("", "", "\n".join(more))] if more else list(document.sections)


def _row_lines(document: Document) -> Iterator[str]:
    for section in _sections(document):
        yield section.heading
        yield from section.text.split("\n")


class _Words:
    """The words of all pieces, and which of the other names for things stand somewhere in them."""

    def __init__(self):
        self._lines: Counter[str] = Counter()  # folded line → pieces with it
        self._words = Words()
        self._asked: dict[str, set] = {}  # other name, folded → its triples of letters
        self._found: dict[str, _Piece] = {}  # other name → a piece that has it
        self._unsure: set[str] = set()  # perhaps in pieces that were there before

    def ask(self, others: set[str]) -> None:
        asked = {other: set(zip(other, other[1:], other[2:])) for other in map(fold, others)}
        self._unsure |= set(asked) - set(self._asked) if self._lines else set()
        self._asked = asked

    def add(self, piece: _Piece, lines: set[str], text: str, triples: set) -> None:
        self._words.change([line for line in lines if line not in self._lines], 1)
        self._lines.update(lines)
        for other, its in self._asked.items():
            if its <= triples and other in text:
                self._found[other] = piece

    def drop(self, pieces: Iterable[_Piece]) -> None:
        for piece in pieces:
            lines = piece.lines()
            self._lines.subtract(lines)
            gone = [line for line in lines if not self._lines[line]]
            for line in gone:
                del self._lines[line]
            self._words.change(gone, -1)
            lost = [other for other, where in self._found.items() if where is piece]
            self._unsure.update(lost)
            for other in lost:
                del self._found[other]

    def _stands(self, other: str) -> bool:
        return other in self._found or (other in self._unsure and any(other in line for line in self._lines))

    def content(self, synonyms: Table) -> bytes:
        known = self._words.vocabulary()
        there = set(filter(self._stands, self._asked))
        others = sorted({other for others in synonyms.values() for other in others if fold(other) in there})
        number = {other: n for n, other in enumerate(others)}
        groups: dict[tuple, list] = {}
        for word in sorted(synonyms):
            useful = tuple(dict.fromkeys(number[other] for other in synonyms[word] if other in number))
            if any(fold(others[n]) != word for n in useful):
                groups.setdefault(useful, []).append(word)
        return packed({
            "words": " ".join(known.words),
            "parts": " ".join(known.parts),
            "pairs": " ".join(known.pairs),
            "others": others,
            "synonyms": [["|".join(same), *numbers] for numbers, same in groups.items()],
        })


def _named(stem: str, content: bytes) -> tuple[str, bytes]:
    return f"{stem}-{_digest(content)}.txt", content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def packed(value: object) -> bytes:
    """JSON in windows-874, one byte a Thai letter: a fifth less on the wire than in UTF-8. What it lacks is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    return b"".join(_bytes(part) for part in _LACKING.split(text))


def _bytes(text: str) -> bytes:
    try:
        return text.encode("cp874")
    except UnicodeEncodeError:
        return json.dumps(text)[1:-1].encode("ascii")


_LACKING = re.compile(r"([^\x00-\x7f\u0e01-\u0e3a\u0e3f-\u0e5b])")
