"""What the linter yields."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from macros.thai.letters import ATTACHED, LETTERS, MARKS

_CONTEXT = 12  # letters shown on either side; none is parted from its vowel or tone
_NO_LETTER = re.compile(f"[^{LETTERS}]")
_CUT_OFF = re.compile(f"^[{ATTACHED}]+")
_AFTER = re.compile(rf"[{LETTERS}]{{0,{_CONTEXT}}}[{MARKS}]*")


class Finding(NamedTuple):
    """A suspicious piece: `text[start:end] == params["found"]`.

    `params["suggestion"]`, where present, is what the piece surely should be. The sentences for `code` stand in
    `problems/wording/thai.yml`; `params` holds every name they use.
    """

    start: int
    end: int
    code: str
    params: Mapping[str, str]


def finding(code: str, start: int, found: str, **params: str) -> Finding:
    return Finding(start, start + len(found), code, {"found": found, **params})


def around(text: str, start: int, end: int) -> str:
    """`text[start:end]` with the Thai letters it touches, so that a reader finds the place."""
    before = _NO_LETTER.split(text[max(0, start - _CONTEXT) : start])[-1]
    after = _AFTER.match(text, end)  # always, if empty
    return _CUT_OFF.sub("", before) + text[start:end] + (after[0] if after else "")
