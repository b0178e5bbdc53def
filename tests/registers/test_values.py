"""Money, ratings and choices as people write them; what follows from rows, worked out exactly."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from macros.pages.views.matrix import matrix
from macros.pages.views.register_budget import shown_periods
from macros.records.registers.fields import METHOD_WORDS, Method, Money, Rating, SignedMoney
from macros.records.registers.figures import BudgetFigures, figures_of, percent, spending_periods, spent_in, total
from macros.records.registers.months import first_half, month_list, months_of, months_of_year
from macros.records.registers.risks import Risk, RiskBands
from macros.thai.dates import Period, YearMonth, parse_period, period_text

MONEY = {
    "1,234,567.00": "1234567.00", "1234567": "1234567.00", "๑๒๓,๔๕๖.๕๐": "123456.50", "0": "0.00", "12.5": "12.50", "1,000 บาท": "1000.00", "19,487,320.25": "19487320.25",
    "7.500": "7.50", "−5.25": "-5.25", "-150,000": "-150000.00",
}  # fmt: skip


@pytest.mark.parametrize(("text", "amount"), MONEY.items())
def test_money_as_people_write_it(text, amount):
    assert str(TypeAdapter(SignedMoney).validate_python(text)) == amount


@pytest.mark.parametrize(("text", "code"), {"1.2.3": "money-unreadable", "1,23": "money-unreadable", "12,34,567": "money-unreadable", "ห้าบาท": "money-unreadable", "1.234": "money-too-precise", "-1": "money-negative", "1e6": "money-unreadable", "9" * 14: "money-too-large", "9" * 26: "money-too-large", "1,000,000,000,000,000,000": "money-too-large"}.items())
def test_money_that_is_none(text, code):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Money).validate_python(text)
    assert [detail["type"] for detail in refused.value.errors()] == [code]


@given(st.decimals(0, 10**12, places=2))
def test_money_comes_back_from_every_way_of_printing(amount):
    read = TypeAdapter(Money).validate_python
    assert read(f"{amount:,.2f}") == read(str(amount)) == read(f"{amount} บาท") == amount


@pytest.mark.parametrize(("text", "method"), [("วิธีเฉพาะเจาะจง", "specific"), ("โดยวิธีคัดเลือก", "selection"), ("e-bidding", "e-bidding"), ("ประกวดราคาอิเล็กทรอนิกส์", "e-bidding"), ("จ้างที่ปรึกษาโดยวิธีคัดเลือก", "selection"), *((word, name) for name, word in METHOD_WORDS.items())])
def test_methods_as_systems_write_them(text, method):
    assert TypeAdapter(Method).validate_python(text) == method


def test_ratings():
    assert [TypeAdapter(Rating).validate_python(text) for text in ("1", "๕")] == [1, 5]


# ---- months ----------------------------------------------------------------------------------------------------------


def test_months_of_a_fiscal_year():
    months = months_of_year(2564)
    assert (months[0], months[-1], len(months)) == (YearMonth(2020, 10), YearMonth(2021, 9), 12)
    assert first_half(2564) == months[:6]
    assert list(months_of(parse_period("พ.ย. 2563 – ม.ค. 2564"))) == [(2020, 11), (2020, 12), (2021, 1)]


@pytest.mark.parametrize(("places", "words"), [([], ""), ([0], "ต.ค. 2563"), ([0, 1, 2, 5], "ต.ค. 2563 – ธ.ค. 2563, มี.ค. 2564"), ([2, 3], "ธ.ค. 2563 – ม.ค. 2564"), ([11, 0], "ต.ค. 2563, ก.ย. 2564")])
def test_months_that_follow_one_another_are_one_period(places, words):
    assert month_list(months_of_year(2564)[place] for place in places) == words


# ---- sums ------------------------------------------------------------------------------------------------------------


def expense(approved, transfers=0, **spent):
    spending = [SimpleNamespace(period=Period(YearMonth(2021, int(month[1:])), YearMonth(2021, int(month[1:]))), amount=Decimal(amount)) for month, amount in spent.items()]
    return SimpleNamespace(approved=Decimal(approved), transfers=Decimal(transfers), spending=spending)


@given(st.lists(st.tuples(st.decimals(0, 10**9, places=2), st.decimals(-(10**6), 10**6, places=2), st.decimals(0, 10**8, places=2)), max_size=8))
def test_what_is_left_of_all_is_what_is_left_of_each(rows):
    sums = figures_of(expense(approved, transfers, m1=spent) for approved, transfers, spent in rows)
    assert sums.balance == total(approved + transfers - spent for approved, transfers, spent in rows)
    assert sums == sum((BudgetFigures(*row) for row in rows), BudgetFigures())


def test_spending_up_to_a_month():
    rows = [expense(100, m1=10, m3=20), expense(50, 10, m3=5, m6=25)]
    assert figures_of(rows, YearMonth(2021, 3)).spent == 35 and figures_of(rows).spent == 60
    assert [period.end.month for period in spending_periods(rows)] == [1, 3, 6]
    assert figures_of(rows).percent == Decimal("37.50")


def test_many_months_are_shown_as_the_quarters_they_make_up():
    months = tuple(Period(month, month) for month in months_of_year(2564)[:8])
    assert [period_text(period) for period in shown_periods(months, 2564)] == ["ต.ค. 2563 – ธ.ค. 2563", "ม.ค. 2564 – มี.ค. 2564", "เม.ย. 2564 – มิ.ย. 2564"]
    assert shown_periods(months[:4], 2564) == months[:4] and shown_periods(months[:1], 2564) == ()
    across = (*months[:4], parse_period("ก.พ. 2564 – เม.ย. 2564"))
    assert shown_periods(across, 2564) == ()  # no quarter holds it: the sums alone are shown
    assert spent_in([expense(9, m1=1, m2=2, m4=4)], parse_period("ม.ค. 2564 – มี.ค. 2564")) == 3
    assert spent_in([expense(9)], months[0]) is None


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13"), (5, 0, None), (3, 2, "150.00")])
def test_percent_is_rounded_half_up(part, whole, expected):
    assert percent(Decimal(part), Decimal(whole)) == (Decimal(expected) if expected else None)


# ---- risks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("score", "level"), [(1, "low"), (3, "low"), (4, "medium"), (8, "medium"), (9, "high"), (14, "high"), (15, "extreme"), (25, "extreme")])
def test_levels_by_score(score, level):
    assert RiskBands().level(score) == level


def test_the_matrix_holds_every_risk_once_where_it_belongs():
    risks = [
        Risk.model_validate({"id": f"r{n}", "title": "ก", "process": "ข", "likelihood": str(row), "impact": str(column), "added_measure": "ค", "unit": "clerk", "period": "ต.ค. 2563"})
        for n, (row, column) in enumerate([(5, 5), (1, 1), (5, 5), (2, 4)], 1)
    ]
    shown = matrix(risks, RiskBands())
    found = {(row.likelihood, place): [number for number, _ in field.risks] for row in shown.rows for place, field in enumerate(row.fields, 1) if field.risks}
    assert found == {(5, 5): [1, 3], (1, 1): [2], (2, 4): [4]}
    assert [(word, scores, count) for _, word, scores, count in shown.bands] == [("สูงมาก", "15–25", 2), ("สูง", "9–14", 0), ("ปานกลาง", "4–8", 1), ("ต่ำ", "1–3", 1)]
    assert all(field.score == row.likelihood * place for row in shown.rows for place, field in enumerate(row.fields, 1))
