"""When items can be complete and until when they are answered."""

from __future__ import annotations

from datetime import date

import pytest

from macros.oit import answer_window, data_period, earliest_complete, load, window_closes, years


@pytest.mark.parametrize(("year", "closes", "confidence"), [
    (2563, "2020-07-15", "confirmed"), (2564, "2021-04-30", "confirmed"), (2565, "2022-04-30", "confirmed"),
    (2566, "2023-04-30", "doubtful"), (2567, "2024-04-30", "doubtful"), (2568, "2025-04-30", "doubtful"),
    (2569, "2026-04-30", "doubtful"),
])
def test_the_answer_window_closes(year, closes, confidence):
    assert window_closes(load(year)) == date.fromisoformat(closes)
    assert answer_window(load(year)).confidence == confidence


@pytest.mark.parametrize(("item", "earliest"), [
    ("O11", "2021-03-31"),  # first half-year
    ("O12", "2020-09-30"),  # a report of last year
    ("O10", "2020-10-01"),  # this year's plan
    ("O1", "2020-10-01"),   # what is in force
    ("O42", "2020-10-01"),  # measures drawn from last year's result
])
def test_the_first_day_on_which_an_item_can_be_complete(item, earliest):
    assert earliest_complete(load(2564), load(2564).item(item)) == date.fromisoformat(earliest)


@pytest.mark.parametrize(("item", "period"), [
    ("O11", ("2020-10-01", "2021-03-31")), ("O12", ("2019-10-01", "2020-09-30")), ("O10", ("2020-10-01", "2021-09-30")),
    ("O1", None), ("O4", None), ("O42", None),
])
def test_the_days_that_the_data_cover(item, period):
    found = data_period(load(2564), load(2564).item(item))
    assert found == (period and tuple(map(date.fromisoformat, period)))


@pytest.mark.parametrize("year", years())
def test_every_item_can_be_complete_before_the_window_closes(year):
    form = load(year)
    for item in form.items:
        assert earliest_complete(form, item) < window_closes(form)
        if item.period == "first_half":
            assert earliest_complete(form, item) == date(form.ends.year, 3, 31)


@pytest.mark.parametrize("year", years())
def test_the_steps_of_a_year_do_not_run_backwards(year):
    for event in load(year).calendar.values():
        assert event.title and event.title_en and (event.start or event.end)
        assert not (event.start and event.end) or event.start <= event.end


def test_the_rounds_of_2564_follow_each_other():
    events = load(2564).calendar
    days = [events[key].end for key in ("answer", "scoring", "clarification", "confirmation", "result")]
    assert days == sorted(days)
