"""nginx and Caddy: the site's configuration, and the headers and redirects that each release brings along.

A build may bring ``headers.conf`` (a header a line), ``admin/headers.conf`` (those that differ below ``/admin/``) and
``data/redirects.json`` (``[{"from": …, "to": …}]``). They are read here
and written anew for each server: nothing that a build has written ever reaches a web server's configuration as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from macros.publish.refusal import Refusal

TEMPLATES = Path(__file__).parent / "templates"
DEFAULTS = {
    "Content-Security-Policy": "frame-ancestors 'none'",  # each page brings the rest in its own <meta>
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORMS = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex, nofollow"}  # below /admin/
_VALUE = r'(?P<value>"[^"\\$]*"|[^"\\${}]*?)'
_HEADER = re.compile(rf"(?:add_header\s+(?=\S+\s)|(?=\S+:))(?P<name>[A-Za-z][A-Za-z0-9-]*):?\s+{_VALUE}(?:\s+always)?\s*;?")
_SAFE = "/:?=&%#~+,@!()._-"  # what stands for itself in an address; all else is percent-encoded


def configuration(template: str, web: Path, host: str, mark: str) -> str:
    """The template ``nginx.conf``, ``caddy.conf`` or ``reload.*``, filled in. ``mark`` keeps the names of two sites apart."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    for name, value in {"@WEB@": str(web), "@HOST@": host, "@MARK@": mark}.items():
        text = text.replace(name, value)
    return text


def write_includes(site: Path, folder: Path) -> None:
    """What the configurations include, from the files of a built site. Raises ``Refusal`` for a line of another form."""
    folder.mkdir()
    headers = {**DEFAULTS, **dict(_headers(site / "headers.conf"))}
    moved = dict(_redirects(site / "data" / "redirects.json"))
    files = {"headers.nginx": _nginx_headers(headers), "headers.caddy": _caddy_headers(headers)}
    if (site / "admin" / "headers.conf").is_file():
        forms = {**headers, **FORMS, **dict(_headers(site / "admin" / "headers.conf"))}
        files |= {"admin.nginx": _nginx_headers(forms), "admin.caddy": _caddy_headers(forms)}
    files |= {"redirects.nginx": _nginx_redirects(moved), "redirects.caddy": _caddy_redirects(moved)}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _headers(path: Path) -> Iterator[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            match = _HEADER.fullmatch(line)
            if match is None:
                raise Refusal("site-foreign-line", file=path.name, line=line[:200])
            yield match["name"], match["value"].strip('"')


def _redirects(path: Path) -> Iterator[tuple[str, str]]:
    """(what is asked for: a path, or a host with its path; where it went), both percent-encoded, without moved anchors."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    for row in rows:
        old, new = quote(row["from"], safe=_SAFE), quote(row["to"], safe=_SAFE)
        if not (_is_address(old) and _is_address(new)):
            raise Refusal("site-foreign-line", file=path.name, line=str(row)[:200])
        if "#" not in old and old != new.split("#")[0]:
            yield re.sub("^https?://", "", old), new


def _is_address(text: str) -> bool:
    return re.match(r"/(?!/)|https?://[A-Za-z0-9.-]+(:\d+)?/", text) is not None


def _nginx_headers(headers: Mapping[str, str]) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())


def _caddy_headers(headers: Mapping[str, str]) -> str:
    return "header {\n" + "".join(f'\t{name} "{value}"\n' for name, value in headers.items()) + "}\n"


def _nginx_redirects(moved: Mapping[str, str]) -> str:
    return "".join(f'"{old}" "{new}";\n' for old, new in moved.items())


def _caddy_redirects(moved: Mapping[str, str]) -> str:
    """Of this host, without queries: Caddy knows no list of them, and the pages at the old addresses lead on as well."""
    plain = {old: new for old, new in moved.items() if re.fullmatch(r"/[A-Za-z0-9/._-]*", old)}
    return "".join(f'redir "{old}" "{new}" permanent\n' for old, new in plain.items())
