"""Where in the document a value came from: a record that was not written has no file in which a person could look it up."""

from __future__ import annotations

from macros.importing.document import Span
from macros.importing.importer import Import
from macros.problems import Place
from macros.records.read import Document, read
from macros.records.written import Path, value_at


def origin(made: Import, place: Place) -> Span | None:
    """The text of the document behind the value at ``place`` of a file that would be written; that of its line, when the value has none of its own."""
    document, _ = read(made.files.get(place.file, "").encode("utf-8"), place.file)
    path = _path_at(document, place)
    ids = [measure["id"] for measure in made.merged.measures]
    own = value_at(document.value, ("id",))
    if not path or own not in ids:
        return None
    measure = ids.index(own)
    draft, line, field = made.built.drafts[measure], None, path[0]
    if field == "lines" and len(path) > 1:
        written = [values.get("id") for values in made.merged.measures[measure]["lines"]]
        kept = [line for line in draft.lines if line in made.built.lines]
        line_id = value_at(document.value, (*path[:2], "id"))
        line, field = (kept[written.index(line_id)] if line_id in written else None), path[2] if len(path) > 2 else ""
    uses = [use for use in made.built.uses if use.measure is draft and use.line is line]
    return next((use.span for use in sorted(uses, key=lambda use: use.field != field)), None)


def _path_at(document: Document, place: Place) -> Path | None:
    """The path of the value or key at ``place``; that of the value in which it lies, when it points at some words of one."""
    exact = next((path for path, at in [*document.places.items(), *document.keys.items()] if at == place), None)
    before = [(at, len(path), path) for path, at in document.places.items() if at < place]
    return exact if exact is not None or not before else max(before, key=lambda found: found[:2])[2]
