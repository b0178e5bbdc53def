"""Make the search index: a small manifest, pieces of pages, and a piece of words. Pure: values in, files out.

A piece holds pages and the distinct lines they consist of, each line once, as written; the browser folds them. The form
of the files is described in README.md.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator

from macros.search.document import Document, Section
from macros.search.synonyms import Table
from macros.search.words import vocabulary
from macros.thai.fold import SPECIFICATION, fold

MANIFEST = "manifest.json"
_PIECE = 64_000  # characters of distinct text: about 20 KB once compressed
_FILTER_BITS = 4096


def build(documents: Iterable[Document], synonyms: Table, ways: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """File name → bytes, to be put into the site's folder ``search/``; `MANIFEST` names all the others.

    `ways`: (title, address) of pages that are offered when nothing was found. Names of pieces contain their hash, so they
    may be cached for ever. The same documents in any order give the same bytes.
    """
    documents = sorted(documents, key=_order)
    pieces = [_Piece(part) for part in _parts(documents)]
    words = _named("words", _words(pieces, synonyms))
    named = [_named("pages", piece.content()) for piece in pieces]
    manifest = {
        "version": 1,
        "pages": len(documents),
        "kinds": dict(sorted({d.kind: d.kind_label for d in documents}.items())),
        "years": sorted({d.year for d in documents if d.year}, reverse=True),
        "pieces": [[name, piece.filter()] for (name, _), piece in zip(named, pieces)],
        "words": words[0],
        "ways": [list(way) for way in ways],
        "fold": {key: SPECIFICATION[key] for key in ("digits", "steps")},
    }
    return {**dict([words, *named]), MANIFEST: _json(manifest)}


def _order(document: Document) -> tuple:
    # Pages that say the same in other years stand side by side, so that their lines are stored once and compress well.
    title = "".join(c for c in fold(document.title) if not c.isdigit())
    return document.kind, title, document.address


def _parts(documents: list[Document]) -> Iterator[list[Document]]:
    part, seen, size = [], set(), 0
    for document in documents:
        new = {line for line in _lines(document)} - seen
        if part and size + sum(map(len, new)) > _PIECE:
            yield part
            part, seen, size = [], set(), 0
            new = {line for line in _lines(document)}
        part.append(document)
        seen |= new
        size += sum(map(len, new))
    yield part


class _Piece:
    def __init__(self, documents: list[Document]):
        self._numbers: dict[str, int] = {}
        self._documents = [self._row(document) for document in documents]

    def content(self) -> bytes:
        return packed({"pages": self._documents, "lines": list(self._numbers)})

    def folded(self) -> list[str]:
        return [fold(line) for line in self._numbers]

    def filter(self) -> str:
        """Base64 of a bit for each pair of neighbouring letters that occurs, by the pair's hash."""
        bits = bytearray(_FILTER_BITS // 8)
        for a, b in {pair for line in self.folded() for pair in zip(line, line[1:])}:
            place = (ord(a) * 31 + ord(b)) % _FILTER_BITS
            bits[place >> 3] |= 1 << (place & 7)
        return base64.b64encode(bits).decode("ascii")

    def _row(self, document: Document) -> list:
        sections = [[s.anchor, self._number(s.heading), *map(self._number, s.text.split("\n"))] for s in _sections(document)]
        return [document.address, self._number(document.title), document.kind, document.year or 0, document.item or "", sections]

    def _number(self, line: str) -> int:
        return self._numbers.setdefault(line, len(self._numbers))


def _sections(document: Document) -> list[Section]:
    """(anchor, heading, text) of each section; what the page's head alone says comes at the end, without an anchor."""
    text = "\n".join(section.text for section in document.sections)
    more = [line for line in (document.description, *document.unit) if line and fold(line) not in fold(text)]
    return [*document.sections, Section("", "", "\n".join(more))] if more else list(document.sections)


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    for section in _sections(document):
        yield section.heading
        yield from section.text.split("\n")


def _words(pieces: list[_Piece], synonyms: Table) -> bytes:
    lines = sorted({line for piece in pieces for line in piece.folded()})
    text = "\n".join(lines)
    known = vocabulary(lines)
    others = sorted({other for others in synonyms.values() for other in others if fold(other) in text})
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
