"""The engine's own data: read once, never when there is something newer, and always what the file says."""

import sys
from datetime import date

import pytest
import yaml

from macros.own_data import own_data

SAYS = {"ข้อ": ["O1", 1, None], "วันที่": date(2021, 4, 1)}


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "forms" / "2564.yml"
    path.parent.mkdir()
    path.write_text("ข้อ: [O1, 1, null]\nวันที่: 2021-04-01\n", encoding="utf-8")
    return path


def no_parsing(*_, **__):
    raise AssertionError("parsed although it was before")


def test_what_was_read_before_is_not_parsed(path, monkeypatch):
    assert own_data(path) == SAYS
    monkeypatch.setattr(yaml, "load", no_parsing)
    assert own_data(path) == SAYS


def test_a_changed_file_is_read_anew(path):
    own_data(path)
    path.write_text("ใหม่", encoding="utf-8")
    assert own_data(path) == "ใหม่"


@pytest.mark.parametrize("broken", [b"", b"x" * 40, None])
def test_what_is_not_whole_is_read_anew(path, tmp_path, broken):
    own_data(path)
    (kept,) = (tmp_path / "compiled" / "data").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] if broken is None else broken)
    assert own_data(path) == own_data(path) == SAYS


def test_without_a_folder_to_write_to_it_only_takes_longer(path, tmp_path, monkeypatch):
    (tmp_path / "compiled").write_bytes(b"a file where the folder would be")
    assert own_data(path) == own_data(path) == SAYS
    monkeypatch.setattr(sys, "pycache_prefix", None)
    assert own_data(path) == SAYS
