"""What the annotations say is true, and the source has one style: mypy and ruff, as ``pyproject.toml`` sets them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("tool", [["mypy"], ["ruff", "check"]], ids=" ".join)
def test_it_finds_nothing(tool):
    found = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert found.returncode == 0, found.stdout + found.stderr
