"""The small scripts in a real browser: sorting, filters, dates, the colour switch, copying, the loader of the search."""

import re

import pytest
from theme_gallery import joined, snippets, write_page

pytestmark = pytest.mark.browser

ROWS = [("b", "finance clerk", "done", "10"), ("a", "clerk", "under-way", "9"), ("c", "finance", "unknown", "")]
TABLE = (
    '<form class="ps-filters" data-filter-for="plan">'
    '<input type="checkbox" name="status" value="done"><input type="checkbox" name="status" value="under-way">'
    '<select name="unit"><option value="">ทั้งหมด</option><option value="clerk">สำนักปลัด</option><option value="nobody">ไม่มี</option></select>'
    '<span data-filter-count aria-live="polite"></span><button type="reset">ล้าง</button></form>'
    '<table class="ps-table ps-table--cards" id="plan" data-sortable><caption>แผน</caption><thead><tr><th scope="col">ชื่อ</th><th scope="col">ลำดับ</th>'
    '<th scope="col" data-unsortable>ขั้นตอน</th></tr></thead>{}</table>'
)


def _body(title, rows):
    cells = "".join(
        f'<tr class="row" data-unit="{unit}" data-status="{status}"><th scope="row">{name}</th><td data-label="ลำดับ" data-sort="{rank}">{name}</td><td></td></tr>' for name, unit, status, rank in rows
    )
    return f'<tbody><tr class="ps-table__group"><th scope="rowgroup" colspan="3">{title}</th></tr>{cells}</tbody>'


@pytest.fixture
def open_page(tmp_path, serve_folder, pages):
    """A function: body → a page of it with the site's styles and scripts."""
    address = serve_folder(tmp_path)

    def open_page(body, query="", today=None, **options):
        write_page(tmp_path, body)
        page = pages.open(own=bool(today), **options)
        if today:
            page.clock.set_fixed_time(today)
        page.goto(address + query)
        return page

    return open_page


def _shown(page):
    return page.locator("tr.row:visible > th").all_inner_texts()


def test_numbers_sort_as_numbers_empty_cells_last_and_the_third_press_undoes_it(open_page):
    page = open_page(TABLE.format(_body("หนึ่ง", ROWS[:2]) + _body("สอง", ROWS[2:])))
    head = page.get_by_role("columnheader", name="ลำดับ")
    button = page.get_by_role("button", name="ลำดับ")
    seen = [(head.get_attribute("aria-sort"), _shown(page), page.locator(".ps-table__group:visible").count())]
    for _ in range(3):
        button.press("Enter")
        seen.append((head.get_attribute("aria-sort"), _shown(page), page.locator(".ps-table__group:visible").count()))
    assert seen == [
        (None, ["b", "a", "c"], 2),
        ("ascending", ["a", "b", "c"], 0),
        ("descending", ["b", "a", "c"], 0),
        (None, ["b", "a", "c"], 2),
    ]


def test_one_column_at_a_time_is_sorted_and_some_not_at_all(open_page):
    page = open_page(TABLE.format(_body("หนึ่ง", ROWS)))
    page.get_by_role("button", name="ชื่อ").click()
    page.get_by_role("button", name="ลำดับ").click()
    assert page.locator("[aria-sort]").all_inner_texts() == ["ลำดับ"]
    assert page.locator("thead button").count() == 2


def test_cards_on_a_phone_are_still_a_table_to_a_screen_reader(open_page):
    page = open_page(TABLE.format(_body("หนึ่ง", ROWS)), width=360)
    assert page.evaluate("getComputedStyle(document.querySelector('td')).display") == "flow-root"
    assert page.get_by_role("row").count() == 4
    assert page.get_by_role("rowheader", name="b").count() == 1


def test_filters_join_names_with_and_and_values_with_or_and_live_in_the_address(open_page):
    page = open_page(TABLE.format(_body("หนึ่ง", ROWS[:2]) + _body("สอง", ROWS[2:])))
    count = page.locator("[data-filter-count]")
    assert count.inner_text() == "แสดงทั้งหมด 3 รายการ"
    page.locator("[value=done]").check()
    assert (_shown(page), count.inner_text()) == (["b"], "แสดง 1 จาก 3 รายการ")
    assert page.locator(".ps-table__group:visible").all_inner_texts() == ["หนึ่ง"]
    page.locator("[value=under-way]").check()
    page.locator("select").select_option("clerk")
    assert _shown(page) == ["b", "a"]
    assert page.url.endswith("?status=done&status=under-way&unit=clerk")
    page.locator("select").select_option("nobody")
    assert (_shown(page), count.inner_text()) == ([], "ไม่มีรายการที่ตรงกับตัวกรอง")
    page.get_by_role("button", name="ล้าง").click()
    assert (_shown(page), page.url.rpartition("/")[2]) == (["b", "a", "c"], "")


