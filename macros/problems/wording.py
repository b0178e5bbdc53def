"""The sentences of every problem, in Thai and English, read from ``wording/*.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from macros.own_data import own_data

LANGUAGES = ("th", "en")
_FOLDER = Path(__file__).parent / "wording"
_COMMAND = re.compile(r"scripts/\w+\.py(?! agency)")  # whoever makes a new site names its folder


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
def _entries() -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        for code, entry in own_data(path).items():
            if code in entries:
                raise ValueError(f"problem code {code} is worded twice, again in {path.name}")
            entries[code] = entry
    return entries


def codes() -> Mapping[str, Mapping[str, Any]]:
    """Every code with its raw entry (severity, th, en, example), for the reference page and the tests."""
    return _entries()


def severity_of(code: str) -> str:
    return _entries()[code]["severity"]


def message(code: str, params: Mapping[str, object], language: str = "th", elsewhere: str = "") -> Message:
    """The sentences for ``code`` with ``params`` filled in. A missing parameter is a programmer's error (KeyError). ``elsewhere``: the
    ``root_option`` of a site that is not the project itself, which the commands of the repair then take."""
    sentences = _entries()[code][language]
    said, rule, repair = (sentences.get(part, "").format_map(params) for part in ("message", "rule", "repair"))
    repair = _COMMAND.sub(lambda found: found[0] + elsewhere, repair)
    return Message(said, *(map(_ended, (rule, repair)) if language == "en" else (rule, repair)))


def root_option(root: Path) -> str:
    """What a command takes besides to work on the site in ``root``."""
    return f' --root "{root}"'


UNKNOWN_ROOT = " --root โฟลเดอร์ของเว็บไซต์"
"""The same of a site whose folder only the reader knows."""


def _ended(sentence: str) -> str:
    """English sentences follow one another in a hint; Thai ones part by a blank."""
    return sentence if not sentence or sentence.endswith((".", "?", "!", "…")) else f"{sentence}."
