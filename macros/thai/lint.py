"""A linter for Thai text: what is surely or very likely a slip of typing, scanning or copying.

It would rather miss an error than disturb correct text, and it needs no dictionary. Time is linear in the text's length.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from macros.thai import lint_letters, lint_words
from macros.thai.finding import Finding
from macros.thai.lint_names import lint_names

__all__ = ["CODES", "Finding", "lint", "lint_names", "mend"]

CODES = (
    "thai-month-impossible", "thai-month-unclear", "thai-nikhahit-aa", "thai-double-sara-e", "thai-doubled-mark",
    "thai-mark-impossible", "thai-latin-in-word", "thai-space-in-word", "thai-sara-am-split", "thai-mixed-digits",
    "thai-invisible", "thai-private-use", "symbol-of-a-font", "name-differs",
)  # fmt: skip

# Addresses, targets of links and code are not prose.
_NO_PROSE = re.compile(r"https?://\S+|www\.\S+|\]\([^()\n]*\)|`[^`\n]+`|<[A-Za-z/][^<>\n]*>")
_MASK = "\ufffc"


def lint(text: str) -> Iterator[Finding]:
    """The findings in Thai prose (plain or Markdown) by position; `start` and `end` count characters of `text`.

    None reaches over the end of a line, so a line that stands in a thousand files is judged once."""
    offset = 0
    for line in text.split("\n"):
        for found in _in_line(line):
            yield found._replace(start=found.start + offset, end=found.end + offset, params=dict(found.params))
        offset += len(line) + 1


@lru_cache(maxsize=1 << 12)
def _in_line(text: str) -> tuple[Finding, ...]:
    return tuple(_findings(text))


def _findings(text: str) -> Iterator[Finding]:
    prose = _NO_PROSE.sub(lambda match: _MASK * len(match[0]), text)
    found = (finding for rule in lint_letters.RULES + lint_words.RULES for finding in rule(prose))
    yield from (_as_written(finding, text) for finding in sorted(found, key=lambda finding: finding[:3]))


def _as_written(finding: Finding, text: str) -> Finding:
    """Rules may look at a copy with other digits; a finding quotes the text itself."""
    return finding._replace(params={**finding.params, "found": text[finding.start : finding.end]})


def mend(text: str, findings: Iterable[Finding]) -> str:
    """`text` with every suggestion put in its place; findings without one, or within another one, are passed over."""
    parts, place = [], 0
    for finding in sorted(findings, key=lambda finding: finding[:2]):
        if "suggestion" in finding.params and finding.start >= place:
            parts += [text[place : finding.start], finding.params["suggestion"]]
            place = finding.end
    return "".join(parts) + text[place:]
