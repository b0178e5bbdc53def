"""The OIT checklist of each fiscal year as data, the score computed from it, and what each repair is worth.

Years are Buddhist-era fiscal years (2564), items are named as the form names them (``"O42"``), scores are exact
fractions of 0–100. Everything here is pure; the only files read are the data files beside the code.
"""

from macros.oit.forms import legend, load, years
from macros.oit.model import (
    Element, Event, Form, Group, Indicator, Item, Level, LevelRule, NoneStatement, Rule, Source, SubIndicator,
    SubmissionRule, UnknownForm, UnknownIndicator, UnknownItem,
)
from macros.oit.score import Score, SurveyScoreOutOfRange, compute, failed_from, half_up

__all__ = [
    "Element", "Event", "Form", "Group", "Indicator", "Item", "Level", "LevelRule", "NoneStatement", "Rule", "Score",
    "Source", "SubIndicator", "SubmissionRule", "SurveyScoreOutOfRange", "UnknownForm", "UnknownIndicator", "UnknownItem",
    "compute", "failed_from", "half_up", "legend", "load", "years",
]
