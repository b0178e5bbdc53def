from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.thai import dates
from macros.thai.dates import Period, ThaiDateError, YearMonth, parse_date, parse_month, parse_period
from macros.thai.digits import to_thai

DEC, MAR = YearMonth(2020, 12), YearMonth(2021, 3)
DAYS = st.dates(date(1857, 1, 1), date(2156, 12, 31))
MONTHS = DAYS.map(lambda day: YearMonth(day.year, day.month))
PERIODS = st.tuples(MONTHS, MONTHS).map(lambda ends: Period(*sorted(ends)))


@pytest.mark.parametrize(
    "text",
    [
        "25 พฤศจิกายน 2563", "25 พ.ย. 2563", "25 พ.ย. 63", "๒๕ พฤศจิกายน ๒๕๖๓", "วันที่ 25 พฤศจิกายน พ.ศ. 2563",
        "วันพุธที่ ๒๕ เดือนพฤศจิกายน พ.ศ.๒๕๖๓", "25พย63", "25 พ. ย. 2563", "25 พ.ย 2563", "2563-11-25", "25/11/2563",
        "25-11-2563", "25/11/63", "25.11.2563", "２５/１１/２５６３", " 25\u00a0พ.ย.\u200b2563\ufeff", "25\tพ.ย.\n2563",
    ],
)  # fmt: skip
def test_a_date_as_people_write_it(text):
    assert parse_date(text) == date(2020, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "ธ.ค. 2563", "ธันวาคม 2563", "ธ.ค. ๖๓", "ธค63", "2563-12", "12/2563", "12-2563", "เดือนธันวาคม พ.ศ. 2563",
        "ธ\u200b.ค. 2563",
    ],
)  # fmt: skip
def test_a_month_as_people_write_it(text):
    assert parse_month(text) == DEC


@pytest.mark.parametrize(
    "text",
    [
        "ธ.ค. 2563 – มี.ค. 2564", "ธ.ค. ๖๓ - มี.ค. ๖๔", "ธ.ค.63-มี.ค.64", "2563-12 ถึง 2564-03", "2563-12 - 2564-03",
        "2563-12-2564-03", "12/2563—3/2564", "ตั้งแต่เดือนธันวาคม 2563 จนถึงเดือนมีนาคม 2564", "ธ.ค. 2563 -- มี.ค. 2564",
    ],
)  # fmt: skip
def test_a_period_as_people_write_it(text):
    assert parse_period(text) == Period(DEC, MAR)


def test_a_period_takes_the_missing_year_from_its_end():
    assert parse_period("ต.ค.–ธ.ค. 2563") == Period(YearMonth(2020, 10), DEC)
    assert parse_period("ตุลาคมถึงธันวาคม 2563") == Period(YearMonth(2020, 10), DEC)


@pytest.mark.parametrize("text", ["ธ.ค. 2563", "2563-12", "2563–12", "12-2563", "ธ.ค. 2563 - ธ.ค. 2563"])
def test_a_period_of_one_month(text):
    assert parse_period(text) == Period(DEC, DEC)


def test_leap_days_are_those_of_the_common_era():
    assert parse_date("29 ก.พ. 2567") == date(2024, 2, 29)
    error = refused(parse_date, "29 ก.พ. 2568")
    assert (error.code, error.params["month"], error.params["days"]) == ("date-invalid", "กุมภาพันธ์ 2568", 28)


