"""Old addresses lead on without JavaScript, anchors too."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from macros.ledger import Gone, Ledger, redirects
from macros.ledger.html import with_aliases, with_notes

PAGE = '<!doctype html><body><article class="ps-content"><h1 id="top">T</h1><h2 id="new">N</h2><table id="t"><tr id="row"><th>h</th></tr></table></article><p>foot</p></body>'
SITE = {"new/index.html": PAGE.encode(), "index.html": PAGE.encode(), "files/b.pdf": b"%PDF"}


def files(ledger, url="https://x.go.th/"):
    return {path: data.decode("utf-8", "replace") for path, data in redirects.files(ledger, url, SITE.get).items()}


def test_a_moved_page_leads_on_at_once_and_by_a_link():
    html = files(Ledger(moved={"/a/old/": "/new/"}, anchors=frozenset({"/a/old/#new", "/a/old/#top"})))["a/old/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../../new/">' in html
    assert '<link rel="canonical" href="https://x.go.th/new/">' in html
    assert '<a href="../../new/">/new/</a>' in html
    assert '<li id="new"><a href="../../new/#new">N</a></li>' in html and '<li id="top"><a href="../../new/#top">T</a></li>' in html


def test_an_anchor_that_went_elsewhere_from_a_moved_page_is_told_to_the_script_and_in_the_list():
    html = files(Ledger(moved={"/old/": "/new/", "/old/#x": "/new/#new", "/old/#y": "/new/#row"}))["old/index.html"]
    assert '<li id="x"><a href="../new/#new">N</a></li>' in html  # by its heading, for an id is no word
    assert '<li id="y"><a href="../new/#row">/new/#row</a></li>' in html
    assert "&#34;x&#34;: &#34;../new/#new&#34;" in html


@pytest.mark.parametrize(
    ("source", "path", "link"),
    [
        ("/index.php", "index.php/index.html", "../new/"), ("/old/page.html", "old/page.html", "../new/"), ("/a.pdf", "a.pdf/index.html", "../new/"),
        ("/ข่าว/", "ข่าว/index.html", "../new/"),
    ],
)  # fmt: skip
def test_addresses_of_an_older_website(source, path, link):
    assert f'url={link}"' in files(Ledger(moved={source: "/new/"}))[path]


def test_pages_that_differ_by_their_query_are_listed():
    made = files(Ledger(moved={"/index.php?id=5": "/new/", "/index.php?id=6&x=<b>": "/#top", "/?p=1": "/new/"}))
    assert '/index.php?id=5 ย้ายไปที่ <a href="../new/">/new/</a>' in made["index.php/index.html"]
    assert "&lt;b&gt;" in made["index.php/index.html"] and '<a href="../#top">' in made["index.php/index.html"]
    assert "index.html" not in made


def test_a_moved_file_is_published_at_both_addresses():
    assert files(Ledger(moved={"/files/a.pdf": "/files/b.pdf"}))["files/a.pdf"] == "%PDF"


def test_a_living_page_is_never_overwritten():
    assert "new/index.html" not in files(Ledger(moved={"/new/": "/"}))


def test_an_anchor_renamed_on_its_page_stands_at_the_new_place():
    html = files(Ledger(moved={"/new/#old": "/new/#new"}))["new/index.html"]
    assert '<h2 id="new"><span id="old"></span>N</h2>' in html


def test_anchors_of_other_pages_and_tombstones_become_notes_on_the_page():
    ledger = Ledger(moved={"/new/#gone-home": "/#top"}, gone={"/new/#over": Gone("anchor", "", "", date(2026, 1, 31), "ยกเลิก <b>")})
    html = files(ledger)["new/index.html"]
    before, _, after = html.partition("</article>")
    assert '<li id="gone-home">“gone-home” ย้ายไปที่ <a href="../#top">/#top</a></li>' in before
    assert '<li id="over">“over” เลิกเผยแพร่เมื่อ 31\u00a0มกราคม 2569 เพราะยกเลิก &lt;b&gt;</li>' in before
    assert after == "<p>foot</p></body>"


def test_a_note_tells_the_words_of_the_heading_and_never_a_derived_anchor():
    stone = Gone("anchor", "", "", date(2026, 1, 31), "ยกเลิก")
    ledger = Ledger(moved={"/new/#d9ea61f5": "/#top"}, gone={"/new/#d9ea61f4": stone, "/new/#o42-0a1b2c3d-2": stone})
    made = redirects.files(ledger, "", SITE.get, words={"/new/#d9ea61f4": "ตาราง <เดิม>"}.get)
    html = made["new/index.html"].decode()
    assert '<li id="d9ea61f4">“ตาราง &lt;เดิม&gt;” เลิกเผยแพร่เมื่อ' in html
    assert '<li id="o42-0a1b2c3d-2">หัวข้อหนึ่งของหน้านี้ เลิกเผยแพร่เมื่อ' in html
    assert '<li id="d9ea61f5">หัวข้อหนึ่งของหน้านี้ ย้ายไปที่ ' in html


def test_what_went_with_a_page_is_told_by_that_page_s_title():
    row = Gone("line", "line 2564/m2", "ประชุม", date(2026, 1, 31), "ยกเลิก")
    ledger = Ledger(gone={"/measures/2564/m2/": row, "/new/#year-2564": replace(row, kind="anchor")})
    html = files(ledger)["new/index.html"]
    assert '<li id="year-2564">หัวข้อนี้เคยแสดง “<a href="../measures/2564/m2/">ประชุม</a>” ซึ่งเลิกเผยแพร่เมื่อ 31\u00a0มกราคม 2569 เพราะยกเลิก</li>' in html


def test_data_for_programs_and_for_the_web_server():
    made = files(Ledger(moved={"https://old.go.th/a?b=1": "/new/", '/x" "y;/': "/new/", "/new/#o": "/new/#new", "/$a/": "/new/"}))
    assert {"from": "https://old.go.th/a?b=1", "to": "/new/"} in json.loads(made["data/redirects.json"])
    rows = [line for line in made["data/redirects.nginx"].splitlines() if not line.startswith("#")]
    assert '"old.go.th/a?b=1" "/new/";' in rows and all(re.fullmatch(r'"[^" ;$\\]+" "[^" ;$\\]+";', row) for row in rows)
    assert not any("#o" in row for row in rows)


def test_below_a_path_of_its_server_the_map_speaks_of_this_site_alone():
    """What lies beside the site, on the agency's own website, leads on as it did; what leads into the site says where that is."""
    moved = {"/old/": "/new/", "/index.php?id=5": "/new/#row", "https://old.go.th/a?b=1": "/new/", "/away/": "https://y.go.th/z"}
    made = files(Ledger(moved=moved), "https://x.go.th/ita/")
    rows = [line for line in made["data/redirects.nginx"].splitlines() if not line.startswith("#")]
    assert rows == ['"/ita/away/" "https://y.go.th/z";', '"/ita/index.php?id=5" "/ita/new/#row";', '"/ita/old/" "/ita/new/";', '"old.go.th/a?b=1" "/ita/new/";']
    assert {"from": "/old/", "to": "/new/"} in json.loads(made["data/redirects.json"])


