"""``scripts/ledger.py`` on a copy of the fictional site: each promise that is broken can be mended with the command it names."""

import json
import re
from datetime import date, datetime, timezone

import pytest

from macros.ledger import FILE, parse
from macros.ledger.places import OWN
from macros.problems import errors_in
from macros.site.build import build
from macros.site.commands.check import main as check
from macros.site.commands.ledger import main
from macros.site.project import load_project
from macros.thai import clock
from tests.conftest import FICTIONAL, commit_all


def run(site, *arguments):
    return main([*arguments, "--root", str(site)])


def ledger_of(site):
    ledger, problems = parse((site / FILE).read_bytes())
    assert problems == []
    return ledger


def ledger_errors(site):
    return sorted({problem.code for problem in errors_in(load_project(site).problems)})


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_last_line(site):
    path = site / "measures/2567/publish.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: publish-complaints")], encoding="utf-8")


def test_accepting_twice_changes_nothing(site):
    before = (site / FILE).read_bytes()
    assert run(site, "accept") == 0 and (site / FILE).read_bytes() == before
    assert ledger_errors(site) == []
    assert [problem.code for problem in load_project(site).problems if problem.code.startswith("ledger")] == []


def test_a_record_under_another_id_is_an_error_until_it_is_moved(site):
    replace(site / "measures/2567/publish.yml", "id: publish-purchases", "id: purchases")
    before = (site / FILE).read_bytes()
    assert "ledger-vanished-near" in ledger_errors(site)
    assert run(site, "accept") == 1 and (site / FILE).read_bytes() == before
    assert run(site, "move", "/measures/2567/publish-purchases/", "/measures/2567/purchases/") == 0
    assert ledger_errors(site) == []


def test_a_record_that_is_deleted_is_an_error_until_it_is_retired(site, capsys):
    without_last_line(site)
    assert "ledger-vanished" in ledger_errors(site)
    assert check(["--root", str(site)]) == 1 and f'scripts/ledger.py --root "{site}" retire' in capsys.readouterr().out
    assert run(site, "retire", "/measures/2567/publish-complaints/", "--why", "รวมกับรายการอื่น", "--today", "2026-01-31") == 0
    assert ledger_errors(site) == []
    stone = ledger_of(site).gone["/measures/2567/publish-complaints/"]
    assert (stone.title, stone.why, stone.on.isoformat()) == ("ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต", "รวมกับรายการอื่น", "2026-01-31")


def test_a_day_of_approval_keeps_what_was_approved_on_it(site):
    """Also when the record bears another day in between: nobody approved the new words on the old one."""
    commit_all(site, "approved", "2026-02-01T10:00:00+07:00")
    path = site / "measures/2567/disclosures/o8.yml"
    replace(path, "ตารางแผนและความก้าวหน้า", "ตารางที่แก้แล้ว")
    for old, new in (("2567", "2568"), ("2568", "2567")):
        replace(path, f"on: 8 เมษายน {old}", f"on: 8 เมษายน {new}")
        assert run(site, "accept") == 0
    assert [problem.place.file for problem in load_project(site).problems if problem.code == "adopted-changed"] == ["measures/2567/disclosures/o8.yml"]


def test_an_approval_that_is_said_no_more_is_warned_of(site):
    for file, old in (("2567/disclosures/o26.yml", "approved:\n  by: นายกเทศมนตรี\n  on: 1 ธันวาคม 2566\n"), ("2566/plan.yml", "adopted:")):
        path = site / "measures" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, "") if old.endswith("\n") else re.sub(r"adopted:\n(  .*\n)+", "", text), encoding="utf-8")
    found = [problem.place.file for problem in load_project(site).problems if problem.code == "adopted-unsaid"]
    assert found == ["measures/2566/plan.yml", "measures/2567/disclosures/o26.yml"] and ledger_errors(site) == []


def test_a_heading_under_another_name_is_an_error_until_it_is_moved(site, tmp_path):
    """Told once, although a page of ``content/`` leads there; afterwards its link leads on like any other."""
    replace(site / "content/about.md", "{#sources}", "{#where-from}")
    assert ledger_errors(site) == ["ledger-anchor-vanished-near"]
    assert run(site, "move", "/about/#sources", "/about/#where-from") == 0
    assert ledger_errors(site) == [] and build(site, tmp_path / "out").ok