def test_a_shared_address_opens_filtered_and_keeps_what_is_not_its_own(open_page):
    page = open_page(TABLE.format(_body("หนึ่ง", ROWS)), query="?unit=clerk&q=x#plan")
    assert _shown(page) == ["b", "a"]
    page.get_by_role("button", name="ล้าง").click()
    assert _shown(page) == ["b", "a", "c"]
    assert page.url.endswith("/?q=x#plan")


def test_without_scripts_everything_stands_there_and_filters_do_not(open_page):
    page = open_page(TABLE.format(_body("หนึ่ง", ROWS)).replace("<form", '<div class="no-js"><form').replace("</form>", "</form></div>"), javascript=False)
    assert _shown(page) == ["b", "a", "c"]
    assert not page.locator("form").is_visible()


@pytest.mark.parametrize(
    "today, status, said",
    [
        ("2021-03-30T23:30:00+07:00", "under-way", "อีก 1\u00a0วัน"),
        ("2021-03-31T00:30:00+07:00", "under-way", "ครบกำหนดวันนี้"),
        ("2021-03-31T00:30:00+07:00", "unknown", "ครบกำหนดวันนี้"),
        ("2021-04-01T12:00:00+07:00", "under-way", "เกินกำหนดมาแล้ว 1\u00a0วัน"),
        ("2026-11-23T12:00:00+07:00", "not-started", "เกินกำหนดมาแล้ว 2,063\u00a0วัน"),
        ("2021-04-01T12:00:00+07:00", "unknown", ""),
        ("2021-04-01T12:00:00+07:00", "", ""),
        ("2021-04-01T12:00:00+07:00", "done", ""),
        ("2021-03-01T12:00:00+07:00", "done", ""),
    ],
)
def test_due_is_said_as_of_today_and_never_invented(open_page, today, status, said):
    page = open_page(f'<p data-due="2021-03-31" data-status="{status}">31 มีนาคม 2564</p>', today=today)
    text, _, as_of = page.locator("p").inner_text().removeprefix("31 มีนาคม 2564").partition("(ณ\u00a0วันที่\u00a0")
    assert text.strip() == said and bool(as_of) == bool(said)  # a number of days is true on one day
    assert page.locator(".ps-status--overdue").count() == ("เกินกำหนด" in said)


def test_the_day_is_that_of_thailand(open_page):
    """At five in the afternoon of Greenwich the next day has begun in Bangkok, wherever the reader's clock is."""
    for today in ("2021-03-31T16:59:00Z", "2021-03-31T17:00:00Z"):
        page = open_page('<p data-due="2021-03-31" data-status="under-way">x</p>', today=today, timezone_id="America/New_York")
        assert ("(ณ\u00a0วันที่\u00a01\u00a0เมษายน 2564)" in page.locator("p").inner_text()) == today.endswith("17:00:00Z")


LINES = (
    '<form class="ps-filters" data-filter-for="plan"><fieldset><input type="checkbox" name="status" value="done"></fieldset><span data-filter-count></span></form>'
    '<table id="plan"><tbody><tr class="row" data-status="under-way"><th>a</th><td><span class="ps-status ps-status--under-way" data-due="2021-03-31">กำลังดำเนินการ</span></td></tr>'
    '<tr class="row" data-status="not-started"><th>b</th><td><span class="ps-status ps-status--not-started" data-due="2021-04-30">ยังไม่เริ่ม</span></td></tr>'
    '<tr class="row" data-status="unknown"><th>c</th><td><span class="ps-status ps-status--unknown">ไม่มีข้อมูล</span></td></tr></tbody></table>'
    '<p id="counts"><span data-late="2021-03-31:2 2021-04-30:1"></span> <span data-as-of></span></p><p id="date" data-due="2021-03-31"></p><p id="print" data-as-of="๙"></p>'
)


