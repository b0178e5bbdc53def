"""Addresses and the relative links between them. Addresses are site-absolute, ``/oit/2564/o42/``."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import lru_cache


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
    if path.endswith("/") and here.endswith("/") and "//" not in path and "/." not in path:
        return _between_folders(here, path) + mark + rest
    return _between(here.rpartition("/")[0], path) + mark + rest


def linking(here: str) -> Callable[[str], str]:
    """``relative`` for one page, quick for what lies in another main folder of the site."""
    out, own = "../" * (here.count("/") - 1), here[: max(1, here.find("/", 1))]

    def link(there: str) -> str:
        if there[:1] == "/" and not there.startswith(own) and "//" not in there and "/." not in there:
            return out + there[1:]
        return relative(here, there)

    return link


def _between_folders(here: str, there: str) -> str:
    """What nearly every link needs: past what both begin with, up, and down."""
    at, end = 1, here.find("/", 1) + 1
    while end and there[at:end] == here[at:end]:
        at, end = end, here.find("/", end) + 1
    return "../" * here.count("/", at) + there[at:]


def _between(folder: str, path: str) -> str:
    if "//" in path or "/." in path:
        return posixpath.relpath(path, folder + "/") + ("/" if path.endswith("/") else "")
    here, there = folder.split("/"), path.rstrip("/").split("/")
    same = 0
    while same < len(here) and same < len(there) and here[same] == there[same]:
        same += 1
    steps = [".."] * (len(here) - same) + there[same:]
    return ("/".join(steps) or ".") + ("/" if path.endswith("/") else "")


def _split(address: str) -> tuple[str, str, str]:
    path, mark, rest = address.partition("#")
    query = path.find("?")
    return (path, mark, rest) if query < 0 else (address[:query], "?", address[query + 1:])


@lru_cache(maxsize=1 << 15)  # asked of every page again and again
def address_of(markdown_path: str) -> str:
    """The address of a Markdown file of ``content/``: ``about.md`` → ``/about/``, ``a/index.md`` → ``/a/``."""
    stem = markdown_path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"/{stem}/" if stem else "/"


def markdown_path_of(address: str) -> str:
    """The Markdown file that MkDocs turns into ``address``: ``/a/b/`` → ``a/b/index.md``."""
    return f"{address.strip('/')}/index.md".lstrip("/")
