"""Every code that the room emits is worded in both languages, with the parameters that really come."""

import re
from pathlib import Path

import pytest
import yaml

from macros.problems.wording import codes, message
from macros.thai import dates
from macros.thai.dates import ThaiDateError, parse_date, parse_month, parse_period
from macros.thai.lint import CODES, lint, lint_names

DATE_CODES = {
    "month-unknown": parse_month, "month-not-found": parse_month, "month-number-invalid": parse_date,
    "date-invalid": parse_date, "year-not-buddhist": parse_date, "year-out-of-range": parse_date,
    "year-missing": parse_period, "date-unreadable": parse_date, "month-unreadable": parse_month,
    "period-unreadable": parse_period, "period-backwards": parse_period, "period-with-days": parse_period,
}  # fmt: skip
NAMES = ["เทศบาลตำบลทุ่งตะวันฉาย"]


def sentences(code, params, language):
    words = message(code, params, language)
    return words.message, words.rule, words.repair


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("code", sorted(DATE_CODES))
def test_the_example_of_a_date_code_raises_it_and_its_sentences_fit(code, language):
    with pytest.raises(ThaiDateError) as caught:
        DATE_CODES[code](codes()[code]["example"])
    assert caught.value.code == code
    assert all(sentences(code, caught.value.params, language))
    assert codes()[code]["severity"] == "error"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_lint_code_gives_it_and_its_sentences_fit(code, language):
    example = codes()[code]["example"]
    (finding,) = [*lint(example), *lint_names(example, NAMES)]
    assert finding.code == code
    assert all(sentences(code, finding.params, language))


def test_the_thai_sentences_pass_their_own_linter():
    for code in (*DATE_CODES, *CODES):
        words = yaml.safe_dump(codes()[code]["th"], allow_unicode=True, width=1000)
        for finding in lint(words):
            # The rules on letters have to show the letters.
            assert code in ("thai-nikhahit-aa", "thai-double-sara-e", "thai-mark-impossible"), finding


def test_no_code_raised_in_dates_is_forgotten():
    source = Path(dates.__file__).read_text(encoding="utf-8")
    quoted = set(re.findall(r'"((?:month|date|year|period)-[a-z-]+)"', source))
    assert quoted == set(DATE_CODES)
