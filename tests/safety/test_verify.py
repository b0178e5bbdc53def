"""Copies of the site and pages saved by browsers: what is the same, what is not, and what nobody can tell."""

import email.message
import json
import plistlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.site import manifest, stamp
from macros.site.commands import verify
from macros.site.strange import strange
from macros.site.verifying import check_file, check_folder, reference_at

PLAN, HOME, LINE = "measures/2564", "", "measures/2564/m3-4"


@pytest.fixture
def run(capsys, tmp_path):
    """A function: arguments → (exit status, what was printed). The default site of the command is an empty folder."""
    (tmp_path / "root").mkdir(exist_ok=True)

    def run(*arguments):
        status = verify.main(["--root", str(tmp_path / "root"), *map(str, arguments)])
        return status, "".join(capsys.readouterr())

    return run


@pytest.fixture
def copy(built_site, tmp_path):
    return Path(shutil.copytree(built_site, tmp_path / "copy"))


def page(site, address):
    return (site / address / "index.html").read_text(encoding="utf-8")


# ---- folders -----------------------------------------------------------------------------------------------------------


def test_an_untouched_copy_is_the_same_and_says_of_which_commit(run, copy, built_site):
    status, said = run(copy, "--against", built_site)
    commit = json.loads((built_site / "data/build.json").read_text(encoding="utf-8"))["commit"]
    assert status == 0 and "Same bytes" in said and "ตรงกันทุกไบต์" in said
    assert f"commit {commit or 'ไม่ทราบ'}" in said
    assert run(copy)[0] == 0 and run(copy, "--against", built_site / manifest.NAME)[0] == 0


def test_every_change_to_a_copy_is_named(run, copy, built_site):
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes() + b" ")
    (copy / "about/index.html").unlink()
    (copy / "forged").mkdir()
    (copy / "forged/index.html").write_text("<h1>x</h1>", encoding="utf-8")
    verdict = check_folder(copy, reference_at(built_site))
    assert (verdict.outcome, verdict.changed, verdict.missing, verdict.added) == ("different", ("index.html",), ("about/index.html",), ("forged/index.html",))
    status, said = run(copy)
    assert status == 1 and all(name in said for name in ("index.html", "about/index.html", "forged/index.html"))


@pytest.mark.parametrize("name", [manifest.NAME, manifest.SUMS, "data/build.json"])
def test_a_manifest_that_was_changed_is_a_difference(copy, built_site, name):
    (copy / name).write_bytes((copy / name).read_bytes().replace(b"prongsai", b"Prongsai").replace(b"a", b"b", 1))
    assert check_folder(copy, reference_at(built_site)).changed == (name,)


def test_the_sums_are_what_sha256sum_reads_and_cover_the_manifest(built_site):
    listed = dict(reversed(line.split("  ", 1)) for line in (built_site / manifest.SUMS).read_text(encoding="utf-8").splitlines())
    assert sorted(listed) == list(listed) == [name for name in manifest.file_names(built_site) if name != manifest.SUMS]
    assert all(manifest.digest(built_site / name)[0] == checksum for name, checksum in listed.items())


def test_what_cannot_be_compared_is_said_without_a_traceback(run, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text('{"files": []}', encoding="utf-8")
    (tmp_path / "note.txt").write_text("hello", encoding="utf-8")
    for arguments in (["gone"], [tmp_path / "empty"], [tmp_path / "note.txt"], [tmp_path / "note.txt", "--against", tmp_path / "bad.json"]):
        status, said = run(*arguments)
        assert status == 2 and "Traceback" not in said and said.strip(), arguments


# ---- one file ----------------------------------------------------------------------------------------------------------


def test_a_single_file_of_the_site_is_known_by_its_bytes(run, built_site, tmp_path):
    (tmp_path / "renamed.csv").write_bytes((built_site / "data/measures-2564.csv").read_bytes())
    status, said = run(tmp_path / "renamed.csv", "--against", built_site)
    assert status == 0 and "/data/measures-2564.csv" in said
    (tmp_path / "renamed.csv").write_bytes(b"x")
    assert run(tmp_path / "renamed.csv", "--against", built_site)[0] == 1


def saved(tmp_path, html, name="saved.html"):
    path = tmp_path / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode("utf-8"))
    return path


