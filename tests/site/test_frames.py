"""Frames: what the theme makes around a page's content, read once and filled for every record."""

import pytest
from markupsafe import escape

from macros.site.html import frames, pieces, stamp
from macros.site.making import maker

META = {"title": 'ก & "ข"', "wide": False, "breadcrumbs": [{"title": "หน้าแรก", "address": "/"}, {"title": "แผน", "address": "/measures/2564/"}, {"title": "ก", "address": "/measures/2564/m1/"}]}
CONTENT = '<div class="ps-record"><h1 id="top">ก</h1> <p>งบประมาณ</p></div>'


def theme(title):
    """What a theme makes of a frame's page; ``title``: how it prints a title."""
    outline, _ = frames.outline(META, "/measures/2564/m1/", frames.Content(CONTENT))
    marked = frames.marked_meta(outline)
    link, body = f"<a href='{marked['breadcrumbs'][1]['address']}'>", f'<article class="ps-content">\n{frames.frame_body(outline)}</article>'
    return outline, f"<title>{title(marked['title'])}</title><body>{link}{body}</body>"


def test_a_frame_shows_how_the_theme_escapes():
    outline, html = theme(escape)
    _, texts = frames.outline(META, "/measures/2564/m1/", frames.Content(CONTENT))
    page = frames.read_frame(outline, html).fill(texts)
    head, _, tail = CONTENT.partition("</h1>")
    assert ["".join(piece.html for piece in part) for part in page.main()] == ["\n", "", ""]
    assert page.whole([f"{head}</h1>"], [tail], "") == f'<title>ก &amp; &#34;ข&#34;</title><body><a href=\'/measures/2564/\'><article class="ps-content">\n{CONTENT}</article></body>'


@pytest.mark.parametrize("title", [str, str.upper, lambda text: text[:9], lambda text: "ก" + text.replace("&", "+")], ids=["raw", "upper", "cut", "other"])
def test_a_theme_that_changes_texts_in_ways_unknown_gets_no_frame(title):
    assert frames.read_frame(*theme(title)) is None


def test_a_theme_with_a_table_gets_no_frame():
    """A heading of the content might name it."""
    outline, html = theme(escape)
    assert frames.read_frame(outline, html) and frames.read_frame(outline, html.replace("</body>", "<table></table></body>")) is None


@pytest.mark.parametrize(
    ("meta", "content"),
    [
        (META, CONTENT.replace("งบ", "&nbsp งบ")), (META, CONTENT.replace("<p>", "<p>\t")), (META, CONTENT.replace("<p>", "<script>1</script><p>")),
        (META, CONTENT.replace("<p>", "<h1>ข</h1><p>")), (META, CONTENT.replace("<p>", "<!-- --><p>")), (META, f"{CONTENT}\n"),
        (META, CONTENT.replace("งบ", stamp.MARK)), ({**META, "title": stamp.MARK}, CONTENT),
        ({**META, "title": "ก\u2028ข"}, CONTENT), ({**META, "title": "Pzqt1z"}, CONTENT), ({**META, "breadcrumbs": [{"title": "ก", "address": "/measures/2564/m1/below/"}]}, CONTENT),
    ],
)  # fmt: skip
def test_what_the_engine_would_read_otherwise_has_no_frame(meta, content):
    assert frames.outline(meta, "/measures/2564/m1/", frames.Content(content)) is None


def test_pages_that_the_frame_leads_to_have_none():
    named = maker.named_addresses({"doors": [{"title": "/x", "address": "/oit/2564/"}], "report": "/about/"})
    assert named == {"/", "/oit/", "/oit/2564/", "/about/"}


@pytest.mark.parametrize("wrong", ["", "<p>1 < 2</p>"])
def test_a_page_of_very_many_pieces_is_that_of_its_parts(monkeypatch, wrong):
    html = "".join(f'<p id="p{number}"><a href="x{number}/">เรื่องที่ {number}</a> งบประมาณ &amp; อื่น</p>' for number in range(300)) + wrong
    whole = pieces.pieces(html)
    for letters in (1, 7, 100, len(html) - 1, len(html)):
        monkeypatch.setattr(pieces, "_RUN", letters)
        assert pieces.pieces(html) == whole and "".join(piece.html for piece in whole) == html
