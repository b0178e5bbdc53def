"""A build that does no work twice makes the bytes that a whole build makes, and those that MkDocs makes of every page."""

import shutil
from pathlib import Path

import pytest

from macros.bench import edits, generate
from macros.search.extract import extract
from macros.site import assets, frames, making, reading, sections, stamp
from macros.site.build import build_aside
from macros.site.cache import Cache
from macros.site.output import Output
from macros.site.pieces import Row, pieces
from macros.site.plain import build_plain
from macros.site.project import load_project

ROOT = Path(__file__).resolve().parents[2]
FICTIONAL = ROOT / "tests" / "sites" / "fictional"


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one, other):
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def built(root, work, build=build_aside, cache=None):
    work.mkdir(exist_ok=True)
    result = build(load_project(root), work, work / "site", *([cache] if cache else []))
    assert result.ok, result.problems
    return files_in(work / "site")


@pytest.fixture
def invented(tmp_path):
    """Sources of a generated site: their folder, and path → text."""
    files = generate.site(60)
    generate.write(files, tmp_path / "invented")
    return tmp_path / "invented", files


@pytest.mark.parametrize("root", [ROOT, FICTIONAL], ids=["real", "fictional"])
def test_as_mkdocs_builds_every_page(root, tmp_path):
    assert differing(built(root, tmp_path / "ours"), built(root, tmp_path / "plain", build_plain)) == []


def test_edits_in_one_process_make_what_a_whole_build_makes(invented, tmp_path):
    root, files = invented
    work = tmp_path / "warm"
    cache = Cache.new(work, work / "site")
    built(root, work, cache=cache)
    for number, kind in enumerate((*edits.KINDS, None)):
        changes = edits.edit(files, number, kind) if kind else _page_edited(files)
        files = edits.changed(files, changes)
        edits.apply(changes, root)
        after = built(root, work, cache=cache)
        if kind in ("add", None):
            assert differing(after, built(root, tmp_path / f"cold {number}")) == [], kind
    assert differing(after, built(root, tmp_path / "plain", build_plain)) == []


def _page_edited(files):
    """A content page with other words, a new heading and a link to a record's page."""
    return {"content/about.md": files["content/about.md"] + "\n## หัวข้อใหม่\n\n[แผน](measures/2569/m1/index.md)\n"}


def test_another_theme_makes_every_page_again(invented, tmp_path, monkeypatch):
    root, _ = invented
    work = tmp_path / "warm"
    cache = Cache.new(work, work / "site")
    before = built(root, work, cache=cache)
    theme = tmp_path / "theme"
    shutil.copytree(assets.THEME, theme)
    footer = theme / "parts" / "footer.html"
    footer.write_text(footer.read_text(encoding="utf-8").replace("</footer>", "<p>งบประมาณใหม่</p></footer>"), encoding="utf-8")
    for module in ("assets", "engine"):
        monkeypatch.setattr(f"macros.site.{module}.THEME", theme)
    after = built(root, work, cache=cache)
    assert all(after[name] != before[name] for name in after if b"</footer>" in after[name])
    assert differing(after, built(root, tmp_path / "cold")) == []


