"""Where the tests look for a browser, and what a page of theirs may do."""

import collections
import os

import _browser
import _env
import pytest


def test_windows_places():
    environ = {"ProgramFiles": r"C:\Program Files", "LocalAppData": r"C:\Users\ก\AppData\Local"}
    places = _browser.candidates("win32", environ)
    assert places[0] == r"C:\Program Files\Google\Chrome\Application\chrome.exe"
    assert places[-1] == r"C:\Users\ก\AppData\Local\Microsoft\Edge\Application\msedge.exe"


def test_mac_places():
    places = _browser.candidates("darwin", {"HOME": "/Users/a", "PATH": ""})
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in places
    assert "/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium" in places


@pytest.mark.skipif(os.name == "nt", reason="no PATH of programs without an ending")
def test_linux_places_are_those_of_the_path(tmp_path):
    program = tmp_path / "google-chrome"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    assert _browser.candidates("linux", {"PATH": str(tmp_path)}) == [str(program)]


def test_the_first_usable_one_is_taken():
    environ = {"HOME": "/Users/a", "PATH": ""}
    first, second, *_ = _browser.candidates("darwin", environ)
    assert _browser.find("darwin", environ, usable=lambda path: True) == first
    assert _browser.find("darwin", environ, usable=lambda path: path != first) == second
    assert _browser.find("darwin", environ, usable=lambda path: False) is None


def test_a_program_that_fails_is_no_browser(tmp_path):
    assert not _browser.starts(str(tmp_path / "nothing"))


def test_a_wrong_choice_is_named(monkeypatch, tmp_path):
    chosen = str(tmp_path / "nothing")
    monkeypatch.setenv("PRONGSAI_BROWSER", chosen)
    with pytest.raises(_env.CannotRun) as refusal:
        _browser.ensure()
    assert all(chosen in sentence for sentence in refusal.value.args[0])


@pytest.mark.browser
def test_a_page_asks_only_this_machine(pages, serve_folder, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta charset='utf-8'><title>ไทย</title><img src='http://elsewhere.test/a.png'>"
        "<script src='https://elsewhere.test/b.js'></script><script>boom()</script>",
        encoding="utf-8",
    )
    page = pages.open(serve_folder(tmp_path), width=360, dark=True)
    assert page.title() == "ไทย"
    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [360, True]
    assert sorted(pages.foreign) == ["http://elsewhere.test/a.png", "https://elsewhere.test/b.js"]
    assert len(pages.errors) == 1 and "boom" in pages.errors[0]
    pages.foreign.clear()
    pages.errors.clear()


LEAVE = """async () => {
  localStorage.a = sessionStorage.a = "1";
  document.cookie = "a=1; max-age=999";
  (await (await navigator.storage.getDirectory()).getFileHandle("a", { create: true }));
  await (await caches.open("a")).put("/a", new Response("1"));
  await new Promise((done) => { indexedDB.open("a", 1).onsuccess = done; });
}"""
FIND = """async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length, (await indexedDB.databases()).length,
  (await Array.fromAsync((await navigator.storage.getDirectory()).keys())).length, document.title]"""


@pytest.mark.browser
def test_a_page_finds_nothing_of_the_test_before_though_its_context_is_the_same(browser, pages, serve_folder, tmp_path):
    address, windows = serve_folder(tmp_path), collections.defaultdict(list)
    found = []
    for number in (1, 2):
        (tmp_path / "index.html").write_text(f"<!doctype html><title>{number}</title>", encoding="utf-8")
        os.utime(tmp_path / "index.html", (0, 0))  # old, so a browser would take it from what it has fetched
        test = type(pages)(browser, windows)
        page = test.open(address)
        found.append((page.context, page.evaluate(FIND)))
        page.evaluate(LEAVE)
        left = page.evaluate(FIND)
        test.close()
    assert left == [1, 1, "a=1", 1, 1, 1, "2"]
    assert [what for _, what in found] == [[0, 0, "", 0, 0, 0, "1"], [0, 0, "", 0, 0, 0, "2"]]
    assert found[0][0] is found[1][0]


@pytest.mark.browser
def test_pages_that_are_open_together_share_nothing(pages):
    contexts = {pages.open().context for _ in range(2)} | {pages.open(own=True).context}
    assert len(contexts) == 3


LOOKS = """["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion)", "(forced-colors: active)"].filter((one) => matchMedia(one).matches)"""


@pytest.mark.browser
def test_a_page_looks_as_it_was_asked_to_whatever_the_test_before_chose(browser, serve_folder, tmp_path, pages):
    (tmp_path / "index.html").write_text("<!doctype html>ก", encoding="utf-8")
    address, windows, found = serve_folder(tmp_path), collections.defaultdict(list), []
    for _ in range(2):
        test = type(pages)(browser, windows)
        page = test.open(address, dark=True, reduced_motion="reduce")
        found.append(page.evaluate(LOOKS) + [page.evaluate("history.length > 2")])
        page.goto(address + "#b")
        page.emulate_media(media="print", color_scheme="light", reduced_motion="no-preference", forced_colors="active")
        page.on("pageerror", lambda error: found.append(error))
        test.close()
    assert found == [["(prefers-color-scheme: dark)", "(prefers-reduced-motion)", False]] * 2


@pytest.mark.browser
@pytest.mark.parametrize("lasting", ["add_init_script", "expose_function", "set_default_timeout"])
def test_what_would_stay_for_the_tests_that_follow_needs_a_window_of_its_own(pages, lasting):
    with pytest.raises(pytest.fail.Exception, match="own=True"):
        getattr(pages.open(), lasting)("1")
    pages.open(own=True).add_init_script("1")
