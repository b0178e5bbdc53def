"""An agency that has only begun, as ``new.py agency`` leaves it: with one measure, with none, or with a plan of a year to come."""

import pytest

from macros.oit import forms
from macros.site.making import frame
from macros.site.project import load_project
from macros.site.starting import points
from macros.site.whole import searching


def begun(tmp_path, *years, measures=True):
    """The site of a new agency with a plan of each of ``years``."""
    files = points.agency("เทศบาลทดสอบ", years[0])
    for year in years[1:]:
        files |= points.plan(year, None) | points.measure("m1", year, 1, "มาตรการ", "clerk")
    for name, text in files.items():
        if measures or not name.endswith("/m1.yml"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    return load_project(tmp_path)


def test_a_plan_of_a_year_without_a_form_yet_takes_no_way_to_the_checklists_away(tmp_path):
    known = max(forms.years())
    project = begun(tmp_path, known, known + 1)
    assert project.view.latest_plan_year == known + 1
    assert {"title": "การเปิดเผยข้อมูล OIT", "address": f"/oit/{known}/", "room": "oit"} in frame.site(project)["doors"]
    assert f"/oit/{known}/" in [address for _, address in searching._ways(project)]


def test_one_line_needs_no_filter_and_a_legend_names_only_what_is_drawn(tmp_path):
    _, plan = begun(tmp_path, 2569).documents["measures/2569/index.md"]
    assert "ps-plan-table" in plan and "ps-filters" not in plan
    assert "ps-timeline__legend" in plan and "ประชุมติดตามผล" not in plan


def test_home_offers_four_queries_that_find_something_however_little_there_is(tmp_path):
    for number, year in enumerate(forms.years()):
        project = begun(tmp_path / str(number), year, measures=number % 2 == 0)
        queries = project.view.example_queries
        titles = [page.title for page in [*project.pages, *(page.meta for page in project.content)]]
        assert len(set(queries)) == 4
        assert all(any(query in title for title in titles) for query in queries), queries


def test_nothing_is_counted_out_of_nothing_and_what_is_empty_is_said(tmp_path):
    shown = {path: text for path, (_, text) in begun(tmp_path, 2569, measures=False).documents.items()}
    assert "จาก 0" not in shown["index.md"] and "ยังไม่มีรายการในแผน" in shown["index.md"]
    assert all("ข้ออื่น" not in shown[path] and "ยังไม่มีข้อใดที่เผยแพร่ในเว็บไซต์นี้" in shown[path] for path in ("index.md", "oit/2569/index.md"))
    assert "ยังไม่มีรายการในแผนปี&nbsp;2569" in shown["trace/2569/index.md"] and "0 รายการ" not in shown["trace/2569/index.md"]
    assert all("<dd>–</dd>" not in text for text in shown.values())


def test_what_is_disclosed_in_part_is_counted_beside_what_is_disclosed(tmp_path):
    begun(tmp_path, 2569)
    (tmp_path / "measures/2569/disclosures").mkdir()
    text = "kind: disclosure\nfiscal_year: 2569\nitem: O1\nanswer: มี\nunit: clerk\nelements: [{element: e1, places: [{page: /about/}]}]\n"
    (tmp_path / "measures/2569/disclosures/o1.yml").write_text(text, encoding="utf-8")
    shown = {path: text for path, (_, text) in load_project(tmp_path, preview=True).documents.items()}
    assert "เผยแพร่บางส่วน 1 ข้อ ข้ออื่นยังไม่บันทึกไว้ในเว็บไซต์นี้" in shown["index.md"]
    assert "ยังไม่มีข้อใดที่เผยแพร่ครบในเว็บไซต์นี้ เผยแพร่บางส่วน 1 ข้อ ข้ออื่นยังไม่ได้บันทึก ไม่ได้แปลว่า" in shown["oit/2569/index.md"]


def test_where_all_items_are_published_no_other_is_spoken_of(tmp_path):
    form = forms.load(2569)
    begun(tmp_path, 2569)
    (tmp_path / "measures/2569/disclosures").mkdir()
    for item in form.items:
        elements = ", ".join(f"{{element: {element.id}, places: [{{page: /about/}}]}}" for element in item.elements)
        text = f"kind: disclosure\nfiscal_year: 2569\nitem: {item.id}\nanswer: มี\nunit: clerk\nelements: [{elements}]\napproved: {{by: ปลัด, on: 2 ตุลาคม 2568}}\n"
        (tmp_path / f"measures/2569/disclosures/{item.id.lower()}.yml").write_text(text, encoding="utf-8")
    shown = {path: text for path, (_, text) in load_project(tmp_path).documents.items()}
    assert "เผยแพร่ในเว็บไซต์นี้ครบทุกข้อ" in shown["oit/2569/index.md"]
    assert all("ข้ออื่นยังไม่" not in shown[path] and "ไม่ได้แปลว่า" not in shown[path] for path in ("index.md", "oit/2569/index.md"))


def test_a_unit_without_lines_is_said_to_have_none_yet(tmp_path):
    begun(tmp_path, 2569)
    with (tmp_path / "measures/agency.yml").open("a", encoding="utf-8") as agency:
        agency.write("  - {id: works, name: กองช่าง}\n  - {id: roads, name: งานถนน, parent: works}\n")
    text = load_project(tmp_path).documents["units/index.md"][1]
    assert text.count("ยังไม่มีรายการ") == 2 and "1 รายการ" in text and "0 รายการ" not in text


def test_where_no_result_is_recorded_the_first_figure_says_so(tmp_path):
    text = begun(tmp_path, 2569).documents["index.md"][1]
    figures = text[text.index('<ul class="ps-figures">') :].partition("</ul>")[0].split("<li>")[1:]
    assert len(figures) == 3 and "ยังไม่มีผลประเมิน ITA ที่บันทึกไว้" in figures[0] and 'href="ita/"' in figures[0]


def test_a_citizen_is_told_nothing_of_git(tmp_path):
    text = begun(tmp_path, 2569).documents["changes/index.md"][1]
    assert "ยังไม่มีประวัติการแก้ไข" in text and " git" not in text


@pytest.mark.parametrize(("steps", "said"), [
    ([], "ยังไม่ได้แจ้งขั้นตอนหลังรับเรื่องและกำหนดเวลา"), (["แจ้งเลขรับเรื่อง", "แจ้งผล"], "ยังไม่ได้แจ้งว่าแต่ละขั้นตอนใช้เวลาเท่าใด"),
    (["แจ้งเลขรับเรื่อง", "แจ้งผลภายใน 15 วัน"], None),
])  # fmt: skip
def test_times_that_the_agency_has_not_told_are_said_to_be_missing(tmp_path, steps, said):
    begun(tmp_path, 2569)
    with (tmp_path / "measures/agency.yml").open("a", encoding="utf-8") as agency:
        agency.write("\n".join(["complaints:", "  channels: [{name: โทรศัพท์, phone: 0 2000 0000}]", *(["  steps:"] if steps else []), *(f"    - {step}" for step in steps)]))
    text = load_project(tmp_path).documents["complaints.md"][1]
    assert said in text if said else "ยังไม่ได้แจ้ง" not in text
