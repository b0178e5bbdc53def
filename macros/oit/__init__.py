"""The OIT checklist of each fiscal year as data, the score computed from it, and what each repair is worth.

Years are Buddhist-era fiscal years (2564), items are named as the form names them (``"O42"``), scores are exact
fractions of 0–100. Everything here is pure; the only files read are the data files beside the code.
"""

from macros.oit.calendar import answer_window, data_period, earliest_complete, window_closes
from macros.oit.crosswalk import Crossing, Link, across, links, links_of
from macros.oit.errors import SurveyScoreOutOfRange, UnknownForm, UnknownIndicator, UnknownItem
from macros.oit.form import Form
from macros.oit.forms import legend, load, years
from macros.oit.model import (
    CONFIDENCE,
    INSTRUMENTS,
    KINDS,
    PERIODS,
    Element,
    Event,
    Group,
    Indicator,
    Item,
    Level,
    LevelRule,
    NoneStatement,
    Rule,
    Source,
    SubIndicator,
    SubmissionRule,
    weakest,
)
from macros.oit.report import text_report
from macros.oit.score import Score, compute, failed_from, half_up, level_of
from macros.oit.worth import Repair, Worth, after, item_points, worth_of

__all__ = [
    "CONFIDENCE", "Crossing", "Element", "Event", "Form", "Group", "INSTRUMENTS", "Indicator", "Item", "KINDS", "Level",
    "LevelRule", "Link", "NoneStatement", "PERIODS", "Repair", "Rule", "Score", "Source", "SubIndicator",
    "SubmissionRule", "SurveyScoreOutOfRange", "UnknownForm", "UnknownIndicator", "UnknownItem", "Worth", "across",
    "after", "answer_window", "compute", "data_period", "earliest_complete", "failed_from", "half_up", "item_points",
    "legend", "level_of", "links", "links_of", "load", "text_report", "weakest", "window_closes", "worth_of", "years",
]
