"""``scripts/score.py``: the score of a year, computed from the item list, and what repairs of items would bring."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from macros.oit import UnknownForm, UnknownItem, after, compute, failed_from, load, text_report, worth_of
from macros.oit.form import Form
from macros.oit.score import Score, half_up
from macros.problems import Problem, errors_in
from macros.problems.wording import LANGUAGES, message
from macros.records.checks import check_records
from macros.records.collection import Records
from macros.records.disclosed import coverage_of
from macros.records.doubt import doubt_of
from macros.records.load import load as load_records
from macros.records.model import ItaResult
from macros.site.commands.common import CANNOT, DONE, PROBLEMS, elsewhere, parser, say, show, site_root
from macros.site.inputs.sources import read_sources
from macros.thai.digits import to_arabic


@dataclass(frozen=True)
class Reckoning:
    """A year's score and where its item list comes from: ``ita-result`` (assessed) or ``disclosures`` (as if all counted)."""

    score: Score
    source: str


def main(argv: list[str]) -> int:
    """0 computed · 1 problems in the records, all printed · 2 wrong use, unknown year or item."""
    options = _parser().parse_args(argv)
    root = site_root(options.root)
    if root is None:
        return CANNOT
    records, problems = _records(root)
    if errors_in(problems):
        show(problems, root, options.lang)
        return PROBLEMS
    try:
        found = reckon(records, load(_year(options.year)))
        repaired = _repaired(options.repair, found.score)
        result = after(found.score, repaired)
    except (UnknownForm, UnknownItem) as error:
        words = message(error.code, error.params, options.lang, elsewhere(root))
        say(f"{words.message} {words.hint}")
        return CANNOT
    if needless := [item for item in repaired if item not in found.score.failed]:
        say(_NOT_FAILED[options.lang].format(items=" ".join(needless)))
    if (differing := _published_otherwise(records, found.score)) is not None:
        published, computed = differing
        say(_PUBLISHED[options.lang].format(year=found.score.form.fiscal_year, total=published, computed=computed))
    if options.format == "json" and found.source == "disclosures":
        say(_SOURCE[options.lang].format(year=found.score.form.fiscal_year))
    sys.stdout.write(_json(found, result, repaired) if options.format == "json" else _text(found, result, repaired, options.lang))
    return DONE


def reckon(records: Records, form: Form) -> Reckoning:
    """The score of the year's recorded result; without one that tells of items, as if those disclosed here counted and no others."""
    result = records.results.get(form.fiscal_year)
    if result is None or not result.tells_items:
        return Reckoning(compute(form, failed_from(form, coverage_of(records, form.fiscal_year).disclosed)), "disclosures")
    return Reckoning(compute(form, result.failed_items, _survey(form, result)), "ita-result")


def _published_otherwise(records: Records, score: Score) -> tuple[Decimal, Decimal] | None:
    """The published total and the computed one, where they differ: the rules of that year are only assumed."""
    result = records.results.get(score.form.fiscal_year)
    if not result or result.total is None or not score.outcome or result.total == half_up(score.outcome.total):
        return None
    return result.total, half_up(score.outcome.total)


def _survey(form: Form, result: ItaResult) -> dict:
    given = {form.indicator_by_title(row.indicator).slug: row.score for row in result.scores}
    return {indicator.slug: given[indicator.slug] for indicator in form.survey_indicators if indicator.slug in given}


def _records(root: Path) -> tuple[Records, list[Problem]]:
    """The records alone: a mistake in a page must not keep anybody from the score. What is passed over among them may be the result."""
    sources = read_sources(root)
    records, problems = load_records(sources.records)
    problems += [problem for problem in sources.problems if problem.place.file.split("/")[0] == "measures"]
    return records, [*problems, *check_records(records, sources.attachments, doubt_of(sources.records, problems))]


def _year(text: str) -> int | str:
    digits = to_arabic(text)
    return int(digits) if re.fullmatch("[0-9]{4}", digits) else text


def _repaired(text: str | None, score: Score) -> tuple[str, ...]:
    """The items of ``--repair``, in the form's order; those that had not failed change nothing."""
    if text is None:
        return ()
    if text.strip().lower() == "all":
        return score.failed
    named = {re.sub(r"^(?=\d)", "O", to_arabic(part).upper()) for part in re.split(r"[\s,]+", text) if part}
    known = {score.form.item(item).id for item in sorted(named)}
    return tuple(item.id for item in score.form.items if item.id in known)


_SOURCE = {
    "th": "ปี {year} ยังไม่มีผลประเมินรายข้อในเว็บไซต์นี้ จึงคิดเสมือนว่าข้อที่เปิดเผยครบที่นี่ได้คะแนน และข้ออื่นไม่ได้",
    "en": "There is no result of the items of {year} here; computed as if the items disclosed on this site counted, and no others.",
}
_PUBLISHED = {
    "th": "คะแนนรวมที่ประกาศของปี {year} คือ {total} ไม่ตรงกับที่คำนวณได้ {computed} เพราะเกณฑ์ของปีนั้นยังไม่ได้รับการยืนยัน",
    "en": "The published total of {year} is {total}, not the computed {computed}: the rules of that year are assumed.",
}
_NOT_FAILED = {"th": "{items} ไม่ได้อยู่ในข้อที่ไม่ผ่าน แก้แล้วคะแนนไม่เปลี่ยน", "en": "{items} did not fail; repairing it changes no score"}
_REPAIRED = {"th": "ถ้าแก้ {items}: จาก {before} เป็น {after}", "en": "With {items} repaired: from {before} to {after}"}


def _json(found: Reckoning, result: Score, repaired: tuple[str, ...]) -> str:
    """The object of the contract; with repairs, that of the score after them, and what it was before."""
    out = result.as_json()
    if found.source == "disclosures":
        out["basis"] = "assumed"  # nobody has assessed it
    if repaired:
        before = found.score.as_json()
        out |= {"repaired": list(repaired), "before": {key: before[key] for key in ("total", "level")}}
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


def _text(found: Reckoning, result: Score, repaired: tuple[str, ...], lang: str) -> str:
    lines = []
    if found.source == "disclosures":
        lines.append(_SOURCE[lang].format(year=found.score.form.fiscal_year))
    if repaired:
        before, later = _total(found.score), _total(result)
        lines.append(_REPAIRED[lang].format(items=" ".join(repaired), before=before, after=later))
    head = "".join(f"{line}\n" for line in lines) + ("\n" if lines else "")
    return head + text_report(result, worth_of(result), lang, assessed=found.source != "disclosures")


def _total(score: Score) -> str:
    shown = score.as_json()
    return f"{shown['total']:.2f} {shown['level']}" if shown["total"] is not None else "–"


def _parser():
    made = parser("score", "คำนวณคะแนน ITA/OIT จากรายการข้อ และบอกว่าแก้ข้อใดได้กี่คะแนน · the score, and what repairs would bring")
    made.add_argument("year", metavar="YEAR", help="ปีงบประมาณ พ.ศ. เช่น 2563 · fiscal year, Buddhist era")
    made.add_argument("--repair", metavar="O11,O21|all", help="คิดเสมือนแก้ข้อเหล่านี้แล้ว · as if these items were repaired")
    made.add_argument("--format", choices=("text", "json"), default="text")
    made.add_argument("--lang", choices=LANGUAGES, default="th")
    return made


__all__ = ["Reckoning", "main", "reckon"]