@pytest.mark.parametrize(("old", "new"), [
    ("กองคลัง", "กองช่าง"), ("2563", "2565"), ("</h1>", '</h1><p>ยกเลิก</p>'), ("</h1>", '</h1><span class="ps-due">ยกเลิก</span>'),
    ("</h1>", "</h1><div data-live>ยกเลิก</div>"), ("</h1>", "</h1><div data-search-page>ยกเลิก</div>"), ("</h1>", '</h1><p data-as-of>ยกเลิกแผน</p>'),
])  # fmt: skip
def test_another_text_is_another_page(run, built_site, tmp_path, old, new):
    html = page(built_site, PLAN)
    assert old in html
    status, said = run(saved(tmp_path, html.replace(old, new)), "--against", built_site)
    assert status == 1 and "/measures/2564/" in said


def test_words_that_change_cells_are_a_change(tmp_path, built_site):
    html = page(built_site, PLAN)
    start = html.index("<td", html.index("<table"))
    at = html.index("</td>", start)
    moved = html[:at] + "</td><td>" + html[at:]  # an empty cell more changes no word
    assert check_file(saved(tmp_path, moved), reference_at(built_site)).outcome == "text"
    first = html.index(">", html.index("<td", at)) + 1
    moved = html[:at] + html[first : first + 1].replace("<", "9") + html[at:]
    assert check_file(saved(tmp_path, moved), reference_at(built_site)).outcome == "different"
    cells = ['<article class="ps-content"><table><tr><td>{}</td><td>{}</td></tr></table></article>'.format(*pair) for pair in (("1", "23"), ("12", "3"))]
    assert stamp.whole_text(cells[0]) != stamp.whole_text(cells[1]) and stamp.main_text(cells[0]) == stamp.main_text(cells[1])


def test_a_forged_text_with_a_fitting_code_deceives_only_who_has_no_manifest(run, built_site, tmp_path):
    html = page(built_site, PLAN)
    forged = html.replace("กองคลัง", "กองช่าง")
    forged = forged.replace(stamp.text_hash(html), stamp.text_hash(forged))
    path = saved(tmp_path, forged)
    assert run(path, "--against", built_site)[0] == 1
    status, said = run(path)
    assert status == 0 and "does not prove who published" in said


def test_without_a_manifest_the_pages_own_code_is_asked(run, built_site, tmp_path):
    html = page(built_site, PLAN)
    assert run(saved(tmp_path, html))[0] == 0
    assert run(saved(tmp_path, html.replace("กองคลัง", "กองช่าง")))[0] == 1


def test_the_code_in_the_footer_counts_too(run, built_site, tmp_path):
    html = page(built_site, PLAN)
    assert run(saved(tmp_path, html.replace(stamp.text_hash(html), "0" * 12)), "--against", built_site)[0] == 1


def test_links_that_lead_elsewhere_are_told(run, built_site, tmp_path):
    html = page(built_site, PLAN)
    status, said = run(saved(tmp_path, html.replace("</h1>", '</h1><a href="https://evil.example/pay"></a>')), "--against", built_site)
    assert status == 1 and "evil.example" in said and "+  → https://evil.example/pay" in said
    link = re.search(r'<a [^>]*href="(\.\./\.\./units/[^"]+)"', stamp.MAIN.search(html)[1])
    status, said = run(saved(tmp_path, html.replace(link[0], link[0].replace(link[1], "../../about/"))), "--against", built_site)
    assert status == 1 and "→ /about/" in said and f"→ /units/{link[1].split('/')[-2]}/" in said
    status, said = run(saved(tmp_path, html + " "), "--against", built_site / manifest.NAME)
    assert status == 0 and "links within" not in said


def test_without_the_published_page_links_are_not_compared(run, built_site, tmp_path):
    (tmp_path / "alone" / "data").mkdir(parents=True)
    listed = shutil.copyfile(built_site / manifest.NAME, tmp_path / "alone" / manifest.NAME)
    status, said = run(saved(tmp_path, page(built_site, PLAN) + " "), "--against", listed)
    assert status == 0 and "not compared for want of the published page" in said


