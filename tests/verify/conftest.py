"""The command ``verify`` as a person calls it, and a copy of the site for it to look at."""

import shutil
from pathlib import Path

import pytest

from macros.site.commands import verify


@pytest.fixture
def run(capsys, tmp_path):
    """A function: arguments → (exit status, what was printed). The default site of the command is an empty folder."""
    (tmp_path / "root").mkdir(exist_ok=True)

    def run(*arguments):
        status = verify.main(["--root", str(tmp_path / "root"), *map(str, arguments)])
        return status, "".join(capsys.readouterr())

    return run


@pytest.fixture
def copy(built_site, tmp_path):
    return Path(shutil.copytree(built_site, tmp_path / "copy"))
