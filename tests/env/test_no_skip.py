"""A run under PRONGSAI_NO_SKIP fails when a test was skipped, and says which and why."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
SKIPS = """\
import pytest

def test_runs():
    pass

@pytest.mark.skip(reason="no time")
def test_waits():
    pass
"""
MODULE_SKIPS = "import pytest\npytest.skip('not here', allow_module_level=True)\n"


@pytest.fixture
def suite(tmp_path):
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_one.py").write_text(SKIPS)
    (tmp_path / "test_two.py").write_text(MODULE_SKIPS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def _run(suite, *arguments, **environ):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PRONGSAI_NO"))}
    # Beside the folders of other runs, pytest would remove the oldest of these first, which can take half a minute.
    command = [sys.executable, "-m", "pytest", f"--basetemp={suite / 'own'}", *arguments]
    return subprocess.run(command, cwd=suite, env=dict(clean, **environ), capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("workers", ["0", "2"])
def test_skips_are_failures_with_their_reasons(suite, workers):
    done = _run(suite, "-n", workers, PRONGSAI_NO_SKIP="1")
    assert done.returncode == 1
    assert "test_one.py::test_waits: Skipped: no time" in done.stdout
    assert "test_two.py: Skipped: not here" in done.stdout


def test_elsewhere_skips_are_allowed(suite):
    assert _run(suite, "-n", "0").returncode == 0
