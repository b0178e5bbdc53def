"""What cannot be said for sure because some record file was not read in full: that something is *missing*.

A unit that nobody names may be named in the file with the broken quote; saying "unused" would be a second problem for one
mistake. Such files are asked by their bare text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from macros.problems import Problem, errors_in
from macros.records.model import KINDS
from macros.thai.digits import to_arabic


@dataclass(frozen=True)
class Doubt:
    """``texts``: file → text of every record file that has an error or was passed over. ``blind``: there may be files besides that nobody
    could open, with anything in them."""

    texts: Mapping[str, str] = field(default_factory=dict)
    blind: bool = False

    def may_name(self, word: str, kind: str = "") -> bool:
        """Whether ``word`` stands somewhere in these files, or in the name of one. With ``kind``: in one that may be a record of it."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return self.blind or any((pattern.search(text) or pattern.search(file)) and not _says_another(text, kind) for file, text in self.texts.items())

    def may_hold(self, kind: str, year: int | None = None) -> bool:
        """Whether one of these files may be the record of ``kind`` (of ``year``): it says so, or it says nothing and has the name for it."""
        return self.blind or any((_said(text) or _usual(file)) == kind and (year is None or str(year) in file + text) for file, text in self.texts.items())


def _says_another(text: str, kind: str) -> bool:
    """Whether a file says that it is a record of another kind."""
    return bool(kind and (said := _said(text)) and said != kind)


def _said(text: str) -> str | None:
    """The kind that a file says it is of, slips with the colon aside."""
    said = re.search(r"^kind[ \t]*:?[ \t]*([\w-]+)", text, re.MULTILINE)
    return said[1] if said and said[1] in KINDS else None


def _usual(file: str) -> str:
    """The kind of record that has such a name. Measures have any."""
    name = PurePosixPath(file)
    if name.stem == "agency" or name.stem == "plan":
        return name.stem
    return "ita-result" if name.stem == "ita" else "disclosure" if name.parent.name == "disclosures" else "" if name.parent.name == "registers" else "measure"


def doubt_of(files: Mapping[str, bytes], problems: Iterable[Problem], blind: bool = False) -> Doubt:
    """``files``: every file of ``measures/``, those that were passed over included; ``problems``: of reading them; ``blind``: see there."""
    wrong = {problem.place.file for problem in errors_in(problems)}
    return Doubt({file: to_arabic(data.decode("utf-8", "replace")) for file, data in files.items() if file in wrong}, blind)
