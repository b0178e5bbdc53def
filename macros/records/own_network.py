"""Addresses that open on the writer's own computer or network alone, and for no reader of the site."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


def is_own(url: str) -> bool:
    """Whether ``url`` leads to this computer or into its network: ``http://127.0.0.1:8000/``, ``http://192.168.1.10/oit``."""
    host = _host(url)
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return f".{host}".endswith(_NAMES)


def path_in(url: str) -> str:
    """The address in ``url`` of a page of this site, if ``serve`` showed it there."""
    path = urlsplit(url).path.strip("/")
    return f"/{path}/" if path else "/"


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".") if parts.scheme in ("http", "https") else ""
