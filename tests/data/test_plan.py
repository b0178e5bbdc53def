"""The plan of 2564 and the result of 2563 say what the municipality's document says.

The table below was read from the document by hand; it is not derived from the records.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from macros.records.load import load
from macros.thai.dates import Period, YearMonth

ROOT = Path(__file__).resolve().parents[2]

# id, steps, lettered parts of each step that has any, responsible units, what it repairs, title
LINES = (
    ("m1", 2, {}, "planning", "2563/IIT/use-of-budget", "การสร้างความรู้ความเข้าใจให้กับบุคลากรของหน่วยงาน และการประชาสัมพันธ์ในเรื่องวิธีการงบประมาณของหน่วยงาน"),
    ("m2", 4, {}, "clerk finance engineering health", "2563/EIT/service-quality", "การสร้างค่านิยมที่ถูกต้องและการปลูกฝังจิตสำนึกที่ดีสำหรับการทำหน้าที่ในการให้บริการสาธารณะแก่ประชาชนและบุคคลภายนอกที่เข้ามาติดต่อราชการ"),
    ("m3-1", 2, {}, "planning", "2563/O11", "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน"),
    ("m3-2", 2, {}, "finance", "2563/O21", "แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ"),
    ("m3-3", 2, {}, "finance", "2563/O24", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี"),
    ("m3-4", 3, {0: 8}, "clerk", "2563/O25", "นโยบายการบริหารทรัพยากรบุคคล"),
    ("m3-5", 2, {}, "clerk", "2563/O26", "การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล"),
    ("m3-6", 2, {1: 5}, "clerk", "2563/O27", "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล"),
    ("m3-7", 2, {}, "administration", "2563/O30", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
    ("m3-8", 2, {}, "planning", "2563/O36", "การประเมินความเสี่ยงการทุจริตประจำปี"),
    ("m3-9", 2, {}, "planning", "2563/O37", "การดำเนินการเพื่อจัดการความเสี่ยงทุจริต"),
    ("m3-10", 2, {}, "planning", "2563/O40", "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปี รอบ 6 เดือน"),
    ("m3-11", 2, {}, "planning", "2563/O41", "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี"),
    ("m3-12", 3, {}, "planning", "2563/O42", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"),
    ("m3-13", 1, {}, "planning", "2563/O43", "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"),
)  # fmt: skip
IDS = [line[0] for line in LINES]

SCORES = {
    "การปฏิบัติหน้าที่": "98.89", "การใช้อำนาจ": "98.71", "การแก้ไขปัญหาการทุจริต": "98.65",
    "การใช้ทรัพย์สินของราชการ": "98.53", "การใช้งบประมาณ": "96.77", "ประสิทธิภาพการสื่อสาร": "87.89",
    "การปรับปรุงการทำงาน": "85.72", "คุณภาพการดำเนินงาน": "85.40", "การเปิดเผยข้อมูล": "72.79", "การป้องกันการทุจริต": "25.00",
}  # fmt: skip

# Names and numbers that the steps of a line must keep, whatever words surround them.
KEPT = {
    "m1": ("แผนการใช้จ่ายงบประมาณ", "เชิงรุก", "กฎหมายหรือระเบียบ"),
    "m2": ("คู่มือการปฏิบัติงาน", "มอบหมายงาน", "กระบวนการคิด", "ที่ปรึกษา", "รับฟังปัญหา"),
    "m3-1": ("e-LAAS", "ระบบบันทึกบัญชีขององค์กรปกครองส่วนท้องถิ่น", "ผู้บริหาร", "เว็บไซต์"),
    "m3-2": ("e-GP", "ระบบจัดซื้อจัดจ้างภาครัฐ", "ผู้บริหาร", "เว็บไซต์"),
    "m3-3": ("ปีงบประมาณที่แล้ว", "สรุปผล", "ผู้บริหาร", "เว็บไซต์"),
    "m3-4": ("งานทรัพยากรบุคคล", "หนังสือสั่งการ", "การวางแผนกำลังคน", "การบรรจุและแต่งตั้ง", "การประเมินผลการปฏิบัติงาน", "รักษาวินัย", "คนดีคนเก่ง", "การพัฒนาบุคลากร", "ความก้าวหน้าในสายอาชีพ", "คุณภาพชีวิต", "มอบนโยบาย", "คู่มือ"),
    "m3-5": ("ทุกไตรมาส", "ทุกเดือน"),
    "m3-6": ("ก.ถ.", "ก.กลาง", "ก.จังหวัด", "มาตรฐานกลาง", "มาตรฐานทั่วไป", "ประกาศ", "คู่มือ", "การสรรหาและคัดเลือก", "การบรรจุและแต่งตั้ง", "การพัฒนาบุคลากร", "การประเมินผล", "การให้คุณให้โทษ", "ขวัญกำลังใจ"),
    "m3-7": ("ผู้ดูแลเว็บไซต์", "การทุจริตโดยเฉพาะ", "อนุมัติ"),
    "m3-8": ("ป.ป.ท.", "หัวหน้าส่วนราชการ", "พ.ศ. 2564", "ครั้งถัดไป", "เว็บไซต์"),
    "m3-9": ("หัวหน้าส่วนราชการ", "พ.ศ. 2564", "รอบ 6 เดือน (ตุลาคม – มีนาคม)", "รอบ 12 เดือน (เมษายน – กันยายน)"),
    "m3-10": ("พ.ศ. 2561 – 2564 หรือ พ.ศ. 2564", "ตุลาคม 2563 – มีนาคม 2564", "e-Plan NACC", "เว็บไซต์"),
    "m3-11": ("พ.ศ. 2561 – 2564 หรือ พ.ศ. 2564", "ปีงบประมาณ พ.ศ. 2563", "ตุลาคม 2563 – กันยายน 2564", "e-Plan NACC", "เว็บไซต์"),
    "m3-12": ("https://itas.nacc.go.th/", "ความเห็นของผู้ตรวจ", "ผู้รับผิดชอบ", "ระยะเวลา", "บุคลากรในหน่วยงาน"),
    "m3-13": ("หัวหน้าส่วนราชการ", "ติดตามผล"),
}  # fmt: skip

# Each contradiction of the document has its note where it stands, recognised by these words.
NOTES = {
    "m3-1": ("e-LAAS",),
    "m3-9": ("รอบ 12 เดือน", "มีนาคม 2564"),
    "m3-11": ("พ.ศ. 2563", "มีนาคม 2564"),
}


@pytest.fixture(scope="module")
def records():
    paths = sorted((ROOT / "measures").rglob("*.yml"))
    found, problems = load({path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths})
    assert problems == []
    return found


@pytest.fixture(scope="module")
def lines(records):
    return {entry.id: entry for entry in records.lines_of(2564)}


def test_three_measures_fifteen_lines_thirty_three_steps(records):
    assert [(m.id, m.number, len(m.lines)) for m in records.measures(2564)] == [("m1", 1, 1), ("m2", 2, 1), ("m3", 3, 13)]
    assert [entry.id for entry in records.lines] == IDS
    assert sum(len(entry.line.steps) for entry in records.lines) == 33


@pytest.mark.parametrize("id, steps, parts, units, repairs, title", LINES, ids=IDS)
def test_a_line_is_the_documents(lines, id, steps, parts, units, repairs, title):
    line = lines[id].line
    assert lines[id].title == title
    assert len(line.steps) == steps
    assert {n: count for n, step in enumerate(line.steps) if (count := lettered(step))} == parts
    assert line.responsible == tuple(units.split())
    assert line.repairs == (repairs,)
    assert line.period == Period(YearMonth(2020, 12), YearMonth(2021, 3))
    assert line.follow_up_month == Period(YearMonth(2021, 4), YearMonth(2021, 4))
    assert "คณะผู้บริหาร พนักงาน และลูกจ้าง" in line.follow_up and "เมษายน 2564" in line.follow_up


def lettered(step):
    """How many parts (1), (2) … stand on lines of their own, in order."""
    numbers = [int(number) for number in re.findall(r"^\((\d+)\) \S", step, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    return len(numbers)


@pytest.mark.parametrize("id", IDS)
def test_steps_keep_names_and_numbers(lines, id):
    text = "\n".join(lines[id].line.steps)
    assert [word for word in KEPT[id] if word not in text] == []


def test_nothing_is_claimed_that_the_document_does_not_say(lines):
    for entry in lines.values():
        line = entry.line
        assert (line.status, line.progress, line.evidence) == ("unknown", (), ())


def test_contradictions_are_notes_where_they_stand(lines):
    assert {id for id, entry in lines.items() if entry.line.source_notes} == set(NOTES)
    for id, words in NOTES.items():
        notes = lines[id].line.source_notes
        assert len(notes) == len(words)
        assert all(word in note for word, note in zip(words, notes, strict=True))


def test_result_of_2563(records):
    result = records.results[2563]
    assert {score.indicator: score.score for score in result.scores} == {name: Decimal(score) for name, score in SCORES.items()}
    assert (result.total, result.level) == (Decimal("74.95"), "C")
    assert [point.indicator for point in result.weak_points] == ["การใช้งบประมาณ", "คุณภาพการดำเนินงาน"]
    assert " ".join(result.failed_items) == "O11 O21 O24 O25 O26 O27 O30 O36 O37 O40 O41 O42 O43"
    assert result.source.url == "https://itas.nacc.go.th/report/rpt0201?year=2020&departmentId=2291"


def test_every_failed_item_and_weak_point_has_exactly_one_line(records):
    failed = {f"2563/{item}" for item in records.results[2563].failed_items}
    weak = {"2563/IIT/use-of-budget", "2563/EIT/service-quality"}
    assert (len(failed), len(weak)) == (13, 2)
    assert {reference: len(lines) for reference, lines in records.repairing.items()} == dict.fromkeys(failed | weak, 1)


def test_plan_says_when_by_whom_and_what_it_answers(records):
    plan = records.plans[2564]
    assert plan.adopted.on.isoformat() == "2020-11-25"
    assert "คณะผู้บริหาร พนักงาน และลูกจ้าง" in plan.adopted.at
    assert (plan.analyses, plan.item) == (2563, "O42")


def test_agency_and_its_units(records):
    agency = records.agency
    assert (agency.name, agency.district, agency.province) == ("เทศบาลตำบลดอนยายหอม", "อำเภอเมืองนครปฐม", "จังหวัดนครปฐม")
    assert (agency.fictional, agency.website, agency.complaints) == (False, None, None)
    assert {unit.id: (unit.name, unit.parent) for unit in agency.units} == {
        "clerk": ("สำนักปลัดเทศบาล", None),
        "planning": ("ฝ่ายแผนงานและงบประมาณ", "clerk"),
        "administration": ("ฝ่ายอำนวยการ", "clerk"),
        "finance": ("กองคลัง", None),
        "engineering": ("กองช่าง", None),
        "health": ("กองสาธารณสุขและสิ่งแวดล้อม", None),
    }


def test_every_unit_has_work(records):
    assert {unit for entry in records.lines for unit in entry.line.responsible} == set(records.units)


@pytest.mark.parametrize("path", sorted((ROOT / "measures").rglob("*.yml")), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_tell_the_editor_their_schema(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    kind = re.search(r"^kind: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1]
    folder = "../" * (len(path.relative_to(ROOT / "measures").parts) - 1)
    assert first == f"# yaml-language-server: $schema={folder}schema/{kind}.json"


def test_text_is_clean(records):
    for entry in records.entries:
        text = "\n".join(texts(entry.record.model_dump()))
        assert not re.search("[๐-๙\u200b-\u200f\u00a0\ufeff]|\u0e4d\u0e32|เเ|  | $|จ\\.ค\\.", text, re.MULTILINE)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("name", ["m1", "m2", "m3"])
def test_the_example_in_the_comments_works_once_filled_in(name):
    path = ROOT / "measures" / "2564" / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    example = "".join(f"{row[1:]}\n" for row in text.splitlines() if row.startswith("#    "))
    filled = example.replace("(วัน เดือน ปี พ.ศ.)", "15 มกราคม 2564")
    changed = text.replace("    status: unknown\n", f"    status: done\n{filled}", 1)
    records, problems = load({f"measures/2564/{name}.yml": changed.encode()})
    assert problems == []
    line = records.lines[0].line
    assert (line.status, line.progress[0].evidence[0].file) == ("done", "files/2564/example.pdf")
