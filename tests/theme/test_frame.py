"""The frame, built by MkDocs as the engine does it: nothing of stock Material shows, nothing unescaped comes through."""

import json
import re

import pytest
from theme_gallery import THEME

TRAP = '</title><script>alert("1")</script> & "ปี" <2564>'
DOORS = [("หน้าแรก", "/"), ("แผนและมาตรการ", "/measures/2564/"), ("ผลประเมิน ITA", "/ita/2563/"), ("การเปิดเผยข้อมูล OIT", "/oit/2564/"), ("ร้องเรียน", "/complaints/")]
CRUMBS = [{"title": "หน้าแรก", "address": "/"}, {"title": TRAP, "address": "/measures/2564/x/"}]


def _page(text, **meta):
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items()) + "---\n\n" + text


def _build(folder, tool="mkdocs", **site):
    """Build five pages with the theme into ``folder``/site; ``site`` changes ``config.extra.prongsai``."""
    docs = folder / "docs"
    (docs / "measures" / "2564").mkdir(parents=True)
    (docs / "index.md").write_text("# หน้าแรก\n\nข้อความ\n", encoding="utf-8")
    (docs / "measures" / "2564" / "x.md").write_text(
        _page("<div><h1>ชื่อ</h1><p>เนื้อหา</p></div>\n", title=TRAP, room="measures", description=TRAP, breadcrumbs=CRUMBS, changed=TRAP, toc=[{"title": TRAP, "anchor": "a"}] * 3), encoding="utf-8"
    )
    (docs / "plain.md").write_text("# A &lt;b&gt; & c\n\n## หนึ่ง {#one}\n\n## สอง {#two}\n\n## สาม {#three}\n", encoding="utf-8")
    (docs / "bare.md").write_text(_page("ข้อความ\n", title=TRAP), encoding="utf-8")
    extra = {
        "assets": {"css": "assets/site.css", "js": "assets/site.js", "icon": "assets/icon.svg", "search": "assets/search/mount.js", "preload": []},
        "prongsai": {"agency": "เทศบาล <ตัวอย่าง>", "agency_place": "อำเภอ & จังหวัด", "official": False, "doors": [{"title": title, "address": address, "room": address.split("/")[1]} for title, address in DOORS],
                     "footer": [{"title": "เกี่ยวกับ", "address": "/about/"}], **site},
    }  # fmt: skip
    config = {
        "site_name": "มาตรการ", "site_url": "https://example.go.th/ita/", "docs_dir": str(docs), "site_dir": str(folder / "site"), "plugins": [],
        "theme": {"name": "material", "custom_dir": str(THEME), "language": "th", "font": False}, "markdown_extensions": ["attr_list", "toc"], "extra": extra,
    }  # fmt: skip
    path = folder / "mkdocs.yml"
    path.write_text(json.dumps(config), encoding="utf-8")
    if tool == "properdocs":
        from properdocs.commands.build import build
        from properdocs.config import load_config
    else:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
    build(load_config(config_file=str(path)))
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        yield _build(tmp_path_factory.mktemp("frame"))


def _read(site, name):
    return (site / name).read_text(encoding="utf-8")


def test_front_matter_is_text_and_nothing_else(site):
    for name in ("measures/2564/x/index.html", "bare/index.html"):
        html = _read(site, name)
        assert "<script>alert" not in html
        assert "&lt;/title&gt;&lt;script&gt;" in html


def test_a_title_from_a_heading_is_escaped_once(site):
    assert "<title>A &lt;b&gt; &amp; c – มาตรการ</title>" in _read(site, "plain/index.html")


def test_a_page_without_heading_gets_its_title_as_one(site):
    assert re.search(r"<h1>&lt;/title&gt;.*</h1>", _read(site, "bare/index.html"))


def test_materials_own_styles_scripts_and_navigation_are_gone(site):
    html = _read(site, "plain/index.html")
    assert not re.search(r"assets/(stylesheets|javascripts)/|md-header|md-sidebar|md-footer|__config|__md_scope", html)
    assert re.findall(r"<script[^>]*>", html) == ["<script>", '<script src="../assets/site.js" defer>']


def test_the_list_of_contents_follows_the_first_heading(site):
    html = _read(site, "plain/index.html")
    assert re.findall(r'<li><a href="#(\w+)">', html) == ["one", "two", "three"]
    assert html.index("</h1>") < html.index("ps-contents") < html.index('<h2 id="one">')
    assert "ps-contents" not in _read(site, "index.html")


def test_the_current_door_and_relative_addresses(site):
    assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', _read(site, "index.html"))[0] == (".", "page")
    html = _read(site, "measures/2564/x/index.html")
    assert ("../", "true") in re.findall(r'href="([^"]+)" aria-current="(\w+)"', html)
    assert 'action="../../../search/"' in html and 'data-search-src="../../../assets/search/mount.js"' in html
    assert 'data-search-base="../../.."' in html


def test_not_found_speaks_thai_and_leads_on_with_absolute_addresses(site):
    html = _read(site, "404.html")
    assert '<h1 id="top">ไม่พบหน้าที่ต้องการ</h1>' in html and 'href="/ita/measures/2564/"' in html
    assert "aria-current" not in html and "Not found" not in html


def test_what_kind_of_site_this_is_stands_on_every_page(site, tmp_path):
    assert "จัดทำขึ้นอย่างไม่เป็นทางการ" in _read(site, "plain/index.html")
    official = _build(tmp_path / "official", official=True)
    assert "ps-notice" not in _read(official, "plain/index.html")
    fictional = _build(tmp_path / "fictional", official=True, fictional=True)
    assert "หน่วยงานสมมติ" in _read(fictional, "plain/index.html")


def test_properdocs_builds_the_same_pages(site, tmp_path):
    other = _build(tmp_path, tool="properdocs")
    for name in ("index.html", "measures/2564/x/index.html", "plain/index.html", "404.html"):
        assert _read(other, name) == _read(site, name)
