"""The calls in the pages of ``content/``: whether they can be answered, and the page with every answer in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice

from macros.pages.calls import BadCall, Call, find_calls, loose_calls, without_code
from macros.pages.registry import macros
from macros.pages.render import CallFailed, bound, look_up, render_call
from macros.pages.site_view import SiteView
from macros.problems import Problem
from macros.site.content.headings import OF_THE_FRAME, given_ids, heading_of, with_heading_ids
from macros.site.content.pages import ContentPage
from macros.site.content.rules import MOST
from macros.site.html.links import ids


def call_problems(page: ContentPage) -> Iterator[Problem]:
    """What is wrong with the page's calls as they stand, whatever the records say."""
    yield from islice(_call_problems(page), MOST)


def _call_problems(page: ContentPage) -> Iterator[Problem]:
    for call in chain(find_calls(page.text), loose_calls(page.text, macros())):
        if call.start < page.body:
            yield Problem("call-in-front-matter", page.place(call.start), {"source": call.source})
        elif isinstance(call, BadCall):
            yield Problem(call.code, page.place(call.start), {"source": call.source})
        elif failure := _failure(call):
            yield Problem(failure.code, page.place(call.start), failure.params)


def _failure(call: Call) -> CallFailed | None:
    try:
        bound(call)
    except CallFailed as failure:
        return failure
    return None


def lookup_problems(page: ContentPage, site: SiteView) -> Iterator[Problem]:
    """Calls of what the site does not have, of a page without ``call_problems`` that cannot be expanded yet."""
    for call in find_calls(page.text):
        try:
            if isinstance(call, Call):
                look_up(site, call)
        except CallFailed as failure:
            yield Problem(failure.code, page.place(call.start), failure.params)


_SHOWN_AT = {
    "plan": "/measures/{year}/", "measure": "/measures/{year}/{id}/", "line": "/measures/{year}/{id}/", "result": "/ita/{year}/", "form": "/oit/{year}/",
    "unit": "/units/{id}/",
}  # fmt: skip


def addresses_shown(page: ContentPage, site: SiteView) -> Iterator[str]:
    """The pages whose records the calls of ``page`` show, but for a word in a sentence: it has changed when one of them has."""
    for call in find_calls(page.text):
        if isinstance(call, Call) and not _failure(call):
            macro, arguments = bound(call)
            if macro.name == "home":
                yield from _shown_at_home(site)
            elif macro.asks and not macro.inline:
                yield _SHOWN_AT[macro.asks].format(**arguments)


def _shown_at_home(site: SiteView) -> Iterator[str]:
    rooms = {"measures": site.latest_plan_year, "ita": site.latest_result_year, "oit": site.checklist_year}
    yield from (f"/{room}/{year}/" for room, year in rooms.items() if year)


def expand(site: SiteView, report: Callable[[Problem], None], page: ContentPage) -> str:
    """The page's Markdown with every call replaced by what it gives, an id on every heading and a heading of the first rank.

    For pages without ``call_problems``. What cannot be expanded (there is no such year) is handed to ``report`` and left
    out; the caller then writes nothing.
    """
    pieces, position, names = [], page.body, OF_THE_FRAME | given_ids(without_code(page.text[page.body:]))
    for call in find_calls(page.text):
        if isinstance(call, Call) and call.start >= page.body:
            answer = _answer(page, site, call, report)
            pieces += [page.text[position:call.start], answer]
            position, own = call.end, ids(answer)
            for name in islice(filter(names.__contains__, own), 1):
                report(Problem("call-anchor-twice", page.place(call.start), {"source": call.source, "anchor": name}))
            names |= {*own}
    markdown = with_heading_ids("".join(pieces) + page.text[position:])
    has_title = re.search(r"^# |<h1[ >]", without_code(markdown), re.MULTILINE)
    return markdown if has_title else f"{heading_of(page.meta.title)}\n\n{markdown}"


def _answer(page: ContentPage, site: SiteView, call: Call, report: Callable[[Problem], None]) -> str:
    try:
        return render_call(site, page.address, call)
    except CallFailed as failure:
        report(Problem(failure.code, page.place(call.start), failure.params))
        return ""
