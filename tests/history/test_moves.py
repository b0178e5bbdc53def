"""A record that only got another address is one record: the ledger knows the move."""

import re
from datetime import date
from typing import get_args

import pytest
from history_repository import MEASURE, PLAN
from pydantic import BaseModel

from macros.history import describe, read
from macros.history.adoption import only_moved, since_adoption
from macros.history.feed import Publisher, atom
from macros.history.moves import followed
from macros.history.pieces import OF_UNITS
from macros.history.values import PARTS
from macros.history.view import days
from macros.history.words import MODELS
from macros.ledger import Ledger, fixed, render
from macros.records.load import load
from macros.records.registers import REGISTERS
from macros.site.commands.ledger import main as ledger_command
from macros.site.project import load_project
from tests.conftest import FICTIONAL, commit_all

MOVED = {"/measures/2567/m1-1/": "/measures/2567/m1-9/"}
LATER = MEASURE.replace("id: m1-1", "id: m1-9")


def adopted(measure):
    files = {"measures/2567/plan.yml": PLAN.encode(), "measures/2567/m1.yml": measure.encode()}
    return fixed.adoptions(load(files)[0])["plan 2567"].digest


def history_of(repository, *measures):
    """One commit a month, each with the measure as it was then."""
    for month, measure in enumerate(measures, 1):
        repository.commit(f"2024-{month:02}-01", {"measures/2567/plan.yml": PLAN, "measures/2567/m1.yml": measure})
    return read(repository.site)


def told(history):
    return [(change.date.month, describe(change)) for change in history.changes if change.value.kind == "line" and change.date.month > 1]


def test_the_history_tells_the_move_and_goes_on(repository):
    history = followed(history_of(repository, MEASURE, LATER, LATER.replace("status: unknown", "status: done")), MOVED)
    assert told(history) == [(3, "สถานะของ “ประชุม” เปลี่ยนจาก ไม่มีข้อมูล เป็น แล้วเสร็จ"), (2, "เปลี่ยนที่อยู่หน้าเว็บของรายการ “ประชุม”")]
    assert history.first("line 2567/m1-9") == date(2024, 1, 1) and history.last("line 2567/m1-9") == date(2024, 3, 1)
    assert "line 2567/m1-1" not in history.keys(bool)
    (move,) = days(history.changes, {"/measures/2567/m1-9/"})[1].entries
    assert move.address == "/measures/2567/m1-9/"


def test_what_changed_with_the_move_is_told(repository):
    history = followed(history_of(repository, MEASURE, LATER.replace("[เชิญ, ประชุม]", "[เชิญ]")), MOVED)
    assert told(history) == [(2, "เปลี่ยนที่อยู่หน้าเว็บของรายการ “ประชุม” · ลดขั้นตอน 1 ข้อ")]


def test_a_record_that_moved_again_and_again(repository):
    there, back = {"/measures/2567/m1-1/": "/measures/2567/m1-9/", "/measures/2567/m1-8/": "/measures/2567/m1-9/"}, {"/measures/2567/m1-9/": "/measures/2567/m1-1/"}
    again = followed(history_of(repository, MEASURE, MEASURE.replace("id: m1-1", "id: m1-8"), LATER), there)
    assert [month for month, _ in told(again)] == [3, 2] and again.first("line 2567/m1-9") == date(2024, 1, 1)
    repository.commit("2024-04-01", {"measures/2567/m1.yml": MEASURE})
    returned = followed(read(repository.site), {**back, "/measures/2567/m1-8/": "/measures/2567/m1-1/"})
    assert [month for month, _ in told(returned)] == [4, 3, 2] and returned.first("line 2567/m1-1") == date(2024, 1, 1)


def test_the_feed_keeps_the_ids_of_its_entries(repository):
    history = history_of(repository, MEASURE, LATER)
    feeds = [atom(one.changes, (), Publisher("x", "", "y", "z")).decode() for one in (history, followed(history, MOVED))]
    first = ["/line:2567/m1-1</id><updated>2024-01-01" in feed for feed in feeds]
    assert first == [True, True]


