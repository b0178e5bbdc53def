"""The fictional agency's site as its templates see it."""

from pathlib import Path

import pytest

from macros.pages.site_view import SiteInfo, SiteView
from macros.records.load import load

FICTIONAL = Path(__file__).resolve().parents[1] / "sites" / "fictional"


@pytest.fixture(scope="session")
def fictional():
    files = {path.relative_to(FICTIONAL).as_posix(): path.read_bytes() for path in sorted((FICTIONAL / "measures").rglob("*.yml"))}
    return SiteView(load(files)[0], SiteInfo("เว็บทดสอบ", "https://plan.example.go.th/"))
