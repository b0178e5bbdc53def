"""Everything but search, sorting and filters works in a browser without JavaScript."""

import pytest

from tests.safety.page_kinds import KINDS

pytestmark = pytest.mark.browser

# What a reader sees of the main part, a line for each text that stands in a block of its own; folded text is unfolded first.
SEEN = """() => {
  const article = document.querySelector("article.ps-content");
  for (const folded of article.querySelectorAll("details")) folded.open = true;
  for (const one of article.querySelectorAll(".ps-js, .ps-filters, .ps-copy, .ps-due, [data-as-of], [data-today-legend], [data-search-page], .ps-search-hero")) one.remove();
  return article.innerText.split("\\n").map((line) => line.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
ADDRESSES = "() => [...document.querySelectorAll('article a[href], footer a[href]')].filter((a) => !a.closest('.ps-search-hero, [data-search-page]')).map((a) => a.getAttribute('href'))"


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"search"}))
def test_the_same_words_and_links_stand_there(built_site, serve_folder, pages, kind):
    address = serve_folder(built_site) + KINDS[kind]
    with_scripts, without = pages.open(address), pages.open(address, javascript=False)
    assert set(without.evaluate(ADDRESSES)) == set(with_scripts.evaluate(ADDRESSES))
    assert sorted(without.evaluate(SEEN)) == sorted(with_scripts.evaluate(SEEN))


def test_the_page_of_results_says_what_it_needs_and_leads_on(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + KINDS["search"], javascript=False)
    assert "การค้นหาต้องใช้สคริปต์ของเบราว์เซอร์" in page.locator("article").inner_text()
    assert page.locator("article a[href$='a-z/']").first.is_visible()


DEAD = """() => [...document.querySelectorAll("button, input, select, form")].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""


def test_nothing_stands_there_that_would_not_work(built_site, serve_folder, pages):
    address, page = serve_folder(built_site), pages.open(javascript=False)
    for kind, path in KINDS.items():
        page.goto(address + path)
        assert page.evaluate(DEAD) == [], kind


def test_no_empty_band_stands_where_the_search_of_the_home_page_was(built_site, serve_folder, pages):
    assert not pages.open(serve_folder(built_site), javascript=False).locator(".ps-search-hero").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_box_is_a_link_to_the_index_only_then(built_site, serve_folder, pages, width):
    address = serve_folder(built_site) + KINDS["line"]
    page = pages.open(address, width=width)
    assert page.locator("header input[type=search]").is_visible() and not page.locator(".ps-search-nojs").is_visible()
    page = pages.open(address, width=width, javascript=False)
    assert not page.locator("header input[type=search]").is_visible()
    page.locator(".ps-search-nojs").click()
    page.wait_for_url("**/a-z/")
    assert page.locator("article a[href]").count() > 100


def test_menu_and_folded_steps_open(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + KINDS["plan"], width=360, javascript=False)
    page.locator(".ps-menu summary").click()
    assert page.locator(".ps-menu nav a").first.is_visible()
    page.locator(".ps-menu summary").click()
    steps = page.locator("#row-m3-4 ol")
    assert not steps.is_visible()
    page.locator("#row-m3-4 summary").first.click()
    assert steps.is_visible()


def test_what_is_folded_on_a_phone_stands_open_where_there_is_room(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + KINDS["plan"], width=1280, javascript=False)
    assert page.locator("#row-m3-4 ol").is_visible() and not page.locator("#row-m3-4 summary").first.is_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    assert not page.locator("#row-m3-4 ol").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#row-m3-4 ol").is_visible()
