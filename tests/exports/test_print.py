"""The year as an official document: what the page holds, and what of it arrives on paper."""

import re
from pathlib import Path

import pytest
from pdf_text import text_of
from pypdf import PdfReader

from macros.pages.views.document import OfficialDocument, official
from macros.site.project import load_project

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests/sites/fictional"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("text", "printed"), [
    ("ปี 2564 ข้อ O42", "ปี ๒๕๖๔ ข้อ O42"), ("e-GP 2", "e-GP ๒"), ("ดู https://example.go.th/2564/ 3 หน้า", "ดู https://example.go.th/2564/ ๓ หน้า"),
    ("72.79", "๗๒.๗๙"), ("ISO9001:2015", "ISO9001:๒๐๑๕"), ("(1) ก", "(๑) ก"), ("", ""),
])  # fmt: skip
def test_digits(text, printed):
    assert official(text) == printed


def plain(text):
    return re.sub(r"\s+", "", text)


def print_to_pdf(pages, serve_folder, site, year, path):
    page = pages.open(f"{serve_folder(site)}print/{year}/")
    page.evaluate("document.fonts.ready")
    page.pdf(path=path, prefer_css_page_size=True)


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The folder of what has been printed."""
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(params=[("built_site", ROOT, 2564), ("built_fictional", FICTIONAL, 2567)], ids=["own", "fictional"])
def printed(request, pages, serve_folder, papers):
    """The document as it should be, and the PDF that the browser made of its page."""
    built, root, year = request.param
    path = papers / f"{built}.pdf"
    if not path.is_file():
        print_to_pdf(pages, serve_folder, request.getfixturevalue(built), year, path)
    return OfficialDocument(load_project(root).view, year), path


def parts_of(document):
    return document.site.printed_parts(address for run in document.site.runs(document.year) for address in run)


def test_nothing_is_lost_on_paper(printed):
    document, path = printed
    text = "".join(text_of(path))
    rows = [row for part in parts_of(document) for row in part.rows]
    wanted = [document.title, document.agency, document.adopted, *(part.title for part in parts_of(document))]
    for row in rows:
        wanted += [row.title, row.period, row.follow_up, *row.units, *row.repairs, row.status, *(step.text for step in row.steps)]
        wanted += [part for step in row.steps for part in step.parts]
    wanted += [score.title for score in document.analysis.scores] + [*document.analysis.weak_points, *document.analysis.failed]
    wanted += [note for _, notes in document.notes for note in notes]
    assert len(rows) == len(document.site.lines(document.year)) and len(wanted) > 80
    assert [part for part in wanted if plain(part) not in text] == []


def test_thai_letters_survive(printed):
    _, path = printed
    text = "".join(text_of(path))
    assert "\ufffd" not in text and "\x00" not in text
    for word in ("ประจำปี", "ที่", "ผู้รับผิดชอบ", "วิธีการ", "ขั้นตอน", "สำนักปลัด"):
        assert word in text
    assert not re.search(r"(^|[^ก-ฮ\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", text)  # no mark without its letter


def test_sheets_are_a4_across_with_the_head_on_each(printed):
    document, path = printed
    sheets = text_of(path)
    for page in PdfReader(path).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    follow_ups = {plain(row.follow_up) for part in parts_of(document) for row in part.rows}
    with_rows = [number for number, sheet in enumerate(sheets) if any(text in sheet for text in follow_ups)]
    assert with_rows and all(plain("ขั้นตอน / วิธีการ") in sheets[number] for number in with_rows)
    assert all(plain(f"หน้า {official(number)} จาก {official(len(sheets))}") in sheet for number, sheet in enumerate(sheets, 1))


@pytest.mark.parametrize(("built", "year"), [("built_site", 2564), ("built_site", 2563), ("built_fictional", 2567), ("built_fictional", 2566)])
def test_the_checklist_of_a_year_fits_two_sheets(request, pages, serve_folder, tmp_path, built, year):
    folder = request.getfixturevalue(built)
    page = pages.open(f"{serve_folder(folder)}oit/{year}/")
    page.evaluate("document.fonts.ready")
    page.pdf(path=tmp_path / "list.pdf", prefer_css_page_size=True)
    assert len(PdfReader(tmp_path / "list.pdf").pages) == 2
    text = "".join(text_of(tmp_path / "list.pdf"))
    items = page.locator("table.ps-checklist tbody tr:not(.ps-table__group)")
    assert items.count() > 20 and [title for title in items.locator("th").all_text_contents() if plain(title) not in text] == []


def test_the_last_sheet_of_a_result_is_no_single_line(pages, serve_folder, built_site, tmp_path):
    page = pages.open(f"{serve_folder(built_site)}ita/2563/")
    page.evaluate("document.fonts.ready")
    page.pdf(path=tmp_path / "result.pdf", prefer_css_page_size=True)
    assert len(text_of(tmp_path / "result.pdf")[-1]) > 300


def test_the_months_stand_above_a_timeline_on_every_sheet(pages, serve_folder, built_site, tmp_path):
    page = pages.open(f"{serve_folder(built_site)}measures/2564/")
    page.evaluate("""const row = document.querySelector('.ps-timeline__row');
      row.querySelector('a').textContent = 'XYZ';
      for (let i = 0; i < 99; i++) row.after(row.cloneNode(true));""")
    page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    sheets = [text for text in text_of(tmp_path / "plan.pdf") if "XYZ" in text]
    assert len(sheets) > 2 and [text for text in sheets if plain("ต.ค.") not in text or plain("ส.ค.") not in text] == []


@pytest.mark.parametrize(("width", "shown"), [(360, "block"), (700, "block"), (960, "table-cell"), (1040, "table-cell"), (1280, "table-cell")])
def test_nothing_is_scrolled_sideways_on_a_screen(pages, serve_folder, built_site, width, shown):
    page = pages.open(f"{serve_folder(built_site)}print/2564/", width=width)
    wide = page.evaluate("[...document.querySelectorAll('html, .ps-table-wrap, .ps-document__plan :is(td, th)')].filter(part => part.scrollWidth > part.clientWidth + 1).length")
    assert (wide, page.evaluate("getComputedStyle(document.querySelector('.ps-document__plan td')).display")) == (0, shown)


@pytest.mark.parametrize(("built", "address", "width"), [
    ("built_site", "print/2564/", 1030), ("built_site", "measures/2564/", 687), ("built_fictional", "measures/2567/", 687),
])  # fmt: skip
def test_no_column_is_cut_at_the_edge(request, pages, serve_folder, built, address, width):
    page = pages.open(serve_folder(request.getfixturevalue(built)) + address, width=width)
    page.emulate_media(media="print")
    edges = page.evaluate("[...document.querySelectorAll(':is(.ps-document__plan, .ps-plan-table) :is(td, th)')].map(cell => [cell.getBoundingClientRect().right, cell.scrollWidth - cell.clientWidth])")
    width = page.evaluate("document.documentElement.clientWidth")
    assert len(edges) > 40 and all(right <= width + 1 and over <= 1 for right, over in edges)


def test_the_longest_word_of_a_title_stays_in_its_column(pages, serve_folder, built_site):
    page = pages.open(serve_folder(built_site) + "measures/2564/", width=687)
    page.emulate_media(media="print")
    over = page.evaluate("""() => {
        const title = document.querySelector('.ps-plan-table tbody th[scope="row"]');
        title.innerHTML = '<span class="ps-w">ประจำปีงบประมาณ</span>';
        return title.scrollWidth - title.clientWidth;
    }""")
    assert over == 0


def test_a_total_stands_once_below_all_of_its_rows(pages, serve_folder, built_fictional, tmp_path):
    page = pages.open(f"{serve_folder(built_fictional)}registers/2567/procurement-results/")
    totals = [plain(total) for total in page.locator("table.ps-register tfoot").all_inner_texts()]
    page.pdf(path=tmp_path / "results.pdf", prefer_css_page_size=True)
    sheets = text_of(tmp_path / "results.pdf")
    assert len(sheets) > 1 and totals and {total: "".join(sheets).count(total) for total in totals} == {total: totals.count(total) for total in totals}


def test_no_tone_mark_of_a_heading_stays_at_the_foot_of_the_sheet_before(pages, serve_folder, built_site):
    """What is drawn above a heading's own box is cut off by the edge between two sheets."""
    page = pages.open(f"{serve_folder(built_site)}oit/2564/o42/")
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")
    room = page.evaluate("""() => [...document.querySelectorAll('.ps-content :is(h1, h2, h3)')].map((heading) => {
        const mark = heading.insertAdjacentElement('afterbegin', document.createElement('span')), brush = document.createElement('canvas').getContext('2d');
        mark.style.display = 'inline-block';
        brush.font = getComputedStyle(heading).font;
        return mark.getBoundingClientRect().bottom - heading.getBoundingClientRect().top - brush.measureText('ที่ปั๊').actualBoundingBoxAscent;
    })""")
    assert len(room) > 3 and min(room) >= 0


