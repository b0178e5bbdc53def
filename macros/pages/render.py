"""Rendering: a record's page, or one call in a page, to HTML on one line."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from jinja2 import TemplateError
from markupsafe import Markup

from macros.pages.calls import Call
from macros.pages.environment import environment, one_line
from macros.pages.links import linking
from macros.pages.page import Page
from macros.pages.questions import NotThere
from macros.pages.registry import ArgumentError, Macro, bind, macros, nearest
from macros.pages.site_view import SiteView


class CallFailed(Exception):
    """A call cannot be expanded; ``code`` and ``params`` as in ``problems``."""

    def __init__(self, code: str, params: dict):
        super().__init__(code)
        self.code, self.params = code, params


def render_page(site: SiteView, page: Page) -> str:
    """The main content of a record's page: one line, one ``<div>``."""
    html = _render(f"layouts/{page.layout}.jinja", site, page.address, page=page, **page.args)
    return f'<div class="ps-record ps-record--{page.layout} ps-flow">{html}</div>'


def render_call(site: SiteView, here: str, call: Call) -> str:
    """What ``call`` on the page at address ``here`` expands to. Raises :class:`CallFailed`."""
    macro, arguments = bound(call)
    try:
        html = _render(macro.template, site, here, **arguments)
    except NotThere as error:
        raise CallFailed(error.code, {"macro": call.name, **error.params}) from error
    return html if macro.inline else f'<div class="ps-block ps-block--{call.name} ps-flow">{html}</div>'


def look_up(site: SiteView, call: Call) -> None:
    """Raise :class:`CallFailed` if what ``call`` shows is not there, without rendering it: of records with errors this much is sound."""
    macro, arguments = bound(call)
    try:
        if macro.asks:
            getattr(site, macro.asks)(*arguments.values())
    except NotThere as error:
        raise CallFailed(error.code, {"macro": call.name, **error.params}) from error


def bound(call: Call) -> tuple[Macro, dict[str, object]]:
    """The macro that ``call`` means and its arguments, known without any record. Raises :class:`CallFailed`."""
    macro = macros().get(call.name)
    if macro is None:
        near = nearest(call.name)
        code = "macro-unknown-near" if near else "macro-unknown"
        raise CallFailed(code, {"macro": call.name, "suggestion": near, "names": ", ".join(macros())})
    if not macro.inline and not call.alone:
        raise CallFailed("macro-not-alone", {"macro": call.name})
    try:
        return macro, bind(macro, call.args, call.kwargs)
    except ArgumentError as error:
        raise CallFailed(error.code, {"macro": call.name, **error.params}) from error


def _render(template: str, site: SiteView, here: str, **context: object) -> str:
    jinja = environment()
    try:
        html = jinja.get_template(template).render(site=site, here=here, link=linking(here), kept=partial(_kept, site, here), **context)
    except (TemplateError, AttributeError) as error:
        raise CallFailed("macro-template", {"macro": template, "reason": str(error), "line": getattr(error, "lineno", None) or "–"}) from error
    return one_line(html)


def _kept(site: SiteView, here: str, template: str, **values: Hashable) -> Markup:
    """What ``template`` prints of plain ``values`` on the page ``here``: a part of a long page, made again only when what it shows has changed."""
    return Markup(site.part((template, *values.values()), partial(_render, template, site, here, **values)))
