"""Plans in forms: what a field is stands on the left and what it says on the right, one block a measure. Each block becomes a heading and a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.importing.columns import MEASURE, heading, role_of
from macros.importing.document import Cell, Document, Paragraph, Table, Where
from macros.importing.trimming import trimmed
from macros.thai.digits import to_arabic

_LONGEST_LABEL = 60
_COUNTED = re.compile(r"(?:\d{1,2}[.)] ?)?มาตรการ(?:ที่)? ?\d{1,2}(?!\d)\W*\w")  # above a form or across it: the name of the measure below
_NUMBER = re.compile(r"[\W\d]*")


@dataclass(eq=False)
class _Block:
    """``banner``: the line above it that names the measure; ``fields``: its cells of the left with those of the right."""

    banner: Cell | None = None
    fields: list[tuple[Cell, list[Cell]]] = field(default_factory=list)


def unfolded(document: Document) -> Iterator[Paragraph | Table]:
    """The blocks of ``document``, its forms as tables with a heading for each measure, the others trimmed. Beside a plan's usual table forms are something else."""
    is_usual = any(heading(table, start) for table in document.tables for start in range(len(table.rows)))
    is_named = False
    for block in document.blocks:
        if isinstance(block, Table):
            yield (None if is_usual else _table(block, is_named)) or trimmed(block)
            is_named = False
        else:
            is_named = is_named or _names_measure(block.text)
            yield block


def _names_measure(text: str) -> bool:
    return bool(_COUNTED.match(to_arabic(text.strip())))


def _table(form: Table, is_named: bool) -> Table | None:
    blocks = list(_blocks(form))
    width = max((len(block.fields) for block in blocks), default=0)
    rows: list[list[Cell]] = []
    for block in blocks:
        labels, values = [label for label, _ in block.fields], [_joined(cells, label.where) for label, cells in block.fields]
        found = heading(Table(form.where, [labels]), 0)
        rows += [_padded(labels, width), *([[block.banner] * width] if block.banner else []), _padded(values, width)]
        if not found or not (MEASURE in found[0].known or block.banner or is_named) or sum(role_of(label.text) is not None for label in labels) * 2 < len(labels):
            return None
    return Table(form.where, rows, [1.0] * width) if rows else None


def _blocks(form: Table) -> Iterator[_Block]:
    """A block ends where its first field comes once more, or where a line across names the next measure."""
    block = _Block()
    for row in form.rows:
        shown = [cell for cell in dict.fromkeys(row) if not cell.is_empty]
        shown = shown[len(shown) > 2 and bool(_NUMBER.fullmatch(shown[0].text)) :]
        label = next((cell for cell in shown[:1] if len(cell.text) <= _LONGEST_LABEL and any(cell is first for first in row[:-1])), None)
        if len(shown) == 1 and _names_measure(shown[0].text):
            if block.fields:
                yield block
            block = _Block(shown[0])
        elif block.fields and (label is block.fields[-1][0] or (shown and label is None)):
            block.fields[-1][1].extend(cell for cell in shown if cell is not label)
        elif label and (block.fields or role_of(label.text)):
            if block.fields and role_of(label.text) == role_of(block.fields[0][0].text):
                yield block
                block = _Block()
            block.fields.append((label, shown[1:]))
    if block.fields:
        yield block


def _joined(cells: list[Cell], where: Where) -> Cell:
    found = list(dict.fromkeys(cells))
    return found[0] if len(found) == 1 else Cell(where, [paragraph for cell in found for paragraph in cell.paragraphs])


def _padded(cells: list[Cell], width: int) -> list[Cell]:
    return [*cells, *(Cell(cells[0].where) for _ in range(width - len(cells)))]
