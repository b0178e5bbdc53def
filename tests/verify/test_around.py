"""A saved page is the published one only if a reader sees the same, header to footer; what nobody can tell stands in the first line."""

import re
import shutil

import pytest

from macros.site.commands import verify
from macros.site.html import stamp
from macros.site.verifying.shown import differences, shown

ITA, PLAN, LINE = "ita/2563", "measures/2564", "measures/2564/m3-1"
FORGED = '<p style="font-size:3em">เทศบาลได้ระดับ AA 99.99 คะแนน</p>'


@pytest.fixture
def run(capsys, tmp_path, built_site):
    """A function: text of a saved page → (exit status, the first line, all that was printed)."""

    def run(html, against=built_site, name="saved.html"):
        (tmp_path / name).write_bytes(html.encode("utf-8"))
        status = verify.main(["--root", str(tmp_path), str(tmp_path / name), "--against", str(against)])
        said = "".join(capsys.readouterr())
        return status, said.partition("\n")[0], said

    return run


def page(site, address):
    return (site / address / "index.html").read_text(encoding="utf-8")


def complete(site, folder, html, name="saved"):
    """A page as "Webpage, complete" leaves it: style and script lie beside it, everything else has its full address."""
    (folder / f"{name}_files").mkdir(exist_ok=True)
    for path in (*site.glob("assets/site.*.css"), *site.glob("assets/print.*.css"), *site.glob("assets/site.*.js")):
        shutil.copy(path, folder / f"{name}_files")
    html = re.sub(r'(href|src)="(?:\.\./)*assets/((?:site|print)\.[^"]+)"', rf'\1="./{name}_files/\2"', html)
    html = re.sub(r'href="\.\./\.\./(?!\.\.)([^"]*)"', r'href="https://agency.example/\1"', html)
    return html.replace("<!doctype html>", "<!DOCTYPE html>\n<!-- saved from url=(0032)https://agency.example/ita/2563/ -->").replace(" defer>", ' defer="">')


# ---- what is told ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), [
    ("<main", "<p>เทศบาลได้ระดับ AA 99.99 คะแนน</p><main"),
    ("<main", FORGED + "<main"),
    ("</main>", "</main><div>ปรับปรุงแล้ว</div>"),
    ("</article>", '</article><p class="ps-due">ระดับ AA</p>'),
    ("</article>", '</article><p data-as-of>ระดับ AA</p>'),
    ("</body>", '<p class="ps-visually-hidden" role="status">ระดับ AA</p></body>'),
    ("<main", '<label class="ps-chip" data-late-chip="">เกินกำหนด (4)</label><main'),
    ("</body>", '<label class="ps-chip" data-late-chip=""><input type="checkbox" name="status" value="overdue">ได้ระดับ AA</label></body>'),
    ("</body>", '<div aria-live="polite" class="ps-found__live">พบ 3 หน้า<img src="x.png"></div></body>'),
    ("</form>", '<div class="ps-found ps-found--drop">ระดับ AA</div></form>'),
    ("ผลประเมิน ITA ปี 2563 –", "ผลประเมิน ITA ปี 2569 –"),
    ('placeholder="ค้นหาทั้งเว็บไซต์"', 'placeholder="ระดับ AA"'),
    ('href="../../complaints/"', 'href="https://evil.example/"'),
    ("อย่างไม่เป็นทางการ", "อย่างเป็นทางการ"),
    ('<aside class="ps-notice"', '<aside hidden class="ps-notice"'),
    ('<aside class="ps-notice"', '<aside class="ps-visually-hidden"'),
    ("<h1", "<s><h1"),
    ("<h1", '<div class="ps-visually-hidden"><h1'),
    ("</h1>", '</h1><input value="ระดับ AA">'),
    ("</h1>", '</h1><span class="ps-w" title="ระดับ AA"></span>'),
    ("</h1>", "</h1><table><tr><td></table>"),
    ("</h1>", '</h1><svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'),
    ("</body>", "<script>document.body.prepend('AA')</script></body>"),
    ("</body>", '<script src="more.js"></script></body>'),
    ("</head>", "<style>h1::after{content:'AA'}</style></head>"),
    ("</head>", '<link rel="stylesheet" href="https://evil.example/a.css"></head>'),
    ("</head>", '<link rel="Stylesheet" href="data:text/css,h1{color:red}"></head>'),
    ("<h1", "<!--><p>ระดับ AA</p><!-- --><h1"),
    ("<h1", "<![x<p>ระดับ AA</p>]]><h1"),
])  # fmt: skip
def test_what_a_reader_would_see_otherwise_is_another_page(run, built_site, tmp_path, old, new):
    html = complete(built_site, tmp_path, page(built_site, ITA))
    old = old if old in html else old.replace("../../", "https://agency.example/")
    assert old in html
    status, first, _ = run(html.replace(old, new, 1))
    assert status == 1 and any(words in first for words in ("another page", "no published page does", "Different"))


@pytest.mark.parametrize(("kind", "words"), [("css", b"h1::after{content:'AA'}"), ("js", b"document.body.prepend('AA')")])
def test_style_or_a_script_beside_the_page_that_is_not_the_published_one(run, built_site, tmp_path, kind, words):
    html = complete(built_site, tmp_path, page(built_site, ITA))
    beside = next((tmp_path / "saved_files").glob(f"*.{kind}"))
    beside.write_bytes(beside.read_bytes() + words)
    status, first, said = run(html)
    assert status == 1 and "another page" in first and beside.name in said