@pytest.mark.parametrize(
    "parse, text, code, suggestion",
    [
        (parse_date, "25 จ.ค. 2563", "month-unknown", "ธ.ค."),
        (parse_month, "จ.ค. 2563", "month-unknown", "ธ.ค."),
        (parse_period, "จ.ค. 2563 - มี.ค. 2564", "month-unknown", "ธ.ค."),
        (parse_period, "จ.ค. - มี.ค. 2564", "month-unknown", "ธ.ค."),
        (parse_date, "๕ ตุลา ๒๕๖๘", "month-unknown", "ตุลาคม"),
        (parse_month, "กุมภาพันธ 2564", "month-unknown", "กุมภาพันธ์"),
        (parse_month, "ห.ค. 2563", "month-not-found", None),
        (parse_date, "31/13/2563", "month-number-invalid", None),
        (parse_month, "2563-00", "month-number-invalid", None),
        (parse_date, "2563-11-31", "date-invalid", None),
        (parse_date, "0 พ.ย. 2563", "date-invalid", None),
        (parse_date, "2020-11-25", "year-not-buddhist", "2563-11-25"),
        (parse_date, "25 พ.ย. ค.ศ. 2020", "year-not-buddhist", "25 พ.ย. พ.ศ. 2563"),
        (parse_month, "2020-12", "year-not-buddhist", "2563-12"),
        (parse_period, "2020-12 ถึง 2564-03", "year-not-buddhist", "2563-12 ถึง 2564-03"),
        (parse_period, "ธ.ค. 2020 – มี.ค. ค.ศ. 2021", "year-not-buddhist", "ธ.ค. 2563 – มี.ค. พ.ศ. 2564"),
        (parse_period, "ธ.ค. 2020", "year-not-buddhist", "ธ.ค. 2563"),
        (parse_date, "25 พ.ย. 1200", "year-out-of-range", None),
        (parse_month, "ธ.ค.", "year-missing", None),
        (parse_period, "ต.ค. 2563 - ธ.ค.", "year-missing", None),
        (parse_period, "พ.ย. – ก.พ. 2564", "period-backwards", "พ.ย. 2563 – ก.พ. 2564"),
        (parse_period, "มี.ค. 2564 – ธ.ค. 2563", "period-backwards", "ธ.ค. 2563 – มี.ค. 2564"),
        (parse_period, "1 ต.ค. 2566 - 30 ก.ย. 2567", "period-with-days", "ต.ค. 2566 – ก.ย. 2567"),
        (parse_period, "ตั้งแต่วันที่ 15 ธันวาคม ถึงวันที่ 31 ธันวาคม 2563", "period-with-days", "ธ.ค. 2563"),
        (parse_period, "2563-12-15 ถึง 2564-03-31", "period-with-days", "ธ.ค. 2563 – มี.ค. 2564"),
        (parse_period, "30 ก.ย. 2567 - 1 ต.ค. 2566", "period-unreadable", None),
        (parse_period, "1 - 30 ก.ย. 2567", "period-unreadable", None),
        (parse_date, "เร็ว ๆ นี้", "date-unreadable", None),
        (parse_date, "25 พ.ย. 256", "date-unreadable", None),
        (parse_date, "9" * 5000, "date-unreadable", None),
        (parse_month, "ตลอดปี", "month-unreadable", None),
        (parse_period, "ตลอดปี", "period-unreadable", None),
        (parse_period, "", "period-unreadable", None),
        (parse_period, "a-b-c", "period-unreadable", None),
    ],
)
def test_what_is_no_date_says_why(parse, text, code, suggestion):
    error = refused(parse, text)
    assert (error.code, error.params.get("suggestion")) == (code, suggestion)
    assert error.params["found"].rstrip("…") in text


def test_both_years_of_a_period_are_told():
    assert refused(parse_period, "ธ.ค. 2020 – มี.ค. 2021").params["year"] == "2020, 2021"


def refused(parse, text):
    with pytest.raises(ThaiDateError) as caught:
        parse(text)
    return caught.value


@given(DAYS)
@example(date(2024, 2, 29))
def test_a_printed_date_reads_back(day):
    for written in (dates.long_date(day), dates.short_date(day)):
        assert parse_date(written) == parse_date(to_thai(written)) == day
    assert parse_date(f"{day.year + 543}-{day:%m-%d}") == day


@given(MONTHS)
def test_a_printed_month_reads_back(month):
    for written in (dates.long_month(month), dates.short_month(month)):
        assert parse_month(written) == parse_month(to_thai(written)) == month


@given(PERIODS, st.booleans())
def test_a_printed_period_reads_back(period, short):
    written = dates.period_text(period, short=short)
    assert parse_period(written) == parse_period(to_thai(written)) == period


NEAR_DATES = st.text(st.sampled_from("0129๐๖จธมพคยศ.-–/ ถึงวันที่กุ\u200b"), max_size=40)


@given(st.text() | NEAR_DATES)
def test_arbitrary_text_is_read_or_refused(text):
    for parse in (parse_date, parse_month, parse_period):
        try:
            parse(text)
        except ThaiDateError as error:
            assert isinstance(error.params["found"], str)


def test_how_dates_are_printed():
    day, month, period = date(2020, 11, 25), DEC, Period(DEC, MAR)
    assert dates.long_date(day) == "25 พฤศจิกายน 2563"
    assert dates.short_date(day) == "25 พ.ย. 63"
    assert dates.short_date(date(1900, 1, 2)) == "2 ม.ค. 2443"
    assert dates.long_month(month) == "ธันวาคม 2563"
    assert dates.short_month(month) == "ธ.ค. 63"
    assert dates.iso_month(month) == "2020-12"
    assert dates.period_text(period) == "ธ.ค. 2563 – มี.ค. 2564"
    assert dates.period_text(period, short=True) == "ธ.ค. 63 – มี.ค. 64"
    assert dates.period_text(Period(DEC, DEC)) == "ธ.ค. 2563"


def test_fiscal_years_begin_in_october():
    assert dates.fiscal_year_of(date(2020, 9, 30)) == 2563
    assert dates.fiscal_year_of(date(2020, 10, 1)) == 2564
    assert dates.fiscal_year_of(YearMonth(2021, 9)) == 2564
    assert dates.fiscal_year_period(2564) == Period(YearMonth(2020, 10), YearMonth(2021, 9))


@given(MONTHS)
def test_a_month_lies_in_its_fiscal_year(month):
    period = dates.fiscal_year_period(dates.fiscal_year_of(month))
    assert period.start <= month <= period.end
