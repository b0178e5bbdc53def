"""Asking outside links whether they still open. The only place where a command talks to other machines, on request only."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from macros.problems import Place, Problem
from macros.records.written import value_at
from macros.site.content.links import links_of
from macros.site.html.targets import host_of
from macros.site.project import Project

_SECONDS = 15  # between two bytes
_LONGEST = 60
_AT_ONCE = 8
_AGENT = "Mozilla/5.0 (compatible; Prongsai link check)"
_SAFE = "%/:;=&?+,!$'()*@[]~|"
_NO_NAME, _NO_ANSWER = "name not found", "no answer"
_COMMON = (  # what systems call differently, each in its own language
    (socket.gaierror, _NO_NAME), (ConnectionRefusedError, "connection refused"), (TimeoutError, _NO_ANSWER), (ssl.SSLCertVerificationError, "certificate not valid"),
)  # fmt: skip
_IN_THAI = {
    _NO_NAME: "หาชื่อเว็บไซต์นี้ไม่พบ", _NO_ANSWER: "รอแล้วไม่มีคำตอบ", "connection refused": "ปลายทางไม่รับการเชื่อมต่อ",
    "certificate not valid": "ใบรับรองความปลอดภัยของเว็บไซต์ใช้ไม่ได้", "404 Not Found": "404 ไม่มีหน้านี้",
}  # fmt: skip


def outside_links(project: Project) -> Iterator[tuple[Place, str]]:
    """Every address of another site in records and pages, with its place."""
    for entry in project.records.entries:
        for path, place in sorted(entry.document.places.items(), key=lambda item: item[1]):
            value = value_at(entry.document.value, path)
            if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
                yield place, value
    for page in project.content:
        for offset, target in links_of(page):
            if target.startswith(("http://", "https://")):
                yield page.place(offset), target


class _Follow(urllib.request.HTTPRedirectHandler):
    """Servers lead on to Thai addresses too."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return super().redirect_request(req, fp, code, msg, headers, _in_ascii(newurl))


def _in_ascii(url: str) -> str:
    """``url`` as it goes over the wire; what is written in ``%`` already stays so."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, host_of(unquote(parts.netloc)), quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


def ask(url: str) -> str | None:
    """None when ``url`` opens, else why it does not, in few words. Whatever a server answers, it is no more than that."""
    try:
        request = urllib.request.Request(_in_ascii(url), headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with urllib.request.build_opener(_Follow).open(request, timeout=_SECONDS) as answer:
            return None if answer.status < 400 else str(answer.status)
    except urllib.error.HTTPError as error:
        return None if error.code in (401, 403, 405, 429) else _short(f"{error.code} {error.reason}")  # there, but not for programs
    except http.client.HTTPException as error:
        return _short(f"{type(error).__name__}: {error}")
    except (OSError, ValueError) as error:
        cause = getattr(error, "reason", error)
        return next((words for kind, words in _COMMON if isinstance(cause, kind)), None) or _short(str(cause) or type(error).__name__)


def _short(reason: str) -> str:
    """A server may write as much as it likes."""
    return " ".join(reason.split())[:120]


def _in_time(asker: Callable[[str], str | None], url: str, seconds: float = _LONGEST) -> str | None:
    """What ``asker`` says. A server that sends a little now and then keeps no command from its end: its thread is left behind."""
    said: list[str | None] = []
    thread = threading.Thread(target=lambda: said.append(asker(url)), daemon=True)
    thread.start()
    thread.join(seconds)
    return said[0] if said else _NO_ANSWER


def check_online(project: Project, asker: Callable[[str], str | None] = ask) -> list[Problem]:
    """A warning for each outside link that does not open; each address is asked once. Where no name is found, not a link is dead but the connection."""
    links = list(outside_links(project))
    addresses = sorted({url for _, url in links})
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reasons = dict(zip(addresses, pool.map(partial(_in_time, asker), addresses)))
    if {*reasons.values()} == {_NO_NAME} and len({urlsplit(url).hostname for url in addresses}) > 1:
        return [Problem("outside-links-unasked", Place("mkdocs.yml"), {"count": len(addresses)})]
    return [Problem("outside-link-dead", place, {"value": url, **_reason(reasons[url])}) for place, url in links if reasons[url]]


def _reason(words: str | None) -> dict[str, str | None]:
    """Why a link does not open, in both languages; what only a server says stays as it is."""
    return {"reason": _IN_THAI.get(words or "", words), "reason_en": words}
