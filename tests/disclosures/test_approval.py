"""Approval by executives: what has none is seen in previews only, wherever it would show."""

from pathlib import Path

import pytest
from disclosure_site import disclosure

from macros.problems.render import as_text
from macros.records.checks.disclosures import check_approval
from macros.records.disclosed import disclosures_of, published, visible
from macros.records.load import load
from macros.site.inputs.settings import load_settings
from macros.site.project import load_project

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"
APPROVED = "approved: {by: ปลัดเทศบาล, on: 1 เมษายน 2564}\n"
MEASURE = """kind: measure
id: m1
fiscal_year: 2564
number: 1
title: มาตรการ
lines:
  - steps: [ทำ]
    responsible: [office]
    period: ธ.ค. 2563
    follow_up: รายงาน
    status: done
    progress:
      - {on: 1 มกราคม 2564, text: เริ่มแล้ว, status: under-way, approved: {by: ปลัดเทศบาล, on: 2 มกราคม 2564}}
      - {on: 1 มีนาคม 2564, text: เสร็จแล้ว, status: done}
"""
FILES = {
    "measures/2564/m1.yml": MEASURE, "measures/2564/o3.yml": disclosure("O3", {"e1": "page: /about/"}, more=APPROVED),
    "measures/2564/o30.yml": disclosure("O30", {"e1": "page: /complaints/"}),
}  # fmt: skip


@pytest.fixture
def records():
    return load({name: text.encode() for name, text in FILES.items()})[0]


def test_what_is_not_approved_does_not_show(records):
    shown = published(records, "required")
    assert [disclosure.item for disclosure in disclosures_of(shown, 2564)] == ["O3"]
    line = shown.lines[0].line
    assert [entry.text for entry in line.progress] == ["เริ่มแล้ว"]
    assert line.status == "under-way"  # not "done": that was said by the entry that waits


@pytest.mark.parametrize(("approval", "preview"), [("required", True), ("optional", False), ("optional", True)])
def test_previews_and_other_sites_show_all(records, approval, preview):
    assert published(records, approval, preview) is records
    assert all(visible(one, approval, preview) for one in disclosures_of(records, 2564))


def test_status_without_any_approved_progress_is_unknown():
    text = MEASURE.replace(", approved: {by: ปลัดเทศบาล, on: 2 มกราคม 2564}", "")
    records, _ = load({"measures/2564/m1.yml": text.encode()})
    assert published(records, "required").lines[0].line.status == "unknown"


def test_each_thing_that_waits_is_named(records):
    found = [(problem.code, problem.place.file, problem.place.line) for problem in check_approval(records, "required")]
    assert found == [("not-approved", "measures/2564/o30.yml", 3), ("not-approved", "measures/2564/m1.yml", 14)]
    assert list(check_approval(records, "optional")) == []


def test_setting():
    asked, problems = load_settings(b"site_name: x\nextra: {prongsai: {approval: required}}\n")
    assert (asked.extra.prongsai.approval, problems) == ("required", [])
    assert load_settings(b"site_name: x\n")[0].extra.prongsai.approval == "optional"
    assert [problem.code for problem in load_settings(b"site_name: x\nextra: {prongsai: {approval: maybe}}\n")[1]] == ["choice-not-found"]


def test_a_whole_site_that_requires_approval(site_copy):
    root = site_copy(FICTIONAL)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "    approval: required\n", encoding="utf-8")
    published_site, preview = load_project(root), load_project(root, preview=True)
    assert {problem.severity for problem in published_site.problems} == {"warning"}, as_text(published_site.problems)
    state = [project.view.oit_coverage(2567).of("O23").state for project in (published_site, preview)]
    assert state == ["missing", "published"]
    pages = [project.documents["oit/2567/o23/index.md"][1] for project in (published_site, preview) if project.problems is not None]
    assert ["ยังไม่เผยแพร่ที่นี่" in page for page in pages] == [True, False]
    assert ["รอผู้บริหารเห็นชอบ" in page for page in pages] == [False, True]
    items = [project.view.item(2567, "O23") for project in (published_site, preview)]
    assert [(item.state, item.state_word) for item in items] == [("missing", "ยังไม่เผยแพร่ที่นี่"), ("waiting", "รอเห็นชอบ")]
    counted = [project.view.checklist(2567) for project in (published_site, preview)]
    assert counted[1].counts["waiting"] and not counted[0].counts["waiting"]
    assert counted[0].published == counted[1].published
    assert "เผยแพร่แล้ว" not in pages[1]
    rows = [project.documents["oit/2567/index.md"][1] for project in (published_site, preview)]
    assert ["ps-square--waiting" in page and 'data-state="waiting"' in page for page in rows] == [False, True]
    approved = preview.documents["oit/2567/o11/index.md"][1]
    assert "รอผู้บริหารเห็นชอบ" not in approved


def test_an_unapproved_step_forward_is_marked_in_the_preview_and_told_nowhere_else(site_copy):
    root = site_copy(FICTIONAL)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "    approval: required\n", encoding="utf-8")
    for preview in (False, True):
        project = load_project(root, preview)
        assert project.problems
        told = [name for name, (_, text) in project.documents.items() if "รวบรวมข้อมูลครบทุกกอง" in text]
        assert bool(told) is preview
        page = project.documents["measures/2567/publish-progress/index.md"][1]
        assert ("รอผู้บริหารเห็นชอบ" in page) is preview and "เผยแพร่รายงานบนเว็บไซต์" in page
