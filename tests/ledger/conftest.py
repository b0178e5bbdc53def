"""A copy of the fictional site whose addresses are all in its ledger."""

import shutil
from pathlib import Path

import pytest

from macros.site.commands.ledger import main
from tests.conftest import FICTIONAL


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    root = tmp_path_factory.mktemp("accepted") / "site"
    shutil.copytree(FICTIONAL, root, ignore=shutil.ignore_patterns("ledger.tsv"))
    assert main(["accept", "--root", str(root)]) == 0
    return root


@pytest.fixture
def site(accepted, tmp_path):
    return Path(shutil.copytree(accepted, tmp_path / "site"))
