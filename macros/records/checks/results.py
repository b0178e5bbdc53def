"""Assessment results: titles and items of the year's form, numbers that give one another, everything weak has its repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from macros.oit import forms, score
from macros.oit.errors import UnknownIndicator
from macros.oit.form import Form
from macros.problems import Place, Problem
from macros.records.collection import Entry, Records
from macros.records.doubt import Doubt
from macros.records.fields import REFERENCE
from macros.records.meant import suggested
from macros.records.model import ItaResult, Plan
from macros.records.read import Path
from macros.thai.digits import to_arabic

# Where the year's rules are not proved, a published figure may be right although ours is another: it is asked about and stands.
_ASSUMED = {
    "indicator-differs": "indicator-differs-assumed", "total-differs": "total-differs-assumed", "level-differs": "level-differs-assumed",
}
_FIGURE = re.compile(r"(?<![0-9A-Za-z.])[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z]|\.[0-9])")
_OF_TOTAL = ("total-differs", "total-differs-assumed", "level-differs", "level-differs-assumed")


def check(records: Records) -> Iterator[Problem]:
    for entry in records.of(ItaResult):
        year = entry.record.fiscal_year
        if year not in forms.years():
            continue  # a year whose form is not known yet can be recorded, not recomputed
        form = forms.load(year)
        yield from (problem for problem in _result(entry, form) if not _noted(problem, entry.record, form))
    for plan in records.of(Plan):
        yield from _plan_item(plan)


def _result(entry: Entry[ItaResult], form: Form) -> Iterator[Problem]:
    found = [*_indicators(entry, form), *_items(entry, form)]
    found += [] if found or _score_unread(entry) else _numbers(entry, form)
    yield from found
    if not any(problem.code in _OF_TOTAL for problem in found):
        yield from _level(entry, form)


def _noted(problem: Problem, result: ItaResult, form: Form) -> bool:
    """A note of the record names the figure that our rules, which are only assumed, do not give: somebody has compared it with the report."""
    if problem.code not in _ASSUMED.values():
        return False
    value, notes = problem.params["value"], to_arabic("\n".join(result.source_notes))
    if isinstance(value, Decimal):
        return value in map(Decimal, _FIGURE.findall(notes))
    levels = sorted((level.name for level in form.level_rule.levels), key=len, reverse=True)  # ผ่านดีเยี่ยม is not ผ่านดี
    return value in re.findall(rf"ระดับ\s*({'|'.join(map(re.escape, levels))})(?![A-Za-z])", notes)


def _score_unread(entry: Entry[ItaResult]) -> bool:
    """Some number or item of the result is a stand-in: what follows from it is not said."""
    return any(path[0] in ("fiscal_year", "scores", "failed_items", "total", "level") for path in entry.document.patched)


def _indicators(entry: Entry[ItaResult], form: Form) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for field in ("scores", "weak_points"):
        for index, row in enumerate(getattr(entry.record, field)):
            path: Path = (field, index, "indicator")
            try:
                slug = form.indicator_by_title(row.indicator).slug
            except UnknownIndicator:
                yield _unknown(entry.place(*path), row.indicator, form)
                continue
            if field == "scores" and slug in first:
                yield Problem("indicator-twice", entry.place(*path), {"value": row.indicator, "first": entry.place(*first[slug]).line})
            first.setdefault(slug, path)


def _unknown(place: Place, title: str, form: Form) -> Problem:
    choices = [indicator.title for indicator in form.indicators]
    near = suggested(title, choices, 0.5)
    return Problem("indicator-unknown" if near else "indicator-not-found", place, {"value": title, "choices": ", ".join(choices), **near})


def _items(entry: Entry[ItaResult], form: Form) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, item in enumerate(entry.record.failed_items):
        path = ("failed_items", index)
        if not form.has(item) and path not in entry.document.patched:
            yield Problem("item-unknown", entry.place(*path), {"value": item, "year": form.fiscal_year, "last": form.items[-1].number})
        if item in seen:
            yield Problem("item-twice", entry.place(*path), {"value": item})
        seen.add(item)


def _plan_item(entry: Entry[Plan]) -> Iterator[Problem]:
    plan = entry.record
    if plan.item and plan.fiscal_year in forms.years() and not forms.load(plan.fiscal_year).has(plan.item):
        last = forms.load(plan.fiscal_year).items[-1].number
        yield Problem("item-unknown", entry.place("item"), {"value": plan.item, "year": plan.fiscal_year, "last": last})


def _numbers(entry: Entry[ItaResult], form: Form) -> Iterator[Problem]:
    result = entry.record
    given = {form.indicator_by_title(row.indicator).slug: (index, row.score) for index, row in enumerate(result.scores)}
    survey = {indicator.slug: given[indicator.slug][1] for indicator in form.survey_indicators if indicator.slug in given}
    complete = len(survey) == len(form.survey_indicators)
    computed = score.compute(form, result.failed_items, survey if complete else None)
    differing = [*_oit_indicators(entry, form, computed, given)]
    yield from differing
    if computed.outcome and result.total is not None and not differing:
        yield from _total(entry, form, computed.outcome)


def _oit_indicators(entry: Entry[ItaResult], form: Form, computed: score.Score, given: Mapping[str, tuple[int, Decimal]]) -> Iterator[Problem]:
    for indicator in form.oit_indicators:
        if indicator.slug not in given:
            continue
        index, value = given[indicator.slug]
        expected = score.half_up(computed.indicators[indicator.id])
        if value != expected:
            params = {"title": indicator.title, "value": value, "computed": expected}
            yield _differs("indicator-differs", form, entry.place("scores", index, "score"), params)


def _differs(code: str, form: Form, place: Place, params: dict[str, object]) -> Problem:
    """A figure of the record is not what the others give, by rules that are proved or only assumed."""
    return Problem(_ASSUMED[code] if form.assumed else code, place, {**params, "year": form.fiscal_year})


def _total(entry: Entry[ItaResult], form: Form, computed: score.Outcome) -> Iterator[Problem]:
    result = entry.record
    expected = score.half_up(computed.total)
    if result.total != expected:
        rule = " + ".join(f"{float(weight) * 100:g} % {name}" for name, weight in form.weights.items())
        yield _differs("total-differs", form, entry.place("total"), {"value": result.total, "computed": expected, "rule": rule})
    elif result.level in {known.name for known in form.level_rule.levels} - {computed.level.name}:
        yield _differs("level-differs", form, entry.place("level"), {"value": result.level, "computed": computed.level.name})


def _level(entry: Entry[ItaResult], form: Form) -> Iterator[Problem]:
    """The level is one of the year's, and one that the total may have, also where not all scores are there to work it out from."""
    level, total, patched = entry.record.level, entry.record.total, entry.document.patched
    if level is None or patched & {("fiscal_year",), ("level",)}:
        return
    names = [known.name for known in form.level_rule.levels]
    if level not in names:
        yield Problem("level-unknown", entry.place("level"), {"value": level, "choices": " · ".join(names), "year": form.fiscal_year})
    elif total is not None and ("total",) not in patched:
        may_be = [known.name for known in form.level_rule.of_total(Fraction(total))]
        if level not in may_be:
            params = {"value": level, "computed": " / ".join(may_be), "year": form.fiscal_year}
            yield Problem("level-differs-assumed" if "levels" in form.assumed else "level-differs", entry.place("level"), params)