def test_what_is_overdue_is_said_beside_what_is_recorded_counted_and_found_by_the_filter(open_page):
    page = open_page(LINES, today="2021-04-01T00:30:00+07:00", query="?status=overdue")
    assert _shown(page) == ["a"]
    assert page.locator("td").all_inner_texts()[0] == "เกินกำหนด กำลังดำเนินการ"
    assert page.locator("#counts").inner_text() == "เกินกำหนด 2 รายการ ณ\u00a0วันที่\u00a01\u00a0เมษายน 2564"
    assert page.locator("#print").inner_text() == "ณ\u00a0วันที่\u00a0๑\u00a0เมษายน ๒๕๖๔"
    assert page.locator("#date").inner_text().startswith("พ้นกำหนดแล้ว")
    assert page.locator("label.ps-chip").inner_text() == "เกินกำหนด (1)"


def test_in_a_narrow_cell_what_is_recorded_stands_straight_below_what_is_overdue(open_page):
    page = open_page(LINES.replace("<td>", '<td width="1">'), today="2021-04-01T00:30:00+07:00", width=1280)
    late, recorded = (box.bounding_box() for box in page.locator("td").first.locator(".ps-status").all())
    assert recorded["y"] > late["y"] and recorded["x"] == late["x"]


def test_what_is_folded_in_a_row_of_facts_has_the_lines_of_the_row_alone(open_page):
    page = open_page('<div class="ps-content"><dl class="ps-facts"><div><dt>ประวัติ</dt><dd><details><summary>สิ่งที่เปลี่ยน</summary></details></dd></div></dl></div>')
    assert page.evaluate("getComputedStyle(document.querySelector('dd details')).borderBlockWidth") == "0px"
    assert page.locator("summary").bounding_box()["height"] >= 24


def test_the_button_that_copies_a_link_stands_apart_from_what_is_before_it(open_page):
    page = open_page('<section class="ps-cite"><dl class="ps-facts ps-cite__facts"><div><dt>x</dt><dd><code>/</code> <span class="ps-small">y</span> <button class="ps-button ps-copy" data-copy="">z</button></dd></div></dl></section>')
    words, button = page.locator(".ps-small").bounding_box(), page.locator("button").bounding_box()
    assert button["x"] - words["x"] - words["width"] >= 8


def test_the_channels_of_complaint_stand_below_their_heading_beside_the_contents(open_page):
    entries = '<li class="ps-contents__item"><a href="#a">x</a></li>' * 8
    page = open_page(
        f'<div class="ps-page"><article class="ps-content"><h1>x</h1><nav class="ps-contents"><ol class="ps-contents__list">{entries}</ol></nav><h2 id="a">x</h2>'
        '<div class="ps-block ps-block--complaint_channels ps-flow"><ul class="ps-grid"><li class="ps-card">x</li></ul></div></article></div>'
    )
    page.set_viewport_size({"width": 1280, "height": 800})
    heading, contents, channels = (page.locator(place).bounding_box() for place in ("h2", ".ps-contents", ".ps-grid"))
    assert channels["y"] - heading["y"] - heading["height"] < 24 and channels["x"] + channels["width"] <= contents["x"]


def test_nothing_is_overdue_on_the_last_day_or_without_scripts(open_page):
    for options in ({"today": "2021-03-31T23:30:00+07:00"}, {"javascript": False}):
        page = open_page(LINES, **options)
        assert "เกินกำหนด" not in page.locator("body").inner_text() and _shown(page) == ["a", "b", "c"]


def test_today_is_marked_on_a_timeline_only_inside_its_year(open_page):
    timeline = snippets()["Timeline"]
    page = open_page(timeline, today="2021-04-01T09:00:00+07:00")
    box = page.locator(".ps-timeline__track").first.bounding_box()
    mark = page.locator(".ps-timeline__track .ps-timeline__today").first.bounding_box()
    assert 0.49 < (mark["x"] - box["x"]) / box["width"] < 0.51
    assert page.get_by_text("วันนี้").is_visible()
    page = open_page(timeline, today="2021-10-01T00:30:00+07:00")
    assert page.locator(".ps-timeline__track .ps-timeline__today").count() == 0
    assert not page.get_by_text("วันนี้").is_visible()


def test_what_is_due_next_comes_first_and_nothing_is_said_to_be_nothing(open_page):
    body = (
        '<ul data-due-list><li><b data-due="2021-03-31" data-status="unknown">x</b></li><li><b data-due="2021-02-28" data-status="under-way">y</b></li>'
        '<li><b data-due="2020-12-31" data-status="unknown">z</b></li></ul><p data-due-none hidden>ไม่มี</p>'
    )
    page = open_page(body, today="2021-01-15T09:00:00+07:00")
    assert [text[0] for text in page.locator("li:visible").all_inner_texts()] == ["y", "x"]
    assert not page.get_by_text("ไม่มี").is_visible()
    page = open_page(body, today="2022-01-15T09:00:00+07:00")
    assert page.locator("li:visible").count() == 0
    assert page.get_by_text("ไม่มี").is_visible()


