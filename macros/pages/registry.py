"""The macros that a page may call: every file of ``blocks/``, described by the YAML in its first comment.

::

    {#
    th: ตารางแผนของปีงบประมาณ
    en: the plan of a fiscal year as a table
    inline: no                     # yes: plain text for use within a sentence
    asks: plan                     # a question of SiteView with the same arguments, which the template asks too: it fails where there is no such plan
    arguments:
      year: {type: year, th: ปีงบประมาณ, en: fiscal year}
    example: plan_table(2564)
    #}
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "blocks"
_HEADER = re.compile(r"\A\{#-?\s*\n(.*?)-?#\}", re.DOTALL)
_EXPECTED = {
    "year": ("ปี พ.ศ. สี่หลัก", "a Buddhist-era year in digits", "2564"),
    "number": ("ตัวเลข", "a whole number", "3"),
    "text": ("ข้อความในเครื่องหมายคำพูด", "text in quotation marks", '"ข้อความ"'),
    "id": ("รหัสในเครื่องหมายคำพูด", "an id in quotation marks", '"m3-1"'),
    "flag": ("True หรือ False", "True or False", "True"),
}
_TYPES = {"year": int, "number": int, "text": str, "id": str, "flag": bool}


@dataclass(frozen=True)
class Argument:
    name: str
    type: str
    th: str
    en: str
    required: bool
    default: object = None


@dataclass(frozen=True)
class Macro:
    """A macro: its name is its file's name. ``inline`` macros give plain text, the others a block of HTML."""

    name: str
    th: str
    en: str
    inline: bool
    arguments: tuple[Argument, ...]
    example: str
    asks: str | None = None

    @property
    def template(self) -> str:
        return f"blocks/{self.name}.jinja"

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(a.name if a.required else f'{a.name}={a.default!r}' for a in self.arguments)})"


class ArgumentError(ValueError):
    """A call's arguments do not fit; ``code`` and ``params`` as in ``problems``."""

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code, self.params = code, params


@cache
def macros() -> dict[str, Macro]:
    """Every macro by name, sorted. Files beginning with ``_`` are parts for other templates."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.jinja")) if not path.name.startswith("_")}


def _read(path: Path) -> Macro:
    header = _HEADER.match(path.read_text(encoding="utf-8"))
    if not header:
        raise ValueError(f"{path.name}: the first comment must describe the macro")
    about = yaml.safe_load(header[1])
    arguments = tuple(_argument(name, entry) for name, entry in (about.get("arguments") or {}).items())
    return Macro(path.stem, about["th"], about["en"], about.get("inline", False), arguments, about["example"], about.get("asks"))


def _argument(name: str, entry: dict) -> Argument:
    return Argument(name, entry["type"], entry["th"], entry["en"], "default" not in entry, entry.get("default"))


def nearest(name: str) -> str | None:
    """The macro whose name is most like ``name``."""
    return next(iter(difflib.get_close_matches(name, macros(), 1, 0.5)), None)


def bind(macro: Macro, args: tuple, kwargs: dict) -> dict[str, object]:
    """Arguments by name, defaults filled in; :class:`ArgumentError` says what does not fit."""
    names = [argument.name for argument in macro.arguments]
    if len(args) > len(names):
        raise ArgumentError("macro-too-many-arguments", macro=macro.name, signature=macro.signature)
    given = dict(zip(names, args))
    for name, value in kwargs.items():
        if name not in names or name in given:
            raise ArgumentError("macro-unknown-argument", macro=macro.name, argument=name, signature=macro.signature)
        given[name] = value
    return {argument.name: _checked(macro, argument, given) for argument in macro.arguments}


def _checked(macro: Macro, argument: Argument, given: dict) -> object:
    if argument.name not in given:
        if argument.required:
            raise ArgumentError("macro-missing-argument", macro=macro.name, argument=argument.name, signature=macro.signature)
        return argument.default
    value = given[argument.name]
    if type(value) is not _TYPES[argument.type]:
        expected = _EXPECTED[argument.type]
        raise ArgumentError(
            "macro-argument-type", macro=macro.name, argument=argument.name, value=repr(value), expected=expected[0],
            expected_en=expected[1], example=expected[2], signature=macro.signature,
        )
    return value
