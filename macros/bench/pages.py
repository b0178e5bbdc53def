"""Our built pages as material for other generators: what all pages share becomes their template, the rest their content. Pure.

So peers make pages of the same text and the same weight, and have less to do than we: relations between records, tables and
indexes arrive ready in their content.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

_BODY = re.compile(r'<nav class="ps-crumbs.*?</main>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'(<meta name="description" content=")([^"]*)(">)')
_CANONICAL = re.compile(r'(<link rel="canonical" href=")([^"]*)(">)')
_LINK = re.compile(r'(\s(?:href|src|action|data-search-src|data-search-whole|data-search-base)=")(\.{1,2}/?[^":]*)(")')
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@dataclass(frozen=True)
class BuiltPage:
    """``address`` such as ``/oit/2568/``; ``title`` and ``description`` are plain text; ``body`` is HTML from the breadcrumbs to the end of the main part."""

    address: str
    title: str
    description: str
    body: str

    @property
    def front_matter(self) -> dict[str, str]:
        return {"title": self.title, "description": self.description, "base": base_of(self.address)}

    def with_front_matter(self, **more: object) -> str:
        """The page as content of a generator that reads YAML front matter; JSON strings are YAML strings."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**self.front_matter, **more}.items()]
        return "---\n" + "\n".join(lines) + "\n---\n" + self.body + "\n"


def read(html: str, address: str) -> BuiltPage | None:
    """The page in ``html``; None when it has no main part of ours."""
    body, title, description = _BODY.search(html) or MAIN.search(html), _TITLE.search(html), _DESCRIPTION.search(html)
    if body is None or title is None:
        return None
    return BuiltPage(address, unescape(title[1]), unescape(description[2]) if description else "", body[0])


def base_of(address: str) -> str:
    """The way from a page to the site's root: ``../../`` for ``/oit/2568/``."""
    return "../" * len([part for part in address.split("/") if part]) or "./"


def template(html: str, address: str, hole: Callable[[str], str]) -> str:
    """The page's frame as a template; ``hole(name)`` is how the template's language writes a value: title, description, address, base, content."""
    body = _BODY.search(html) or MAIN.search(html)
    if body is None:
        raise ValueError(f"no page of ours: {address}")
    head, foot = html[: body.start()], html[body.end() :]
    head = _TITLE.sub(lambda _: f"<title>{hole('title')}</title>", head)
    head = _DESCRIPTION.sub(lambda found: found[1] + hole("description") + found[3], head)
    head = _CANONICAL.sub(lambda found: found[1] + found[2].removesuffix(address) + hole("address") + found[3], head)
    return _rebased(head, address, hole("base")) + hole("content") + _rebased(foot, address, hole("base"))


def _rebased(html: str, address: str, base: str) -> str:
    """Relative links of the page at ``address``, written from the site's root with ``base`` before them."""

    def link(found: re.Match[str]) -> str:
        path = re.split("[?#]", found[2], maxsplit=1)[0]
        target = posixpath.normpath(posixpath.join(address, path))
        slash = "/" if path.endswith("/") and target != "/" else ""
        return f"{found[1]}{base}{target.lstrip('/')}{slash}{found[2][len(path):]}{found[3]}"

    return _LINK.sub(link, html)
