"""What was approved, and what a closed year names, stays what it was: files, registers, progress. On a copy of the fictional site, with its command."""

import re
from dataclasses import replace as with_fields
from datetime import date
from typing import get_args

import pytest

from macros.ledger import Ledger, render
from macros.ledger.model import FILE, Adopted, Named
from macros.ledger.promises import files_in
from macros.ledger.rows import lost, restored
from macros.records.fields import FilePath
from macros.records.load import load
from macros.records.model import KINDS
from macros.records.parts import parts_of
from macros.site.expand.memory import Memory
from macros.site.inputs import attachments
from macros.site.project import load_project
from tests.conftest import FICTIONAL
from tests.history.repository import PLAN
from tests.ledger.test_command import ledger_errors, ledger_of, replace, run

REPORT, MANUAL = "files/2567/progress-6-months.csv", "files/2566/service-manual.pdf"
LINE = "/measures/2567/publish-progress/"


def told(site, memory=None):
    found = load_project(site, preview=True, memory=memory).problems
    return [(problem.code, problem.place.file, problem.place.line) for problem in found if problem.code.startswith(("adopted-", "closed-year-"))]


def change(site, file, more=b"x,y\r\n"):
    path = site / "content" / file
    path.write_bytes(path.read_bytes() + more)


def line_of(site, file, text):
    return next(number for number, line in enumerate((site / file).read_text(encoding="utf-8").splitlines(), 1) if text in line)


def test_another_file_of_the_same_name_is_told_where_it_was_approved(site):
    change(site, REPORT)
    files = ("measures/2567/disclosures/o8.yml", "measures/2567/publish.yml")
    assert told(site) == [("adopted-file-changed", file, line_of(site, file, REPORT)) for file in files]
    assert ledger_errors(site) == [] and run(site, "accept") == 0
    assert [code for code, _, _ in told(site)] == ["adopted-file-changed"] * 2, "to accept is not to approve"
    replace(site / files[0], "8 เมษายน 2567", "9 เมษายน 2567")
    assert told(site) == [("adopted-file-changed", files[1], line_of(site, files[1], REPORT))]
    assert run(site, "accept") == 0 and ledger_of(site).adopted["disclosure 2567/O8"].on.day == 9
    change(site, REPORT)
    assert len(told(site)) == 2


def test_a_file_of_a_closed_year_changes_by_a_correction_of_the_record_that_names_it(site):
    assert run(site, "close", "2566", "--today", "2023-10-02") == 0 and told(site) == []
    change(site, MANUAL, b"\n")
    path, before = site / "measures/2566/service.yml", (site / FILE).read_bytes()
    assert ("closed-year-file-changed", "measures/2566/service.yml", line_of(site, "measures/2566/service.yml", MANUAL)) in told(site)
    assert run(site, "accept") == 1 and (site / FILE).read_bytes() == before
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "corrections:\n  - on: 3 ตุลาคม 2566\n    why: สแกนไม่ครบหน้า\n    what: เปลี่ยนไฟล์คู่มือ\n", encoding="utf-8")
    assert ledger_errors(site) == ["closed-year-correction-open"]
    assert run(site, "accept") == 0 and ledger_errors(site) == []
    change(site, MANUAL, b"\n")
    assert ledger_errors(site) == ["closed-year-file-changed"]


def test_a_moved_file_is_the_same_as_long_as_it_holds_the_same(site):
    new = REPORT.replace("progress", "report")
    (site / "content" / REPORT).rename(site / "content" / new)
    for file in ("o8.yml", "o11.yml"):
        path = site / "measures/2567/disclosures" / file
        path.write_text(path.read_text(encoding="utf-8").replace(REPORT, new), encoding="utf-8")
    replace(site / "measures/2567/publish.yml", REPORT, new)
    assert run(site, "move", f"/{REPORT}", f"/{new}") == 0
    assert not [one for one in told(site) if one[1].endswith("publish.yml")]
    change(site, new)
    assert ("adopted-file-changed", "measures/2567/publish.yml", line_of(site, "measures/2567/publish.yml", new)) in told(site)


