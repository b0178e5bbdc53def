"""Addresses that were published but never accepted, and a ledger that was damaged and committed: the clone knows what was published."""

import shutil
import subprocess
from pathlib import Path

import pytest

from macros.ledger import FILE, parse
from macros.problems import errors_in
from macros.site.build import site_files
from macros.site.commands.ledger import main
from macros.site.making.assets import Assets
from macros.site.project import load_project

SITE = Path(__file__).parents[1] / "sites" / "fictional"
WHOLE = "กำหนดขั้นตอนการขอยืมทรัพย์สินของราชการ"
LAST = "/measures/2567/publish-complaints/"


def git(site, *arguments):
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.go.th", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(site), *identity, *arguments], check=True, capture_output=True)


def commit(site):
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "-m", "x")


def publish(site):
    commit(site)
    git(site, "update-ref", "refs/remotes/publish/main", "HEAD")


@pytest.fixture
def site(tmp_path):
    """A site below the top of its repository, published without a ledger."""
    root = Path(shutil.copytree(SITE, tmp_path / "top" / "site", ignore=shutil.ignore_patterns("ledger.tsv")))
    git(tmp_path / "top", "init", "--quiet", "--initial-branch=main")
    publish(root)
    return root


def delete_last_line(site):
    path = site / "measures/2567/publish.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: publish-complaints")], encoding="utf-8")


def run(site, *arguments):
    return main([*arguments, "--root", str(site)])


def ledger_of(site):
    return parse((site / FILE).read_bytes())[0]


def codes(site):
    return sorted(problem.code for problem in errors_in(load_project(site).problems))


@pytest.mark.parametrize("committed", [False, True])
def test_what_was_published_and_never_accepted_can_be_retired(site, committed):
    delete_last_line(site)
    if committed:
        commit(site)
    assert run(site, "retire", LAST, "--why", "รวมกับรายการอื่น") == 0
    stone = ledger_of(site).gone[LAST]
    assert (stone.kind, stone.record, stone.title) == ("line", "line 2567/publish-complaints", "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต")
    assert f"{LAST}#steps" in ledger_of(site).anchors and codes(site) == []


@pytest.mark.parametrize("committed", [False, True])
def test_a_tombstone_bears_the_title_that_was_published_last_accepted_or_not(site, committed):
    """Of a line, and of a measure that is its own only line, whose title is the measure's."""
    assert run(site, "accept") == 0
    publish(site)
    whole, lines = site / "measures/2567/property.yml", site / "measures/2567/publish.yml"
    for path, old, new in ((whole, WHOLE, f"{WHOLE} ฉบับใหม่"), (lines, "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต", "สถิติเรื่องร้องเรียน")):
        text = path.read_text(encoding="utf-8")
        assert f"title: {old}" in text
        path.write_text(text.replace(f"title: {old}", f"title: {new}"), encoding="utf-8")
    publish(site)
    whole.unlink()
    delete_last_line(site)
    if committed:
        commit(site)
    assert run(site, "retire", LAST, "/measures/2567/property/", "--why", "รวมกับรายการอื่น") == 0
    gone = ledger_of(site).gone
    assert (gone[LAST].title, gone["/measures/2567/property/"].title) == ("สถิติเรื่องร้องเรียน", f"{WHOLE} ฉบับใหม่")


def test_so_can_an_attachment(site):
    (site / "content/files").mkdir(parents=True, exist_ok=True)
    (site / "content/files/report.pdf").write_bytes(b"%PDF-1.4\n")
    publish(site)
    (site / "content/files/report.pdf").unlink()
    commit(site)
    assert run(site, "retire", "/files/report.pdf", "--why", "มีข้อมูลส่วนบุคคล") == 0
    assert ledger_of(site).gone["/files/report.pdf"].kind == "file" and codes(site) == []


def test_what_was_published_and_never_accepted_can_be_moved(site):
    path = site / "measures/2567/publish.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: publish-complaints", "id: complaints"), encoding="utf-8")
    commit(site)
    assert run(site, "move", LAST, "/measures/2567/complaints/") == 0
    assert ledger_of(site).moved == {LAST: "/measures/2567/complaints/"} and codes(site) == []


def test_retiring_one_of_several_tells_of_the_others(site):
    (site / "content/accessibility.md").rename(site / "content/access.md")
    delete_last_line(site)
    commit(site)
    assert run(site, "retire", LAST, "--why", "รวมกับรายการอื่น") == 0
    assert codes(site) == ["ledger-vanished-near"]


def test_its_tombstone_speaks_in_names_and_the_calendar_of_its_unit_lives_on(site):
    delete_last_line(site)
    commit(site)
    assert run(site, "retire", LAST, "--why", "รวมกับรายการอื่น", "--today", "2026-01-31") == 0
    project = load_project(site)
    page = project.documents[f"{LAST.strip('/')}/index.md"][1]
    assert "รายการของมาตรการที่ " in page and '<a href="../">แผนปี 2567</a></p>' in page
    assert "../../../units/law/" in page and "(สำนักปลัดเทศบาล)" in page and "<dd>law</dd>" not in page and "O29" in page and "2566/O29<" not in page
    assert "VEVENT" not in site_files(project, Assets())["units/law/calendar.ics"].decode()


