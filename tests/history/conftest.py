import importlib.util
import sys
from pathlib import Path

import pytest

# Tests are imported by their path, so what they share is too.
_spec = importlib.util.spec_from_file_location("history_repository", Path(__file__).parent / "repository.py")
history_repository = importlib.util.module_from_spec(_spec)
sys.modules["history_repository"] = history_repository
_spec.loader.exec_module(history_repository)


@pytest.fixture
def repository(tmp_path):
    """A new repository whose top is the site."""
    return history_repository.Repository(tmp_path / "site")