def test_a_measure_that_gets_titled_lines_and_loses_them_again_is_the_same_by_one_command(site, tmp_path):
    """Links into its page as it was lead to the list of its lines, and those to the list to where it tells of its only line."""
    path, address = site / "measures/2567/property.yml", "/measures/2567/property/"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("  - steps:\n", "  - id: property-rules\n    title: จัดทำขั้นตอนการขอยืม\n    steps:\n", 1), encoding="utf-8")
    assert ledger_errors(site) == ["ledger-reused"]
    assert run(site, "accept") == 1 and run(site, "accept", "--same", address) == 0 and ledger_errors(site) == []
    names = ("evidence", "facts", "progress", "steps", "trace")
    assert {source: to for source, to in ledger_of(site).moved.items() if source.startswith(address)} == {f"{address}#{name}": f"{address}#lines" for name in names}
    assert build(site, tmp_path / "out").ok
    page = (tmp_path / "out/measures/2567/property/index.html").read_text(encoding="utf-8")
    assert all(f'<span id="{name}"></span>' in page for name in names)
    path.write_text(before, encoding="utf-8")
    (line,) = [problem for problem in errors_in(load_project(site).problems) if problem.code != "ledger-reused"]
    assert line.params["address"] == "/measures/2567/property-rules/"
    assert run(site, "retire", "/measures/2567/property-rules/", "--why", "รวมเป็นรายการเดียว") == 0
    assert run(site, "accept", "--same", address) == 0 and ledger_errors(site) == []
    assert {source: to for source, to in ledger_of(site).moved.items() if source.startswith(address)} == {f"{address}#lines": f"{address}#facts"}


def test_addresses_of_the_old_website(site):
    assert run(site, "move", "/index.php?id=5", "/about/") == 0
    assert run(site, "move", "https://old.example.go.th/a.html", "/about/#report") == 0
    assert ledger_of(site).moved == {"/index.php?id=5": "/about/", "https://old.example.go.th/a.html": "/about/#report"}


def test_whole_addresses_of_this_site_are_its_own(site):
    """As they are pasted from a browser, by http or https."""
    before = (site / FILE).read_bytes()
    assert run(site, "move", "http://www.example.go.th/prongsai/about/", "/about/") == 2 and (site / FILE).read_bytes() == before
    replace(site / "measures/2567/publish.yml", "id: publish-purchases", "id: purchases")
    without_last_line(site)
    assert run(site, "move", "http://www.example.go.th/prongsai/measures/2567/publish-purchases/", "https://www.example.go.th/prongsai/measures/2567/purchases") == 0
    assert run(site, "retire", "https://www.example.go.th/prongsai/measures/2567/publish-complaints/", "--why", "ยกเลิก") == 0
    assert ledger_errors(site) == [] and ledger_of(site).moved["/measures/2567/publish-purchases/"] == "/measures/2567/purchases/"


@pytest.mark.parametrize(
    "arguments",
    [
        ["move", "/x/", "/nowhere/"], ["move", "/about/", "/"], ["move", "/x/", "/x/"], ["retire", "/about/", "--why", "x"], ["retire", "/x/", "--why", "x"],
        ["close", "2490"], ["close", "2021"], ["close"], ["retire", "/x/"], [], ["move", "/x/"], ["nonsense"],
    ],
)  # fmt: skip
def test_wrong_use_changes_nothing_and_says_so_in_two_languages(site, arguments, capsys):
    before = (site / FILE).read_bytes()
    try:
        status = run(site, *arguments)
    except SystemExit as stopped:  # argparse
        status = stopped.code
    captured = capsys.readouterr()
    assert status == 2 and (site / FILE).read_bytes() == before
    assert captured.err and "Traceback" not in captured.err


def test_a_mistake_in_a_record_stops_the_command_and_keeps_the_ledger(site, capsys):
    replace(site / "measures/2567/publish.yml", "fiscal_year: 2567", "fiscal_year: [")
    before = (site / FILE).read_bytes()
    assert run(site, "accept") == 1 and (site / FILE).read_bytes() == before
    assert "measures/2567/publish.yml" in capsys.readouterr().out


def test_a_damaged_ledger_is_never_overwritten(site, capsys):
    (site / FILE).write_bytes(b"rubbish\n")
    assert run(site, "accept") == 1 and (site / FILE).read_bytes() == b"rubbish\n"
    assert "ledger-row" in capsys.readouterr().out


def test_a_ledger_whose_tabs_are_gone_is_told_once_by_both_commands(site, capsys):
    spoiled = (site / FILE).read_bytes().replace(b"\t", b"    ")
    (site / FILE).write_bytes(spoiled)
    for command in (check, main):
        assert command([*(["accept"] if command is main else []), "--root", str(site)]) == 1
        out = capsys.readouterr().out
        assert out.count(": ผิด: ") == out.count("[ledger-tabs-gone]") == 1 and "git checkout -- measures/ledger.tsv" in out
    assert (site / FILE).read_bytes() == spoiled


