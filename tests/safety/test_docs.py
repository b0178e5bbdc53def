"""No row of the table of faults without a test that exists, and no link of the docs that leads nowhere."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PAGE = TESTS.parent / "macros/site/docs/safety.md"
DOCS = [path for path in (*TESTS.parent.glob("*.md"), *(TESTS.parent / "macros").rglob("*.md")) if path.name != "codes.md"]  # whose links are examples of dead ones
ROWS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and not line.startswith("| fault")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_every_fault_has_a_test(row):
    fault, happens, tests = (cell.strip() for cell in row.strip("|").split("|"))
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", tests)
    assert fault and happens and named
    for file, name in named:
        assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8"), name


def test_every_problem_of_attachments_is_told_there():
    text = PAGE.read_text(encoding="utf-8")
    wording = (TESTS.parent / "macros/problems/wording/safety.yml").read_text(encoding="utf-8")
    assert [code for code in re.findall(r"^([a-z-]+):$", wording, re.MULTILINE) if f"`{code}`" not in text] == []


def test_the_table_of_hostile_cases_is_the_cases():
    """Written anew by ``python3 -m tests.safety.table``."""
    from tests.safety import table

    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "run: python3 -m tests.safety.table"


def test_every_find_of_fuzzing_has_a_reader():
    from tests.safety.fuzz.targets import TARGETS

    assert {path.parent.name for path in (TESTS / "safety/fuzz/finds").glob("*/*")} <= set(TARGETS)


def test_every_link_of_the_docs_leads_to_a_file():
    links = [(path, link) for path in DOCS for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))]
    assert [(path.name, link) for path, link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_every_file_that_the_table_of_changes_names_exists():
    text = (TESTS.parent / "macros/README.md").read_text(encoding="utf-8").partition("## To change something")[2].partition("\n## ")[0]
    named = [name for name in re.findall(r"`([\w./-]+[./][\w./-]*)`", text) if "<" not in name]
    roots = (TESTS.parent, TESTS.parent / "macros", TESTS.parent / "macros/records")
    assert len(named) > 20 and [name for name in named if not any((root / name).exists() for root in roots)] == []
