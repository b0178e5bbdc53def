"""Whatever comes in gives a problem at its place, or a page on which it is inert text – and never a traceback or a wait."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from check_cases import apply, cases, copy, expected, problems, take_marks

CASES = cases("hostile")
HARD_LIMIT = 120  # seconds; nothing here takes one, on a machine that has nothing else to do


@pytest.fixture(autouse=True)
def hard_limit():
    """Ends a case that hangs. Windows has no such alarm; there the run's own limit serves."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(HARD_LIMIT)
    yield
    signal.alarm(0)


def _too_long(*_):
    raise TimeoutError(f"longer than {HARD_LIMIT} s")


# Files that only some systems can hold.
POSIX_ONLY = {"pipe", "link"}


def possible(case) -> bool:
    if any(POSIX_ONLY & set(edit) for edit in case.edits) and os.name == "nt":
        return False
    strange = any(character in edit["file"] for edit in case.edits for character in '?<>:"|\n') or any(edit["file"].endswith((" ", ".")) for edit in case.edits)
    no_text = any("\udcff" in edit["file"] for edit in case.edits)
    return not (strange and os.name == "nt") and not (no_text and sys.platform != "linux")


@pytest.mark.parametrize("case", [case for case in CASES if possible(case)], ids=str)
def test_a_hostile_case_is_refused_at_its_place_or_inert(case, tmp_path):
    root = copy(case.site, tmp_path / "site")
    apply(case.edits, root)
    wanted = expected(case, take_marks(root))
    assert sorted(f"{problem.place} {problem.code}" for problem in problems(root)) == wanted
