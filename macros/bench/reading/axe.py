"""Findings of axe-core at each width, by day and by night."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
WIDTHS = (360, 768, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(({ violations }) => violations.reduce((sum, { nodes }) => sum + nodes.length, 0))"


def counts(browser: Browser, address: str) -> dict[str, int]:
    """``"360 light"`` → number of elements that break a rule of WCAG 2.2 A and AA or a good practice."""
    page = browser.new_page(locale="th-TH")
    try:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        return {f"{width} {scheme}": _count(page, width, scheme) for width in WIDTHS for scheme in SCHEMES}
    finally:
        page.close()


def _count(page: Page, width: int, scheme: Scheme) -> int:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    return page.evaluate(_RUN, RULES)


__all__ = ["RULES", "SCHEMES", "WIDTHS", "counts"]
