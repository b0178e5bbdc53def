"""When a page changed last: with all that it shows, the rows of other records included."""

import datetime
import re

import pytest

from macros.site.build import build
from macros.site.commands.ledger import main as ledger_command
from macros.site.expand.memory import Memory
from macros.site.project import load_project
from tests.conftest import FICTIONAL, commit_all, commit_edit

PUBLISH = "measures/2567/publish.yml"
BEGAN, LATER, MOVED = datetime.date(2026, 1, 15), datetime.date(2026, 2, 3), datetime.date(2026, 2, 4)


@pytest.fixture
def site(site_copy):
    return site_copy(FICTIONAL)


def edit(root, *changes, file=PUBLISH):
    commit_edit(root, file, *changes)


def changed_on(project):
    """Address → the day on which what the page shows changed last."""
    return {page.address: project.dated(page).last for page in (*project.pages, *project.content)}


def test_a_line_s_new_words_date_every_page_that_shows_it(site, tmp_path):
    assert set(changed_on(load_project(site)).values()) == {BEGAN, None}
    edit(site, ("responsible: [policy]", "responsible: [policy] # ทบทวนแล้ว"), ("text: เผยแพร่รายงานบนเว็บไซต์", "text: เผยแพร่รายงานบนเว็บไซต์หลัก"))
    after = changed_on(load_project(site))
    shown = {
        "/", "/measures/2567/", "/trace/2567/", "/measures/2567/publish/", "/measures/2567/publish-progress/", "/units/policy/", "/units/office/",
        "/services/fees/",  # it calls plan_table(2567)
        "/ita/2566/",  # what failed, and whether it is repaired
    }
    assert {address for address, day in after.items() if day == LATER} == shown
    assert after["/units/treasury/"] == after["/measures/2567/publish-purchases/"] == after["/complaints/"] == BEGAN
    assert {day for address, day in after.items() if address.startswith("/oit/")} == {BEGAN, None}  # an item's day is that of its disclosure
    assert build(site, tmp_path / "site").ok
    for name in ("index.html", "units/office/index.html"):
        assert 'แก้ไขข้อมูลในหน้านี้ล่าสุด <span class="ps-w">3 กุมภาพันธ์ 2569</span>' in (tmp_path / "site" / name).read_text(encoding="utf-8")


def test_a_result_says_whether_what_repairs_it_is_done(site):
    result = load_project(site).documents["ita/2566/index.md"][1]
    assert re.search('publish-progress/">1.1 [^<]*</a> <span class="ps-status ps-status--done">', result)
    assert result.count('class="ps-status ') == 8 and "data-as-of" in result


def test_a_line_that_goes_dates_the_pages_that_showed_it(site, tmp_path):
    (site / "measures" / "ledger.tsv").unlink()
    text = (site / PUBLISH).read_text(encoding="utf-8")
    start = text.index("  - id: publish-purchases")
    end = text.index("  - id: ", start + 5)
    edit(site, (text[start:end], ""))
    project = load_project(site)
    assert [project.dates.last(address) for address in ("/measures/2567/publish/", "/units/supply/", "/units/treasury/", "/measures/2567/")] == [LATER] * 4
    assert project.dates.last("/units/law/") == BEGAN


def test_a_result_dates_the_trace_matrix_of_the_plan_that_analyses_it(site):
    edit(site, ("text: บุคลากรไม่ทราบ", "text: บุคลากรจำนวนหนึ่งไม่ทราบ"), file="measures/2566/ita.yml")
    dates = load_project(site).dates
    assert [dates.last(address) for address in ("/ita/2566/", "/trace/2567/", "/trace/2566/")] == [LATER, LATER, BEGAN]
    assert "/ita/2566/" in [address for _, _, address in dates.of("/trace/2567/").changes]
    edit(site, ("analyses: 2566\n", ""), file="measures/2567/plan.yml")
    assert "/ita/2566/" not in [address for _, _, address in load_project(site).dates.of("/trace/2567/").changes]


