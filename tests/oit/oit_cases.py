"""What the tests of the checklist share: the case files beside them and the strategies that make results."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import yaml
from hypothesis import strategies as st

from macros.oit import load, years

_CASES = Path(__file__).parent / "cases"


def case(name: str):
    return yaml.safe_load((_CASES / name).read_text(encoding="utf-8"))


def case_text(name: str) -> str:
    return (_CASES / name).read_text(encoding="utf-8")


def survey_of(data: dict) -> dict[str, Decimal]:
    return {slug: Decimal(value) for slug, value in data["survey"].items()}


forms = st.sampled_from([load(year) for year in years()])
survey_scores = st.decimals(min_value=0, max_value=100, places=2)


@st.composite
def surveys(draw, form) -> dict[str, Decimal]:
    """A whole survey of ``form``."""
    return {indicator.slug: draw(survey_scores) for indicator in form.survey_indicators}


@st.composite
def results(draw):
    """A form, items of it that failed, and a whole survey."""
    form = draw(forms)
    failed = draw(st.lists(st.sampled_from([item.id for item in form.items]), unique=True))
    return form, failed, draw(surveys(form))
