"""From the home page, the menu and the items of the form one gets to the registers, in a site that has some."""

from macros.bench import generate
from macros.site.making import frame
from macros.site.project import load_project
from tests.conftest import FICTIONAL, ROOT
from tests.pages.html import parse

KINDS = ["procurement-plan", "procurement-results", "budget-report", "anticorruption-plan", "risk-assessment", "complaint-statistics"]


def _links(html):
    return [link.attributes["href"] for link in parse(html).all("a") if "href" in link.attributes]


def test_the_menu_leads_to_the_newest_registers_and_home_to_each_of_them():
    project = load_project(FICTIONAL)
    assert {"title": "ทะเบียนข้อมูล", "address": "/registers/2567/", "room": "registers"} in frame.site(project)["doors"]
    home = _links(project.documents["index.md"][1])
    assert [link for link in home if "registers/" in link] == [f"registers/2567/{kind}/" for kind in KINDS]


def test_a_site_without_registers_shows_no_door_to_them(tmp_path):
    generate.write(generate.site(4, years=1), tmp_path)
    for project in (load_project(ROOT), load_project(tmp_path)):
        assert not project.view.register_years
        assert not [door for door in frame.site(project)["doors"] if door["room"] == "registers"]
        assert "ทะเบียนข้อมูล" not in project.documents["index.md"][1]


def test_an_item_leads_to_the_register_that_it_asks_for_though_nothing_was_disclosed_for_it(fictional):
    named = {item: [register.address for register in fictional.item(2567, item).registers] for item in ("O24", "O14", "O16", "O1")}
    assert named == {
        "O24": ["/registers/2567/complaint-statistics/"], "O14": ["/registers/2567/procurement-plan/"],
        "O16": ["/registers/2567/procurement-plan/", "/registers/2567/procurement-results/"], "O1": [],
    }  # fmt: skip
    assert fictional.item(2567, "O24").all_places == ()
    assert "../../../registers/2567/complaint-statistics/" in _links(load_project(FICTIONAL).documents["oit/2567/o24/index.md"][1])


def test_an_item_of_another_year_leads_to_no_register_of_this_one(fictional):
    assert fictional.item(2566, "O12").registers == ()
