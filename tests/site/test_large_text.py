"""Letters twice as large on a phone, and the narrowest phones: nothing is cut, nothing runs out of the window."""

import pytest

from tests.safety.page_kinds import KINDS
from tests.settled import settle

OUT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
REGISTERS = ["budget-report", "procurement-plan", "procurement-results", "risk-assessment", "complaint-statistics", "anticorruption-plan"]
CUT = """() => [...document.querySelectorAll('.ps-register .ps-table__number')].filter((cell) => cell.offsetParent && cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.textContent)"""
OUT_OF_FIELD = """() => [...document.querySelectorAll('.ps-matrix__level')].filter((level) => {
  const words = document.createRange();
  words.selectNodeContents(level);
  const [inner, outer] = [words.getBoundingClientRect(), level.parentElement.getBoundingClientRect()];
  return inner.left < outer.left + 1.5 || inner.right > outer.right - 1.5;
}).map((level) => level.textContent)"""


def _enlarged(pages, url):
    return _enlarge(pages.open(url, width=360, bypass_csp=True))


def _enlarge(page):
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settle(page)
    return page


@pytest.mark.browser
def test_no_page_of_the_real_site_runs_out_of_the_window(built_site, serve_folder, pages):
    here, page = serve_folder(built_site), pages.open(width=360, bypass_csp=True)
    out = {}
    for kind, address in sorted(KINDS.items()):
        page.goto(here + address)
        if (by := _enlarge(page).evaluate(OUT)) > 0:
            out[kind] = by
    assert out == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [160, 180])
def test_nor_where_the_readers_own_letters_are_twice_as_large(built_site, built_fictional, serve_folder, pages, width):
    """A phone of 320 or 360 px, on which the reader has set letters of 200 %, lays out a page as one half as wide: ``em`` of its media queries grow too."""
    out, page = {}, pages.open(width=width)
    for built, addresses in ((built_site, KINDS.values()), (built_fictional, [*(f"registers/2567/{kind}/" for kind in REGISTERS), "", "measures/2567/", "ita/2566/", "print/2567/"])):
        here = serve_folder(built)
        for address in addresses:
            page.goto(here + address)
            settle(page)
            if (by := page.evaluate(OUT)) > 0:
                out[built.parent.name, address] = by
    assert out == {}


@pytest.mark.browser
def test_a_title_without_blanks_stays_in_the_window(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + "measures/2564/", width=320)
    page.locator("h1 .ps-phrase").first.evaluate("phrase => { phrase.textContent = 'X'.repeat(60) }")
    assert page.evaluate(OUT) == 0


@pytest.mark.browser
def test_numbers_of_registers_are_whole(built_fictional, serve_folder, pages):
    here = serve_folder(built_fictional)
    for kind in REGISTERS:
        page = _enlarged(pages, f"{here}registers/2567/{kind}/")
        assert (page.evaluate(OUT), page.evaluate(CUT)) == (0, []), kind
        labels = page.locator(".ps-register td[data-label]")
        assert labels.count() and labels.first.evaluate("cell => getComputedStyle(cell).paddingInlineStart") == "0px", kind


@pytest.mark.browser
@pytest.mark.parametrize(("large", "beside"), [(True, False), (False, True)])
def test_the_search_box_keeps_room_for_words(built_site, serve_folder, pages, large, beside):
    page = (_enlarged(pages, serve_folder(built_site)) if large else pages.open(serve_folder(built_site), width=360))
    box, menu = (page.locator(name).bounding_box() for name in (".ps-header .ps-search__box", ".ps-menu > summary"))
    assert box["width"] > 170
    assert (menu["y"] < box["y"] + box["height"]) == beside


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_a_name_of_several_lines_scrolls_away_whole(built_site, serve_folder, pages, javascript):
    page = pages.open(serve_folder(built_site) + "oit/2564/", width=360, height=640, javascript=javascript, bypass_csp=True)
    page.evaluate("document.querySelector('.ps-header__home').textContent += 'และองค์การบริหารส่วนตำบลที่มีชื่อยาวหลายบรรทัด'")
    name, box, row = (page.locator(one) for one in (".ps-header__name", ".ps-menu > summary", ".ps-header__tools"))
    assert name.bounding_box()["height"] > 60 and name.bounding_box()["y"] + name.bounding_box()["height"] <= box.bounding_box()["y"] - 8
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    assert name.bounding_box()["y"] + name.bounding_box()["height"] <= 0 == row.bounding_box()["y"]


@pytest.mark.browser
def test_the_words_in_the_search_box_are_whole_on_the_narrowest_phone(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site), width=320, bypass_csp=True)
    box = page.locator(".ps-header .ps-search__box")
    before = box.screenshot()
    page.add_style_tag(content=".ps-search__box::-webkit-search-cancel-button { display: none } .ps-search__box { padding: 0 0 0 var(--ps-space-3) !important }")
    assert box.screenshot() == before, "with more room it would look otherwise"
    assert box.evaluate("box => getComputedStyle(box).textOverflow") == "ellipsis", "where letters are larger"


@pytest.mark.browser
def test_scores_stand_in_sight_beside_what_they_are_of(built_site, serve_folder, pages):
    page = _enlarged(pages, serve_folder(built_site) + "ita/2563/")
    score = page.locator("table[data-sortable] tbody td.ps-table__number").first.bounding_box()
    assert score["x"] + score["width"] <= 360


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 390])
def test_words_of_the_matrix_stay_within_their_fields(built_fictional, serve_folder, pages, width):
    page = pages.open(serve_folder(built_fictional) + "registers/2567/risk-assessment/", width=width)
    settle(page)
    assert page.evaluate(OUT_OF_FIELD) == [] and page.evaluate(OUT) == 0
    assert page.locator(".ps-matrix__level").count() == 25
    assert page.locator(".ps-matrix__level").first.evaluate("level => parseFloat(getComputedStyle(level).fontSize)") >= (12 if width > 350 else 10.8)
    assert "" not in page.locator(".ps-matrix th").all_inner_texts(), "no head without words"
