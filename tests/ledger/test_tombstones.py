"""The page at the address of what is no more."""

from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

from macros.ledger import Gone, Ledger, tombstones
from macros.pages.environment import environment
from macros.pages.links import relative
from macros.pages.page import Link
from macros.site.project import load_project

FICTIONAL = Path(__file__).resolve().parents[1] / "sites/fictional"
NEVER_GONE = {"index", "search", "changes", "forms-closed"}  # every site has them

STONE = Gone("line", "line 2564/m3-9", "ประชุม <b>", date(2026, 1, 31), "รวมกับข้ออื่น & เลิก")
LEDGER = Ledger(
    anchors=frozenset({"/measures/2564/m3-9/#steps", "/measures/2564/m3-9/#top", "/about/#x"}),
    gone={"/measures/2564/m3-9/": STONE, "/files/plan.pdf": Gone("file", "", "plan.pdf", date(2026, 1, 1), "ยกเลิก"), "/about/#x": Gone("anchor", "", "", date(2026, 1, 1), "y")},
)


def rendered(page):
    return environment().get_template("layouts/gone.jinja").render(page=page, link=partial(relative, page.address), **page.args)


def test_a_page_for_each_tombstone_and_none_for_anchors_or_what_is_back():
    found = tombstones.pages(LEDGER, [])
    assert [(page.address, page.kind, page.searchable) for page in found] == [("/files/plan.pdf/", "gone", False), ("/measures/2564/m3-9/", "gone", False)]
    assert [page.address for page in tombstones.pages(LEDGER, ["/measures/2564/m3-9/"])] == ["/files/plan.pdf/"]


def test_it_says_what_when_and_why_and_keeps_the_anchors():
    past = tombstones.Past(date(2021, 1, 1), date(2022, 2, 2), (("ขั้นตอน", ("เชิญ", "ประชุม")), ("สถานะ", ("แล้วเสร็จ",))))
    page = tombstones.pages(LEDGER, [], {"line 2564/m3-9": past, "": tombstones.Past()}.__getitem__)[1]
    html = rendered(page)
    for words in ("ประชุม &lt;b&gt;", "31\u00a0มกราคม 2569", "รวมกับข้ออื่น &amp; เลิก", "1\u00a0มกราคม 2564", "2\u00a0กุมภาพันธ์ 2565", "<li>เชิญ</li><li>ประชุม</li>", "รายการตามแผน"):
        assert words in html
    assert '<span id="steps"></span>' in html and html.count('id="top"') == 1


def test_names_lead_to_what_is_still_there_and_steps_are_numbered():
    fields = (("ขั้นตอน", ("เชิญ", "ประชุม")), ("ผู้รับผิดชอบ", (Link("กองคลัง", "/units/finance/"), "กองเดิม")), ("สถานะ", ("แล้วเสร็จ",)))
    page = tombstones.pages(LEDGER, [], lambda record: tombstones.Past(fields=fields))[1]
    html = environment().get_template("layouts/gone.jinja").render(page=page, link=lambda address: f"../../..{address}", **page.args)
    assert '<ol class="ps-steps"><li>เชิญ</li><li>ประชุม</li></ol>' in html and "<dd>แล้วเสร็จ</dd>" in html
    assert '<ul class="ps-several"><li><a href="../../../units/finance/">กองคลัง</a></li><li>กองเดิม</li></ul>' in html


def test_it_says_to_what_it_belonged_and_leads_there():
    home, plans, plan = Link("หน้าแรก", "/"), Link("แผนและมาตรการ", "/measures/"), Link("แผนปี 2564", "/measures/2564/")
    crumbs = {"/measures/": (home, plans), "/measures/2564/": (home, plans, plan)}
    file, line = tombstones.pages(LEDGER, [], lambda record: tombstones.Past(number="มาตรการที่ 3" if record else ""), crumbs)
    assert line.breadcrumbs == (home, plans, plan, Link("มาตรการที่ 3", "/measures/2564/m3-9/"))
    assert file.breadcrumbs == (home, Link("ไฟล์", "/files/plan.pdf"))
    html = environment().get_template("layouts/gone.jinja").render(page=line, link=lambda address: f"../../..{address}", **line.args)
    assert '<p class="ps-kicker">มาตรการที่ 3 · <a href="../../../measures/2564/">แผนปี 2564</a></p>' in html


def test_a_page_that_went_is_called_what_it_was():
    labels = {page.kind: page.kind_label for page in load_project(FICTIONAL).pages if page.kind not in NEVER_GONE}
    assert labels.items() <= tombstones.LABELS.items()


def test_a_long_title_is_set_smaller():
    ledger = Ledger(gone={"/measures/2564/m3-9/": Gone("line", "", "ก" * 91, date(2026, 1, 1), "x")})
    assert '<h1 id="top" class="ps-long-title">' in rendered(tombstones.pages(ledger, [])[0])


def test_a_calendar_gets_no_page():
    ledger = Ledger(gone={"/units/law/calendar.ics": Gone("data", "", "calendar.ics", date(2026, 1, 1), "x")})
    assert tombstones.pages(ledger, []) == []


def test_it_leads_on_to_what_may_say_the_same():
    html = rendered(tombstones.pages(Ledger(gone={"/services/fees/": Gone("page", "", "ค่าธรรมเนียม A & B", date(2026, 1, 1), "x")}), [])[0])
    assert f'<a href="../../search/?q={quote("ค่าธรรมเนียม A & B")}">' in html and '<a href="../../a-z/">' in html


def test_without_a_history_it_still_stands():
    html = rendered(tombstones.pages(LEDGER, [])[0])
    assert "ยกเลิก" in html and "บันทึกครั้งแรก" not in html
