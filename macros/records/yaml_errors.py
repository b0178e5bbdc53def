"""What a YAML parser says, in words of someone who has never heard of YAML, and where the slip really is.

Parsers report where they gave up; the cause is often earlier: the quote that was never closed, the line without a colon.
"""

from __future__ import annotations

import re

import yaml

from macros.problems import Place, Problem
from macros.records.slips import about, after, before, indent_of, known_fields, slip_in, start_of

_KEY = r"[ \t]*(?:- +)*[A-Za-z_][\w-]*[ \t]*"
_KEY_LINE = re.compile(_KEY + ":")
_COMMENTED = re.compile(r"[ \t]*#+([ \t]*)([a-z_]+):[ \t]*$")
_FULL_WIDTH = re.compile(r"([ \t]*(?:- +)*[a-z_]+) ?[：﹕∶︓]")  # looks like a colon and is another letter

Mark = tuple[int, int]  # line and column, from 0
Cause = tuple[str, int, int]  # code, line and column

# What the parser complains of → our code. Tried in order.
_CODES = (
    (r"mapping values are not allowed", "yaml-colon-in-value"),
    (r"could not find expected ':'", "yaml-key-without-colon"),
    (r"mapping keys are not allowed|tab character|cannot start any token|block scalar|node content|directive", "yaml-bad-start"),
    (r"escape|hexdecimal", "yaml-backslash"),
    (r"unexpected end of stream|unexpected document indicator|flow sequence|flow mapping", "yaml-unclosed-quote"),
    (r"block sequence entries", "yaml-dash-in-line"),
    (r"an alias|an anchor", "yaml-alias"),
    (r"a tag|tag handle", "yaml-tag"),
    (r"expected key|expected <block end>|block mapping|block collection|<document start>", "yaml-indentation"),
)


def syntax_problem(text: str, error: yaml.YAMLError, file: str, last: yaml.Event | None = None) -> Problem:
    """The problem for a parser's ``error``; ``last`` is the last value it gave before."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return Problem("yaml-syntax", Place(file), {"reason": str(error).splitlines()[0]})
    reason = " ".join(part for part in (error.context, error.problem) if part)
    lines = text.split("\n")
    code = next((code for pattern, code in _CODES if re.search(pattern, reason)), "yaml-syntax")
    code, line, column = _cause(code, lines, (mark.line, mark.column), context and (context.line, context.column), last)
    if line >= len(lines):  # parsers give up behind the end
        line, column = len(lines) - 1, len(lines[-1])
    params = {"reason": reason, "name": "", "tag": "!", **about(_at(lines, line))}
    return Problem(code, Place(file, line + 1, column + 1), params)


def _cause(code: str, lines: list[str], mark: Mark, context: Mark | None, last: yaml.Event | None) -> Cause:
    """The code, line and column (from 0) of what the writer did, given where the parser stopped."""
    line, column = mark
    written = _at(lines, line)
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return "yaml-tab", line, indent.index("\t")
    if odd := _odd_colon(lines, line, context):
        return odd
    if code == "yaml-bad-start" and not (written[column:] + "".join(lines[line + 1 :])).strip() and (opened := _opened(lines, line)):
        return opened
    if code == "yaml-colon-in-value" and _KEY_LINE.fullmatch(written[: column + 1]):
        return _commented_out(lines, line) or _slip_above(lines, line) or _moved_out(lines, line) or ("yaml-indentation", line, len(indent))
    if code == "yaml-indentation":
        closed = _after_a_close(lines, mark, last)
        if closed[0] != "yaml-indentation":
            return closed
        slip = slip_in(written) if indent_of(written) == column else None
        if slip and slip[0] == "yaml-list-sign":
            return slip[0], line, slip[1]
        return _commented_out(lines, line) or _slip_above(lines, line) or _moved_out(lines, line) or closed
    if code == "yaml-key-without-colon":
        above, begin = context or mark
        if _at(lines, above) == "=" * 7:
            return "merge-conflict", above, 0
        slip = slip_in(_at(lines, above))
        return (slip[0], above, slip[1]) if slip else (code, above, begin)
    if code in ("yaml-unclosed-quote", "yaml-alias", "yaml-tag", "yaml-bad-start", "yaml-backslash") and context:
        return code, *(mark if code == "yaml-backslash" else context)
    return code, line, column


def _odd_colon(lines: list[str], line: int, context: Mark | None) -> Cause | None:
    """The colon of another alphabet that made a field part of the value around it, where there is one."""
    for number in dict.fromkeys((line, line - 1, *((context[0],) if context else ()))):
        if found := _FULL_WIDTH.match(_at(lines, number)):
            return "yaml-odd-colon", number, found.end() - 1
    return None


def _opened(lines: list[str], line: int) -> Cause | None:
    """The bracket before the end of the file that nothing closes. Parsers miss only what should follow it."""
    closed = 0
    for number in range(line, -1, -1):
        for column, letter in reversed([*enumerate(_at(lines, number))]):
            closed += (letter in "]}") - (letter in "[{")
            if closed < 0:
                return "yaml-unclosed-quote", number, column
    return None


def _commented_out(lines: list[str], line: int) -> Cause | None:
    """The field to which the line belongs, still behind the ``#`` that it has in a new record. Of several, the outermost."""
    found, above = [], line - 1
    while above >= 0 and (not lines[above].strip() or lines[above].lstrip().startswith("#")):
        if (field := _COMMENTED.match(lines[above])) and field[2] in known_fields():
            found.append((len(field[1]), above))
        above -= 1
    if not found or above < 0 or indent_of(lines[above]) >= indent_of(lines[line]):
        return None
    number = min(found)[1]
    return "yaml-field-commented", number, indent_of(lines[number])


