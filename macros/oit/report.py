"""The score and the worth of repairs as text for a terminal, in Thai or English. Pure: values in, one string out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction

from macros.oit.forms import legend
from macros.oit.model import Indicator, Item, Rule, SubIndicator
from macros.oit.score import Score, half_up
from macros.oit.worth import Repair, Worth

_WORDS = {
    "th": {
        "title": "คะแนน ITA ปีงบประมาณ {year}",
        "score": "คะแนน", "items": "เปิดเผย", "total": "คะแนนรวม", "level": "ระดับ {name}", "none": "–",
        "no-result": "ยังไม่มีคะแนนของแบบวัด {missing} ครบ จึงไม่มีคะแนนรวมและระดับ",
        "worth": "แต่ละข้อที่แก้ได้คะแนนรวมเท่าใด", "item": "ข้อ", "points": "ได้เพิ่ม", "alone": "แก้ข้อเดียว", "together": "แก้สะสม",
        "name": "ชื่อ",
        "complete": "เปิดเผยครบทุกข้อ",
        "shortest": "ทางสั้นที่สุดสู่ระดับ {level}: แก้ {count} ข้อ ({items}) ได้ {total}",
        "no-way": "แก้ข้อ OIT อย่างเดียวยังไม่ถึงระดับถัดไป",
        "all": "แก้ครบ {count} ข้อ ได้ {total} ระดับ {level}",
        "mark": "(สมมติ assumed)",
        "proved": "ฐานของผล: กติกาทุกข้อพิสูจน์แล้ว (proved)",
        "not assessed": "ฐานของผล: สมมติ ยังไม่มีผู้ประเมินข้อเหล่านี้ (assumed)",
        "assumed": "ฐานของผล: มีกติกาที่สมมติ ยังไม่ได้พิสูจน์ (assumed)",
    },
    "en": {
        "title": "ITA score, fiscal year {year} B.E.",
        "score": "score", "items": "disclosed", "total": "total", "level": "level {name}", "none": "-",
        "no-result": "The survey scores of {missing} are not all known, so there is no total and no level.",
        "worth": "What each repair brings", "item": "item", "points": "points", "alone": "alone", "together": "together",
        "name": "title",
        "complete": "Every item is disclosed.",
        "shortest": "Shortest way to level {level}: {count} repair(s) ({items}) gives {total}",
        "no-way": "Repairing OIT items alone does not reach the next level.",
        "all": "All {count} repaired: {total}, level {level}",
        "mark": "(assumed)",
        "proved": "Basis: every rule is proved.",
        "not assessed": "Basis: assumed; nobody has assessed these items yet.",
        "assumed": "Basis: some rules are assumed, not proved:",
    },
}


def text_report(score: Score, worth: Worth | None = None, lang: str = "th", assessed: bool = True) -> str:
    """The result, what it rests on and, when ``worth`` is given, the ranking of repairs. Ends with a line break. ``assessed``: False
    when the items were only counted as if they had been."""
    words = _WORDS[lang]
    sections = [_heading(score, words), _scores(score, words, lang), _basis(score, words, lang, assessed)]
    if worth:
        sections.append(_repairs(worth, words, lang))
    return "\n\n".join(sections) + "\n"


def text_width(text: str) -> int:
    """How many columns a terminal gives ``text``: vowels and tone marks above and below a letter take none."""
    return sum(unicodedata.category(char) not in ("Mn", "Me", "Cf") for char in text)


def table(rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """``rows`` in aligned columns, those numbered in ``right`` flush right; nothing is cut or wrapped."""
    rows = [list(row) for row in rows]
    widths = [max(map(text_width, column)) for column in zip(*rows)]
    return "\n".join(_line(row, widths, right) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    cells = []
    for number, (cell, width) in enumerate(zip(row, widths)):
        gap = " " * (width - text_width(cell))
        cells.append(gap + cell if number in right else cell + gap)
    return "  ".join(cells).rstrip()


def _heading(score: Score, words: dict[str, str]) -> str:
    lines = [words["title"].format(year=score.form.fiscal_year)]
    if score.outcome is None:
        missing = [name for name in score.form.weights if name not in score.instruments]
        return "\n".join([*lines, words["no-result"].format(missing=" ".join(missing))])
    mark = "" if score.basis == "proved" else f"  {words['mark']}"
    level = words["level"].format(name=score.outcome.level.name)
    return "\n".join([*lines, f"{words['total']} {half_up(score.outcome.total)}  {level}{mark}"])


def _scores(score: Score, words: dict[str, str], lang: str) -> str:
    rows = [("", "", words["score"], words["items"])]
    for instrument in score.form.weights:
        rows.append((instrument, "", _show(score.instruments.get(instrument), words), ""))
        rows += _indicator_rows(score, instrument, words, lang)
    return table(rows, right=(2, 3))


def _indicator_rows(score: Score, instrument: str, words: dict[str, str], lang: str) -> list[tuple[str, str, str, str]]:
    rows = []
    for indicator in score.form.indicators:
        if indicator.instrument == instrument:
            rows.append((f"  {indicator.id}", _title(indicator, lang), _show(score.indicators.get(indicator.id), words), ""))
            rows += [_sub_indicator_row(score, sub, words, lang) for sub in indicator.sub_indicators]
    return rows


def _sub_indicator_row(score: Score, sub: SubIndicator, words: dict[str, str], lang: str) -> tuple[str, str, str, str]:
    done = sum(item.id not in score.failed for item in sub.items)
    return (f"    {sub.id}", _title(sub, lang), _show(score.sub_indicators[sub.id], words), f"{done}/{len(sub.items)}")


def _title(titled: Indicator | SubIndicator | Item, lang: str) -> str:
    return titled.title if lang == "th" else titled.title_en


def _basis(score: Score, words: dict[str, str], lang: str, assessed: bool) -> str:
    if not assessed:
        return words["not assessed"]
    if score.basis == "proved":
        return words["proved"]
    return "\n".join([words["assumed"], *(f"  - {_assumption(name, rule, lang)}" for name, rule in score.assumed_rules.items())])


def _assumption(name: str, rule: Rule, lang: str) -> str:
    explained = legend()
    note = f" · {rule.note}" if rule.note and lang == "th" else ""
    return f"{explained['rules'][name][lang]} ({explained['confidence'][rule.confidence][lang]}){note}"


def _repairs(worth: Worth, words: dict[str, str], lang: str) -> str:
    if not worth.ranked:
        return words["complete"]
    head = tuple(words[key] for key in ("item", "points", "alone", "together", "name"))
    rows = [_repair_row(*pair, words, lang) for pair in zip(worth.ranked, worth.staircase)]
    return "\n".join([words["worth"], table([head, *rows], right=(1,)), *_ways(worth, words)])


def _repair_row(alone: Repair, together: Repair, words: dict[str, str], lang: str) -> tuple[str, ...]:
    results = (_result(alone.score, words), _result(together.score, words))
    return (alone.item.id, f"+{half_up(alone.points)}", *results, _title(alone.item, lang))


def _result(score: Score, words: dict[str, str]) -> str:
    return f"{half_up(score.outcome.total)} {score.outcome.level.name}" if score.outcome else words["none"]


def _ways(worth: Worth, words: dict[str, str]) -> list[str]:
    """The sentences under the ranking: the shortest way to a better level, and all repairs together."""
    full = worth.all_repaired.outcome
    if full is None:
        return []
    everything = words["all"].format(count=len(worth.ranked), total=half_up(full.total), level=full.level.name)
    return ["", *_shortest(worth, words), everything]


def _shortest(worth: Worth, words: dict[str, str]) -> list[str]:
    reached = worth.shortest[-1].score.outcome if worth.shortest else None
    if reached is None:
        return [] if worth.at_best_level else [words["no-way"]]
    items = " ".join(repair.item.id for repair in worth.shortest)
    return [words["shortest"].format(level=reached.level.name, count=len(worth.shortest), items=items, total=half_up(reached.total))]


def _show(value: Fraction | None, words: dict[str, str]) -> str:
    return words["none"] if value is None else str(half_up(value))