def test_a_correction_is_told_with_what_it_corrected_and_by_day(site):
    for file, day in {"measures/2567/publish.yml": 5, "measures/2567/integrity.yml": 3, "measures/2567/plan.yml": 4}.items():
        path = site / file
        text = path.read_text(encoding="utf-8").rstrip() + f"\ncorrections:\n  - {{on: {day} ตุลาคม 2567, why: พิมพ์ผิด, what: แก้ที่ {day}}}\n"
        path.write_text(text, encoding="utf-8")
    documents = load_project(site, preview=True).documents
    told = {name: re.findall(r"</time> (.*?) เพราะ", documents[f"{name}/index.md"][1].partition('id="corrections"')[2]) for name in ("measures/2567", "measures/2567/publish")}
    link = '<a href="{}/">{}</a>: แก้ที่ {}'
    assert told["measures/2567"] == [link.format("integrity", "เสริมสร้างจริยธรรมและวัฒนธรรม No Gift Policy", 3), "แก้ที่ 4", link.format("publish", "เปิดเผยข้อมูลสาธารณะให้ครบตามแบบ OIT", 5)]
    assert told["measures/2567/publish"] == ["แก้ที่ 5"]


def test_an_element_s_new_place_dates_the_pages_of_the_units_that_answer_for_its_item(site):
    edit(site, ("file: files/2567/no-gift-policy.pdf", "page: /measures/2567/"), file="measures/2567/disclosures/o26.yml")
    project = load_project(site)
    assert [project.dates.last(address) for address in ("/oit/2567/o26/", "/units/office/", "/units/law/")] == [LATER, LATER, BEGAN]
    assert project.documents["oit/2567/index.md"][1].count('15 ม.ค. 69<div class="ps-table__nowrap">แก้ไข 3 ก.พ. 69</div></td>') == 1  # a card has no head that says which day is which


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
    assert days["/complaints/"] == LATER != days["/about/"]


def test_a_page_is_recorded_first_when_its_own_record_is(site):
    edit(site, ("  - id: publish-purchases", "  - id: publish-late\n    title: รายการใหม่\n    steps: [ทำ]\n    responsible: [law]\n    period: เม.ย. 2567\n    follow_up: รายงาน\n    follow_up_month: พ.ค. 2567\n    status: unknown\n  - id: publish-purchases"))
    dates = load_project(site).dates
    law = dates.of("/units/law/")
    assert (law.first, law.last) == (BEGAN, LATER)
    assert law.changes[0] == (LATER, "เพิ่มรายการ “รายการใหม่”", "/measures/2567/publish-late/")


def test_every_page_of_an_adopted_plan_says_that_it_changed_since(site, tmp_path):
    later = "  - id: publish-late\n    title: รายการใหม่\n    steps: [ทำ]\n    responsible: [law]\n    period: เม.ย. 2567\n    follow_up: รายงาน\n    status: unknown\n"
    edit(site, ("period: เม.ย. 2567", "period: พ.ค. 2567"), ("responsible: [supply]", "responsible: [treasury]"), ("  - id: publish-purchases", f"{later}  - id: publish-purchases"))
    result = build(site, tmp_path / "site")
    assert result.ok, result.problems
    page = {name: re.sub("</?span[^>]*>", "", (tmp_path / "site" / name / "index.html").read_text(encoding="utf-8")) for name in ("measures/2567", "print/2567", *(f"measures/2567/{line}" for line in LINES))}
    facts, notice = page["measures/2567"].split('id="table"', 1)
    assert facts.count('href="#since-adopted"') == 2 and "เปลี่ยนแปลงหลังเห็นชอบ 3 เรื่อง</a>" in facts and "ระยะเวลาของ" in notice  # in the contents, and beside the day
    head = page["print/2567"].partition('class="ps-note"')[2].partition('id="plan"')[0]
    assert "เปลี่ยนแปลงหลังเห็นชอบ ๓ เรื่อง" in head and "เพิ่มรายการ “รายการใหม่”" in head and "เม.ย. ๒๕๖๗ เป็น พ.ค. ๒๕๖๗" in head
    assert [page[f"measures/2567/{line}"].count('href="#since-adopted"') for line in LINES] == [1, 1, 1, 0]