PICTURE = b"\x89PNG a picture of the hall"


@pytest.fixture
def small_site(tmp_path):
    """A published site of one page with one picture and one link, as its manifest knows it."""
    site = tmp_path / "site"
    (site / "hall").mkdir(parents=True)
    (site / "hall/index.html").write_text('<html><article class="ps-content"><p>hall</p><img alt="x" src="../files/a.png"><a href="../b/#c">b</a></article></html>', encoding="utf-8")
    (site / "files").mkdir()
    (site / "files/a.png").write_bytes(PICTURE)
    for name, data in manifest.files(manifest.collect(site, "x", "1", None)).items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(data)
    return site


def complete(tmp_path, picture=PICTURE, target="https://example.go.th/ita/b/#c"):
    """The page as "Webpage, complete" leaves it: full addresses, the picture under another name in a folder beside it."""
    (tmp_path / "hall_files").mkdir(exist_ok=True)
    if picture:
        (tmp_path / "hall_files/a(1).png").write_bytes(picture)
    html = f'<!-- saved from url=(0031)https://example.go.th/ita/hall/ -->\n<html><article class="ps-content"><p>hall</p><img alt="x" src="./hall_files/a(1).png"><a href="{target}">b</a></article></html>'
    return saved(tmp_path, html, "hall.html")


def test_pictures_saved_beside_a_page_are_proved_by_their_bytes(run, small_site, tmp_path):
    status, said = run(complete(tmp_path), "--against", small_site)
    assert status == 0 and "lead to: https://example.go.th/ita/" in said and "not saved with" not in said
    status, said = run(complete(tmp_path, b"another"), "--against", small_site)
    assert status == 1 and "other pictures: 1" in said
    (tmp_path / "hall_files/a(1).png").unlink()
    status, said = run(complete(tmp_path, None), "--against", small_site)
    assert status == 0 and "not compared: 1" in said
    assert run(complete(tmp_path, target="https://example.go.th/ita/d/"), "--against", small_site)[0] == 1


def test_pictures_in_an_mhtml_file_too(run, small_site, tmp_path):
    for picture, wanted in ((PICTURE, 0), (b"another", 1)):
        message = email.message.EmailMessage()
        message["Snapshot-Content-Location"] = "https://example.go.th/hall/"
        message["Content-Type"] = 'multipart/related; type="text/html"; boundary="x"'
        text, image = email.message.EmailMessage(), email.message.EmailMessage()
        text.set_content('<html><article class="ps-content"><p>hall</p><img alt="x" src="https://example.go.th/files/a.png"><a href="https://example.go.th/b/#c">b</a></article></html>', subtype="html")
        image.set_content(picture, "image", "png")
        image["Content-Location"] = "https://example.go.th/files/a.png"
        message.set_payload([text, image])
        assert run(saved(tmp_path, message.as_bytes(), "a.mhtml"), "--against", small_site)[0] == wanted


def test_mhtml_and_web_archives_are_opened(built_site, tmp_path):
    html, reference = page(built_site, PLAN), reference_at(built_site)
    message = email.message.EmailMessage()
    message["Content-Type"] = 'multipart/related; type="text/html"; boundary="x"'
    part = email.message.EmailMessage()
    part.set_content(html, subtype="html", cte="quoted-printable")
    message.set_payload([part])
    archive = plistlib.dumps({"WebMainResource": {"WebResourceData": html.encode(), "WebResourceTextEncodingName": "UTF-8"}}, fmt=plistlib.FMT_BINARY)
    assert check_file(saved(tmp_path, message.as_bytes(), "a.mhtml"), reference).outcome == "text"
    assert check_file(saved(tmp_path, archive, "a.webarchive"), reference).outcome == "text"
    assert check_file(saved(tmp_path, b"bplist00 broken", "b.webarchive"), reference).outcome == "different"


# ---- real browsers -----------------------------------------------------------------------------------------------------


REALLY_SAVED = Path(__file__).parent / "saved"


