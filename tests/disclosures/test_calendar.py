"""The assessment's calendar: one warning a year, and only while it helps."""

from datetime import date

from disclosure_site import disclosure, problems_of

from macros.oit import load

O11 = {element.id: f"page: /about/#{element.id}" for element in load(2564).item("O11").elements}
FILES = {"o11": disclosure("O11", O11), "o3": disclosure("O3", {"e1": "page: /about/"})}


def calendar(today, **files):
    wanted = {"first-half-too-early", "answer-window-closing", "answer-window-closed"}
    return [problem for problem in problems_of(today, **(files or FILES)) if problem.code in wanted]


def test_without_a_day_nothing_is_said():
    assert calendar(None) == []


def test_half_year_items_before_the_half_year_ends():
    found = [problem for day in (date(2021, 3, 30), date(2021, 3, 31)) for problem in calendar(day) if problem.code == "first-half-too-early"]
    assert [(p.params["items"], p.params["date"], p.place.file) for p in found] == [("O11", "31 มีนาคม 2564", "measures/2564/disclosures/o11.yml")]


def test_many_items_make_one_warning():
    halves = [item for item in load(2564).items if item.period == "first_half"]
    files = {item.id.lower(): disclosure(item.id, {e.id: f"page: /about/#{item.id.lower()}-{e.id}" for e in item.elements}) for item in halves}
    found = [problem for problem in calendar(date(2021, 2, 1), **files) if problem.code == "first-half-too-early"]
    assert len(halves) > 2 and [problem.params["count"] for problem in found] == [len(halves)]


def test_the_answer_window():
    days = {date(2021, 3, 30): [], date(2021, 3, 31): ["answer-window-closing"], date(2021, 4, 30): ["answer-window-closing"],
            date(2021, 5, 1): ["answer-window-closed"], date(2021, 9, 30): ["answer-window-closed"], date(2021, 10, 1): []}  # fmt: skip
    assert {day: [p.code for p in calendar(day) if p.code.startswith("answer")] for day in days} == days
    closing = calendar(date(2021, 4, 20))[0]
    assert (closing.params["days"], closing.params["count"], closing.params["items"].split()[:2]) == (10, 41, ["O1", "O2"])


def test_a_form_disclosed_whole_hears_nothing():
    form = load(2564)
    files = {item.id.lower(): disclosure(item.id, {e.id: f"page: /about/#{item.id.lower()}-{e.id}" for e in item.elements}) for item in form.items}
    assert calendar(date(2021, 4, 20), **files) == []
