"""Pictures saved with a page are proved by their bytes, by hand and as browsers with a window saved them."""

import email.message
import shutil
from pathlib import Path

import pytest

from macros.site.whole import manifest
from tests.verify.saving import saved

PICTURE = b"\x89PNG a picture of the hall"
REALLY_SAVED = Path(__file__).parent / "saved"


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


# ---- real browsers -----------------------------------------------------------------------------------------------------


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
