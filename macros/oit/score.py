"""The ITA score from the item list alone, in exact fractions; rounding half up happens only where a number is shown.

items (0 or 100 each) → sub-indicators → indicators 9 and 10 → OIT → total and level: each step is the plain mean of the one
before, and the total weighs the three instruments.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from macros.oit.errors import SurveyScoreOutOfRange, UnknownIndicator
from macros.oit.form import Form
from macros.oit.model import Level, Rule


class Outcome(NamedTuple):
    """What all instruments together give."""

    total: Fraction
    level: Level


@dataclass(frozen=True)
class Score:
    """A result. Mappings are in the form's order; scores are exact fractions of 0–100.

    Without the whole survey an instrument is missing, and then there is no ``outcome``: ``total`` and ``level`` are None.
    """

    form: Form
    items: Mapping[str, int]
    sub_indicators: Mapping[str, Fraction]
    indicators: Mapping[str, Fraction]
    instruments: Mapping[str, Fraction]
    outcome: Outcome | None

    @property
    def total(self) -> Fraction | None:
        return self.outcome.total if self.outcome else None

    @property
    def level(self) -> Level | None:
        return self.outcome.level if self.outcome else None

    @property
    def failed(self) -> tuple[str, ...]:
        """The items that got nothing, in form order."""
        return tuple(item for item, value in self.items.items() if not value)

    @property
    def assumed_rules(self) -> dict[str, Rule]:
        """What this result rests on without proof: scoring rules by their names, and ``level-band`` for the level's own band."""
        rules = {name: self.form.rules[name] for name in self.form.assumed}
        if self.level is not None and self.level.confidence != "confirmed":
            rules["level-band"] = Rule(self.level.confidence)
        return rules

    @property
    def assumed(self) -> tuple[str, ...]:
        return tuple(self.assumed_rules)

    @property
    def basis(self) -> str:
        """``proved`` or ``assumed``."""
        return "assumed" if self.assumed else "proved"

    def as_json(self) -> dict[str, object]:
        """The object of ``score --format json``: two decimals, half up; what has no result is null."""
        return {
            "fiscal_year": self.form.fiscal_year,
            "form": f"oit-{self.form.fiscal_year}",
            "items": dict(self.items),
            "sub_indicators": _shown(self.sub_indicators),
            "indicators": {i.id: _number(self.indicators.get(i.id)) for i in self.form.indicators},
            "instruments": {name: _number(self.instruments.get(name)) for name in self.form.weights},
            "total": _number(self.total),
            "level": self.level.name if self.level else None,
            "basis": self.basis,
        }


def compute(form: Form, failed: Collection[str] = (), survey: Mapping[str, Decimal | Fraction] | None = None) -> Score:
    """The score when ``failed`` items got nothing and all others the full value.

    ``survey`` maps slugs of survey indicators to their scores of 0–100. Raises UnknownItem, UnknownIndicator,
    SurveyScoreOutOfRange.
    """
    items = _item_scores(form, failed)
    sub_indicators = {sub.id: mean(items[item.id] for item in sub.items) for sub in form.sub_indicators}
    indicators = _survey_scores(form, survey or {}) | {
        indicator.id: mean(sub_indicators[sub.id] for sub in indicator.sub_indicators) for indicator in form.oit_indicators
    }
    instruments = _instruments(form, indicators)
    return Score(form, items, sub_indicators, indicators, instruments, _outcome(form, instruments))


def failed_from(form: Form, disclosed: Collection[str]) -> tuple[str, ...]:
    """The items of ``form`` that are not among ``disclosed``, in form order. Raises UnknownItem."""
    known = {form.item(item).id for item in disclosed}
    return tuple(item.id for item in form.items if item.id not in known)


def mean(values: Iterable[Fraction | int]) -> Fraction:
    numbers = [Fraction(value) for value in values]
    return sum(numbers, Fraction()) / len(numbers)


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """``value`` rounded half up, as scores are printed: 72.785714… → 72.79."""
    scaled = math.floor(value * 10**places + Fraction(1, 2))
    return Decimal(scaled).scaleb(-places)


def level_of(form: Form, total: Fraction, instruments: Mapping[str, Fraction]) -> Level:
    """The level, read from scores rounded to two decimals as the bands are printed."""
    printed = {name: Fraction(half_up(value)) for name, value in instruments.items()}
    return form.level_rule.level(Fraction(half_up(total)), printed)


def _item_scores(form: Form, failed: Collection[str]) -> dict[str, int]:
    nothing, full = form.item_values
    zero = {form.item(item).id for item in failed}
    return {item.id: nothing if item.id in zero else full for item in form.items}


def _survey_scores(form: Form, survey: Mapping[str, Decimal | Fraction]) -> dict[str, Fraction]:
    known = {indicator.slug: indicator for indicator in form.survey_indicators}
    for slug, value in survey.items():
        if slug not in known:
            raise UnknownIndicator(slug, form.fiscal_year, known)
        if not 0 <= value <= 100:
            raise SurveyScoreOutOfRange(known[slug].title, value)
    # Through text, because a float's own fraction is not the number that was written.
    return {i.id: Fraction(str(survey[i.slug])) for i in form.survey_indicators if i.slug in survey}


def _instruments(form: Form, indicators: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The mean of each instrument's indicators; an instrument with a missing indicator is left out."""
    result = {}
    for name in form.weights:
        own = [indicator.id for indicator in form.indicators if indicator.instrument == name]
        if all(indicator in indicators for indicator in own):
            result[name] = mean(indicators[indicator] for indicator in own)
    return result


def _outcome(form: Form, instruments: Mapping[str, Fraction]) -> Outcome | None:
    if set(instruments) != set(form.weights):
        return None
    total = sum((form.weights[name] * score for name, score in instruments.items()), Fraction())
    return Outcome(total, level_of(form, total, instruments))


def _shown(scores: Mapping[str, Fraction]) -> dict[str, float]:
    return {key: float(half_up(value)) for key, value in scores.items()}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(half_up(value))
