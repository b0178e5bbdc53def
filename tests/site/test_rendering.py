"""The engine kept warm: what it does not do again."""

import sys
from pathlib import Path

from jinja2 import Environment

from macros.site.making import assets, engine, frame
from macros.site.making.rendering import Renderer
from macros.site.project import load_project

ROOT = Path(__file__).parents[2]


def no_compiling(*_, **__):
    raise AssertionError("compiled although it was before")


def test_a_second_process_compiles_no_template_of_the_theme(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    project = load_project(ROOT)
    extra = {"assets": assets.collect().names, "prongsai": frame.site(project)}
    configuration = engine.configuration(project.settings, tmp_path / "docs", tmp_path / "site", extra)
    text = engine.front_matter({"title": "หน้า"}) + "ข้อความ\n"

    def made():
        """Two pages, as a new process would make them."""
        renderer = Renderer(configuration, tmp_path)
        return renderer.render({"a.md": text}, {"index.md"}), renderer.not_found()

    first = made()
    monkeypatch.setattr(Environment, "compile", no_compiling)
    assert made() == first and "ข้อความ" in first[0].pages["a.md"]
