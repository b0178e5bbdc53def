"""What is taken out, disclosures above all: their item's page stays, so it is asked why they went; and what may go without a word."""

import shutil
from datetime import date

from macros.ledger import FILE
from macros.site.commands.check import main as check
from macros.site.project import load_project
from tests.ledger.test_command import ledger_errors, ledger_of, replace, run


def test_an_approved_disclosure_that_is_deleted_is_an_error_until_it_is_said_why(site, capsys):
    path, address = site / "measures/2567/disclosures/o26.yml", "/oit/2567/o26/"
    text, before = path.read_bytes(), (site / FILE).read_bytes()
    path.unlink()
    assert ledger_errors(site) == ["adopted-removed"]
    assert check(["--root", str(site)]) == 1 and f"retire {address}" in capsys.readouterr().out
    assert run(site, "accept") == 1 and (site / FILE).read_bytes() == before
    assert run(site, "retire", address, "--why", " ") == 2
    assert run(site, "retire", address, "--why", "ประกาศถูกยกเลิก", "--today", "2026-01-31") == 0
    assert ledger_errors(site) == [] and address in ledger_of(site).living and "disclosure 2567/O26" in ledger_of(site).adopted
    assert run(site, "retire", address, "--why", "อีกครั้ง") == 2
    page = load_project(site, preview=True).documents["oit/2567/o26/index.md"][1]
    assert "เคยเผยแพร่ที่นี่</strong> นำออกเมื่อ <span class=\"ps-phrase\">31\u00a0มกราคม 2569</span> เพราะประกาศถูกยกเลิก" in page and "ไม่ได้แปลว่าหน่วยงาน" not in page
    assert [problem.code for problem in load_project(site, today=date(2026, 1, 30)).problems if problem.code.startswith("ledger-")] == ["ledger-future"]
    path.write_bytes(text)
    assert run(site, "accept") == 0 and ledger_of(site).withdrawn == {}
    path.unlink()
    assert ledger_errors(site) == ["adopted-removed"]


def test_so_is_one_that_was_published_without_an_approval(site, capsys):
    """The page of its item is there before and after, and so are all its anchors."""
    path, address = site / "measures/2567/disclosures/o23.yml", "/oit/2567/o23/"
    text = path.read_bytes()
    assert "disclosure 2567/O23" in ledger_of(site).disclosed and "disclosure 2567/O26" not in ledger_of(site).disclosed
    path.unlink()
    assert ledger_errors(site) == ["disclosed-removed"] and run(site, "accept") == 1
    assert check(["--root", str(site)]) == 1 and f"retire {address}" in capsys.readouterr().out
    (site / FILE).write_bytes((site / FILE).read_bytes().replace(b"disclosure 2567/O23\tdisclosed\n", b""))
    assert ledger_errors(site) == [], "a ledger of an older engine does not tell"
    path.write_bytes(text)
    assert run(site, "accept") == 0
    path.unlink()
    assert run(site, "retire", address, "--why", "ลงผิดปี", "--today", "2026-01-31") == 0 and ledger_errors(site) == []
    page = load_project(site).documents["oit/2567/o23/index.md"][1]
    assert "เคยเผยแพร่ที่นี่</strong> นำออกเมื่อ <span class=\"ps-phrase\">31\u00a0มกราคม 2569</span> เพราะลงผิดปี" in page
    path.write_bytes(text)
    assert run(site, "accept") == 0 and ledger_of(site).withdrawn == {}


def test_a_draft_that_waits_for_its_approval_may_go(site):
    replace(site / "mkdocs.yml", "  prongsai:\n", "  prongsai:\n    approval: required\n")
    path = site / "measures/2567/disclosures/o23.yml"
    path.rename(draft := path.with_name("o22.yml"))
    replace(draft, "item: O23", "item: O22")
    assert run(site, "retire", "/oit/2567/o23/", "--why", "ลงผิดข้อ") == 0
    assert run(site, "accept") == 0 and "disclosure 2567/O22" not in ledger_of(site).disclosed
    draft.unlink()
    assert ledger_errors(site) == []


