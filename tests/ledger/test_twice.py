"""Two clones gave one id to two things: the one was published, and whoever merged it kept his own."""

import shutil
from pathlib import Path

import pytest

from macros.ledger import FILE
from macros.site.project import load_project
from tests.conftest import FICTIONAL
from tests.ledger.test_published import commit, git, publish, run

LATE = """  - id: publish-late
    title: {}
    steps: [ทำ]
    responsible: [law]
    period: เม.ย. 2567
    follow_up: รายงาน
    status: unknown
"""
ADDRESS, OURS, THEIRS = "/measures/2567/publish-late/", "อบรมคุณธรรม", "ตรวจสอบภายใน"


@pytest.fixture
def site(tmp_path):
    root = Path(shutil.copytree(FICTIONAL, tmp_path / "site", ignore=shutil.ignore_patterns("ledger.tsv")))
    git(root, "init", "--quiet", "--initial-branch=main")
    assert run(root, "accept") == 0
    publish(root)
    return root


def write(site, title, before=""):
    path = site / "measures/2567/publish.yml"
    text = path.read_text(encoding="utf-8")
    first = "  - id: publish-purchases"
    new = text.replace(before, title) if before else text.replace(first, LATE.format(title) + first)
    assert new != text
    path.write_text(new, encoding="utf-8")
    assert run(site, "accept") == 0


def told(site):
    found = load_project(site).problems
    return [(problem.code, *map(problem.params.get, ("address", "before", "now"))) for problem in found if problem.code in ("ledger-title", "ledger-published-otherwise")]


def merge(site, keep, before=""):
    """Theirs was pushed first; of what conflicts, ``keep`` is kept."""
    commit(site)
    git(site, "checkout", "--quiet", "-b", "theirs", "HEAD~1")
    write(site, THEIRS, before)
    publish(site)
    git(site, "checkout", "--quiet", "main")
    assert told(site) == []
    git(site, "merge", "--quiet", "-X", keep, "-m", "x", "theirs")
    assert (THEIRS in (site / FILE).read_text(encoding="utf-8")) == (keep == "theirs")


def test_a_merge_that_kept_the_row_that_was_not_published_is_told_until_the_other_is_back(site):
    write(site, OURS)
    merge(site, "ours")
    expected = [("ledger-published-otherwise", ADDRESS, THEIRS, OURS)]
    assert told(site) == expected
    write(site, f"{OURS}แก่บุคลากร", OURS)
    commit(site)
    assert told(site) == [("ledger-published-otherwise", ADDRESS, THEIRS, f"{OURS}แก่บุคลากร")], "another title of the other thing is no consent"
    write(site, THEIRS, f"{OURS}แก่บุคลากร")
    assert told(site) == []


def test_one_that_kept_the_published_row_has_nothing_to_tell(site):
    write(site, OURS)
    merge(site, "theirs")
    assert told(site) == []
    write(site, OURS, THEIRS)
    assert told(site) == []
    commit(site)
    assert told(site) == [], "the title was changed on purpose, and accepted"


def test_a_title_that_was_rewritten_and_accepted_apart_stays_accepted(site):
    """It is the same thing, whatever others called it meanwhile."""
    write(site, "ประเมินจริยธรรม")
    publish(site)
    write(site, OURS, "ประเมินจริยธรรม")
    merge(site, "ours", "ประเมินจริยธรรม")
    assert told(site) == []
