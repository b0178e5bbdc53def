"""A measure that is its own only line: its title, which the history has in the measure, is that of the line too."""

import pytest

from macros.site.commands.ledger import main as ledger_command
from macros.site.expand.memory import Memory
from macros.site.project import load_project
from tests.conftest import FICTIONAL, commit_edit

PROPERTY, PUBLISH, PLAN = (f"measures/2567/{name}.yml" for name in ("property", "publish", "plan"))
OLD, NEW = "กำหนดขั้นตอนการขอยืมทรัพย์สินของราชการ", "กำหนดขั้นตอนการขอยืมและคืนทรัพย์สินของราชการ"
SAID = f"ชื่อรายการของ “{OLD}” เปลี่ยนเป็น “{NEW}”"


@pytest.fixture
def site(site_copy):
    return site_copy(FICTIONAL)


def edit(root, file, old, new, day):
    commit_edit(root, file, (old, new), at=f"{day}T10:00:00+07:00")


def said(root, address="/measures/2567/"):
    return [one.text for one in load_project(root).dates.of(address).since_adopted]


def test_another_title_of_such_a_measure_is_told_on_its_page_and_beside_all_else_that_changed(site):
    edit(site, PROPERTY, OLD, NEW, "2026-02-03")
    assert said(site) == said(site, "/measures/2567/property/") == [SAID]
    edit(site, PUBLISH, "period: เม.ย. 2567", "period: พ.ค. 2567", "2026-02-04")
    assert said(site)[0] == SAID and said(site)[1:] == said(site, "/measures/2567/publish-progress/") != []


def test_it_dates_the_pages_of_units_that_list_it(site):
    edit(site, PROPERTY, OLD, NEW, "2026-02-03")
    edit(site, PUBLISH, "title: เปิดเผยข้อมูลสาธารณะให้ครบ", "title: เปิดเผยข้อมูลสาธารณะให้ครบทุกข้อ", "2026-02-04")  # of a measure whose lines have titles of their own
    dates = load_project(site).dates
    assert [dates.last(f"/units/{unit}/").isoformat() for unit in ("supply", "treasury", "policy")] == ["2026-02-03", "2026-02-03", "2026-01-15"]
    assert NEW in dates.of("/units/supply/").changes[0][1]


def test_what_changed_since_is_known_of_a_plan_that_was_adopted_with_another_title_of_it(site):
    edit(site, PROPERTY, OLD, NEW, "2026-02-03")
    edit(site, PLAN, "on: 16 ตุลาคม 2566", "on: 20 ตุลาคม 2566", "2026-02-04")
    assert ledger_command(["accept", "--root", str(site)]) == 0 and said(site) == []
    edit(site, PUBLISH, "period: เม.ย. 2567", "period: พ.ค. 2567", "2026-02-05")
    (one,) = said(site)
    assert one.startswith("ระยะเวลาของ ")


def test_a_warm_look_says_the_same_of_it(site):
    memory, path = Memory(), site / PROPERTY
    text = path.read_text(encoding="utf-8")
    for written in (text, text.replace(OLD, NEW), text):
        path.write_text(written, encoding="utf-8")
        warm, fresh = load_project(site, preview=True, memory=memory), load_project(site, preview=True)
        assert {address: warm.dates.of(address) for address in warm.there} == {address: fresh.dates.of(address) for address in fresh.there}
        assert (warm.dates.last("/units/supply/") is None) == (NEW in written)
