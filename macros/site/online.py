"""Asking outside links whether they still open. The only place where a command talks to other machines, on request only."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from macros.problems import Place, Problem
from macros.site.content_links import links_of
from macros.site.project import Project

_SECONDS = 15
_AT_ONCE = 8
_AGENT = "Mozilla/5.0 (compatible; Prongsai link check)"


def outside_links(project: Project) -> Iterator[tuple[Place, str]]:
    """Every address of another site in records and pages, with its place."""
    for entry in project.records.entries:
        for path, place in sorted(entry.document.places.items(), key=lambda item: item[1]):
            value = _value(entry.document.value, path)
            if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
                yield place, value
    for page in project.content:
        for offset, target in links_of(page):
            if target.startswith(("http://", "https://")):
                yield page.place(offset), target


def _value(value: object, path: tuple) -> object:
    for part in path:
        value = value[part]
    return value


def ask(url: str) -> str | None:
    """None when ``url`` opens, else why it does not, in few words."""
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return None if answer.status < 400 else str(answer.status)
    except urllib.error.HTTPError as error:
        return None if error.code in (401, 403, 405, 429) else f"{error.code} {error.reason}"  # there, but not for programs
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error)) or type(error).__name__


def check_online(project: Project, asker: Callable[[str], str | None] = ask) -> list[Problem]:
    """A warning for each outside link that does not open; each address is asked once."""
    links = list(outside_links(project))
    addresses = sorted({url for _, url in links})
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reasons = dict(zip(addresses, pool.map(asker, addresses)))
    return [Problem("outside-link-dead", place, {"value": url, "reason": reasons[url]}) for place, url in links if reasons[url]]
