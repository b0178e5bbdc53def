"""Invented sites of any size: ``macros.bench.generate.site(records, seed)`` gives path → text of a site that passes the checks.

A record is a page of a measure or of one of its lines, at ``/measures/<year>/<id>/``: ``site(1000)`` has exactly 1,000 of them,
in three to ten fiscal years (below some fifty records the checks warn of what no measure repairs). Four measures of five are one line; the fifth has three titled lines. Everything follows from the
seed and the record's own number, so equal arguments give equal sites. The agency does not exist.
``edits.py`` beside this file changes such sites.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

from macros.bench import words
from macros.oit import forms, score
from macros.records.collection import reference_of
from macros.site.starting import points
from macros.thai.dates import Period, YearMonth, long_month, period_text

NAME = "เทศบาลตำบลหมื่นบันทึก (หน่วยงานสมมติ)"
LAST_YEAR = 2569
NOTE = "# หน่วยงานนี้ไม่มีอยู่จริง ข้อมูลทั้งหมดสร้างขึ้นเพื่อวัดความเร็ว"
_FAILED = 6  # items of the assessment that each year's plan repairs
_SURVEY = (93.12, 90.40, 94.05, 89.73, 93.20, 85.10, 87.45, 86.35)


def site(records: int, seed: int = 1, years: int | None = None) -> dict[str, str]:
    """Path → text of a whole site with ``records`` pages of measures and lines, in that many ``years`` (or as many as fit)."""
    span = years_of(records, years)
    files = {path: points.LEFT.sub("", text) for path, text in points.agency(NAME, LAST_YEAR).items() if path.startswith("content/")}
    files |= {"mkdocs.yml": _settings(), "measures/agency.yml": _agency()}
    for place, year in enumerate(span):
        quota = records // len(span) + (place < records % len(span))
        files |= {f"measures/{year}/plan.yml": _plan(year), f"content/files/{year}/evidence.csv": _evidence(year)}
        if year - 1 in forms.years():
            files[f"measures/{year - 1}/ita.yml"] = _result(year - 1)
        files |= {f"measures/{year}/m{number}.yml": measure(year, number, size, seed) for number, size in _sizes(quota)}
    return dict(sorted(files.items()))


def write(files: Mapping[str, str], folder: Path) -> None:
    """Put a site into ``folder``, with the same line ends on every system."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def years_of(records: int, count: int | None = None) -> range:
    """The last ``count`` fiscal years; else a hundred records a year, but never fewer than three years nor more than ten."""
    return range(LAST_YEAR + 1 - (count or min(10, max(3, records // 100))), LAST_YEAR + 1)


def measure(year: int, number: int, pages: int = 1, seed: int = 1) -> str:
    """The file of measure ``m<number>``; with one page it is a line itself, else it has ``pages`` − 1 titled lines."""
    chance = Random(f"{seed}/{year}/{number}")
    lines = [_line(chance, year, number, None)] if pages == 1 else [_line(chance, year, number, part) for part in range(1, pages)]
    head = [
        "# yaml-language-server: $schema=../schema/measure.json", NOTE, "kind: measure", f"id: m{number}", f"fiscal_year: {year}", f"number: {number}",
        f"title: {_title(chance)}", f"about: {chance.choice(words.ABOUT)}", "lines:",
    ]
    return "\n".join([*head, *(text for line in lines for text in line)]) + "\n"


def _sizes(quota: int) -> Iterator[tuple[int, int]]:
    """(number, pages) of each measure of a year, ``quota`` pages in all."""
    number = 0
    while quota:
        number += 1
        size = 4 if number % 5 == 0 and quota >= 4 else 1
        quota -= size
        yield number, size


def _title(chance: Random) -> str:
    return f"{chance.choice(words.ACTS)}{chance.choice(words.THINGS)} {chance.choice(words.SCOPES)}"


def _line(chance: Random, year: int, number: int, part: int | None) -> list[str]:
    start = chance.randrange(10)
    end = start + chance.randrange(12 - start)
    followed = long_month(_month(year, end))
    fields = [
        *([f"id: m{number}-{part}", f"title: {_title(chance)}"] if part else []),
        "steps:", *(f"  - {step}" for step in chance.sample(words.STEPS, chance.randint(2, 4))), *(_parts() if chance.random() < 0.2 else []),
        f"responsible: [{', '.join(chance.sample(_unit_ids(), chance.choice((1, 1, 2))))}]",
        f"period: {period_text(Period(_month(year, start), _month(year, end)))}",
        f"follow_up: รายงานใน{chance.choice(words.MEETINGS)}เดือน{followed}", f"follow_up_month: {followed}",
        *_repairs(chance, year, number, part), *_progress(chance, year, start),
    ]
    return [f"  - {fields[0]}", *(f"    {field}" for field in fields[1:])]


def _parts() -> list[str]:
    """A step with lettered parts, which stay inside it."""
    return ["  - |", *(f"    {line}" for line in words.PARTS.split("\n"))]


def _month(year: int, place: int) -> YearMonth:
    """Month number ``place`` of a fiscal year, October is 0."""
    return YearMonth(year - 543 - (place < 3), (place + 9) % 12 + 1)


def _repairs(chance: Random, year: int, number: int, part: int | None) -> list[str]:
    """The first measures of a year repair one thing each, so that nothing is forgotten; of the others every third."""
    causes = _causes(year - 1)
    chosen = chance.randrange(len(causes) * 3 + 1)
    if number <= len(causes):
        chosen = number - 1 if part in (None, 1) else len(causes)
    return [f"repairs: [{causes[chosen]}]"] if chosen < len(causes) else []


def _causes(year: int) -> list[str]:
    """What the next year's plan repairs."""
    if year not in forms.years():
        return []
    return [reference_of(year, title) for title, _ in words.WEAK_POINTS] + [f"{year}/{item}" for item in _failed(year)]


def _failed(year: int) -> list[str]:
    items = [item.id for item in forms.load(year).items]
    chosen = set(Random(f"failed {year}").sample(items, _FAILED))
    return [item for item in items if item in chosen]


def _progress(chance: Random, year: int, start: int) -> list[str]:
    """The line's status and what led to it: nothing, a beginning, or all of it with its evidence."""
    status = chance.choice(("unknown", "not-started", "under-way", "under-way", "done", "done"))
    steps = {"under-way": ["under-way"], "done": ["under-way", "done"]}.get(status, [])
    found = [f"status: {status}", *(["progress:"] if steps else [])]
    for later, step in enumerate(steps):
        day = f"{chance.randint(1, 28)} {long_month(_month(year, start + later))}"
        text = chance.choice(words.PROGRESS[step]).format(count=chance.randint(5, 90))
        found += [f"  - on: {day}", f"    text: {text}", f"    status: {step}"]
    evidence = ["evidence:", f"  - title: รายงานผลการดำเนินงานปี {year} (ตัวอย่าง)", f"    file: files/{year}/evidence.csv"]
    return found + (evidence if status == "done" else [])


def _unit_ids() -> list[str]:
    return [f"{unit}-{place}" for unit, _, sections in words.UNITS for place in range(1, len(sections) + 1)]


# ── what the years have in common ────────────────────────────────────────────────────────────────────────────────────


def _settings() -> str:
    return f"{NOTE}\nsite_name: ความโปร่งใส {NAME}\nsite_url: https://www.example.go.th/measures/\nextra:\n  prongsai:\n    official: true\n    report:\n      email: web@example.go.th\n"


def _agency() -> str:
    lines = [NOTE, "kind: agency", f"name: {NAME}", "district: อำเภอตัวอย่าง", "province: จังหวัดสมมติ", "fictional: ใช่", "units:"]
    for unit, name, sections in words.UNITS:
        lines += [f"  - id: {unit}", f"    name: {name}"]
        for place, section in enumerate(sections, 1):
            lines += [f"  - id: {unit}-{place}", f"    name: {section}", f"    parent: {unit}"]
    return "\n".join(lines) + "\n"


def _plan(year: int) -> str:
    analyses = [f"analyses: {year - 1}"] if year - 1 in forms.years() else []
    title = f"title: มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}"
    adopted = ["adopted:", f"  on: 25 ตุลาคม {year - 1}", "  at: ที่ประชุมคณะผู้บริหารและหัวหน้าส่วนราชการ"]
    return "\n".join([NOTE, "kind: plan", f"fiscal_year: {year}", title, *analyses, *adopted]) + "\n"


def _result(year: int) -> str:
    form = forms.load(year)
    survey = {indicator.slug: Decimal(str(value)) for indicator, value in zip(form.survey_indicators, _SURVEY)}
    computed = score.compute(form, _failed(year), survey)
    if computed.outcome is None:
        raise ValueError(f"the survey of {year} is not whole")
    shown = {indicator.title: score.half_up(computed.indicators[indicator.id]) for indicator in form.indicators}
    lines = [NOTE, "kind: ita-result", f"fiscal_year: {year}", f"total: {score.half_up(computed.outcome.total)}", f"level: {computed.outcome.level.name}", "scores:"]
    lines += [f"  - indicator: {title}\n    score: {value}" for title, value in shown.items()]
    lines += ["weak_points:", *(f"  - indicator: {title}\n    text: {text}" for title, text in words.WEAK_POINTS)]
    return "\n".join([*lines, f"failed_items: [{', '.join(_failed(year))}]"]) + "\n"


def _evidence(year: int) -> str:
    return f"รายการ,จำนวน\nรายงานผลการดำเนินงานปี {year} (ตัวอย่าง),1\n"
