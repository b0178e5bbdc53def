"""What is wrong with a disclosure, case by case: ``cases/*.yml`` say in their first line what must be found, and where."""

from pathlib import Path

import pytest
from disclosure_site import disclosure, problems_of, records_of

from macros.problems.wording import codes, message
from macros.records.checks.disclosures import check, check_pages, check_plans
from macros.records.load import load

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    text = path.read_text(encoding="utf-8")
    expected = [part.strip() for part in text.split("\n")[0].removeprefix("# expect:").split(",") if part.strip()]
    found = [f"{problem.code} {problem.place.line}:{problem.place.column}" for problem in problems_of(case=text)]
    assert sorted(found) == sorted(expected)


def test_every_finding_is_said_in_both_languages():
    for path in CASES:
        for problem in problems_of(case=path.read_text(encoding="utf-8")):
            for language in ("th", "en"):
                assert "{" not in message(problem.code, problem.params, language).message


def test_every_code_of_disclosures_is_tried():
    """By a case here or by a test of its own in this folder."""
    wording = Path(__file__).parents[2] / "macros/problems/wording/disclosures.yml"
    mine = [code for code in codes() if f"\n{code}:\n" in "\n" + wording.read_text(encoding="utf-8")]
    tried = "\n".join(path.read_text(encoding="utf-8") for path in [*CASES, *Path(__file__).parent.glob("test_*.py")])
    assert len(mine) > 20 and [code for code in mine if code not in tried] == []


def test_an_item_has_one_file():
    text = disclosure("O3", {"e1": "page: /about/"})
    found = problems_of(a=text, b=text)
    assert [(p.code, p.place.file) for p in found] == [("disclosure-twice", "measures/2564/disclosures/b.yml")]
    assert str(found[0].params["first"]) == "measures/2564/disclosures/a.yml:3:7"


@pytest.mark.parametrize(("one", "other", "shared"), [
    ("page: /about/", "page: /about/", True), ("page: /about/#a", "page: /about/#b", False),
    ("file: files/2564/plan.pdf", "file: files/2564/plan.pdf", True),
    ('url: "https://www.example.go.th/a/"', 'url: "http://WWW.example.go.th/a"', True),
    ('url: "https://www.example.go.th/a?x=1"', 'url: "https://www.example.go.th/a?x=2"', False),
])  # fmt: skip
def test_two_items_with_one_place(one, other, shared):
    found = problems_of(a=disclosure("O3", {"e1": one}), b=disclosure("O30", {"e1": other}))
    assert [p.code for p in found if p.code == "place-shared"] == ["place-shared"] * shared
    assert not shared or next(p for p in found if p.code == "place-shared").params["other"] == "O3"


def test_two_years_may_share_a_place():
    other = disclosure("O3", {"e1": "page: /about/"}, year=2563)
    records, problems = load({"measures/2563/o3.yml": other.encode(), "measures/2564/o3.yml": disclosure("O3", {"e1": "page: /about/"}).encode()})
    assert problems == [] and len(records.entries) == 2


def test_year_without_a_form():
    records, _ = load({"measures/2590/o3.yml": disclosure("O3", {"e1": "page: /about/"}, year=2590).encode()})
    assert [problem.code for problem in check(records, ())] == ["oit-unknown-year"]


def test_pages_must_be_there():
    records, _ = records_of(a=disclosure("O42", {"e1": "page: /mesures/2564/#table", "e2": "page: /about/", "e3": "file: files/2564/plan.pdf"}))
    found = list(check_pages(records, ["/", "/about/", "/measures/2564/"]))
    assert [(p.code, p.place.line, p.params["suggestion"]) for p in found] == [("page-unknown-near", 7, "/measures/2564/")]


def test_a_plan_that_answers_an_item_wants_its_disclosure():
    plan = "kind: plan\nfiscal_year: 2564\ntitle: แผน\nitem: O42\n"
    alone, _ = load({"measures/2564/plan.yml": plan.encode()})
    assert [(p.code, str(p.place), p.params["file"]) for p in check_plans(alone)] == [
        ("plan-undisclosed", "measures/2564/plan.yml:4:7", "measures/2564/disclosures/o42.yml")
    ]  # fmt: skip
    both, _ = load({"measures/2564/plan.yml": plan.encode(), "measures/2564/disclosures/o42.yml": disclosure("O42", {}).encode()})
    assert list(check_plans(both)) == []


def test_a_plan_of_a_year_whose_form_is_to_come_says_why_there_is_no_checklist():
    records, _ = load({f"measures/{year}/plan.yml": f"kind: plan\nfiscal_year: {year}\ntitle: แผน\n".encode() for year in (2560, 2569, 2590)})
    assert [(p.code, str(p.place)) for p in check_plans(records)] == [("form-to-come", "measures/2590/plan.yml:2:14")]


def test_one_mistake_does_not_hide_another():
    text = disclosure("O42", {"e1": "page: about", "e2": "url: example"}, more="answr: มี\n")
    assert {problem.code for problem in problems_of(a=text)} >= {"page-address-form", "url-form", "unknown-field-near", "elements-missing"}


def test_a_mistyped_address_says_how_it_is_written():
    found = problems_of(a=disclosure("O3", {"e1": "page: https://ita.example.go.th/measures/2564/index.html"}))
    assert [problem.params["suggestion"] for problem in found] == ["/measures/2564/"]