@pytest.fixture
def really_saved(tmp_path):
    """(the published site, the folder of copies of its page that a browser with a window has saved)"""
    site, copies = tmp_path / "site", tmp_path / "copies"
    shutil.copytree(REALLY_SAVED / "site", site)
    shutil.copytree(REALLY_SAVED, copies, ignore=shutil.ignore_patterns("site"))
    for name, data in manifest.files(manifest.collect(site, "x", "1", None)).items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(data)
    return site, copies


@pytest.mark.parametrize("name", ["notes.html", "notes.mhtml"])
def test_what_a_browser_really_saves_is_the_same_page(run, really_saved, name):
    site, copies = really_saved
    status, said = run(copies / name, "--against", site)
    assert status == 0 and "this is: /notes/" in said and "lead to: http://agency.example/" in said
    assert not any(words in said for words in ("differ", "does not have", "not compared"))


@pytest.mark.parametrize(("old", "new", "named"), [
    ("รายละเอียด", "รายการ", "Different"),
    ('agency.example/measures/2564/?unit', 'agency.example/measures/2563/?unit', "/measures/2563/"),
    ("http://agency.example/measures/", "http://agency.exarnple/measures/", "agency.exarnple"),
    ("mailto:office@", "mailto:0ffice@", "0ffice@"),
    ("xn--o3cw4h.example", "xn--o3cw4h.example.org", "xn--o3cw4h.example.org"),
    ('href="./notes_files/ห้อง ประชุม.png"', 'href="./notes_files/อื่น.png"', "อื่น.png"),
])  # fmt: skip
def test_and_what_was_changed_in_it_is_seen(run, really_saved, old, new, named):
    site, copies = really_saved
    html = (copies / "notes.html").read_text(encoding="utf-8")
    assert old in html
    (copies / "notes.html").write_text(html.replace(old, new), encoding="utf-8")
    (copies / "notes_files/อื่น.png").write_bytes(b"another")
    status, said = run(copies / "notes.html", "--against", site)
    assert status == 1 and named in said


def test_a_picture_that_was_exchanged_is_seen_and_the_link_to_it(run, really_saved):
    site, copies = really_saved
    (copies / "notes_files/ห้อง ประชุม.png").write_bytes(b"another")
    status, said = run(copies / "notes.html", "--against", site)
    assert status == 1 and "other pictures: 2" in said and "links that differ" in said


# What "Webpage, complete" does to a page's links, by the browser's own reading of addresses.
COMPLETE = """() => { for (const a of document.querySelectorAll("a[href]")) a.setAttribute("href", a.href); return document.documentElement.outerHTML }"""


@pytest.mark.browser
@pytest.mark.parametrize("address", [HOME, PLAN, LINE, "ita/2563", "oit/2564", "oit/2564/o42", "units/planning", "trace/2564", "search", "complaints"])
def test_a_page_saved_by_a_browser_has_the_same_text(built_site, serve_folder, pages, tmp_path, address):
    window = pages.open(serve_folder(built_site) + address + "/" * bool(address))
    window.wait_for_load_state("networkidle")
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
def test_dates_filters_and_copying_do_not_count(built_site, serve_folder, pages, tmp_path):
    window = pages.open()
    window.clock.set_fixed_time("2020-12-20T09:00:00+07:00")
    window.goto(serve_folder(built_site) + PLAN + "/?unit=finance")
    window.wait_for_load_state("networkidle")
    assert "แสดง 3 จาก 15" in window.locator("[data-filter-count]").first.inner_text()
    assert check_file(saved(tmp_path, window.content()), reference_at(built_site)).outcome == "text"
    window.goto(serve_folder(built_site) + "units/finance/")
    assert window.locator("article .ps-due").count()
    assert check_file(saved(tmp_path, window.content()), reference_at(built_site)).outcome == "text"


@pytest.mark.browser
@pytest.mark.parametrize("page", ["", "measures/2567/", "measures/2567/publish/", "print/2567/"])
def test_what_is_called_overdue_does_not_count(built_fictional, serve_folder, pages, tmp_path, page):
    window = pages.open(serve_folder(built_fictional) + page)
    assert window.locator("article .ps-status--overdue").count()
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


# ---- reading -----------------------------------------------------------------------------------------------------------