def test_the_same_ledger_gives_the_same_bytes():
    ledger = Ledger(moved={f"/{name}/": "/new/" for name in "zyx"})
    again = Ledger(moved={f"/{name}/": "/new/" for name in "xyz"})
    assert list(files(ledger).items()) == list(files(again).items())


@pytest.mark.parametrize(
    ("new", "marked"),
    [("row", '<tr id="row"><th><span id="old"></span>h'), ("t", '<th><span id="old"></span>h'), ("top", '<h1 id="top"><span id="old"></span>T')],
)
def test_aliases_stand_where_html_allows_them(new, marked):
    html, missed = with_aliases(PAGE, {"old": new})
    assert marked in html and missed == {}


def test_an_alias_without_a_place_is_handed_back_and_a_name_in_use_is_left_alone():
    assert with_aliases(PAGE, {"old": "nowhere"}) == (PAGE, {"old": "nowhere"})
    assert with_aliases(PAGE, {"top": "new"}) == (PAGE, {})


def test_notes_without_an_article_go_before_the_end_of_the_body():
    assert with_notes("<body>x</body>", "N") == "<body>xN</body>"


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_in_a_browser_with_and_without_scripts(tmp_path, serve_folder, pages, javascript):
    ledger = Ledger(moved={"/old/": "/new/", "/old/#x": "/new/#new", "/new/#y": "/new/#new"}, anchors=frozenset({"/old/#top"}))
    for path, data in {**SITE, **redirects.files(ledger, "", SITE.get)}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    base = serve_folder(tmp_path)
    page = pages.open(base + "old/", javascript=javascript)
    page.wait_for_url(base + "new/")
    page.goto(base + "new/#y")
    assert page.locator("h2 > #y:target").count() == 1
    for anchor, end in {"x": "new/#new", "top": "new/#top", "other": "new/#other"}.items():
        page.goto(base + "old/#" + anchor)
        page.wait_for_url(base + (end if javascript else "new/"))


LONG = "/" + "ก" * 86 + "/"  # a title of 86 letters, of three bytes each


def test_a_name_that_no_disk_takes_leads_on_by_the_map_alone():
    made = files(Ledger(moved={LONG: "/new/", f"{LONG}?id=5": "/new/", "/" + "ก/" * 300: "/new/"}))
    assert made.keys() == {"data/redirects.json", "data/redirects.nginx"}
    assert {"from": LONG, "to": "/new/"} in json.loads(made["data/redirects.json"]) and '/%E0%B8%81%E0%B8%81' in made["data/redirects.nginx"]
    assert "ก" * 85 + "/index.html" in files(Ledger(moved={"/" + "ก" * 85 + "/": "/new/"}))


@pytest.mark.parametrize("source", ["/files/b.pdf/download", "/files/b.pdf/", "/new/index.html/x", "/files/b.pdf?download=1", "/404.html/x/", "/data/redirects.json/x"])
def test_below_a_file_nothing_is_written(source):
    assert files(Ledger(moved={source: "/new/"})).keys() == {"data/redirects.json", "data/redirects.nginx"}


@pytest.mark.parametrize("source", ["/news.html", "/news.html?id=5"])
def test_a_page_whose_name_is_a_folder_too_leads_on_from_within_it(source):
    made = files(Ledger(moved={source: "/new/", "/news.html/5/": "/new/"}))
    assert made.keys() == {"news.html/index.html", "news.html/5/index.html", "data/redirects.json", "data/redirects.nginx"}
    assert '"../new/"' in made["news.html/index.html"] and 'url=../../new/"' in made["news.html/5/index.html"]
    living = redirects.files(Ledger(moved={source: "/new/"}), "", SITE.get, ["news.html/a/index.html"])
    assert "news.html/index.html" in living and "news.html" not in living
