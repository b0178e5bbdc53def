"""The ledger against the site, one case a file: the ledger's rows, the addresses of the site, the problems expected."""

from datetime import date
from pathlib import Path

import pytest

from macros.ledger import Address, check
from macros.problems import errors_in, message

CASES = sorted((Path(__file__).parent / "cases" / "compare").glob("*.txt"))


def read_case(path):
    """Cells are parted by `` | ``; an address of the site is ``address | kind | record | title | anchors``."""
    parts = {}
    for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, body = block.partition("\n")
        parts[name.strip()] = [[cell.strip() for cell in line.split(" |")] for line in body.splitlines() if line.strip()]
    return parts


def table(rows):
    return "\n".join("\t".join(row) for row in rows).encode()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    case = read_case(path)
    current = [Address(row[0], row[1], row[2], row[3], tuple(row[4].split()) if len(row) > 4 else ()) for row in case["site"]]
    before = [table(case["before"])] if "before" in case else []
    problems = check(table(case["ledger"]), current, date(2026, 1, 1), before)
    found = [[problem.code, *(str(problem.params[name]) for name in ("address", "suggestion", "end") if name in problem.params)] for problem in problems]
    assert found == case["problems"]
    for problem in problems:
        for language in ("th", "en"):
            assert "{" not in message(problem.code, problem.params, language).message


def test_without_a_ledger_there_is_one_warning_and_not_one_for_each_address():
    problems = check(None, [Address("/", "page"), Address("/a/", "page")])
    assert [problem.code for problem in problems] == ["ledger-missing"]
    assert errors_in(problems) == []


def test_a_ledger_that_was_there_and_is_gone_is_an_error_beside_what_went_with_it():
    assert [problem.code for problem in check(None, [], before=[b"/a/\tpage\tpage\t\tx\n"])] == ["ledger-lost", "ledger-vanished"]


def test_so_is_one_that_held_nothing_but_a_tombstone():
    assert [problem.code for problem in check(None, [], before=[b"/a/\tgone\tpage\t\t2021-01-01\tx\ty\n"])] == ["ledger-lost"]


def test_a_damaged_ledger_is_told_alone():
    assert {problem.code for problem in check(b"rubbish\n", [Address("/", "page")])} == {"ledger-row"}