def test_a_closed_year_changes_by_corrections_only(site):
    assert run(site, "close", "2566", "--today", "2023-10-02") == 0
    assert ledger_errors(site) == []
    path = site / "measures/2566/service.yml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("title:", "title: แก้ไข", 1)
    path.write_text(changed, encoding="utf-8")
    assert "closed-year-changed" in ledger_errors(site)
    assert run(site, "accept") == 1
    path.write_text(changed + "corrections:\n  - on: 3 ตุลาคม 2566\n    why: พิมพ์ผิด\n    what: แก้ชื่อ\n", encoding="utf-8")
    assert ledger_errors(site) == ["closed-year-correction-open"], "without git, nobody knows whether it was published"
    assert run(site, "accept") == 0 and ledger_of(site).fixed["measure 2566/service"].corrections == 1
    assert ledger_errors(site) == []
    assert run(site, "close", "2566") == 2


def test_whatever_is_moved_the_site_can_be_built(site, tmp_path):
    (site / "content/files/2567/plan.csv").write_bytes(b"a,b\n1,2\n")
    moved = ["/" + "ก" * 100 + "/", "/files/2567/plan.csv/download", "/about/index.html/x", "/404.html/x/", "/news.html", "/news.html/5/"]
    (site / FILE).write_text((site / FILE).read_text(encoding="utf-8") + "".join(f"{old}\tmoved\t/about/\n" for old in moved), encoding="utf-8")
    result = build(site, tmp_path / "out")
    assert result.ok and {problem.params["address"] for problem in result.problems if problem.code == "ledger-redirect-below"} == {*moved[1:4]}
    assert {row["from"] for row in json.loads((tmp_path / "out/data/redirects.json").read_text(encoding="utf-8"))} == set(moved)


def test_every_file_that_the_build_writes_itself_is_known(built_site, built_fictional):
    written = set()
    for root, out in ((FICTIONAL.parents[2], built_site), (FICTIONAL, built_fictional)):
        known = {address.address.strip("/") for address in load_project(root).addresses}
        files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() and path.name != "index.html"}
        written |= {name for name in files - known if not re.search(r"[.-][0-9a-f]{10,12}\.", name)}
    assert written == OWN - {"admin/headers.conf"}  # which is written where forms are published


@pytest.mark.parametrize("name", ["content/files/2567/x.csv", "measures/2567/registers/complaint-statistics.yml"])
def test_a_file_that_is_back_goes_before_its_tombstone(site, tmp_path, name):
    path = site / name
    if name.endswith(".csv"):
        path.write_bytes(b"a,b\n1,2\n")
        assert run(site, "accept") == 0
    data = path.read_bytes()
    path.unlink()
    gone = {str(problem.params["address"]) for problem in load_project(site).problems if problem.code.startswith("ledger-vanished")}
    assert run(site, "retire", min(gone, key=lambda address: address.startswith("/data/")), "--why", "ลงผิดแฟ้ม") == 0
    assert build(site, tmp_path / "out").ok and all((tmp_path / "out" / address.strip("/") / "index.html").is_file() for address in gone)
    path.write_bytes(data)
    result = build(site, tmp_path / "out")
    assert result.ok and "ledger-returned" in {problem.code for problem in result.problems}
    assert all((tmp_path / "out" / address.strip("/")).is_file() for address in gone if not address.endswith("/"))


def test_nothing_is_left_beside_the_ledger(site):
    assert sorted(path.name for path in site.iterdir()) == sorted(path.name for path in FICTIONAL.iterdir())


class Evening(datetime):
    """Half past six in the evening where the machine's clock keeps UTC: in Thailand it is the next day already."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2026, 11, 28, 18, 30, tzinfo=timezone.utc).astimezone(tz)


def test_all_commands_agree_on_the_day(site, tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "datetime", Evening)
    without_last_line(site)
    assert run(site, "retire", "/measures/2567/publish-complaints/", "--why", "ยกเลิก") == 0
    assert ledger_of(site).gone["/measures/2567/publish-complaints/"].on == date(2026, 11, 29)
    assert check(["--root", str(site)]) == 0
    (site / FILE).write_bytes((site / FILE).read_bytes().replace(b"2026-11-29", b"2026-11-30"))
    assert check(["--root", str(site)]) == 1
    assert "ledger-future" in {problem.code for problem in build(site, tmp_path / "out").problems}
