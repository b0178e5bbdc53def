"""What a reader sees first, on the screen and on paper, and pictures for the eye. (That nothing runs out of the window: tests/safety.)"""

import os
from pathlib import Path

import pytest

from macros.pages.reference import gallery
from macros.pages.registry import macros
from macros.site.build import build
from tests.safety.page_kinds import KINDS
from tests.settled import settle

PICTURES = Path(__file__).parent.parent / "screenshots"
KEPT = ("home", "plan", "line", "result")  # committed, at phone and desktop width


@pytest.mark.browser
@pytest.mark.parametrize("kind", KEPT)
def test_pages_begin_with_their_name_in_the_first_window(built_site, serve_folder, pages, kind):
    """Each page loaded once and resized; pictures on the way, when asked for."""
    page = pages.open(serve_folder(built_site) + KINDS[kind])
    settle(page)
    for width in (360, 768, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            title = page.locator("h1").bounding_box()
            assert title["y"] + title["height"] < 500, (kind, width)
            _keep(page, kind, width, scheme == "dark")


def _keep(page, kind, width, dark):
    """Pictures of the docs are written when asked for (``PRONGSAI_SCREENSHOTS=1``); ``bench.py pages --pictures DIR`` takes all others."""
    if os.environ.get("PRONGSAI_SCREENSHOTS") and width != 768 and not dark:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{kind}-{width}.png")


@pytest.mark.browser
def test_a_station_of_few_words_leaves_its_room_to_a_title(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + KINDS["line"], width=1280)
    stations = page.locator(".ps-trace__station")
    cause, measure, steps = (stations.nth(place).bounding_box()["width"] for place in range(3))
    assert min(cause, measure) > 1.4 * steps


@pytest.mark.browser
def test_plan_table_filters_and_sorts(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + "measures/2564/?unit=finance", width=1280)
    rows = page.locator("table tbody tr:visible", has=page.locator("a[href*='m3-']"))
    assert rows.count() == 2


@pytest.mark.browser
def test_heads_of_a_table_stand_in_a_line_which_stays_with_them(built_site, serve_folder, pages):
    """Whether they sort or not; and a line is drawn below them wherever the rows have got to."""
    page = pages.open(serve_folder(built_site) + "measures/2564/", width=1280)
    page.evaluate("document.querySelector('.ps-plan-table tbody').scrollIntoView()")
    heads = page.evaluate("""() => [...document.querySelectorAll('.ps-plan-table thead th')].map((head) => {
        const words = document.createRange();
        words.selectNodeContents(document.createTreeWalker(head, NodeFilter.SHOW_TEXT).nextNode());
        return [words.getBoundingClientRect().bottom, getComputedStyle(head).boxShadow !== 'none'];
    })""")
    assert page.locator(".ps-plan-table .ps-sort").count() == len(heads) - 1 and {(round(bottom, 1), line) for bottom, line in heads} == {(round(heads[0][0], 1), True)}


@pytest.mark.browser
def test_every_macro_shows_something(site_copy, tmp_path, serve_folder, pages):
    root = site_copy()
    (root / "content" / "gallery.md").write_text("---\ntitle: มาโคร\n---\n\n" + gallery(), encoding="utf-8")
    assert build(root, tmp_path / "out").ok
    page = pages.open(serve_folder(tmp_path / "out") + "gallery/", width=1000)
    for name, macro in macros().items():
        if macro.inline:
            continue
        shown = page.locator(f".ps-block--{name}")
        assert shown.count() == 1 and shown.bounding_box()["height"] > 20, name
        if os.environ.get("PRONGSAI_SCREENSHOTS"):
            (PICTURES / "macros").mkdir(parents=True, exist_ok=True)
            box = shown.bounding_box()
            page.screenshot(path=PICTURES / "macros" / f"{name}.png", full_page=True, clip={**box, "height": min(box["height"], 700)})
