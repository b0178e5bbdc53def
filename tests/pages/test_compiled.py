"""Compiled templates on disk: used while nothing has changed, never when something has."""

import sys
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from macros.pages import environment
from macros.pages.compiled import Compiled
from macros.pages.compiling import Templates


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A function that gives an environment as a new process would have it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # who keeps no compiled files keeps no templates either
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.jinja").write_text("หน้า {% include 'part.jinja' %}", encoding="utf-8")
    (folder / "part.jinja").write_text("ส่วน", encoding="utf-8")

    def new():
        return Templates(loader=FileSystemLoader(folder), bytecode_cache=Compiled(tmp_path / "compiled", lambda: sorted(folder.iterdir())))

    return new


def rendered(jinja):
    return jinja.get_template("page.jinja").render()


def no_compiling(*_, **__):
    raise AssertionError("compiled although it was before")


def test_a_second_process_compiles_nothing(templates, monkeypatch):
    assert rendered(templates()) == "หน้า ส่วน"
    monkeypatch.setattr(Templates, "compile", no_compiling)
    assert rendered(templates()) == "หน้า ส่วน"


def test_a_changed_part_is_compiled_into_what_takes_it(templates, tmp_path):
    first = templates()
    rendered(first)
    (tmp_path / "templates/part.jinja").write_text("ส่วนใหม่", encoding="utf-8")
    assert rendered(templates()) == "หน้า ส่วนใหม่"
    first.forget()
    assert rendered(first) == "หน้า ส่วนใหม่"


def test_they_are_compiled_for_the_filters_there_are():
    assert Path(environment.__file__) in environment._compiled_from()


@pytest.mark.parametrize("broken", [b"", b"j2", None])
def test_a_broken_file_is_compiled_anew(templates, tmp_path, broken):
    rendered(templates())
    (file,) = (tmp_path / "compiled").iterdir()
    file.write_bytes(file.read_bytes()[:-20] if broken is None else broken)
    assert rendered(templates()) == "หน้า ส่วน"


def test_without_a_folder_to_write_to_it_only_takes_longer(templates, tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError

    monkeypatch.setattr("macros.pages.compiled.Path.mkdir", denied)
    assert rendered(templates()) == "หน้า ส่วน" and not (tmp_path / "compiled").exists()