@pytest.mark.parametrize("moved", [{}, {"/measures/2567/m1-1/": "/measures/2567/m1-2/"}], ids=["unknown to the ledger", "to one that was there before"])
def test_other_removals_stay_removals(repository, moved):
    history = followed(history_of(repository, MEASURE, LATER), moved)
    assert sorted(told(history)) == [(2, "นำรายการ “ประชุม” ออก"), (2, "เพิ่มรายการ “ประชุม”")]


def test_two_that_became_one_are_no_move(repository):
    head, first, second = MEASURE.split("  - id: ")
    one = f"{head}  - id: m1-9\n{first.partition(chr(10))[2]}"
    moved = {f"/measures/2567/{name}/": "/measures/2567/m1-9/" for name in ("m1-1", "m1-2")}
    history = followed(history_of(repository, MEASURE, one), moved)
    assert len([text for _, text in told(history) if text.endswith("ออก")]) == 2
    assert not only_moved(history, "plan 2567", adopted(MEASURE), adopted(one), ["line 2567/m1-9"], moved)


def test_a_plan_is_as_adopted_when_only_an_address_changed(repository):
    keys = ["line 2567/m1-9", "line 2567/m1-2"]
    history, digest = followed(history_of(repository, MEASURE, LATER), MOVED), adopted(MEASURE)
    assert only_moved(history, "plan 2567", digest, adopted(LATER), keys, MOVED)
    assert not only_moved(history, "plan 2567", digest, adopted(LATER), keys, {})
    shorter = LATER.replace("[เชิญ, ประชุม]", "[เชิญ]")
    assert not only_moved(history, "plan 2567", digest, adopted(shorter), keys, MOVED)
    repository.commit("2024-03-01", {"measures/2567/m1.yml": shorter})
    assert tuple(map(describe, since_adoption(followed(read(repository.site), MOVED), "plan 2567", digest, MOVED))) == ("ลดขั้นตอน 1 ข้อใน “ประชุม”",)


def test_a_unit_that_got_another_id_is_named_as_before(repository):
    agency = "kind: agency\nname: ก\nunits:\n  - {id: clerk, name: สำนักปลัด}\n"
    repository.commit("2023-12-01", {"measures/agency.yml": agency})
    history_of(repository, MEASURE)
    repository.commit("2024-02-01", {"measures/agency.yml": agency.replace("id: clerk", "id: office"), "measures/2567/m1.yml": MEASURE.replace("[clerk]", "[office]")})
    moved = {"/units/clerk/": "/units/office/"}
    history = followed(read(repository.site), moved)
    assert [describe(change) for change in history.changes if change.date.month == 2] == ["เปลี่ยนที่อยู่หน้าเว็บของหน่วยงาน “สำนักปลัด”"]
    assert history.last("line 2567/m1-1") == date(2024, 1, 1) and history.last("unit office") == date(2024, 2, 1)
    after = adopted(MEASURE.replace("[clerk]", "[office]"))
    keys = ["line 2567/m1-1", "line 2567/m1-2", "unit office"]
    assert only_moved(history, "plan 2567", adopted(MEASURE), after, keys, moved)
    assert not only_moved(read(repository.site), "plan 2567", adopted(MEASURE), after, keys, {})


REPORT = """\
kind: budget-report
fiscal_year: 2567
as_of: 30 กันยายน 2567
unit: clerk
source: {system: ทะเบียนตัวอย่าง, unit: clerk}
expenses: [{id: personnel, title: งบบุคลากร, approved: "1,000.00"}]
"""


def test_a_unit_within_a_part_of_a_record_is_named_as_before(repository):
    """Where figures come from, and who takes complaints."""
    agency = "kind: agency\nname: ก\nunits:\n  - {id: clerk, name: สำนักปลัด}\ncomplaints: {unit: clerk, channels: [{name: โทรศัพท์}]}\n"
    for month, unit in enumerate(("clerk", "office"), 1):
        files = {"measures/agency.yml": agency, "measures/2567/budget-report.yml": REPORT}
        repository.commit(f"2024-{month:02}-01", {path: text.replace("clerk", unit) for path, text in files.items()})
    history = followed(read(repository.site), {"/units/clerk/": "/units/office/"})
    assert [describe(change) for change in history.changes if change.date.month == 2] == ["เปลี่ยนที่อยู่หน้าเว็บของหน่วยงาน “สำนักปลัด”"]


