"""The first view of every page fits the budget, and the sum counts all that a browser asks for."""

from urllib.parse import unquote, urlsplit

import pytest

from macros.site.whole import weight


@pytest.mark.parametrize("site", ["built_site", "built_fictional"])
def test_no_page_costs_more_than_the_budget(site, request):
    folder = request.getfixturevalue(site)
    costs = {path.relative_to(folder).as_posix(): weight.total(folder, path.relative_to(folder).as_posix()) for path in folder.rglob("*.html")}
    assert {page: cost for page, cost in costs.items() if cost > weight.LIMIT} == {}


@pytest.mark.browser
@pytest.mark.parametrize("page", ["", "measures/2564/", "ita/2563/", "oit/2564/o42/", "measures/2564/m3-4/", "complaints/", "data/"])
def test_a_browser_asks_for_nothing_that_is_not_counted(built_site, serve_folder, pages, page):
    window, asked = pages.open(), set()
    window.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path).lstrip("/")))
    window.goto(serve_folder(built_site) + page)
    window.wait_for_load_state("networkidle")
    counted = weight.first_view(built_site, page + "index.html")
    assert asked - {page, "favicon.ico"} <= set(counted) and len(asked) > 4


@pytest.mark.browser
def test_the_page_of_results_fits_too_with_its_index(built_site, serve_folder, pages):
    """It loads the search at once; the sum is that of what the browser asked for."""
    window, asked = pages.open(), set()
    window.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path).lstrip("/")))
    window.goto(serve_folder(built_site) + "search/?q=กองคลัง")
    window.locator("a[data-search-result]").first.wait_for()
    assert any(name.startswith("search/") and name.endswith((".json", ".txt")) for name in asked)
    names = {name + "index.html" if name.endswith("/") else name for name in asked} - {"favicon.ico"}
    assert sum(weight.on_the_wire(built_site / name) for name in names) <= 2 * weight.LIMIT


def test_pictures_count_and_what_comes_later_does_not(tmp_path):
    (tmp_path / "a").mkdir()
    for name, size in (("a/p.png", 700), ("a/late.png", 900), ("s.css", 0), ("f.woff2", 300)):
        (tmp_path / name).write_bytes(b"x" * size)
    (tmp_path / "s.css").write_text('@font-face { src: url("f.woff2") }', encoding="utf-8")
    html = '<link rel="stylesheet" href="../s.css"><link rel="canonical" href="../f.woff2"><img src="p.png"><img src="late.png" loading="lazy"><img src="https://x.example/y.png"><a href="late.png">'
    (tmp_path / "a/index.html").write_text(html, encoding="utf-8")
    assert weight.first_view(tmp_path, "a/index.html").keys() == {"a/index.html", "a/p.png", "s.css", "f.woff2"}
    assert weight.first_view(tmp_path, "a/index.html")["a/p.png"] == 700