def test_a_disclosure_that_cannot_be_read_is_not_called_gone(site):
    for name in ("O23", "O26"):
        replace(site / f"measures/2567/disclosures/{name.lower()}.yml", f"item: {name}", f"item: {name}: x")
    assert not {"adopted-removed", "disclosed-removed"} & {*ledger_errors(site)}


def test_a_year_that_is_deleted_is_told_by_its_folders_and_retired_by_one_command_for_each(site):
    """What was disclosed in it goes along, where the page of its item does."""
    shutil.rmtree(site / "measures/2567")
    replace(site / "content/services/fees.md", "2567", "2566")
    found = {str(problem.params["address"]): problem for problem in load_project(site).problems if problem.code.startswith("ledger-vanished")}
    below = {address for address, problem in found.items() if problem.code == "ledger-vanished-below"}
    assert below == {"/measures/2567/", "/oit/2567/", "/registers/"} and not [one for one in found if one not in below and one.startswith((*below,))]
    assert found["/oit/2567/"].params["count"] == 35
    assert run(site, "retire", *below, "/print/2567/", "/trace/2567/", "--why", "ลงผิดปี") == 0
    assert ledger_errors(site) == [] and "/oit/2567/o8/" in ledger_of(site).gone and "disclosure 2567/O8" in ledger_of(site).withdrawn


def test_a_folder_that_stays_takes_nothing_along(site):
    (site / "measures/2567/disclosures/o23.yml").unlink()
    assert run(site, "retire", "/oit/2567/", "--why", "ยกเลิก") == 2 and ledger_errors(site) == ["disclosed-removed"]


def test_what_says_how_a_record_stands_may_go(site):
    """A statement that there is nothing, once there is something, and the matrix's row of an item that had not failed: also of an older ledger."""
    with (site / FILE).open("ab") as file:
        file.write(b"/oit/2567/o24/#none\tanchor\n/trace/2567/#trace-failed-o9\tanchor\n")
    replace(site / "measures/2567/disclosures/o24.yml", "answer: ไม่มี", "answer: มี")
    replace(site / "measures/2567/disclosures/o24.yml", "statement:\n  text: ปีงบประมาณ 2566 ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ\n  on: 2 ตุลาคม 2566\n", "")
    assert "ledger-anchor-vanished" not in ledger_errors(site) and not ledger_of(site).anchors & {"/oit/2567/o24/#none", "/trace/2567/#trace-failed-o9"}


def test_work_passes_to_another_unit_and_a_unit_comes_under_another(site):
    """No page moves by that, and who reorganises an office has touched no heading."""
    anchors = "/units/#unit-welfare", "/units/welfare/#year-2567", "/units/welfare/#oit", "/measures/2567/m1-1/#notes"
    with (site / FILE).open("ab") as file:
        file.write("".join(f"{anchor}\tanchor\n" for anchor in anchors).encode())
    assert "ledger-anchor-vanished" not in ledger_errors(site) and not ledger_of(site).anchors & {*anchors}


def test_what_is_withdrawn_from_a_closed_year_says_why_and_is_a_correction_of_its_plan(site):
    assert run(site, "close", "2567", "--today", "2024-10-02") == 0
    (site / "measures/2567/disclosures/o26.yml").unlink()
    assert ledger_errors(site) == ["adopted-removed", "closed-year-removed"]
    plan = site / "measures/2567/plan.yml"
    plan.write_text(plan.read_text(encoding="utf-8") + "corrections:\n  - {on: 3 ตุลาคม 2567, why: ประกาศถูกยกเลิก, what: นำข้อ O26 ออก}\n", encoding="utf-8")
    assert ledger_errors(site) == ["adopted-removed", "closed-year-correction-open"] and run(site, "accept") == 1
    assert run(site, "retire", "/oit/2567/o26/", "--why", "ประกาศถูกยกเลิก", "--today", "2024-10-03") == 0
    assert run(site, "accept") == 0 and ledger_errors(site) == []
    assert "disclosure 2567/O26" not in ledger_of(site).fixed
