"""Where the tests look for a browser, and what a page of theirs may do."""

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
