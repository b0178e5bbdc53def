"""Recognition errors: mended where only one reading is possible, reported with a suggestion where not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from macros.thai.digits import to_arabic
from macros.thai.finding import Finding
from macros.thai.letters import ATTACHED, LETTERS
from macros.thai.lint import lint, lint_names, mend

# Characters that a record may not hold; see records/decode.py.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\ufdd0-\ufdef]")
_WORDS = Path(__file__).with_name("words.txt")
_SHORTEST = 7  # letters of a word from which one wrong letter leaves no other word


class Doubt(NamedTuple):
    """A piece of text that is probably wrong. ``sure``: it was mended; else it stands as it was, for a person to decide."""

    found: str
    suggestion: str
    code: str
    sure: bool
    params: tuple[tuple[str, str], ...] = ()


def mended(text: str, names: Iterable[str] = ()) -> tuple[str, list[Doubt]]:
    """``text`` as a record holds it: Arabic digits, single spaces, errors mended where certain; and what was wrong with it."""
    plain = to_arabic(" ".join(_NOT_TEXT.sub("", text).split()))
    findings = [_decided(finding, plain) for finding in [*lint(plain), *lint_names(plain, names)]]
    done = mend(plain, findings)
    doubts = [Doubt(f.params["found"], f.params.get("suggestion", ""), f.code, "suggestion" in f.params, tuple(f.params.items())) for f in findings]
    return " ".join(done.split()), [*doubts, *suspects(done)]


def _decided(finding: Finding, text: str) -> Finding:
    """A space before า is a lost ำ where a word of official Thai comes of it that way only."""
    if finding.code == "thai-sara-am-split" and _makes_word(text, finding, "with_am") and not _makes_word(text, finding, "with_aa"):
        return finding._replace(params={**finding.params, "suggestion": finding.params["with_am"]})
    return finding


def _makes_word(text: str, finding: Finding, reading: str) -> bool:
    """Whether the letters around the finding, read in this way, are a known word."""
    piece = finding.params[reading]
    whole, place = text[: finding.start] + piece + text[finding.end :], finding.start + len(piece) - 1
    return any(
        whole.startswith(word, place - match.start())
        for word in words() for match in re.finditer(piece[-1], word) if match.start() <= place
    )  # fmt: skip


# ── real letters, wrong word ─────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Words and phrases of official Thai that a scanner's slip is compared with."""
    return frozenset(line for line in _WORDS.read_text(encoding="utf-8").split("\n") if line and not line.startswith(("#", "!")))


@lru_cache(maxsize=1)
def confusions() -> dict[str, str]:
    """What scanners make of a word, where it is no word or makes no sense in a plan → what is meant."""
    lines = (line[1:].partition("→") for line in _WORDS.read_text(encoding="utf-8").split("\n") if line.startswith("!"))
    return {wrong.strip(): right.strip() for wrong, _, right in lines}


def suspects(text: str) -> list[Doubt]:
    """What is probably misread although its letters could stand so; nothing of it is changed."""
    kept: list[tuple[int, Doubt]] = []
    taken = bytearray(len(text))
    # A slip that is known beats one that only looks like one, and the longer piece says more.
    for rule in (_confused, _near, _twice):
        for place, doubt in sorted(rule(text), key=lambda pair: -len(pair[1].found)):
            end = place + len(doubt.found)
            if not any(taken[place:end]):
                taken[place:end] = b"\1" * (end - place)
                kept.append((place, doubt))
    return [doubt for _, doubt in sorted(kept, key=lambda pair: pair[0])]


def _confused(text: str) -> Iterator[tuple[int, Doubt]]:
    for wrong, right in confusions().items():
        for match in re.finditer(re.escape(wrong), text):
            yield match.start(), Doubt(wrong, right, "word-confused", False)


_TWICE = re.compile(rf"(?=[ก-ฮเ-ไ])([{LETTERS}]{{3,14}}?)( ?)\1(?![{ATTACHED}])|(ผล|คน|บท|หลัก)\3")
# Words that do stand twice in good Thai: การจัดการการศึกษา, ที่ที่ประชุมเห็นชอบ, งานพนักงานงานทะเบียน.
_MAY_DOUBLE = re.compile("(?:การ|ที่|งาน|ส่วน|ให้|นั้น|ต่าง|เรื่อง|ของ|ใน|ๆ)+")


def _twice(text: str) -> Iterator[tuple[int, Doubt]]:
    for match in _TWICE.finditer(text):
        once = match[1] or match[3]
        if not _MAY_DOUBLE.fullmatch(once):
            yield match.start(), Doubt(match[0], once, "word-twice", False)


def _near(text: str) -> Iterator[tuple[int, Doubt]]:
    """Pieces one letter off a known word, found by either end of the word, which the slip left whole."""
    known = [match.span() for word in words() if word in text for match in re.finditer(re.escape(word), text)]
    covered = {place for start, end in known for place in range(start, end)}
    for word in words():
        if len(word) >= _SHORTEST and (word[:4] in text or word[-4:] in text):
            for start, piece in _candidates(text, word):
                if not set(range(start, start + len(piece))) <= covered and not any(other in piece for other in words() if len(other) > 5):
                    yield start, Doubt(piece, word, "word-near", False)


def _candidates(text: str, word: str) -> Iterator[tuple[int, str]]:
    places = {match.start() for match in re.finditer(re.escape(word[:4]), text)}
    ends = {match.end() for match in re.finditer(re.escape(word[-4:]), text)}
    pieces = {(start, text[start : start + length]) for start in places for length in _lengths(word)}
    pieces |= {(end - length, text[end - length : end]) for end in ends for length in _lengths(word) if end >= length}
    fitting = [(start, piece) for start, piece in pieces if _one_off(piece, word) and not re.match(f"[{ATTACHED}]", text[start + len(piece) :])]
    taken: list[range] = []
    # Of the pieces around one slip, the one of the word's own length reads best.
    for start, piece in sorted(fitting, key=lambda pair: (abs(len(pair[1]) - len(word)), pair)):
        if all(start >= other.stop or start + len(piece) <= other.start for other in taken):
            taken.append(range(start, start + len(piece)))
            yield start, piece


def _lengths(word: str) -> range:
    return range(len(word) - 1, len(word) + 2)


def _one_off(piece: str, word: str) -> bool:
    """One letter changed, lost or added – not at both ends' cost: a space is no letter."""
    if piece == word or " " in piece or not piece or not re.match("[ก-ฮเ-ไ]", piece):
        return False
    same = sum(block.size for block in difflib.SequenceMatcher(None, piece, word, autojunk=False).get_matching_blocks())
    return max(len(piece), len(word)) - same == 1 and (len(piece) >= len(word) - 1)