def test_another_title_of_a_measure_with_several_lines_is_a_change_of_its_adopted_plan(site):
    edit(site, ("title: เปิดเผยข้อมูลสาธารณะให้ครบ", "title: ไม่ต้องเปิดเผยข้อมูลสาธารณะให้ครบ"))
    project = load_project(site)
    assert [str(problem.place) for problem in project.problems if problem.code == "adopted-changed"] == ["measures/2567/plan.yml:4:7"]
    texts = {name: project.documents[f"measures/2567{name}/index.md"][1] for name in ("", "/publish", f"/{LINES[1]}")}
    assert ["เปลี่ยนแปลงหลังเห็นชอบ" in text for text in texts.values()] == [True, True, False]
    assert texts[""].count("ไม่ต้องเปิดเผยข้อมูลสาธารณะ") >= 2  # its heading, and what it became


def test_an_item_whose_disclosure_went_says_that_it_was_there(site):
    path = site / "measures/2567/disclosures/o23.yml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    said = '<strong>เคยเผยแพร่ที่นี่</strong> บันทึกครั้งแรก <span class="ps-phrase">15\u00a0มกราคม 2569</span> นำออกเมื่อ <span class="ps-phrase">3\u00a0กุมภาพันธ์ 2569</span></p>'
    memory = Memory()
    assert "<strong>เคยเผยแพร่ที่นี่</strong> นำออกแล้ว</p>" in load_project(site, preview=True, memory=memory).documents["oit/2567/o23/index.md"][1]
    commit_all(site, "later", "2026-02-03T10:00:00+07:00")
    documents = load_project(site, memory=memory).documents
    assert said in documents["oit/2567/o23/index.md"][1] and "เคยเผยแพร่" not in documents["oit/2567/o26/index.md"][1] + documents["oit/2567/o1/index.md"][1]
    path.write_text(text, encoding="utf-8")
    assert "เคยเผยแพร่" not in load_project(site, preview=True, memory=memory).documents["oit/2567/o23/index.md"][1]


def test_the_list_of_changes_says_why_a_disclosure_went(site):
    (site / "measures/2567/disclosures/o26.yml").unlink()
    assert ledger_command(["retire", "/oit/2567/o26/", "--why", "ประกาศถูกยกเลิก", "--root", str(site)]) == 0
    commit_all(site, "later", "2026-02-03T10:00:00+07:00")
    assert '<a href="../oit/2567/o26/">นำการเปิดเผยข้อ OIT “O26 ปี 2567” ออก เพราะประกาศถูกยกเลิก</a>' in load_project(site).documents["changes/index.md"][1]


def test_what_executives_never_approved_is_not_said_to_have_been_there(site):
    settings = site / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("official: true", "official: true\n    approval: required"), encoding="utf-8")
    for item in ("o23", "o26"):
        (site / f"measures/2567/disclosures/{item}.yml").unlink()
    (site / "measures/ledger.tsv").unlink()
    commit_all(site, "later", "2026-02-03T10:00:00+07:00")
    documents = load_project(site).documents
    assert ["เคยเผยแพร่ที่นี่" in documents[f"oit/2567/{item}/index.md"][1] for item in ("o23", "o26")] == [False, True]