def test_what_is_missing_and_what_was_added_is_named(run, built_site, tmp_path):
    html = complete(built_site, tmp_path, page(built_site, ITA)).replace("ข้ามไปยังเนื้อหา", "ระดับ AA")
    assert run(html)[2].count("+ ระดับ AA\n  - ข้ามไปยังเนื้อหา\n") == 1


def test_what_changes_places_is_told(run, built_site, tmp_path):
    html = complete(built_site, tmp_path, page(built_site, ITA))
    first, second = re.findall(r"<li><a [^>]*>[^<]*</a></li>", html[html.index("ps-footer__links") :])[:2]
    status, said, _ = run(html.replace(f"{first}\n{second}", f"{second}\n{first}"))
    assert status == 1 and "another page" in said


# ---- what may differ ---------------------------------------------------------------------------------------------------


def test_a_complete_page_is_proved_whole(run, built_site, tmp_path):
    status, first, said = run(complete(built_site, tmp_path, page(built_site, ITA)))
    assert status == 0 and "all that a reader sees around it" in first and "not compared" not in said


@pytest.mark.parametrize(("old", "new"), [
    ('class="no-js"', 'class="js" data-colour="dark" data-search-words="whole"'),
    ("</body>", '<p class="ps-visually-hidden" role="status">คัดลอกแล้ว</p><div aria-live="polite" class="ps-found__live">พบ 1,203 หน้า</div></body>'),
    ("</form>", '<div class="ps-found ps-found--drop" hidden=""><div>ระดับ AA</div></div></form>'),
    ('class="ps-search"', 'class="ps-search ps-found-host"'),
    ('type="search"', 'type="search" role="combobox" aria-expanded="false" value="ไอที"'),
    ('value="auto" checked', 'value="auto"'),
    ("หน้าแรก", '<span class="ps-w">หน้า</span>แรก'),
    ('<details class="ps-menu"', '<details open="" class="ps-menu"'),
])  # fmt: skip
def test_what_scripts_and_readers_do_is_no_difference(run, built_site, tmp_path, old, new):
    html = complete(built_site, tmp_path, page(built_site, ITA))
    assert old in html
    status, first, said = run(html.replace(old, new, 1))
    assert status == 0 and "not compared" not in first, said


def test_ends_that_html_may_leave_out_are_no_difference():
    written = ("<table><thead><tr><th>1<th>2<tbody><tr><td>3<td><p>4<tr><td>5</table>"
               "<ul><li>6<p>7<ul><li>8</ul><li>9</ul><dl><dt>a<dd>b<dt>c</dl><p>d<div>e</div>")  # fmt: skip
    saved = ("<table><thead><tr><th>1</th><th>2</th></tr></thead><tbody><tr><td>3</td><td><p>4</p></td></tr><tr><td>5</td></tr></tbody></table>"
             "<ul><li>6<p>7</p><ul><li>8</li></ul></li><li>9</li></ul><dl><dt>a</dt><dd>b</dd><dt>c</dt></dl><p>d</p><div>e</div>")  # fmt: skip
    one, other = [shown(html, lambda link, tag: link) for html in (written, saved)]
    assert differences(one, other) == () and len(one.pieces) == len(other.pieces)


def test_a_page_as_published_differs_from_itself_in_nothing(built_site):
    for address in (ITA, PLAN, LINE, "", "search", "trace/2564"):
        seen = shown(page(built_site, address), lambda link, tag: link)
        assert differences(seen, seen) == () and len(seen.pieces) > 100


# ---- what nobody can tell ----------------------------------------------------------------------------------------------


def test_style_that_is_not_saved_is_said_first(run, built_site):
    status, first, _ = run(page(built_site, ITA) + " ")
    assert status == 0 and "not compared: how it is shown" in first and "รูปแบบที่แสดง" in first


def test_a_manifest_alone_says_first_what_it_cannot_tell(run, built_site, tmp_path):
    (tmp_path / "alone/data").mkdir(parents=True)
    listed = shutil.copy(built_site / "data/manifest.json", tmp_path / "alone/data")
    status, first, _ = run(page(built_site, ITA) + " ", listed)
    assert status == 0 and "not compared for want of the published page: what stands around" in first
    assert run(page(built_site, ITA).replace("<main", FORGED + "<main"), listed)[0] == 1  # style of its own is never published


def test_rows_that_a_filter_hides_are_counted_first(run, built_site):
    html = page(built_site, PLAN)
    row = re.search(r'<tr (?=[^>]*data-unit=")', html)[0]
    status, first, _ = run(html.replace(row, row + 'hidden="" '))
    assert status == 0 and re.search(r"\d+ rows that do not show", first)
    status, first, _ = run(page(built_site, ITA).replace("<tr>", "<tr hidden>", 1))
    assert status == 1 and "another page" in first  # no filter there


def test_the_published_page_must_be_the_one_of_the_manifest(run, built_site, tmp_path):
    """Else whoever holds the folder could make a forged page the measure."""
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    (site / ITA / "index.html").write_text(page(site, ITA).replace("<main", "<p>AA</p><main"), encoding="utf-8")
    assert "for want of the published page" in run(page(site, ITA) + " ", site)[1]
    assert stamp.text_hash(page(site, ITA)) == stamp.text_hash(page(built_site, ITA))
