"""Each mistake gives its problem, at its place, and no other; all together are all found; a failing build touches nothing."""

import pytest

from check_cases import apply, cases, copy, expected, found, owned_codes, problems, snapshot, take_marks
from macros.problems import message
from macros.problems.render import as_github, as_json, as_text
from macros.site.build import MARKER, build

CASES = cases("cases")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_gives_its_problem_and_no_other(case, tmp_path):
    root = copy(case.site, tmp_path / "site")
    apply(case.edits, root)
    wanted = expected(case, take_marks(root))
    assert found(root) == wanted
