"""The municipality's plan as a Word file in the form that it really has, with the project's own wording in the cells."""

import functools
import re
from pathlib import Path

from word import Cell, Table, docx

from macros.importing.importer import Site, import_plan
from macros.importing.reading import read_document
from macros.records.load import load
from macros.thai.dates import parse_period, period_text
from macros.thai.digits import to_arabic, to_thai

ROOT = Path(__file__).resolve().parents[2]
HEADING = ["มาตรการ / แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล"]
UNITS = {
    "planning": "(ฝ่ายแผนงานและงบประมาณ) สำนักปลัดเทศบาล", "administration": "(ฝ่ายอำนวยการ) สำนักปลัดเทศบาล",
    "clerk": "สำนักปลัดเทศบาล", "finance": "กองคลัง", "engineering": "กองช่าง", "health": "กองสาธารณสุข และสิ่งแวดล้อม",
}  # fmt: skip
INTRODUCTION = [
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ.๒๕๖๔",
    "เทศบาลตำบลดอนยายหอม อำเภอเมืองนครปฐม จังหวัดนครปฐม",
    "จากการประชุมคณะผู้บริหาร พนักงาน และลูกจ้างของเทศบาลตำบลดอนยายหอม เมื่อวันที่ ๒๕ พฤศจิกายน ๒๕๖๓ ได้ร่วมกันกำหนดมาตรการ ดังนี้",
]


@functools.cache
def files():
    """The records of the repository: file → bytes."""
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "measures").rglob("*.yml"))}


@functools.cache
def own_records():
    records, problems = load(files())
    assert problems == []
    return records


def empty_site(extra=None, **options):
    """The site without the measures of 2564, as import_plan wants it."""
    kept = {name: data for name, data in files().items() if not re.match(r"measures/2564/(m\d|plan)", name)}
    return site_of({**kept, **(extra or {})}, **options)


@functools.cache
def the_empty_site():
    return empty_site()


def site_of(found, **options):
    records, problems = load(found)
    assert problems == []
    return Site(records, {name: data.decode() for name, data in found.items()}, **options)


def imported(*blocks, site=None, year=2564, name="plan.docx", **options):
    return import_plan(read_document(docx(*blocks, **options), name), year, site or the_empty_site())


def steps_text(steps):
    """Numbered in Thai digits; lettered parts on paragraphs of their own."""
    rows = []
    for number, step in enumerate(steps, 1):
        rows.append(f"{to_thai(str(number))}. {step}" if len(steps) > 1 else step)
    return thai("\n".join(rows))


def thai(text):
    """Thai digits, but not in addresses."""
    return re.sub(r"(?<![/.\w])\d+", lambda match: to_thai(match[0]), text)


def short_period(period):
    return thai(period_text(period, short=True))


def line_cells(entry):
    """Steps, responsible, period and follow-up of a line, as the document writes them."""
    line = entry.line
    title = f"<u>{thai(line.title)}</u>\n" if line.title else ""
    responsible = " ".join(UNITS[unit] for unit in line.responsible)
    return [title + steps_text(line.steps), responsible, short_period(line.period), thai(line.follow_up)]


def plan_tables(wrong=()):
    """The tables: measures 1 and 2, then measure 3 over several tables with the heading repeated. ``wrong``: (line id,
    column, right, wrong) for each recognition error."""
    lines = own_records().lines_of(2564)
    cells = {entry.id: line_cells(entry) for entry in lines}
    titles = {entry.measure.id: f"{to_thai(str(entry.measure.number))}. {thai(entry.measure.title)}" for entry in lines}
    for line_id, column, right, mistake in wrong:
        if column < 0:
            assert right in titles[line_id], right
            titles[line_id] = titles[line_id].replace(right, mistake, 1)
        else:
            assert right in cells[line_id][column], (line_id, right)
            cells[line_id][column] = cells[line_id][column].replace(right, mistake, 1)
    third = [f"m3-{number}" for number in range(1, 14)]
    tables = [Table([HEADING, [titles["m1"], *cells["m1"]], [titles["m2"], *cells["m2"]]])]
    for start, end in ((0, 3), (3, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 13)):
        first = Cell(titles["m3"] if start == 0 else "", down="restart")
        rows = [[first if place == 0 else Cell("", down="continue"), *cells[key]] for place, key in enumerate(third[start:end])]
        tables.append(Table([HEADING, *rows]))
    return tables


def bare(text):
    return re.sub(r"\s", "", to_arabic(text))


def missing_words(blocks, made):
    """The words of ``blocks`` that stand neither in a written file nor in the report: a second, simpler proof."""
    kept = bare("\n".join([*made.files.values(), made.report, *said_otherwise(made)]))
    return [word for text in texts_of(blocks) for word in re.sub(r"<[^<>]*>", " ", text).split() if not in_kept(word, kept)]


def said_otherwise(made):
    """What records hold in another form: ids for the names of units, a list for the word between them, full years for short ones."""
    units = {unit.id: unit for unit in made.built.units.all}
    for measure in made.merged.measures:
        for line in measure["lines"]:
            yield period_text(parse_period(line["period"]), short=True)
            yield "ร่วมกับ"
            for unit in (units[unit_id] for unit_id in line["responsible"]):
                yield unit.name
                yield units[unit.parent].name if unit.parent else ""


def in_kept(word, kept):
    plain = re.sub(r"^(?:[\d(]+[.)]+|[ก-ฮ][.)]$)|[()]", "", bare(word))
    return not re.search(r"\w", plain) or plain in kept


def texts_of(blocks):
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield cell.text if isinstance(cell, Cell) else cell
                    if isinstance(cell, Cell) and cell.table:
                        yield from texts_of([cell.table])
        else:
            yield block
