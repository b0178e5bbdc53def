"""What the list of changes and its feed lead to is there now, whatever became of what they tell of."""

import re

import pytest

from macros.site.build import build
from macros.site.commands.ledger import main as ledger_command
from macros.site.expand import changes
from macros.site.project import load_project
from tests.conftest import FICTIONAL, commit_edit

RESULTS, O8 = "measures/2567/registers/procurement-results.yml", "measures/2567/disclosures/o8.yml"


@pytest.fixture
def site(site_copy):
    return site_copy(FICTIONAL)


def edit(root, file, old, new, day):
    commit_edit(root, file, (old, new), at=f"2026-02-{day:02}T10:00:00+07:00")


def links(folder):
    page, feed = ((folder / "changes" / name).read_text(encoding="utf-8") for name in ("index.html", "feed.xml"))
    return {link for link in re.findall(r'href="\.\.(/[^"]+)"', page)}, set(re.findall(r'<link href="https://www.example.go.th/prongsai(/[^"]+)"', feed))


def test_a_row_that_went_or_has_another_id_is_led_to_on_its_page(site, tmp_path):
    edit(site, RESULTS, "id: c-2566-11-01", "id: c-2566-11-91", 3)
    result = build(site, tmp_path / "out")
    assert result.ok, result.problems
    page, feed = links(tmp_path / "out")
    new, register = "/registers/2567/procurement-results/#row-c-2566-11-91", "/registers/2567/procurement-results/"
    assert {new, register} <= page and new in feed and not any("c-2566-11-01" in link for link in page | feed)


def test_a_slip_that_was_mended_is_led_to_on_its_page(site, tmp_path):
    edit(site, O8, "element: e2", "element: e9", 3)
    edit(site, O8, "element: e9", "element: e2", 4)
    result = build(site, tmp_path / "out")
    assert result.ok, result.problems
    page, feed = links(tmp_path / "out")
    assert {"/oit/2567/o8/", "/oit/2567/o8/#e2"} <= page & feed and "/oit/2567/o8/#e9" not in page | feed


def test_what_is_not_committed_counts(site, tmp_path):
    (site / RESULTS).write_text((site / RESULTS).read_text(encoding="utf-8").replace("id: c-2566-11-01", "id: c-2566-11-91"), encoding="utf-8")
    assert build(site, tmp_path / "out").ok
    assert not any("c-2566-11-01" in link for link in set.union(*links(tmp_path / "out")))


def test_whatever_may_be_led_to_is_there(built_fictional):
    """So no change can lead to an anchor that the check did not miss and the built page has not."""
    records = load_project(FICTIONAL).shown
    parts = changes.Addresses((), records)._anchors
    assert len({address.split("/")[3] for address in parts if "#row-" in address}) == 6 and any("#e" in address for address in parts)
    for address in parts:
        page, _, name = address.partition("#")
        assert f'id="{name}"' in (built_fictional / page.strip("/") / "index.html").read_text(encoding="utf-8"), address


def test_a_tombstone_leads_to_no_failed_item_that_is_none(site, tmp_path):
    """The line named an item that no form has, and went with it."""
    publish = "measures/2567/publish.yml"
    edit(site, publish, "repairs: [2566/O22]", "repairs: [2566/O99]", 3)
    text = (site / publish).read_text(encoding="utf-8")
    line = text[text.index("  - id: publish-purchases") : text.index("  - id: publish-complaints")]
    edit(site, publish, line, "", 4)
    assert ledger_command(["retire", "--root", str(site), "/measures/2567/publish-purchases/", "--why", "รวมกับรายการอื่น"]) == 0
    result = build(site, tmp_path / "out")
    assert result.ok, result.problems
    assert '<a href="../../../ita/2566/">' in (tmp_path / "out/measures/2567/publish-purchases/index.html").read_text(encoding="utf-8")
