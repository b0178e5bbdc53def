"""Templates are joined with their parts when they are compiled: that saves time and changes no letter."""

from itertools import product

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from macros.pages import environment as environments
from macros.pages import render
from macros.pages.compiling import Templates, folded, printed
from macros.pages.environment import one_line
from macros.pages.reference import example_call
from macros.pages.registry import macros


def plainly_printed(value):
    if value is None:
        return ""
    return Markup(str(escape(value)).replace("\n", "&#10;")) if isinstance(value, str) and not isinstance(value, Markup) else value


def plain(loader) -> Environment:
    """Jinja as it is."""
    jinja = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, finalize=plainly_printed, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"],
    )
    jinja.filters.update(environments.environment().filters)
    jinja.globals.update(environments.environment().globals)
    return jinja


def joined(templates) -> Templates:
    return Templates(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@pytest.mark.parametrize("site", ["real", "fictional"])
def test_pages_and_macros_are_what_plain_jinja_makes(site, request, monkeypatch):
    view = request.getfixturevalue(site)
    calls = [example_call(macro) for macro in macros().values()]

    def texts():
        yield from (render.render_page(view, page) for page in view.pages)
        for call in calls:
            try:
                yield render.render_call(view, "/about/", call)
            except render.CallFailed as failure:
                yield failure.code

    fast = list(texts())
    other = plain(FileSystemLoader(environments._FOLDERS))
    monkeypatch.setattr(render, "environment", lambda: other)
    assert list(texts()) == fast


PARTS = {
    "parts": "{% macro name(of, mark='!') %}{{ of }}{{ mark }}{% endmacro %}{% macro twice(of) %}{{ name(of) }} {{ name(of, mark='?') }}{% endmacro %}",
    "part": "{% set x = 'inner' %}{{ x }} {{ y | default('none') }}",
}


@pytest.mark.parametrize("source", [
    "{% from 'parts' import twice with context %}{% for x in 'a<b' %}{{ twice(x) }}{% endfor %}",
    "{% set x = 'outer' %}{% include 'part' %} {{ x }}",
    "{% for y in [1, 2] %}{% include 'part' %}{% endfor %}",
    "{% from 'parts' import name with context %}{% set of = 'mine' %}{{ name('other', '.') }} {{ of }}",
])
def test_a_joined_part_keeps_its_names_to_itself(source):
    templates = {**PARTS, "page": source}
    assert joined(templates).get_template("page").render() == plain(DictLoader(templates)).get_template("page").render()


def test_folded_pieces_become_the_same_line():
    around = ["", " ", "v", " v", "v ", "v\n", "\nv"]
    for signs, before, after in product(product("a \n", repeat=5), around, around):
        piece = "".join(signs)
        assert one_line(before + folded(piece) + after) == one_line(before + piece + after)


@pytest.mark.parametrize("source", ["{{ x.append(1) }}", "{{ x.__class__ }}", "{% from 'parts' import name with context %}{{ name() }}"])
def test_what_no_template_may_say_is_refused_when_it_is_compiled(source):
    with pytest.raises(TemplateSyntaxError):
        joined({**PARTS, "page": source}).get_template("page")


def test_names_that_nobody_gave_are_errors():
    with pytest.raises(UndefinedError):
        joined({"page": "{{ x.y }}"}).get_template("page").render()
    with pytest.raises(AttributeError):
        joined({"page": "{{ x.y }}"}).get_template("page").render(x=1)


@pytest.mark.parametrize("value", ["<a> & 'b' \"c\"", "two\nlines", None, 25.5, Markup("<b>"), 0, ""])
def test_values_are_escaped_as_jinja_does(value):
    assert printed(value) == str(escape(plainly_printed(value)))
