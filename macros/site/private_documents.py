"""Personal data in the text of attached PDF, Word and Excel files: what people see in them, and what only programs find."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from macros.problems import Place, Problem
from macros.records.privacy import find
from macros.search.attachments import text_of


def in_documents(content: Path, names: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    """One problem for each value in each of the attachments ``names`` below ``content``, except values that are ``known``."""
    for name in sorted(names):
        try:
            status = (content / name).stat()
        except OSError:
            continue  # reported by its reader
        for code, value, found in _in_document(content / name, status.st_size, status.st_mtime_ns):
            if value not in known:
                yield Problem(code, Place(f"content/{name}"), {"found": found})


@lru_cache(maxsize=4096)
def _in_document(path: Path, size: int, changed: int) -> tuple[tuple[str, str, str], ...]:
    """(code, value, as it stands there), each value once. While one edits and serves, a document is read once."""
    try:
        text = text_of(path.name, path.read_bytes())
    except OSError:
        return ()
    found = {one.value: (one.code, one.value, text[one.start:one.end]) for one in reversed(list(find(text)))}
    return tuple(found[value] for value in sorted(found))