def test_a_closed_year_asks_nothing_when_what_its_records_name_moves(site):
    """A unit that answers for lines, a page, and a file, as long as it holds the same; what is changed beside is told, before and after the moves are taken in."""
    for year in ("2566", "2567"):
        assert run(site, "close", year, "--today", "2024-10-02") == 0
    before, manual = ledger_of(site), MANUAL.replace("manual", "handbook")
    (site / "content" / MANUAL).rename(site / "content" / manual)
    (site / "content/services/fees.md").rename(site / "content/services/prices.md")
    for old, new in (("office", "bureau"), (MANUAL, manual), ("/services/fees/", "/services/prices/")):
        for path in (*(site / "measures").rglob("*.yml"), site / "content/services/prices.md"):
            path.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert "closed-year-changed" in ledger_errors(site)
    for old, new in (("/units/office/", "/units/bureau/"), (f"/{MANUAL}", f"/{manual}"), ("/services/fees/", "/services/prices/")):
        assert run(site, "move", old, new) == 0
    assert ledger_errors(site) == [] and not [one for one in told(site) if one[0].startswith("closed-")]
    assert run(site, "accept") == 0 and ledger_errors(site) == [] and lost(ledger_of(site), before) == set()
    for kept in (ledger_of(site), with_fields(ledger_of(site), fixed=before.fixed, fixed_files=before.fixed_files)):
        (site / FILE).write_bytes(render(kept))
        change(site, manual, b"\n")
        replace(site / "measures/2567/publish.yml", "responsible: [supply]", "responsible: [treasury]")
        assert ledger_errors(site) == ["closed-year-changed", "closed-year-file-changed"] and run(site, "accept") == 1
        replace(site / "measures/2567/publish.yml", "responsible: [treasury]", "responsible: [supply]")
        path = site / "content" / manual
        path.write_bytes(path.read_bytes()[:-1])
        assert ledger_errors(site) == []


