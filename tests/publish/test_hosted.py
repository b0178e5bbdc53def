"""Before GitHub or GitLab Pages deploy a site: what is published there now may not be lost."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from macros.publish import hosted
from macros.site.build import build
from macros.site.commands.publish import main
from tests.conftest import FICTIONAL, commit_all

ROOT = Path(__file__).resolve().parents[2]


def guard(site, *options):
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), "guard", str(site), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def built(built_site, tmp_path):
    """A copy of the real site that a test may change."""
    return Path(shutil.copytree(built_site, tmp_path / "built"))


def test_a_site_that_keeps_its_addresses_goes_on(built_site, built, serve_folder):
    (built / "new").mkdir()
    (built / "new" / "index.html").write_text("x", encoding="utf-8")
    status, words, _ = guard(built, "--url", serve_folder(built_site))
    assert status == 0 and "ที่อยู่ที่เผยแพร่แล้วอยู่ครบ ใหม่ 1 แห่ง" in words


def test_one_that_loses_some_is_stopped_and_told_how_to_go_on(built_site, built, serve_folder):
    shutil.rmtree(built / "measures" / "2564" / "m3-5")
    (built / "units" / "finance" / "calendar.ics").unlink()
    shutil.rmtree(built / "assets")  # nobody keeps a link to style and scripts
    status, words, told = guard(built, "--url", serve_folder(built_site))
    assert status == 1 and words == ""
    assert "2 แห่งจะเปิดไม่ได้: /measures/2564/m3-5/ /units/finance/calendar.ics [site-addresses-lost]" in told
    assert "scripts/ledger.py retire /measures/2564/m3-5/ --why" in told


def test_the_first_time_there_is_nothing_to_lose(built_site, tmp_path, serve_folder):
    status, words, _ = guard(built_site, "--url", serve_folder(tmp_path))
    assert status == 0 and "ยังไม่มีเว็บไซต์นี้" in words


@pytest.mark.parametrize("manifest", ["", "<html>", '{"files": {}}'])
def test_what_cannot_be_read_is_no_permission(built_site, tmp_path, serve_folder, manifest):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "manifest.json").write_text(manifest, encoding="utf-8")
    status, _, told = guard(built_site, "--url", serve_folder(tmp_path))
    assert status == 2 and "อ่านเว็บไซต์ที่เผยแพร่อยู่ไม่ได้" in told and "Traceback" not in told


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "file:///etc/", "http://[", "https://"])
def test_a_site_that_does_not_answer_is_no_permission(built_site, url):
    status, _, told = guard(built_site, "--url", url)
    assert status == 2 and "อ่านเว็บไซต์ที่เผยแพร่อยู่ไม่ได้" in told and "Traceback" not in told


def test_the_site_s_own_address_counts(built_site, tmp_path, site_copy, serve_folder):
    root = with_address(site_copy(), serve_folder(built_site))
    status, words, _ = guard(built_site, "--root", str(root), "--url", "http://127.0.0.1:9/")
    assert status == 0 and "อยู่ครบ" in words


def with_address(root, url):
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"site_url: {url}\n", encoding="utf-8")
    return root


@pytest.fixture
def guard_without_names(monkeypatch, capsys):
    """The command on a machine whose name server knows no example.go.th, or does not answer when ``error`` says so."""
    ask = socket.getaddrinfo

    def guard(*arguments, error=socket.EAI_NONAME):
        def answer(host, *more, **options):
            if str(host).endswith("example.go.th"):
                raise socket.gaierror(error, "no such name")
            return ask(host, *more, **options)

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        status = main(["guard", *map(str, arguments)])
        return status, *capsys.readouterr()

    return guard


def test_a_domain_that_is_yet_to_come_does_not_stop_the_first_deployment(built_site, tmp_path, site_copy, serve_folder, guard_without_names):
    root = with_address(site_copy(), "https://ita.example.go.th/")
    status, words, told = guard_without_names(built_site, "--root", root, "--url", serve_folder(tmp_path))
    assert status == 0 and "ยังไม่มีเว็บไซต์นี้ที่ http://127.0.0.1" in words and "ยังไม่มีชื่อโดเมนของ https://ita.example.go.th/" in told


def test_nor_does_it_let_an_address_be_lost(built_site, built, site_copy, serve_folder, guard_without_names):
    root = with_address(site_copy(), "https://ita.example.go.th/")
    (built / "units" / "finance" / "calendar.ics").unlink()
    assert guard_without_names(built, "--root", root, "--url", serve_folder(built_site))[0] == 1


def test_what_stands_at_the_host_counts_while_the_domain_shows_another_website(built_site, built, tmp_path, site_copy, serve_folder):
    root = with_address(site_copy(), serve_folder(tmp_path))
    (built / "units" / "finance" / "calendar.ics").unlink()
    assert guard(built, "--root", str(root), "--url", serve_folder(built_site))[0] == 1


@pytest.mark.parametrize("options, error", [((), socket.EAI_NONAME), (("--url", "https://www.example.go.th/"), socket.EAI_NONAME), (("--url", "http://127.0.0.1:9/"), socket.EAI_AGAIN)])
def test_nobody_to_ask_is_no_permission(built_site, site_copy, guard_without_names, options, error):
    root = with_address(site_copy(), "https://ita.example.go.th/")
    status, words, told = guard_without_names(built_site, "--root", root, *options, error=error)
    assert status == 2 and words == "" and "อ่านเว็บไซต์ที่เผยแพร่อยู่ไม่ได้" in told


@pytest.mark.parametrize(
    "repository, url",
    [("agency/ita", "https://agency.github.io/ita/"), ("agency/agency.github.io", "https://agency.github.io/"), ("Agency/agency.github.io", "https://agency.github.io/"),
     ("Agency/ITA", "https://agency.github.io/ITA/"), ("agency/other.github.io", "https://agency.github.io/other.github.io/")],
)  # fmt: skip
def test_where_github_shows_a_site(monkeypatch, capsys, built_site, repository, url):
    asked = []
    monkeypatch.setattr(hosted, "_fetch", asked.append)
    assert main(["guard", str(built_site), "--github", repository]) == 0
    assert asked == [f"{url}data/manifest.json"] and f"ยังไม่มีเว็บไซต์นี้ที่ {url}" in capsys.readouterr().out


# ---- the day on which a page was first recorded --------------------------------------------------------------------

RECORD = "measures/2567/property.yml"


@pytest.fixture
def live(site_copy, serve_folder, tmp_path):
    """A site of which readers see the build of its first commit: its folder and its address."""
    root = site_copy(FICTIONAL)
    return root, serve_folder(built_from(root, tmp_path / "live"))


def built_from(root, folder):
    assert build(root, folder).ok
    return folder


def test_a_history_that_was_rewritten_makes_no_page_younger(live, tmp_path):
    root, url = live
    shutil.rmtree(root / ".git")  # a copy of the files, or commits squashed into one: what was is nowhere
    commit_all(root, day="2026-03-02T10:00:00+07:00")
    site = built_from(root, tmp_path / "squashed")
    status, words, told = guard(site, "--root", str(root), "--url", url)
    assert status == 1 and words == "" and "[site-days-later]" in told and "fetch-depth: 0" in told
    assert "หน้าจะช้าลง เช่น /" in told and "จาก 15 มกราคม 2569 เป็น 2 มีนาคม 2569" in told
    assert guard(site, "--root", str(root), "--url", url, "--new-history")[0] == 0


def test_a_record_that_was_withdrawn_and_comes_back_may_be_younger(live, tmp_path):
    root, url = live
    text = (root / RECORD).read_bytes()
    (root / RECORD).unlink()
    commit_all(root, "withdrawn", day="2026-02-02T10:00:00+07:00")
    (root / RECORD).write_bytes(text)
    commit_all(root, "back", day="2026-03-02T10:00:00+07:00")
    assert guard(built_from(root, tmp_path / "back"), "--root", str(root), "--url", url)[0] == 0


def test_a_history_that_goes_on_knows_why_a_day_is_later(live, tmp_path):
    """As of an item that another record discloses now."""
    root, url = live
    pages = tmp_path / "live" / "data" / "pages.json"
    pages.write_text(pages.read_text(encoding="utf-8").replace('"2026-01-15"', '"2025-01-15"'), encoding="utf-8")
    commit_all(root, "more", day="2026-02-02T10:00:00+07:00")
    site = built_from(root, tmp_path / "more")
    assert guard(site, "--root", str(root), "--url", url)[0] == 0
    assert guard(site, "--url", url)[0] == 1  # the project itself is another repository


def test_a_site_whose_days_nobody_knows_has_a_message_of_its_own(live, tmp_path):
    root, url = live
    shutil.rmtree(root / ".git")
    assert guard(built_from(root, tmp_path / "alone"), "--root", str(root), "--url", url)[0] == 0


@pytest.mark.parametrize("pages, status", [(None, 0), ("[", 2), ("[{}]", 2), ("[]", 0)])
def test_an_older_or_broken_list_of_pages(built_site, built, serve_folder, pages, status):
    (built / "data" / "pages.json").unlink() if pages is None else (built / "data" / "pages.json").write_text(pages)
    done = guard(built_site, "--url", serve_folder(built))
    assert done[0] == status and "Traceback" not in done[2]


def test_wrong_use_is_said(built_site, tmp_path):
    assert guard(tmp_path / "none", "--url", "http://127.0.0.1:9/")[0] == 2
    status, _, told = guard(built_site)
    assert status == 2 and "site_url" in told
