"""Why something was taken out: each time its own reason, also once it is back, and never that of something else."""

import re

import pytest

from macros.site.commands.ledger import main
from macros.site.expand.memory import Memory
from macros.site.project import load_project
from tests.conftest import FICTIONAL, commit_all

AGENCY, O26 = "measures/agency.yml", "measures/2567/disclosures/o26.yml"
LAW = "  - id: education\n"


@pytest.fixture
def site(site_copy):
    root = site_copy(FICTIONAL)
    assert main(["accept", "--root", str(root)]) == 0
    commit_all(root, "accepted", "2026-02-01T10:00:00+07:00")
    return root


def ledger(site, *arguments):
    assert main([*arguments, "--root", str(site)]) == 0


def commit(site, day):
    commit_all(site, "x", f"2026-02-{day:02}T10:00:00+07:00")


def taken_out(site, memory=None):
    """What the page of changes says of what was taken out, newest first."""
    text = load_project(site, memory=memory).documents["changes/index.md"][1]
    return re.findall(r"(นำ[^<>]* ออก[^<>]*)<", text)


def withdraw(site, day, why):
    text = (site / O26).read_bytes()
    (site / O26).unlink()
    ledger(site, "retire", "/oit/2567/o26/", "--why", why, "--today", f"2026-02-{day:02}")
    commit(site, day)
    return text


def test_the_reason_of_a_withdrawal_stays_once_the_record_is_back(site):
    memory = Memory()
    for day, why in ((3, "ลงผิดปี"), (9, "ประกาศถูกยกเลิก")):
        text = withdraw(site, day, why)
        assert f"เพราะ{why}" in taken_out(site, memory)[0]
        (site / O26).write_bytes(text)
        ledger(site, "accept")
        commit(site, day + 2)
    found = taken_out(site, memory)
    assert found == taken_out(site)
    assert [one.rpartition(" ออก ")[2] for one in found if "O26" in one and "องค์ประกอบ" not in one] == ["เพราะประกาศถูกยกเลิก", "เพราะลงผิดปี"]


def test_a_reason_is_not_that_of_something_else_that_had_the_address_since(site):
    before = (site / AGENCY).read_text(encoding="utf-8")
    unit = lambda name: before.replace(LAW, f"  - id: works\n    name: {name}\n{LAW}")
    for day, text in ((2, unit("นายกเทศมนตรี")), (3, before), (5, unit("งานปชส.")), (7, before)):
        (site / AGENCY).write_text(text, encoding="utf-8")
        if day == 2:
            ledger(site, "accept")
        if day == 3:
            ledger(site, "retire", "/units/works/", "--why", "ไม่ใช่หน่วยงาน", "--today", "2026-02-03")
        commit(site, day)
    assert taken_out(site) == ["นำหน่วยงาน “งานปชส.” ออก", "นำหน่วยงาน “นายกเทศมนตรี” ออก เพราะไม่ใช่หน่วยงาน"]
