"""Nothing is lost: every sign of the document is in a record or in the report, and this can be shown afterwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from macros.importing import columns as c
from macros.importing.build import Built, Use, by_column
from macros.importing.document import Paragraph, Span
from macros.importing.mending import mended
from macros.importing.units import JOINER
from macros.importing.when import read_period
from macros.records.model import Unit
from macros.thai.dates import period_text
from macros.thai.digits import to_arabic
from macros.thai.fold import fold

_BETWEEN = set("()[],./;:·•–—-…\"“”")  # signs that only part words
_JOINERS = re.compile(rf"{JOINER}|(?:ที่)?\d{{1,2}}")


class Lost(NamedTuple):
    """Text that is neither where it should be nor in the report: a mistake of the program."""

    span: Span
    why: str


class Said(NamedTuple):
    """The text of the report as texts are compared, and the names of units that it quotes, the longest first."""

    text: str
    names: list[str]


def left_out(built: Built) -> list[Span]:
    """What filled no field, line by line, in the order of the document."""
    covered = _covered(built)
    return [span for paragraph in built.draft.document.paragraphs() for span in _gaps(paragraph, covered.get(paragraph))]


def _covered(built: Built) -> dict[Paragraph, bytearray]:
    draft = built.draft
    spans = [*(use.span for use in built.uses), *draft.numbers, *draft.repeated, *draft.title]
    spans += [paragraph.whole for cell, _ in draft.headings for paragraph in cell.paragraphs]
    covered: dict[Paragraph, bytearray] = {}
    for span in spans:
        signs = covered.setdefault(span.paragraph, bytearray(len(span.paragraph.text)))
        signs[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered


def _gaps(paragraph: Paragraph, covered: bytearray | None) -> Iterator[Span]:
    start = 0
    for line in paragraph.text.split("\n"):
        place = start
        while place < start + len(line):
            end = place
            while end < start + len(line) and not (covered and covered[end]):
                end += 1
            if any(map(_is_shown, paragraph.text[place:end])):
                yield Span(paragraph, place, end).stripped()
            place = end + 1
        start += len(line) + 1


def _is_shown(char: str) -> bool:
    return not char.isspace() and char not in _BETWEEN and unicodedata.category(char) not in ("Cc", "Cf")


def unproved(built: Built, report: str, units: Iterable[Unit]) -> list[Lost]:
    """What cannot be found again: in the values that were made, or in the text of the ``report``. Empty is the proof.

    This looks at the results only. That a piece was *meant* for a field counts for nothing: its words must stand there.
    """
    quoted = [_name(str(note.params["text"])) for note in built.draft.notes if note.code in ("unit-new", "unit-similar", "unit-aside", "unit-person", "units-everyone", "units-except")]
    said = Said(_bare(report), sorted((text for text in quoted if text in _name(report)), key=len, reverse=True))
    names = {_name(name): unit.id for unit in units for name in (unit.name, unit.short_name) if name}
    parents = {unit.id: unit.parent for unit in units}
    lost = [Lost(span, "left out and not reported") for span in left_out(built) if _bare(span.text) not in said.text]
    lost += [Lost(use.span, use.field) for use in built.uses if not _is_in_record(use, built, said, names, parents)]
    lost += [Lost(span, "number") for span in built.draft.numbers if not _is_number(span.text) and _bare(span.text) not in said.text]
    lost += [Lost(span, "repeated") for span in built.draft.repeated if _bare(span.text) not in said.text]
    lost += [Lost(span, "title") for span in built.draft.title if _bare(span.text) not in said.text]
    lost += [Lost(paragraph.whole, "heading") for cell, _ in built.draft.headings for paragraph in cell.paragraphs if _bare(paragraph.text) not in said.text]
    return lost


def dropped(built: Built) -> list[Span]:
    """Text that was understood and that no record keeps: “มาตรการที่ ๑” as a number, a title told once more."""
    return [span for span in (*built.draft.numbers, *built.draft.repeated) if span in built.draft.repeated or not _is_number(span.text)]


def _is_number(text: str) -> bool:
    """A bare number, letter or bullet, which the order of the records says."""
    return re.fullmatch(r"\s*(?:[(]?\s*(?:[\d.]+|[ก-ฮ])\s*[.)]?|[^\w\s])\s*", to_arabic(text)) is not None


def _is_in_record(use: Use, built: Built, said: Said, names: dict[str, str], parents: dict[str, str | None]) -> bool:
    values = _values_of(use, built)
    if values is None:
        return _bare(use.span.text) in said.text
    if use.field == c.UNITS and use.line:
        return _names_units(" ".join(span.text for span in use.line.responsible), values.get(c.UNITS, ()), said, names, parents)
    if use.field == c.PERIOD and _is_period(use, built, values):
        return True
    kept = _bare(" ".join(_texts(values)))
    return _bare(use.span.text) in kept or any(_bare(mended(use.span.text, known)[0]) in kept for known in (built.names, ()))


def _values_of(use: Use, built: Built) -> dict[str, Any] | None:
    if use.measure not in built.drafts:
        return None
    measure = built.measures[built.drafts.index(use.measure)]
    if use.line is None:
        return measure
    return built.lines.get(use.line)


def _is_period(use: Use, built: Built, values: dict[str, Any]) -> bool:
    columns = by_column(use.line.period) if use.line else []
    whole = " – ".join(mended(" ".join(span.text for span in spans))[0] for spans in columns)
    period = read_period(whole, built.year).period
    return period is not None and period_text(period) == values[c.PERIOD]


def _names_units(text: str, ids: Iterable[str], said: Said, names: dict[str, str], parents: dict[str, str | None]) -> bool:
    """Every word of the cell belongs to the name of a unit that is responsible, or of its parent, or is reported.

    The cell is taken whole, as it was read: a name may go on from one of its lines to the next."""
    meant = {*ids, *(parents.get(unit_id) for unit_id in ids)}
    # The longest first: สำนักปลัด is the beginning of สำนักปลัดเทศบาล.
    known = sorted((*(name for name, unit_id in names.items() if unit_id in meant), *said.names), key=len, reverse=True)
    rest = _name(text)
    for name in known:
        rest = rest.replace(name, "")
    return not _JOINERS.sub("", rest)


def _name(text: str) -> str:
    """Text as the names of units are compared."""
    return re.sub(r"[\s().,/;:–-]", "", fold(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)


def _bare(text: str) -> str:
    """Text without what differs between a document and a record: digits of one kind, no spaces, nothing invisible."""
    return "".join(char for char in to_arabic(text) if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf"))
