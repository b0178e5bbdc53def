"""Before a host deploys a built site: would an address that readers can open now be lost?

A server of one's own refuses such a push (``building.py``). Hosts like GitHub and GitLab Pages show whatever a workflow hands them, so
the workflow asks here first. Compared is the manifest of the site as it stands in the web, not that of an earlier commit: what a
refused deployment would have shown was never there.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import Path

from macros.publish import changes
from macros.site import manifest

_SECONDS = 30
_MOST = 1 << 28  # bytes of a manifest: some 500,000 pages
_NOTHING_THERE = (404, 410)


class CannotAsk(Exception):
    """Nobody can say what readers see now; the text says why."""


def compare(site: Path, url: str) -> tuple[dict[str, list[str]], str | None] | None:
    """What the built ``site`` would lose and add (``changes.compare``, without ``changed``), and the commit of what stands at ``url``; None when
    no site of ours stands there. Raises :class:`CannotAsk`."""
    data = _fetch(f"{url.rstrip('/')}/{manifest.NAME}")
    if data is None:
        return None
    try:
        shown = manifest.decode(data)
    except manifest.NoManifest as error:
        raise CannotAsk(f"{manifest.NAME}: {error}") from error
    before, after = (set(filter(None, map(changes.address_of, names))) for names in (shown.files, manifest.file_names(site)))
    return {"lost": sorted(before - after), "new": sorted(after - before)}, shown.commit


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
        raise CannotAsk(f"{url}: {getattr(error, 'reason', error)}") from error
    if len(data) > _MOST:
        raise CannotAsk(f"{url}: > {_MOST} bytes")
    return data
