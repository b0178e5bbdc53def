"""nginx and Caddy: the site's configuration, and the headers and redirects that each release brings along.

A build may bring ``headers.conf`` (a header a line), ``admin/headers.conf`` (those that differ below ``/admin/``) and
``data/redirects.json`` (``[{"from": …, "to": …}]``). They are read here
and written anew for each server: nothing that a build has written ever reaches a web server's configuration as it is.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from macros.ledger import server_map
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


BELOW = "below"
"""The folder whose folders have the names of a site's path, for a site that does not stand at the root of its host."""

UNWRITABLE = re.compile(r'["\\$*?\[{}\x00-\x1f\x7f]')
"""What means something to a web server in a path even between quotes: an end, a variable, a pattern."""


def configuration(template: str, web: Path, host: str, mark: str, path: str = "") -> str:
    """The template ``nginx.conf``, ``caddy.conf`` or ``reload.*``, filled in. ``mark`` keeps the names of two sites apart; ``path``: where on its
    host the site stands (``/ita``). systemd takes a path as it comes up to the end of the line, but for its own marks."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    text = text.replace("@BELOW@", "") if path else re.sub(r"(?m)^@BELOW@.*\n", "", text)
    folder = str(web) if template.endswith(".conf") else str(web).replace("%", "%%")
    site, kept = (f"{folder}/{BELOW}/site", f"{folder}/{BELOW}/kept") if path else (f"{folder}/current/site", f"{folder}/kept")
    for name, value in {"@SITE@": site, "@KEPT@": kept, "@WEB@": folder, "@HOST@": host, "@MARK@": mark, "@PATH@": path, "@ASKED@": quote(path)}.items():
        text = text.replace(name, value)
    return text


def write_includes(site: Path, folder: Path, path: str) -> None:
    """What the configurations include, from the files of a built site that stands at ``path`` of its host. Raises ``Refusal`` for a line of another form."""
    folder.mkdir(exist_ok=True)
    headers = {**DEFAULTS, **dict(_headers(site / "headers.conf"))}
    moved = _redirects(site, path)
    files = {"headers.nginx": _nginx_headers(headers), "headers.caddy": _caddy_headers(headers)}
    if (site / "admin" / "headers.conf").is_file():
        forms = {**headers, **FORMS, **dict(_headers(site / "admin" / "headers.conf"))}
        files |= {"admin.nginx": _nginx_headers(forms), "admin.caddy": _caddy_headers(forms)}
    files |= {"redirects.nginx": server_map.nginx(moved), "redirects.caddy": "# moved addresses\n" + server_map.caddy(moved)}  # Caddy reads no empty file
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


def _redirects(site: Path, below: str) -> list[server_map.Row]:
    path = site / "data" / "redirects.json"
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    for row in rows:
        if not (_is_address(server_map.encoded(row["from"])) and _is_address(server_map.encoded(row["to"]))):
            raise Refusal("site-foreign-line", file=path.name, line=str(row)[:200])
    return server_map.rows([(row["from"], row["to"]) for row in rows], _addresses(site) if rows else (), below)


def _addresses(site: Path) -> Iterator[str]:
    """Of every file of a built site, the pages at moved addresses among them."""
    for folder, _, names in os.walk(site):
        above = "/" + Path(folder).relative_to(site).as_posix() + "/"
        yield from (above.replace("/./", "/") + ("" if name == "index.html" else name) for name in names)


def _is_address(text: str) -> bool:
    return re.match(r"/(?!/)|https?://[A-Za-z0-9.-]+(:\d+)?/", text) is not None


def _nginx_headers(headers: Mapping[str, str]) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())


def _caddy_headers(headers: Mapping[str, str]) -> str:
    return "header {\n" + "".join(f'\t{name} "{value}"\n' for name, value in headers.items()) + "}\n"
