"""Addresses and the relative links between them. Addresses are site-absolute, ``/oit/2564/o42/``."""

from __future__ import annotations

import posixpath


def relative(here: str, there: str) -> str:
    """The link to print on page ``here`` for ``there`` (an address with optional ``?query`` or ``#anchor``).

    Links that leave the site, and anchors of the same page, stay as they are. Relative links let a site live in any
    folder of a server, or on a disk.
    """
    if not there.startswith("/") or there.startswith("//"):
        return there
    path, mark, rest = _split(there)
    if path == here:
        return (mark + rest) if mark == "#" else "./" + mark + rest
    start = here if here.endswith("/") else posixpath.dirname(here) + "/"
    link = posixpath.relpath(path, start)
    return link + ("/" if path.endswith("/") else "") + mark + rest


def _split(address: str) -> tuple[str, str, str]:
    for index, char in enumerate(address):
        if char in "?#":
            return address[:index], char, address[index + 1:]
    return address, "", ""


def address_of(markdown_path: str) -> str:
    """The address of a Markdown file of ``content/``: ``about.md`` → ``/about/``, ``a/index.md`` → ``/a/``."""
    stem = markdown_path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"/{stem}/" if stem else "/"


def markdown_path_of(address: str) -> str:
    """The Markdown file that MkDocs turns into ``address``: ``/a/b/`` → ``a/b/index.md``."""
    return f"{address.strip('/')}/index.md".lstrip("/")
