"""Tables whose writers forgot what a screen reader needs."""

import pytest

from macros.site.html.pieces import MENDED, Row, pieces
from macros.site.html.semantics import mend, with_semantics

HEADING = '<h2 id="people">คน</h2>'


BOX = '<div class="ps-table-wrap" tabindex="0" role="group" aria-labelledby="people">'


@pytest.mark.parametrize(("before", "after"), [
    ("<table><thead><tr><th>a</th></tr></thead></table>", f'{BOX}<table aria-labelledby="people"><thead><tr><th scope="col">a</th></tr></thead></table></div>'),
    ('<table><tr><th align="right">a</th></tr></table>', f'{BOX}<table aria-labelledby="people"><tr><th scope="col" align="right">a</th></tr></table></div>'),
    ('<table><caption>x</caption><tr><th scope="row">a</th></tr></table>', f'{BOX}<table><caption>x</caption><tr><th scope="row">a</th></tr></table></div>'),
    ('<table><td><a href="y">z</a></td></table>', '<div class="ps-table-wrap"><table aria-labelledby="people"><td><a href="y">z</a></td></table></div>'),
    ('<table class="x"><tr><th scope="row">a</th></tr></table>', '<table aria-labelledby="people" class="x"><tr><th scope="row">a</th></tr></table>'),
    ('<table aria-label="x"></table>', None),
    ('<div class="ps-table-wrap"><table aria-label="x"><td><a href="y">z</a></td></table></div>', None),
    ('<div class="ps-table-wrap"><table aria-label="x"><td>z</td></table></div><a href="y">z</a>',
     '<div class="ps-table-wrap" tabindex="0" role="group" aria-labelledby="people"><table aria-label="x"><td>z</td></table></div><a href="y">z</a>'),
    ("<thead><tr></tr></thead><p>&lt;th&gt;</p>", None),
])  # fmt: skip
def test_a_table_gets_what_it_lacks_and_nothing_else(before, after):
    mended = with_semantics(HEADING + before)
    assert mended == HEADING + (before if after is None else after) and with_semantics(mended) == mended


@pytest.mark.parametrize("html", [
    '<table class="x"><tr><th align="right">a</th><th scope="col">b</th></tr></table><h3 id="two">2</h3><table class="y"><td>c</td></table>',
    '<div class="ps-table-wrap"><table class="x"><td>a</td></table></div><a href="y">z</a>', '<div class="ps-table-wrap"><table class="x"><td><a href="y">z</a></td></table></div>',
    '<table class="x"><caption>c</caption><td>a</td></table><table class="y"><td>b</td></table><caption>d</caption>', '<table aria-label="x"><td>a</td></table>', "<p>a</p>",
])  # fmt: skip
def test_pieces_are_mended_as_a_page_is(html):
    row = Row(pieces(HEADING + html))
    mended = row.with_whole_words()
    assert mend(row, mended, row.where(MENDED)) and "".join(mended) == with_semantics(HEADING + html)


@pytest.mark.parametrize("html", [HEADING + "<table><td>a</td></table>", '<table class="x"><td>a</td></table>' + HEADING])
def test_pieces_do_not_tell_all_of_a_table_without_a_box_or_above_all_headings(html):
    row = Row(pieces(html))
    mended = row.with_whole_words()
    assert not mend(row, mended, row.where(MENDED)) and "".join(mended) == html


def test_the_nearest_heading_gives_the_name():
    html = '<h2 id="one">1</h2><table></table><h3 class="x" id="two">2</h3><table></table>'
    assert with_semantics(html).count('<table aria-labelledby="one"') == 1 and '<table aria-labelledby="two">' in with_semantics(html)


def test_a_table_above_all_headings_has_no_name():
    assert with_semantics("<table></table>") == '<div class="ps-table-wrap"><table></table></div>'
