"""Personal data in what a site would publish: pages, records with their comments, attachments and their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from macros.problems import Place, Problem
from macros.records.collection import Records
from macros.records.decode import Refused, decode, place_at
from macros.records.disguised import find_disguised
from macros.records.privacy import plain_value
from macros.records.read import Document
from macros.site.attachments.private_documents import in_documents
from macros.site.expand.memory import Memory
from macros.site.inputs.settings import FILE as SETTINGS
from macros.site.inputs.settings import Reviewed, load_settings
from macros.site.inputs.sources import LEDGER, SYNONYMS, Sources

_OFFICES = ("office-email", "office-phone")  # an office's contact is at home in the settings
_CONTACT_FIELDS = ("phone", "email")  # typed fields of the agency, its executives and its channels: meant for publishing
_CONTACT_LINE = re.compile(r"^[ \t]*(?:- +)?(?:phone|email)[ \t]*:?([^\n#]*)", re.MULTILINE)  # of a file that could not be read
_CONTACT_SIGNS = (b"phone", b"email", b"\\")  # what a file with such a field holds, if only behind a backslash


def personal_data(sources: Sources, records: Records, reviewed: Collection[Reviewed], memory: Memory) -> Iterator[Problem]:
    """One problem for each place; values in typed contact fields and those that the settings mark as reviewed are passed over."""
    known = _known(sources, records, reviewed, memory)
    files = dict(sorted({**sources.pages, **sources.records, **_others(sources)}.items()))
    for file, found_there in memory.of_each("personal", files, _in_text).items():
        passed = _OFFICES if file == SETTINGS else ()
        yield from (problem for value, problem in found_there if value not in known and problem.code not in passed)
    for name in sorted(sources.attachments):
        for found in find_disguised(name):
            if found.value not in known:
                yield Problem(found.code, Place(f"content/{name}"), {"found": name[found.start:found.end]})
    faulty = {problem.place.file for problem in sources.problems}  # not what their names say, or too large: not to be read
    yield from in_documents(sources.root / "content", [name for name in sources.attachments if f"content/{name}" not in faulty], known)


def personal_data_in(written: Mapping[str, bytes], sources: Sources, records: Records) -> Iterator[Problem]:
    """The same in files that would be ``written`` beside ``sources``; ``records``: what there would be then."""
    reviewed = load_settings(sources.settings)[0].extra.prongsai.reviewed
    known = _known(replace(sources, records={**sources.records, **written}), records, reviewed, Memory())
    yield from (problem for file, data in sorted(written.items()) for value, problem in _in_text(file, data) if value not in known)


def _known(sources: Sources, records: Records, reviewed: Collection[Reviewed], memory: Memory) -> set[str]:
    """Values that may stand anywhere: contacts that are meant for publishing, and what a person has reviewed."""
    return {plain_value(entry.value) for entry in reviewed} | _contacts(sources, records, memory) | _reports(sources.settings)


def _others(sources: Sources) -> dict[str, bytes]:
    """What stands beside pages and records: settings, synonyms and the ledger, whose words are published too."""
    others = {SETTINGS: sources.settings, SYNONYMS: sources.synonyms, LEDGER: sources.ledger}
    return {file: data for file, data in others.items() if data}


def _reports(settings: bytes | None) -> set[str]:
    """The contacts of whoever takes reports about the site: typed fields, like those of the agency's channels."""
    report = load_settings(settings)[0].extra.prongsai.report if settings else None
    return {plain_value(value) for value in (report.email, report.phone) if value} if report else set()


def _in_text(file: str, data: bytes) -> tuple[tuple[str, Problem], ...]:
    """The values that look personal, with the problem that each of them is."""
    try:
        text, _ = decode(data, file)
    except Refused:
        return ()  # reported by its reader
    return tuple([(found.value, Problem(found.code, place_at(text, found.start, file), {"found": text[found.start:found.end]})) for found in find_disguised(text)])


def _contacts(sources: Sources, records: Records, memory: Memory) -> set[str]:
    documents = {entry.document.file: entry.document for entry in records.entries}
    found = memory.of_each("contacts", documents, lambda file, document: _of_document(document, sources.records[file]))
    unread = [data.decode("utf-8", "replace") for file, data in sources.records.items() if file not in documents]
    return {value for values in found.values() for value in values} | {plain_value(line[1]) for text in unread for line in _CONTACT_LINE.finditer(text)}


def _of_document(document: Document, data: bytes) -> tuple[str, ...]:
    return tuple(map(plain_value, _values(document.value))) if any(sign in data for sign in _CONTACT_SIGNS) else ()


def _values(value: object) -> Iterator[str]:
    """The texts of contact fields, wherever they are in a record."""
    if isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in _CONTACT_FIELDS and isinstance(inner, str):
                yield inner
            else:
                yield from _values(inner)