def test_the_calendar_of_a_unit_that_is_gone_says_so(site):
    agency = site / "measures/agency.yml"
    before = agency.read_text(encoding="utf-8")
    agency.write_text(before.replace("  - id: education\n", "  - id: works\n    name: กองช่าง\n  - id: education\n"), encoding="utf-8")
    publish(site)
    agency.write_text(before, encoding="utf-8")
    commit(site)
    assert run(site, "retire", "/units/works/", "--why", "รวมกับรายการอื่น", "--today", "2026-01-31") == 0
    calendar = site_files(load_project(site), Assets())["units/works/calendar.ics"].decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260131\r\n" in calendar and "SUMMARY:ปฏิทินนี้เลิกเผยแพร่แล้ว เพราะรวมกับรายการอื่น\r\n" in calendar


def test_what_was_never_published_is_not_retired(site):
    assert run(site, "retire", "/typo/", "--why", "x") == 2 and not (site / FILE).exists()


def test_rows_and_ledgers_that_were_deleted_are_missed_after_the_commit_too(site):
    assert run(site, "accept") == 0
    publish(site)
    good = (site / FILE).read_bytes()
    (site / FILE).write_bytes(b"".join(line for line in good.splitlines(keepends=True) if LAST.encode() not in line))
    delete_last_line(site)
    commit(site)
    assert {"ledger-rows-lost", "ledger-vanished"} <= set(codes(site))
    (site / FILE).unlink()
    commit(site)
    assert {"ledger-lost", "ledger-vanished"} <= set(codes(site))
    assert run(site, "accept") == 1 and not (site / FILE).exists()
    assert run(site, "retire", LAST, "--why", "รวมกับรายการอื่น") == 0
    assert codes(site) == [] and len((site / FILE).read_bytes().splitlines()) == len(good.splitlines())


def test_accept_brings_back_what_an_emptied_ledger_lost(site):
    assert run(site, "accept") == 0
    (site / "content/privacy.md").rename(site / "content/data-protection.md")
    assert run(site, "move", "/privacy/", "/data-protection/") == 0
    publish(site)
    good = (site / FILE).read_bytes()
    (site / FILE).write_bytes(b"")
    assert codes(site) == ["ledger-rows-lost"]
    assert run(site, "accept") == 0 and (site / FILE).read_bytes() == good


def test_the_record_of_an_adoption_comes_back_and_what_changed_since_is_still_told(site):
    assert run(site, "accept") == 0
    publish(site)
    good, measure = (site / FILE).read_bytes(), site / "measures/2567/publish.yml"
    measure.write_text(measure.read_text(encoding="utf-8").replace("เสนอปลัดเทศบาลให้ความเห็นชอบ", "เสนอนายกเทศมนตรี", 1), encoding="utf-8")
    (site / FILE).write_bytes(b"".join(line for line in good.splitlines(keepends=True) if not line.startswith(b"plan 2567\tadopted\t")))
    assert (site / FILE).read_bytes() != good and codes(site) == ["ledger-row-lost"]
    assert run(site, "accept") == 0 and (site / FILE).read_bytes() == good
    assert "adopted-changed" in [problem.code for problem in load_project(site).problems]


def test_a_committed_correction_covers_nothing_more(site):
    assert (run(site, "accept"), run(site, "close", "2566", "--today", "2023-10-02")) == (0, 0)
    publish(site)
    path = site / "measures/2566/service.yml"
    text = path.read_text(encoding="utf-8").replace("title:", "title: แก้ไข", 1)
    path.write_text(text + "corrections:\n  - on: 3 ตุลาคม 2566\n    why: พิมพ์ผิด\n    what: แก้ชื่อ\n", encoding="utf-8")
    assert codes(site) == [] and "closed-year-correction-new" in {problem.code for problem in load_project(site).problems}
    commit(site)
    assert codes(site) == ["closed-year-correction-open"]
    assert run(site, "accept") == 0 and codes(site) == []
    publish(site)
    path.write_text(path.read_text(encoding="utf-8").replace("title: แก้ไข", "title: แก้อีก", 1), encoding="utf-8")
    commit(site)
    assert codes(site) == ["closed-year-changed"] and run(site, "accept") == 1


def test_a_new_record_of_a_closed_year_is_a_draft_until_it_is_committed(site):
    added = site / "measures/2566/more.yml"
    text = (site / "measures/2566/service.yml").read_text(encoding="utf-8").replace("id: service", "id: more").replace("number: 1", "number: 9")
    assert (run(site, "accept"), run(site, "close", "2566", "--today", "2023-10-02")) == (0, 0)
    publish(site)
    added.write_text(text + "corrections:\n  - on: 3 ตุลาคม 2566\n    why: ตกหล่น\n    what: เพิ่มมาตรการ\n", encoding="utf-8")
    assert codes(site) == []
    commit(site)
    assert codes(site) == ["closed-year-correction-open"]


def test_newer_work_of_others_is_not_missing(site):
    assert run(site, "accept") == 0
    publish(site)
    git(site, "checkout", "--quiet", "-b", "mine", "HEAD~1")
    assert codes(site) == []