def test_what_waits_for_approval_is_told_nowhere_and_what_was_approved_on_its_day(site):
    settings = site / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("official: true", "official: true\n    approval: required"), encoding="utf-8")
    draft, service = site / "measures/2567/disclosures/o5.yml", site / "measures/2567/service.yml"
    before, place = service.read_text(encoding="utf-8"), "    source_notes:"
    waits = "      - on: 20 มีนาคม 2567\n        text: ร่างแรก\n        status: done\n"
    draft.write_text("kind: disclosure\nfiscal_year: 2567\nitem: O5\nanswer: มี\nunit: office\nnote: ร่างแรก\n", encoding="utf-8")
    service.write_text(before.replace(place, waits + place), encoding="utf-8")
    commit_all(site, "draft", "2026-02-03T10:00:00+07:00")
    draft.unlink()
    service.write_text(before.replace(place, waits.replace("ร่างแรก", "ร่างที่สอง") + place), encoding="utf-8")
    commit_all(site, "another", "2026-02-04T10:00:00+07:00")
    assert [path for path, (_, text) in load_project(site).documents.items() if re.search("ร่างแรก|ร่างที่สอง|20 มีนาคม 2567|“O5 ปี 2567”", text)] == []
    approved = waits.replace("ร่างแรก", "ร่างที่สอง") + "        approved: {by: ปลัดเทศบาล, on: 22 มีนาคม 2567}\n"
    service.write_text(before.replace(place, approved + place), encoding="utf-8")
    commit_all(site, "approved", "2026-02-05T10:00:00+07:00")
    text = load_project(site).documents["changes/index.md"][1]
    assert "เพิ่มความคืบหน้าวันที่ 20 มีนาคม 2567" in text and "ร่างแรก" not in text


def test_the_notice_has_the_old_and_the_new_words_folded(site):
    path = site / PUBLISH
    old = re.search(r"follow_up: (.{41,})", path.read_text(encoding="utf-8"))[1]
    edit(site, (f"follow_up: {old}", "follow_up: รายงานในที่ประชุม"))
    text = load_project(site).documents["measures/2567/index.md"][1]
    notice = text[text.index('id="since-adopted"') :]
    assert [re.findall(rf"<dt>การติดตามผล {when}</dt><dd>([^<]+)</dd>", notice) for when in ("เดิม", "ปัจจุบัน")] == [[old], ["รายงานในที่ประชุม"]]
    assert re.search(r'<li>แก้ไขการติดตามผลของ “[^”]+”<details data-search="off"><summary>', notice)


LINES = ("publish", "publish-progress", "publish-late", "publish-complaints")


def test_a_plan_as_adopted_says_nothing_of_it(built_fictional):
    for name in ("measures/2567", "print/2567", "measures/2567/publish"):
        assert "หลังเห็นชอบ" not in (built_fictional / name / "index.html").read_text(encoding="utf-8")


def test_a_warm_look_says_the_same_as_a_fresh_one(site):
    memory = Memory()
    path = site / PUBLISH
    text = path.read_text(encoding="utf-8")
    for written in (text, text.replace("responsible: [policy]", "responsible: [law]", 1), text.replace("status: done", "status: under-way", 1), text):
        path.write_text(written, encoding="utf-8")
        warm, fresh = load_project(site, preview=True, memory=memory), load_project(site, preview=True)
        assert {address: warm.dates.of(address) for address in warm.there} == {address: fresh.dates.of(address) for address in fresh.there}


def test_a_warm_look_knows_that_a_plan_was_adopted_anew(site):
    edit(site, ("period: เม.ย. 2567", "period: พ.ค. 2567"))
    memory, line = Memory(), "/measures/2567/publish-progress/"
    assert load_project(site, preview=True, memory=memory).dates.of(line).since_adopted
    plan = site / "measures/2567/plan.yml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("on: 16 ตุลาคม 2566", "on: 20 ตุลาคม 2566"), encoding="utf-8")
    warm = load_project(site, preview=True, memory=memory)
    assert warm.dates.of(line).adopted is None and not warm.dates.of("/measures/2567/").since_adopted


