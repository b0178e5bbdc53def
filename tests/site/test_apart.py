"""What stands apart on the screen is not glued together where it is read as text: in search, its snippets and the evidence pack."""

import pytest

from macros.search import extract

GLUED = """([html, blocks, silent]) => {
  const main = new DOMParser().parseFromString(html, 'text/html').querySelector('article.ps-content');
  if (!main) return [];
  for (const element of main.querySelectorAll(silent)) element.remove();
  document.querySelector('article.ps-content').replaceWith(document.adoptNode(main));
  const isApart = (element) => {
    const { display, marginLeft, marginRight, paddingLeft, paddingRight } = getComputedStyle(element);
    return display !== 'inline' || [marginLeft, marginRight, paddingLeft, paddingRight].some((side) => parseFloat(side) > 2);
  };
  const above = (node, top) => { const all = []; for (let one = node.parentElement; one !== top; one = one.parentElement) all.push(one); return all; };
  const between = (a, b) => { let top = a.parentElement; while (!top.contains(b)) top = top.parentElement; return [...above(a, top), ...above(b, top)]; };
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const glued = [];
  let before = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches(blocks)) before = null;
    } else if (node.data) {
      const borders = before && /\\S$/.test(before.data) && /^\\S/.test(node.data) ? between(before, node) : [];
      // A phrase is a part of a sentence that is kept in one line, and nothing stands between the two.
      if (!borders.some((one) => one.matches(blocks)) && borders.some((one) => isApart(one) && !one.matches('.ps-phrase'))) glued.push(`${before.data.slice(-20)}|${node.data.slice(0, 20)}`);
      before = node;
    }
  }
  return glued;
}"""


def _selector(names):
    return ",".join(sorted(names))


@pytest.mark.browser
def test_no_two_texts_are_glued_that_the_style_sets_apart(built_site, built_fictional, serve_folder, pages):
    blocks, silent = _selector(extract._BLOCKS), f"{_selector(extract._SILENT)},[hidden],[data-search=off],.headerlink"
    found = {}
    for folder in (built_site, built_fictional):
        page = pages.open(serve_folder(folder) + "about/")
        for path in sorted(folder.rglob("*.html")):
            if glued := page.evaluate(GLUED, [path.read_text(encoding="utf-8"), blocks, silent]):
                found[str(path.relative_to(folder))] = glued
    assert found == {}


@pytest.mark.browser
def test_glue_would_be_found(built_site, serve_folder, pages):
    """A drawing is no text, so nothing of it stands between two that are."""
    page = pages.open(serve_folder(built_site) + "about/")
    html = '<article class="ps-content"><ul class="ps-bars__rows"><li class="ps-bars__row"><span class="ps-bars__name">OIT</span><svg></svg><span>85</span></li></ul>{}</article>'
    blocks, silent = _selector(extract._BLOCKS), _selector(extract._SILENT)
    assert page.evaluate(GLUED, [html.format("<p>ก<b>ข</b></p><p>ค</p>"), blocks, silent]) == ["OIT|85"]
