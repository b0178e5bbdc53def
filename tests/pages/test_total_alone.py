"""A result of which only the total and the level were announced: nobody knows which items failed, and no page says that they passed."""

import json

from macros.site.commands.score import main as score_command
from macros.site.project import load_project
from tests.conftest import FICTIONAL

ALONE = "kind: ita-result\nfiscal_year: 2567\ntotal: 86.00\nlevel: ผ่าน\n"
OF_ALL = "scores:\n  - {indicator: การเปิดเผยข้อมูล, score: 100}\n  - {indicator: การป้องกันการทุจริต, score: 100}\n"


def documents(root, text):
    (root / "measures/2567/ita.yml").write_text(text, encoding="utf-8")
    found = load_project(root, preview=True).documents
    return [found[f"{name}/index.md"][1] for name in ("oit/2567/o26", "oit/2567", "ita/2567", "ita", "oit")]


def test_an_item_passed_only_where_the_result_tells_of_items(site_copy):
    root = site_copy(FICTIONAL)
    item, checklist, result, results, checklists = documents(root, ALONE)
    assert "ผลประเมินปี&nbsp;2567" not in item and "ผลปี&nbsp;2567" not in checklist and "ไม่ผ่านปี" not in checklist
    assert "ยังไม่ได้บันทึกว่าข้อใดไม่ผ่าน" in result and "ไม่มีข้อ OIT ที่ไม่ผ่าน" not in result and results.count("ข้อ OIT ที่ไม่ผ่าน") == checklists.count("ไม่ผ่านในผลประเมิน") == 1
    item, checklist, result, results, checklists = documents(root, ALONE + OF_ALL)
    assert "ผลประเมินปี&nbsp;2567" in item and "ผลปี&nbsp;2567" in checklist
    assert "ไม่มีข้อ OIT ที่ไม่ผ่านในผลปี" in result and results.count("ข้อ OIT ที่ไม่ผ่าน") == checklists.count("ไม่ผ่านในผลประเมิน") == 2


def test_the_level_above_waits_for_all_instruments_where_none_is_known(site_copy):
    _, _, result, *_ = documents(site_copy(FICTIONAL), ALONE)
    assert "ถึงระดับ ผ่านดี เมื่อ ทุกแบบวัด ได้อย่างน้อย 85.00" in result


def test_a_plan_answers_a_result_that_is_recorded_with_nothing_to_mend(site_copy):
    root = site_copy(FICTIONAL)
    (root / "measures/2567/ita.yml").write_text(ALONE, encoding="utf-8")
    (root / "measures/2568").mkdir()
    (root / "measures/2568/plan.yml").write_text("kind: plan\nfiscal_year: 2568\ntitle: แผนปี 2568\nanalyses: 2567\n", encoding="utf-8")
    shown = load_project(root, preview=True).documents
    plan, trace = shown["measures/2568/index.md"][1], shown["trace/2568/index.md"][1]
    assert '<dt>ตอบผลประเมิน</dt><dd><a href="../../ita/2567/">ITA ปี&nbsp;2567</a></dd>' in plan
    assert '<a href="../../ita/2567/">ผลประเมินปี&nbsp;2567</a> ไม่มีจุดอ่อนหรือข้อที่ไม่ผ่านที่บันทึกไว้' in trace and "ยังไม่ได้ผูก" not in trace


def test_the_score_of_a_total_alone_is_that_of_what_is_disclosed(site_copy, capsys):
    root = site_copy(FICTIONAL)
    scored = []
    for text in (None, ALONE):
        if text:
            (root / "measures/2567/ita.yml").write_text(text, encoding="utf-8")
        assert score_command(["2567", "--format", "json", "--root", str(root)]) == 0
        scored.append(json.loads(capsys.readouterr().out)["items"])
    assert scored[0] == scored[1] and {*scored[0].values()} == {0, 100}