def test_what_moved_before_an_approval_and_what_moved_since_are_told_apart(site):
    """The one is named in what was approved as it is now, the other as it was."""
    with (site / FILE).open("ab") as file:
        file.write(b"/units/stores/\tmoved\t/units/supply/\n")
    for path in (site / "measures").rglob("*.yml"):
        path.write_text(re.sub(r"\boffice\b", "bureau", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(site, "move", "/units/office/", "/units/bureau/") == 0
    assert not [one for one in told(site) if one[0] == "adopted-register-changed"]


def test_line_ends_that_git_keeps_otherwise_are_no_change(tmp_path):
    path = tmp_path / "a.csv"
    found = []
    for data in (b"a\nb\r", b"a\r\nb\r", b"a\nb"):
        path.write_bytes(data)
        found.append(attachments.sha256(path))
    assert found[0] == found[1] != found[2] and attachments.sha256(tmp_path / "none.csv") == ""
    for ending, same in ((".csv", True), (".pdf", False)):
        big = tmp_path / f"big{ending}"
        sums = []
        for end in (b"\n", b"\r\n"):
            big.write_bytes(b"a" * ((1 << 20) - 1) + end + b"b")
            sums.append(attachments.sha256(big))
        assert (sums[0] == sums[1]) == same


def test_every_file_that_a_record_may_name_is_found():
    fields = [(name, info.annotation) for kind in KINDS.values() for part in parts_of(kind) for name, info in part.model_fields.items()]
    assert {name for name, kind in fields if FilePath in (kind, *get_args(kind))} == {"file"}
    plan = load({"measures/2567/plan.yml": (PLAN + "source: {title: แผน, file: files/a.pdf}\n").encode()})[0].plans[2567]
    assert files_in(plan) == {"files/a.pdf": ("source", "file")}


def test_a_register_that_grew_or_was_rewritten_is_not_the_one_that_was_approved(site):
    file = "measures/2567/registers/procurement-plan.yml"
    replace(site / file, "title: ซื้อรถบรรทุกขยะแบบอัดท้าย 6 ล้อ", "title: ซื้อรถประจำตำแหน่ง")
    assert told(site) == [("adopted-register-changed", file, line_of(site, file, "kind:"))] and ledger_errors(site) == []
    assert run(site, "accept") == 0 and len(told(site)) == 1
    replace(site / file, "on: 9 เมษายน 2567", "on: 10 เมษายน 2567")
    assert told(site) == [] and run(site, "accept") == 0 and told(site) == []
    replace(site / file, "by: ปลัดเทศบาล", "by: นายกเทศมนตรี")
    assert told(site) == []


def test_a_register_whose_unit_moved_is_the_same(site):
    """Also when it was approved between two moves: the ledger then has two former names."""
    for old, new in (("supply", "stores"), ("stores", "buying"), ("buying", "assets")):
        for path in (site / "measures").rglob("*.yml"):
            path.write_text(re.sub(rf"\b{old}\b", new, path.read_text(encoding="utf-8")), encoding="utf-8")
        assert run(site, "move", f"/units/{old}/", f"/units/{new}/") == 0
        assert not [one for one in told(site) if one[0] == "adopted-register-changed"]
        for register in (site / "measures/2567/registers").glob("*.yml"):  # approved anew under the name of the day
            path, text = register, register.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(approved:\n  by: .*\n  on: )(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", text), encoding="utf-8")
        assert run(site, "accept") == 0
    replace(site / "measures/2567/registers/procurement-plan.yml", "ซื้อรถบรรทุกขยะ", "ซื้อรถ")
    assert [one[1] for one in told(site) if one[0] == "adopted-register-changed"] == ["measures/2567/registers/procurement-plan.yml"]


def test_progress_that_was_approved_stays_and_new_progress_is_no_change(site):
    file = "measures/2567/publish.yml"
    text = (site / file).read_text(encoding="utf-8")
    replace(site / file, "text: เผยแพร่รายงานบนเว็บไซต์", "text: ส่งรายงานให้กองคลัง")
    assert told(site) == [("adopted-changed", file, line_of(site, file, "on: 9 เมษายน 2567"))]
    (site / file).write_text(text.replace("- on: 9 เมษายน 2567\n        text", "- on: 10 เมษายน 2567\n        text"), encoding="utf-8")
    assert [code for code, _, _ in told(site)] == ["adopted-progress-gone"]
    assert run(site, "accept") == 0 and [code for code, _, _ in told(site)] == ["adopted-progress-gone"]
    again = "      - on: 9 เมษายน 2567\n        text: ปรับปรุงรายงาน\n        approved: {by: ปลัดเทศบาล, on: 8 เมษายน 2567}\n"
    (site / file).write_text(text.replace("    evidence:\n      - title: หน้ารายงาน", again + "    evidence:\n      - title: หน้ารายงาน"), encoding="utf-8")
    assert told(site) == []
    assert run(site, "accept") == 0 and "progress 2567/publish-progress/2024-04-09-2" in ledger_of(site).adopted


def test_progress_goes_with_its_line(site):
    file = site / "measures/2567/publish.yml"
    replace(file, "id: publish-progress", "id: publish-report")
    assert run(site, "move", LINE, "/measures/2567/publish-report/") == 0 and run(site, "accept") == 0
    assert not [one for one in told(site) if one[1].endswith("publish.yml")]
    replace(file, "text: เผยแพร่รายงานบนเว็บไซต์", "text: ส่งรายงานให้กองคลัง")
    assert [one[0] for one in told(site) if one[1].endswith("publish.yml")] == ["adopted-changed"]


def test_the_pages_say_it_and_a_warm_look_says_the_same(site_copy):
    root, memory = site_copy(FICTIONAL), Memory()
    assert told(root, memory) == []
    replace(root / "measures/2567/registers/procurement-plan.yml", "ซื้อรถบรรทุกขยะ", "ซื้อรถ")
    change(root, REPORT)
    found = load_project(root, preview=True, memory=memory).documents
    fresh = load_project(root, preview=True).documents
    assert {path: text for path, (_, text) in found.items()} == {path: text for path, (_, text) in fresh.items()}
    item, line, register = (found[path][1] for path in ("oit/2567/o8/index.md", f"{LINE[1:]}index.md", "registers/2567/procurement-plan/index.md"))
    assert f"ไฟล์ {REPORT} ไม่ใช่ไฟล์เดิมที่เห็นชอบ" in item and 'href="#since-adopted"' in item
    assert "<strong>เปลี่ยนแปลงหลังเห็นชอบ</strong>" in line
    assert 'href="#since-adopted"' in register and "เนื้อหาไม่ตรงกับฉบับที่เห็นชอบ" in register
    for name, changed in (("oit/2567", "o8"), ("registers/2567", "procurement-plan")):  # a list leads to what changed, and tells nothing of its own
        text = found[f"{name}/index.md"][1]
        assert re.findall(r"([\w-]+)/#since-adopted", text) == [changed] and 'id="since-adopted"' not in text


def test_a_file_is_read_again_only_when_it_changed(site, monkeypatch):
    memory, read = Memory(), []
    real = attachments.sha256
    monkeypatch.setattr(attachments, "sha256", lambda path: read.append(path.name) or real(path))
    told(site, memory)
    assert len(read) == len(set(read)) > 3
    del read[:]
    told(site, memory)
    assert read == []
    change(site, REPORT)
    told(site, memory)
    assert read == [REPORT.rpartition("/")[2]]


ENTRY, FILE_ROW = "disclosure 2567/O8", Named("disclosure 2567/O8", REPORT)


@pytest.fixture
def kept():
    return Ledger(adopted={ENTRY: Adopted(date(2024, 4, 8), "0" * 64)}, adopted_files={FILE_ROW: "1" * 64})


def test_a_row_of_a_file_is_missed_until_it_was_approved_anew(kept):
    less = with_fields(kept, adopted_files={})
    assert lost(less, kept) == {f"{FILE_ROW} adopted"} and restored(less, kept) == kept
    anew = with_fields(less, adopted={ENTRY: with_fields(kept.adopted[ENTRY], on=date(2024, 4, 9))})
    assert lost(anew, kept) == set()


def test_an_older_ledger_takes_in_files_of_what_still_stands(site):
    ledger = ledger_of(site)
    (site / FILE).write_bytes(render(with_fields(ledger, adopted_files={})))
    change(site, REPORT)
    assert told(site) == [] and run(site, "accept") == 0
    assert ledger_of(site).adopted_files.keys() == ledger.adopted_files.keys()
