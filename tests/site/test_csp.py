"""What runs in the reader's browser: the site's own scripts and no other; what stays behind in it: the colour choice and nothing else."""

import pytest

from macros.site.html import csp
from tests.safety.page_kinds import KINDS, ONLY_FICTIONAL
from tests.settled import settle

pytestmark = pytest.mark.browser


def watch_violations(page):
    """Violations that Chromium reports on ``page`` from now on."""
    found = []
    page.on("console", lambda message: found.append(message.text) if "Content Security Policy" in message.text else None)
    return found


LEFT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie, caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name), workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "cookie": "", "caches": [], "databases": [], "workers": 0}


def left_behind(page):
    """All that a page can leave in a browser."""
    return {**page.evaluate(LEFT), "cookie": page.evaluate("document.cookie") or "".join(cookie["name"] for cookie in page.context.cookies())}


def walk(page, address, paths):
    found = watch_violations(page)
    for path in paths:
        page.goto(address + path)
        settle(page)
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, path
        assert found == [], path
    assert left_behind(page) == NOTHING


def test_no_kind_of_page_violates_its_policy_asks_others_or_leaves_anything_behind(built_site, serve_folder, pages):
    """One reader walks through all kinds of pages; requests to other machines fail the test by its fixture."""
    walk(pages.open(), serve_folder(built_site), KINDS.values())


def test_nor_does_any_that_only_the_fictional_agency_has(built_fictional, serve_folder, pages):
    paths = [path.parent.relative_to(built_fictional).as_posix() + "/" for room in ONLY_FICTIONAL for path in sorted(built_fictional.glob(f"{room}/**/index.html"))]
    assert len(paths) > 5
    walk(pages.open(), serve_folder(built_fictional), paths)


def test_every_page_of_both_sites_carries_its_policy(built_site, built_fictional):
    """Redirects and the page for what is not there too."""
    pages = [path for site in (built_site, built_fictional) for path in sorted(site.rglob("*.html"))]
    assert len(pages) > 200 and [path for path in pages if "Content-Security-Policy" not in path.read_text(encoding="utf-8")] == []


def test_only_the_colour_choice_is_kept_and_can_be_taken_back(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + "privacy/")
    page.get_by_label("มืด").check()
    assert left_behind(page) == {**NOTHING, "local": ["prongsai-colour"]}
    page.get_by_label("ตามเครื่อง").check()
    assert left_behind(page) == NOTHING


def test_search_works_under_the_policy_and_leaves_nothing_behind(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site))
    found = watch_violations(page)
    page.locator("input[type=search]").first.fill("กองคลัง")
    page.locator("a[data-search-result]").first.wait_for()
    assert found == [] and left_behind(page) == NOTHING


EVIL = (
    '<script>document.title = "broken"</script>',
    '<img src="x" onerror="document.title = \'broken\'">',
    '<script src="https://evil.example/x.js"></script>',
    '<iframe srcdoc="<script>parent.document.title = \'broken\'</script>"></iframe>',
    '<svg onload="document.title = \'broken\'"></svg>',
    '<object data="data:text/html,<script>parent.document.title = 1</script>"></object>',
    '<a id="trap" href="javascript:document.title = \'broken\'">x</a>',
    '<style>h1 { display: none }</style><p style="position: fixed; inset: 0" id="cover">x</p>',
    '<base href="https://evil.example/">',
)


def until(page, done, seconds=10):
    """Let the page go on until something has happened, or so long that it will not."""
    for _ in range(20 * seconds):
        if done():
            return
        page.wait_for_timeout(50)


def test_an_injected_script_does_not_run(built_site, serve_folder, pages, tmp_path):
    html = (built_site / "index.html").read_text(encoding="utf-8")
    page = pages.open()
    found = watch_violations(page)
    for evil in EVIL:
        (tmp_path / "index.html").write_text(html.replace("</h1>", "</h1>" + evil, 1), encoding="utf-8")
        found.clear()
        page.goto(serve_folder(tmp_path))
        page.wait_for_load_state("networkidle")
        if "trap" in evil:
            page.locator("#trap").click()
            until(page, lambda: found)
        assert found, evil
        assert page.title() != "broken" and page.locator("h1").is_visible(), evil
        assert page.evaluate("document.baseURI").startswith("http://127.0.0.1"), evil
        assert page.evaluate("getComputedStyle(document.querySelector('#cover') ?? document.body).position") == "static", evil


def test_headers_carry_the_policy(built_site):
    text = (built_site / "headers.conf").read_text(encoding="utf-8")
    assert "default-src 'none'" in text and "sha256-" in text and "unsafe" not in text


def test_policy_names_each_script_once():
    assert csp.policy(["a", "a"]).count("sha256-") == 1