def check_coverage(records: Records, doubt: Doubt = Doubt()) -> Iterator[Problem]:
    """Each failed item and weak point that a plan analyses has a line in that plan."""
    for plan_entry in records.of(Plan):
        plan = plan_entry.record
        results = [entry for entry in records.of(ItaResult) if entry.record.fiscal_year == plan.analyses]
        if plan.analyses is None or not results or not records.lines_of(plan.fiscal_year):
            continue
        repaired = {reference for line in records.lines_of(plan.fiscal_year) for reference in line.line.repairs}
        to_repair = records.to_repair(plan.analyses)
        if repaired.difference(to_repair):
            continue  # a mistyped reference is reported by itself; the item that it meant is then no news
        for reference, path in to_repair.items():
            if reference not in repaired and _is_known(reference) and not doubt.may_name(reference):
                what = reference.split("/", 1)[1]
                yield Problem("not-repaired", results[0].place(*path), {"what": what, "reference": reference, "plan_year": plan.fiscal_year})


def _is_known(reference: str) -> bool:
    """False for an item or indicator that the year's form does not have, which is reported where it stands."""
    year, what = reference.split("/", 1)
    if not REFERENCE.fullmatch(reference):
        return False
    return "/" in what or int(year) not in forms.years() or forms.load(int(year)).has(what)