def moved_to_2566(site):
    """A line goes from the adopted plan of 2567 into a measure of 2566, in one commit."""
    text = (site / PUBLISH).read_text(encoding="utf-8")
    start, end = text.index("  - id: publish-purchases"), text.index("  - id: publish-complaints")
    (site / PUBLISH).write_text(text[:start] + text[end:], encoding="utf-8")
    service = site / "measures/2566/service.yml"
    service.write_text(service.read_text(encoding="utf-8") + re.sub(r"(?<=ต.ค. |ม.ค. )256\d", "2566", text[start:end]).replace("ต.ค. 2566", "ต.ค. 2565"), encoding="utf-8")
    assert ledger_command(["move", "/measures/2567/publish-purchases/", "/measures/2566/publish-purchases/", "--root", str(site)]) == 0
    commit_all(site, "moved", "2026-02-04T10:00:00+07:00")


def test_a_line_that_moved_into_another_year_left_its_adopted_plan(site):
    edit(site, ("period: เม.ย. 2567", "period: พ.ค. 2567"))
    before = load_project(site).dates.of("/measures/2567/")
    (other,) = before.since_adopted
    moved_to_2566(site)
    dates = load_project(site).dates
    plan, measure, line = map(dates.of, ("/measures/2567/", "/measures/2567/publish/", "/measures/2567/publish-complaints/"))
    day, text, address = plan.changes[0]
    title = re.search("“(.+?)”", text)[1]
    assert (day, address) == (MOVED, "/measures/2566/publish-purchases/") and text.startswith(f"เปลี่ยนที่อยู่หน้าเว็บของรายการ “{title}” · ")
    assert plan.changes[0] == measure.changes[0]
    assert {one.text for one in plan.since_adopted} == {one.text for one in measure.since_adopted} == {other.text, f"นำรายการ “{title}” ออก"}
    assert [one.last for one in (plan, measure, line)] == [MOVED, MOVED, BEGAN]
    told = [[(day, text) for day, text, _ in one.changes] for one in (plan, before)]
    assert (told[0][1:], plan.older) == (told[1][:-1], before.older + 1)
    arrived = dates.of("/measures/2566/")
    assert [one.text for one in arrived.since_adopted] == [f"เพิ่มรายการ “{title}”"] and arrived.last == MOVED
    assert dates.last("/units/supply/") == MOVED != dates.last("/units/law/")


def test_what_left_a_unit_changed_its_page(site):
    """A unit that belongs to another one now, and a line that another unit carries out."""
    edit(site, ("parent: office", "parent: education"), file="measures/agency.yml")
    dates = load_project(site).dates
    assert [dates.last(f"/units/{unit}/") for unit in ("office", "policy", "education", "treasury")] == [LATER, LATER, LATER, BEGAN]
    assert dates.of("/units/office/").changes[0] == dates.of("/units/policy/").changes[0]
    edit(site, ("responsible: [supply]", "responsible: [law]"))
    dates = load_project(site).dates
    assert dates.last("/units/supply/") == dates.last("/units/treasury/") == dates.last("/units/law/") == LATER


def test_a_warm_look_knows_what_left(site):
    memory = Memory()
    load_project(site, preview=True, memory=memory).dates.of("/measures/2567/publish/")
    moved_to_2566(site)
    warm, fresh = load_project(site, preview=True, memory=memory), load_project(site, preview=True)
    assert {address: warm.dates.of(address) for address in warm.there} == {address: fresh.dates.of(address) for address in fresh.there}
    path = site / PUBLISH
    path.write_text(path.read_text(encoding="utf-8").replace("status: done", "status: under-way", 1), encoding="utf-8")
    warm, fresh = load_project(site, preview=True, memory=memory), load_project(site, preview=True)
    assert {address: warm.dates.of(address) for address in warm.there} == {address: fresh.dates.of(address) for address in fresh.there}