@pytest.mark.parametrize(("address", "folded"), [("oit/2564/o42/", "แต่ตรงกับแผนที่เผยแพร่เพื่อตอบข้อนี้"), ("accessibility/", "test_axe_finds_nothing_with_search_and_menu_open")])
def test_what_is_folded_on_the_screen_stands_open_on_paper(pages, serve_folder, built_site, tmp_path, address, folded):
    page = pages.open(f"{serve_folder(built_site)}{address}")
    assert not page.get_by_text(folded).is_visible()
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert folded in "".join(text_of(tmp_path / "page.pdf"))


def test_the_name_and_the_head_of_a_table_stay_with_its_rows(pages, serve_folder, built_fictional, tmp_path):
    page = pages.open(f"{serve_folder(built_fictional)}registers/2567/risk-assessment/")
    page.evaluate("document.fonts.ready")
    page.pdf(path=tmp_path / "risks.pdf", prefer_css_page_size=True)
    head, first = (plain(page.locator(f".ps-register {part}").first.text_content()) for part in ("caption", "tbody tr:not(.ps-table__group) th"))
    sheets = [text for text in text_of(tmp_path / "risks.pdf") if head in text]
    assert len(sheets) == 1 and first in sheets[0][sheets[0].index(head) :]


def test_no_head_of_the_checklist_runs_into_the_next_column(pages, serve_folder, built_site):
    page = pages.open(f"{serve_folder(built_site)}oit/2563/", width=688)
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")
    heads = page.locator(".ps-checklist thead th")
    assert heads.count() == 7
    assert heads.evaluate_all("all => all.filter((head) => head.scrollWidth > head.clientWidth + 1).map((head) => head.textContent)") == []


def test_no_status_of_one_word_is_torn_in_the_plan(pages, serve_folder, built_fictional):
    page = pages.open(f"{serve_folder(built_fictional)}measures/2567/", width=687)
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")
    lines = page.locator(".ps-plan-table .ps-status").evaluate_all("""all => all.map((status) => {
        const words = document.createRange();
        words.selectNodeContents(status);
        return [status.textContent, new Set([...words.getClientRects()].map((line) => Math.round(line.top))).size];
    })""")
    assert {status for status, count in lines if count == 1} >= {"แล้วเสร็จ", "เกินกำหนด", "ยังไม่เริ่ม", "ไม่มีข้อมูล"}


def test_an_entry_of_a_log_is_never_cut_from_its_heading(pages, serve_folder, built_site):
    page = pages.open(serve_folder(built_site))
    page.emulate_media(media="print")
    assert set(page.locator(".ps-log > li").evaluate_all("all => all.map((entry) => getComputedStyle(entry).breakInside)")) == {"avoid"}
