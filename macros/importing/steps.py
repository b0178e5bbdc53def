"""The cell of steps: sub-headings, numbered steps, lettered parts that stay inside their step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from macros.importing.document import Span
from macros.importing.draft import LineDraft, Lines, PlanDraft, Step
from macros.importing.numbering import BULLET, Ordinal, ordinal_of, split_inline
from macros.thai.fold import fold

_LONGEST_TITLE = 220
_LEADS_IN = ("ดังนี้", "ต่อไปนี้", "ได้แก่", "คือ", "ดังต่อไปนี้")


@dataclass(eq=False)
class Group:
    """A sub-heading (may be empty) and the steps under it."""

    title: Lines = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    style: str = ""

    @property
    def is_numbered(self) -> bool:
        return bool(self.style)


def read_groups(lines: Iterable[Span], draft: PlanDraft, is_known_title: Callable[[str], bool], wants_titles: bool) -> list[Group]:
    """The groups of a cell's ``lines``. ``wants_titles``: the measure has several rows, so a plain sentence before a
    step 1 is rather a sub-heading than the beginning of that step."""
    parts = [part for line in lines for part in _pieces(line)]
    titles = _titles(parts, is_known_title, wants_titles)
    groups = [Group()]
    for place, part in enumerate(parts):
        if place in titles:
            _take_title(groups, part, draft)
        else:
            _take_line(groups, part, draft)
    return [group for group in groups if group.title or group.steps]


def _pieces(line: Span) -> Iterator[Span]:
    """A line in parts: its underlined beginning, then steps that are written on without a break."""
    marks = line.paragraph.marks[line.start : line.end]
    plain = next((place for place, mark in enumerate(marks) if mark in " b" and line.text[place].isalnum()), 0)
    head, rest = line.part(0, plain).stripped(), line.part(plain).stripped()
    if plain and head.is_underlined and line.text[plain - 1 : plain].isspace() and len(rest.text) > 3:
        yield head
        line = rest
    yield from split_inline(line)


def _titles(parts: list[Span], is_known_title: Callable[[str], bool], wants_titles: bool) -> set[int]:
    """Which parts are sub-headings: what is underlined, else what is bold, else what the words and the order say."""
    for test in (lambda part: part.is_underlined, lambda part: part.is_bold):
        marked = {place for place, part in enumerate(parts) if test(_unnumbered(part))}
        if marked and len(marked) < len(parts):
            return marked
    return {place for place in range(len(parts)) if _reads_as_title(parts, place, is_known_title, wants_titles)}


def _unnumbered(part: Span) -> Span:
    found = ordinal_of(part)
    return part.part(found.length) if found else part


def _reads_as_title(parts: list[Span], place: int, is_known_title: Callable[[str], bool], wants_titles: bool) -> bool:
    part, following = parts[place], parts[place + 1 : place + 2]
    if not following or len(part.text) > _LONGEST_TITLE:
        return False
    number = ordinal_of(part)
    next_number = ordinal_of(following[0])
    if is_known_title(_unnumbered(part).text):
        return number is None or next_number is None or next_number.style != number.style
    begins = next_number is not None and next_number.number == 1
    leads_in = part.text.rstrip(" :").endswith(_LEADS_IN)
    return number is None and begins and not leads_in and (wants_titles or place > 0)


def _take_title(groups: list[Group], part: Span, draft: PlanDraft) -> None:
    found = ordinal_of(part)
    if found and found.length:
        draft.numbers.append(part.part(0, found.length))
        part = part.part(found.length).stripped()
    group = groups[-1]
    if group.steps or (group.title and found):
        groups.append(Group(title=[part]))
    else:
        group.title.append(part)


def _take_line(groups: list[Group], part: Span, draft: PlanDraft) -> None:
    found, group = ordinal_of(part), groups[-1]
    if found is None:
        _take_unnumbered(group, part, draft)
    elif not group.is_numbered or found.style == group.style:
        _take_numbered(groups, part, found, draft)
    else:
        label = f"{part.paragraph.label} " if not found.length else ""
        group.steps[-1].parts[len(group.steps[-1].lines)] = label
        group.steps[-1].lines.append(part)


def _take_unnumbered(group: Group, part: Span, draft: PlanDraft) -> None:
    if not group.steps:
        group.steps.append(Step([part]))
    elif not group.is_numbered and part.paragraph is not group.steps[-1].lines[-1].paragraph:
        draft.note(part.where, "step-unnumbered", text=part.text)
        group.steps.append(Step([part]))
    else:
        if part.paragraph is not group.steps[-1].lines[-1].paragraph:
            draft.note(part.where, "step-runs-on", text=part.text, before=group.steps[-1].lines[-1].text)
        group.steps[-1].lines.append(part)


def _take_numbered(groups: list[Group], part: Span, found: Ordinal, draft: PlanDraft) -> None:
    group = groups[-1]
    last = group.steps[-1].number if group.steps else 0
    if found.number == 1 and last > 0:
        draft.note(part.where, "steps-restart", text=part.text)
        group = Group()
        groups.append(group)
    elif found.style != BULLET and found.number != last + 1 and (last or group.is_numbered):
        draft.note(part.where, "steps-out-of-order", number=found.number, before=last, text=part.text)
    group.style = found.style
    if found.length:
        draft.numbers.append(part.part(0, found.length))
    group.steps.append(Step([part.part(found.length).stripped()], found.number))


def joined(groups: list[Group]) -> list[Group]:
    """Groups without a title belong to the line before them."""
    found: list[Group] = []
    for group in groups:
        if found and not group.title:
            found[-1] = Group(found[-1].title, found[-1].steps + group.steps, found[-1].style)
        else:
            found.append(group)
    return found


def counts_on(groups: list[Group], line: LineDraft) -> bool:
    first = groups[0].steps[0].number if groups and groups[0].steps else 0
    return first > 1 and bool(line.steps) and first == line.steps[-1].number + 1


def same_text(one: Iterable[Span], other: Iterable[Span]) -> bool:
    return folded(one) == folded(other)


def folded(spans: Iterable[Span]) -> str:
    return fold(" ".join(span.text for span in spans)).replace("\n", "")