def test_no_unit_is_named_deeper_than_that():
    """Then it would have to be looked for there."""
    named = {(depth, kind, name) for kind, model in MODELS.items() for depth, name in units_in(model, PARTS)}
    assert {(kind, name) for depth, kind, name in named if depth} == {("agency", "complaints.unit"), *((kind, "source.unit") for kind in REGISTERS)}


def units_in(model, left_out=(), stem="", depth=0):
    """How deep each field lies in which a unit is named, and its name with those of what it lies in."""
    for name, info in model.model_fields.items():
        if name in OF_UNITS:
            yield depth, stem + name
        for inner in () if name in left_out else models_in(info.annotation):
            yield from units_in(inner, (), f"{stem}{name}.", depth + 1)


def models_in(annotation):
    if parts := get_args(annotation):
        return [model for part in parts for model in models_in(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


DISCLOSED = """\
kind: disclosure
fiscal_year: 2567
item: O11
answer: มี
unit: clerk
approved: {by: ปลัด, on: 1 มกราคม 2567}
elements:
  - {element: e1, places: [{page: "/fees/#rates", note: ตาราง}, {file: files/a.pdf}, {url: "https://www.example.go.th/"}]}
"""


@pytest.mark.parametrize(("moved", "same"), [
    ({"/fees/": "/charges/", "/files/a.pdf": "/files/b.pdf"}, True),
    ({"/fees/": "/charges/#rates", "/files/a.pdf": "/files/b.pdf"}, True),
    ({"/fees/#rates": "/charges/#rates", "/files/a.pdf": "/files/b.pdf"}, True),
    ({"/fees/": "/other/", "/files/a.pdf": "/files/b.pdf"}, False),
    ({"/fees/": "/charges/"}, False),
    ({}, False),
])  # fmt: skip
def test_a_place_is_the_same_where_a_redirect_leads(repository, moved, same):
    later = DISCLOSED.replace("/fees/", "/charges/").replace("a.pdf", "b.pdf")
    repository.commit("2024-01-01", {"measures/2567/o11.yml": DISCLOSED})
    repository.commit("2024-02-01", {"measures/2567/o11.yml": later})
    key, (was, now) = "disclosure 2567/O11", (fixed.adoptions(load({"measures/2567/o11.yml": text.encode()})[0])["disclosure 2567/O11"].digest for text in (DISCLOSED, later))
    history = followed(read(repository.site), moved)
    assert history.last("element 2567/O11/e1") == date(2024, 1 if same else 2, 1)
    assert only_moved(history, key, was, now, [], moved) is same
    assert len(since_adoption(history, key, was, moved)) == len([change for change in history.changes if change.date.month == 2]) == (0 if same else 1)
    repository.commit("2024-03-01", {"measures/2567/o11.yml": later.replace("answer: มี\nunit: clerk", "answer: มี\nunit: law")})
    history = followed(read(repository.site), moved)
    assert [len(since_adoption(history, key, digest, moved)) for digest in (was, now)] == ([1, 1] if same else [2, 1])


def test_a_unit_that_took_over_is_another_unit(repository):
    agency = "kind: agency\nname: ก\nunits:\n  - {id: office, name: สำนักงาน}\n"
    repository.commit("2023-12-01", {"measures/agency.yml": agency + "  - {id: clerk, name: สำนักปลัด}\n"})
    history_of(repository, MEASURE)
    after = MEASURE.replace("[clerk]", "[office]")
    repository.commit("2024-02-01", {"measures/agency.yml": agency, "measures/2567/m1.yml": after})
    moved = {"/units/clerk/": "/units/office/"}
    history = followed(read(repository.site), moved)
    assert "ผู้รับผิดชอบของ “ประชุม” เปลี่ยนจาก สำนักปลัด เป็น สำนักงาน" in [describe(change, history.unit_names_at(change.commit)) for change in history.changes]
    assert not only_moved(history, "plan 2567", adopted(MEASURE), adopted(after), ["line 2567/m1-1", "line 2567/m1-2", "unit office"], moved)


@pytest.mark.parametrize(("moved", "file", "old", "new"), [
    (("/measures/2567/publish-purchases/", "/measures/2567/publish-buying/"), "2567/publish.yml", "id: publish-purchases", "id: publish-buying"),
    (("/units/law/", "/units/legal/"), "*", r"\blaw\b", "legal"),
])  # fmt: skip
def test_no_page_says_that_the_plan_was_altered(site_copy, moved, file, old, new):
    """Neither before the move is committed nor after."""
    root = site_copy(FICTIONAL)
    ledger = root / "measures" / "ledger.tsv"
    ledger.unlink(missing_ok=True)
    project = load_project(root, preview=True)
    kept = fixed.adoptions(project.records)["plan 2567"]
    rows = render(Ledger(moved=dict([moved]), adopted={"plan 2567": kept}))
    for path in (root / "measures").rglob("*.yml") if file == "*" else [root / "measures" / file]:
        path.write_text(re.sub(old, new, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert fixed.adoptions(load_project(root, preview=True).records)["plan 2567"] != kept
    for committed in (False, True):
        ledger.write_bytes(rows)
        if committed:
            commit_all(root, "moved", "2026-02-03T10:00:00+07:00")
        project = load_project(root, preview=True)
        assert project.dates.of("/measures/2567/").adopted is None
        assert "adopted-changed" not in [problem.code for problem in project.problems]


def test_a_disclosure_is_as_approved_where_its_page_only_moved(site_copy):
    root = site_copy(FICTIONAL)
    (root / "content/services/fees.md").rename(root / "content/services/charges.md")
    for path in (path for room in ("measures", "content") for path in (root / room).rglob("*") if path.suffix in (".yml", ".md")):
        path.write_text(path.read_text(encoding="utf-8").replace("services/fees", "services/charges"), encoding="utf-8")
    assert ledger_command(["move", "--root", str(root), "/services/fees/", "/services/charges/"]) == 0
    for committed in (False, True):
        if committed:
            commit_all(root, "moved", "2026-02-03T10:00:00+07:00")
        project = load_project(root, preview=True)
        assert [problem.code for problem in project.problems if problem.code.startswith("adopted-")] == []
        assert project.dates.of("/oit/2567/o11/").adopted is None
    past = project.dates.of("/oit/2567/o11/")
    assert [text for _, text, _ in past.changes if "ที่ที่เปิดเผย" in text] == [] and past.last == past.changes[0][0] == date(2026, 1, 15)


def test_what_is_told_of_nothing_keeps_its_day(repository):
    """A unit's id changed twice, and what names it was edited before and between."""
    agency, units = "kind: agency\nname: ก\nunits:\n  - {{id: {}, name: สำนักปลัด}}\n", ("clerk", "office", "bureau")
    for month, (unit, words) in enumerate([(units[0], "ประชุม"), (units[1], "ประชุม"), (units[1], "ประชุมใหญ่"), (units[2], "ประชุมใหญ่")], 1):
        measure = MEASURE.replace("[clerk]", f"[{unit}]").replace("title: ประชุม", f"title: {words}")
        repository.commit(f"2024-{month:02}-01", {"measures/agency.yml": agency.format(unit), "measures/2567/m1.yml": measure})
    history = followed(read(repository.site), {f"/units/{unit}/": "/units/bureau/" for unit in units[:2]})
    assert [history.last(f"line 2567/m1-{number}") for number in (1, 2)] == [date(2024, 3, 1), date(2024, 1, 1)]
    assert read(repository.site).last("line 2567/m1-1") == date(2024, 4, 1)
