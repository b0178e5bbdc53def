"""When a page changed last: with all that it shows, the rows of other records included."""

import datetime
import re
from pathlib import Path

import pytest

from macros.site.build import build
from macros.site.memory import Memory
from macros.site.project import load_project
from tests.conftest import FICTIONAL, commit_all

PUBLISH = "measures/2567/publish.yml"
BEGAN, LATER = "15 มกราคม 2569", "3 กุมภาพันธ์ 2569"


@pytest.fixture
def site(site_copy):
    return site_copy(FICTIONAL)


def edit(root, *changes, file=PUBLISH):
    """One commit on a later day."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    commit_all(root, "later", "2026-02-03T10:00:00+07:00")


def changed_on(root, output):
    """Address → the day that the foot of the page names."""
    assert build(root, output).ok
    pages = ((path, re.search(r"แก้ไขข้อมูลในหน้านี้ล่าสุด ([^<]+)<", path.read_text(encoding="utf-8"))) for path in Path(output).rglob("index.html"))
    return {f"/{path.parent.relative_to(output).as_posix()}/".replace("/./", "/"): found[1] for path, found in pages if found}


def test_a_line_s_new_status_dates_every_page_that_shows_it(site, tmp_path):
    assert set(changed_on(site, tmp_path / "before").values()) == {BEGAN}
    edit(site, ("responsible: [policy]", "responsible: [policy] # ทบทวนแล้ว"), ("text: เผยแพร่รายงานบนเว็บไซต์", "text: เผยแพร่รายงานบนเว็บไซต์หลัก"))
    after = changed_on(site, tmp_path / "after")
    shown = {
        "/", "/measures/2567/", "/trace/2567/", "/measures/2567/publish/", "/measures/2567/publish-progress/", "/units/policy/", "/units/office/",
        "/services/fees/",  # it calls plan_table(2567)
    }
    assert {address for address, day in after.items() if day == LATER} == shown
    assert after["/units/treasury/"] == after["/measures/2567/publish-purchases/"] == after["/complaints/"] == BEGAN
    assert {day for address, day in after.items() if address.startswith("/oit/")} == {BEGAN}  # an item's day is that of its disclosure


def test_a_line_that_goes_dates_the_pages_that_showed_it(site, tmp_path):
    (site / "measures" / "ledger.tsv").unlink()
    text = (site / PUBLISH).read_text(encoding="utf-8")
    start = text.index("  - id: publish-purchases")
    end = text.index("  - id: ", start + 5)
    edit(site, (text[start:end], ""))
    project = load_project(site)
    day = datetime.date(2026, 2, 3)
    assert [project.dates.last(address) for address in ("/measures/2567/publish/", "/units/supply/", "/units/treasury/", "/measures/2567/")] == [day] * 4
    assert project.dates.last("/units/law/") < day


def latest_at_home(root):
    _, home = load_project(root).documents["index.md"]
    return home[home.index('id="latest"') : home.index('id="doors"')]


def test_what_changed_last_leads_from_home_to_what_it_is_told_of(site):
    edit(site, ("text: เผยแพร่รายงานบนเว็บไซต์", "text: เผยแพร่รายงานบนเว็บไซต์หลัก"))
    assert '<a href="measures/2567/publish-progress/">แก้ไขความคืบหน้า' in latest_at_home(site)


def test_what_is_no_more_leads_nowhere(site):
    (site / "measures" / "ledger.tsv").unlink()
    text = (site / PUBLISH).read_text(encoding="utf-8")
    edit(site, (text[text.index("  - id: publish-purchases") : text.index("  - id: publish-complaints")], ""))
    latest = latest_at_home(site)
    assert "<p>นำรายการ" in latest and "publish-purchases" not in latest


def test_what_is_not_committed_has_no_day_where_it_is_shown(site):
    path = site / PUBLISH
    path.write_text(path.read_text(encoding="utf-8").replace("text: เผยแพร่รายงานบนเว็บไซต์", "text: เผยแพร่แล้ว", 1), encoding="utf-8")
    project = load_project(site, preview=True)
    assert project.dates.last("/units/policy/") is project.dates.last("/measures/2567/publish/") is None
    assert project.dates.last("/units/treasury/")
    (home,) = [page for page in project.content if page.address == "/"]
    assert project.dated(home).last is None


def test_the_agency_s_channels_date_the_page_of_complaints(site):
    edit(site, ("ลงทะเบียนและแจ้งเลขรับเรื่องภายใน 1 วันทำการ", "ลงทะเบียนและแจ้งเลขรับเรื่องภายใน 2 วันทำการ"), file="measures/agency.yml")
    project = load_project(site)
    days = {page.address: project.dated(page).last for page in project.content}
    assert days["/complaints/"] == datetime.date(2026, 2, 3) != days["/about/"]


def test_a_page_is_recorded_first_when_its_own_record_is(site):
    edit(site, ("  - id: publish-purchases", "  - id: publish-late\n    title: รายการใหม่\n    steps: [ทำ]\n    responsible: [law]\n    period: เม.ย. 2567\n    follow_up: รายงาน\n    follow_up_month: พ.ค. 2567\n    status: unknown\n  - id: publish-purchases"))
    dates = load_project(site).dates
    law = dates.of("/units/law/")
    assert (law.first, law.last) == (datetime.date(2026, 1, 15), datetime.date(2026, 2, 3))
    assert law.changes[0] == (datetime.date(2026, 2, 3), "เพิ่มรายการ “รายการใหม่”", "/measures/2567/publish-late/")


def test_a_warm_look_says_the_same_as_a_fresh_one(site):
    memory = Memory()
    path = site / PUBLISH
    text = path.read_text(encoding="utf-8")
    for written in (text, text.replace("responsible: [policy]", "responsible: [law]", 1), text.replace("status: done", "status: under-way", 1), text):
        path.write_text(written, encoding="utf-8")
        warm, fresh = load_project(site, preview=True, memory=memory), load_project(site, preview=True)
        assert {address: warm.dates.of(address) for address in warm.there} == {address: fresh.dates.of(address) for address in fresh.there}
