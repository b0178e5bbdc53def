"""Before a host deploys a built site: would an address that readers can open now be lost, or the day on which a page was first recorded?

A server of one's own refuses such a push (``building.py``). Hosts like GitHub and GitLab Pages show whatever a workflow hands them, so
the workflow asks here first. Compared is the manifest of the site as it stands in the web, not that of an earlier commit: what a
refused deployment would have shown was never there. Days are compared when the history does not go on from the commit that readers see:
one that was rewritten, or begun anew from a copy of the files, knows nothing of the days before.
"""

from __future__ import annotations

import http.client
import json
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from macros.publish import changes
from macros.publish.refusal import Refusal
from macros.site.data import opendata
from macros.site.whole import manifest
from macros.thai.dates import long_date

_SECONDS = 30
_MOST = 1 << 28  # bytes of a manifest: some 500,000 pages
_NOTHING_THERE = (404, 410)
_NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class CannotAsk(Exception):
    """Nobody can say what readers see now; the text says why."""


class _NoSuchName(CannotAsk):
    """The host's name is not registered, or has no address."""


def github_pages(repository: str) -> str:
    """Where GitHub shows the site of ``OWNER/NAME``: the one named after its owner stands at the root. From a domain of one's own GitHub leads on."""
    owner, _, name = repository.partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def compare(site: Path, urls: Iterable[str], tell: Callable[[str], None]) -> tuple[tuple[dict[str, list[str]], str | None] | None, str]:
    """What the built ``site`` would lose and add (``changes.compare``, without ``changed``), and the commit of what stands at the first of
    ``urls`` where a site of ours does; None when none does. And the address that said so. Raises :class:`CannotAsk`."""
    data, url = _shown(urls, tell)
    if data is None:
        return None, url
    try:
        shown = manifest.decode(data)
    except manifest.NoManifest as error:
        raise CannotAsk(f"{manifest.NAME}: {error}") from error
    before, after = (set(filter(None, map(changes.address_of, names))) for names in (shown.files, manifest.file_names(site)))
    return ({"lost": sorted(before - after), "new": sorted(after - before)}, shown.commit), url


def refuse_later(site: Path, url: str, goes_on: Callable[[], bool]) -> None:
    """No page may say that it was first recorded later than readers at ``url`` are told now. ``goes_on``: whether the history goes on from what
    they see; then it knows why, as of a page that was withdrawn and comes back. Raises ``Refusal`` and :class:`CannotAsk`."""
    data = _fetch(f"{url.rstrip('/')}/{opendata.PAGES}")
    if data is None:
        return
    before, after = _days(data), _days((site / opendata.PAGES).read_bytes())
    later = sorted(address for address in before.keys() & after.keys() if after[address] > before[address])
    if later and not goes_on():
        was, now = (long_date(days[later[0]]) for days in (before, after))
        raise Refusal("site-days-later", count=len(later), first=later[0], before=was, now=now)


def _days(data: bytes) -> dict[str, date]:
    """Address → the day on which it was first recorded, where that is known."""
    try:
        return {row["address"]: date.fromisoformat(row["first_published"]) for row in json.loads(data) if row["first_published"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotAsk(f"{opendata.PAGES}: {error}") from error


def _shown(urls: Iterable[str], tell: Callable[[str], None]) -> tuple[bytes | None, str]:
    """The manifest that readers have, and where. A name that is yet to be registered shows nobody anything, so the next address counts."""
    answered, unknown = "", CannotAsk("–")
    for url in urls:
        try:
            data = _fetch(f"{url.rstrip('/')}/{manifest.NAME}")
        except _NoSuchName as reason:
            unknown = reason
            tell(f"ยังไม่มีชื่อโดเมนของ {url} · no such domain name yet")
            continue
        if data is not None:
            return data, url
        answered = url
    if not answered:
        raise unknown
    return None, answered


def _fetch(url: str) -> bytes | None:
    """The bytes at ``url``; None when the server says that nothing is there."""
    if not url.startswith(("https://", "http://")):
        raise CannotAsk(f"{url}: https://?")
    try:
        with urllib.request.urlopen(url, timeout=_SECONDS) as answer:
            data = answer.read(_MOST + 1)
    except urllib.error.HTTPError as error:
        if error.code in _NOTHING_THERE:
            return None
        raise CannotAsk(f"{url}: {error.code}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        unknown = isinstance(reason, socket.gaierror) and reason.errno in _NO_SUCH_NAME
        raise (_NoSuchName if unknown else CannotAsk)(f"{url}: {reason}") from error
    if len(data) > _MOST:
        raise CannotAsk(f"{url}: > {_MOST} bytes")
    return data
