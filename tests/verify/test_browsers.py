"""What a browser does to a page that is open: dates, filters, sorting and searching change no published text."""

import pytest

from macros.site.verifying.copies import check_file, reference_at
from tests.settled import settle
from tests.verify.saving import HOME, LINE, PLAN, saved

# What "Webpage, complete" does to a page's links, by the browser's own reading of addresses.
COMPLETE = """() => { for (const a of document.querySelectorAll("a[href]")) a.setAttribute("href", a.href); return document.documentElement.outerHTML }"""


@pytest.mark.browser
@pytest.mark.parametrize("address", [HOME, PLAN, LINE, "ita/2563", "oit/2564", "oit/2564/o42", "units/planning", "trace/2564", "search", "complaints"])
def test_a_page_saved_by_a_browser_has_the_same_text(built_site, serve_folder, pages, tmp_path, address):
    window = pages.open(serve_folder(built_site) + address + "/" * bool(address))
    settle(window)
    path = saved(tmp_path, "<!-- saved from url=(0029)https://example.go.th/ -->\n" + window.content())
    verdict = check_file(path, reference_at(built_site))
    assert (verdict.outcome, verdict.page) == ("text", f"{address}/index.html".lstrip("/")), verdict.resemblance
    whole = "<!-- saved from url=(0029)" + window.url + " -->\n" + window.evaluate(COMPLETE)
    verdict = check_file(saved(tmp_path, whole), reference_at(built_site))
    assert verdict.outcome == "text" and verdict.resemblance.links == () and verdict.resemblance.base in (window.url.split("/", 3)[0] + "//" + window.url.split("/")[2] + "/", ""), verdict.resemblance
    assert check_file(path, type(verdict.reference)()).outcome == "code"
    archive = window.context.new_cdp_session(window).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    assert check_file(saved(tmp_path, archive, "page.mhtml"), reference_at(built_site)).outcome == "text"


@pytest.mark.browser
@pytest.mark.parametrize("address", ["search/?q=กองคลัง", f"{PLAN}/?x=1&y=2#top"])
def test_links_into_a_page_that_was_asked_something_do_not_count(built_site, serve_folder, pages, tmp_path, address):
    window = pages.open(serve_folder(built_site) + address)
    settle(window)
    archive = window.context.new_cdp_session(window).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    whole = "<!-- saved from url=(0029)" + window.url + " -->\n" + window.evaluate(COMPLETE)
    for name, data in (("page.mhtml", archive), ("page.html", whole)):
        verdict = check_file(saved(tmp_path, data, name), reference_at(built_site))
        assert verdict.outcome == "text", (name, verdict.resemblance)


@pytest.mark.browser
def test_dates_filters_and_copying_do_not_count(built_site, serve_folder, pages, tmp_path):
    window = pages.open(own=True)
    window.clock.set_fixed_time("2020-12-20T09:00:00+07:00")
    window.goto(serve_folder(built_site) + PLAN + "/?unit=finance")
    settle(window)
    assert "แสดง 3 จาก 15" in window.locator("[data-filter-count]").first.inner_text()
    assert check_file(saved(tmp_path, window.content()), reference_at(built_site)).outcome == "text"
    window.goto(serve_folder(built_site) + "units/finance/")
    assert window.locator("article .ps-due").count()
    assert check_file(saved(tmp_path, window.content()), reference_at(built_site)).outcome == "text"


@pytest.mark.browser
@pytest.mark.parametrize("page", ["", "measures/2567/", "measures/2567/publish/", "print/2567/"])
def test_what_is_called_overdue_does_not_count(built_fictional, serve_folder, pages, tmp_path, page):
    window = pages.open(serve_folder(built_fictional) + page)
    window.locator("article .ps-status--overdue").first.wait_for(state="attached")
    archive = window.context.new_cdp_session(window).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    for name, data in (("page.html", "<!-- saved from url=(0029)https://example.go.th/ -->\n" + window.content()), ("page.mhtml", archive)):
        verdict = check_file(saved(tmp_path, data, name), reference_at(built_fictional))
        assert verdict.outcome == "text", (name, verdict.resemblance)


@pytest.mark.browser
def test_a_sorted_table_is_the_same_text_with_a_warning(run, built_site, serve_folder, pages, tmp_path):
    window = pages.open(serve_folder(built_site) + PLAN + "/")
    window.locator("table[data-sortable] thead button").first.click()
    window.locator("table[data-sortable] thead button").first.click()
    html = window.content()
    status, said = run(saved(tmp_path, html), "--against", built_site)
    assert status == 0 and "order and groups of its rows are not proved" in said
    assert run(saved(tmp_path, html.replace("กองคลัง", "กองช่าง")), "--against", built_site)[0] == 1
    unsaid = html.replace("aria-sort", "data-was")
    assert check_file(saved(tmp_path, unsaid), reference_at(built_site)).outcome == "different"


@pytest.mark.browser
def test_search_results_do_not_count_and_it_is_said(run, built_site, serve_folder, pages, tmp_path):
    window = pages.open(serve_folder(built_site) + "search/?q=กองคลัง")
    window.locator("a[data-search-result]").first.wait_for()
    status, said = run(saved(tmp_path, window.content()), "--against", built_site)
    assert status == 0 and "results of a search are written by the browser" in said
