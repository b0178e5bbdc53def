"""One saved page: another text, another code or other links are seen, whatever form it was saved in."""

import email.message
import plistlib
import re
import shutil

import pytest

from macros.site.html import stamp
from macros.site.verifying.copies import check_file, reference_at
from macros.site.verifying.strange import strange
from macros.site.whole import manifest
from tests.verify.saving import PLAN, page, saved


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
    moved = html[:at] + "</td><td>" + html[at:]  # an empty cell more changes no word, but all that stands behind it
    assert check_file(saved(tmp_path, moved), reference_at(built_site)).outcome == "shown"
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
    status, said = run(saved(tmp_path, html.replace("กองคลัง", "กองช่าง")))
    assert status == 1 and said.startswith("ไม่ตรงกับรหัสที่พิมพ์ในหน้านี้เอง · ")  # nothing that was published was at hand


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


def test_a_page_saved_in_letters_of_two_bytes(built_site, tmp_path):
    path = saved(tmp_path, page(built_site, "about").encode("utf-16"))
    assert check_file(path, reference_at(built_site)).outcome == "text"


def test_what_is_not_compared_of_a_saved_page_is_said(run, built_site, tmp_path):
    status, said = run(saved(tmp_path, page(built_site, "about") + " "), "--against", built_site)
    assert status == 0 and "not compared: how it is shown" in said


# ---- what the right words may hide -------------------------------------------------------------------------------------


@pytest.mark.parametrize("put", [
    ("<head>", '<head><base href="https://x.example/">'), ("<head>", '<head><meta http-equiv="Refresh" content="0;url=https://x.example">'),
    ("</h1>", '</h1><iframe srcdoc="forged"></iframe>'), ("<article", "<article hidden"), ("<h1", '<h1 onclick="forge()"'),
    ("<a ", '<a data-x href="java\tscript:forge()" '),
])  # fmt: skip
def test_what_no_published_page_holds_and_no_browser_adds_is_told(run, built_site, tmp_path, put):
    published = page(built_site, "about")
    status, said = run(saved(tmp_path, published.replace(*put, 1)), "--against", built_site)
    assert put[0] in published and status == 1 and "no published page does" in said


def test_pages_as_published_hold_nothing_strange(built_site):
    found = {path: strange(path.read_text(encoding="utf-8")) for path in built_site.rglob("*.html")}
    assert len(found) > 9 and not any(found.values())


# ---- what counts as the text -------------------------------------------------------------------------------------------


def test_the_text_reaches_to_the_end_of_the_page_past_cards():
    html = '<article class="ps-content" id="content"><article class="ps-card">one</article><p title="a > b">two</p></article><div>no</div>'
    assert stamp.main_text(html) == "onetwo"
    assert stamp.whole_text(html) == "one\ntwo"


def test_history_and_drawings_count_for_the_manifest_and_not_for_the_footer():
    html = '<article class="ps-content"><p>a</p><div data-live>b<div>c</div>d</div><svg><text>85</text></svg><style>x</style></article>'
    assert (stamp.main_text(html), stamp.whole_text(html)) == ("a", "a\nb\nc\nd\n85")


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n1 0 obj <</Title (<html><body>)>>\n"


@pytest.mark.parametrize(("name", "data"), [("o14.pdf", PDF), ("page.png", PNG), ("page.jpg", b"\xff\xd8\xff\xe0"), ("page.webp", b"RIFF\0\0\0\0WEBP")])
def test_a_page_printed_to_a_file_of_another_kind_is_not_called_forged(run, built_site, tmp_path, name, data):
    status, said = run(saved(tmp_path, data, name), "--against", built_site)
    assert status == 2 and "MHTML" in said and "บันทึกหน้านั้นเป็น HTML" in said and "ไม่ตรง" not in said and "Different" not in said
    assert run(saved(tmp_path, data, name))[0] == 2


def test_a_file_under_the_name_of_a_published_one_is_compared_with_it(run, built_fictional, tmp_path):
    for data in (PDF, (built_fictional / "files/2567/plan.pdf").read_bytes() + b" "):
        status, said = run(saved(tmp_path, data, "plan.pdf"), "--against", built_fictional)
        assert status == 1 and "Different" in said
    assert run(saved(tmp_path, b"a,b\n", "other.csv"), "--against", built_fictional)[0] == 1
