"""What the theme's files promise: the policy they must fit, the classes they document, the bytes they may take."""

import gzip
import re

import pytest
from theme_gallery import THEME, joined, snippets

from macros.site.making.assets import collect

TEMPLATES = sorted(THEME.rglob("*.html"))
PARTS = sorted((THEME / "parts").glob("*.html"))
CLASSES = {name for value in re.findall(r'class="([^"]*)"', "".join(snippets().values())) for name in value.split()}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_templates_have_no_style_and_no_event_attributes(path):
    assert re.findall(r"<[^>]*\s(style|on\w+)\s*=", path.read_text(encoding="utf-8")) == []


def test_documented_snippets_have_no_style_and_no_event_attributes():
    assert re.findall(r"<[^>]*\s(?:style|on\w+)\s*=", "".join(snippets().values())) == []


@pytest.mark.parametrize("path", [path for path in PARTS if "{{" in path.read_text(encoding="utf-8")], ids=lambda path: path.name)
def test_parts_that_print_values_escape_them(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).strip()
    assert text.startswith("{% autoescape true -%}") and text.endswith("{%- endautoescape %}")


@pytest.mark.parametrize("name", sorted(name for name in CLASSES if name.startswith("ps-")))
def test_every_documented_class_has_a_style_or_a_script(name):
    assert re.search(rf"\.{re.escape(name)}(?![\w-])", joined("css") + joined("js")), name


def test_only_one_inline_script_and_it_is_the_same_on_every_page():
    inline = [path.name for path in TEMPLATES if re.search(r"<script(?![^>]*\bsrc=)", path.read_text(encoding="utf-8"))]
    assert inline == ["colour-script.html"]
    assert "{{" not in (THEME / "parts" / "colour-script.html").read_text(encoding="utf-8")


def test_the_first_view_has_room_in_its_budget():
    shipped = collect()
    assert len(gzip.compress(shipped.files[shipped.names["css"]])) < 12_288
    assert len(gzip.compress(shipped.files[shipped.names["js"]])) < 6_144
    assert sum(path.stat().st_size for path in (THEME / "fonts").glob("*.woff2")) < 46_080


def test_nothing_is_fetched_from_elsewhere():
    everything = joined("css") + joined("js") + "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert set(re.findall(r"https?://[^\s'\"]+", everything)) <= {"http://www.w3.org/2000/svg"}