SWITCH = "".join(f'<label><input type="radio" name="c" value="{value}">{value}</label>' for value in ("auto", "light", "dark"))


def test_the_colour_choice_is_all_that_is_stored_and_auto_stores_nothing(open_page):
    page = open_page(f"<fieldset data-colour-switch>{SWITCH}</fieldset>")
    day = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator("[value=auto]").is_checked()
    page.locator("[value=dark]").check()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != day
    assert page.evaluate("JSON.stringify(localStorage)") == '{"prongsai-colour":"dark"}'
    page.locator("[value=auto]").check()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == day
    assert page.evaluate("localStorage.length + document.cookie.length") == 0


def test_a_link_is_copied_and_that_is_said(open_page):
    page = open_page('<button class="ps-copy" data-copy="https://example.go.th/oit/2564/o42/" hidden>คัดลอกลิงก์</button>', permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="คัดลอกลิงก์").click()
    page.get_by_role("status").get_by_text("คัดลอกแล้ว").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.go.th/oit/2564/o42/"


@pytest.mark.parametrize("query, at_once", [("", False), ("?q=O42", True)])
def test_the_search_script_is_fetched_when_it_is_needed(open_page, tmp_path, query, at_once):
    (tmp_path / "mount.js").write_text("document.documentElement.dataset.mounted = 'yes'", encoding="utf-8")
    form = '<form data-search-src="mount.js"><input type="search" name="q" data-search-box aria-label="ค้นหา"></form>'
    page = open_page(form, query=query)
    if not at_once:
        page.wait_for_load_state("networkidle")
        assert page.locator("[data-mounted]").count() == 0
        page.get_by_role("searchbox").focus()
    page.wait_for_selector("[data-mounted=yes]")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_every_component_fits_its_page(open_page, width):
    page = open_page('<div class="ps-page ps-width"><article class="ps-content">' + "".join(snippets().values()) + "</article></div>", width=width)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_targets_are_at_least_24_pixels(open_page):
    page = open_page('<div class="ps-page ps-width"><article class="ps-content">' + "".join(snippets().values()) + "</article></div>", width=360)
    small = page.evaluate("""() => [...document.querySelectorAll('button, select, summary, label.ps-chip, .ps-square > a')]
        .filter((e) => e.checkVisibility() && Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24).map((e) => e.outerHTML)""")
    assert small == []


def test_focus_is_ringed(open_page):
    page = open_page('<a href="#x">ลิงก์</a><button class="ps-button">ปุ่ม</button><label class="ps-chip"><input type="checkbox">ชิป</label>')
    for look_at in ("a", "button", "label"):
        page.keyboard.press("Tab")
        assert page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{look_at}')).outlineWidth)") >= 2
        assert page.evaluate(f"getComputedStyle(document.querySelector('{look_at}')).outlineStyle") == "solid"


def test_a_table_from_markdown_fills_a_phone_and_is_scrolled_when_it_is_wider(open_page):
    table = '<div class="ps-table-wrap"><table><tbody><tr>{}</tr></tbody></table></div>'
    page = open_page(f'<div class="ps-width"><article class="ps-content">{table.format("<td>ก</td>" * 3)}{table.format("<td>ก</td>" * 9)}</article></div>', width=360)
    short, long = page.evaluate("[...document.querySelectorAll('.ps-table-wrap')].map(box => [box.scrollWidth - box.clientWidth, box.clientWidth - box.firstChild.offsetWidth])")
    assert short == [0, 0] and long[0] > 100 and page.evaluate("document.documentElement.scrollWidth") == 360


def test_paper_holds_every_column_as_a_table(open_page):
    page = open_page('<div class="ps-width">' + snippets()["Filters and table"] + "</div>", width=680)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('tbody td')).display") == "table-cell"
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert page.locator("form").is_visible() is False
    assert page.evaluate("document.querySelector('table').getBoundingClientRect().right <= innerWidth")


def test_scripts_have_no_words_of_code_that_the_policy_forbids():
    assert re.findall(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.cssText|setAttribute\(\"style", joined("js")) == []
