"""Sites for the page tests: the real one, the fictional one, and small ones written in the test itself."""

from pathlib import Path

import pytest

from macros.pages.page import Link
from macros.pages.site_view import SiteInfo, SiteView
from macros.records.load import load

ROOT = Path(__file__).resolve().parents[2]
FICTIONAL = ROOT / "tests" / "sites" / "fictional"


def view(files, url="https://plan.example.go.th/", written=(), sizes=None):
    """A SiteView of ``files`` (path → bytes), which must be without problems of form."""
    records, problems = load(files)
    assert problems == []
    return SiteView(records, SiteInfo(name="เว็บทดสอบ", url=url), written, sizes)


def files_of(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "measures").rglob("*.yml"))}


@pytest.fixture(scope="session")
def real():
    return view(files_of(ROOT))


@pytest.fixture(scope="session")
def fictional():
    return view(files_of(FICTIONAL), written=(Link("เกี่ยวกับเว็บไซต์นี้", "/about/"), Link("ร้องเรียนการทุจริต", "/complaints/")), sizes={"files/2567/plan.pdf": 240_300})


@pytest.fixture(scope="session")
def empty():
    """An agency that has recorded nothing yet."""
    return view({"measures/agency.yml": "kind: agency\nname: เทศบาลตำบลว่างเปล่า\nunits:\n  - id: clerk\n    name: สำนักปลัด\n".encode()}, url="")