def test_a_build_with_problems_leaves_the_output_and_what_it_learned(invented, tmp_path):
    root, files = invented
    work = tmp_path / "warm"
    cache = Cache.new(work, work / "site")
    before = built(root, work, cache=cache)
    page = root / "content/about.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good + "\n[ไม่มี](measures/2569/m1/index.md#no-such-place)\n", encoding="utf-8")
    edits.apply(edits.edit(files, 0, "text"), root)
    result = build_aside(load_project(root), work, work / "site", cache)
    assert [problem.code for problem in result.problems if problem.severity == "error"] == ["built-link-dead"]
    assert files_in(work / "site") == before
    inodes = {name: (work / "site" / name).stat().st_ino for name in before}
    page.write_text(good, encoding="utf-8")
    assert differing(built(root, work, cache=cache), built(root, tmp_path / "cold")) == []
    changed = [name for name in before if (work / "site" / name).is_file() and (work / "site" / name).stat().st_ino != inodes[name]]
    assert 0 < sum(name.endswith(".html") for name in changed) < len(before) / 3


def test_readings_agree_on_every_page(built_site, built_fictional):
    """What the manifest says of a page is what ``verify`` reads of a copy of it, although it is read by other ways."""
    for path in (*built_site.rglob("*.html"), *built_fictional.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if main := stamp.MAIN.search(html):
            row = Row(pieces(main[1]))
            assert reading.read(row) == reading.Reading(stamp.main_text(html), stamp.whole_text(html), stamp.whole_text(html, rows_sorted=True)), path
            assert sections.extract(row) == extract(main[1]), path
            assert sorted(row.hosts()) == stamp.hosts(html), path


# ---- frames ----------------------------------------------------------------------------------------------------------

META = {"title": 'ก & "ข"', "wide": False, "breadcrumbs": [{"title": "หน้าแรก", "address": "/"}, {"title": "แผน", "address": "/measures/2564/"}, {"title": "ก", "address": "/measures/2564/m1/"}]}
CONTENT = '<div class="ps-record"><h1 id="top">ก</h1> <p>งบประมาณ</p></div>'


def theme(title):
    """What a theme makes of a frame's page; ``title``: how it prints a title."""
    outline, _ = frames.outline(META, "/measures/2564/m1/", frames.Content(CONTENT))
    marked = frames.marked_meta(outline, META, "/measures/2564/m1/")
    link, body = f"<a href='{marked['breadcrumbs'][1]['address']}'>", f'<article class="ps-content">\n{frames.frame_body(outline)}</article>'
    return outline, f"<title>{title(marked['title'])}</title><body>{link}{body}</body>"


def test_a_frame_shows_how_the_theme_escapes():
    from markupsafe import escape

    outline, html = theme(escape)
    _, texts = frames.outline(META, "/measures/2564/m1/", frames.Content(CONTENT))
    page = frames.read_frame(outline, html).fill(texts)
    head, _, tail = CONTENT.partition("</h1>")
    assert page.main() == ("\n", "", "")
    assert page.whole(f"{head}</h1>", tail) == f'<title>ก &amp; &#34;ข&#34;</title><body><a href=\'/measures/2564/\'><article class="ps-content">\n{CONTENT}</article></body>'


@pytest.mark.parametrize("title", [str, str.upper, lambda text: text[:9], lambda text: "ก" + text.replace("&", "+")], ids=["raw", "upper", "cut", "other"])
def test_a_theme_that_changes_texts_in_ways_unknown_gets_no_frame(title):
    assert frames.read_frame(*theme(title)) is None


@pytest.mark.parametrize(
    ("meta", "content"),
    [
        (META, CONTENT.replace("งบ", "&nbsp งบ")), (META, CONTENT.replace("<p>", "<p>\t")), (META, CONTENT.replace("<p>", "<script>1</script><p>")),
        (META, CONTENT.replace("<p>", "<h1>ข</h1><p>")), (META, CONTENT.replace("<p>", "<!-- --><p>")), (META, f"{CONTENT}\n"),
        ({**META, "title": "ก\u2028ข"}, CONTENT), ({**META, "title": "Pzqt1z"}, CONTENT), ({**META, "breadcrumbs": [{"title": "ก", "address": "/measures/2564/m1/below/"}]}, CONTENT),
    ],
)  # fmt: skip
def test_what_the_engine_would_read_otherwise_has_no_frame(meta, content):
    assert frames.outline(meta, "/measures/2564/m1/", frames.Content(content)) is None


def test_pages_that_the_frame_leads_to_have_none():
    named = making.named_addresses({"doors": [{"title": "/x", "address": "/oit/2564/"}], "report": "/about/"})
    assert named == {"/", "/oit/", "/oit/2564/", "/about/"}


# ---- output ----------------------------------------------------------------------------------------------------------


def test_output_touches_nothing_before_commit_and_only_what_changed_then(tmp_path):
    output = Output(tmp_path / "site", tmp_path / "aside")
    output.put_all({"a/index.html": b"1", "b/index.html": b"2", "c.txt": b"3"})
    assert not (tmp_path / "site").exists() and output.read("c.txt") == b"3"
    output.commit()
    same = (tmp_path / "site/c.txt").stat().st_ino
    output.begin()
    output.put("a/index.html", b"other")
    output.keep("c.txt")
    assert files_in(tmp_path / "site") == {"a/index.html": b"1", "b/index.html": b"2", "c.txt": b"3"}
    output.commit()
    assert files_in(tmp_path / "site") == {"a/index.html": b"other", "c.txt": b"3"}
    assert (tmp_path / "site/c.txt").stat().st_ino == same and not (tmp_path / "site/b").exists()


def test_what_waits_may_be_taken_back(tmp_path):
    output = Output(tmp_path / "site", tmp_path / "aside")
    output.put("a", b"1")
    output.commit()
    output.begin()
    output.put("a", b"2")
    output.begin()
    output.put("a", b"1")
    output.commit()
    assert files_in(tmp_path / "site") == {"a": b"1"}
    output.begin()
    output.put("a", b"3")
    output.begin()
    output.keep("a")
    output.commit()
    assert files_in(tmp_path / "site") == {"a": b"3"}
