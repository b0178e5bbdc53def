"""What fuzzing calls: every reader of bytes that come from outside, and what must hold whatever the bytes are.

A target takes bytes and returns nothing. It raises when a promise is broken: an error that no user should see, a problem at a place
that does not exist, something that runs in a page that passed.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import markdown

from macros.importing.reading import read_document
from macros.importing.refusal import CannotRead
from macros.ledger import parse as parse_ledger
from macros.problems import Problem, message
from macros.records.checks import check_records
from macros.records.decode import Refused, decode
from macros.records.disguised import find_disguised
from macros.records.doubt import doubt_of
from macros.records.load import load
from macros.records.privacy import find
from macros.search.attachments import text_of
from macros.site.attachments.cleaning import cleaned
from macros.site.attachments.cleaning.errors import Refused as Unfit
from macros.site.content import markup
from macros.site.content.calls import call_problems
from macros.site.content.headings import with_heading_ids
from macros.site.content.links import links_of
from macros.site.content.pages import read_page
from macros.site.inputs import attachments
from macros.site.inputs.settings import load_settings
from macros.site.inputs.synonyms import site_synonyms
from macros.site.verifying.saved import html_of
from macros.site.whole.manifest import NoManifest, page_text
from macros.site.whole.manifest import decode as read_manifest
from macros.thai.lint import lint

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "check"))
from compound_files import compound, word_head

Target = Callable[[bytes], None]


def record(data: bytes) -> None:
    """A record: read, validated, and checked with the rest of a site."""
    file = "measures/2567/x.yml"
    records, problems = load({file: data})
    if not problems:
        assert not any(map(_CONTROL.search, _texts([entry.document.value for entry in records.entries]))), data
    _stand_somewhere([*problems, *check_records(records, (), doubt_of({file: data}, problems))], file, data)


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def settings(data: bytes) -> None:
    _stand_somewhere(load_settings(data)[1], "mkdocs.yml", data)


def synonyms(data: bytes) -> None:
    _stand_somewhere(site_synonyms(data)[1], "measures/synonyms.yml", data)


def ledger(data: bytes) -> None:
    """A table of our own, whose lines end with a line feed alone."""
    _stand_somewhere(parse_ledger(data)[1], "measures/ledger.tsv", data.replace(b"\r", b" "))


_TABLES = {"tables": {"use_align_attribute": True}}
_HARMLESS = re.compile(r'<(/?[a-z][a-z0-9]*)((?: (?:href|src|alt|title|id|class|align|start)="[^"<>]*")*) ?/?>')
_RUNS = re.compile(r'(?:href|src)="[\s\x00-\x20]*(?:javascript|data|vbscript|file)\s*:', re.IGNORECASE)


def page(data: bytes) -> None:
    """A page: its problems have places, and one without problems becomes HTML in which nothing runs."""
    made = read_page("content/x.md", data)
    problems = [*made.problems, *call_problems(made)]
    _stand_somewhere(problems, made.file, data)
    list(links_of(made))
    if not problems:
        html = markdown.markdown(with_heading_ids(made.text[made.body:]), extensions=list(markup.EXTENSIONS), extension_configs=_TABLES)
        assert "<" not in _HARMLESS.sub("", html), html
        assert not _RUNS.search(html), html


def words(data: bytes) -> None:
    """Personal data and slips of Thai in any text: findings lie in the text, in order, and do not overlap."""
    try:
        text, _ = decode(data, "x")
    except Refused:
        return
    for found in (list(find(text)), list(find_disguised(text))):
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(one.end <= other.start for one, other in zip(found, found[1:])), found
    assert all(0 <= one.start <= one.end <= len(text) for one in lint(text))


def svg(data: bytes) -> None:
    """A picture that passes has neither a script nor an event, whoever reads it."""
    if attachments.active_svg(data) is None:
        assert not re.search(rb"<(?:\w+:)?script[\s/>]|\son\w+\s*=\s*[\"']", _without_text(data), re.IGNORECASE), data


def _without_text(data: bytes) -> bytes:
    return re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?<=>)[^<]*", b"", data, flags=re.DOTALL)


def _attachment(ending: str) -> Target:
    def target(data: bytes) -> None:
        text_of(f"x{ending}", data)
        try:
            clean = cleaned(f"x{ending}", data)
        except Unfit:
            return
        assert cleaned(f"x{ending}", clean) == clean, "cleaning has to end"
        assert ending not in _IN_PLACE or len(clean) == len(data), "nothing may move"

    return target


_IN_PLACE = frozenset({".doc", ".xls", ".ppt", ".mp4"})


def old_streams(data: bytes) -> None:
    """Streams of old Office files that are any bytes, in a file that is all right."""
    head, third = word_head(), len(data) // 3
    streams = {"WordDocument": head[:154] + data[:third].ljust(len(head) - 154, b"\0")[: len(head) - 154], "1Table": data[third:], "Workbook": data, "PowerPoint Document": data}
    for ending, names in {".doc": ("WordDocument", "1Table"), ".xls": ("Workbook",), ".ppt": ("PowerPoint Document",)}.items():
        _attachment(ending)(compound({"\x05SummaryInformation": data, **{name: streams[name] for name in names}}))


def drawing(data: bytes) -> None:
    """A drawing that passes is a drawing still when it is cleaned, and its words stay."""
    _attachment(".svg")(data)
    if attachments.active_svg(data) is None:
        assert attachments.active_svg(cleaned("x.svg", data)) is None


def members(data: bytes) -> None:
    """An archive whose members are any bytes."""
    for name in ("a.jpg", "b/a.mp3", "a.svg", "a.csv"):
        _attachment(".zip")(_packed({name: data}))


def word_import(data: bytes) -> None:
    """The XML of a Word file, in an archive that is all right."""
    _import(_packed({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": data}), "x.docx")


def csv_import(data: bytes) -> None:
    _import(data, "x.csv")


def _import(data: bytes, name: str) -> None:
    try:
        read_document(data, name)
    except CannotRead:
        pass


def word_parts(data: bytes) -> None:
    """A Word file whose properties and body are any bytes."""
    middle = len(data) // 2
    whole = _packed({"[Content_Types].xml": _TYPES, "docProps/core.xml": data[:middle], "word/document.xml": data[middle:]})
    _attachment(".docx")(whole)


def saved_page(data: bytes) -> None:
    html = html_of(data)
    if html is not None:
        page_text(html)


def manifest(data: bytes) -> None:
    try:
        read_manifest(data)
    except NoManifest:
        pass


_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _stand_somewhere(problems: Iterable[Problem], file: str, data: bytes) -> None:
    """Problems are in the file that was read, at a place that it has, and have words in both languages."""
    lines = re.split("\r\n|\n|\r", data.decode("utf-8-sig", "replace"))
    for problem in problems:
        if problem.place.file != file:
            continue  # of another record that is missing
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
        assert all(message(problem.code, problem.params, language).message for language in ("th", "en"))


TARGETS: dict[str, Target] = {
    "record": record, "settings": settings, "synonyms": synonyms, "ledger": ledger, "page": page, "words": words, "svg": svg,
    "word-import": word_import, "csv-import": csv_import, "word-parts": word_parts, "saved-page": saved_page, "manifest": manifest,
    "old-streams": old_streams, "drawing": drawing, "members": members,
    **{ending.lstrip("."): _attachment(ending) for ending in (".pdf", ".docx", ".xlsx", ".jpg", ".png", ".webp", ".gif", ".doc", ".xls", ".mp4", ".mp3", ".zip")},
}  # fmt: skip
