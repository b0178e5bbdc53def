"""Pictures of pages for the eye of a designer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from macros.bench.reading.axe import SCHEMES, WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def take(browser: Browser, addresses: dict[str, str], folder: Path) -> None:
    """Write ``kind-360-light.png`` and so on of each address into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(locale="th-TH", reduced_motion="reduce")
    for kind, address in addresses.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for width in WIDTHS:
            for scheme in SCHEMES:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=folder / f"{kind}-{width}-{scheme}.png", full_page=True)
    page.close()


__all__ = ["take"]
