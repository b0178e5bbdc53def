"""Renderings of problems: for a terminal, for programs (JSON), for hosted CI (annotations on changed lines)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence

from macros.problems.problem import Problem
from macros.problems.wording import message

_SEVERITY = {"th": {"error": "ผิด", "warning": "เตือน"}, "en": {"error": "error", "warning": "warning"}}


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each once."""
    unique = {problem.sort_key: problem for problem in problems}
    return [unique[key] for key in sorted(unique)]


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    severities = [problem.severity for problem in problems]
    return {name: severities.count(name) for name in ("error", "warning")}


def visible(text: str) -> str:
    """``text`` with controls and invisible characters spelled out, so that a terminal or log cannot be fooled by them."""
    return "".join(
        f"[U+{ord(char):04X}]" if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and char != "\n" else char
        for char in text
    )


def as_text(problems: Sequence[Problem], language: str = "th", elsewhere: str = "") -> str:
    """One paragraph a problem: place, severity, message, then the rule and the repair; a count at the end. ``elsewhere``: see ``message``."""
    paragraphs = [_paragraph(problem, language, elsewhere) for problem in problems]
    return "\n".join([*paragraphs, summary(problems, language)]) + "\n"


def _paragraph(problem: Problem, language: str, elsewhere: str) -> str:
    words = message(problem.code, problem.params, language, elsewhere)
    lines = [f"{problem.place}: {_SEVERITY[language][problem.severity]}: {words.message} [{problem.code}]"]
    lines += [f"    {part}" for part in (words.rule, words.repair) if part]
    return "\n".join(visible(line).replace("\n", " ") for line in lines) + "\n"


def summary(problems: Iterable[Problem], language: str = "th") -> str:
    number = counts(problems)
    if language == "en":
        return f"{number['error']} error(s), {number['warning']} warning(s)"
    if not any(number.values()):
        return "ไม่พบปัญหา"
    return f"พบสิ่งที่ผิด {number['error']} แห่ง คำเตือน {number['warning']} แห่ง"


def as_json(problems: Sequence[Problem], language: str = "th", elsewhere: str = "") -> str:
    """The form that CONTRACT calls ``check --format json``."""
    rows = [_row(problem, language, elsewhere) for problem in problems]
    return json.dumps({"problems": rows, "counts": counts(problems)}, ensure_ascii=False, indent=2) + "\n"


def _row(problem: Problem, language: str, elsewhere: str) -> dict[str, object]:
    words = message(problem.code, problem.params, language, elsewhere)
    return {
        "severity": problem.severity, "file": problem.place.file, "line": problem.place.line,
        "column": problem.place.column, "code": problem.code, "message": visible(words.message), "hint": visible(words.hint),
    }


def as_github(problems: Sequence[Problem], language: str = "th", elsewhere: str = "") -> str:
    """Workflow commands that hosted CI turns into annotations on the changed lines."""
    return "".join(_annotation(problem, language, elsewhere) for problem in problems)


def _annotation(problem: Problem, language: str, elsewhere: str) -> str:
    words = message(problem.code, problem.params, language, elsewhere)
    place = problem.place
    properties = f"file={_escape(place.file, ',:')},line={place.line},col={place.column},title={_escape(problem.code, ',:')}"
    return f"::{problem.severity} {properties}::{_escape(visible(words.message))}%0A{_escape(visible(words.hint))}\n"


def _escape(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


RENDERINGS = {"text": as_text, "json": as_json, "github": as_github}
