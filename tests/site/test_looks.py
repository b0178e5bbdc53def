"""Pages at three widths, light and dark: nothing runs out of the window, nobody else is asked, pictures for the eye."""

import os
from pathlib import Path

import pytest

from macros.pages.reference import gallery
from macros.pages.registry import macros
from macros.site.build import build

PICTURES = Path(__file__).parent.parent / "screenshots"
KINDS = {
    "home": "", "plan": "measures/2564/", "line": "measures/2564/m3-4/", "measure": "measures/2564/m3/", "ita": "ita/2563/",
    "trace": "trace/2564/", "checklist": "oit/2564/", "item": "oit/2564/o42/", "unit": "units/planning/", "a-z": "a-z/",
    "complaints": "complaints/", "about": "about/", "data": "data/", "search": "search/", "privacy": "privacy/",
}  # fmt: skip
KEPT = ("home", "plan", "line", "ita")  # committed, at phone and desktop width


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_page_fits_every_width(built_site, serve_folder, pages, kind):
    address = serve_folder(built_site)
    for width in (320, 360, 768, 1280):
        for dark in (False, True) if os.environ.get("PRONGSAI_SCREENSHOTS") else (False,):
            page = pages.open(address + KINDS[kind], width=width, height=900, dark=dark)
            page.wait_for_load_state("networkidle")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{kind} is {over} px wider than {width}"
            assert page.locator("h1").count() == 1, kind
            _keep(page, kind, width, dark)
            page.context.close()


def _keep(page, kind, width, dark):
    """Pictures are written when asked for: ``PRONGSAI_SCREENSHOTS=1`` the few of the docs, ``=all`` every one."""
    wanted = os.environ.get("PRONGSAI_SCREENSHOTS")
    if wanted == "all" or (wanted and kind in KEPT and width in (360, 1280) and not dark):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{kind}-{width}{'-dark' if dark else ''}.png", full_page=wanted == "all")


@pytest.mark.browser
def test_plan_table_filters_and_sorts(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + "measures/2564/?unit=finance", width=1280)
    rows = page.locator("table tbody tr:visible", has=page.locator("a[href*='m3-']"))
    assert rows.count() == 2


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
