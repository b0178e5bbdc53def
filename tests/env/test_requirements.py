"""The pinned packages: all by hash, from wherever pip is set up to look, the same for the engine and its tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)((?: ; [^\\]*)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def _text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def _pins(name):
    return {(package, version, marker): hashes for package, version, marker, hashes in PIN.findall(_text(name))}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_pins_and_hashes_and_nothing_else(name):
    assert PIN.sub("", _text(name)) == ""


def test_the_tests_run_on_the_engines_own_packages():
    assert _pins("requirements.txt").items() <= _pins("requirements-test.txt").items()


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_what_is_asked_for_is_pinned(name):
    asked = set(re.findall(r"^([a-z][a-z0-9-]*)", _text(name + ".in"), re.MULTILINE))
    assert asked <= {package for package, _, _ in _pins(name + ".txt")}


def test_what_writes_the_site_is_one_version_for_every_python():
    """Two machines with two Pythons must build the same bytes; watchdog only watches files."""
    by_python = {package for package, _, marker in _pins("requirements.txt") if "python" in marker}
    assert by_python <= {"watchdog"}
