"""The sentences of every problem, in Thai and English, read from ``wording/*.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.own_data import own_data

LANGUAGES = ("th", "en")
_FOLDER = Path(__file__).parent / "wording"


@dataclass(frozen=True)
class Message:
    """What a reader is told: what is wrong, the rule behind it, and the repair."""

    message: str
    rule: str
    repair: str

    @property
    def hint(self) -> str:
        return " ".join(part for part in (self.rule, self.repair) if part)


@cache
def _entries() -> dict[str, dict]:
    entries: dict[str, dict] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        for code, entry in own_data(path).items():
            if code in entries:
                raise ValueError(f"problem code {code} is worded twice, again in {path.name}")
            entries[code] = entry
    return entries


def codes() -> Mapping[str, Mapping]:
    """Every code with its raw entry (severity, th, en, example), for the reference page and the tests."""
    return _entries()


def severity_of(code: str) -> str:
    return _entries()[code]["severity"]


def message(code: str, params: Mapping[str, object], language: str = "th") -> Message:
    """The sentences for ``code`` with ``params`` filled in. A missing parameter is a programmer's error (KeyError)."""
    sentences = _entries()[code][language]
    parts = [sentences.get(part, "").format_map(params) for part in ("message", "rule", "repair")]
    return Message(parts[0], *(map(_ended, parts[1:]) if language == "en" else parts[1:]))


def _ended(sentence: str) -> str:
    """English sentences follow one another in a hint; Thai ones part by a blank."""
    return sentence if not sentence or sentence.endswith((".", "?", "!", "…")) else f"{sentence}."