def test_the_text_reaches_to_the_end_of_the_page_past_cards():
    html = '<article class="ps-content" id="content"><article class="ps-card">one</article><p title="a > b">two</p></article><div>no</div>'
    assert stamp.main_text(html) == "onetwo"
    assert stamp.whole_text(html) == "one\ntwo"


def test_history_and_drawings_count_for_the_manifest_and_not_for_the_footer():
    html = '<article class="ps-content"><p>a</p><div data-live>b<div>c</div>d</div><svg><text>85</text></svg><style>x</style></article>'
    assert (stamp.main_text(html), stamp.whole_text(html)) == ("a", "a\nb\nc\nd\n85")


def test_every_page_of_the_site_is_in_the_manifest(built_site):
    pages = json.loads((built_site / manifest.NAME).read_text(encoding="utf-8"))["pages"]
    built = {path.relative_to(built_site).as_posix() for path in built_site.rglob("index.html")}
    assert built <= set(pages)
    assert all(len(entry["text"]) == len(entry["rows"]) == 64 for entry in pages.values())


# ---- signed tags -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_tags_of_the_commit_and_their_signatures(tmp_path, monkeypatch):
    from macros.site import signature

    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "t")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "t@example.go.th")
    key, folder = tmp_path / "key", tmp_path / "repo"
    folder.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "allowed").write_text("t@example.go.th " + key.with_suffix(".pub").read_text(), encoding="utf-8")

    def git(*arguments):
        return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    for name, value in {"gpg.format": "ssh", "user.signingkey": str(key), "gpg.ssh.allowedSignersFile": str(tmp_path / "allowed")}.items():
        git("config", name, value)
    git("commit", "-q", "--allow-empty", "-m", "x")
    git("tag", "plain")
    git("tag", "-s", "signed", "-m", "published")
    commit = git("rev-parse", "HEAD")
    assert dict(signature.tags(folder, commit)) == {"plain": signature.NONE, "signed": signature.GOOD}
    (tmp_path / "allowed").write_text("", encoding="utf-8")
    assert dict(signature.tags(folder, commit))["signed"] == signature.NOT_PROVED
    assert list(signature.tags(folder, "0" * 40)) == [] and list(signature.tags(tmp_path / "gone", commit)) == []


# ---- what the right words may hide -------------------------------------------------------------------------------------


@pytest.mark.parametrize("put", [
    ("<head>", '<head><base href="https://x.example/">'), ("<head>", '<head><meta http-equiv="Refresh" content="0;url=https://x.example">'),
    ("</h1>", '</h1><iframe srcdoc="forged"></iframe>'), ("<article", "<article hidden"), ("<h1", '<h1 onclick="forge()"'),
    ("<a ", '<a data-x href="java\tscript:forge()" '),
])  # fmt: skip
def test_what_no_published_page_holds_and_no_browser_adds_is_told(run, built_site, tmp_path, put):
    published = page(built_site, "about")
    saved = tmp_path / "about.html"
    saved.write_text(published.replace(*put, 1), encoding="utf-8")
    status, said = run(saved, "--against", built_site)
    assert put[0] in published and status == 1 and "no published page does" in said


def test_pages_as_published_hold_nothing_strange(built_site):
    found = {path: strange(path.read_text(encoding="utf-8")) for path in built_site.rglob("*.html")}
    assert len(found) > 9 and not any(found.values())


def test_links_of_the_file_system_are_no_published_files(copy, built_site):
    (copy / "about/index.html").unlink()
    (copy / "about/index.html").symlink_to(built_site / "about/index.html")
    (copy / "more").symlink_to(built_site)
    verdict = check_folder(copy, reference_at(built_site))
    assert (verdict.changed, verdict.added) == (("about/index.html",), ("more",))


def test_what_is_not_compared_of_a_saved_page_is_said(run, built_site, tmp_path):
    saved = tmp_path / "about.html"
    saved.write_text(page(built_site, "about") + " ", encoding="utf-8")
    status, said = run(saved, "--against", built_site)
    assert status == 0 and "not what stands around it" in said


def test_a_page_saved_in_letters_of_two_bytes(built_site, tmp_path):
    (tmp_path / "about.html").write_bytes(page(built_site, "about").encode("utf-16"))
    assert check_file(tmp_path / "about.html", reference_at(built_site)).outcome == "text"