def _slip_above(lines: list[str], line: int) -> Cause | None:
    """The slip of the line above, that made it and this one a single text: the first field of a group, without its colon or blank."""
    column, above = indent_of(_at(lines, line)), before(lines, line)
    while above is not None and indent_of(lines[above]) > column:  # what stands below the first field belongs to the text as well
        above = before(lines, above)
    if above is None or not (slip := slip_in(lines[above])):
        return None
    level = start_of(lines[above]) == column or slip[0] == "invisible-in-key" or (slip[0] == "yaml-list-sign" and column > slip[1])
    alone = " " not in lines[above].strip(" -")  # such as ``lines``, with its list below
    return (slip[0], above, slip[1]) if level or alone else None


def _moved_out(lines: list[str], line: int) -> Cause | None:
    """The field above that was moved out of its group, so that the group ended there: the lines below it go on as those above it."""
    level, dash = indent_of(_at(lines, line)), _at(lines, line).lstrip().startswith("- ")
    outer: list[int] = []
    above = before(lines, line)
    while above is not None and indent_of(lines[above]) != level:
        outer += [above] if indent_of(lines[above]) < level else []
        above = before(lines, above)
    if above is None or len(outer) != 1 or lines[above].lstrip().startswith("- ") != dash:
        return None
    inside = after(lines, outer[0])
    inside = after(lines, line) if inside == line else inside
    if inside is None or indent_of(lines[inside]) < level + dash or not _KEY_LINE.match(lines[outer[0]]):
        return None
    return "yaml-indentation", outer[0], indent_of(lines[outer[0]])


def _after_a_close(lines: list[str], mark: Mark, last: yaml.Event | None) -> Cause:
    """Something follows a value that was closed: text after a quote, or a quote that a later one closed by accident."""
    line, column = mark
    if isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"') and last.end_mark.line == line:
        if last.start_mark.line < line:
            return "yaml-unclosed-quote", last.start_mark.line, last.start_mark.column
        return "yaml-after-close", line, column
    if _at(lines, line)[:column].strip(" -"):
        return "yaml-after-close", line, column
    if _at(lines, line).startswith(("...", "---")) or _at(lines, line - 1).startswith("..."):
        return "yaml-several-documents", line - (not _at(lines, line).startswith(("...", "---"))), 0
    if lines[0].startswith("%"):
        return "yaml-bad-start", 0, 0
    return "yaml-indentation", line, column


def _at(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""
