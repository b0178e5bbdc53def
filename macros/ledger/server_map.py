"""Moved addresses for a web server: what is asked for, and where it leads. nginx's maps and Caddy's paths know no upper and lower case, addresses do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from macros.ledger.model import anchor_of, is_local, page_of

SAFE = "/:?=&%#~+,@!()._-"  # what stands for itself in an address; all else is percent-encoded
_HOST = re.compile(r"(https?://)([^/?#]*)", re.IGNORECASE)
_ASKED = re.compile(r"[a-z0-9.-]*(:\d+)?/")  # of a host of another form nobody asks
_LONGEST = 46  # letters of a key that nginx's map holds as it comes (map_hash_bucket_size 64); one longer would keep nginx from starting

RECIPE = """\
# For nginx, with this file's own folder in place of DIR. In the http block:
#     map $uri              $moved_path  { default "";            include DIR/redirects.nginx; }
#     map $request_uri      $moved_asked { default $moved_path;   include DIR/redirects.nginx; }
#     map $host$request_uri $moved       { default $moved_asked;  include DIR/redirects.nginx; }
# and in the server block, whose server_name has the names of older websites as well:
#     absolute_redirect off;
#     if ($moved) { return 301 $moved; }
"""


@dataclass(frozen=True)
class Row:
    """``asked``: a path, with its query, or a host with both. ``literal``: upper and lower case tell it from another address."""

    asked: str
    to: str
    literal: bool


def rows(moved: Iterable[tuple[str, str]], living: Iterable[str], below: str = "") -> list[Row]:
    """Rows that lead somewhere, for a site that has the ``living`` addresses ``below`` a path of its server (``/ita``): what else lies on that
    server is not this site's. Moved anchors need none: browsers keep them."""
    moved = [(_below(below, old), _below(below, to)) for old, to in moved]
    living = (_below(below, address) for address in living)
    table = {encoded(old).partition("://")[2] or encoded(old): encoded(to) for old, to in moved if not anchor_of(old)}
    table = {asked: to for asked, to in table.items() if _ASKED.match(asked) and not _comes_back(asked, table)}
    ends = (page_of(to) for to in table.values() if is_local(to))
    spelt: dict[str, set[str]] = {}
    for address in (*table, *ends, *map(encoded, living)):
        spelt.setdefault(address.lower(), set()).add(address)
    return [Row(asked, to, _is_literal(asked, spelt)) for asked, to in table.items()]


def _below(path: str, address: str) -> str:
    return path + address if is_local(address) else address


def encoded(address: str) -> str:
    """As browsers ask for it: ``https://เทศบาล.ไทย?id=5`` → ``https://xn--…/?id=5``, ``/แผน/`` → ``/%E0…/``."""
    host_part = _HOST.match(address)
    scheme, host = host_part.groups() if host_part else ("", "")
    rest = address[len(scheme + host) :]
    begin = f"{scheme.lower()}{_ascii(host)}" + ("" if rest.startswith("/") else "/") if scheme else ""
    return quote(begin + rest, safe=SAFE, errors="replace")


def _ascii(host: str) -> str:
    try:
        return host.lower().encode("idna").decode()
    except UnicodeError:
        return host


def _comes_back(asked: str, table: Mapping[str, str]) -> bool:
    """Whether who follows comes back to where he was. An answer without a host leads on at the host that was asked."""
    host, seen = asked.partition("/")[0], set()
    path = start = asked.removeprefix(host)
    while path not in seen and is_local(to := table.get(host + path) or table.get(path, "")):
        seen.add(path)
        path = page_of(to)
    return path == start and path in seen


def _is_literal(asked: str, spelt: Mapping[str, set[str]]) -> bool:
    path = asked[asked.index("/") :]
    return any(spelt.get(text.lower(), {text}) != {text} for text in (asked, path))


def nginx(found: Iterable[Row]) -> str:
    return "".join(f'"{_pattern(row.asked) if row.literal or len(row.asked) > _LONGEST else row.asked}" "{row.to}";\n' for row in found)


def _pattern(asked: str) -> str:
    """As a regular expression, which knows upper and lower case and may be long."""
    return "~^" + re.sub(r"[?+().]", r"[\g<0>]", asked) + "$"


def caddy(found: Iterable[Row]) -> str:
    """Of this host, without queries: Caddy knows no list of them, and what is at the old addresses leads on as well."""
    plain = (row for row in found if not row.literal and re.fullmatch(r"/[A-Za-z0-9/._-]*", row.asked))
    return "".join(f'redir "{row.asked}" "{row.to}" permanent\n' for row in plain)
