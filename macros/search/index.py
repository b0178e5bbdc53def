"""Make the search index: a small manifest, pieces of pages, and a piece of words. Pure: values in, files out.

A piece holds pages and the distinct lines they consist of, each line once, as written; the browser folds them. The form
of the files is described in README.md.
"""

from collections.abc import Callable, Iterable

from macros.search.document import Document
from macros.search.lines import Lines
from macros.search.packing import as_json, packed
from macros.search.pieces import Pieces
from macros.search.rows import Row
from macros.search.synonyms import Table
from macros.search.wordfile import WordFile
from macros.thai.fold import SPECIFICATION

MANIFEST = "manifest.json"
_TOLD = "a space beside Thai"  # the one step that the browser knows by why it is there
Files = dict[str, "bytes | None"]
Ways = Iterable[tuple[str, str]]
Put = Callable[[str, bytes], object]


def build(documents: Iterable[Document], synonyms: Table, ways: Ways = ()) -> "dict[str, bytes]":
    """File name → bytes, to be put into the site's folder ``search/``; `MANIFEST` names all the others.

    `ways`: (title, address) of pages that are offered when nothing was found. Names of pieces contain their hash, so they
    may be cached for ever. The same documents in any order give the same bytes.
    """
    index = Index()
    for document in documents:
        index.put(document)
    return {name: data for name, data in index.files(synonyms, ways).items() if data is not None}


class Index:
    """An index in memory, that pages come to and go from. It keeps no texts but the lines, each once; `lines`: those that somebody else keeps
    as well."""

    def __init__(self, lines: "Lines | None" = None):
        self._lines = Lines() if lines is None else lines
        self._rows: dict[str, Row] = {}
        self._pieces = Pieces(self._lines)
        self._words = WordFile()
        self._came: dict[str, Row] = {}
        self._went: set[str] = set()

    def put(self, document: Document) -> None:
        """A page comes, or takes the place of the one at its address."""
        self.drop(document.address)
        self._came[document.address] = Row(document, self._lines)

    def drop(self, address: str) -> None:
        """The page at `address` goes, if there is one."""
        self._went.add(address)
        if address in self._came:
            self._lines.leave(self._came.pop(address).numbers)

    def files(self, synonyms: Table, ways: Ways = (), put: "Put | None" = None) -> Files:
        """The files of the pages that are there now; None for the bytes of a file that is as it was when they were last asked for, or that
        `put` got as soon as it was made: so the index of a large site need not be in memory as a whole."""
        made: dict[str, bytes] = {}
        self._words.ask(synonyms)
        self._settle(put or made.__setitem__)
        pieces, words = list(self._pieces), self._words.file(self._pieces)
        manifest = {
            "version": 2,
            "pages": len(self._rows),
            "kinds": dict(sorted({row.kind: row.label for row in self._pieces.rows()}.items())),
            "years": sorted({row.year for row in self._rows.values() if row.year}, reverse=True),
            "pieces": [[piece.name, piece.filter] for piece in pieces],
            "words": words[0],
            "ways": [list(way) for way in ways],
            "fold": {"digits": SPECIFICATION["digits"], "steps": [[why if why.startswith(_TOLD) else "", *step] for why, *step in SPECIFICATION["steps"]]},
        }
        return {**{piece.name: made.get(piece.name) for piece in pieces}, **dict([words]), MANIFEST: f"{as_json(manifest)}\n".encode()}

    def _settle(self, put: Put) -> None:
        old = [self._rows.pop(address) for address in self._went if address in self._rows]
        self._rows.update(self._came)
        self._pieces.change(self._came.values(), old, put)
        for row in old:
            self._lines.leave(row.numbers)
        self._words.change(*self._lines.settle())
        self._came, self._went = {}, set()


__all__ = ["MANIFEST", "Index", "build", "packed"]
