"""What can be wrong with a question about a form. ``code`` and ``params`` lead to the sentences for the reader, which
stand in ``problems/wording/oit.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable


class UnknownForm(LookupError):
    """No form is known for this fiscal year."""

    code = "oit-unknown-year"

    def __init__(self, year: object, known: Iterable[int]):
        super().__init__(f"no OIT form for fiscal year {year}")
        self.params = {"year": year, "known": ", ".join(map(str, known))}


class UnknownItem(LookupError):
    """The year's form has no such item."""

    code = "oit-unknown-item"

    def __init__(self, item: object, year: int, last: str):
        super().__init__(f"the form of {year} has no item {item}")
        self.params = {"item": item, "year": year, "last": last}


class UnknownIndicator(LookupError):
    """No ITA indicator has this title, slug or id."""

    code = "oit-unknown-indicator"

    def __init__(self, indicator: object, year: int, known: Iterable[str]):
        super().__init__(f"no indicator {indicator} in {year}")
        self.params = {"indicator": indicator, "year": year, "known": ", ".join(known)}


class SurveyScoreOutOfRange(ValueError):
    """A survey indicator's score is not between 0 and 100."""

    code = "oit-survey-score"

    def __init__(self, indicator: str, value: object):
        super().__init__(f"survey score of {indicator} is not between 0 and 100: {value}")
        self.params = {"indicator": indicator, "value": value}
