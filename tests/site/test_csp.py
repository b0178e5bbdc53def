"""The policy of each page lets its own scripts run and no other."""

import pytest

from macros.site import csp
from tests.site.test_looks import KINDS


def watch_violations(page):
    """Violations that Chromium reports on ``page`` from now on."""
    found = []
    page.on("console", lambda message: found.append(message.text) if "Content Security Policy" in message.text else None)
    return found


@pytest.mark.browser
def test_no_kind_of_page_violates_its_policy(built_site, serve_folder, pages):
    address = serve_folder(built_site)
    for kind, path in {**KINDS, "404": "404.html"}.items():
        page = pages.open()
        found = watch_violations(page)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, kind
        assert found == [], kind
        page.context.close()


@pytest.mark.browser
def test_search_works_under_the_policy(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site))
    found = watch_violations(page)
    page.locator("input[type=search]").first.fill("กองคลัง")
    page.locator("a[data-search-result]").first.wait_for()
    assert found == []


@pytest.mark.browser
def test_an_injected_script_does_not_run(built_site, serve_folder, pages, tmp_path):
    html = (built_site / "index.html").read_text(encoding="utf-8")
    evil = '<script>document.title = "broken"</script><img src="x" onerror="document.title = \'broken\'">'
    (tmp_path / "index.html").write_text(html.replace("</h1>", "</h1>" + evil, 1), encoding="utf-8")
    page = pages.open()
    found = watch_violations(page)
    page.goto(serve_folder(tmp_path))
    page.wait_for_load_state("networkidle")
    assert page.title() != "broken" and len(found) >= 2


def test_headers_carry_the_policy(built_site):
    text = (built_site / "headers.conf").read_text(encoding="utf-8")
    assert "default-src 'none'" in text and "sha256-" in text and "unsafe" not in text


def test_policy_names_each_script_once():
    assert csp.policy(["a", "a"]).count("sha256-") == 1
