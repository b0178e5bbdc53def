"""The home page stays short, however long the plan is."""

from macros.bench import generate
from macros.site.project import load_project
from macros.site.starting import points
from tests.conftest import FICTIONAL


def test_home_shows_the_first_measures_and_says_how_many_there_are(tmp_path):
    generate.write(generate.site(40, years=1), tmp_path)
    project = load_project(tmp_path)
    _, home = project.documents["index.md"]
    measures = len(project.view.measures(project.view.latest_plan_year))
    assert home.count("<article") == 12 < measures
    assert f"ทั้งหมด {measures} มาตรการ" in home


def test_home_says_what_changed_last_and_where_all_changes_are(tmp_path):
    generate.write(generate.site(4, years=1), tmp_path)
    _, home = load_project(tmp_path).documents["index.md"]
    latest = home[home.index('id="latest"') : home.index('id="doors"')]
    assert "changes/" in latest and "ps-log" in latest


def test_a_deadline_of_many_lines_names_the_first_and_says_how_many_there_are(tmp_path):
    generate.write(generate.site(200, years=1), tmp_path)
    project = load_project(tmp_path)
    _, home = project.documents["index.md"]
    events = [event for event in project.view.milestones(project.view.latest_plan_year) if len(event.lines) > 8]
    assert events
    assert all(f"และอีก {len(event.lines) - 8} รายการ" in home for event in events)

def test_home_stays_with_the_plan_that_is_carried_out_while_the_next_is_only_begun(tmp_path):
    generate.write(generate.site(4, years=1), tmp_path)
    year = max(load_project(tmp_path).view.plan_years)
    for name, text in points.plan(year + 1, None).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    project = load_project(tmp_path)
    home, begun, plans = (project.documents[path][1] for path in ("index.md", f"measures/{year + 1}/index.md", "measures/index.md"))
    assert f"measures/{year}/" in home and f"ปี {year + 1}" not in home
    assert all("ยังไม่มีมาตรการในแผนนี้" in page and " 0 รายการ" not in page for page in (begun, plans))


def test_what_is_done_has_no_deadline_any_more():
    project = load_project(FICTIONAL)
    _, home = project.documents["index.md"]
    lines = project.view.lines(project.view.latest_plan_year)
    days = home[home.index('id="next"') : home.index('id="latest"')]
    named = {line.id for line in lines if f'{line.address[1:]}"' in days}
    assert named == {line.id for line in lines if line.status != "done"} != {line.id for line in lines}
    before_the_fold = days[: days.index("<details>")]
    assert before_the_fold.count("ครบกำหนดระยะเวลาดำเนินการ") == days.count("<time") - days[len(before_the_fold) :].count("<time") == 4


def test_levels_whose_names_are_too_long_for_the_scale_are_named_below_it():
    documents = load_project(FICTIONAL).documents
    for path in ("index.md", "ita/index.md", "ita/2566/index.md"):
        _, text = documents[path]
        assert "<span>ผ่านดี หรือ ผ่าน ตั้งแต่ 85</span>" in text and text.count("ps-scale__border") == 3, path
