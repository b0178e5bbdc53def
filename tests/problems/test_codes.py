"""The wording of all codes: complete, in kebab case, and used."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from macros.problems.wording import LANGUAGES, codes

ROOT = Path(__file__).resolve().parents[2]
QUOTED = {word for path in (ROOT / "macros").rglob("*.py") for word in re.findall(r"""["']([a-z0-9-]+)["']""", path.read_text(encoding="utf-8"))}
DERIVED = {"needs-list", "needs-map"}  # put together in records/validate.py


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_code_is_worded_in_full(code):
    entry = codes()[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert entry["severity"] in ("error", "warning") and "example" in entry
    for language in LANGUAGES:
        assert set(entry[language]) == {"message", "rule", "repair"} and all(entry[language].values())


@pytest.mark.parametrize("code", sorted(codes()))
def test_the_two_languages_ask_for_like_places(code):
    """What Thai can fill in English can too, and the other way round, so that no reader learns less."""
    names = {language: _names(codes()[code][language]) for language in LANGUAGES}
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names["th"] | names["en"])
    assert {name.removesuffix("_en") for name in names["en"]} == {name.removesuffix("_th") for name in names["th"]}


def _names(parts):
    return {name for part in parts.values() for _, name, _, _ in string.Formatter().parse(part) if name}


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_code_is_raised_somewhere(code):
    assert code in QUOTED | DERIVED, "no one raises it"


def test_a_command_that_repairs_can_be_typed_as_it_stands():
    """Nobody can call ``scripts/new.py`` alone: on Linux and macOS the file is not a program."""
    for path in sorted((ROOT / "macros/problems/wording").glob("*.yml")):
        bare = [line for line in path.read_text(encoding="utf-8").splitlines() if re.search(r'repair: ".*(?<!python3 )scripts/\w+\.py', line)]
        assert not bare, path.name
